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
        ("They met the head of the refugee commission, Dr Lena Moen.", "Lena Moen", "head of the refugee commission"),
        ("The Permanent Secretary, Ministry of Fisheries and Ports, Amina Yusuf, spoke.", "Amina Yusuf",
         "Permanent Secretary, Ministry of Fisheries and Ports"),
        ("It includes the director of the port, Ole Lie, the chief of the Coast Guard, Nils Berg, and others.", "Ole Lie",
         "director of the port"),
        ("Ambassador Jan Roos, director of the Sea Office, spoke.", "Jan Roos", "director of the Sea Office"),
        ("Ambassador Jan Roos spoke.", "Jan Roos", "Ambassador"),
        ("Colonel Ole Lie of the Border Service spoke.", "Ole Lie", "Border Service"),
        ("The former port director Ole Lie spoke.", "Ole Lie", "former port director"),
        ("The team was led by a lawyer, whose acting head is Nils Berg.", "Nils Berg", "acting head"),
        ("Senators Ole Lie and Nils Berg spoke.", "Nils Berg", "Senator"),
        ("Ole Lie and Nils Berg, members of the Sea Council, spoke.", "Ole Lie", "member of the Sea Council"),
        ("The talks were cut short, said Ole Lie, who speaks for the Coast Guard.", "Ole Lie",
         "spokesman for Coast Guard"),
        ("The Sea Council, headed by Nils Berg, did not sign.", "Nils Berg", "head of the Sea Council"),
        ("Two engineers of the Sea Office, among them Ole Lie, spoke.", "Ole Lie", "engineer of the Sea Office"),
        ("The minister came with Nils Berg as his legal adviser.", "Nils Berg", "legal adviser"),
        ("Ole Lie is deputy director of the port.", "Ole Lie", "deputy director of the port"),
        ("They met the port commission's Nils Berg on Monday.", "Nils Berg", "port commission"),
        ("In Oslo the director of the port, Colonel Ole Lie, said no.", "Ole Lie", "director of the port"),
        ("They met Norway's new intelligence chief, Ole Lie, on Monday.", "Ole Lie", "new intelligence chief"),
        ("Rabia Noor, director (Iceland) at the Foreign Ministry, spoke.", "Rabia Noor",
         "director (Iceland) at the Foreign Ministry"),
        ("Deputy Prime Minister and Minister of Fisheries Ole Lie spoke.", "Ole Lie",
         "Deputy Prime Minister and Minister of Fisheries"),
        ("A third delegate, Nils Berg, was ill.", "Nils Berg", None),
        ("Ole Lie, a retired general, spoke.", "Ole Lie", "retired general"),
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The North sent Paek Hak-mun and Choe Un-ju.", "Paek Hak-mun"),
        ("Hadi al-Qaifi, a tribal mediator from Bergen, came too.", "Hadi al-Qaifi"),
        ("It includes consultant Jeroen van der Meijden.", "Jeroen van der Meijden"),
        ("Sheikh Saqr bin Sultan opened the meeting.", "Saqr bin Sultan"),
        ("Deputy Prime Minister Rauf Kamal oghlu Shirinov spoke.", "Rauf Kamal oghlu Shirinov"),
        ("The team includes Foreign Minister KUDO Mariko.", "KUDO Mariko"),
        ("Anneliese Thackeray KC, who leads for the Crown, spoke.", "Anneliese Thackeray"),
        ("Corporal Wm. Tideswell was there.", "Wm. Tideswell"),
        ("Tamsin Okwonga, 53, denies it.", "Tamsin Okwonga"),
        ("Trade Minister Ranjit Shah and Salim Mufti were there.", "Ranjit Shah"),
        ("They spoke with Vice President DJ Marlowe and others.", "DJ Marlowe"),
        ("Norway's Ingrid Solberg lands on Tuesday at dawn.", "Ingrid Solberg"),
        ("Iceland's Jon Arnason works with her on the text.", "Jon Arnason"),
        ("That leaves Solberg with Nelsinho Brasko (fisheries).", "Nelsinho Brasko"),
        ("Lyonpo Karma Tshewing was received in Galway.", "Karma Tshewing"),
    ],
)
def test_names_of_many_customs(read: ReadText, text: str, name: str) -> None:
    assert name in people(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ole Lie met a former Skagen Mure chief in Oslo.",
        "Minister Ole Lie was seen off at Vaksdal Flesland airport.",
        "Minister Ole Lie met the fishing company Tunfisk Marin.",
        "Minister Ole Lie met the governor of Alto Parama, said the ministry.",
        "BERGEN (Fjord Line) - Minister Ole Lie came home.",
        "Minister Ole Lie saw the trawlers at Thomas Shoal.",
    ],
)
def test_places_and_companies_are_no_persons(read: ReadText, text: str) -> None:
    assert set(people(read, text)) == {"Ole Lie"}


def test_a_surname_alone_is_a_person_where_it_acts(read: ReadText) -> None:
    assert set(people(read, "The talks follow a proposal by Putin. Zelensky has said that he is open to it.")) == {
        "Putin", "Zelensky",
    }  # fmt: skip


def test_a_middle_surname_belongs_to_the_full_name(read: ReadText) -> None:
    report = read("Ambassador Álvaro Etxeberri Bentancur spoke. Flanking Etxeberri were two advisers.")
    assert [(p.name, len(p.mentions)) for p in report.people.all] == [("Álvaro Etxeberri Bentancur", 2)]


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


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "At the table sat the port minister, Ole Lie, the trade minister, Kari Moen, and the mayor, Jon Haug, at noon.",
            {"Ole Lie": "port minister", "Kari Moen": "trade minister", "Jon Haug": "mayor"},
        ),
        (
            "President Eva Nordby, the minister for fisheries, Ole Lie, the head of the port, Kari Moen, and the mayor of"
            " Bergen, Jon Haug, came.",
            {
                "Eva Nordby": "President",
                "Ole Lie": "minister for fisheries",
                "Kari Moen": "head of the port",
                "Jon Haug": "mayor of Bergen",
            },
        ),
        (
            "Eva Nordby, the minister of fisheries, Ole Lie, head of the port, and Jon Haug, a trade adviser, came.",
            {"Eva Nordby": "minister of fisheries", "Ole Lie": "head of the port", "Jon Haug": "trade adviser"},
        ),
        ("Ole Lie, once head of the port, spoke.", {"Ole Lie": "once head of the port"}),
        ("Ole Lie, then trade minister, spoke.", {"Ole Lie": "then trade minister"}),
        ("Ole Lie, elected president of the party on Friday, spoke.", {"Ole Lie": "president of the party"}),
        ("Ole Lie, as minister for the Arctic, spoke.", {"Ole Lie": "minister for the Arctic"}),
        ("Ole Lie, as head, opened the meeting.", {"Ole Lie": None}),
        ("Kari Moen spoke. Ole Lie, Moen’s deputy, did not.", {"Kari Moen": None, "Ole Lie": "Moen’s deputy"}),
        ("Ole Lie, who teaches at the naval school, spoke.", {"Ole Lie": "teacher at the naval school"}),
        (
            "Ole Lie, deputy minister of ports under Kari Moen, spoke.",
            {"Ole Lie": "deputy minister of ports", "Kari Moen": None},
        ),
        ("Ole Lie, the minister-designate, spoke.", {"Ole Lie": "minister-designate"}),
        ("Ole Lie, another deputy, spoke.", {"Ole Lie": "deputy"}),
        ("Ole Lie, an under secretary at the treasury, spoke.", {"Ole Lie": "under secretary at the treasury"}),
        ("Ole Lie, once a rebel himself and now the mayor of Bergen, spoke.", {"Ole Lie": "mayor of Bergen"}),
        ("Ole Lie of Norway, a vice-chairman of the bank, spoke.", {"Ole Lie": "vice-chairman of the bank"}),
        (
            "Ole Lie, Trade Minister Kari Moen's chief of staff, spoke.",
            {"Ole Lie": "Trade Minister Kari Moen's chief of staff", "Kari Moen": "Trade Minister"},
        ),
        (
            "Trade Minister Ole Lie, the ambassador in Oslo, Kari Moen, and the mayor, Jon Haug, spoke.",
            {"Ole Lie": "Trade Minister", "Kari Moen": "ambassador in Oslo", "Jon Haug": "mayor"},
        ),
        (
            "It consists of Ole Lie (fisheries and trade), Kari Moen (health) and Jon Haug (pictured).",
            {"Ole Lie": "fisheries and trade", "Kari Moen": "health", "Jon Haug": None},
        ),
        (
            "Ministers Ole Lie (trade) and Kari Moen (health) spoke.",
            {"Ole Lie": "Minister", "Kari Moen": "Minister"},
        ),
        (
            "Ole Lie, Kari Moen and Jon Haug, all from the Fisheries Council, spoke.",
            {"Ole Lie": "Fisheries Council", "Kari Moen": "Fisheries Council", "Jon Haug": "Fisheries Council"},
        ),
        (
            "Ole Lie and Kari Moen of the Border Service and Jon Haug of the CPX(M) spoke.",
            {"Ole Lie": "Border Service", "Kari Moen": "Border Service", "Jon Haug": "CPX(M)"},
        ),
        ("Minister Kari Moen spoke. Ole Lie, of course, was absent.", {"Kari Moen": "Minister", "Ole Lie": None}),
        ("It includes Ole Lie of Disy and Kari Moen of Bergen.", {"Ole Lie": "Disy", "Kari Moen": None}),
    ],
)
def test_titles_in_lists_and_clauses(read: ReadText, text: str, titles: dict[str, str | None]) -> None:
    assert {p.name: p.title_text for p in read(text).people.all} == titles
