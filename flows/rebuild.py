"""Rebuild: what the lake holds is resolved where that is due, and published; nothing is read."""

from __future__ import annotations

from prefect import flow

from flows.build import start_build
from flows.publish import publish
from flows.recorded import record_run, recorded_run
from warehouse.lake import REPLAY_FLOW
from warehouse.settings import Settings


@flow(name="dragoman-rebuild", persist_result=False)
def rebuild(settings: Settings) -> None:
    """Resolve and publish the lake as it is now. Raises what ``build`` and ``publish`` raise."""
    with recorded_run(settings, REPLAY_FLOW) as summary:
        start_build(settings, [], 0)
        record_run(settings, summary, "completed")
        published = publish(settings, summary.run_id)
        summary.is_published = published is not None
