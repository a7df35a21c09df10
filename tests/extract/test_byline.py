from __future__ import annotations

import pytest

from transforms.extract.masthead.byline import clean_authors, looks_like_person, read_byline
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
        ("Fri 16.05.25 | 14:07 | Von Sela Okoro", ("Sela Okoro",)),
        ("By Wire report", ()),
        ("By Reuters", ()),
        ("By Maren Tveit, Skerry Valley Post", ("Maren Tveit",)),
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


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ("Von Maren Tveit, Sela Okoro und Ida Vik", ("Maren Tveit", "Sela Okoro", "Ida Vik")),
        ("Ana Gil y Eva Ruiz", ("Ana Gil", "Eva Ruiz")),
        ("Marta Ortega y Gasset", ("Marta Ortega y Gasset",)),
        ("Jan van der Meer en Piet de Wit", ("Jan van der Meer", "Piet de Wit")),
        ("Par Zoé Clair, correspondante à Genève", ("Zoé Clair",)),
        ("Tveit, Maren", ("Maren Tveit",)),
        ("Maren Tveit Staff Writer", ("Maren Tveit",)),
        ("Reporter Maren Tveit in Bergen", ("Maren Tveit",)),
        ("Maren Tveit, Korrespondentin in Oslo", ("Maren Tveit",)),
        ("Foreign Affairs Editor", ()),
        ("The Lantern Staff", ()),
        ("MAREN O'HARA and SELA OKORO", ("Maren O'Hara", "Sela Okoro")),
        ("André KLEIN", ("André KLEIN",)),
        ("J. P. Vik", ("J. P. Vik",)),
        ("Text: Maren Tveit; Foto: Sela Okoro", ("Maren Tveit",)),
        ("Maren Tveit | Photos by Sela Okoro | Edited by Ida Vik", ("Maren Tveit",)),
        ("With reports from Sela Okoro", ()),
        ("Maren Tveit (Text), m.tveit@lantern.example", ("Maren Tveit",)),
        ("SELA OKORO Reuters", ("Sela Okoro",)),
        ("Sela Okoro on Monday", ("Sela Okoro",)),
        ("Автор: Ольга Ким", ("Ольга Ким",)),
        ("Ольга Ким и Иван Верба", ("Ольга Ким", "Иван Верба")),
        ("بقلم سارة خليل", ("سارة خليل",)),
        ("文／松田花子", ("松田花子",)),
        ("松田花子記者", ("松田花子",)),
        ("记者 王小明、李雷", ("王小明", "李雷")),
        ("김하늘 기자", ("김하늘",)),
        ("Khalid al-Amiri", ("Khalid al-Amiri",)),
        ("Oslo", ()),
        ("he also writes the column", ()),
    ],
)
def test_names_in_many_languages(given: str, authors: tuple[str, ...], reference: Reference) -> None:
    assert clean_authors([given], reference) == authors


def test_the_outlet_is_no_author(reference: Reference) -> None:
    own_names = {"thefjordpost", "fjordpostexample"}
    assert clean_authors(["The Fjord Post", "fjordpost.example", "FjordPost"], reference, own_names) == ()
    assert clean_authors(["Fjord Tveit"], reference, own_names) == ("Fjord Tveit",)


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
