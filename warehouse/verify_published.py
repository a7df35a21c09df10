"""Checks of what readers see: the snapshot against its manifest, its Parquet files against the database, the lake."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from transforms.tables import REPORTED
from warehouse.check import Check, Watcher
from warehouse.contract import read_keys
from warehouse.publish import Published, read_published
from warehouse.settings import Settings
from warehouse.snapshot_files import DATA_PACKAGE

_REPAIR = "`dragoman verify --repair` builds and publishes all tables anew; until then readers keep these."
_REPAIR_ROWS = (
    "No run should publish this, as dbt tests it: `dragoman verify --repair` builds all tables anew; report it."
)
_TABLES_OF_LAKE = {
    "rejects": "select distinct reject_id from rejects",
    "article_versions": "select distinct article_id, content_sha256 from articles",
    **{name: f"select * from {name}" for name in REPORTED},  # noqa: S608 - names of our tables
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is published: the database that is open, and the folder of Parquet files."""

    connection: duckdb.DuckDBPyConnection
    folder: Path
    published: Published

    def names(self) -> list[str]:
        """The tables of the database."""
        rows = self.connection.execute("select table_name from duckdb_tables() where database_name = 'warehouse'")
        return sorted(name for (name,) in rows.fetchall())


def check_snapshot_files(settings: Settings, watcher: Watcher) -> Check:
    """The folder holds a manifest, a descriptor, and the files that this names, no others."""
    check = Check("The snapshot has the files that its datapackage.json names", _REPAIR)
    watcher.start_stage("Files of the snapshot", 1, "snapshot")
    folder = settings.public.resolve()
    if read_published(settings) is None:
        check.note(f"{folder / 'snapshot.json'} is missing or cannot be read")
    try:
        named = set(_named_files(folder))
    except (OSError, ValueError, KeyError, TypeError) as error:
        check.note(f"{folder / DATA_PACKAGE} cannot be read: {error!r}")
    else:
        found = {str(path.relative_to(folder)) for path in folder.rglob("*.parquet")}
        check.n_checked = len(named)
        for name in sorted(named ^ found):
            check.note(f"{folder / name} {'is missing' if name in named else 'is named by no table'}")
    watcher.advance(1, check.n_faults)
    return check


def check_tables_agree(snapshot: Snapshot, watcher: Watcher) -> Check:
    """Each table has as many rows as the manifest says, and the same ones in the database and in Parquet."""
    check = Check("Database and Parquet hold the rows that the manifest counts", _REPAIR)
    names = snapshot.names()
    watcher.start_stage("Published tables", len(names), "tables")
    for name in sorted({*names, *snapshot.published.n_rows}):
        check.n_checked += snapshot.published.n_rows.get(name, 0)
        for fault in _faults_of_table(snapshot, name):
            check.note(f"{name}: {fault}")
        watcher.advance(1)
    return check


def check_published_keys(snapshot: Snapshot, project: Path, watcher: Watcher) -> Check:
    """Keys of published tables are unique and not null, and what they refer to is there."""
    check = Check("Published keys are unique, and what they refer to is there", _REPAIR_ROWS)
    keys = {name: key for name, key in read_keys(project).items() if name in set(snapshot.names())}
    watcher.start_stage("Published keys", len(keys), "tables")
    for name, key in keys.items():
        check.n_checked += snapshot.published.n_rows.get(name, 0)
        if key.primary:
            listed = ", ".join(map(_quoted, key.primary))
            missing = " or ".join(f"{_quoted(column)} is null" for column in key.primary)
            query = f"select 1 from {_quoted(name)} group by {listed} having count(*) > 1 or {missing}"  # noqa: S608
            _ask(snapshot, check, query, f"{name}: keys that are not unique, or null")
        for one in key.references:
            query = f"""
                select 1 from {_quoted(name)} as referring
                anti join {_quoted(one.table)} as referred
                    on referring.{_quoted(one.column)} = referred.{_quoted(one.field)}
                where referring.{_quoted(one.column)} is not null
            """  # noqa: S608 - names that the contract lists
            _ask(snapshot, check, query, f"{name}: values of {one.column} that {one.table} lacks")
        watcher.advance(1)
    return check


def check_published_lake(snapshot: Snapshot, lake: duckdb.DuckDBPyConnection, watcher: Watcher) -> Check:
    """What is published is what the lake holds: no version of an article, report or reject is left out."""
    check = Check("All that the lake holds is published", _REPAIR_ROWS)
    watcher.start_stage("Rows of the lake", len(_TABLES_OF_LAKE), "tables")
    for name, query in _TABLES_OF_LAKE.items():
        ((n_rows,),) = lake.execute(f"select count(*) from ({query})").fetchall()  # noqa: S608 - our own queries
        check.n_checked += n_rows
        n_published = snapshot.published.n_rows.get(name, 0)
        if n_rows != n_published:
            check.note(f"{name}: {n_published} rows are published where the lake holds {n_rows}")
        watcher.advance(1)
    return check


def _named_files(folder: Path) -> Iterator[str]:
    package = json.loads((folder / DATA_PACKAGE).read_text(encoding="utf-8"))
    for resource in package["resources"]:
        paths = resource["path"]
        yield from [paths] if isinstance(paths, str) else paths


def _faults_of_table(snapshot: Snapshot, name: str) -> Iterator[str]:
    promised = snapshot.published.n_rows.get(name)
    if promised is None:
        yield "the manifest does not count it"
        return
    table, pattern = _quoted(name), str(snapshot.folder / name / "*.parquet")
    marks: dict[str, tuple[Any, ...]] = {}
    sources = {
        "database": (f"from {table} as rows", {}),
        "Parquet": ("from read_parquet($files) as rows", {"files": pattern}),
    }
    for where, (source, parameters) in sources.items():
        try:
            mark = f"select count(*), bit_xor(hash(rows)), sum(hash(rows)::hugeint) {source}"
            (marks[where],) = snapshot.connection.execute(mark, parameters).fetchall()
        except duckdb.Error as error:
            yield f"the {where} cannot be read: {str(error).splitlines()[0]}"
            continue
        if marks[where][0] != promised:
            yield f"{marks[where][0]} rows in the {where} where the manifest counts {promised}"
    if len(marks) == 2 and marks["database"] != marks["Parquet"]:
        yield "the rows in Parquet are not those of the database"


def _ask(snapshot: Snapshot, check: Check, query: str, fault: str) -> None:
    ((n_faults,),) = snapshot.connection.execute(f"select count(*) from ({query})").fetchall()  # noqa: S608
    if n_faults:
        check.note(f"{fault} ({n_faults})", n_faults)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
