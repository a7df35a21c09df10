"""Events that Prefect's automations can act on."""

from __future__ import annotations

from prefect.events import emit_event

from warehouse.settings import Settings

RUN_FAILED = "dragoman.run.failed"


def tell_failure(settings: Settings, run_id: str, stage: str, message: str) -> None:
    """Send ``dragoman.run.failed``: a run has published nothing, and readers keep what they have.

    The resource is ``dragoman.run.<run_id>`` with the root as its ``dragoman.root``. The payload holds ``run_id``,
    ``root``, ``stage`` (as the progress names it; empty where none is known) and ``message`` (as the row of ``runs``).
    """
    root = str(settings.root)
    emit_event(
        event=RUN_FAILED,
        resource={"prefect.resource.id": f"dragoman.run.{run_id}", "dragoman.root": root},
        payload={"run_id": run_id, "root": root, "stage": stage, "message": message},
    )
