"""Batches on the workers of a real cluster of Dask, one of which is killed in the middle of its batch."""

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
from warehouse.files import TEMPORARY_SUFFIX
from warehouse.lake import committed_batches
from warehouse.settings import Settings


@pytest.fixture(scope="module")
def cluster(prefect_server: None) -> Iterator[LocalCluster]:
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


def test_a_killed_worker_loses_and_doubles_nothing(cluster: LocalCluster, samples: Path, tmp_path: Path) -> None:
    from flows.pipeline import dragoman

    plain = Case(tmp_path / "plain", samples)
    plain.run()
    spread = Case(tmp_path / "spread", samples)
    settings = replace(spread.settings, dask=cluster.scheduler_address)
    killed: list[int] = []
    is_over = threading.Event()
    killer = threading.Thread(target=kill_worker_at_work, args=(cluster, settings, is_over, killed))
    killer.start()
    try:
        summary = dragoman([str(samples)], settings)
    finally:
        is_over.set()
        killer.join()
    assert killed
    assert summary.n_articles == len(list(samples.iterdir()))
    assert spread.tables() == plain.tables()
    assert spread.leftovers() == []


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """Sample articles for five batches."""
    folder = tmp_path / "articles"
    folder.mkdir()
    articles = sorted((Path(__file__).parents[2] / "seeds" / "articles").glob("*.txt"))
    for path in articles[:10]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder
