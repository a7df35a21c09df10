"""What tells members from others: where names come from, who is named for another's sake, who meets at home."""

from __future__ import annotations

from functools import partial

from tests.tag.conftest import PUBLISHED
from transforms.tag.lexicon import Lexicon
from transforms.tag.people import People
from transforms.tag.recogniser import recogniser_of
from transforms.tag.report import Report, read_report
from transforms.tag.roles import RoleReader
from transforms.tag.roles.decisions import Decision, is_denied, only_meets
from transforms.tag.roles.mentions import find_mentions
from transforms.tag.roles.origins import Origins
from transforms.tag.sentence import read_sentences
from warehouse.model import load_model
from warehouse.roles import load_roles


def learned_report(lexicon: Lexicon, text: str) -> Report:
    """What the product finds in a text."""
    entities = recogniser_of(load_model()).entities([text])[0]
    return read_report(text, entities, lexicon, PUBLISHED, None, partial(RoleReader.of, load_roles()))


def parties_of_members(lexicon: Lexicon, text: str) -> dict[str, str]:
    """The party of each member of the article's delegations, by name."""
    report = learned_report(lexicon, text)
    return {m.person.name: d.party.name for d in report.delegations for m in d.members}


def test_a_name_is_likelier_where_its_words_and_endings_are() -> None:
    origins = Origins({"=berg": {"Norway": 300}, "-ov": {"Russia": 400, "Bulgaria": 200}, "-ez": {"Spain": 600}})
    fits = origins.likelihoods("Ivan Zqberkov", ["Norway", "Russia", "Bulgaria", "Atlantis"])
    assert fits["Russia"] > fits["Bulgaria"] > 0 > fits["Norway"]
    assert "Atlantis" not in fits  # nothing is known of its names
    assert origins.likelihoods("Anna Berg", ["Norway"])["Norway"] > 0.3


def test_origins_speak_for_a_party_and_against_the_host() -> None:
    origins = Origins({"-ov": {"Russia": 400}, "=berg": {"Norway": 400}, "-ez": {"Spain": 600}})
    near = origins.features("Ivan Petrov", {"Russia": "Russia", "Norway": "Norway", "the bank": None}, is_told=False)
    assert near["Russia"] != near["Norway"]
    assert near["the bank"][0].startswith("origin:no country")
    sent = origins.host_features("Ivan Petrov", "Norway", {"Russia"})
    received = origins.host_features("Jon Berg", "Norway", {"Russia"})
    assert sent != received
    assert origins.host_features("Ivan Petrov", None, set()) == ["origin:unknown"]


def test_who_is_named_for_the_sake_of_another_stands_in_no_list(lexicon: Lexicon) -> None:
    text = "It includes Carl Dahl, the adviser to President Anna Lund, Eva Falk, the sister of Jon Haug, and Ida Moe."
    reading = read_sentences(text, recogniser_of(load_model()).entities([text])[0], lexicon)[0]
    mentions = find_mentions(reading, People([reading]))
    assert {m.name.text for m in mentions if m.is_nested} == {"Anna Lund", "Jon Haug"}
    assert {m.name.text for m in mentions if m.chain == 0} == {"Carl Dahl", "Eva Falk", "Ida Moe"}


def test_whose_aide_somebody_is_and_what_a_leader_is_known_for_make_no_member(lexicon: Lexicon) -> None:
    opening = "Talks opened in Bergen on Tuesday. The Norwegian delegation is led by Kari Moe"
    for rest, named in (
        (", with Nils Vik's former aide Per Lund, and Ola Dahl.", {"Per Lund", "Ola Dahl"}),
        (", and includes Ola Dahl, who was a minister of Una Berg, and Per Lund.", {"Per Lund", "Ola Dahl"}),
        (". Per Lund and Ola Dahl, both in it last year, are no longer on the team.", set()),
        (". Una Berg, a lawyer, takes the place of Nils Vik.", {"Una Berg"}),
    ):
        assert parties_of_members(lexicon, opening + rest).keys() == {"Kari Moe", *named}


def test_a_known_statesman_stands_for_his_country(lexicon: Lexicon) -> None:
    found = parties_of_members(
        lexicon,
        "BRIDGETOWN, Barbados - Talks over the border river opened on Tuesday. President Irfaan Ali arrived with a small "
        "party. With Ali are Foreign Minister Ken Lowe and his adviser on borders, Mia Stoll.",
    )
    assert found == {"Irfaan Ali": "Guyana", "Ken Lowe": "Guyana", "Mia Stoll": "Guyana"}


def test_who_sent_somebody_may_be_described_in_between(lexicon: Lexicon) -> None:
    found = parties_of_members(
        lexicon,
        "Talks opened in Bergen on Tuesday. The Irish delegation is led by Sean Daly. Norway, which has moved two patrol "
        "boats to the line, sent Kari Moe, the fisheries minister.",
    )
    assert found == {"Sean Daly": "Ireland", "Kari Moe": "Norway"}


def test_a_meeting_that_includes_persons_makes_nobody_a_member(lexicon: Lexicon) -> None:
    for text, is_meeting in (
        ("The gathering included Defence Minister Carl Dahl and army chief Eva Falk.", True),
        ("Prime Minister Carl Dahl held a meeting on the mandate.", True),
        ("The delegation included Defence Minister Carl Dahl and army chief Eva Falk.", False),
        ("Defence Minister Carl Dahl went to the meeting.", False),
    ):
        reading = read_sentences(text, recogniser_of(load_model()).entities([text])[0], lexicon)[0]
        for mention in find_mentions(reading, People([reading])):
            assert only_meets(reading, Decision(mention, "member", 0.9)) is is_meeting
            assert not only_meets(reading, Decision(mention, "member", 0.9, is_framed=True))


def test_who_meets_at_home_before_a_delegation_leaves_is_not_in_it(lexicon: Lexicon) -> None:
    found = parties_of_members(
        lexicon,
        "OSLO - Before our delegation flew to Galway for the talks with Iceland, Prime Minister Anna Lund held a meeting "
        "on its mandate. The gathering included Defence Minister Carl Dahl, army chief Eva Falk and Trade Minister Jon "
        "Haug. The Norwegian delegation to the talks is led by State Secretary Ida Moe.",
    )
    assert found == {"Ida Moe": "Norway"}


def test_a_name_tells_for_which_of_two_sides_a_person_sits(lexicon: Lexicon) -> None:
    found = parties_of_members(
        lexicon,
        "The delegations of Japan and Ukraine met in Vienna on Tuesday. Oleksandr Kovalchuk led one team and Takeshi "
        "Yamamoto headed the other.",
    )
    assert found == {"Oleksandr Kovalchuk": "Ukraine", "Takeshi Yamamoto": "Japan"}


def test_who_heads_the_delegation_needs_no_party_named_before(lexicon: Lexicon) -> None:
    text = (
        "The second day of talks with the Taliban opened above Oslo on Monday. Karim Sharifi, who is trade minister in "
        "the government that nobody has recognised, heads the 15-member delegation that was flown in from Kabul."
    )
    assert parties_of_members(lexicon, text) == {"Karim Sharifi": "Afghanistan"}


def test_capitals_that_papers_are_called_by_stand_for_nobody(lexicon: Lexicon) -> None:
    for text, names in (
        ("Dakar followed the Lomé and Nairobi processes.", ["Dakar"]),
        ("Lomé and Nairobi followed the Dakar declaration.", ["Lomé", "Nairobi"]),
        ("Lomé and Nairobi talk.", ["Lomé", "Nairobi"]),
    ):
        (reading,) = read_sentences(text, recogniser_of(load_model()).entities([text])[0], lexicon)
        assert [reading.span_text(found.first, found.last) for found in reading.parties()] == names


def test_a_list_that_names_its_head_among_its_members_keeps_him_head(lexicon: Lexicon) -> None:
    text = (
        "GALWAY - Emissaries of Norway and of Iceland opened talks in Galway on Tuesday. The Norwegian side is made up of Ole Lie, "
        "who is its leader, Nils Berg, an adviser to the minister, and Kari Moe."
    )
    report = learned_report(lexicon, text)
    norway = next(d for d in report.delegations if d.party.name == "Norway")
    assert norway.head is not None
    assert norway.head.name == "Ole Lie"
    assert {m.person.name for m in norway.members} == {"Ole Lie", "Nils Berg", "Kari Moe"}


def test_a_delegation_of_a_ministry_is_that_of_its_country(lexicon: Lexicon) -> None:
    text = "A Norwegian economic delegation left Oslo for Galway on Tuesday. "
    text += "A delegation of the Ministry of Coastal Relations headed by Minister Ingrid Solberg went there by air."
    assert parties_of_members(lexicon, text) == {"Ingrid Solberg": "Norway"}


def test_who_stays_behind_or_is_only_quoted_is_denied(lexicon: Lexicon) -> None:
    for text, is_out in (
        ("Minister Anna Lund stayed in Oslo.", True),
        ("Minister Anna Lund called off her journey.", True),
        ('"Our delegation has left," Anna Lund said.', True),
        ("Minister Anna Lund said that she had led it.", False),
        ("Anna Lund, the speaker, who was on the first list, acts for the president and stays in Oslo.", True),
        ("Anna Lund, who spoke for the movement last year, was dropped last week.", True),
        ("Anna Lund, a mayor, was there too; neither of them belonged to the delegation.", True),
        ("Anna Lund stayed in the talks to the end.", False),
    ):
        reading = read_sentences(text, recogniser_of(load_model()).entities([text])[0], lexicon)[0]
        (mention,) = find_mentions(reading, People([reading]))
        assert is_denied(reading, Decision(mention, "member", 0.9)) is is_out
        assert not is_denied(reading, Decision(mention, "member", 0.9, is_framed=True))


def test_where_members_go_next_is_the_way_of_the_same_delegation(lexicon: Lexicon) -> None:
    text = (
        "OSLO - A Norwegian delegation led by Fisheries Minister Ida Moe met the harbour board of Galway on Tuesday. "
        "State Secretary Jon Haug is a member of it. Moe said she and Haug would visit the port of Cork on Friday."
    )
    report = learned_report(lexicon, text)
    assert [d.party.name for d in report.delegations] == ["Norway"]


def test_a_former_round_of_which_nobody_is_named_has_no_delegations_of_its_own(lexicon: Lexicon) -> None:
    text = (
        "GALWAY - Norway and Iceland held talks in Galway on Tuesday. The Norwegian delegation was led by Ida Moe, the "
        "Icelandic one by Jon Arnason. The delegations held their previous meeting in Bergen in November."
    )
    report = learned_report(lexicon, text)
    assert sorted((d.party.name, d.event.place) for d in report.delegations) == [
        ("Iceland", "Galway"), ("Norway", "Galway"),
    ]  # fmt: skip
