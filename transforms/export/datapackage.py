"""Tables as a Frictionless Data Package (https://specs.frictionlessdata.io/, version 1): files, types, keys, words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
MEDIA_TYPES = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
}
# How times are written where a file has none of its own.
_TIME_FORMATS = {"csv": "%Y-%m-%d %H:%M:%S.%f", "jsonl": "%Y-%m-%dT%H:%M:%S.%f"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the type that DuckDB has for it."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values are those of another table's key, wherever it has a value."""

    column: str
    table: str
    field: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What is tested of a table before it is published."""

    primary: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # all that a column may hold


@dataclass(frozen=True, slots=True)
class Table:
    """A public table and what is known of it."""

    name: str
    description: str
    columns: tuple[Column, ...]
    keys: Keys = Keys()


def describe_package(name: str, version: str, resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The descriptor of a package; ``version`` is the snapshot that its rows are from."""
    return {
        "profile": "data-package",
        "name": name,
        "title": "Dragoman: who sat at which table for whom",
        "version": version,
        "resources": list(resources),
    }


def describe_table(table: Table, paths: Sequence[str], kind: str, tables: Collection[str]) -> dict[str, Any]:
    """The descriptor of one table in files of a kind of ``MEDIA_TYPES``, paths relative to that of the package.

    References to tables that are not among ``tables`` are left out, and so are those from columns that are not there.
    """
    names = {column.name for column in table.columns}
    schema: dict[str, Any] = {"fields": [_describe_column(table, column, kind) for column in table.columns]}
    if table.keys.primary and names.issuperset(table.keys.primary):
        schema["primaryKey"] = list(table.keys.primary)
    references = [one for one in table.keys.references if one.table in tables and one.column in names]
    if references:
        schema["foreignKeys"] = [_describe_reference(table.name, reference) for reference in references]
    return {
        "name": table.name,
        "path": paths[0] if len(paths) == 1 else list(paths),
        "format": kind,
        "mediatype": MEDIA_TYPES[kind],
        "encoding": "utf-8",
        "description": table.description,
        "schema": schema,
    }


def _describe_column(table: Table, column: Column, kind: str) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": FIELD_TYPES[column.type],
        "description": column.description,
    }
    if described["type"] == "datetime" and kind in _TIME_FORMATS:
        described["format"] = _TIME_FORMATS[kind]
    constraints: dict[str, Any] = {}
    if column.name in table.keys.primary:
        constraints["required"] = True
    if column.name in table.keys.values:
        constraints["enum"] = list(table.keys.values[column.name])
    return described | ({"constraints": constraints} if constraints else {})


def _describe_reference(table: str, reference: Reference) -> dict[str, Any]:
    resource = "" if reference.table == table else reference.table  # as the standard has it for a table and itself
    return {"fields": [reference.column], "reference": {"resource": resource, "fields": [reference.field]}}
