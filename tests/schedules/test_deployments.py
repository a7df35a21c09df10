"""The timetable as Prefect gets it: served, and in prefect.yaml for a work pool."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ruamel.yaml import YAML

from warehouse.errors import SeedError
from warehouse.settings import project_dir

pytestmark = pytest.mark.usefixtures("prefect_server")

START = datetime(2031, 3, 12, 8, 10, tzinfo=UTC)


def entry(when: str, is_enabled: bool = True) -> Any:
    from flows.deployments import Entry

    return Entry("quay", when, is_enabled)


@pytest.mark.parametrize(
    ("when", "minutes"),
    [
        ("*/30 * * * *", [20, 50, 80]),
        ("30 minutes", [20, 50, 80]),
        ("every 1 day", [950, 2390, 3830]),
        ("0 9 * * *", [50, 1490, 2930]),
    ],
)
def test_runs_are_due_at_the_same_times_after_every_start(when: str, minutes: list[int]) -> None:
    assert entry(when).next_runs(START, 3) == [START + timedelta(minutes=number) for number in minutes]


def test_a_disabled_source_is_never_due() -> None:
    assert entry("*/30 * * * *", is_enabled=False).next_runs(START, 3) == []


@pytest.mark.parametrize("when", ["now and then", "0 minutes", "* * * *", "61 * * * *"])
def test_a_schedule_that_is_none_is_refused_with_its_source(when: str) -> None:
    with pytest.raises(SeedError, match=r"sources\.csv: the schedule of quay is '.*cron of five"):
        entry(when).schedule  # noqa: B018


def test_what_is_served_and_what_prefect_yaml_says_is_the_same() -> None:
    from flows.deployments import deployment_of, write_prefect_yaml

    entries = [entry("*/30 * * * *"), entry("2 hours", is_enabled=False)]
    written = YAML(typ="safe").load(write_prefect_yaml(entries))["deployments"]
    for deployment, one in zip(written, [deployment_of(each) for each in entries], strict=True):
        assert (deployment["name"], deployment["entrypoint"]) == (one.name, one.entrypoint)
        assert deployment["parameters"] == one.parameters == {"source_id": "quay"}
        (schedule,) = one.schedules or ()
        assert deployment["schedules"][0]["active"] is schedule.active
        served = schedule.schedule.model_dump(mode="json", exclude_unset=True)
        given = {name: value for name, value in deployment["schedules"][0].items() if name != "active"}
        assert type(schedule.schedule).model_validate(given) == type(schedule.schedule).model_validate(served)


def test_prefect_yaml_is_up_to_date() -> None:
    from flows.deployments import read_timetable, write_prefect_yaml

    expected = write_prefect_yaml(read_timetable(project_dir()))
    assert (project_dir() / "prefect.yaml").read_text() == expected, "dragoman serve --prefect-yaml > prefect.yaml"
