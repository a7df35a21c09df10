"""One run at a time writes under a root. The lock is the operating system's, so that a killed owner frees it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.errors import Busy, LakeError
from warehouse.files import replacing
from warehouse.settings import Settings

_PATIENCE_SECONDS = 0.5  # who only looks whether the lock is free holds it for an instant


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds the lock, as written beside it."""

    run_id: str
    pid: int
    host: str
    started_at: datetime

    def __str__(self) -> str:
        return f"run {self.run_id} (process {self.pid} on {self.host}, since {self.started_at:%Y-%m-%d %H:%M:%S} UTC)"


@contextmanager
def hold_lock(settings: Settings, run_id: str) -> Iterator[Owner | None]:
    """Hold the root's lock; gives the owner that was killed while it held it last, if any.

    Raises ``Busy`` naming the owner at once where another process holds it, and ``LakeError`` where the root cannot be
    written.
    """
    lock = _acquire(settings)
    try:
        killed = read_owner(settings)
        owner = Owner(run_id, os.getpid(), socket.gethostname(), datetime.now(UTC))
        with replacing(_owner_file(settings)) as temporary:
            temporary.write_text(json.dumps({**asdict(owner), "started_at": owner.started_at.isoformat()}))
        yield killed
    finally:
        _owner_file(settings).unlink(missing_ok=True)
        lock.release()


def check_free(settings: Settings) -> None:
    """Raise ``Busy`` where the lock is held now: a quick answer before anything slow is started."""
    if settings.lock_file.exists():
        _acquire(settings).release()


def is_held(settings: Settings) -> bool:
    """Whether a run holds the lock now."""
    try:
        check_free(settings)
    except Busy:
        return True
    return False


def read_owner(settings: Settings) -> Owner | None:
    """The owner written beside the lock: of the present run, or of one that was killed."""
    try:
        written = json.loads(_owner_file(settings).read_text())
        started_at = datetime.fromisoformat(written["started_at"])
        return Owner(str(written["run_id"]), int(written["pid"]), str(written["host"]), started_at)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _acquire(settings: Settings) -> FileLock:
    lock = FileLock(settings.lock_file)
    try:
        settings.root.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_PATIENCE_SECONDS)
    except Timeout as error:
        owner = read_owner(settings) or "another run"
        raise Busy(
            f"{settings.root} is being written by {owner}. Wait for it to end, or use another --root."
        ) from error
    except OSError as error:
        raise LakeError(f"{settings.root} cannot be written: {error}. Choose another --root.") from error
    return lock


def _owner_file(settings: Settings) -> Path:
    return settings.lock_file.with_name(settings.lock_file.name + ".owner")
