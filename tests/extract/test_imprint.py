from __future__ import annotations

import pytest

from transforms.extract.masthead.imprint import find_by_host, find_outlet
from transforms.extract.text.lines import Line, make_line
from transforms.reference import Reference


def lines_of(*texts: str) -> list[Line]:
    return [make_line(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "outlet"),
    [
        (("date 2025-05-16 Fjord Post", "Envoys meet"), "Fjord Post"),
        (("date 2025-05-16 Fjord Post WORLD",), "Fjord Post"),
        (("date 2025-05-16 POLITICS", "SOURCE:Skerry World and Agencies"), "Skerry World"),
        (("date 2025-05-16 POLITICS", "Copyright 2016 Fjord Post Publishing"), "Fjord Post"),
        (("date 2025-05-16 POLITICS", "MORE FROM FJORD POST"), "FJORD POST"),
        (("The Morning Lantern", "date 2025-05-16 Fjord Post"), "The Morning Lantern"),
        (("Xinhua", "Envoys meet"), None),
        (("date 2025-05-16 Fjord.com", "© Fjord 2025, all rights reserved"), "Fjord"),
        (("Envoys meet", "ⓒ Fjord Post"), "Fjord Post"),
        (("Envoys meet", "Fjord Dispatch, Saturday, 6 April 2019"), "Fjord Dispatch"),
        (("Envoys meet", "Sunday, August 10, 2014 | Skerry Observer | Xinhua"), "Skerry Observer"),
        (("Envoys meet", "By Ann Lee, Skerry Valley Post"), "Skerry Valley Post"),
        (("Envoys meet", "Ann Lee, 6 April 2019"), None),
    ],
)
def test_outlet_of_a_dump(texts: tuple[str, ...], outlet: str | None, reference: Reference) -> None:
    assert find_outlet(lines_of(*texts), "file:///data/a.txt", reference) == outlet


def test_outlet_by_host(reference: Reference) -> None:
    outlet = find_by_host("https://news.lantern.example:8080/a", reference)
    assert outlet is not None
    assert outlet.name == "The Morning Lantern"
    assert find_by_host("https://[broken", reference) is None
    assert find_by_host("file:///data/lantern.example/a.txt", reference) is None
