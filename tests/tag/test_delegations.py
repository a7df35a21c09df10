from __future__ import annotations

from datetime import date

import pytest

from tests.tag.conftest import ReadText


def delegations(read: ReadText, text: str) -> dict[str, dict[str, str]]:
    """Names and roles by party."""
    return {d.party.name: {m.person.name: m.role for m in d.members} for d in read(text).delegations}


SOLBERG, LUND, BERG = "Fisheries Minister Ingrid Solberg", "Deputy Foreign Minister Erik Lund", "adviser Nils Berg"
TALKS = "The fish talks opened in Galway on Wednesday. "


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"The Norwegian delegation was led by {SOLBERG}.", {"Ingrid Solberg": "head"}),
        (f"The Norwegian delegation, headed by {SOLBERG}, included {LUND} and {BERG}.",
         {"Ingrid Solberg": "head", "Erik Lund": "member", "Nils Berg": "member"}),
        (f"{SOLBERG} leads the Norwegian delegation.", {"Ingrid Solberg": "head"}),
        (f"The Norwegian delegation was led by {SOLBERG} along with {LUND}.",
         {"Ingrid Solberg": "head", "Erik Lund": "member"}),
        (f"The delegation of Norway is led by {SOLBERG}. Other members are {LUND} and {BERG}.",
         {"Ingrid Solberg": "head", "Erik Lund": "member", "Nils Berg": "member"}),
        (f"A Norwegian delegation headed by {SOLBERG} sat at the table. She was accompanied by {LUND}.",
         {"Ingrid Solberg": "head", "Erik Lund": "member"}),
        (f"{LUND} and {BERG} are also part of the Norwegian delegation.",
         {"Erik Lund": "member", "Nils Berg": "member"}),
        ("The Norwegian delegation included Ingrid Solberg, the fisheries minister; Erik Lund, a deputy minister; "
         "and Nils Berg, an adviser.",
         {"Ingrid Solberg": "member", "Erik Lund": "member", "Nils Berg": "member"}),
        ("The Norwegian delegation comprised Senators Ingrid Solberg and Erik Lund.",
         {"Ingrid Solberg": "member", "Erik Lund": "member"}),
        (f"Oslo sent a delegation led by {SOLBERG}.", {"Ingrid Solberg": "head"}),
        (f"The Norwegian delegation is led by {SOLBERG}. Also part of it are {LUND} and {BERG}.",
         {"Ingrid Solberg": "head", "Erik Lund": "member", "Nils Berg": "member"}),
        ("Oslo sent three people: Ingrid Solberg of the Sea Bureau, who heads the delegation, Erik Lund and Nils Berg.",
         {"Ingrid Solberg": "head", "Erik Lund": "member", "Nils Berg": "member"}),
        ("The Ingrid Solberg-led Norwegian delegation took its seats.", {"Ingrid Solberg": "head"}),
        (f"Heading a Norwegian delegation, {SOLBERG} took her seat.", {"Ingrid Solberg": "head"}),
        (f"The head of the Norwegian delegation, {SOLBERG}, spoke first.", {"Ingrid Solberg": "head"}),
        (f"Accompanied by {LUND} and {BERG}, {SOLBERG} led the Norwegian delegation.",
         {"Ingrid Solberg": "head", "Erik Lund": "member", "Nils Berg": "member"}),
        (f"{SOLBERG} is leading a Norwegian delegation that includes {LUND}.",
         {"Ingrid Solberg": "head", "Erik Lund": "member"}),
        (f"{SOLBERG} was at the head of the Norwegian delegation, with Erik Lund as her deputy.",
         {"Ingrid Solberg": "head", "Erik Lund": "deputy"}),
        (f"The Norwegian delegation is led by {SOLBERG}. Erik Lund and Nils Berg make up the rest of it.",
         {"Ingrid Solberg": "head", "Erik Lund": "member", "Nils Berg": "member"}),
        ("The members of the Norwegian delegation are:\nIngrid Solberg, fisheries minister\nErik Lund, deputy minister\n"
         "The talks will go on tomorrow, Nils Berg said.",
         {"Ingrid Solberg": "member", "Erik Lund": "member"}),
    ],
)  # fmt: skip
def test_frames(read: ReadText, sentence: str, expected: dict[str, str]) -> None:
    assert delegations(read, TALKS + sentence) == {"Norway": expected}


def test_two_parties_in_one_sentence(read: ReadText) -> None:
    found = delegations(
        read,
        TALKS + f"The Norwegian delegation is led by {SOLBERG}, Iceland's by Foreign Minister Birna Jonsdottir.",
    )
    assert found == {"Norway": {"Ingrid Solberg": "head"}, "Iceland": {"Birna Jonsdottir": "head"}}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Norwegian and Icelandic delegations were led by Ingrid Solberg and Birna Jonsdottir respectively.",
         {"Norway": "Ingrid Solberg", "Iceland": "Birna Jonsdottir"}),
        ("Ingrid Solberg headed the Norwegian delegation and Birna Jonsdottir that of Iceland.",
         {"Norway": "Ingrid Solberg", "Iceland": "Birna Jonsdottir"}),
        ("The Malian government delegation is led by Amina Diallo. The rebel delegation is led by Oumar Keita.",
         {"Mali": "Amina Diallo", "Mali rebels": "Oumar Keita"}),
        ("A joint delegation of Kenya, Uganda and Rwanda, headed by Paul Otieno, sat there.",
         {"Kenya; Rwanda; Uganda": "Paul Otieno"}),
        ("A US congressional delegation headed by House Speaker Ann Price sat there.", {"United States": "Ann Price"}),
    ],
)  # fmt: skip
def test_heads_by_party(read: ReadText, sentence: str, expected: dict[str, str]) -> None:
    found = read(TALKS + sentence).delegations
    assert {d.party.name: d.head.name if d.head else None for d in found} == expected


def test_first_named_is_not_head(read: ReadText) -> None:
    (delegation,) = read(TALKS + f"The Norwegian delegation included {SOLBERG} and {LUND}.").delegations
    assert delegation.head is None
    assert delegation.list_status == "partial"


def test_officials_of_a_meeting_at_home_are_in_no_delegation(read: ReadText) -> None:
    text = (
        TALKS + f"The Norwegian delegation is led by {SOLBERG}.\n"
        "Prime Minister Anna Moe held a meeting in Oslo on Tuesday. The gathering included Finance Minister Per Dahl."
    )
    assert delegations(read, text) == {"Norway": {"Ingrid Solberg": "head"}}


def test_pronoun_owner_of_a_delegation(read: ReadText) -> None:
    text = TALKS + "While Iceland has not named its delegation, the date stands."
    assert delegations(read, text) == {"Iceland": {}}


@pytest.mark.parametrize(
    "text",
    [
        "The delegation of powers to Minister Erik Lund includes fishing rights, Norway said.",
        "The state's congressional delegation includes Senator Ann Price.",
        "The EU Delegation to Norway, headed by Ambassador Jan Roos, published the grant.",
        "Minister Ingrid Solberg led the debate in Oslo.",
    ],
)
def test_what_else_is_called_a_delegation(read: ReadText, text: str) -> None:
    assert delegations(read, text) == {}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"Fish talks opened in Galway on Wednesday. The Norwegian delegation is led by {SOLBERG}.", "attended"),
        (f"Fish talks are scheduled in Galway on Friday. The Norwegian delegation will be led by {SOLBERG}.", "announced"),
        (f"Fish talks in Galway, set for Friday, were cancelled. {SOLBERG} was to lead the Norwegian delegation.", "cancelled"),
        (f"A Norwegian delegation led by {SOLBERG} left for Galway on Wednesday.", "travelling"),
    ],
)  # fmt: skip
def test_status(read: ReadText, text: str, status: str) -> None:
    assert [d.status for d in read(text).delegations] == [status]


def test_a_recalled_delegation_is_historic_and_apart(read: ReadText) -> None:
    text = (
        TALKS
        + f"The Norwegian delegation is led by {SOLBERG}.\nDublin hosted Norwegian and Icelandic delegations in May 2022."
    )
    found = [
        (d.party.name, d.status, d.event.when.day.isoformat() if d.event.when else None) for d in read(text).delegations
    ]
    assert found == [
        ("Norway", "attended", "2026-03-11"),
        ("Norway", "historic", "2022-05-01"),
        ("Iceland", "historic", "2022-05-01"),
    ]  # fmt: skip


def test_stated_size_and_complete_list(read: ReadText) -> None:
    text = TALKS + f"The three-member Norwegian delegation consists of {SOLBERG}, {LUND} and {BERG}."
    (delegation,) = read(text).delegations
    assert (delegation.size_stated, delegation.list_status) == (3, "complete")


def test_there_is_the_place_of_the_sentence_before(read: ReadText) -> None:
    text = (
        "The cabinet held a meeting in Oslo on Thursday. Nobody of the cabinet was in Galway on Tuesday. "
        f"The Norwegian delegation there was led by {BERG}."
    )
    (delegation,) = read(text).delegations
    assert (delegation.event.place, delegation.event.start_day) == ("Galway", date(2026, 3, 10))


def test_the_delegation_of_somebody_else_is_another_one(read: ReadText) -> None:
    text = (
        TALKS
        + f"The Norwegian delegation is led by {SOLBERG}. Norwegian Speaker Anna Dahl left Galway on Monday. "
        + f"Her delegation had included {BERG}."
    )
    found = [(d.party.name, {m.person.name: m.role for m in d.members}) for d in read(text).delegations]
    assert found == [
        ("Norway", {"Ingrid Solberg": "head"}),
        ("Norway", {"Anna Dahl": "head", "Nils Berg": "member"}),
    ]
