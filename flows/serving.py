"""One process that starts the scheduled runs, one after the other, and makes good for those it has missed."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import cast
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.runner import Runner
from prefect.states import Cancelled, Crashed
from prefect.types._datetime import now

from flows.deployments import Entry, deployment_of
from flows.scheduled import FLOW_NAME
from warehouse.lock import is_held
from warehouse.settings import Settings

_STOPPED = frozenset({StateType.CANCELLED, StateType.CRASHED})
_UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
_PAGE = 200  # deployments that Prefect lists at a time


def serve(settings: Settings, timetable: list[Entry]) -> None:
    """Start the runs of all enabled sources when they are due, one at a time, until told to stop.

    A run that was due while nobody served, or that was stopped or killed with its process, is made up for at once.
    Deployments of sources that are no longer in the timetable are paused.
    """
    with get_client(sync_client=True) as client:
        known = _read_deployments(client)
        stopped = [
            entry.source_id
            for entry in timetable
            if entry.is_enabled and entry.source_id in known and _has_stopped(client, known[entry.source_id], settings)
        ]
        for name in known.keys() - {entry.source_id for entry in timetable}:
            client.pause_deployment(known[name])
        runner = Runner(name="dragoman", limit=1, pause_on_shutdown=False)
        for entry in timetable:
            deployment_id = cast(UUID, runner.add_deployment(deployment_of(entry)))
            if entry.source_id in stopped:
                client.create_flow_run_from_deployment(deployment_id)
    asyncio.run(_run_until_stopped(runner))


async def _run_until_stopped(runner: Runner) -> None:
    """Run it until SIGTERM or SIGINT, which also end the run under way; that is made up for at the next start.

    Prefect's own handler of SIGTERM leaves that run behind.
    """
    loop = asyncio.get_running_loop()
    serving = loop.create_task(runner.start())
    await asyncio.sleep(0)  # Prefect sets its handler

    def stop() -> None:
        stopping.append(loop.create_task(runner.astop()) if runner.started else serving.cancel())

    stopping: list[object] = []  # keeps the task alive
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    with suppress(asyncio.CancelledError):
        await serving


def _has_stopped(client: SyncPrefectClient, deployment_id: UUID, settings: Settings) -> bool:
    """Whether a run was stopped or killed since the last that ended, and none that is due already makes up for it.

    Runs whose processes are gone are noted as crashed: nobody else will. Of those that came due while nobody served,
    which Prefect keeps, only the last is left.
    """
    under_way = _read_due(client, deployment_id, _UNDER_WAY)
    if not is_held(settings):
        for run in under_way:
            crashed: State[None] = Crashed(message="The process that ran it is gone.")
            client.set_flow_run_state(run.id, crashed, force=True)
    waiting = _read_due(client, deployment_id, [StateType.SCHEDULED])
    for run in waiting[1:]:
        skipped: State[None] = Cancelled(message="A later run makes up for it.")
        client.set_flow_run_state(run.id, skipped, force=True)
    if waiting:
        return False
    return bool(under_way) or any(run.state_type in _STOPPED for run in _read_due(client, deployment_id)[:1])


def _read_due(client: SyncPrefectClient, deployment_id: UUID, states: list[StateType] | None = None) -> list[FlowRun]:
    """The latest runs that were due by now, in these states or in any, the last first."""
    due = FlowRunFilterExpectedStartTime.model_validate({"before_": now("UTC")})
    in_states = FlowRunFilterState(type=FlowRunFilterStateType(any_=states)) if states else None
    return client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
        flow_run_filter=FlowRunFilter(expected_start_time=due, state=in_states),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
    )


def _read_deployments(client: SyncPrefectClient) -> dict[str, UUID]:
    """The ids of all deployments of the flow, by the source that they read."""
    flows, found = FlowFilter(name=FlowFilterName(any_=[FLOW_NAME])), dict[str, UUID]()
    while page := client.read_deployments(flow_filter=flows, limit=_PAGE, offset=len(found)):
        found |= {one.name: one.id for one in page}
    return found
