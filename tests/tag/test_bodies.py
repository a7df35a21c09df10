"""Parties that no list knows, what a noun with 'the' points back to, and frames without a group noun of a party."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText
from tests.tag.test_delegations import delegations

SOLBERG, LUND, BERG = "Fisheries Minister Ingrid Solberg", "Deputy Foreign Minister Erik Lund", "adviser Nils Berg"
TALKS = "Norway and Iceland opened fish talks in Galway on Wednesday. "
RIVALS = "Norway's government and the opposition party Havblik opened talks in Galway on Wednesday. "


@pytest.mark.parametrize(
    ("sentence", "party", "expected"),
    [
        ("The Havblik team is led by Erik Lund.", "Havblik", {"Erik Lund": "head"}),
        ("The party's delegation is led by Erik Lund.", "Havblik", {"Erik Lund": "head"}),
        (f"{SOLBERG} heads the government delegation.", "Norway", {"Ingrid Solberg": "head"}),
        ("The government was represented at the talks by Erik Lund.", "Norway", {"Erik Lund": "member"}),
    ],
)
def test_named_and_meant_bodies(read: ReadText, sentence: str, party: str, expected: dict[str, str]) -> None:
    assert delegations(read, RIVALS + sentence)[party] == expected


def test_an_abbreviation_names_the_body_it_is_spelled_out_from(read: ReadText) -> None:
    text = (
        "A delegation of the Federation of Northern Ports (FNP) arrived in Galway on Wednesday. "
        "The FNP delegation was led by Erik Lund."
    )
    assert delegations(read, text) == {"Federation of Northern Ports": {"Erik Lund": "head"}}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"A Norwegian team under {SOLBERG} was in the hall.", {"Ingrid Solberg": "head"}),
        (f"The Norwegian delegation, under the chairmanship of {SOLBERG}, was in the hall.", {"Ingrid Solberg": "head"}),
        (f"The Norwegian team had {SOLBERG} as its leader.", {"Ingrid Solberg": "head"}),
        ("The Norwegian team, whose leader, Ingrid Solberg, is a minister, was in the hall.", {"Ingrid Solberg": "head"}),
        (f"For Norway, {SOLBERG} led the talks.", {"Ingrid Solberg": "head"}),
        (f"Heading the Norwegian side was {SOLBERG}.", {"Ingrid Solberg": "head"}),
        (f"The Norwegian side was headed by {SOLBERG} and the Icelandic side by Jon Arnason.", {"Ingrid Solberg": "head"}),
        (f"The Norwegians were led by {SOLBERG}.", {"Ingrid Solberg": "head"}),
        (f"Norway sent {LUND} and {BERG}.", {"Erik Lund": "member", "Nils Berg": "member"}),
        (f"From the Norwegian side there took part: {LUND} and {BERG}.", {"Erik Lund": "member", "Nils Berg": "member"}),
        (f"Representing Norway were {LUND} and {BERG}.", {"Erik Lund": "member", "Nils Berg": "member"}),
        (f"The Norwegian team had {LUND} and {BERG} in its ranks.", {"Erik Lund": "member", "Nils Berg": "member"}),
        (f"{SOLBERG} leads the Norwegian team. Erik Lund and Nils Berg are travelling with her.",
         {"Ingrid Solberg": "head", "Erik Lund": "member", "Nils Berg": "member"}),
        (f"{SOLBERG} leads the Norwegian team. She arrived with {LUND}.",
         {"Ingrid Solberg": "head", "Erik Lund": "member"}),
        ("Erik Lund, a member of the Norwegian delegation, was in the hall.", {"Erik Lund": "member"}),
    ],
)  # fmt: skip
def test_frames(read: ReadText, sentence: str, expected: dict[str, str]) -> None:
    assert delegations(read, TALKS + sentence)["Norway"] == expected


def test_two_heads_each_for_their_own(read: ReadText) -> None:
    sentence = "Ingrid Solberg of Norway and Jon Arnason of Iceland led the delegations of their countries."
    expected = {"Norway": {"Ingrid Solberg": "head"}, "Iceland": {"Jon Arnason": "head"}}
    assert delegations(read, TALKS + sentence) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian prosecution team was led by Erik Lund at the trial in Galway on Wednesday.",
        "The Norwegian team, led by coach Erik Lund, won the match in Galway on Wednesday.",
        "The EU Delegation, headed by Ambassador Erik Lund, opened a library in Galway on Wednesday.",
        "Delegates met at the party's congress in Oslo on Wednesday. The Bergen delegation, led by Erik Lund, left the "
        "congress.",
        "The head of Norway's permanent delegation, Erik Lund, spoke in Vienna on Wednesday. He met the permanent mission "
        "of Iceland.",
    ],
)
def test_what_is_not_sent(read: ReadText, text: str) -> None:
    assert delegations(read, text) == {}


@pytest.mark.parametrize(
    ("lead", "sentence", "party"),
    [
        ("Norway's government and the Harbour National Council", "The council's negotiators were led by Erik Lund.",
         "Harbour National Council"),
        ("Norway and the ABR rebels", "The ABR delegation was led by Erik Lund.", "ABR"),
        ("Norway and the Harbour Together party", "The Harbour Together delegation was led by Erik Lund.",
         "Harbour Together"),
        ("Norway and the Popular Front for the Rebirth of the Harbour",
         "The delegation of the Popular Front for the Rebirth of the Harbour was led by Erik Lund.",
         "Popular Front for the Rebirth of the Harbour"),
        ("Norway and the Ceasefire Coordination Team (CCT)", "The CCT delegation was led by Erik Lund.",
         "Ceasefire Coordination Team"),
        ("Norway and the South Sudan Harbour Alliance", "The delegation of the South Sudan Harbour Alliance was led by "
         "Erik Lund.", "South Sudan Harbour Alliance"),
    ],
)  # fmt: skip
def test_bodies_known_by_what_stands_beside_them(read: ReadText, lead: str, sentence: str, party: str) -> None:
    found = delegations(read, f"{lead} opened talks in Galway on Wednesday. {sentence}")
    assert found[party] == {"Erik Lund": "head"}
