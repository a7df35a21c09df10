"""A lake built by dbt and published, as the flows do it, without Prefect around it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import duckdb
from dbt.cli.main import dbtRunner, dbtRunnerResult

from warehouse.publish import Published, build_environment, publish_snapshot
from warehouse.settings import Settings, project_dir


def build(settings: Settings, *, unit_tests: bool) -> dbtRunnerResult:
    """Run dbt on the lake."""
    project = str(project_dir())
    environment = build_environment(settings)
    if unit_tests:
        del environment["DBT_EXCLUDE_RESOURCE_TYPES"]
    with mock.patch.dict(os.environ, environment):
        return dbtRunner().invoke(["build", "--project-dir", project, "--profiles-dir", project, "--quiet"])


def failures_of(result: dbtRunnerResult) -> list[str]:
    nodes = getattr(result.result, "results", [])
    failures = [f"{node.node.name}: {node.message}" for node in nodes if node.status not in ("success", "pass")]
    return failures + ([repr(result.exception)] if result.exception else [])


@dataclass(frozen=True)
class Warehouse:
    """A published warehouse, and a read-only connection to it."""

    settings: Settings
    published: Published
    failures: list[str]
    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, list(parameters)).fetchall()


def publish(settings: Settings, *, unit_tests: bool = False) -> Iterator[Warehouse]:
    failures = failures_of(build(settings, unit_tests=unit_tests))
    published = publish_snapshot(settings, "snapshot-1")
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        yield Warehouse(settings, published, failures, connection)
