"""Wordings that put persons into a delegation besides its head, and wordings that do not."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText

SOLBERG, LUND, BERG = "Fisheries Minister Ingrid Solberg", "Deputy Foreign Minister Erik Lund", "adviser Nils Berg"
TALKS = "The fish talks opened in Galway on Wednesday. "
LED = f"The Norwegian delegation was led by {SOLBERG}. "
NAMES = f"{LUND} and {BERG}"


def members(read: ReadText, text: str) -> dict[str, set[str]]:
    """Names by party, heads left out."""
    return {d.party.name: {m.person.name for m in d.members if m.role != "head"} for d in read(text).delegations}


@pytest.mark.parametrize(
    "sentence",
    [
        f"With her are {NAMES}.",
        f"Seated next to her were {NAMES}.",
        f"Alongside Solberg at the table sat {NAMES}.",
        f"Accompanying the minister as part of the delegation were {NAMES}.",
        f"With her she had {NAMES}.",
        f"With her have come {NAMES}.",
        f"Their number includes {NAMES}.",
        f"Its ranks also include {NAMES}.",
        f"The delegation contained {NAMES}.",
        f"{NAMES} sat in as part of the group.",
        f"{LUND} came along as one of the team, and its ranks included {BERG}.",
        f"Her companions are {NAMES}.",
        f"Its other members in Galway were {NAMES}.",
        f"The rest of the delegation are {NAMES}.",
        f"Two of her colleagues are known: {NAMES}.",
        f"Also on it are {NAMES}.",
        f"Among those travelling from Oslo were {NAMES}.",
        f"It also had in its ranks {NAMES}.",
        f"It had two negotiators besides her: {NAMES}.",
        f"It also counts {NAMES} among its members.",
        f"The delegation also brings together {NAMES}.",
        f"It is completed by {LUND} and by {BERG}.",
        f"She was flanked by {LUND} and by {BERG}.",
        f"She came to Galway with {NAMES}.",
        f"{NAMES} are on it too.",
        f"{LUND} was part of it, as was {BERG}.",
        f"{NAMES} belong to the delegation.",
        f"{NAMES} belong to it, while her predecessor does not.",
        f"{NAMES} sat next to her.",
        f"{NAMES} assisted the minister.",
        f"On board were also {NAMES}.",
        f"Solberg brought along {NAMES}.",
        f"{NAMES} flew in with her.",
        f"{NAMES} round out the delegation.",
        f"{NAMES} are its other two names.",
        f"{LUND}, who speaks Irish, and {BERG} took part on the Norwegian side.",
        "The third member is Erik Lund. The fourth, Nils Berg, keeps the minutes.",
    ],
)
def test_company_of_a_head(read: ReadText, sentence: str) -> None:
    assert members(read, TALKS + LED + sentence) == {"Norway": {"Erik Lund", "Nils Berg"}}


@pytest.mark.parametrize(
    "sentence",
    [
        f"The Norwegian delegation is led by {SOLBERG}, with {NAMES}.",
        f"{SOLBERG} leads the Norwegian delegation, joined by {NAMES}.",
        f"{SOLBERG}, who heads the Norwegian delegation, was accompanied on the trip by {NAMES}.",
        f"A Norwegian delegation led by {SOLBERG}, with {NAMES} as its other members, sat there.",
    ],
)
def test_company_in_the_sentence_of_the_head(read: ReadText, sentence: str) -> None:
    assert members(read, TALKS + sentence) == {"Norway": {"Erik Lund", "Nils Berg"}}


@pytest.mark.parametrize(
    "sentence",
    [
        f"For Norway, {NAMES} took part.",
        f"On the Norwegian side there were {NAMES}.",
        f"Taking part from the Norwegian side were {NAMES}.",
        f"The session was attended on the Norwegian side by {NAMES}.",
        f"{NAMES} were present from Norway's side.",
        f"{NAMES} represented Norway.",
        f"On the Norwegian side:\n{LUND}\n{BERG}",
        f"A Norwegian delegation is there. The other members are:\n{LUND}\n{BERG}",
    ],
)
def test_those_who_sit_for_a_party(read: ReadText, sentence: str) -> None:
    assert members(read, TALKS + sentence) == {"Norway": {"Erik Lund", "Nils Berg"}}


def test_two_sides_in_one_sentence(read: ReadText) -> None:
    text = TALKS + f"{LUND} was present from Norway's side, while Aoife Brennan was present from Ireland's side."
    assert members(read, text) == {"Norway": {"Erik Lund"}, "Ireland": {"Aoife Brennan"}}


@pytest.mark.parametrize(
    "sentence",
    [
        f"They were accompanied by {LUND} of the harbour office.",
        f"{LUND} accompanied them to the harbour.",
        f"{LUND} was not on it.",
        f"{LUND} was on the list but will not travel.",
        f"{LUND} denied that he had been on the plane.",
        f"{LUND} asked why no fisherman was on the list.",
        f"It had a meeting with {LUND}.",
        f"The minister was received by {LUND}.",
    ],
)
def test_who_is_no_member(read: ReadText, sentence: str) -> None:
    assert members(read, TALKS + LED + sentence) == {"Norway": set()}


VISIT = "President Eva Nordby of Norway arrived in Reykjavik on Wednesday for talks. "


@pytest.mark.parametrize(
    "sentence",
    [
        f"She is accompanied by {NAMES}.",
        f"She came with {NAMES}.",
        f"With her are {NAMES}.",
        f"With Nordby are {NAMES}.",
    ],
)
def test_who_comes_from_abroad_in_company_stands_for_a_country(read: ReadText, sentence: str) -> None:
    (delegation,) = read(VISIT + sentence).delegations
    assert delegation.party.name == "Norway"
    assert {m.person.name for m in delegation.members} == {"Eva Nordby", "Erik Lund", "Nils Berg"}
    assert delegation.head is None


def test_who_is_at_home_in_company_is_sent_to_nobody(read: ReadText) -> None:
    text = "President Eva Nordby of Norway arrived in Bergen on Wednesday for talks. She is accompanied by "
    assert not read(f"{text}{NAMES}.").delegations
    fisherman = "Ole Lie, a fisherman from Norway, arrived in Reykjavik on Wednesday for talks. He came with "
    assert not read(f"{fisherman}{NAMES}.").delegations


@pytest.mark.parametrize(
    "sentence",
    [
        f"{SOLBERG} arrived in Reykjavik on Wednesday with a Norwegian delegation of six.",
        f"{SOLBERG} has been in Reykjavik since Monday with a Norwegian team.",
    ],
)
def test_who_comes_with_a_team_belongs_to_it(read: ReadText, sentence: str) -> None:
    (delegation,) = read(f"The fish talks open in Reykjavik on Friday. {sentence}").delegations
    assert (delegation.party.name, delegation.head) == ("Norway", None)
    assert [m.person.name for m in delegation.members] == ["Ingrid Solberg"]


def test_who_talks_with_a_team_does_not(read: ReadText) -> None:
    text = f"{LED}{LUND} was in talks with a Norwegian delegation in Galway on Wednesday."
    assert members(read, text) == {"Norway": set()}


def test_a_list_of_the_other_three_is_one_of_members(read: ReadText) -> None:
    text = "A delegation of Norway arrived in Galway on Tuesday. Ingrid Solberg leads it. The other two:\n"
    text += "Erik Lund, deputy minister; and\nNils Berg, who holds the same office in Bergen."
    assert members(read, text) == {"Norway": {"Erik Lund", "Nils Berg"}}


def test_who_was_only_expected_to_lead_does_not(read: ReadText) -> None:
    text = TALKS + LED + "Erik Lund had been expected to head the team. He stayed in Oslo."
    assert members(read, text) == {"Norway": set()}


def test_a_relative_clause_adds_to_the_delegation_before_it(read: ReadText) -> None:
    text = (
        TALKS
        + LED
        + f"In May it was the Icelanders who came: a delegation of Iceland led by Jon Arnason, to which {NAMES} belonged as well."
    )
    assert members(read, text)["Iceland"] == {"Erik Lund", "Nils Berg"}
