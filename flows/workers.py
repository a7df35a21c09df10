"""Where the batches of a run are worked on: in this process, in threads of it, or on the workers of Dask.

Threads do: what takes time is done in the processes that read and tag for each.
"""

from __future__ import annotations

from typing import Any

from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.batch import preload
from flows.child_process import one_crew
from flows.progress import observer
from flows.reader_process import stop_idle_readers
from flows.tagger_process import stop_idle_taggers
from warehouse.errors import InputError
from warehouse.settings import DASK_VARIABLE, LOCAL_CLUSTER, Settings


def with_workers(flow_of_batches: Any, settings: Settings, batch_ids: list[str]) -> Any:
    """A flow as it is to be run, with the workers that ``run_batches`` needs for so many batches.

    Raises ``InputError`` where the settings ask for Dask and it is not installed.
    """
    if not _has_workers(settings, batch_ids):
        return flow_of_batches
    n_workers = min(settings.n_workers, len(batch_ids))
    if settings.dask:
        stop_idle_readers()  # each worker starts its own
        stop_idle_taggers()
        return flow_of_batches.with_options(task_runner=_dask_runner(settings, n_workers))
    preload(n_workers)
    return flow_of_batches.with_options(task_runner=ThreadPoolTaskRunner(n_workers))


def run_batches(step: Any, settings: Settings, batch_ids: list[str]) -> list[Any]:
    """What a task gives for each batch, in any order; for use inside a flow ``with_workers``.

    Workers of Dask cannot tell how far they are: for theirs the observer hears of a whole batch, as the task's number
    or its result's ``n_documents``.
    """
    if not _has_workers(settings, batch_ids):
        return [step(settings, batch_id) for batch_id in batch_ids]
    results = []
    with one_crew():  # a run that is told to stop must not wait for a whole batch
        for future in as_completed([step.submit(settings, batch_id) for batch_id in batch_ids]):
            results.append(future.result())
            if settings.dask:
                observer().advance(getattr(results[-1], "n_documents", results[-1]))
    return results


def _has_workers(settings: Settings, batch_ids: list[str]) -> bool:
    """Threads of this process are worth their processes for two batches; a cluster is there to be used."""
    return len(batch_ids) > (0 if settings.dask else 1) and (settings.n_workers > 1 or bool(settings.dask))


def _dask_runner(settings: Settings, n_workers: int) -> Any:
    """Workers behind the scheduler at the address of the settings, or a cluster of this machine for this run alone."""
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise InputError(f"{DASK_VARIABLE} is set, and Dask is not installed: pip install 'dragoman[dask]'.") from error
    if settings.dask != LOCAL_CLUSTER:
        return DaskTaskRunner(address=settings.dask)
    cluster = {"n_workers": n_workers, "threads_per_worker": 1, "dashboard_address": None}
    return DaskTaskRunner(cluster_kwargs=cluster)
