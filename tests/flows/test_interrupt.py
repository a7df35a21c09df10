"""A run that is told to stop, in a process of its own with a Prefect server of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from warehouse.lake import committed_batches, read_table
from warehouse.lock import hold_lock, is_held, read_owner
from warehouse.settings import Settings

COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]


def servers_of(parent: int) -> list[int]:
    """Process ids of the temporary servers that a process started."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
            status = (path / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if b"flows.server" in words and int(status[1]) == parent:
            found.append(int(path.name))
    return found


def wait_until_gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.1)
    return False


def test_sigterm_ends_a_run_cleanly(articles: Path, root: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    command = [*COMMAND, "run", str(articles), "--root", str(root)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        assert any(line.startswith("Extracting and tagging") for line in lines)
        (server,) = servers_of(process.pid)
        process.send_signal(signal.SIGTERM)
        sent = time.monotonic()
        process.wait(timeout=30)
        assert time.monotonic() - sent < 10
        rest = process.stderr.read()
    assert process.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in rest
    assert wait_until_gone(server, 15)

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
