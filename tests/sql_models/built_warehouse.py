"""A lake built by dbt and published, as the flows do it, without Prefect around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.build_database import note_build, prepare_build
from warehouse.publish import Published, build_environment, publish_snapshot
from warehouse.settings import CACHE_VARIABLE, Settings, project_dir

DBT = """
from warehouse.lean_imports import import_leanly
import_leanly()
from dbt.cli.main import cli
cli()
"""


def build(settings: Settings, *, unit_tests: bool = False, data_tests: bool = True) -> list[str]:
    """Run dbt on the lake; what failed, each with dbt's message."""
    project = str(project_dir())
    environment = {**os.environ, **build_environment(settings), "DBT_TARGET_PATH": str(_target())}
    if unit_tests:
        del environment["DBT_EXCLUDE_RESOURCE_TYPES"]
    if not data_tests:
        environment["DBT_EXCLUDE_RESOURCE_TYPES"] = "unit_test test"
    held = prepare_build(settings, project_dir())
    results = _target() / "run_results.json"
    results.unlink(missing_ok=True)
    command = [sys.executable, "-c", DBT, "build", "--project-dir", project, "--profiles-dir", project]
    run = subprocess.run(command, cwd=settings.build, env=environment, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        note_build(settings, held)
    nodes = json.loads(results.read_text())["results"] if results.is_file() else []
    failures = [
        f"{node['unique_id']}: {node['message']}" for node in nodes if node["status"] not in ("success", "pass")
    ]
    return failures if nodes else [run.stdout + run.stderr]


def compiled_sql(name: str) -> str:
    """The model or test as the last build ran it."""
    (path,) = (_target() / "compiled" / "dragoman").rglob(f"{name}.sql")
    return path.read_text()


def _target() -> Path:
    """All builds of this thread write there, and so read the models once."""
    return Path(os.environ[CACHE_VARIABLE]) / f"target-{os.getpid()}-{threading.get_ident()}"


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
    failures = build(settings, unit_tests=unit_tests)
    published = publish_snapshot(settings, "snapshot-1")
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        yield Warehouse(settings, published, failures, connection)
