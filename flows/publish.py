"""Publish: dbt builds the resolved tables and tests them, then readers are switched to them in one step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from prefect import flow

from flows.artifacts import leave_nodes
from flows.progress import observer
from warehouse.dbt_process import DbtProcess, Outcome
from warehouse.errors import BuildError
from warehouse.lake import check_batches
from warehouse.publish import (
    Published,
    fingerprint,
    publish_snapshot,
    published_fingerprint,
)
from warehouse.settings import Settings, project_dir

_FAILED = frozenset({"error", "fail", "runtime error"})
_prepared: list[DbtProcess] = []  # at most one, waiting for its build


@flow(name="publish", persist_result=False)
def publish(settings: Settings, snapshot_id: str, is_checked: bool = False) -> Published | None:
    """Build, test and publish what the lake holds; None where exactly that is published already.

    ``is_checked``: the run has just looked at all batches for damage. Raises ``BuildError`` naming the models or tests
    that failed, ``LakeError`` naming a damaged file; readers then keep the previous snapshot.
    """
    project = project_dir()
    if fingerprint(settings, project) == published_fingerprint(settings):
        return None
    if not is_checked:
        check_batches(settings)  # of what is damaged, DuckDB would read other rows without a word
    observer().start_stage("Preparing the tables")
    run_dbt(settings, project)
    observer().start_stage("Publishing")
    return publish_snapshot(settings, snapshot_id)


def run_dbt(settings: Settings, project: Path) -> None:
    """``dbt build`` into the private build database, and an artifact that shows each model and test in Prefect.

    Raises ``BuildError`` naming the models or tests that failed.
    """
    dbt = _take_prepared(settings, project) or DbtProcess(settings, project)
    try:
        watcher = observer()
        outcome = dbt.build(
            start=lambda n_nodes: watcher.start_stage("Building the tables", n_nodes, "models and tests"),
            advance=lambda: watcher.advance(1),
        )
    finally:
        dbt.stop()
    if outcome.nodes:
        leave_nodes([asdict(node) for node in outcome.nodes])
    if not outcome.is_success:
        raise BuildError(_describe_failure(project, outcome))


@contextmanager
def prepared_dbt(settings: Settings) -> Iterator[None]:
    """Let dbt read the models while the run is still reading articles."""
    dbt = DbtProcess(settings, project_dir())
    _prepared.append(dbt)
    try:
        yield
    finally:
        _prepared.clear()
        dbt.stop()


def _take_prepared(settings: Settings, project: Path) -> DbtProcess | None:
    if _prepared and (_prepared[0].settings, _prepared[0].project) == (settings, project):
        return _prepared.pop()
    return None


def _describe_failure(project: Path, outcome: Outcome) -> str:
    failed = [f"{node.kind} {node.name}: {node.message}" for node in outcome.nodes if node.status in _FAILED]
    reasons = failed or [outcome.error or "dbt gave no reason; its log is in the build folder of the root"]
    lines = "\n  ".join(reasons)
    advice = "The previous snapshot is still served; repair this, then run again"
    return f"dbt could not build {project / 'sql'}. {advice}:\n  {lines}"
