"""A run that is told to stop at one step after the other, in processes of its own: it ends cleanly and goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.flows.processes import STOPPED_WITHIN_SECONDS, children_of, is_running, wait_until
from warehouse.lake import committed_batches, read_table
from warehouse.lock import hold_lock, is_held, read_owner
from warehouse.settings import Settings

COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
JSON_LOGS = {
    "DRAGOMAN_LOG": "json",
    "PREFECT_LOGGING_LEVEL": "DEBUG",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "DEBUG",
}


def test_a_run_stopped_at_one_step_after_the_other_goes_on_where_it_was(
    articles: Path, root: Path, prefect_server: None
) -> None:
    settings = Settings(root, batch_documents=4, n_workers=2)
    stop_while_it_reads(settings, articles)
    check_logs(settings, stop(settings, articles, "Resolving", signal.SIGTERM, **JSON_LOGS))
    assert len(committed_batches(settings)) == 2
    stop(settings, articles, "Building the tables", signal.SIGINT)

    from flows.pipeline import dragoman

    summary = dragoman([str(articles)], settings)
    assert (summary.n_articles, summary.n_unchanged, summary.n_rows["articles"]) == (0, 8, 3)
    runs = read_table(settings, "runs").sort_by("started_at").to_pylist()
    assert [run["status"] for run in runs] == ["failed", "failed", "failed", "completed"]


def stop_while_it_reads(settings: Settings, articles: Path) -> None:
    """Stop a run with a Prefect server of its own: no process outlives it, and no row is written."""
    processes: list[int] = []

    def note_processes(pid: int) -> None:
        for module in ("flows.server", "flows.reader_process"):
            processes.extend(children_of(pid, module))

    stop(settings, articles, "Extracting and tagging", signal.SIGTERM, note_processes, PREFECT_API_URL=None)
    assert len(processes) > 1
    assert wait_until(lambda: not any(map(is_running, processes)), 15)
    assert read_owner(settings) is None
    assert committed_batches(settings) == []
    (row,) = read_table(settings, "runs").to_pylist()
    assert (row["status"], row["message"].split(":")[0]) == ("failed", "TerminationSignal")
    with hold_lock(settings, "next") as killed:
        assert killed is None


def check_logs(settings: Settings, said: list[str]) -> None:
    """Lines of JSON that carry ids, also from batches side by side."""
    lines = [json.loads(line) for line in said if line.startswith("{")]
    assert all(line.keys() >= {"timestamp", "level", "logger", "message"} for line in lines)
    ours = [line for line in lines if line["logger"] == "dragoman"]
    assert {line["run_id"] for line in ours} <= {run["run_id"] for run in read_table(settings, "runs").to_pylist()}
    (run_id,) = {line["run_id"] for line in ours}
    assert {line["batch_id"] for line in ours if "batch_id" in line} == {f"{run_id}-0000{n}" for n in (0, 1)}
    rejected = {(line["document_id"], line["stage"], line["reason"]) for line in ours if "reason" in line}
    rows = read_table(settings, "rejects").to_pylist()
    assert rejected == {(row["document_id"], row["stage"], row["reason"]) for row in rows}
    told = {(line["article_id"], line["document_id"]) for line in ours if "article_id" in line}
    assert told == {(row["article_id"], row["document_id"]) for row in read_table(settings, "articles").to_pylist()}


def stop(
    settings: Settings,
    articles: Path,
    stage: str,
    number: signal.Signals,
    before: Callable[[int], None] = lambda _: None,
    **changes: str | None,
) -> list[str]:
    """Stop a run that has come to a stage: it ends in time, and nothing is published. Returns what it said.

    ``changes`` are to the environment; None takes a variable away.
    """
    command = [*COMMAND, "run", str(articles), "--root", str(settings.root)]
    changed = {**os.environ, "DRAGOMAN_BATCH_DOCUMENTS": str(settings.batch_documents), **changes}
    environment = {name: value for name, value in changed.items() if value is not None}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stderr is not None
        said = []
        for line in iter(process.stderr.readline, ""):
            said.append(line)
            if line.startswith(stage):
                break
        before(process.pid)
        process.send_signal(number)
        sent = time.monotonic()
        process.wait(timeout=60)
        seconds = time.monotonic() - sent
        said += process.stderr.readlines()
    assert (process.returncode, seconds < STOPPED_WITHIN_SECONDS) == (128 + number, True), (stage, seconds, said)
    assert not any(line.startswith("Traceback") for line in said)
    assert not is_held(settings)
    assert not settings.database.exists()
    assert not settings.public.exists()
    assert not (settings.build / "staged").exists()
    return said
