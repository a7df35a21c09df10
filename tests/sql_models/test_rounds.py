"""What rounds of talks, compared with each other, say that no single article does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from built_warehouse import Warehouse, publish
from rounds_lake import RANKS, rounds_lake

from transforms.keys import key_of
from warehouse.settings import Settings


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    settings = Settings(root=tmp_path_factory.mktemp("root"))
    rounds_lake().write(settings)
    yield from publish(settings)


def test_build_passes_every_test_of_dbt(rounds: Warehouse) -> None:
    assert rounds.failures == []


def test_three_rounds_of_a_year_are_a_series_and_those_of_another_year_are_none_of_it(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select event_id, dense_rank() over (order by series_id = (select series_id from events where event_id = 'round-1')), "
        "round_no, previous_event_id, next_event_id from events where city = 'Istanbul' and event_id <> 'summit' "
        "order by start_date"
    )
    assert rows == [
        ("march-2022", 1, 1, None, None),
        ("round-1", 2, 1, None, "round-2"),
        ("round-2", 2, 2, "round-1", "round-3"),
        ("round-3", 2, 3, "round-2", None),
    ]


def test_summit_is_no_round_of_the_talks(rounds: Warehouse) -> None:
    query = "select count(*) from events where series_id = (select series_id from events where event_id = 'summit')"
    assert rounds.rows(query) == [(1,)]


def test_rounds_put_off_and_called_off_are_linked_and_not_counted(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select event_id, status, start_date, city, round_no, previous_event_id, next_event_id from events "
        "where event_id in ('first', 'put-off', 'made-up', 'called-off') order by start_date"
    )
    assert rows == [
        ("first", "held", date(2026, 2, 10), "Oslo", 1, None, "made-up"),
        ("put-off", "postponed", date(2026, 3, 10), "Oslo", None, "first", "made-up"),
        ("made-up", "held", date(2026, 4, 11), "Bergen", 2, "first", None),
        ("called-off", "cancelled", date(2026, 5, 10), "Oslo", None, "made-up", None),
    ]
    assert rounds.rows("select count(distinct series_id) from events where city in ('Oslo', 'Bergen')") == [(1,)]


def test_event_keeps_what_was_said_of_it_before(rounds: Warehouse) -> None:
    def stages(event_id: str) -> list[tuple[object, ...]]:
        columns = "status, start_date, first_reported_at, n_articles, is_superseded"
        return rounds.rows(f"select {columns} from event_stages where event_id = ? order by 3, 1", event_id)

    day = date(2026, 3, 10)
    assert stages("put-off") == [
        ("proposed", day, datetime(2026, 3, 1), 1, False),
        ("scheduled", day, datetime(2026, 3, 2), 1, True),
        ("postponed", day, datetime(2026, 6, 2, 8), 1, False),
    ]
    assert [row[:2] for row in stages("made-up")] == [
        ("scheduled", date(2026, 4, 10)),
        ("held", date(2026, 4, 11)),
    ]


def test_plan_that_came_out_otherwise_is_no_contradiction(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select property, kind, reported_values, modal_value from conflicts where subject_id = 'made-up' order by 1"
    )
    assert rows == [
        ("place", "plan_vs_outcome", "Bergen; Oslo", "Bergen"),
        ("start_date", "plan_vs_outcome", "2026-04-11; 2026-04-10", "2026-04-11"),
    ]


def test_member_comes_in_place_of_another(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select party, person_id, replaces_as, replaces_person_id from delegation_members "
        "inner join delegations using (delegation_id) where event_id = 'lists-2' order by 1, 2"
    )
    assert rows == [
        ("Bolivia", "ines", None, None),
        ("Bolivia", "juan", None, None),
        ("Chile", "carl", None, None),
        ("Chile", "dora", "head", "anna"),
        ("Chile", "eva", "post", "ben"),
        ("Peru", "pia", None, None),
        ("Peru", "rosa", "seat", "quin"),
    ]


def test_member_comes_in_place_of_who_was_announced(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select party, person_id, replaces_as, replaces_person_id from delegation_members "
        "inner join delegations using (delegation_id) where event_id = 'stood-in' order by 1, 2"
    )
    assert [row for row in rows if row[2]] == [("Samoa", "hana", "head", "gus"), ("Samoa", "jon", "post", "ivo")]
    assert len(rows) == 7


@pytest.mark.parametrize(
    ("kind", "former", "now"),
    [
        ("event", "lists-0", "lists-1"),
        ("delegation", key_of("del", "lists-0", "Peru"), key_of("del", "lists-1", "Peru")),
        ("person", "quinn", "quin"),
    ],
)
def test_macros_answer_for_former_ids(rounds: Warehouse, kind: str, former: str, now: str) -> None:
    found = rounds.rows("select * from evidence(?, ?)", kind, former)
    assert found
    assert found == rounds.rows("select * from evidence(?, ?)", kind, now)
    if kind == "person":
        assert rounds.rows("select event_id from attendance(?)", former) == [("lists-1",)]


def test_former_ids_of_an_event_and_its_delegations_still_lead_there(rounds: Warehouse) -> None:
    assert rounds.rows("select * from event_aliases") == [("lists-0", "lists-1")]
    rows = rounds.rows(
        "select former_delegation_id, party from delegation_aliases inner join delegations using (delegation_id)"
    )
    assert sorted(rows) == sorted((key_of("del", "lists-0", party), party) for party in ("Bolivia", "Chile", "Peru"))


def test_change_of_a_list_says_who_came_for_whom(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select party, person_id, change, replaces_person_id, replaced_by_person_id from composition_changes order by 1, 2"
    )
    assert rows == [
        ("Bolivia", "hugo", "not_named", None, None),
        ("Bolivia", "ines", "stayed", None, None),
        ("Bolivia", "juan", "newly_named", None, None),
        ("Chile", "anna", "left", None, "dora"),
        ("Chile", "ben", "left", None, "eva"),
        ("Chile", "carl", "stayed", None, None),
        ("Chile", "dora", "joined", "anna", None),
        ("Chile", "eva", "joined", "ben", None),
        ("Peru", "pia", "stayed", None, None),
        ("Peru", "quin", "left", None, "rosa"),
        ("Peru", "rosa", "joined", "quin", None),
    ]


def test_titles_of_one_field_and_two_ranks_disagree(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select subject_id, kind, reported_values, n_voices, modal_value, round(agreement, 2) from conflicts "
        "where property = 'title'"
    )
    kim = key_of("dlm", key_of("del", "titled", "Kenya"), "kim")
    values = "defence minister; deputy defence minister"
    assert rows == [(kim, "contradiction", values, 3, "defence minister", 0.67)]
    said = rounds.rows("select statement from evidence('delegation_member', ?) order by 1", kim)
    assert said == [
        ("member, attended, Minister of Defense",),
        ("member, attended, defence minister",),
        ("member, attended, deputy defence minister",),
    ]


def test_title_tells_the_rank_of_its_post(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select title_text, post_rank from delegation_members where delegation_id = ?", key_of("del", "ranked", "Chile")
    )
    assert dict(rows) == RANKS


def test_delegations_are_compared_by_their_heads_then_by_their_members(rounds: Warehouse) -> None:
    rows = rounds.rows(
        "select event_id, party, counterpart_party, seniority_rank, seniority_lead, head_rank, head_lead, parity "
        "from delegation_parities where event_id in ('lists-1', 'lists-2', 'ranked') and party in ('Chile', 'Peru') order by all"
    )
    assert rows == [
        ("lists-1", "Chile", "Bolivia", 3, 2, 3, None, "higher"),
        ("lists-1", "Chile", "Peru", 3, -2, 3, -2, "lower"),
        ("lists-1", "Peru", "Bolivia", 1, 4, 1, None, "higher"),
        ("lists-1", "Peru", "Chile", 1, 2, 1, 2, "higher"),
        ("lists-2", "Chile", "Bolivia", 4, 1, 4, None, "higher"),
        ("lists-2", "Chile", "Peru", 4, -3, 4, -3, "lower"),
        ("lists-2", "Peru", "Bolivia", 1, 4, 1, None, "higher"),
        ("lists-2", "Peru", "Chile", 1, 3, 1, 3, "higher"),
        ("ranked", "Chile", "Japan", 1, 2, None, None, "higher"),
    ]


def test_what_an_article_adds_was_first_seen_when_it_was_added(rounds: Warehouse) -> None:
    first, added = datetime(2026, 6, 1, 8), datetime(2026, 6, 3, 8)
    members = "select person_id, first_seen_at, last_seen_at from delegation_members where person_id in ('tom', 'una')"
    assert rounds.rows(f"{members} order by 1") == [("tom", first, added), ("una", added, added)]
    for table in ("delegations", "events"):
        query = f"select first_seen_at, last_seen_at from {table} where event_id = 'added-to'"
        assert rounds.rows(query) == [(first, added)]
    assert rounds.rows("select first_seen_at from people where person_id = 'una'") == [(added,)]
