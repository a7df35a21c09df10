"""The lake: ``lake/<table>/<batch_id>.parquet``, immutable files that a batch adds to every table at once.

A batch is committed when its file of ``documents`` is in place, which is written last; files of a batch without one
are orphans of a killed run and count for nothing. Batch ``B`` that was read again is ``B.1``, then ``B.2``: the highest
that is committed counts and those below it count no more, so that one rename takes the one in and the other out. The
same holds where ``warehouse.folding`` makes one batch of several. Tables of identities are one file each, replaced
whole; a run is one file until it is folded. Each folder holds a ``0.parquet`` of no rows, so that no reader ever meets
an empty one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from transforms.tables import IDENTITIES, LAKE, table_of
from warehouse.batch_ids import join_reading, split_reading
from warehouse.checksums import (
    amend_checksums,
    copied_batches,
    copy_documents,
    copy_missing,
    digest_of,
    find_damage,
    forget_checksums,
    remove_orphan_lists,
    rewrite_list,
)
from warehouse.crash_points import reach
from warehouse.errors import LakeError
from warehouse.files import remove_temporaries, replacing
from warehouse.folded import folded_into, mark_folded, without_folded
from warehouse.settings import Settings
from warehouse.shared_files import is_shared, remove_shared, replacing_shared

COMMIT_TABLE = "documents"
REPLAY_FLOW = "dragoman-backfill"  # the flow_name of runs that read nothing but what the lake holds
# Tables whose files come and go with a batch; the others have their own life.
BATCH_TABLES = tuple(name for name in LAKE if name not in IDENTITIES and name != "runs")

_EMPTY_FILE = "0.parquet"
_WHOLE_FILE = "all.parquet"
_MADE_FROM = b"dragoman.made_from"
_IS_COMPLETED = (pc.field("status") == "completed") & (pc.field("flow_name") != REPLAY_FLOW)
_CHECKED = ds.ParquetFileFormat(
    default_fragment_scan_options=ds.ParquetFragmentScanOptions(page_checksum_verification=True)
)


def ensure_lake(settings: Settings) -> None:
    """Create the folders of all tables, each with its file of no rows in the columns of today."""
    for name, schema in LAKE.items():
        path = settings.lake / name / _EMPTY_FILE
        if not _is_empty_file(path, schema):
            with replacing(path) as temporary:
                _write_parquet(temporary, schema.empty_table())


def _is_empty_file(path: Path, schema: pa.Schema) -> bool:
    try:
        with pq.ParquetFile(path) as file:
            return bool(file.schema_arrow == schema) and file.metadata.num_rows == 0
    except (OSError, pa.ArrowException):  # missing or damaged
        return False


def committed_batches(settings: Settings) -> list[str]:
    """Ids of the committed batches in their order in time, each in the reading that counts: the last."""
    last: dict[str, int] = {}
    for path in without_folded(_files_in(settings.lake / COMMIT_TABLE)):
        base, reading = split_reading(path.stem)
        last[base] = max(reading, last.get(base, 0))
    return [join_reading(base, reading) for base, reading in sorted(last.items())]


def follow_folds(settings: Settings, batch_ids: Iterable[str]) -> set[str]:
    """The ids under which the lake has these batches now: where some were folded into one of nothing else, that one."""
    followed = set(batch_ids)
    for batch_id in committed_batches(settings):
        folded = folded_into(_batch_path(settings, COMMIT_TABLE, batch_id))
        if folded and folded <= followed:
            followed = followed - folded | {batch_id}
    return followed


def is_committed(settings: Settings, batch_id: str) -> bool:
    """Whether readers see this batch."""
    return is_shared(settings, _batch_path(settings, COMMIT_TABLE, batch_id))


def write_batch(
    settings: Settings, batch_id: str, tables: Mapping[str, pa.Table], folded: Collection[str] = ()
) -> None:
    """Write one file for each table that has rows, ``documents`` last: that is the commit.

    A committed batch stays as it is. Batches that are ``folded`` into this one count no more once it is committed.
    Raises ``LakeError`` where the disk refuses and ``ValueError`` where a table lacks a column or a required value; the
    batch is then not committed.
    """
    if is_committed(settings, batch_id):
        return
    checked = {name: _conform(name, table) for name, table in tables.items()}
    if COMMIT_TABLE not in checked or not set(checked) <= set(BATCH_TABLES):
        raise ValueError(f"batch {batch_id}: {COMMIT_TABLE} is needed and {sorted(checked)} were given")
    filled = [name for name in BATCH_TABLES if name != COMMIT_TABLE and name in checked and checked[name].num_rows]
    left = {*BATCH_TABLES} - {*filled, COMMIT_TABLE}  # by an attempt that was stopped
    remove_shared(settings, *(_batch_path(settings, name, batch_id) for name in left))
    digests: dict[str, str] = {}
    for name in filled:
        path = _batch_path(settings, name, batch_id)
        with replacing_shared(settings, path) as temporary:
            _write_parquet(temporary, checked[name])
            digests[f"{name}/{path.name}"] = digest_of(temporary)
        reach("data file written")
    path = _batch_path(settings, COMMIT_TABLE, batch_id)
    with replacing_shared(settings, path) as temporary:
        _write_parquet(temporary, mark_folded(checked[COMMIT_TABLE], folded))
        digests[f"{COMMIT_TABLE}/{path.name}"] = digest_of(temporary)
        rewrite_list(settings, batch_id, {name: [digest] for name, digest in sorted(digests.items())})
    reach("batch committed")
    copy_documents(settings, batch_id, path)


def lost_batches(settings: Settings) -> list[str]:
    """Batches that were committed and whose table of documents is gone, with nothing in its place."""
    known = {split_reading(batch_id)[0] for batch_id in committed_batches(settings)}
    for path in _files_in(settings.lake / COMMIT_TABLE):
        known |= {split_reading(batch_id)[0] for batch_id in folded_into(path)}
    return [batch_id for batch_id in copied_batches(settings) if split_reading(batch_id)[0] not in known]


def check_batches(settings: Settings, batch_ids: Collection[str] | None = None) -> None:
    """Raise ``LakeError`` naming a file of these batches, or of any, that is not as it was committed; reads all."""
    for batch_id in committed_batches(settings) if batch_ids is None else batch_ids:
        for damage in find_damage(settings, batch_id, BATCH_TABLES):
            raise LakeError(f"{damage}. Nothing was built from it. Run `dragoman verify --repair`, then run again.")


def read_batch(settings: Settings, batch_id: str) -> dict[str, pa.Table]:
    """All tables of a batch that counts. Raises ``LakeError``."""
    return {name: read_table(settings, name, batch_ids=[batch_id]) for name in BATCH_TABLES}


def replace_batch(
    settings: Settings, batch_id: str, tables: Mapping[str, pa.Table], present: Mapping[str, pa.Table] | None
) -> str:
    """Put another reading of a committed batch in its place, in one step; returns the id that the batch has then.

    Where all tables but ``documents`` hold the rows that the ``present`` ones hold, the batch keeps its id and its
    files, and only the note in ``documents`` of how they were read is renewed; ``present`` is None where the files are
    to be written anew in any case. Raises what ``write_batch`` raises.
    """
    given = {name: _conform(name, tables.get(name, LAKE[name].empty_table())) for name in BATCH_TABLES}
    differing = {name for name in BATCH_TABLES if not present or not _have_same_rows(given[name], present[name])}
    folded = folded_into(_batch_path(settings, COMMIT_TABLE, batch_id))
    if not differing - {COMMIT_TABLE}:
        if differing:
            path = _batch_path(settings, COMMIT_TABLE, batch_id)
            with replacing_shared(settings, path) as temporary:
                _write_parquet(temporary, mark_folded(given[COMMIT_TABLE], folded))
                amend_checksums(settings, batch_id, f"{COMMIT_TABLE}/{path.name}", temporary)
            copy_documents(settings, batch_id, path)
        return batch_id
    base, reading = split_reading(batch_id)
    replacement = join_reading(base, reading + 1)
    write_batch(settings, replacement, given, folded)
    remove_shared(settings, *(_batch_path(settings, name, batch_id) for name in BATCH_TABLES))
    forget_checksums(settings, batch_id)
    return replacement


def read_table(
    settings: Settings,
    name: str,
    columns: list[str] | None = None,
    *,
    where: pc.Expression | None = None,
    run_id: str = "",
    batch_ids: Collection[str] | None = None,
) -> pa.Table:
    """The committed rows of a table, batch after batch; a column that older files lack is null in their rows.

    ``run_id`` keeps to the batches, or the row, of one run that was not folded yet, ``batch_ids`` to some. Raises
    ``LakeError`` naming the folder that cannot be read.
    """
    folder = settings.lake / name
    paths = _paths_of(settings, name, run_id, batch_ids)
    try:
        files = ds.dataset([str(path) for path in paths], schema=LAKE[name], format=_CHECKED)
        table: pa.Table = files.to_table(columns=columns, filter=where)
    except (OSError, pa.ArrowException) as error:
        if isinstance(error, FileNotFoundError) and paths != _paths_of(settings, name, run_id, batch_ids):
            # A replay took one of them out while we looked.
            return read_table(settings, name, columns, where=where, run_id=run_id, batch_ids=batch_ids)
        raise LakeError(f"{folder} cannot be read: {error}. Remove the damaged batch and run again.") from error
    return table


def _paths_of(settings: Settings, name: str, run_id: str, batch_ids: Collection[str] | None) -> list[Path]:
    folder = settings.lake / name
    if name not in BATCH_TABLES:
        found = without_folded(_files_in(folder))
        return [path for path in found if run_id in ("", path.stem)]
    chosen = None if batch_ids is None else set(batch_ids)
    batches = [batch for batch in committed_batches(settings) if batch.startswith(run_id)]
    batches = [batch for batch in batches if chosen is None or batch in chosen]
    return [path for batch in batches if (path := folder / f"{batch}.parquet").exists()]


def replace_table(settings: Settings, name: str, table: pa.Table, made_from: str) -> None:
    """Replace a table of identities in one step. ``made_from`` names what it was made from and is kept in the file."""
    conformed = _conform(name, table)
    marked = conformed.replace_schema_metadata({_MADE_FROM: made_from.encode()})
    _write(settings, settings.lake / name / _WHOLE_FILE, marked)
    reach("identities replaced")


def made_from(settings: Settings, name: str) -> str | None:
    """What the present table of identities was made from; None before the first run."""
    path = settings.lake / name / _WHOLE_FILE
    if not path.exists():
        return None
    metadata = pq.read_schema(path).metadata or {}
    value = metadata.get(_MADE_FROM)
    return None if value is None else value.decode()


def state_of(settings: Settings) -> str:
    """A name for the set of committed batches: equal sets have equal names."""
    return hashlib.sha256("\n".join(committed_batches(settings)).encode()).hexdigest()


def last_completed_run(settings: Settings) -> str | None:
    """Id of the last run that ended well; None before the first. One that only replays does not count."""
    for path in reversed(_paths_of(settings, "runs", "", None)):  # the newest first: there may be many
        completed = read_table(settings, "runs", ["run_id"], where=_IS_COMPLETED, run_id=path.stem)["run_id"]
        if len(completed):
            return str(pc.max(completed))
    return None


def completed_runs(settings: Settings) -> list[str]:
    """Ids of the runs that ended well, in no order, without those that only replay."""
    return [row["run_id"] for row in read_table(settings, "runs", ["run_id"], where=_IS_COMPLETED).to_pylist()]


def write_run(settings: Settings, row: dict[str, Any]) -> None:
    """Write the row of a run, or write it anew: a run is one file."""
    _write(settings, settings.lake / "runs" / f"{row['run_id']}.parquet", table_of([row], LAKE["runs"]))


def remove_orphans(settings: Settings) -> int:
    """Delete files of batches that were never committed or whose place another reading took, and half-written ones;
    for the holder of the lock only. Copies of documents that a kill has left out are made.

    Returns the number of files deleted.
    """
    for batch_id in lost_batches(settings):
        path = _batch_path(settings, COMMIT_TABLE, batch_id)
        raise LakeError(f"{path} is missing. Nothing was read. Run `dragoman verify --repair`, then run again.")
    for batch_id in committed_batches(settings):
        copy_missing(settings, batch_id, _batch_path(settings, COMMIT_TABLE, batch_id))
    committed = {*committed_batches(settings)}
    n_removed = remove_orphan_lists(settings, committed)
    for name in LAKE:
        n_removed += remove_temporaries(settings.lake / name)
    paths = (path for name in BATCH_TABLES for path in _files_in(settings.lake / name))
    orphans = [path for path in paths if path.stem not in committed]
    for folder in (settings.lake / "runs", settings.lake / "fetches"):
        files = _files_in(folder)
        orphans += set(files).difference(without_folded(files))
    remove_shared(settings, *orphans)
    return n_removed + len(orphans)


def file_of(settings: Settings, name: str, batch_id: str) -> Path:
    """Where the rows of a batch in a table are; there is no file where it has none."""
    return _batch_path(settings, name, batch_id)


def whole_file_of(settings: Settings, name: str) -> Path:
    """Where all rows of a table of identities are."""
    return settings.lake / name / _WHOLE_FILE


def _batch_path(settings: Settings, name: str, batch_id: str) -> Path:
    return settings.lake / name / f"{batch_id}.parquet"


def _files_in(folder: Path) -> list[Path]:
    """All files of rows, in no order."""
    return [path for path in folder.glob("[!.]*.parquet") if path.name != _EMPTY_FILE]


def _have_same_rows(one: pa.Table, other: pa.Table) -> bool:
    """Whether two tables of one schema hold the same rows in whatever order."""
    keys: list[tuple[str, Literal["ascending", "descending"]]] = [(name, "ascending") for name in one.column_names]
    return one.num_rows == other.num_rows and bool(one.sort_by(keys).equals(other.sort_by(keys)))


def _conform(name: str, table: pa.Table) -> pa.Table:
    """The table in exactly the columns of its schema. Raises ``ValueError`` for a missing column or required value."""
    schema = LAKE[name]
    missing = [field.name for field in schema if field.name not in table.column_names]
    if missing:
        raise ValueError(f"{name} lacks the columns {missing}")
    try:
        return table.select(schema.names).cast(schema)
    except (ValueError, pa.ArrowException) as error:
        raise ValueError(f"{name}: {error}") from error


def _write(settings: Settings, path: Path, table: pa.Table) -> None:
    with replacing_shared(settings, path) as temporary:
        _write_parquet(temporary, table)


def _write_parquet(path: Path, table: pa.Table) -> None:
    # Checksums of pages are for the tables that are written anew and so have no list of digests.
    pq.write_table(table, path, compression="zstd", write_page_checksum=True)
