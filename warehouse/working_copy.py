"""The working copy of a lake that lies in an object store: what dbt, DuckDB and all that resolves read.

Files of the lake hardly ever change, so a run copies what is new and reads the rest from disk, as often as it has to.
A file is current where it has the size and the time of its object. The index of stories and the state of persons are
made from the lake and stay on this machine, as do the files without rows.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from warehouse.errors import LakeError
from warehouse.files import replacing
from warehouse.settings import STORE_VARIABLE, Settings
from warehouse.shared_files import mark_copied, name_of, store_of
from warehouse.store import Store, Stored

_ORIGIN_FILE = "store.url"  # beside the lake: the URL that it is a working copy of
_OWN_FOLDERS = frozenset({"story_index", "person_state"})
_OWN_FILE = "0.parquet"
_COMMIT_FOLDER = "lake/documents/"
_N_THREADS = 16  # which mostly wait for the network


def update_working_copy(settings: Settings) -> int:
    """Bring the working copy up to what the store holds; nothing is to be done without a store.

    For the holder of the lock. Returns the number of files copied and deleted. Raises ``StoreError``, and ``LakeError``
    where this root is not the store's, and where the store has lost its lake.
    """
    store = store_of(settings)
    _check_origin(settings)
    if store is None:
        return 0
    stored, copied = _stored_files(store), _copied_files(settings)
    if copied and not stored:
        raise LakeError(f"{store.url} holds no lake any more; {settings.lake} is a copy of it. Restore it from there.")
    gone = [copied[name] for name in copied.keys() - stored.keys()]
    stale = [found for name, found in stored.items() if not _is_current(copied.get(name), found)]
    # A batch counts while its documents are there: they go first and come last.
    for path in sorted(gone, key=lambda path: not _is_commit(name_of(settings, path))):
        path.unlink()
    with ThreadPoolExecutor(_N_THREADS, thread_name_prefix="working-copy") as threads:
        for is_last in (False, True):
            due = [found for found in stale if _is_commit(found.name) == is_last]
            list(threads.map(lambda found: _copy(settings, store, found), due))
    return len(gone) + len(stale)


def find_differences(settings: Settings) -> tuple[int, list[str]]:
    """How many files the lake has in the store, and what is not so in the working copy. Raises ``StoreError``."""
    store = store_of(settings)
    if store is None:
        return 0, []
    stored, copied = _stored_files(store), _copied_files(settings)
    faults = [f"{copied[name]} is not in {store.url}" for name in sorted(copied.keys() - stored.keys())]
    for name, found in sorted(stored.items()):
        if not _is_current(copied.get(name), found):
            what = "is another file" if name in copied else "is missing"
            faults.append(f"{settings.root / name} {what}, beside {store.url}/{name}")
    return len(stored), faults


def _check_origin(settings: Settings) -> None:
    """Note which store this root is of. Raises ``LakeError`` where that is another one, or a lake is here already."""
    path = settings.root / _ORIGIN_FILE
    origin = path.read_text(encoding="utf-8") if path.exists() else ""
    if origin == settings.store:
        return
    if origin:
        raise LakeError(
            f"{settings.root} is a working copy of {origin}. Set {STORE_VARIABLE} to it, or choose another --root."
        )
    if _copied_files(settings):
        raise LakeError(
            f"{settings.root} holds a lake of its own. Copy its folders lake and raw to {settings.store} and choose "
            f"another --root, or unset {STORE_VARIABLE}."
        )
    with replacing(path) as temporary:
        temporary.write_text(settings.store, encoding="utf-8")


def _stored_files(store: Store) -> dict[str, Stored]:
    return {found.name: found for found in store.walk("lake") if _is_of_lake(found.name)}


def _copied_files(settings: Settings) -> dict[str, Path]:
    paths = {name_of(settings, path): path for path in settings.lake.glob("*/*")}
    return {name: path for name, path in paths.items() if _is_of_lake(name)}


def _is_of_lake(name: str) -> bool:
    """Whether this is a name that a shared file of the lake can have: ``lake/<folder>/<file>``."""
    lake, _, rest = name.partition("/")
    folder, _, file = rest.partition("/")
    is_file = bool(file) and "/" not in file and not file.startswith(".") and file != _OWN_FILE
    return lake == "lake" and is_file and not folder.startswith(".") and folder not in _OWN_FOLDERS


def _is_commit(name: str) -> bool:
    return name.startswith(_COMMIT_FOLDER)


def _is_current(path: Path | None, found: Stored) -> bool:
    if path is None:
        return False
    status = path.stat()
    return (status.st_size, int(status.st_mtime)) == (found.n_bytes, found.written_at)


def _copy(settings: Settings, store: Store, found: Stored) -> None:
    with replacing(settings.root / found.name) as temporary:
        store.fetch(found.name, temporary)
        mark_copied(temporary, found.written_at)
