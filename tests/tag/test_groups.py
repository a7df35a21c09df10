"""Whose a group is: names, nouns that point back, governments, movements."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText

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
    ],
)
def test_whose_a_delegation_is(read: ReadText, text: str, party: str) -> None:
    found = [d for d in read(_LEAD + text).delegations if d.members]
    assert [d.party.name for d in found] == [party]


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
