"""Batches on the workers of a real cluster of Dask, one of which is killed in the middle of its batch.

The lake lies in an object store, behind a real server; what is published is what the command line makes on disk.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from tests.faults.runs import Case
from tests.sample_run import SampleRun
from warehouse.files import TEMPORARY_SUFFIX
from warehouse.lake import committed_batches
from warehouse.settings import Settings
from warehouse.shared_files import store_of
from warehouse.working_copy import find_differences

SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"


@pytest.fixture(scope="module")
def cluster(prefect_server: None, bucket_folder: Path) -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


def kill_worker_at_work(cluster: LocalCluster, settings: Settings, is_over: threading.Event, killed: list[int]) -> None:
    """Kill a worker that has a batch in hand once another batch is committed."""
    with Client(cluster, set_as_default=False) as client:
        while not is_over.wait(0.05):
            busy = [address for address, tasks in client.processing().items() if tasks]
            if busy and settings.lake.exists() and committed_batches(settings):
                pid = client.run(os.getpid, workers=busy[:1])[busy[0]]
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                half_written = settings.lake / "articles" / f".half.parquet.{pid}{TEMPORARY_SUFFIX}"
                half_written.write_bytes(b"what a worker leaves that is killed while it writes")
                return


def test_a_killed_worker_loses_and_doubles_nothing(
    cluster: LocalCluster, sample_run: SampleRun, tmp_path: Path, store_url: str
) -> None:
    from flows.pipeline import dragoman

    plain = Case(sample_run.root, SAMPLES)
    spread = Case(tmp_path / "spread", SAMPLES)
    settings = replace(spread.settings, batch_documents=4, dask=cluster.scheduler_address, store=store_url)
    killed: list[int] = []
    is_over = threading.Event()
    killer = threading.Thread(target=kill_worker_at_work, args=(cluster, settings, is_over, killed))
    killer.start()
    try:
        dragoman([str(SAMPLES)], settings)
    finally:
        is_over.set()
        killer.join()
    assert killed
    assert spread.tables() == plain.tables()
    assert spread.leftovers() == []
    check_store(settings)


def check_store(settings: Settings) -> None:
    """The store holds the lake and the raw bytes, which are nowhere else, and nothing beside them."""
    store = store_of(settings)
    assert store is not None
    n_in_lake, differences = find_differences(settings)
    assert differences == []
    assert len(list(store.walk(""))) == n_in_lake + len(list(store.walk("raw")))
    assert not settings.raw.exists()
