from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText


def people(read: ReadText, text: str) -> dict[str, str | None]:
    return {p.name: p.title_text for p in read(text).people.all}


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Norwegian Fisheries Minister Ingrid Solberg opened the talks.", "Ingrid Solberg", "Norwegian Fisheries Minister"),
        (
            "They met Head of the Legal Directorate of the Ministry of Foreign Affairs Tomas Halvorsen on Monday.",
            "Tomas Halvorsen",
            "Head of the Legal Directorate of the Ministry of Foreign Affairs",
        ),
        ("Birna Jonsdottir, director of the Marine Institute, spoke first.", "Birna Jonsdottir", "director of the Marine Institute"),
        ("The director of the Marine Institute, Birna Jonsdottir, spoke first.", "Birna Jonsdottir", "director of the Marine Institute"),
        ("Aoife Brennan (deputy head of the Sea Office) listened.", "Aoife Brennan", "deputy head of the Sea Office"),
        ("Kofi Mensah, who heads the Customs Service, agreed.", "Kofi Mensah", "head of the Customs Service"),
        (
            "Pavel Dvorak, foreign policy adviser to President Jana Novakova, flew home.",
            "Pavel Dvorak",
            "foreign policy adviser to President Jana Novakova",
        ),
        ("Dr Amina Yusuf of Kenya spoke.", "Amina Yusuf", None),
        ("Jan Roos, the ferry inspector, was there.", "Jan Roos", "ferry inspector"),
        ("It includes Ole Lie, chief of the Coast Guard, Nils Berg and Erik Lund.", "Nils Berg", None),
    ],
)  # fmt: skip
def test_titles_before_and_after_the_name(read: ReadText, text: str, name: str, title: str | None) -> None:
    assert people(read, text)[name] == title


def test_surnames_belong_to_the_full_name(read: ReadText) -> None:
    report = read("Fisheries Minister Ingrid Solberg arrived on Monday. Solberg said little.\nLater Solberg left.")
    (person,) = report.people.all
    assert (person.name, len(person.mentions)) == ("Ingrid Solberg", 3)


def test_two_bearers_of_a_surname_stay_apart(read: ReadText) -> None:
    found = people(read, "Minister Ingrid Solberg met Ambassador Lars Solberg. Ingrid Solberg spoke first.")
    assert sorted(found) == ["Ingrid Solberg", "Lars Solberg"]


def test_capitals_and_agencies_are_no_persons(read: ReadText) -> None:
    text = "GALWAY (Northwire) - Kyiv and Oslo agreed, the Kremlin said. President Putin of Russia was not there."
    assert set(people(read, text)) <= {"Putin"}


def test_the_country_comes_from_the_title_not_from_a_posting(read: ReadText) -> None:
    report = read(
        "Norwegian Ambassador to Iceland Eva Nordby spoke. So did Iceland's Prime Minister Katrin Helgadottir."
    )
    assert {p.name: p.title_country for p in report.people.all} == {
        "Eva Nordby": "Norway",
        "Katrin Helgadottir": "Iceland",
    }
