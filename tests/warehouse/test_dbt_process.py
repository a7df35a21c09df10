"""dbt in a process of its own: it answers, and it never outlives the run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import pytest

from warehouse.dbt_process import DbtProcess
from warehouse.errors import BuildError
from warehouse.lake import ensure_lake
from warehouse.settings import Settings, project_dir

START = """
import sys, time
from pathlib import Path
from warehouse.dbt_process import DbtProcess
from warehouse.settings import Settings
dbt = DbtProcess(Settings(root=Path(sys.argv[1])), Path(sys.argv[2]))
print(dbt._process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing but decisions on members, which every build lays out."""
    (tmp_path / "seeds").mkdir()
    shutil.copy(project_dir() / "seeds" / "member_decisions.csv", tmp_path / "seeds")
    return tmp_path


@pytest.fixture
def small_project(project: Path) -> Path:
    """With a model and a test of it as well, and as this project is set up."""
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(project_dir() / name, project)
    (project / "sql" / "macros").mkdir(parents=True)
    (project / "tests" / "sql").mkdir(parents=True)
    (project / "sql" / "numbers.sql").write_text("select 1 as n")
    (project / "tests" / "sql" / "no_number_is_missing.sql").write_text(
        "select n from {{ ref('numbers') }} where n is null"
    )
    return project


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def test_a_project_that_cannot_be_read_is_an_outcome(root: Path, project: Path) -> None:
    settings = Settings(root=root)
    ensure_lake(settings)
    dbt = DbtProcess(settings, project)
    try:
        outcome = dbt.build(lambda n_nodes: None, lambda: None)
    finally:
        dbt.stop()
    assert not outcome.is_success
    assert "dbt_project.yml" in str(outcome.error)


def test_builds_tell_of_each_node_and_know_what_is_new(tmp_path: Path, small_project: Path) -> None:
    """A macro that dbt did not know, and a root whose models it knows from another one."""
    cache, ages = tmp_path / "cache", []
    for number, (name, folder) in enumerate((("one", "a"), ("two", "a"), ("two", "b"))):
        settings = Settings(root=tmp_path / folder, cache=cache)
        ensure_lake(settings)
        duckdb.sql(f"select {number} as n").write_parquet(str(settings.lake / "number.parquet"))
        (small_project / "sql" / "macros" / f"{name}.sql").write_text("{% macro " + name + "() %}n{% endmacro %}")
        file = "{{ env_var('DRAGOMAN_LAKE') }}/number.parquet"
        (small_project / "sql" / "numbers.sql").write_text(
            "{{ config(materialized='table') }} select {{ " + name + "() }} from '" + file + "'"
        )
        totals: list[int] = []
        done: list[int] = []
        dbt = DbtProcess(settings, small_project)
        try:
            outcome = dbt.build(totals.append, partial(done.append, 1))
        finally:
            dbt.stop()
        assert outcome.is_success, outcome
        nodes = [(node.kind, node.name, node.status) for node in outcome.nodes]
        assert ("model", "numbers", "success") in nodes
        assert ("test", "no_number_is_missing", "pass") in nodes
        assert totals == [len(done)] == [len(nodes)]
        with duckdb.connect(str(settings.build_database), read_only=True) as connection:
            assert connection.execute("from numbers").fetchall() == [(number,)]
        ages.append(sorted(path.stat().st_mtime_ns for path in cache.iterdir()))
    assert [len(memories) for memories in ages] == [1, 2, 2]
    assert ages[1] == ages[2]


def test_a_process_that_is_gone_is_an_error(root: Path, project: Path) -> None:
    settings = Settings(root=root)
    ensure_lake(settings)
    dbt = DbtProcess(settings, project)
    dbt._process.kill()
    try:
        with pytest.raises(BuildError, match="dbt ended before the tables were built"):
            dbt.build(lambda n_nodes: None, lambda: None)
    finally:
        dbt.stop()


def test_it_ends_with_a_run_that_is_killed(root: Path, small_project: Path) -> None:
    ensure_lake(Settings(root=root))
    command = [sys.executable, "-c", START, str(root), str(small_project)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    assert is_alive(pid)
    run.send_signal(signal.SIGKILL)
    run.wait()
    run.stdout.close()
    deadline = time.monotonic() + 120
    while is_alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.2)
