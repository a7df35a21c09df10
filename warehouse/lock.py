"""One run at a time writes under a root. The lock is the operating system's, so that a killed owner frees it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.errors import Busy, LakeError, StoreError
from warehouse.files import replacing
from warehouse.settings import Settings
from warehouse.shared_files import name_of, store_of
from warehouse.store import Store

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

    Raises ``Busy`` naming the owner at once where another process holds it, or another machine that writes to the same
    store, and ``LakeError`` where the root cannot be written.
    """
    lock = _acquire(settings)
    try:
        killed = read_owner(settings)
        owner = Owner(run_id, os.getpid(), socket.gethostname(), datetime.now(UTC))
        with _claimed_store(settings, owner):
            try:
                with replacing(_owner_file(settings)) as temporary:
                    temporary.write_text(json.dumps(_fields_of(owner)))
                yield killed
            finally:
                _owner_file(settings).unlink(missing_ok=True)
    finally:
        lock.release()


def check_free(settings: Settings) -> None:
    """Raise ``Busy`` where the lock is held now: a quick answer before anything slow is started.

    Raises ``StoreError``, too, where the store does not answer.
    """
    _check_unlocked(settings)
    if store := store_of(settings):
        _is_claimed_here(settings, store)


def _check_unlocked(settings: Settings) -> None:
    if settings.lock_file.exists():
        _acquire(settings).release()


def is_held(settings: Settings) -> bool:
    """Whether a run holds the lock of this root now."""
    try:
        _check_unlocked(settings)
    except Busy:
        return True
    return False


def read_owner(settings: Settings) -> Owner | None:
    """The owner written beside the lock: of the present run, or of one that was killed."""
    try:
        return _parse_owner(_owner_file(settings).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def _claimed_store(settings: Settings, owner: Owner) -> Iterator[None]:
    """Note the owner in the store too, as other machines may write there; for the holder of the lock of this root.

    Raises ``Busy`` where the store has another owner, ``StoreError`` where it does not answer.
    """
    store = store_of(settings)
    if store is None:
        yield
        return
    name = name_of(settings, _owner_file(settings))
    if _is_claimed_here(settings, store):  # by a run that was killed: we hold its lock
        store.delete([name])
    if not store.create(name, json.dumps({**_fields_of(owner), "place": _place_of(settings)}).encode()):
        _is_claimed_here(settings, store)
        raise Busy(f"{store.url} was being written from elsewhere a moment ago. Run again.")
    try:
        yield
    finally:
        with suppress(StoreError):  # then the next run from here finds that it was ours
            store.delete([name])


def _is_claimed_here(settings: Settings, store: Store) -> bool:
    """Whether the store was claimed from this root. Raises ``Busy`` where it was from another, here or elsewhere."""
    name = name_of(settings, _owner_file(settings))
    try:
        written = store.read(name)
        owner, place = _parse_owner(written), json.loads(written)["place"]
    except FileNotFoundError:
        return False
    except (ValueError, KeyError, TypeError) as error:
        raise LakeError(f"{store.url}/{name} cannot be read: {error}. Delete it if no run writes there.") from error
    if place == _place_of(settings):
        return True
    raise Busy(
        f"{store.url} is being written by {owner}. Wait for it to end; if that machine is gone, delete "
        f"{store.url}/{name}."
    )


def _place_of(settings: Settings) -> list[str]:
    return [socket.gethostname(), str(settings.root)]


def _fields_of(owner: Owner) -> dict[str, str | int]:
    return {**asdict(owner), "started_at": owner.started_at.isoformat()}


def _parse_owner(written: bytes) -> Owner:
    """Raises ``ValueError``, ``KeyError`` and ``TypeError`` for what is no owner."""
    fields = json.loads(written)
    started_at = datetime.fromisoformat(fields["started_at"])
    return Owner(str(fields["run_id"]), int(fields["pid"]), str(fields["host"]), started_at)


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
