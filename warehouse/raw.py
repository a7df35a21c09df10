"""The store of raw bytes, named by their SHA-256: ``raw/ab/<sha256>.zst``, each written once and never changed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from warehouse.crash_points import reach
from warehouse.errors import LakeError
from warehouse.files import remove_temporaries
from warehouse.settings import Settings
from warehouse.shared_files import is_shared, list_shared, place_of, read_shared, replacing_shared

_CHUNK_BYTES = 1 << 20
_N_WRITERS = 8


@dataclass(frozen=True, slots=True)
class RawDocument:
    """The bytes of one file as they were read. ``data`` is None for a file beyond the limit: it is hashed, not kept."""

    sha256: str
    n_bytes: int
    modified_at: datetime | None
    data: bytes | None


def read_document(path: Path, max_bytes: int) -> RawDocument:
    """Read a regular file once, holding at most ``max_bytes`` and a chunk of it.

    Raises ``OSError`` where it cannot be read; a pipe or a device is refused before it is opened.
    """
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path} is not a regular file")
    digest = hashlib.sha256()
    n_bytes = 0
    kept: list[bytes] = []
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
            n_bytes += len(chunk)
            if n_bytes <= max_bytes:
                kept.append(chunk)
            else:
                kept.clear()
    data = b"".join(kept) if n_bytes <= max_bytes else None
    return RawDocument(digest.hexdigest(), n_bytes, _moment_of(status.st_mtime), data)


def _moment_of(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, tz=UTC)
    except (OverflowError, OSError, ValueError):  # a file may carry any number as its time
        return None


def raw_path(settings: Settings, sha256: str) -> Path:
    """Where the bytes with this hash lie; only hexadecimal names can be asked for, so none leads out of the store."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise LakeError(f"{sha256!r} is not a SHA-256; the table of documents is damaged.")
    return settings.raw / sha256[:2] / f"{sha256}.zst"


def store_raw(settings: Settings, sha256: str, data: bytes) -> Path:
    """Keep ``data``, compressed, under its hash; bytes that are already there are not written again."""
    path = raw_path(settings, sha256)
    if not is_shared(settings, path):
        with (
            replacing_shared(settings, path, staging=_staging(settings)) as temporary,
            pa.CompressedOutputStream(str(temporary), "zstd") as stream,
        ):
            stream.write(data)
        reach("raw bytes stored")
    return path


class RawWriter:
    """Stores bytes in threads, because each file waits for the disk and the disk takes many at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(_N_WRITERS, thread_name_prefix="raw")
        self._pending: deque[Future[Path]] = deque()
        self._given: set[str] = set()

    def add(self, sha256: str, data: bytes) -> None:
        """Store ``data`` soon, as ``store_raw`` does; raises what an earlier one failed with."""
        if sha256 in self._given:
            return
        self._given.add(sha256)
        if len(self._pending) >= 2 * _N_WRITERS:  # so many are in memory at most
            self._pending.popleft().result()
        self._pending.append(self._threads.submit(store_raw, self._settings, sha256, data))

    def wait(self) -> None:
        """Return when all are on disk. Raises ``LakeError`` where the disk refuses."""
        while self._pending:
            self._pending.popleft().result()


def read_raw(settings: Settings, sha256: str) -> bytes:
    """The bytes with this hash. Raises ``LakeError`` where they are missing or no longer have it."""
    path = raw_path(settings, sha256)
    place, advice = place_of(settings, path), "Delete the file and run again on the document's folder."
    try:
        with pa.CompressedInputStream(pa.BufferReader(read_shared(settings, path)), "zstd") as stream:
            data: bytes = stream.read()
    except FileNotFoundError as error:
        raise LakeError(f"{place} is missing. Restore it from a backup.") from error
    except OSError as error:
        raise LakeError(f"{place} cannot be read: {error}. {advice}") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LakeError(f"{place} no longer holds the bytes that it is named after. {advice}")
    return data


def has_raw(settings: Settings, sha256: str) -> bool:
    """Whether there are bytes under this hash, sound or not."""
    return is_shared(settings, raw_path(settings, sha256))


def raw_folders(settings: Settings) -> list[Path]:
    """The folders that raw files may lie in."""
    return [settings.raw / f"{number:02x}" for number in range(256)]


def raw_files(settings: Settings, folder: Path) -> list[Path]:
    """The raw files of a folder, by their path under the root."""
    return list_shared(settings, folder)


def is_raw_sound(settings: Settings, sha256: str) -> bool:
    """Whether the bytes with this hash are there and still have it."""
    try:
        read_raw(settings, sha256)
    except LakeError:
        return False
    return True


def remove_partial_files(settings: Settings) -> int:
    """Delete what a killed run left half written; for the holder of the lock only."""
    return remove_temporaries(_staging(settings))


def _staging(settings: Settings) -> Path:
    return settings.raw / "incoming"
