"""The whole run: ingest, build, publish, under one lock."""

from __future__ import annotations

from datetime import UTC, datetime

from prefect import flow
from prefect.runtime import flow_run

from flows.artifacts import ProgressArtifact, leave_artifacts
from flows.build import start_build
from flows.ingest import ingest
from flows.publish import publish
from flows.summary import RunSummary
from warehouse.decisions import load_decisions
from warehouse.lake import ensure_lake, remove_orphans, write_run
from warehouse.lock import Owner, hold_lock
from warehouse.raw import remove_partial_files
from warehouse.report import count_run, new_delegations, published_at
from warehouse.settings import Settings, project_dir
from warehouse.staged import clear_staged


@flow(name="dragoman-run", persist_result=False)
def dragoman(paths: list[str], settings: Settings | None = None) -> RunSummary:
    """Read the articles behind ``paths``, add what is new to the lake and publish it.

    ``settings`` default to ``Settings.load()``. Raises ``Busy`` where another run writes under the same root,
    ``InputError`` for a path that cannot be read, ``BuildError`` where dbt or one of its tests fails.
    """
    settings = settings or Settings.load()
    started_at = datetime.now(UTC)
    summary = RunSummary(f"{started_at:%Y%m%dT%H%M%S}-{str(flow_run.id)[-8:]}", started_at)
    with hold_lock(settings, summary.run_id) as killed:
        _prepare(settings, killed)
        summary.read_before = published_at(settings) or summary.read_before
        try:
            _run(paths, settings, summary)
        except BaseException as error:  # an interrupt, too, leaves its row
            _write_run(settings, summary, "failed", f"{type(error).__name__}: {error}".splitlines()[0])
            raise
        finally:
            clear_staged(settings)
        _write_run(settings, summary, "completed")
    return summary


def _run(paths: list[str], settings: Settings, summary: RunSummary) -> None:
    progress = ProgressArtifact()
    ingested = ingest(paths, settings, summary.run_id)
    summary.n_files = ingested.n_files
    summary.n_unchanged = ingested.n_unchanged
    summary.n_ignored = ingested.n_ignored
    progress.show(10.0)
    start_build(settings, ingested.batch_ids, ingested.n_files - ingested.n_unchanged)
    _count(settings, summary)
    progress.show(60.0)
    # Readers see this row only if what follows succeeds; if it fails, the row is written anew.
    _write_run(settings, summary, "completed")
    published = publish(settings, summary.run_id)
    delegations = []
    if published is not None:
        summary.is_published = True
        summary.n_rows = dict(published.n_rows)
        delegations = new_delegations(settings, summary.read_before)
    progress.show(100.0)
    leave_artifacts(summary, delegations)


def _prepare(settings: Settings, killed: Owner | None) -> None:
    """Leave nothing of a killed run but a row that says so, and refuse decisions that cannot be read."""
    load_decisions(project_dir())
    ensure_lake(settings)
    remove_orphans(settings)
    remove_partial_files(settings)
    clear_staged(settings)
    if killed is not None:
        row = RunSummary(killed.run_id, killed.started_at).run_row("failed", datetime.now(UTC), "killed")
        write_run(settings, row)


def _count(settings: Settings, summary: RunSummary) -> None:
    counts = count_run(settings, summary.run_id)
    summary.n_duplicates = counts.n_duplicates
    summary.n_articles = counts.n_articles
    summary.rejects = counts.rejects


def _write_run(settings: Settings, summary: RunSummary, status: str, message: str | None = None) -> None:
    ended_at = datetime.now(UTC)
    summary.duration_ms = round((ended_at - summary.started_at).total_seconds() * 1000)
    write_run(settings, summary.run_row(status, ended_at, message))
