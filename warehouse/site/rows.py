"""Rows of the published tables, read by the queries that lie beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import QueryError
from warehouse.query import Answer, ask

Row = dict[str, Any]

_QUERIES = Path(__file__).with_name("queries")
_ROWS_AT_ONCE = 5000


def read_rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    """All rows of a query. Raises ``QueryError``."""
    return ask(connection, _query(name)).records()


class Groups:
    """The rows of a query that is sorted by its first column, handed out by the values of that column.

    Only one group is in memory at a time, so what is asked for must come in the order of the query.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        self._groups = groupby(_stream(connection, name), key=lambda pair: pair[0])
        self._next = self._advance()

    def take(self, key: str) -> list[Row]:
        """The rows of ``key``; none where the query has none. Groups before it are passed over."""
        while self._next is not None and self._next[0] < key:
            self._next = self._advance()
        if self._next is None or self._next[0] != key:
            return []
        rows = self._next[1]
        self._next = self._advance()
        return rows

    def _advance(self) -> tuple[str, list[Row]] | None:
        key, pairs = next(self._groups, (None, iter(())))
        return None if key is None else (key, [row for _, row in pairs])


def _stream(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[tuple[str, Row]]:
    """Pairs of first column and row, from a cursor of its own: several queries are open at once."""
    try:
        cursor = connection.cursor().execute(_query(name))
        columns = [column[0] for column in cursor.description]
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            for record in Answer(columns, rows).records():
                yield record[columns[0]], record
    except duckdb.Error as error:
        raise QueryError(
            f"The published warehouse lacks what the site needs ({name}): {error}. Publish again with `dragoman run`."
        ) from error


def _query(name: str) -> str:
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
