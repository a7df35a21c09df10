from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_rows import articles_of, events_of, grouping, shuffled

from transforms.resolve import resolve_events
from transforms.tables import EVENT_ALIASES, EVENT_IDENTITIES

NONE_BEFORE = EVENT_IDENTITIES.empty_table()
ARTICLES = articles_of(
    *(
        {
            "article_id": f"a{day}",
            "published_on": date(2031, 4, day),
            "published_at": datetime(2031, 4, day, tzinfo=UTC),
        }
        for day in range(1, 20)
    )
)
PARTIES = "Ostmark; Sorrel Islands"


def _report(key: str, article: int, **columns: Any) -> dict[str, Any]:
    common = {"place": "Port Vellan", "country": "Vellania", "parties": PARTIES, "start_date": "2031-04-02"}
    return {"event_report_id": key, "article_id": f"a{article}", **common, **columns}


def _groups(*rows: dict[str, Any], previous: pa.Table = NONE_BEFORE) -> set[frozenset[str]]:
    return grouping(resolve_events(events_of(*rows), ARTICLES, previous).identities, "event_report_id", "event_id")


TOGETHER: dict[str, dict[str, Any]] = {
    "equal": {},
    "the next day": {"start_date": "2031-04-03"},
    "planned for the day before": {"start_date": "2031-04-01", "status": "scheduled"},
    "postponed from last week": {"start_date": "2031-03-28", "status": "postponed"},
    "called off": {"status": "cancelled"},
    "called a meeting": {"event_type": "meeting"},
    "place is the country": {"place": "Vellania"},
    "no place": {"place": None, "country": None},
    "one party": {"parties": "Ostmark"},
    "no parties": {"parties": None},
    "host among the parties": {"parties": "Ostmark; Sorrel Islands; Vellania", "host": "Vellania"},
    "only the month": {"start_date": "2031-04-01", "date_precision": "month"},
    "no date": {"start_date": None, "date_precision": None},
    "venue for the city": {"place": "Customs House"},
    "round counted": {"round_no": 3},
    "a village that no list knows": {"place": "Lower Brisk", "country": None},
    "at home with a party": {"place": "Ostberg", "country": "Ostmark"},
}
APART: dict[str, dict[str, Any]] = {
    "a week later": {"start_date": "2031-04-09"},
    "planned for the next fortnight": {"start_date": "2031-04-16", "status": "scheduled"},
    "another year's month": {"start_date": "2028-03-01", "date_precision": "month"},
    "only the year": {"start_date": "2031-01-01", "date_precision": "year"},
    "another country": {"place": "Hesk", "country": "Heskland"},
    "a village that no list knows, the next day": {"place": "Brisk", "country": None, "start_date": "2031-04-03"},
    "at home with a party, the next day": {"place": "Ostberg", "country": "Ostmark", "start_date": "2031-04-03"},
    "at home with the only party": {"place": "Ostberg", "country": "Ostmark", "parties": "Ostmark"},
    "another party": {"parties": "Ostmark; Heskland"},
    "a ceremony": {"event_type": "ceremony"},
    "a meeting elsewhere in the country": {"event_type": "meeting", "place": "Lower Brisk"},
    "nothing but the day and one party": {"place": None, "country": None, "parties": "Ostmark"},
}


@pytest.mark.parametrize("case", sorted(TOGETHER))
def test_reports_of_one_event(case: str) -> None:
    assert _groups(_report("r1", 3), _report("r2", 4, **TOGETHER[case])) == {frozenset({"r1", "r2"})}


@pytest.mark.parametrize("case", sorted(APART))
def test_reports_of_two_events(case: str) -> None:
    assert _groups(_report("r1", 3), _report("r2", 4, **APART[case])) == {frozenset({"r1"}), frozenset({"r2"})}


def test_counted_rounds_keep_apart() -> None:
    assert len(_groups(_report("r1", 3, round_no=2), _report("r2", 4, round_no=3))) == 2


def test_two_events_of_one_article_stay_two() -> None:
    rows = [_report("r1", 3), _report("r2", 3, start_date="2031-04-03"), _report("r3", 4)]
    assert _groups(*rows) == {frozenset({"r1", "r3"}), frozenset({"r2"})}


def test_two_versions_of_an_article_report_one_event() -> None:
    rows = [_report("r1", 3), _report("r2", 3, start_date="2031-04-03", content_sha256="v2")]
    assert _groups(*rows) == {frozenset({"r1", "r2"})}


FORMER = {"content_sha256": "v0"}


@pytest.mark.parametrize("case", sorted([*TOGETHER, *APART]))
def test_superseded_versions_influence_no_event(case: str) -> None:
    current = [
        _report("r1", 3),
        _report("r2", 4, **(TOGETHER | APART)[case]),
        _report("r3", 5, start_date="2031-04-07"),
    ]
    former = [
        _report("f1", 3, start_date="2031-04-04", **FORMER),
        _report("f2", 4, place=None, country=None, **FORMER),
        _report("f3", 5, parties="Heskland", **FORMER),
    ]
    found = _groups(*current, *former)
    assert {group - {"f1", "f2", "f3"} for group in found} - {frozenset()} == _groups(*current)
    assert set().union(*found) == {"r1", "r2", "r3", "f1", "f2", "f3"}


def test_former_version_finds_its_event() -> None:
    assert _groups(_report("r1", 3), _report("f1", 3, event_type="meeting", **FORMER)) == {frozenset({"r1", "f1"})}


def test_daily_sessions_do_not_chain() -> None:
    rows = [_report(f"r{day}", day, start_date=f"2031-04-{day:02}") for day in range(2, 12, 2)]
    assert all(len(group) <= 2 for group in _groups(*rows))


def test_month_joins_no_one_of_two_events_in_it() -> None:
    month = _report("month", 19, start_date="2031-04-01", date_precision="month")
    rows = [_report("r1", 3), _report("r2", 12, start_date="2031-04-11"), month]
    assert len(_groups(*rows)) == 3


def test_past_round_told_by_month_is_one_event() -> None:
    past = {"start_date": "2028-03-01", "date_precision": "month"}
    rows = [
        _report("now1", 3),
        _report("past1", 3, **past),
        _report("now2", 2, status="scheduled", start_date="2031-04-01"),
        _report("past2", 2, place="Vellania", **past),
    ]
    assert _groups(*rows) == {frozenset({"now1", "now2"}), frozenset({"past1", "past2"})}


def test_event_id_stays_when_an_older_report_arrives() -> None:
    first = resolve_events(events_of(_report("r2", 4)), ARTICLES, NONE_BEFORE).identities
    grown = resolve_events(
        events_of(_report("r1", 2, status="scheduled"), _report("r2", 4)), ARTICLES, first
    ).identities
    assert set(grown["event_id"].to_pylist()) == set(first["event_id"].to_pylist())
    assert resolve_events(events_of(_report("r1", 2), _report("r2", 4)), ARTICLES, grown).identities == grown


def test_id_that_was_merged_away_leads_to_its_event() -> None:
    apart = [_report("r1", 3), _report("r2", 4, place=None, country=None, parties="Ostmark")]
    first = resolve_events(events_of(*apart), ARTICLES, NONE_BEFORE)
    kept, gone = first.identities["event_id"].to_pylist()
    together = [apart[0], _report("r2", 4)]
    merged = resolve_events(events_of(*together), ARTICLES, first.identities, first.aliases)
    assert (first.aliases.num_rows, set(merged.identities["event_id"].to_pylist())) == (0, {kept})
    assert merged.aliases.to_pylist() == [{"former_event_id": gone, "event_id": kept, "event_report_id": "r2"}]
    again = resolve_events(events_of(*together), ARTICLES, merged.identities, merged.aliases)
    assert again == merged
    parted = resolve_events(events_of(*apart), ARTICLES, merged.identities, merged.aliases)
    assert parted == first


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*TOGETHER.values(), *APART.values()]), max_size=12),
    st.integers(0, 10**6),
    st.integers(1, 4),
)
def test_order_and_batches_do_not_matter(changes: list[dict[str, Any]], seed: int, n_batches: int) -> None:
    reports = events_of(*(_report(f"r{i}", 1 + i % 7, **change) for i, change in enumerate(changes)))
    found = resolve_events(reports, ARTICLES, NONE_BEFORE).identities
    mixed = resolve_events(shuffled(reports, seed, n_batches), shuffled(ARTICLES, seed), NONE_BEFORE).identities
    assert mixed == found
    assert found["event_report_id"].to_pylist() == sorted(reports["event_report_id"].to_pylist())


def test_empty_table_gives_an_empty_table() -> None:
    found = resolve_events(events_of(), ARTICLES, NONE_BEFORE)
    assert found.identities.num_rows == found.aliases.num_rows == 0
    assert (found.identities.schema, found.aliases.schema) == (EVENT_IDENTITIES, EVENT_ALIASES)
