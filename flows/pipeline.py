"""The whole run: ingest, build, publish, under one lock."""

from __future__ import annotations

from prefect import flow

from flows.artifacts import ProgressArtifact, leave_artifacts
from flows.build import start_build
from flows.ingest import ingest
from flows.publish import publish
from flows.recorded import record_run, recorded_run
from flows.summary import RunSummary
from warehouse.report import count_run, new_delegations
from warehouse.settings import Settings


@flow(name="dragoman-run", persist_result=False)
def dragoman(
    paths: list[str],
    settings: Settings | None = None,
    source_ids: list[str] | None = None,
    sites: list[str] | None = None,
) -> RunSummary:
    """Read the articles behind ``paths``, sources and sites, add what is new to the lake and publish it.

    All are as for the flow ``ingest``; ``settings`` default to ``Settings.load()``. Raises ``Busy`` where another run
    writes under the same root, ``InputError`` for what cannot be read, ``BuildError`` where dbt or one of its tests
    fails.
    """
    settings = settings or Settings.load()
    with recorded_run(settings, "dragoman-run") as summary:
        _run(summary, settings, paths, source_ids, sites)
    return summary


def _run(
    summary: RunSummary,
    settings: Settings,
    paths: list[str],
    source_ids: list[str] | None,
    sites: list[str] | None,
) -> None:
    progress = ProgressArtifact()
    ingested = ingest(paths, settings, summary.run_id, source_ids, sites)
    summary.n_files = ingested.n_files
    summary.n_unchanged = ingested.n_unchanged
    summary.n_ignored = ingested.n_ignored
    progress.show(10.0)
    is_checked = start_build(settings, ingested.batch_ids, ingested.n_files - ingested.n_unchanged)
    if ingested.memory is not None:  # after the commit: what a killed run asked for is asked again
        ingested.memory.save()
    _count(settings, summary)
    progress.show(60.0)
    # Readers see this row only if what follows succeeds; if it fails, the row is written anew.
    record_run(settings, summary, "completed")
    published = publish(settings, summary.run_id, is_checked)
    delegations = []
    if published is not None:
        summary.is_published = True
        summary.n_rows = dict(published.n_rows)
        delegations = new_delegations(settings, summary.read_before)
    progress.show(100.0)
    leave_artifacts(settings, summary, delegations)


def _count(settings: Settings, summary: RunSummary) -> None:
    counts = count_run(settings, summary.run_id)
    summary.n_duplicates = counts.n_duplicates
    summary.n_articles = counts.n_articles
    summary.rejects = counts.rejects
