"""What a run tells Prefect: an event where it fails, a report where it ends well."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.flows.processes import wait_until
from warehouse.errors import InputError
from warehouse.lake import read_table
from warehouse.settings import Settings


def events_of(run_id: str) -> list[dict[str, Any]]:
    from prefect.client.orchestration import get_client

    wanted = {"resource": {"id": [f"dragoman.run.{run_id}"]}}
    with get_client(sync_client=True) as client:
        answer = client.request("POST", "/events/filter", json={"filter": wanted})
    found: list[dict[str, Any]] = answer.json()["events"]
    return found


def test_a_failed_run_sends_an_event_that_automations_can_act_on(root: Path, prefect_server: None) -> None:
    from flows.pipeline import dragoman

    settings = Settings(root)
    with pytest.raises(InputError):
        dragoman([str(root / "nowhere")], settings)
    (row,) = read_table(settings, "runs").to_pylist()
    assert wait_until(lambda: bool(events_of(row["run_id"])), 60, 0.5)
    (event,) = events_of(row["run_id"])
    assert event["event"] == "dragoman.run.failed"
    assert event["resource"]["dragoman.root"] == str(root)
    payload = {"run_id": row["run_id"], "root": str(root), "stage": "", "message": row["message"]}
    assert event["payload"] == payload
    assert "nowhere" in row["message"]
    assert any(related["prefect.resource.role"] == "flow-run" for related in event["related"])


def test_the_report_names_the_slowest_stage_first_and_the_way_to_rejects(prefect_server: None) -> None:
    from flows.artifacts import report_markdown
    from flows.stage_clock import StageTime
    from flows.summary import RunSummary
    from transforms.volume import Volume
    from warehouse.run_sources import SourceCount

    began = datetime(2031, 3, 12, 8, 0, tzinfo=UTC)
    stages = [StageTime("Reading", 8, 1, 0.0, 2.0), StageTime("Building the tables", 90, 0, 2.0, 14.5)]
    summary = RunSummary("20310312T080000-abc", began, rejects={"empty_file": 1}, stages=stages)
    report = report_markdown(
        summary, [SourceCount("quay", "Quay | Herald", 3, began)], [Volume("quay", 0, 12.0, began, "silent")]
    )
    lines = report.splitlines()
    assert lines[2] == "| Building the tables | 12.5 | 90 | 0 |"
    assert "| Quay \\| Herald | 3 | 2031-03-12 08:00 UTC |" in lines
    assert "| quay | silent | 0 | 12.0 | 2031-03-12 08:00 UTC |" in lines
    assert "where run_id = '20310312T080000-abc'" in lines[-1]
