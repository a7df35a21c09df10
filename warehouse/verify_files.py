"""Checks of files: raw documents against their names, files of the lake against their checksums and columns."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.tables import IDENTITIES, LAKE
from warehouse.check import Check, Watcher
from warehouse.checksums import copy_path, find_damage, read_checksums, sound_copy
from warehouse.errors import LakeError
from warehouse.lake import BATCH_TABLES, COMMIT_TABLE, committed_batches, file_of, lost_batches, whole_file_of
from warehouse.lock import is_held
from warehouse.raw import has_raw, raw_files, raw_folders, raw_path, read_raw
from warehouse.settings import Settings
from warehouse.shared_files import place_of
from warehouse.working_copy import find_differences

_REPAIR_RAW = (
    "`dragoman verify --repair` copies the bytes again from a local file that still has them; else restore the file "
    "from a backup. What was read of it stays published."
)
_REPAIR_BATCH = "`dragoman verify --repair` reads the documents of the batch again from their raw bytes, and publishes."
_REPAIR_WHOLE = (
    "`dragoman verify --repair` makes a damaged table of identities again (ids that were given up are forgotten), and "
    "takes rows of runs that cannot be read from what is published."
)
_REPAIR_COPY = "None is needed: the next run copies what differs."
_REPAIR_STRAY = "None is needed: the next run removes them."


def check_raw_files(settings: Settings, watcher: Watcher) -> Check:
    """Each raw file holds the bytes that it is named after."""
    check = Check("Raw files hold the bytes they are named after", _REPAIR_RAW)
    folders = raw_folders(settings)
    watcher.start_stage("Raw files", len(folders), "folders")
    with ThreadPoolExecutor(max_workers=settings.n_workers) as threads:  # both steps of reading let others run
        for folder in folders:
            for fault in threads.map(lambda path: _fault_of_raw(settings, path), raw_files(settings, folder)):
                check.n_checked += 1
                if fault:
                    check.note(fault)
            watcher.advance(1)
    return check


def _fault_of_raw(settings: Settings, path: Path) -> str | None:
    try:
        if path != raw_path(settings, path.stem):
            return f"{place_of(settings, path)} lies where no run puts it"
        read_raw(settings, path.stem)
    except LakeError as error:
        return str(error)
    return None


def check_documents_have_bytes(settings: Settings, watcher: Watcher) -> Check:
    """The raw bytes of each document are there, unless they were too many to be kept."""
    check = Check("Documents have their raw bytes", _REPAIR_RAW)
    batches = committed_batches(settings)
    watcher.start_stage("Raw bytes of documents", len(batches), "batches")
    for batch_id in batches:
        documents = _read(file_of(settings, COMMIT_TABLE, batch_id), ["document_id", "raw_sha256", "uri"]).to_pylist()
        with ThreadPoolExecutor(max_workers=settings.n_workers) as threads:
            are_there = threads.map(lambda row: has_raw(settings, row["raw_sha256"]), documents)
            lost = [row for row, is_there in zip(documents, are_there, strict=True) if not is_there]
        kept_none = _too_large(settings, batch_id) if lost else set()
        for row in lost:
            if row["document_id"] not in kept_none:
                place = place_of(settings, raw_path(settings, row["raw_sha256"]))
                check.note(f"{place} is missing: the bytes of {row['uri']}")
        check.n_checked += len(documents)
        watcher.advance(1)
    return check


def _too_large(settings: Settings, batch_id: str) -> set[str]:
    path = file_of(settings, "rejects", batch_id)
    if not path.exists():
        return set()
    rejects = _read(path, ["document_id", "reason"]).to_pylist()
    return {row["document_id"] for row in rejects if row["reason"] == "too_large"}


def check_batch_files(settings: Settings, watcher: Watcher) -> Check:
    """Each file of each batch is as it was committed, and in the columns of its table."""
    check = Check("Files of batches match their checksums and columns", _REPAIR_BATCH)
    batches = [*lost_batches(settings), *committed_batches(settings)]
    watcher.start_stage("Files of batches", len(batches), "batches")
    for batch_id in batches:
        n_files, faults = check_batch(settings, batch_id)
        check.n_checked += n_files
        for fault in faults:
            check.note(fault)
        watcher.advance(1, len(faults))
    for batch_id in lost_batches(settings):
        check.note(
            f"{file_of(settings, COMMIT_TABLE, batch_id)} is missing: the batch is lost to all that read the lake"
        )
    return check


def check_batch(settings: Settings, batch_id: str) -> tuple[int, list[str]]:
    """How many files a batch has, and what is wrong with them."""
    try:
        listed = read_checksums(settings, batch_id)
        faults = [str(damage) for damage in find_damage(settings, batch_id, BATCH_TABLES)]
    except LakeError as error:
        return 1, [str(error)]
    if listed is None:
        faults.append(f"batch {batch_id} has no list of checksums, as those of earlier versions")
    elif sound_copy(settings, batch_id, file_of(settings, COMMIT_TABLE, batch_id)) is None and not is_held(settings):
        faults.append(f"{copy_path(settings, batch_id)}, the copy of the table of documents, is missing or damaged")
    tables = [name for name in BATCH_TABLES if file_of(settings, name, batch_id).exists()]
    if not faults or listed is None:  # else they say more than what readers make of the damage
        for name in tables:
            faults += faults_of_file(file_of(settings, name, batch_id), LAKE[name], is_read=listed is None)
    return len(listed or tables), faults


def check_working_copy(settings: Settings, watcher: Watcher) -> Check:
    """The lake on this disk is the one in the store."""
    check = Check("The working copy of the lake is what the store holds", _REPAIR_COPY)
    watcher.start_stage("Files of the store")
    check.n_checked, faults = find_differences(settings)
    for fault in faults:
        check.note(fault)
    return check


def check_whole_files(settings: Settings, watcher: Watcher) -> Check:
    """The files of tables that have no batches can be read: identities, and one row a run."""
    check = Check("Files of identities and runs can be read", _REPAIR_WHOLE)
    files = list(whole_files(settings))
    watcher.start_stage("Files of identities and runs", len(files), "files")
    for name, path in files:
        check.n_checked += 1
        for fault in faults_of_file(path, LAKE[name], is_read=True):
            check.note(fault)
        watcher.advance(1)
    return check


def whole_files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """The files of the tables that have no batches, with the table of each."""
    for name in IDENTITIES:
        if (path := whole_file_of(settings, name)).exists():
            yield name, path
    for path in sorted((settings.lake / "runs").glob("*.parquet")):
        yield "runs", path


def check_strays(settings: Settings, watcher: Watcher) -> Check:
    """No file lies about that no batch counts."""
    check = Check("No file is left of a run that was stopped", _REPAIR_STRAY)
    watcher.start_stage("Files of stopped runs", len(BATCH_TABLES), "tables")
    committed = {*committed_batches(settings), *lost_batches(settings), "0"}
    for name in BATCH_TABLES:
        for path in (settings.lake / name).glob("*.parquet"):
            check.n_checked += 1
            if path.stem not in committed:
                check.note(f"{path} belongs to no batch that was committed")
        watcher.advance(1)
    return check


def faults_of_file(path: Path, schema: pa.Schema, *, is_read: bool) -> list[str]:
    """What keeps a Parquet file from being read as a table: columns of other types, missing ones that are required."""
    try:
        found = pq.read_schema(path)
        if is_read:
            _read(path, None)
    except (OSError, pa.ArrowException) as error:
        return [f"{path} cannot be read: {error}"]
    faults = []
    for column in schema:
        if column.name not in found.names:
            faults += [] if column.nullable else [f"{path} lacks the column {column.name}"]
        elif found.field(column.name).type != column.type:
            faults.append(f"{path}: {column.name} is {found.field(column.name).type} where {column.type} is meant")
    return faults


def _read(path: Path, columns: list[str] | None) -> pa.Table:
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read(columns)
