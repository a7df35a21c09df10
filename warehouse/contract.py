"""What the models promise of the public tables: keys, references and values, as dbt tests them before each publish."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
from ruamel.yaml import YAML

from transforms.export.datapackage import Column, Keys, Reference, Table

_MODEL = re.compile(r"ref\('(\w+)'\)")


def read_tables(connection: duckdb.DuckDBPyConnection, project: Path) -> list[Table]:
    """The tables of the schema ``main`` by name, described as in the database, with the keys that ``project`` tests."""
    keys = read_keys(project)
    tables = connection.execute(
        "select table_name, coalesce(comment, '') from duckdb_tables()"
        " where database_name = current_database() and schema_name = 'main' order by table_name"
    ).fetchall()
    columns = connection.execute(
        "select table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns()"
        " where database_name = current_database() and schema_name = 'main' order by table_name, column_index"
    ).fetchall()
    return [
        Table(
            name,
            description.strip(),
            tuple(Column(column, kind, words.strip()) for table, column, kind, words in columns if table == name),
            keys.get(name, Keys()),
        )
        for name, description in tables
    ]


def read_keys(project: Path) -> dict[str, Keys]:
    """The keys of each model, from the tests in ``sql/marts/*.yml``.

    A reference that only holds for some rows, those of present versions, is no foreign key and is left out.
    """
    reader = YAML(typ="safe")
    files = sorted((project / "sql" / "marts").glob("*.yml"))
    models = [model for path in files for model in reader.load(path).get("models", [])]
    return {model["name"]: _read_model(model) for model in models}


def sort_order(keys: Keys) -> str:
    """What to sort the rows of a table by, as after ``order by``: its key, and all columns where none is tested."""
    return ", ".join(keys.primary) or "all"


def _read_model(model: dict[str, Any]) -> Keys:
    arguments: dict[str, list[dict[str, Any]]] = {"is_key": [], "refers_to": [], "one_of": []}
    for test in model.get("data_tests", []):
        for name in arguments.keys() & test.keys():
            arguments[name].append(test[name]["arguments"])
    return Keys(
        primary=tuple(arguments["is_key"][0]["columns"]) if arguments["is_key"] else (),
        references=tuple(
            Reference(key["column"], _referred(key["to"]), key.get("field", key["column"]))
            for one in arguments["refers_to"]
            for key in one["keys"]
            if "where" not in key
        ),
        values={
            column: tuple(value for value in values if value is not None)
            for one in arguments["one_of"]
            for column, values in one["values"].items()
        },
    )


def _referred(to: str) -> str:
    match = _MODEL.fullmatch(to)
    if not match:
        raise ValueError(f"{to!r} names no model")
    return match[1]
