"""Backfill: documents of the lake read again by today's code, from their stored bytes, and published."""

from __future__ import annotations

from dataclasses import replace

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows.build import start_build
from flows.publish import publish
from flows.recorded import record_run, recorded_run
from flows.rereading import Replayed, Reread, replay, reread_batch
from flows.workers import run_batches, with_workers
from warehouse.lake import REPLAY_FLOW
from warehouse.replay import Scope
from warehouse.settings import Settings


@task(name="reread-batch", task_run_name="reread-{batch_id}", retries=1, cache_policy=NO_CACHE, persist_result=False)
def reread(settings: Settings, batch_id: str) -> Reread:
    """Replace one batch; only ids and counts cross the border of a process. After the commit, a retry is a no-op."""
    return reread_batch(settings, batch_id)


@flow(name="reread", persist_result=False)
def reread_batches(settings: Settings, batch_ids: list[str]) -> list[Reread]:
    """Read staged batches again, several at a time."""
    return run_batches(reread, settings, batch_ids)


@flow(name=REPLAY_FLOW, persist_result=False)
def backfill(scope: Scope, settings: Settings | None = None) -> Replayed:
    """Read the documents of ``scope`` again and publish what has changed; the network is not asked.

    See ``flows.rereading.replay``; ``settings`` default to ``Settings.load()``. Raises ``Busy``, ``InputError`` for an
    unknown source, ``BuildError``, and ``LakeError`` where stored bytes are damaged.
    """
    settings = settings or Settings.load()
    with recorded_run(settings, REPLAY_FLOW) as summary:
        replayed = Replayed(summary)
        replay(settings, scope, replayed, _reread_in_workers)
        summary.n_files, summary.n_articles = replayed.n_documents, replayed.n_articles
        summary.rejects = replayed.rejects
        is_checked = start_build(settings, [], 0)
        record_run(settings, summary, "completed")
        published = publish(settings, summary.run_id, is_checked)
        if published is not None:
            summary.is_published = True
            summary.n_rows = dict(published.n_rows)
        create_table_artifact(key="dragoman-backfill", table=replayed_rows(replayed), description=summary.run_id)
    return replayed


def _reread_in_workers(settings: Settings, batch_ids: list[str]) -> list[Reread]:
    if settings.store:  # whole batches are read from the lake, and only this machine has a working copy of it
        settings = replace(settings, dask="")
    results: list[Reread] = with_workers(reread_batches, settings, batch_ids)(settings, batch_ids)
    return results


def replayed_rows(replayed: Replayed) -> list[dict[str, int | str]]:
    """The counts of a replay, one a row."""
    counts = {
        "documents in scope": replayed.n_in_scope,
        "of today's code already": replayed.n_current,
        "without stored bytes": replayed.n_without_bytes,
        "documents read again": replayed.n_documents,
        "batches read again": replayed.n_batches,
        "batches replaced": replayed.n_replaced,
        **{f"rows gone from {name}": count for name, count in replayed.n_gone.items()},
        **{f"rows new in {name}": count for name, count in replayed.n_new.items()},
    }
    return [{"what": what, "count": count} for what, count in counts.items()]
