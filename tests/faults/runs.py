"""Roots that something goes wrong with, and readers that must not notice."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.crash_points import CRASH_VARIABLE
from warehouse.lake import BATCH_TABLES, committed_batches
from warehouse.settings import Settings

Tables = dict[str, list[tuple[object, ...]]]

# What tells when something was seen or read, not what.
_OF_THE_CLOCK = {"run_id", "retrieved_at", "seen_at", "first_seen_at", "last_seen_at", "known_from", "known_until"} | {
    "first_reported_at",
    "last_reported_at",
}

RUN = """
import sys
from pathlib import Path
from warehouse.lean_imports import import_leanly
import_leanly()
from flows.pipeline import dragoman
from warehouse.settings import Settings
dragoman([sys.argv[1]], Settings(Path(sys.argv[2]), batch_documents=2, folded_from=2, n_workers=1))
"""

PUBLISH = """
import sys
from pathlib import Path
from warehouse.publish import publish_snapshot
from warehouse.settings import Settings
publish_snapshot(Settings(Path(sys.argv[2])), sys.argv[1])
"""

BUILT = "tables copied"  # dbt is done by then, and readers have not been switched yet

# Opens the published file and the Parquet anew until told to stop, often at first, and says what it saw that no reader
# should see.
READER = """
import json, select, sys
from pathlib import Path
import duckdb, pyarrow.parquet as pq
root, n_reads, faults = Path(sys.argv[1]), 0, []
print("ready", flush=True)
while not select.select([sys.stdin], [], [], min(0.1 + 0.1 * n_reads, 0.7))[0]:
    try:
        with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as connection:
            ids, = connection.execute("select count(*) from delegations anti join delegation_reports using (delegation_id)").fetchone()
            articles, = connection.execute("select count(*) from articles").fetchone()
        snapshot = (root / "public").resolve()
        promised = json.loads((snapshot / "snapshot.json").read_text())["n_rows"]
        found = {name: pq.read_table(snapshot / name).num_rows for name in ("articles", "delegations", "runs")}
        if ids or articles not in (2, 3) or any(promised[name] != n for name, n in found.items()):
            faults.append([ids, articles, found])
    except Exception as error:
        faults.append(repr(error))
    n_reads += 1
print(json.dumps([n_reads, faults]))
"""


@dataclass(frozen=True)
class Case:
    """A root with a published run over three files, and a folder with a fourth that is new.

    A fault is played at one ``place``, whichever it is: dbt then need not read its models again.
    """

    root: Path
    folder: Path
    place: Path | None = None

    @property
    def settings(self) -> Settings:
        return Settings(self.root, batch_documents=2, folded_from=2, n_workers=1)

    def copy_to(self, root: Path) -> Case:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(self.root, root, symlinks=True)
        return Case(root, self.folder, self.place)

    def play(self) -> Case:
        """A copy of the root at its place, where the one before it is gone."""
        assert self.place is not None
        return self.copy_to(self.place)

    def run_script(self, script: str, argument: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python in a process of its own, with an argument and the root."""
        return subprocess.run(
            [sys.executable, "-c", script, argument, str(self.root)],
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def kill(self, point: str, script: str, argument: str) -> None:
        process = self.run_script(script, argument, **{CRASH_VARIABLE: point})
        assert process.returncode == -signal.SIGKILL, process.stderr

    def run(self) -> None:
        from flows.pipeline import dragoman

        dragoman([str(self.folder)], self.settings)

    def tables(self) -> Tables:
        """The rows of all published tables but ``runs``, without what the clock says."""
        with duckdb.connect(str(self.settings.database), read_only=True) as connection:
            names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
            return {name: _rows(connection, name) for name in names if name != "runs"}

    def leftovers(self) -> list[Path]:
        """Files that no table, batch or snapshot counts."""
        settings = self.settings
        committed = {*committed_batches(settings), "0"}
        of_batches = [path for name in BATCH_TABLES for path in (settings.lake / name).glob("*.parquet")]
        orphans = [path for path in of_batches if path.stem not in committed]
        temporaries = [path for path in self.root.rglob(".*") if path != settings.lock_file]
        return [*orphans, *temporaries, *settings.build.glob("warehouse.duckdb*"), *settings.build.glob("staged/*")]


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    kept = [f'"{column}"' for column in connection.table(name).columns if column not in _OF_THE_CLOCK]
    return connection.execute(f'select {", ".join(kept)} from "{name}" order by all').fetchall()


@contextmanager
def reading(case: Case) -> Iterator[None]:
    """A reader that sees nothing wrong as long as this lasts."""
    command = [sys.executable, "-c", READER, str(case.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield
        n_reads, faults = json.loads(process.communicate("stop\n")[0])
    assert n_reads > 1
    assert faults == []
