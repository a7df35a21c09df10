"""Human decisions on who is who: they hold whatever the rules say and however often everything is resolved anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_rows import PUBLISHED, articles_of, mentions_of, shuffled

from transforms.resolve import resolve_people
from transforms.resolve.decisions import Decision, Subject
from transforms.resolve.people import People
from transforms.tables import PERSON_IDENTITIES

NONE_BEFORE = PERSON_IDENTITIES.empty_table()
Row = tuple[str, str, str | None, str | None]
Who = str | tuple[str, str]

CAST: list[Row] = [
    ("a1", "Alexander Voronin", "Russia", "Deputy Defence Minister"),
    ("a1", "Sergey Dalin", "Russia", "Foreign Minister"),
    ("a2", "Alexandr Voronin", "Russia", "Deputy Defence Minister"),
    ("a2", "Dalin", "Russia", None),
    ("a3", "A. Voronin", "Russia", None),
    ("a3", "Shurik Voronin", "Latvia", "singer"),
    ("a4", "Serhii Dalin", "Ukraine", "mayor"),
]


def _decide(a: Who, b: Who, verdict: str) -> Decision:
    one, other = (Subject(*who) if isinstance(who, tuple) else Subject(who) for who in (a, b))
    return Decision(one, other, verdict, "desk", date(2031, 5, 1))


def _resolve(*decisions: Decision, rows: list[Row] = CAST, before: People | None = None) -> People:
    mentions = mentions_of(*rows)
    articles = articles_of(
        *({"article_id": f"a{n}", "published_at": PUBLISHED + timedelta(hours=n)} for n in range(1, 10))
    )
    if before is None:
        return resolve_people(mentions, articles, NONE_BEFORE, decisions=decisions)
    return resolve_people(mentions, articles, before.identities, before.aliases, decisions=decisions)


def _person_of(people: People, mention_id: str) -> str:
    return next(str(row["person_id"]) for row in people.identities.to_pylist() if row["mention_id"] == mention_id)


def _are_one(people: People, *mention_ids: str) -> bool:
    return len({_person_of(people, mention_id) for mention_id in mention_ids}) == 1


def test_same_joins_what_the_rules_part() -> None:
    decision = _decide("Shurik Voronin", "Alexander Voronin", "same")
    people = _resolve(decision)
    assert _are_one(people, "a3/Shurik Voronin", "a1/Alexander Voronin", "a2/Alexandr Voronin")
    rows = {row["mention_id"]: row for row in people.identities.to_pylist()}
    tie = rows["a3/Shurik Voronin"]
    assert (tie["decided_by"], tie["rule"], tie["decision_id"]) == ("human", "decision", decision.decision_id)
    assert rows["a2/Alexandr Voronin"]["decided_by"] == "rule"


def test_different_parts_what_the_rules_join() -> None:
    assert _are_one(_resolve(), "a1/Alexander Voronin", "a2/Alexandr Voronin")
    people = _resolve(_decide("Alexander Voronin", "Alexandr Voronin", "different"))
    assert not _are_one(people, "a1/Alexander Voronin", "a2/Alexandr Voronin")


@pytest.mark.parametrize("vague", ["A. Voronin", "Dalin"])
def test_different_keeps_a_vague_name_from_its_person(vague: str) -> None:
    article, full = ("a3", "Alexander Voronin") if vague == "A. Voronin" else ("a2", "Sergey Dalin")
    assert _are_one(_resolve(), f"{article}/{vague}", f"a1/{full}")
    assert not _are_one(_resolve(_decide(full, vague, "different")), f"{article}/{vague}", f"a1/{full}")


def test_vague_name_that_a_decision_joined_stays_where_it_is() -> None:
    people = _resolve(_decide("Serhii Dalin", ("Dalin", "Russia"), "same"))
    assert _are_one(people, "a4/Serhii Dalin", "a2/Dalin")
    assert not _are_one(people, "a1/Sergey Dalin", "a2/Dalin")


def test_unsure_leaves_it_to_the_rules_and_is_shown() -> None:
    people = _resolve(_decide("Alexander Voronin", "Alexandr Voronin", "unsure"))
    assert people.identities == _resolve().identities
    (row,) = people.decisions.to_pylist()
    assert (row["verdict"], row["are_one"], row["person_a_ids"]) == ("unsure", True, row["person_b_ids"])


def test_decision_on_nobody_changes_nothing_and_says_so() -> None:
    people = _resolve(_decide("Alexander Voronin", "Nobody Known", "same"))
    assert people.identities == _resolve().identities
    (row,) = people.decisions.to_pylist()
    assert (row["person_b_ids"], row["are_one"]) == (None, None)


def test_country_narrows_a_name_down() -> None:
    rows: list[Row] = [
        ("a1", "Nadia Rahal", "Lebanon", "minister"),
        ("a2", "Nadia Rahal", "Tunisia", "ambassador"),
        ("a3", "Nadia R. Rahal", "Tunisia", "ambassador"),
    ]
    people = _resolve(_decide(("Nadia Rahal", "Lebanon"), ("Nadia Rahal", "tunisia"), "same"), rows=rows)
    assert _are_one(people, "a1/Nadia Rahal", "a2/Nadia Rahal", "a3/Nadia R. Rahal")


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_decision_by_id_holds_in_every_later_run_and_from_nothing(verdict: str) -> None:
    ids = [_person_of(_resolve(), mention) for mention in ("a1/Sergey Dalin", "a4/Serhii Dalin")]
    decision = _decide(ids[0], ids[1], verdict)
    first = _resolve(decision)
    assert _are_one(first, "a1/Sergey Dalin", "a4/Serhii Dalin") == (verdict == "same")
    assert _resolve(decision, before=first).identities == first.identities
    assert _resolve(decision, before=_resolve()).identities == first.identities


def test_person_parted_again_gets_the_former_id_back() -> None:
    apart = _resolve()
    joined = _resolve(_decide("Sergey Dalin", "Serhii Dalin", "same"), before=apart)
    former = _person_of(apart, "a4/Serhii Dalin")
    assert {row["former_person_id"]: row["person_id"] for row in joined.aliases.to_pylist()} == {
        former: _person_of(joined, "a4/Serhii Dalin")
    }
    parted = _resolve(before=joined)
    assert _person_of(parted, "a4/Serhii Dalin") == former
    assert parted.aliases.num_rows == 0


VERDICTS = st.sampled_from(["same", "different", "unsure"])
SUBJECTS = st.sampled_from([*sorted({name for _, name, _, _ in CAST}), ("Dalin", "Russia"), ("A. Voronin", "Russia")])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SUBJECTS, SUBJECTS, VERDICTS), max_size=4), st.integers(0, 1000))
def test_any_decisions_hold_in_any_order(drawn: list[tuple[Who, Who, str]], seed: int) -> None:
    decisions = [_decide(*row) for row in drawn if row[0] != row[1]]
    people = _resolve(*decisions)
    mentions = shuffled(mentions_of(*CAST), seed)
    articles = articles_of(
        *({"article_id": f"a{n}", "published_at": PUBLISHED + timedelta(hours=n)} for n in range(1, 10))
    )
    assert resolve_people(mentions, articles, NONE_BEFORE, decisions=decisions).identities == people.identities
    n_parting = sum(decision.verdict == "different" for decision in decisions)
    for row in people.decisions.to_pylist():
        if row["verdict"] == "different" and row["person_a"] != row["person_b"]:
            assert row["are_one"] is not True
        if row["verdict"] == "same" and not n_parting:
            assert row["are_one"]
