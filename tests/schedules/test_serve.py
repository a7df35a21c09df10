"""Scheduled runs, from the trigger to published rows: real server, real schedule, real site, real kills."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.flows.processes import STOPPED_WITHIN_SECONDS, wait_until
from tests.schedules.served import PATIENCE_SECONDS, Served, copy_project
from tests.web.site import Site, Story, serving
from warehouse.lake import committed_batches, read_table
from warehouse.lock import hold_lock, is_held
from warehouse.query import run_query


def story(number: int) -> Story:
    return Story(
        f"lake-{number}",
        f"Lake talks reach day {number}",
        [
            f"LIMA - Delegations of Peru and Bolivia met in Lima for day {number} of talks on the level of their lake.",
            f"The Peruvian delegation was led by Deputy Foreign Minister Marta Salcedo, for the {number}th time.",
            f'"We listened to each other for {number} hours, and that is more than last year," Salcedo told reporters.',
            "The Bolivian side asked for monthly measurements and for a station on the shore before the rains come.",
        ],
    )


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with serving() as site:
        site.write(*(story(number) for number in range(1, 4)))
        site.list_all()
        yield site


@pytest.fixture(scope="module")
def scheduler(prefect_server: None) -> Iterator[None]:
    """A server that starts what is due, which others do not."""
    from flows.server import API_VARIABLE, TemporaryServer

    server = TemporaryServer(has_scheduler=True)
    with pytest.MonkeyPatch.context() as patch, server.in_use():
        patch.setenv(API_VARIABLE, server.api_url)
        yield
    server.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, scheduler: None) -> Served:
    folder = tmp_path_factory.mktemp("served")
    return Served(copy_project(folder / "project"), folder / "root")


def published(served: Served) -> list[tuple[object, ...]]:
    return run_query(served.settings, "select title, count(*) from articles group by all order by all").rows


def days(*numbers: int) -> list[tuple[str, int]]:
    return [(f"Lake talks reach day {number}", 1) for number in numbers]


def test_a_killed_run_is_made_up_for_exactly_once_and_a_busy_one_is_no_failure(served: Served, site: Site) -> None:
    served.schedule(f"{site.url}/rss.xml", "* * * * *")
    with served.serving() as process:
        assert wait_until(lambda: len(committed_batches(served.settings)) == 1, PATIENCE_SECONDS)
        os.killpg(process.pid, signal.SIGKILL)
    assert not served.settings.database.exists()

    served.schedule(f"{site.url}/rss.xml", "999 days")
    with served.serving() as process:
        first = served.runs()[0]
        served.wait_for(first.id, "Crashed")
        assert first.auto_scheduled
        assert wait_until(served.settings.database.exists, PATIENCE_SECONDS)
        assert published(served) == days(1, 2, 3)
        assert read_table(served.settings, "documents").num_rows == 3
        killed, *later = read_table(served.settings, "runs").sort_by("started_at").to_pylist()
        assert (killed["status"], killed["message"]) == ("failed", "killed")
        assert {run["status"] for run in later} == {"completed"}

        assert wait_until(lambda: not is_held(served.settings), PATIENCE_SECONDS)
        with hold_lock(served.settings, "by-hand"):
            run_id = served.start_run(first.deployment_id)
            busy = served.wait_for(run_id, "Busy")
        assert "by-hand" in busy.state.message
        now = datetime.now(UTC)
        (later,) = served.runs_due_between(now + timedelta(minutes=3), now + timedelta(minutes=6))
        site.write(story(4))
        site.list_all()
        served.bring_forward(later.id)
        served.wait_for(later.id, "Completed")
        assert published(served) == days(1, 2, 3, 4)

        run_id = served.start_run(first.deployment_id)
        assert wait_until(lambda: is_held(served.settings), PATIENCE_SECONDS)
        process.send_signal(signal.SIGTERM)
        sent = time.monotonic()
        process.wait(timeout=60)
        assert time.monotonic() - sent < STOPPED_WITHIN_SECONDS
    assert process.returncode == 0
    served.wait_for(run_id, "Cancelled")
    assert not is_held(served.settings)
    assert published(served) == days(1, 2, 3, 4)
