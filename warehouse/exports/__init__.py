"""Exports: the published tables as files that other programs read, written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import InputError
from warehouse.exports.docs import write_docs
from warehouse.exports.entities import write_entities
from warehouse.exports.folder import new_folder, write_manifest
from warehouse.exports.tables import TableFormat, choose_tables, write_tables
from warehouse.publish import published_snapshot_id
from warehouse.query import open_warehouse
from warehouse.settings import Settings, project_dir

FTM, DOCS = "ftm", "docs"
# DuckDB would keep what it has read in most of the machine's memory. Tables are read in their order; entities are
# joined from several, and what is joined must fit: 1 GB does for a million articles.
_TABLES_MEMORY, _ENTITIES_MEMORY = "64MB", "1GB"


@dataclass(frozen=True, slots=True)
class Exported:
    """A finished export: its folder, and the number of rows of each of its files' tables."""

    folder: Path
    n_rows: dict[str, int]


def export(
    settings: Settings,
    kind: str,
    out: Path | None = None,
    *,
    tables: list[str] | None = None,
    is_redistributable: bool = False,
    is_spreadsheet_safe: bool = True,
) -> Exported:
    """Write what is published as ``kind`` (ftm, csv, jsonl, parquet; docs for the documentation of the tables) to the
    folder ``out``, else to one under the root.

    ``tables`` keeps to some tables, ``is_redistributable`` to what ``transforms.export.redistributable`` lets pass,
    ``is_spreadsheet_safe`` marks cells of CSV that would be taken for formulas. The manifest of the folder is its
    ``datapackage.json``. Rows are read and written in batches: memory does not grow with the tables.

    Raises ``InputError`` for an unknown table or where ``out`` holds files that are no earlier export, ``QueryError``
    where nothing is published, ``BuildError`` where dbt gives no documentation, ``ExportError`` where the disk refuses;
    ``out`` then stays as it was.
    """
    if kind in (FTM, DOCS) and tables:
        raise InputError(f"--tables does not go with --format {kind}, which is made of all tables. Leave it out.")
    memory = _ENTITIES_MEMORY if kind == FTM else _TABLES_MEMORY
    name = f"{kind}-redistributable" if is_redistributable else kind
    out = (out or settings.root / "exports" / name).expanduser().resolve()
    with open_warehouse(settings, memory) as connection, new_folder(out) as folder:
        if kind == FTM:
            resources = write_entities(connection, folder, project_dir(), is_redistributable=is_redistributable)
        elif kind == DOCS:
            resources = write_docs(folder, project_dir())
        else:
            chosen = choose_tables(connection, project_dir(), tables, is_redistributable=is_redistributable)
            form = TableFormat(kind, is_redistributable, is_spreadsheet_safe)
            resources = write_tables(connection, folder, chosen, form)
        write_manifest(folder, published_snapshot_id(settings) or "", resources)
    return Exported(out, {resource["name"]: resource["rows"] for resource in resources})
