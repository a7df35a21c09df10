from __future__ import annotations

import pytest

from transforms.extract.byline import clean_authors, looks_like_person, read_byline
from transforms.reference import Reference


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Maren Tveit", ("Maren Tveit",)),
        ("By Maren Tveit and Sela Okoro, Lantern staff", ("Maren Tveit", "Sela Okoro")),
        ("Written by Sela Okoro", ("Sela Okoro",)),
        ("Author: Maren Tveit", ("Maren Tveit",)),
        ("By Sela Okoro   August 3, 2023   17:55", ("Sela Okoro",)),
        ("Sela Okoro 3 minutes ago Sun 25th February 2018 | 02:31 PM", ("Sela Okoro",)),
        ("Maren Tveit, editor", ("Maren Tveit",)),
        ("By Maren Tveit in Oslo", ("Maren Tveit",)),
        ("By Wire report", ()),
        ("By Reuters", ()),
        ("By staff and agencies", ()),
    ],
)
def test_printed_bylines(line: str, authors: tuple[str, ...], reference: Reference) -> None:
    assert read_byline(line, reference) == authors


def test_names_from_metadata_lose_roles_agencies_addresses_and_doubles(reference: Reference) -> None:
    given = [
        "By Maren Tveit",
        "https://lantern.example/tveit",
        "maren tveit",
        "AFP",
        "Newsroom",
        "Sela Okoro (so)",
        "Maren Tveit",
    ]
    assert clean_authors(given, reference) == ("Maren Tveit", "Sela Okoro")


def test_the_outlet_is_no_author(reference: Reference) -> None:
    assert clean_authors(["The Fjord Post"], reference, outlet="The Fjord Post") == ()


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Maren Tveit", True),
        ("Ana de la Cruz", True),
        ("Oksana Hrytsay-Lev", True),
        ("Oslo", False),
        ("World News", False),
        ("Increase font size", False),
        ("LANTERN POST", False),
        ("Live", False),
    ],
)
def test_lines_that_can_be_a_bare_byline(text: str, is_person: bool, reference: Reference) -> None:
    assert looks_like_person(text, reference) is is_person
