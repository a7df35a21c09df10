"""Whose a group is: names, nouns that point back, governments, movements."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText
from transforms.tag.lexicon import Lexicon
from transforms.tag.sentence import read_sentences

_LEAD = "Norway's government and the rebel EMC opened talks in Galway on Wednesday.\n"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The government delegation is led by Ole Lie.", "Norway"),
        ("The federal delegation is led by Ole Lie.", "Norway"),
        ("The government's negotiating panel is headed by Ole Lie.", "Norway"),
        ("The movement sent a delegation led by Ole Lie.", "EMC"),
        ("From Iceland, a delegation led by Ole Lie arrived.", "Iceland"),
        ("The delegation accompanying Icelandic minister Ole Lie included Kari Moe.", "Iceland"),
        ("Iceland has handed Norway the list of its delegation, led by Ole Lie.", "Iceland"),
        ("The delegation is led by Ole Lie.", "Norway"),
        ("The Icelandic premier's delegation is led by Ole Lie.", "Iceland"),
        ("A delegation of the Arewa Council of Elders is led by Ole Lie.", "Arewa Council of Elders"),
        ("A third delegation, that of Iceland, is led by Ole Lie.", "Iceland"),
        ("The EMC panel is headed by Ole Lie.", "EMC"),
        ("The Icelandic party of four is headed by Ole Lie.", "Iceland"),
        ("A three-man Icelandic party is headed by Ole Lie.", "Iceland"),
        ("Icelandic emissaries led by Ole Lie arrived.", "Iceland"),
        ("Foreign Minister Jon Haug of Iceland welcomed it. Haug's delegation is led by Ole Lie.", "Iceland"),
    ],
)
def test_whose_a_delegation_is(read: ReadText, text: str, party: str) -> None:
    found = [d for d in read(_LEAD + text).delegations if d.members]
    assert [d.party.name for d in found] == [party]


def test_a_word_of_a_persons_name_is_no_country(lexicon: Lexicon) -> None:
    text = "Siniša Mali left Mali with Iran's Abbas Araghchi."
    entities = [(0, 11, "PERSON"), (27, 48, "PERSON")]
    (reading,) = read_sentences(text, entities, lexicon)
    assert [(f.first, f.term.value) for f in reading.parties()] == [(3, "Mali"), (5, "Iran")]


def test_the_kingdom_is_the_only_one_that_the_article_names(read: ReadText) -> None:
    text = "Saudi Arabia and Iceland opened talks in Galway. The delegation of the Kingdom is led by Ole Lie."
    assert [d.party.name for d in read(text).delegations if d.members] == ["Saudi Arabia"]


def test_a_parliament_stands_for_its_country(read: ReadText) -> None:
    (delegation,) = read("A delegation of the US Senate led by Ole Lie visited Galway on Wednesday.").delegations
    assert (delegation.party.name, delegation.party.party_type) == ("United States", "parliament")


@pytest.mark.parametrize(
    "text",
    [
        "The coach said the match was hard. The team won two medals. The Norwegian delegation is led by Ole Lie.",
        "The observer mission called the vote in Iceland calm.\nThe Norwegian delegation was headed by Ole Lie.",
        "The delegates of the party's congress met in Bergen.\nThe Norwegian delegation was led by Ole Lie.",
        "Norway met Iceland in Galway on Wednesday. Neither side sent a word.",
    ],
)
def test_athletes_observers_and_congresses_send_nobody(read: ReadText, text: str) -> None:
    assert read(text).delegations == []


def test_a_second_head_of_the_delegation_belongs_to_the_other_side(read: ReadText) -> None:
    text = "Norway and Iceland opened talks in Galway on Wednesday. The Norwegian delegation is led by Kari Moe. "
    found = read(text + "Ole Lie headed the delegation.").delegations
    assert {d.party.name: d.head.name for d in found if d.head} == {"Norway": "Kari Moe", "Iceland": "Ole Lie"}


@pytest.mark.parametrize(
    "lead",
    [
        "Officials of the US House met miners in Galway on Wednesday.",
        "The Embassy of the United States announced talks in Galway on Wednesday.",
    ],
)
def test_the_country_of_the_lead_owns_the_delegation(read: ReadText, lead: str) -> None:
    (delegation,) = [d for d in read(f"{lead}\nThe delegation is led by Ole Lie.").delegations if d.members]
    assert delegation.party.name == "United States"


@pytest.mark.parametrize(
    "text",
    [
        "The Council met in Galway on Wednesday. The mission, led by Norwegian diplomat Ole Lie, has 470 members.",
        "The state's congressional delegation met in Galway on Wednesday. The delegation included Senator Ole Lie.",
    ],
)
def test_a_mission_in_the_field_and_the_members_of_a_state_are_sent_by_nobody(read: ReadText, text: str) -> None:
    assert read(text).delegations == []


def test_the_government_of_a_report_from_elsewhere_is_that_of_the_headline(read: ReadText) -> None:
    text = (
        "DUBLIN - Ole Lie lost no time in shaking hands on Wednesday when talks opened in a castle. "
        "The government panel is headed by Nils Berg."
    )
    (delegation,) = read(text, title="Guns silent as Norway, rebels open talks in Dublin").delegations
    assert delegation.party.name == "Norway"
    (delegation,) = read(text, title="Dublin: Norway absent, rebels wait").delegations
    assert delegation.party.name == "Ireland"
