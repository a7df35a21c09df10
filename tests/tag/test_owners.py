"""For whom people sit there where no group noun says it next to a country's name."""

from __future__ import annotations

import time

import pytest

from tests.tag.conftest import ReadText
from tests.tag.test_delegations import delegations

TALKS = "Norway and Iceland opened talks in Galway on Wednesday. "
NORWEGIAN = "The Norwegian delegation is led by Ingrid Solberg. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # those across the table
        (NORWEGIAN + "Across from them sat Birna Arnadottir, head of the Harbour Board.", {"Birna Arnadottir": "member"}),
        (NORWEGIAN + "Facing her was Jon Arnason, who runs the Harbour Board.", {"Jon Arnason": "member"}),
        # who signs or sits there for a party
        ("Former president Jon Arnason signed the paper for Reykjavik.", {"Jon Arnason": "member"}),
        ("For the Icelanders the signature was that of Jon Arnason.", {"Jon Arnason": "member"}),
        ("Iceland took part through two retired diplomats, Jon Arnason and Eva Falk.",
         {"Jon Arnason": "member", "Eva Falk": "member"}),
        ("The Icelandic Ministry of Defence sent General Jon Arnason to the ceremony.", {"Jon Arnason": "member"}),
        ("Reykjavik is sending its joint secretary for Sweden, Denmark and Finland, Jon Arnason.",
         {"Jon Arnason": "member"}),
        # heads
        ("The text was announced by Jon Arnason, Iceland's chief delegate.", {"Jon Arnason": "head"}),
        ("Iceland's envoys arrived on Tuesday. Jon Arnason, a director, is in charge.", {"Jon Arnason": "head"}),
        ("Jon Arnason signed first; the Icelandic delegation was under his authority.", {"Jon Arnason": "head"}),
        (NORWEGIAN + "Jon Arnason will head that of Iceland.", {"Jon Arnason": "head"}),
        ("The Icelandic party, which Jon Arnason led, left in the evening.", {"Jon Arnason": "head"}),
        ("The island's delegation is led by Jon Arnason.", {"Jon Arnason": "head"}),
    ],
)  # fmt: skip
def test_who_sits_there_for_a_party(read: ReadText, text: str, expected: dict[str, str]) -> None:
    assert delegations(read, TALKS + text)["Iceland"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Six Icelandic officials crossed into Norway on Wednesday. The delegation is led by Jon Arnason.",
        "Representatives of Iceland opened talks in Galway on Wednesday. The 15 members of the delegation, all men, "
        "landed on Tuesday with Jon Arnason at their head.",
        "Five members of the house will represent Iceland at the fish talks in Galway on Friday. The delegation was "
        "approved on Tuesday. Jon Arnason was appointed its head.",
    ],
)
def test_those_of_whom_the_lead_tells_are_the_delegation(read: ReadText, text: str) -> None:
    assert delegations(read, text) == {"Iceland": {"Jon Arnason": "head"}}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway was represented by Ingrid Solberg and Eva Falk, Iceland by Jon Arnason.",
         {"Norway": {"Ingrid Solberg": "member", "Eva Falk": "member"}, "Iceland": {"Jon Arnason": "member"}}),
        ("Norway and Iceland were represented by Ingrid Solberg and Jon Arnason, respectively.",
         {"Norway": {"Ingrid Solberg": "member"}, "Iceland": {"Jon Arnason": "member"}}),
    ],
)  # fmt: skip
def test_parties_are_represented_each_by_their_own(
    read: ReadText, sentence: str, expected: dict[str, dict[str, str]]
) -> None:
    lead = "The foreign ministers of Norway and Iceland met in Galway on Wednesday. "
    assert delegations(read, lead + sentence) == expected


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Fiji, Tuvalu and Vanuatu will send a single delegation to the talks in Galway next month.",
         {"Fiji; Tuvalu; Vanuatu"}),
        ("The fish talks opened in Galway on Wednesday. Norway and Iceland sent delegations.", {"Norway", "Iceland"}),
        ("The Ecumenical talks opened in Galway on Wednesday. The Vatican delegation was led by Carlo Berti.",
         {"Holy See"}),
        ("The talks opened in Galway on Wednesday. The Donetsk delegation was led by Igor Pratt.", {"Donetsk"}),
        ("The Commonwealth talks opened in Galway on Wednesday. A team of the seven Harbour Political Groups, led by "
         "Igor Pratt, sat there.", {"Harbour Political Groups"}),
    ],
)  # fmt: skip
def test_parties_of_a_group_noun(read: ReadText, text: str, parties: set[str]) -> None:
    assert set(delegations(read, text)) == parties


def test_greetings_to_the_leader_make_nobody_a_leader(read: ReadText) -> None:
    text = "Eva Falk, who stayed in Oslo, conveyed her greetings through the leader of the Icelandic delegation."
    assert delegations(read, TALKS + text) == {"Iceland": {}}


def test_a_political_party_is_no_group_of_travellers(read: ReadText) -> None:
    assert delegations(read, TALKS + "The ruling party, led by Jon Arnason, welcomed them.") == {}


def test_a_sentence_of_many_statements_is_read_in_linear_time(read: ReadText) -> None:
    def seconds(n: int) -> float:
        text = TALKS + "the Norwegian delegation led by Minister Erik Lund in Oslo on Sat, " * n
        start = time.process_time()
        read(text)
        return time.process_time() - start

    seconds(5)
    assert seconds(400) < 12 * max(seconds(100), 0.02)


def test_a_mission_of_a_body_is_that_of_its_organisation(read: ReadText) -> None:
    lead = "A fact-finding mission of the Fisheries and Harbours Council (FHC) of the African Union arrived in Galway on Tuesday for talks."
    text = f"{lead} The mission was led by Ambassador Ingrid Solberg."
    assert delegations(read, text) == {"African Union": {"Ingrid Solberg": "head"}}
