"""A run that is told to stop, in a process of its own with a Prefect server of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.flows.processes import STOPPED_WITHIN_SECONDS, children_of, is_running, wait_until
from warehouse.lake import committed_batches, read_table
from warehouse.lock import hold_lock, is_held, read_owner
from warehouse.settings import Settings

COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]


def test_sigterm_ends_a_run_cleanly(articles: Path, root: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    command = [*COMMAND, "run", str(articles), "--root", str(root)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        assert any(line.startswith("Extracting and tagging") for line in lines)
        (server,) = children_of(process.pid, "flows.server")
        (reader,) = children_of(process.pid, "flows.reader_process")
        process.send_signal(signal.SIGTERM)
        sent = time.monotonic()
        process.wait(timeout=30)
        assert time.monotonic() - sent < STOPPED_WITHIN_SECONDS
        rest = process.stderr.read()
    assert process.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in rest
    assert wait_until(lambda: not is_running(reader), 5)
    assert wait_until(lambda: not is_running(server), 15)

    settings = Settings(root=root)
    assert not is_held(settings)
    assert read_owner(settings) is None
    assert committed_batches(settings) == []
    assert not settings.database.exists()
    assert not settings.public.exists()
    assert not (settings.build / "staged").exists()
    (row,) = read_table(settings, "runs").to_pylist()
    assert (row["status"], row["message"].split(":")[0]) == ("failed", "TerminationSignal")
    with hold_lock(settings, "next") as killed:
        assert killed is None


STEPS = [("Resolving", signal.SIGTERM), ("Building the tables", signal.SIGINT)]


def test_a_run_stopped_at_one_step_after_the_other_goes_on_where_it_was(
    articles: Path, root: Path, prefect_server: None
) -> None:
    settings = Settings(root=root)
    for stage, number in STEPS:
        seconds, code, said = stop_at(stage, number, articles, root)
        assert (code, seconds < STOPPED_WITHIN_SECONDS) == (128 + number, True), (stage, seconds, said)
        assert "Traceback" not in said
        assert not is_held(settings)
        assert not settings.database.exists()
        assert not (settings.build / "staged").exists()
    assert len(committed_batches(settings)) == 1

    from flows.pipeline import dragoman

    summary = dragoman([str(articles)], settings)
    assert (summary.n_articles, summary.n_unchanged, summary.n_rows["articles"]) == (0, 8, 3)
    runs = read_table(settings, "runs").sort_by("started_at").to_pylist()
    assert [run["status"] for run in runs] == ["failed"] * len(STEPS) + ["completed"]


def stop_at(stage: str, number: signal.Signals, articles: Path, root: Path) -> tuple[float, int, str]:
    """Seconds from the signal to the end of a run that has come to a stage, its exit code and what it said."""
    command = [*COMMAND, "run", str(articles), "--root", str(root)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr is not None
        assert any(line.startswith(stage) for line in iter(process.stderr.readline, ""))
        process.send_signal(number)
        sent = time.monotonic()
        process.wait(timeout=60)
        return time.monotonic() - sent, process.returncode, process.stderr.read()
