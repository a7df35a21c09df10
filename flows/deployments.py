"""What is deployed: for each source that has a schedule, the flow that reads it.

``dragoman serve`` and prefect.yaml are both made from the timetable, which is seeds/sources.csv and nothing else.
"""

from __future__ import annotations

import asyncio
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Schedule
from prefect.types.entrypoint import EntrypointType
from ruamel.yaml import YAML

from flows.scheduled import read_source
from warehouse.errors import SeedError
from warehouse.sources import load_sources

WORK_POOL = "dragoman"

_ANCHOR = datetime(2024, 1, 1, tzinfo=UTC)  # intervals are counted from here, so that a restart moves no run
_INTERVAL = re.compile(r"(?:every )?(\d+) (minute|hour|day)s?")
_YAML_HEAD = """\
# The schedules of seeds/sources.csv for a work pool. Not to be edited: change the seeds, then
#   dragoman serve --prefect-yaml > prefect.yaml && prefect deploy --all
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timetable."""

    source_id: str
    when: str  # cron of five fields in UTC, or an interval such as '30 minutes'
    is_enabled: bool

    @property
    def schedule(self) -> Schedule:
        """The same for Prefect. Raises ``SeedError`` where it is neither cron nor an interval."""
        if found := _INTERVAL.fullmatch(self.when):
            interval = timedelta(**{f"{found[2]}s": int(found[1])})
            if interval:
                return Schedule(interval=interval, anchor_date=_ANCHOR, timezone="UTC", active=self.is_enabled)
        try:
            return Schedule(cron=self.when, timezone="UTC", active=self.is_enabled)
        except ValueError as error:
            raise SeedError(
                f"seeds/sources.csv: the schedule of {self.source_id} is {self.when!r}, which is neither cron of five"
                " fields nor an interval such as '30 minutes'. Repair it, then run again."
            ) from error

    def next_runs(self, start: datetime, n_runs: int) -> list[datetime]:
        """When Prefect's scheduler would start it from ``start`` on; never where the source is disabled."""
        from prefect.server.schemas.schedules import CronSchedule, IntervalSchedule

        schedule = self.schedule
        if not schedule.active:
            return []
        timing = _timing_of(schedule)
        planned: Any = (CronSchedule if schedule.cron else IntervalSchedule).model_validate(timing)
        return list(asyncio.run(planned.get_dates(n_runs, start)))


def read_timetable(project: Path) -> list[Entry]:
    """The sources that have a schedule, disabled ones too. Raises ``SeedError`` where the seeds are wrong."""
    return [
        Entry(source.source_id, source.schedule, source.is_enabled)
        for source in load_sources(project)
        if source.schedule
    ]


def deployment_of(entry: Entry) -> RunnerDeployment:
    """The deployment that ``dragoman serve`` serves; that of a disabled source is there, and can be started by hand."""
    deployment = read_source.to_deployment(
        entry.source_id,
        schedules=[entry.schedule],
        parameters={"source_id": entry.source_id},
        paused=False,  # whatever a former process left
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return cast(RunnerDeployment, deployment)  # a coroutine only where an event loop runs


def write_prefect_yaml(entries: list[Entry]) -> str:
    """The text of prefect.yaml: the same deployments, for the work pool ``dragoman``."""
    yaml, text = YAML(), io.StringIO(_YAML_HEAD)
    text.seek(0, io.SEEK_END)
    yaml.dump({"name": "dragoman", "deployments": [_yaml_of(entry) for entry in entries]}, text)
    return text.getvalue()


def _yaml_of(entry: Entry) -> dict[str, Any]:
    deployment, schedule = deployment_of(entry), entry.schedule
    return {
        "name": deployment.name,
        "entrypoint": deployment.entrypoint,
        "parameters": deployment.parameters,
        "schedules": [{**_timing_of(schedule), "active": schedule.active}],
        "work_pool": {"name": WORK_POOL},
    }


def _timing_of(schedule: Schedule) -> dict[str, Any]:
    """A schedule as Prefect writes it down."""
    if schedule.interval:
        timing = {"interval": schedule.interval.total_seconds(), "anchor_date": schedule.anchor_date.isoformat()}
    else:
        timing = {"cron": schedule.cron}
    return {**timing, "timezone": schedule.timezone}
