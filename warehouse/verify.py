"""`dragoman verify`: every file and every promise of a root, looked at one after the other; nothing is written.

A later check is asked only where those that it rests on have passed: rows of a damaged file say nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.check import Check, Verification, Watcher
from warehouse.errors import LakeError
from warehouse.lock import is_held
from warehouse.publish import fingerprint, published_fingerprint, read_published
from warehouse.settings import Settings, project_dir
from warehouse.verify_files import (
    check_batch_files,
    check_documents_have_bytes,
    check_raw_files,
    check_strays,
    check_whole_files,
    check_working_copy,
)
from warehouse.verify_published import (
    Snapshot,
    check_published_keys,
    check_published_lake,
    check_snapshot_files,
    check_tables_agree,
)
from warehouse.verify_rows import (
    MEMORY_LIMIT,
    check_identities,
    check_keys,
    check_outcomes,
    check_quotes,
    check_relations,
    open_lake,
)

_UNREADABLE = "not asked: files of the lake are damaged; repair them first"


def verify(settings: Settings, watcher: Watcher) -> Verification:
    """All checks of a root. A run may go on meanwhile: what it has not committed does not count.

    Raises ``LakeError`` where there is no lake, or where a run takes away what is looked at.
    """
    if not settings.lake.is_dir():
        raise LakeError(f"{settings.root} holds no warehouse. Run `dragoman run PATH` first, or name its --root.")
    try:
        files = [check_raw_files(settings, watcher), check_batch_files(settings, watcher)]
        files.append(check_whole_files(settings, watcher))
        checks = [*files, check_strays(settings, watcher)]
        if settings.store and not is_held(settings):  # else it changes meanwhile
            checks.append(check_working_copy(settings, watcher))
        if all(check.is_passed for check in files[1:]):
            checks.append(check_documents_have_bytes(settings, watcher))
            checks += _check_rows(settings, watcher)
        else:
            checks.append(Check("Rows of the lake", "", skipped=_UNREADABLE))
            checks += _check_published(settings, watcher, None)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise LakeError(f"{settings.lake} changes while it is read: {reason}. Wait for the run to end.") from error
    finally:
        shutil.rmtree(_spill(settings), ignore_errors=True)
    return Verification(str(settings.root), checks)


def is_published_sound(settings: Settings, watcher: Watcher) -> bool:
    """Whether what is published is as it was published; also where nothing is."""
    try:
        return not any(check.n_faults for check in _check_published(settings, watcher, None))
    finally:
        shutil.rmtree(_spill(settings), ignore_errors=True)


def _check_rows(settings: Settings, watcher: Watcher) -> Iterator[Check]:
    with open_lake(settings, _spill(settings)) as lake:
        yield check_keys(lake, watcher)
        yield check_relations(lake, watcher)
        yield check_identities(settings, lake, watcher)
        yield check_outcomes(lake, watcher)
        yield check_quotes(settings, lake, watcher)
        yield from _check_published(settings, watcher, lake)


def _check_published(settings: Settings, watcher: Watcher, lake: duckdb.DuckDBPyConnection | None) -> Iterator[Check]:
    if not settings.public.is_symlink() and not settings.database.exists():
        yield Check("What is published", "", skipped="nothing is published yet")
        return
    files = check_snapshot_files(settings, watcher)
    yield files
    published = read_published(settings)
    if published is None:
        return
    try:
        with _open_published(settings) as connection:
            snapshot = Snapshot(connection, settings.public.resolve(), published)
            yield check_tables_agree(snapshot, watcher)
            yield check_published_keys(snapshot, project_dir(), watcher)
            if lake and published_fingerprint(settings) == fingerprint(settings, project_dir()):
                yield check_published_lake(snapshot, lake, watcher)
    except duckdb.Error as error:
        fault = f"{settings.database} cannot be read: {str(error).splitlines()[0]}"
        yield Check("The published database can be read", files.repair, 1, 1, [fault])


@contextmanager
def _open_published(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "threads": settings.n_workers,
        "temp_directory": str(_spill(settings)),
    }
    with duckdb.connect(str(settings.database), read_only=True, config=config) as connection:
        connection.execute("set timezone = 'UTC'; set enable_progress_bar = false")
        yield connection


def _spill(settings: Settings) -> Path:
    """Where DuckDB puts what its memory does not hold."""
    return settings.build / "verify"
