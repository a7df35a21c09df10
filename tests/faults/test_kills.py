"""SIGKILL at every named point of a run, while a reader keeps reading: nobody notices, and the next run goes on."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.faults.runs import Case, Tables, reading
from warehouse.crash_points import CRASH_POINTS, CRASH_VARIABLE
from warehouse.publish import publish_snapshot

RUN = """
import sys
from pathlib import Path
from flows.pipeline import dragoman
from warehouse.settings import Settings
dragoman([sys.argv[1]], Settings(Path(sys.argv[2]), batch_documents=2, n_workers=1))
"""

PUBLISH = """
import sys
from pathlib import Path
from warehouse.publish import publish_snapshot
from warehouse.settings import Settings
publish_snapshot(Settings(Path(sys.argv[2])), sys.argv[1])
"""

BUILT = "tables copied"  # dbt is done by then, and readers have not been switched yet
SWITCHING = CRASH_POINTS[CRASH_POINTS.index(BUILT) + 1 :]


def kill(case: Case, point: str, script: str, argument: str) -> None:
    process = case.run_script(script, argument, **{CRASH_VARIABLE: point})
    assert process.returncode == -signal.SIGKILL, process.stderr


@pytest.fixture(scope="module")
def built(before: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A run killed when dbt had built all tables."""
    case = before.copy_to(tmp_path_factory.mktemp("built") / "root")
    kill(case, BUILT, RUN, str(case.folder))
    return case


@pytest.mark.parametrize("point", CRASH_POINTS[: CRASH_POINTS.index(BUILT)])
def test_a_run_killed_before_its_tables_are_built(
    point: str, before: Case, undisturbed: Tables, tmp_path: Path
) -> None:
    case = before.copy_to(tmp_path / "root")
    with reading(case):
        kill(case, point, RUN, str(case.folder))
        case.run()
    assert case.tables() == undisturbed
    assert case.leftovers() == []


@pytest.mark.parametrize("point", SWITCHING)
def test_a_run_killed_while_readers_are_switched(point: str, built: Case, undisturbed: Tables, tmp_path: Path) -> None:
    case = built.copy_to(tmp_path / "root")
    with reading(case):
        kill(case, point, PUBLISH, "next")
        publish_snapshot(case.settings, "next")
    assert case.tables() == undisturbed


def test_a_run_killed_when_its_tables_are_built(built: Case, undisturbed: Tables, tmp_path: Path) -> None:
    case = built.copy_to(tmp_path / "root")
    with reading(case):
        case.run()
    assert case.tables() == undisturbed
    assert case.leftovers() == []
