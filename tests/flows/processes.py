"""Processes that a process started, from the process table."""

import time
from collections.abc import Callable
from pathlib import Path

# A run that is told to stop ends within ten seconds where it has the machine for itself; tests share theirs.
STOPPED_WITHIN_SECONDS = 25


def children_of(parent: int, module: str) -> list[int]:
    """Process ids of the children of ``parent`` that run a module with ``-m``."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            words = (path / "cmdline").read_bytes().split(b"\0")
            status = (path / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if module.encode() in words and int(status[1]) == parent and status[0] != "Z":
            found.append(int(path.name))
    return sorted(found)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(holds: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True
