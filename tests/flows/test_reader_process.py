"""Pages that hang, processes that die: each with real pages and real signals."""

import hashlib
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from contextvars import copy_context
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.child_process import one_crew
from flows.reader_process import Assignment, read_documents, stop_idle_readers
from flows.reading import Reading
from tests.flows.processes import children_of, is_running, wait_until
from transforms.records import Row, document_id_of
from warehouse.errors import LakeError, ReaderError
from warehouse.raw import raw_path, store_raw
from warehouse.settings import Settings

MODULE = "flows.reader_process"
SENTENCE = "Keeper {n} of the lighthouse on the northern reef wrote down the colour of the sea at noon."
# Four times what ingest lets pass, in as many lines as are read at all: no machine is done with it within seconds.
SLOW = "".join(10 * f"{SENTENCE.format(n=n)} " + "\n" for n in range(39_000))
QUICK = """Reef Gazette

Lamp of the northern reef is lit again

3 May 2031

The lamp on the northern reef was lit again on Friday after eleven dark weeks, the harbour office of the island said.

Two electricians had rowed out with a new lens on Thursday, and they slept in the tower because the wind had turned.
"""


@pytest.fixture(autouse=True)
def no_process_is_left() -> Iterator[None]:
    stop_idle_readers()
    yield
    stop_idle_readers()
    assert wait_until(lambda: not children_of(os.getpid(), MODULE), 5)


def store(settings: Settings, name: str, text: str) -> Row:
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    store_raw(settings, sha256, data)
    uri = f"file:///reef/{name}"
    return {
        "document_id": document_id_of(uri, sha256),
        "uri": uri,
        "raw_sha256": sha256,
        "n_bytes": len(data),
        "media_type": "text/html" if name.endswith(".html") else "text/plain",
        "retrieved_at": datetime(2031, 5, 4, tzinfo=UTC),
        "run_id": "r1",
        "modified_at": None,
        "duplicate_of": None,
    }


def outcome(reading: Reading | Row) -> str:
    return "read" if isinstance(reading, Reading) else reading["reason"]


def test_a_page_that_hangs_is_killed_and_the_others_are_read(root: Path) -> None:
    settings = Settings(root=root, page_seconds=2.0)
    texts = {"a.txt": QUICK, "b.txt": SLOW, "c.txt": QUICK.replace("Friday", "Monday")}
    documents = [store(settings, name, text) for name, text in texts.items()]
    readings = list(read_documents(Assignment(settings, documents, {})))
    assert [outcome(reading) for reading in readings] == ["read", "timeout", "read"]
    reject = readings[1]
    assert isinstance(reject, dict)
    assert (reject["stage"], reject["uri"]) == ("extract", "file:///reef/b.txt")
    assert reject["detail"] == f"not read within 2 s: {len(SLOW)} bytes"
    (pid,) = children_of(os.getpid(), MODULE)
    assert list(map(outcome, read_documents(Assignment(settings, documents[2:], {})))) == ["read"]
    assert children_of(os.getpid(), MODULE) == [pid], "the process outlives its assignment"


@pytest.mark.parametrize(("n_kills", "seconds", "reason"), [(1, 3.0, "timeout"), (2, 300.0, "crashed")])
def test_a_process_that_dies_is_replaced(root: Path, n_kills: int, seconds: float, reason: str) -> None:
    settings = Settings(root=root, page_seconds=seconds)
    documents = [store(settings, "a.txt", QUICK), store(settings, "b.txt", SLOW), store(settings, "c.txt", QUICK)]
    with closing(read_documents(Assignment(settings, documents, {}))) as readings:
        assert outcome(next(readings)) == "read"
        threading.Thread(target=kill_readers, args=(n_kills,), daemon=True).start()
        reject = next(readings)
        assert outcome(reject) == reason
        assert isinstance(reject, dict)
        assert ("SIGKILL" in reject["detail"]) == (reason == "crashed")
        assert outcome(next(readings)) == "read"


def kill_readers(n_kills: int) -> None:
    """Kill so many processes, one after the other, each once it has set its limits and begun to read."""
    killed: set[int] = set()
    for _ in range(n_kills):
        assert wait_until(lambda: any(map(is_reading, set(children_of(os.getpid(), MODULE)) - killed)), 60)
        (pid,) = set(children_of(os.getpid(), MODULE)) - killed
        time.sleep(0.5)
        os.kill(pid, signal.SIGKILL)
        killed.add(pid)


def is_reading(pid: int) -> bool:
    limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return any(line.startswith("Max data size") and "unlimited" not in line for line in limits)


def test_no_process_outlives_its_run(root: Path, tmp_path: Path) -> None:
    settings = Settings(root=root, page_seconds=5.0)
    documents = [store(settings, "a.txt", QUICK), store(settings, "b.txt", SLOW)]
    assignment = tmp_path / "assignment.pickle"
    assignment.write_bytes(pickle.dumps(Assignment(settings, documents, {})))
    script = f"""
        import pathlib, pickle
        from flows.reader_process import read_documents
        for reading in read_documents(pickle.loads(pathlib.Path({str(assignment)!r}).read_bytes())):
            print("read", flush=True)
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "read\n"
        (pid,) = children_of(run.pid, MODULE)
        run.kill()
    assert is_running(pid), "it is at the page that hangs"
    assert wait_until(lambda: not is_running(pid), 10)


def test_threads_of_a_run_that_is_stopped_end_with_their_processes(root: Path) -> None:
    settings = Settings(root=root, page_seconds=300.0)
    assignment = Assignment(settings, [store(settings, "b.txt", SLOW)], {})
    with ThreadPoolExecutor(2) as threads:
        with suppress(KeyboardInterrupt), one_crew():
            batches = [threads.submit(copy_context().run, lambda: list(read_documents(assignment))) for _ in range(2)]
            assert wait_until(lambda: sum(map(is_reading, children_of(os.getpid(), MODULE))) == 2, 120)
            raise KeyboardInterrupt
        stopped = time.monotonic()
        for batch in batches:
            with pytest.raises(ReaderError, match="being stopped"):
                batch.result()
        assert time.monotonic() - stopped < 30
    assert children_of(os.getpid(), MODULE) == []


def test_who_stops_taking_leaves_no_process(root: Path) -> None:
    settings = Settings(root=root)
    documents = [store(settings, f"{n}.txt", QUICK) for n in range(9)]
    with closing(read_documents(Assignment(settings, documents, {}))) as readings:
        assert outcome(next(readings)) == "read"
        assert len(children_of(os.getpid(), MODULE)) == 1
    assert children_of(os.getpid(), MODULE) == []


def test_damaged_bytes_stop_the_batch(root: Path) -> None:
    settings = Settings(root=root)
    document = store(settings, "a.txt", QUICK)
    raw_path(settings, document["raw_sha256"]).write_bytes(b"rotten")
    with pytest.raises(LakeError, match=document["raw_sha256"]):
        list(read_documents(Assignment(settings, [document], {})))
