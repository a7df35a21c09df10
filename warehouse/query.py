"""Queries of the published warehouse, read-only by construction.

The database is opened read-only and DuckDB is told to touch no other file, load no extension, and let no statement
change that: a query can read the published tables and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.errors import QueryError
from warehouse.settings import Settings

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}
# A bar would go to standard output, among the rows. The configuration is locked last.
_LOCKED = "set enable_progress_bar = false; set lock_configuration = true"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: names of columns, and rows of plain values."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def run_query(settings: Settings, sql: str, parameters: list[Any] | None = None) -> Answer:
    """Answer a query; of several statements, the last one's answer.

    Raises ``QueryError`` with DuckDB's own message, and where nothing is published yet.
    """
    with open_warehouse(settings) as connection:
        return ask(connection, sql, parameters)


def ask(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any] | None = None) -> Answer:
    """Answer one query on an open connection. Raises ``QueryError`` with DuckDB's own message."""
    try:
        cursor = connection.execute(sql, parameters) if parameters else connection.execute(sql)
        if cursor is None:
            raise QueryError("The query is empty. Ask something such as: select * from delegations")
        return Answer([column[0] for column in cursor.description], cursor.fetchall())
    except duckdb.Error as error:
        raise QueryError(f"The query failed: {error}") from error


@contextmanager
def open_warehouse(settings: Settings, memory_limit: str = "80%") -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the published database; a later publish does not disturb it."""
    if not settings.database.is_file():
        raise QueryError(
            f"Nothing is published in {settings.root} yet. Run `dragoman run PATH` first, or name its --root."
        )
    try:
        config = _CONFIG | {"memory_limit": memory_limit}
        connection = duckdb.connect(str(settings.database), read_only=True, config=config)
        connection.execute(_LOCKED)
    except duckdb.Error as error:
        raise QueryError(f"{settings.database} cannot be opened: {error}") from error
    try:
        yield connection
    finally:
        connection.close()
