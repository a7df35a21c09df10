"""The lake: ``lake/<table>/<batch_id>.parquet``, immutable files that a batch adds to every table at once.

A batch is committed when its file of ``documents`` is in place, which is written last; files of a batch without one
are orphans of a killed run and count for nothing. Tables of identities are one file each, replaced whole; a run is one
file. Each folder holds a ``0.parquet`` of no rows, so that no reader ever meets an empty one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from transforms.tables import IDENTITIES, LAKE, table_of
from warehouse.crash_points import reach
from warehouse.errors import LakeError
from warehouse.files import remove_temporaries, replacing
from warehouse.settings import Settings

COMMIT_TABLE = "documents"
# Tables whose files come and go with a batch; the others have their own life.
BATCH_TABLES = tuple(name for name in LAKE if name not in IDENTITIES and name != "runs")

_EMPTY_FILE = "0.parquet"
_WHOLE_FILE = "all.parquet"
_MADE_FROM = b"dragoman.made_from"


def ensure_lake(settings: Settings) -> None:
    """Create the folders of all tables, each with its file of no rows in the columns of today."""
    for name, schema in LAKE.items():
        path = settings.lake / name / _EMPTY_FILE
        if not path.exists() or pq.read_schema(path) != schema:
            _write(path, schema.empty_table())


def batch_id_of(run_id: str, number: int) -> str:
    """The id of a run's batch; it begins with the id of the run, and sorts in the order of time and number."""
    return f"{run_id}-{number:05d}"


def committed_batches(settings: Settings) -> list[str]:
    """Ids of the committed batches in their order in time."""
    folder = settings.lake / COMMIT_TABLE
    return sorted(path.stem for path in folder.glob("*.parquet") if path.name != _EMPTY_FILE)


def is_committed(settings: Settings, batch_id: str) -> bool:
    """Whether readers see this batch."""
    return _batch_path(settings, COMMIT_TABLE, batch_id).exists()


def write_batch(settings: Settings, batch_id: str, tables: Mapping[str, pa.Table]) -> None:
    """Write one file for each table that has rows, ``documents`` last: that is the commit.

    A committed batch stays as it is.
    Raises ``LakeError`` where the disk refuses and ``ValueError`` where a table lacks a column or a required value; the
    batch is then not committed.
    """
    if is_committed(settings, batch_id):
        return
    checked = {name: _conform(name, table) for name, table in tables.items()}
    if COMMIT_TABLE not in checked or not set(checked) <= set(BATCH_TABLES):
        raise ValueError(f"batch {batch_id}: {COMMIT_TABLE} is needed and {sorted(checked)} were given")
    for name in BATCH_TABLES:
        path = _batch_path(settings, name, batch_id)
        if name == COMMIT_TABLE:
            continue
        path.unlink(missing_ok=True)  # of an attempt that was stopped
        if name in checked and checked[name].num_rows:
            _write(path, checked[name])
            reach("data file written")
    _write(_batch_path(settings, COMMIT_TABLE, batch_id), checked[COMMIT_TABLE])
    reach("batch committed")


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

    ``run_id`` keeps to the batches of one run, ``batch_ids`` to some. Raises ``LakeError`` naming the folder that
    cannot be read.
    """
    folder = settings.lake / name
    if name in BATCH_TABLES:
        chosen = None if batch_ids is None else set(batch_ids)
        batches = [batch for batch in committed_batches(settings) if batch.startswith(run_id)]
        batches = [batch for batch in batches if chosen is None or batch in chosen]
        paths = [path for batch in batches if (path := folder / f"{batch}.parquet").exists()]
    else:
        paths = sorted(path for path in folder.glob("*.parquet") if path.name != _EMPTY_FILE)
    schema = LAKE[name]
    try:
        files = ds.dataset([str(path) for path in paths], schema=schema, format="parquet")
        table: pa.Table = files.to_table(columns=columns, filter=where)
    except (OSError, pa.ArrowException) as error:
        raise LakeError(f"{folder} cannot be read: {error}. Remove the damaged batch and run again.") from error
    return table


def replace_table(settings: Settings, name: str, table: pa.Table, made_from: str) -> None:
    """Replace a table of identities in one step. ``made_from`` names what it was made from and is kept in the file."""
    conformed = _conform(name, table)
    marked = conformed.replace_schema_metadata({_MADE_FROM: made_from.encode()})
    _write(settings.lake / name / _WHOLE_FILE, marked)
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
    """Id of the last run that ended well; None before the first."""
    runs = read_table(settings, "runs", ["run_id"], where=pc.field("status") == "completed").to_pylist()
    return max((row["run_id"] for row in runs), default=None)


def write_run(settings: Settings, row: dict[str, Any]) -> None:
    """Write the row of a run, or write it anew: a run is one file."""
    _write(settings.lake / "runs" / f"{row['run_id']}.parquet", table_of([row], LAKE["runs"]))


def remove_orphans(settings: Settings) -> int:
    """Delete files of batches that were never committed, and half-written ones; for the holder of the lock only.

    Returns the number of files deleted.
    """
    committed = {*committed_batches(settings), Path(_EMPTY_FILE).stem}
    n_removed = 0
    for name in LAKE:
        n_removed += remove_temporaries(settings.lake / name)
    for name in BATCH_TABLES:
        for path in (settings.lake / name).glob("*.parquet"):
            if path.stem not in committed:
                path.unlink()
                n_removed += 1
    return n_removed


def _batch_path(settings: Settings, name: str, batch_id: str) -> Path:
    return settings.lake / name / f"{batch_id}.parquet"


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


def _write(path: Path, table: pa.Table) -> None:
    with replacing(path) as temporary:
        pq.write_table(table, temporary, compression="zstd")
