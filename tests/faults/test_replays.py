"""A replay that is killed, and one whose Prefect server dies, while a reader keeps reading: nobody notices, and the
next one finishes the work once.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.faults.aging import age_lake, lake_rows
from tests.faults.runs import Case, reading
from warehouse.crash_points import CRASH_POINTS, CrashPoint
from warehouse.lake import committed_batches, read_table
from warehouse.lock import is_held
from warehouse.publish import published_snapshot_id
from warehouse.replay import Scope

if TYPE_CHECKING:
    from flows.rereading import Replayed

# Without Prefect, for speed: all that a replay writes to the lake.
REREAD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flows.rereading import Replayed, replay, reread_batch
from flows.summary import RunSummary
from warehouse.lake import remove_orphans
from warehouse.lock import hold_lock
from warehouse.replay import Scope
from warehouse.settings import Settings
settings = Settings(Path(sys.argv[2]), batch_documents=2, n_workers=1)
with hold_lock(settings, "killed"):
    remove_orphans(settings)
    reread_all = lambda settings, batch_ids: [reread_batch(settings, batch_id) for batch_id in batch_ids]
    replay(settings, Scope(by="retrieved"), Replayed(RunSummary("killed", datetime.now(UTC))), reread_all)
"""

BACKFILL = """
import sys
from pathlib import Path
from flows.backfill import backfill
from warehouse.replay import Scope
from warehouse.settings import Settings
backfill(Scope(by="retrieved"), Settings(Path(sys.argv[1]), batch_documents=2, n_workers=1))
"""


class Line:
    """A line to Prefect's server that can be cut."""

    def __init__(self) -> None:
        parts = urlsplit(os.environ["PREFECT_API_URL"])
        self._server = (str(parts.hostname), int(parts.port or 80))
        self._ends: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.api_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/api"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        # Closing alone would not wake the thread that waits in accept.
        for one in [self._listener, *self._ends]:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._server)
                self._ends += [client, server]
                for ends in ((client, server), (server, client)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)


def test_a_replay_that_is_stopped_again_and_again(before: Case) -> None:
    case = before.play()
    published, expected = case.tables(), lake_rows(case.settings)
    age_lake(case.settings, refused="report.html")
    assert _readings(case) == [1, 1]
    _kill(case, "batch committed")
    assert _readings(case) == [2, 1]
    _replay_until_the_server_dies(case)
    assert _readings(case) == [2, 2]
    assert case.tables() == published
    assert not is_held(case.settings)
    with reading(case):
        replayed = _backfill(case, Scope(by="retrieved"))
    assert (replayed.n_documents, replayed.n_replaced, replayed.run.is_published) == (3, 0, True)
    assert case.tables() == published
    assert lake_rows(case.settings) == expected
    assert case.leftovers() == []
    _check_that_nothing_is_left_to_do(case)


def _check_that_nothing_is_left_to_do(case: Case) -> None:
    snapshot = published_snapshot_id(case.settings)
    replayed = _backfill(case, Scope(is_refused=True, is_missing_only=True))
    assert (replayed.n_in_scope, replayed.n_current, replayed.n_documents) == (1, 1, 0)
    assert published_snapshot_id(case.settings) == snapshot
    runs = read_table(case.settings, "runs").sort_by("started_at").to_pylist()
    assert [(run["flow_name"], run["status"]) for run in runs] == [
        ("dragoman-run", "completed"),
        ("dragoman-run", "failed"),  # killed: of its lock nobody can tell what it was at
        ("dragoman-backfill", "failed"),
        ("dragoman-backfill", "completed"),
        ("dragoman-backfill", "completed"),
    ]


def _kill(case: Case, point: CrashPoint) -> None:
    assert point in CRASH_POINTS
    case.kill(point, REREAD, "")


def _replay_until_the_server_dies(case: Case) -> None:
    line = Line()
    # Prefect asks again for a minute else, and for another one to send its logs.
    impatient = {"PREFECT_CLIENT_MAX_RETRIES": "0", "PREFECT_LOGGING_TO_API_ENABLED": "false"}
    environment = {**os.environ, **impatient, "PREFECT_API_URL": line.api_url}
    command = [sys.executable, "-c", BACKFILL, str(case.root)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        while _readings(case) != [2, 2] and process.poll() is None:
            time.sleep(0.02)
        line.cut()
        _, errors = process.communicate(timeout=300)
    assert process.returncode == 1, errors
    # Refused, or cut while the server was about to answer.
    assert re.search(r"^httpx\.(Connect|Read|Write|RemoteProtocol)Error", errors, re.MULTILINE), errors[-4000:]


def _backfill(case: Case, scope: Scope) -> Replayed:
    from flows.backfill import backfill

    return backfill(scope, case.settings)


def _readings(case: Case) -> list[int]:
    """How many times each batch was read again."""
    return [int(batch_id.partition(".")[2] or 0) for batch_id in committed_batches(case.settings)]
