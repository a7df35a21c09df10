"""SIGKILL at every named point of a run, while a reader keeps reading: nobody notices, and the next run goes on."""

from __future__ import annotations

import pytest

from tests.faults.runs import BUILT, PUBLISH, RUN, Case, Tables, reading
from warehouse.crash_points import CRASH_POINTS
from warehouse.publish import publish_snapshot

SWITCHING = CRASH_POINTS[CRASH_POINTS.index(BUILT) + 1 :]


def test_runs_killed_one_after_the_other_before_tables_are_built(before: Case, undisturbed: Tables) -> None:
    case = before.play()
    with reading(case):
        for point in CRASH_POINTS[: CRASH_POINTS.index(BUILT)]:
            case.kill(point, RUN, str(case.folder))
        case.run()
    assert case.tables() == undisturbed
    assert case.leftovers() == []


@pytest.mark.parametrize("point", SWITCHING)
def test_a_run_killed_while_readers_are_switched(point: str, built: Case, undisturbed: Tables) -> None:
    case = built.play()
    with reading(case):
        case.kill(point, PUBLISH, "next")
        publish_snapshot(case.settings, "next")
    assert case.tables() == undisturbed


def test_a_run_killed_when_its_tables_are_built(built: Case, undisturbed: Tables) -> None:
    case = built.play()
    with reading(case):
        case.run()
    assert case.tables() == undisturbed
    assert case.leftovers() == []
