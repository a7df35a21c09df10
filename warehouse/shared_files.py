"""Files that all workers of a run read and write: the lake, raw bytes, and what is staged for a run.

They lie under the root; or, where ``Settings.store`` names one, in an object store under the same names. Who builds has
a working copy of the lake then, which ``warehouse.working_copy`` keeps; of the other files nothing stays on disk. Each
change is one step: a rename, or one object that takes the place of another.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from warehouse.files import replacing
from warehouse.settings import Settings
from warehouse.store import Store, connect


def store_of(settings: Settings) -> Store | None:
    """The store where shared files lie; None where they lie under the root. Raises ``InputError``."""
    return connect(settings.store) if settings.store else None


def name_of(settings: Settings, path: Path) -> str:
    """What a path under the root is called in the store."""
    return path.relative_to(settings.root).as_posix()


def place_of(settings: Settings, path: Path) -> str:
    """Where a shared file is, for people: its path, or its URL in the store."""
    return f"{settings.store}/{name_of(settings, path)}" if settings.store else str(path)


@contextmanager
def replacing_shared(settings: Settings, path: Path, staging: Path | None = None) -> Iterator[Path]:
    """A temporary path to write to; on success it takes the place of the shared file in one step.

    As ``replacing``, which see for ``staging``. A file of a working copy follows its object; where there is no copy,
    nothing stays on disk. Raises ``LakeError`` where the disk refuses, ``StoreError`` where the store does.
    """
    store = store_of(settings)
    if store is None:
        with replacing(path, staging) as temporary:
            yield temporary
        return
    with ExitStack() as stack:
        place = path
        if not _has_copy(settings, path):
            place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dragoman-"))) / path.name
        temporary = stack.enter_context(replacing(place))
        yield temporary
        mark_copied(temporary, store.write(name_of(settings, path), temporary).written_at)


def mark_copied(path: Path, written_at: int) -> None:
    """Give a file of the working copy the time of its object, by which it is known to be current."""
    os.utime(path, (written_at, written_at))


def remove_shared(settings: Settings, *paths: Path) -> None:
    """Delete shared files; those that are not there are passed over."""
    store = store_of(settings)
    if store is not None:
        store.delete(name_of(settings, path) for path in paths)
    for path in paths:
        path.unlink(missing_ok=True)


def read_shared(settings: Settings, path: Path) -> bytes:
    """The bytes of a shared file. Raises ``FileNotFoundError``, another ``OSError``, or ``StoreError``."""
    store = store_of(settings)
    return path.read_bytes() if store is None else store.read(name_of(settings, path))


def is_shared(settings: Settings, path: Path) -> bool:
    """Whether there is such a shared file."""
    store = store_of(settings)
    return path.exists() if store is None else store.has(name_of(settings, path))


def list_shared(settings: Settings, folder: Path) -> list[Path]:
    """The shared files of a folder in their order, by their path under the root; none where there is no folder."""
    store = store_of(settings)
    if store is None:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    return sorted(settings.root / found.name for found in store.walk(name_of(settings, folder)))


def remove_shared_folder(settings: Settings, folder: Path) -> None:
    """Delete a folder of shared files with all that is in it."""
    store = store_of(settings)
    if store is not None:
        store.delete(found.name for found in store.walk(name_of(settings, folder)))
    shutil.rmtree(folder, ignore_errors=True)


def _has_copy(settings: Settings, path: Path) -> bool:
    """Whether a file belongs to a lake that has a working copy on this machine."""
    return path.is_relative_to(settings.lake) and settings.lake.is_dir()
