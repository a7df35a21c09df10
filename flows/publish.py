"""Publish: dbt builds the resolved tables and tests them, then readers are switched to them in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from prefect import flow

from flows.artifacts import leave_nodes
from flows.progress import Observer, observer
from warehouse.errors import BuildError
from warehouse.publish import (
    Published,
    build_environment,
    clear_build,
    fingerprint,
    publish_snapshot,
    published_fingerprint,
)
from warehouse.settings import Settings, project_dir

_FAILED = frozenset({"error", "fail", "runtime error"})


@flow(name="publish", persist_result=False)
def publish(settings: Settings, snapshot_id: str) -> Published | None:
    """Build, test and publish what the lake holds; None where exactly that is published already.

    Raises ``BuildError`` naming the models or tests that failed; readers then keep the previous snapshot.
    """
    project = project_dir()
    if fingerprint(settings, project) == published_fingerprint(settings):
        return None
    observer().start_stage("Preparing the tables")
    run_dbt(settings, project)
    observer().start_stage("Publishing")
    return publish_snapshot(settings, snapshot_id)


def run_dbt(settings: Settings, project: Path) -> None:
    """``dbt build`` into the private build database, and an artifact that shows each model and test in Prefect.

    Unit tests of the models say nothing about the data: they run where the project is developed. Raises ``BuildError``
    naming the models or tests that failed.
    """
    from dbt.cli.main import dbtRunner

    clear_build(settings)
    places = ["--project-dir", str(project), "--profiles-dir", str(project)]
    with _environment(build_environment(settings)):
        outcome = dbtRunner(callbacks=[_follow(observer())]).invoke(
            ["build", "--exclude-resource-type", "unit_test", "--log-level", "none", *places]
        )
    if outcome.exception and not isinstance(outcome.exception, Exception):
        raise outcome.exception  # dbt takes an interrupt for a failure of its own
    nodes = [_describe_node(node) for node in getattr(outcome.result, "results", ())]
    if nodes:
        leave_nodes(nodes)
    if not outcome.success:
        raise BuildError(_describe_failure(project, nodes, outcome.exception))


def preload_dbt() -> None:
    """Import dbt, while there is nothing else to do."""
    import dbt.adapters.duckdb
    import dbt.cli.main  # noqa: F401 - the build imports it again, at no cost


def _follow(watcher: Observer) -> Callable[[Any], None]:
    """Tell the watcher of each model and test that is done; dbt calls this, one event after the other."""
    is_building = False

    def note(event: Any) -> None:
        nonlocal is_building
        if event.info.name == "LogStartLine" and not is_building:
            is_building = True
            watcher.start_stage("Building the tables", event.data.total, "models and tests")
        elif event.info.name == "NodeFinished" and event.data.node_info.materialized != "ephemeral":
            watcher.advance(1)

    return note


def _describe_node(result: Any) -> dict[str, Any]:
    return {
        "kind": str(result.node.resource_type),
        "name": result.node.name,
        "status": str(result.status),
        "seconds": round(result.execution_time, 3),
        "message": result.message or "",
    }


def _describe_failure(project: Path, nodes: list[dict[str, Any]], error: BaseException | None) -> str:
    failed = [f"{node['kind']} {node['name']}: {node['message']}" for node in nodes if node["status"] in _FAILED]
    reasons = failed or [str(error or "dbt gave no reason; its log is in the build folder of the root")]
    lines = "\n  ".join(reasons)
    advice = "The previous snapshot is still served; repair this, then run again"
    return f"dbt could not build {project / 'sql'}. {advice}:\n  {lines}"


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """Set environment variables for the block only: dbt reads its paths from them."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
