"""The flow that a schedule starts: what one source has published since is read, built and published.

Runs do not share a warehouse by a limit kept on Prefect's server: a killed run, or a server that starts anew, would
leave its slot taken for good. ``dragoman serve`` starts one at a time, and the lock below the root, which the
operating system frees, turns away whoever comes otherwise.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect import flow
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterId, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, State
from prefect.runtime import deployment
from prefect.states import Cancelled, Completed, Scheduled

from flows.pipeline import dragoman
from flows.summary import RunSummary
from warehouse.errors import Busy, InputError
from warehouse.settings import ROOT_VARIABLE, Settings

FLOW_NAME = "dragoman-source"
BUSY = "Busy"

_RETRY_AFTER = timedelta(minutes=5)


@flow(name=FLOW_NAME, flow_run_name="{source_id}", persist_result=False)
def read_source(source_id: str) -> RunSummary | State[None]:
    """Read one source of seeds/sources.csv into the warehouse that ``DRAGOMAN_ROOT`` names.

    Where another run writes there, this one ends in the state ``Busy``, which is no failure, and the source is read in
    five minutes. Raises ``InputError`` where the variable is not set, and what a run raises.
    """
    if not os.environ.get(ROOT_VARIABLE):  # the working folder of a worker is no place for a warehouse
        raise InputError(f"{ROOT_VARIABLE} is not set. Start the worker with the folder of its warehouse in it.")
    _skip_missed()
    try:
        return dragoman.fn([], Settings.load(), source_ids=[source_id])
    except Busy as error:
        _read_later()
        return Completed(name=BUSY, message=str(error))


def _skip_missed() -> None:
    """Cancel the runs of the deployment that are due by now, as this one makes up for them: they would only queue."""
    if deployment.id is None:
        return
    with get_client(sync_client=True) as client:
        for run in _read_due(client, datetime.now(UTC)):
            skipped: State[None] = Cancelled(message="Another run makes up for it.")
            client.set_flow_run_state(run.id, skipped, force=True)


def _read_later() -> None:
    """Have the deployment run in five minutes, unless a run of it is due by then."""
    if deployment.id is None:  # started by hand, by somebody who sees the state
        return
    later = datetime.now(UTC) + _RETRY_AFTER
    with get_client(sync_client=True) as client:
        if not _read_due(client, later):
            client.create_flow_run_from_deployment(deployment.id, state=Scheduled(scheduled_time=later))


def _read_due(client: SyncPrefectClient, by: datetime) -> list[FlowRun]:
    """The runs of the deployment that wait and are due by then."""
    due = FlowRunFilter.model_validate(
        {"state": {"type": {"any_": ["SCHEDULED"]}}, "next_scheduled_start_time": {"before_": by}}
    )
    ours = DeploymentFilter(id=DeploymentFilterId(any_=[UUID(deployment.id)]))
    return client.read_flow_runs(deployment_filter=ours, flow_run_filter=due)
