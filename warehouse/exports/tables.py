"""Public tables as CSV, JSON lines or Parquet, one file each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from transforms.export.datapackage import Table, describe_table
from transforms.export.redistributable import PRIVATE_TABLES, TEXT_COLUMNS, without_text
from transforms.export.spreadsheet import neutralise
from warehouse.contract import read_tables
from warehouse.errors import InputError

BATCH_ROWS = 5_000  # some 30 MB of articles


@dataclass(frozen=True, slots=True)
class TableFormat:
    """How tables are written: csv, jsonl or parquet, for whom."""

    kind: str
    is_redistributable: bool = False
    is_spreadsheet_safe: bool = True

    def convert(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch as it is written."""
        if self.is_redistributable:
            batch = without_text(batch)
        return neutralise(batch) if self.kind == "csv" and self.is_spreadsheet_safe else batch


class _Writer(Protocol):
    def write_batch(self, batch: pa.RecordBatch) -> None: ...


def choose_tables(
    connection: duckdb.DuckDBPyConnection, project: Path, names: list[str] | None, *, is_redistributable: bool
) -> list[Table]:
    """The public tables, or those named. Raises ``InputError`` naming one that does not exist or must not leave."""
    tables = {table.name: table for table in read_tables(connection, project)}
    public = {name for name in tables if not (is_redistributable and name in PRIVATE_TABLES)}
    for name in names or ():
        if name not in public:
            reason = "is not redistributable" if name in tables else "is no public table"
            raise InputError(f"{name!r} {reason}. Choose among {', '.join(sorted(public))}.")
    return [table for name, table in tables.items() if name in (names or public)]


def write_tables(
    connection: duckdb.DuckDBPyConnection, folder: Path, tables: list[Table], form: TableFormat
) -> list[dict[str, Any]]:
    """Write ``folder/<table>.<kind>`` for each table; their descriptors, each with its number of ``rows``."""
    names = {table.name for table in tables}
    resources = []
    for table in tables:
        name = f"{table.name}.{form.kind}"
        n_rows = _write_table(connection, table.name, folder / name, form)
        kept = [column for column in table.columns if not (form.is_redistributable and column.name in TEXT_COLUMNS)]
        described = describe_table(replace(table, columns=tuple(kept)), [name], form.kind, names)
        resources.append(described | {"rows": n_rows})
    return resources


def _write_table(connection: duckdb.DuckDBPyConnection, name: str, path: Path, form: TableFormat) -> int:
    reader = connection.table(f'"{name}"').to_arrow_reader(BATCH_ROWS)
    schema = form.convert(pa.RecordBatch.from_pylist([], schema=reader.schema)).schema
    n_rows = 0
    with _open_writer(form.kind, path, schema) as writer:
        for batch in reader:
            writer.write_batch(form.convert(batch))
            n_rows += batch.num_rows
    return n_rows


def _open_writer(kind: str, path: Path, schema: pa.Schema) -> AbstractContextManager[_Writer]:
    if kind == "csv":
        return pc.CSVWriter(path, schema)
    if kind == "parquet":
        return pq.ParquetWriter(path, schema, compression="zstd")
    return _open_lines(path)


@contextmanager
def _open_lines(path: Path) -> Iterator[_Writer]:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yield _LineWriter(file.write)


class _LineWriter:
    """Writes each row as a JSON object on a line; times are ISO 8601 in UTC, nulls stay."""

    def __init__(self, write: Any) -> None:
        self._write = write

    def write_batch(self, batch: pa.RecordBatch) -> None:
        for row in batch.to_pylist():
            self._write(json.dumps(row, ensure_ascii=False, default=_as_text) + "\n")


def _as_text(value: Any) -> str:
    """A date or time; times always with microseconds, so that one pattern reads them all."""
    return value.isoformat(timespec="microseconds") if hasattr(value, "hour") else str(value.isoformat())
