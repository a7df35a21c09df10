from __future__ import annotations

import pytest

from transforms.extract.credit import find_agency, find_by_host, find_outlet, strip_agency
from transforms.extract.lines import Line, make_line
from transforms.reference import Reference

LEAD = make_line("Two teams of envoys met in the harbour town on Monday, the ministry said.")


@pytest.mark.parametrize(
    ("lead", "agency"),
    [
        ("BERGEN, May 4 (Reuters) - Two teams of envoys met in the harbour town on Monday.", "Reuters"),
        ("Bergen (AFP) – Two teams of envoys met in the harbour town on Monday.", "AFP"),
        ("BERGEN, May 4 (Skerry) -- Two teams of envoys met in the harbour town on Monday.", "Skerry"),
        ("The Free Harbour Movement (FHM) – two teams of it – met in the harbour town on Monday.", None),
        ("Envoys met in Bergen on Monday. (AA)", "Anadolu"),
    ],
)
def test_wire_in_the_first_paragraph(lead: str, agency: str | None, reference: Reference) -> None:
    assert find_agency([make_line(lead)], [], reference) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Source: Xinhua   Editor: Li Mo", "Xinhua"),
        ("SOURCE:Lantern World and Agencies", "Lantern World and Agencies"),
        ("With reporting by AFP", "AFP"),
        ("Additional reporting by Reuters.", "Reuters"),
        ("Reuters contributed to this report.", "Reuters"),
        ("Skerry contributed to this report.", "Skerry"),
        ("Sela Okoro contributed to this report.", None),
        ("(Skerry)", "Skerry"),
        ("20 Aug 2023 | 09:05 GMT | Source: AFP", "AFP"),
        ("Xinhua", "Xinhua"),
        ("Sources: 16 May 2025", None),
        ("More stories", None),
    ],
)
def test_wire_in_a_credit_line(line: str, agency: str | None, reference: Reference) -> None:
    assert find_agency([LEAD], [make_line(line)], reference) == agency


def test_wire_in_brackets_leaves_the_paragraph(reference: Reference) -> None:
    assert strip_agency("They will meet again. (Reuters)", reference) == "They will meet again."
    assert strip_agency("They will meet again. (Rtd)", reference) == "They will meet again. (Rtd)"


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
