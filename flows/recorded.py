"""What every run does that writes: hold the lock, tidy up after a killed one, leave a row of how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from prefect.runtime import flow_run

from flows.events import tell_failure
from flows.progress import observer, watch
from flows.stage_clock import StageClock
from flows.summary import RunSummary
from warehouse.decisions import load_decisions
from warehouse.handed_over import scrub
from warehouse.lake import ensure_lake, remove_orphans, write_run
from warehouse.lock import Owner, hold_lock
from warehouse.member_decisions import load_member_decisions
from warehouse.raw import remove_partial_files
from warehouse.reference import load_reference
from warehouse.report import published_at
from warehouse.settings import Settings, project_dir
from warehouse.staged import clear_staged
from warehouse.working_copy import update_working_copy


@contextmanager
def recorded_run(settings: Settings, flow_name: str) -> Iterator[RunSummary]:
    """Hold the root's lock for a run, whose row is written when it ends, however it ends; for use inside a flow.

    Raises ``Busy`` where another run writes under the same root, ``SeedError`` where a seed file cannot be read.
    """
    started_at = datetime.now(UTC)
    run_id = f"{started_at:%Y%m%dT%H%M%S}-{str(flow_run.id)[-8:]}"
    summary = RunSummary(run_id, started_at, flow_name=flow_name)
    clock = StageClock(observer(), summary.stages)
    with hold_lock(settings, summary.run_id) as killed, watch(clock):
        _prepare(settings, killed)
        summary.read_before = published_at(settings) or summary.read_before
        try:
            yield summary
        except BaseException as error:  # an interrupt, too, leaves its row
            message = scrub(f"{type(error).__name__}: {error}".splitlines()[0])
            if isinstance(error, Exception):  # who interrupts it knows
                tell_failure(settings, summary.run_id, clock.stage, message)
            record_run(settings, summary, "failed", message)
            raise
        finally:
            clear_staged(settings)
        record_run(settings, summary, "completed")


def record_run(settings: Settings, summary: RunSummary, status: str, message: str | None = None) -> None:
    """Write the row of a run, or write it anew."""
    ended_at = datetime.now(UTC)
    summary.duration_ms = round((ended_at - summary.started_at).total_seconds() * 1000)
    write_run(settings, summary.run_row(status, ended_at, message))


def _prepare(settings: Settings, killed: Owner | None) -> None:
    """Leave nothing of a killed run but a row that says so, and refuse seed files that cannot be read."""
    update_working_copy(settings)
    ensure_lake(settings)
    if killed is not None:
        row = RunSummary(killed.run_id, killed.started_at).run_row("failed", datetime.now(UTC), "killed")
        write_run(settings, row)
        tell_failure(settings, killed.run_id, "", "Killed: its process ended before it did")
    load_reference(project_dir())
    load_decisions(project_dir(), settings)
    load_member_decisions(project_dir(), settings)
    remove_orphans(settings)
    remove_partial_files(settings)
    clear_staged(settings)
