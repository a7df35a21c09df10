"""dbt's tests guard what is published: each must pass on the sample and fail once its promise is broken."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from built_warehouse import Warehouse, compiled_sql

# What breaks a promise, and the compiled test that must notice.
BREACHES = {
    "a person twice": ("insert into people from people limit 1", "is_key_people_*"),
    "a person without a key": ("update people set person_id = null", "is_key_people_*"),
    "an event gone": ("delete from events where event_id = 'talks-1'", "refers_to_delegations_*"),
    "a report of no event": ("update event_reports set event_id = null", "refers_to_event_reports_*"),
    "a head who is nobody": ("update delegations set head_person_id = 'nobody'", "refers_to_delegations_*"),
    "a status of its own": ("update events set status = 'perhaps'", "one_of_events_*"),
    "no status": ("update events set status = null", "one_of_events_*"),
    "a quote elsewhere": ("update member_reports set start_char = start_char + 1", "quotes_stand_in_their_text"),
    "a quote of another version": ("update entity_mentions set version = 2", "quotes_stand_in_their_text"),
    "a mention of nobody": ("update person_mentions set person_id = 'nobody'", "refers_to_person_mentions_*"),
    "a person whom no article names any more": (
        "update person_mentions set is_superseded = true where person_id = 'solvang'",
        "resolved_rows_rest_on_current_reports",
    ),
    "a head who is no member": ("delete from delegation_members where role = 'head'", "heads_are_members"),
    "a size that is not counted": ("update delegations set size_named = 9", "counts_agree"),
    "more voices than articles": ("update delegations set n_independent = 99", "counts_agree"),
    "a role before joining": (
        "update composition_changes set role_before = 'head' where change = 'joined'",
        "changes_need_a_complete_list",
    ),
    "a successor who did not come": (
        "update composition_changes set replaces_person_id = 'lund' where role_after is null",
        "changes_need_a_complete_list",
    ),
}


@pytest.fixture
def build(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> duckdb.DuckDBPyConnection:
    """What dbt built, as far as its tests look at it, with the names that they know it by, seen from where it runs."""
    monkeypatch.chdir(warehouse.settings.build)
    connection = duckdb.connect(str(tmp_path / "build.duckdb"))
    connection.execute("attach ? as published (read_only)", [str(warehouse.settings.database)])
    for table in warehouse.published.n_rows:
        connection.table(f"published.{table}").create(table)
    connection.execute("attach ':memory:' as scratch")
    connection.execute("create schema scratch.intermediate")
    connection.execute(
        "create table scratch.intermediate.int_rounds as"
        " select series_id, party, round_no, 'complete' as list_status, 'complete' as previous_list_status"
        " from composition_changes group by all"
    )
    return connection


@pytest.mark.parametrize("breach", BREACHES)
def test_breach_is_noticed(breach: str, build: duckdb.DuckDBPyConnection) -> None:
    statement, name = BREACHES[breach]
    query = compiled_sql(name)
    assert build.execute(query).fetchall() == []
    build.execute(statement)
    assert build.execute(query).fetchall() != []
