"""The Parquet files of a snapshot, and the ``datapackage.json`` that describes them."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import duckdb

from transforms.export.datapackage import Table, describe_package, describe_table
from warehouse.contract import read_tables, sort_order

DATA_PACKAGE = "datapackage.json"
_MARKS = "parts.json"  # a hash of the rows of each monthly file: the next snapshot shares the files of equal rows
_WHOLE = "part-0.parquet"
_UNDATED = "undated"  # rows of an article that is not there; the tests of dbt let none pass
_TEXTS = ("text", "quote")
# The month in which an article was published, else first read, tells the file of all rows that belong to it.
_MONTHS = """
create temporary table months as
select article_id, strftime(coalesce(published_at, first_seen_at), '%Y-%m') as month
from articles
"""


def write_parquet(database: Path, folder: Path, project: Path, snapshot_id: str, previous: Path | None = None) -> None:
    """Write each table of a finished database as ``folder/<table>/*.parquet``, and describe all in one file.

    Tables that grow with the articles get one file a month, ``part-2031-05.parquet``, others and empty ones
    ``part-0.parquet``; whoever reads all files of a folder reads the whole table. Rows are sorted by key. Monthly files
    with the rows that they have in the snapshot ``previous`` are links to the same bytes.
    """
    old_marks = _read_marks(previous) if previous else {}
    new_marks: dict[str, str] = {}
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        tables = read_tables(connection, project)
        connection.execute(_MONTHS)
        names = {table.name for table in tables}
        resources = []
        for table in tables:
            (folder / table.name).mkdir()
            marks = _mark_months(connection, table)
            kept = {path for path, mark in marks.items() if previous and old_marks.get(path) == mark}
            kept = {path for path in kept if previous and _link(previous / path, folder / path)}
            _write_parts(connection, table, folder, [path for path in marks if path not in kept], whole=not marks)
            new_marks |= marks
            resources.append(describe_table(table, list(marks) or [f"{table.name}/{_WHOLE}"], "parquet", names))
    package = describe_package("dragoman", snapshot_id, resources)
    (folder / DATA_PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / _MARKS).write_text(json.dumps(new_marks, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def forget_marks(folder: Path) -> None:
    """See to it that no file of this snapshot is shared by the next."""
    (folder / _MARKS).unlink(missing_ok=True)


def _mark_months(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, str]:
    """The monthly files of a table by path, in order, each with a name for its rows; none for a table that has none."""
    if not any(column.name == "article_id" for column in table.columns):
        return {}
    names = [column.name for column in table.columns]
    # Of a version of an article, its text and its quotes follow from the rest.
    marked = [name for name in names if name not in _TEXTS or "content_sha256" not in names]
    rows = connection.execute(
        f"""
        with hashes as (select article_id, hash({", ".join(map(_quoted, marked))}) as hash from {_quoted(table.name)})
        select coalesce(month, '{_UNDATED}') as month, count(*), bit_xor(hash), sum(hash::hugeint)
        from hashes left join months using (article_id) group by 1 order by 1
        """  # noqa: S608 - names of ours
    ).fetchall()
    columns = "; ".join(f"{column.name} {column.type}" for column in table.columns)
    return {
        f"{table.name}/part-{month}.parquet": f"DuckDB {duckdb.__version__} ({columns}): {n} {xor:x} {total:x}"
        for month, n, xor, total in rows
    }


def _write_parts(
    connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, paths: list[str], *, whole: bool
) -> None:
    """Write the monthly files of a table that are named by ``paths``, or the only one."""
    order = sort_order(table.keys)
    if whole:
        rows = connection.table(_quoted(table.name)).order(order)
        rows.write_parquet(str(folder / table.name / _WHOLE), compression="zstd")
    if not paths:
        return
    name = _quoted(table.name)
    months = {Path(path).stem.removeprefix("part-"): path for path in paths}
    # In the order of months, each is found without a look at the others.
    connection.execute(
        f"""
        create or replace temporary table dated as
        with wanted as (
            select rows.rowid as row, coalesce(month, '{_UNDATED}') as month
            from {name} as rows left join months using (article_id)
            where coalesce(month, '{_UNDATED}') in (select unnest(?))
        )

        select rows.*, wanted.month from {name} as rows inner join wanted on rows.rowid = wanted.row order by month
        """,  # noqa: S608 - the name of a table of ours
        [list(months)],
    )
    for month, path in months.items():
        part = connection.table("dated").filter(f"month = '{month}'").project("* exclude (month)").order(order)
        part.write_parquet(str(folder / path), compression="zstd")
    connection.execute("drop table dated")


def _link(old: Path, new: Path) -> bool:
    """Whether ``new`` is now another name of ``old``."""
    with suppress(OSError):  # it is gone, or the file system knows no second names
        os.link(old, new)
    return new.exists()


def _read_marks(folder: Path) -> dict[str, str]:
    try:
        return dict(json.loads((folder / _MARKS).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _quoted(name: str) -> str:
    return f'"{name}"'
