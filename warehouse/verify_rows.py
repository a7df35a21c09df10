"""Checks of rows in the lake: keys, relations, quotes, and that every document came to something.

DuckDB asks, within a memory limit; texts are looked at some batches at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from transforms.tables import LAKE, REPORTED
from warehouse.check import Check, Watcher
from warehouse.lake import BATCH_TABLES, committed_batches, file_of, made_from, state_of
from warehouse.settings import Settings
from warehouse.verify_files import whole_files

MEMORY_LIMIT = "1GB"
_BATCHES_AT_ONCE = 20
_SHOWN = 5  # faults of one kind

# Rows may stand again where a page returned to what it was: at another time.
_KEYS: Mapping[str, tuple[str, ...]] = {
    **{name: (schema.names[0],) for name, schema in LAKE.items() if name != "edge_lines"},
    "documents": ("document_id", "retrieved_at"),
    "articles": ("article_id", "content_sha256", "retrieved_at"),
    "rejects": ("reject_id", "rejected_at"),
}
_VERSION = ("article_id", "content_sha256")
# Rows of a table under a condition, their columns, and the table that must have a row with the same values.
_RELATIONS: Sequence[tuple[str, str, tuple[str, ...], str, tuple[str, ...]]] = (
    ("articles", "true", ("document_id",), "documents", ("document_id",)),
    ("rejects", "stage in ('extract', 'tag')", ("document_id",), "documents", ("document_id",)),
    ("documents", "duplicate_of is not null", ("duplicate_of",), "documents", ("document_id",)),
    *((name, "true", _VERSION, "articles", _VERSION) for name in REPORTED),
    *(
        (name, "true", ("event_report_id",), "event_reports", ("event_report_id",))
        for name in ("participant_reports", "delegation_reports", "claim_reports")
    ),
    ("member_reports", "true", ("delegation_report_id",), "delegation_reports", ("delegation_report_id",)),
    ("member_reports", "true", ("mention_id",), "person_mentions", ("mention_id",)),
)
_IDENTIFIED = {
    "story_identities": ("articles", "article_id"),
    "person_identities": ("person_mentions", "mention_id"),
    "event_identities": ("event_reports", "event_report_id"),
}
_OUTCOMES = """
with outcomes as (
    select document_id, run_id, 0 as n_articles, 0 as n_rejects, 1 as n_duplicates, uri
    from documents where duplicate_of is not null
    union all
    select document_id, run_id, 1, 0, 0, uri from articles
    union all
    select document_id, run_id, 0, 1, 0, uri from rejects where stage <> 'tag'
),

counted as (
    select document_id, run_id, sum(n_articles) as n_a, sum(n_rejects) as n_r, sum(n_duplicates) as n_d
    from outcomes group by all
)

select
    documents.uri,
    case when counted.document_id is null then 'came to nothing: no article, no reject, no duplicate'
        else format('is {} articles, {} rejects, {} duplicates at once', n_a, n_r, n_d) end as fault,
    count(*) over () as n_faults
from documents left join counted using (document_id, run_id)
where coalesce(n_a + n_r + n_d, 0) <> 1
limit $shown
"""
_QUOTES = """
select quote, article_id, count(*) over () as n_faults
from reported
left join texts using (article_id, content_sha256)
where substring(text, start_char + 1, end_char - start_char) is distinct from quote
limit $shown
"""
_REPEATED = """
select {columns}, count(*) as n_rows, count(*) over () as n_faults
from {table}
group by {columns}
having count(*) > 1 or {missing}
limit $shown
"""
_UNMET = """
select {columns}, count(*) over () as n_faults
from (select * from {table} where {where}) as referring
anti join {target} as referred on {equal}
limit $shown
"""
_REPAIR = (
    "No run should leave this: report it. `dragoman backfill --from DAY --to DAY` reads the documents of these days "
    "again and replaces their rows."
)
_REPAIR_IDENTITIES = "Run `dragoman run` on any input: what lacks an identity is resolved anew."


@contextmanager
def open_lake(settings: Settings, spill: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with a view of each table's committed rows; ``spill`` is for what memory does not hold."""
    batches = committed_batches(settings)
    whole = list(whole_files(settings))
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY_LIMIT,
        "threads": settings.n_workers,
        "temp_directory": str(spill),
    }
    with duckdb.connect(config=config) as connection:
        connection.execute("set timezone = 'UTC'; set enable_progress_bar = false")
        for name in LAKE:
            paths = [path for batch_id in batches if (path := file_of(settings, name, batch_id)).exists()]
            paths = paths if name in BATCH_TABLES else [path for table, path in whole if table == name]
            files = [str(settings.lake / name / "0.parquet"), *map(str, paths)]
            connection.read_parquet(files, union_by_name=True).create_view(name)
        yield connection


def check_keys(connection: duckdb.DuckDBPyConnection, watcher: Watcher) -> Check:
    """Keys of all tables are unique and not null."""
    check = Check("Keys in the lake are unique and not null", _REPAIR)
    watcher.start_stage("Keys", len(_KEYS), "tables")
    for name, columns in _KEYS.items():
        check.n_checked += _count(connection, name)
        listed, missing = ", ".join(columns), " or ".join(f"{column} is null" for column in columns)
        for row in _ask(connection, check, _REPEATED.format(table=name, columns=listed, missing=missing)):
            check.faults.append(f"{name}: {row[-1]} rows with the key {' | '.join(map(str, row[:-1]))}")
        watcher.advance(1)
    return check


def check_relations(connection: duckdb.DuckDBPyConnection, watcher: Watcher) -> Check:
    """Rows refer to rows that are there."""
    check = Check("Rows in the lake refer to rows that are there", _REPAIR)
    watcher.start_stage("Relations", len(_RELATIONS), "relations")
    for name, where, columns, target, targets in _RELATIONS:
        check.n_checked += _count(connection, name)
        _ask_relation(connection, check, (name, where, columns), (target, targets))
        watcher.advance(1)
    return check


def check_identities(settings: Settings, connection: duckdb.DuckDBPyConnection, watcher: Watcher) -> Check:
    """Identities are of rows that are there, and where they were made last, every row has one."""
    check = Check("Articles, mentions and events have their identities", _REPAIR_IDENTITIES)
    watcher.start_stage("Identities", len(_IDENTIFIED), "tables")
    state = state_of(settings)
    for name, (target, key) in _IDENTIFIED.items():
        check.n_checked += _count(connection, name)
        if (made_from(settings, name) or "").split(" ")[0] == state:  # else a run was stopped: the next one goes on
            _ask_relation(connection, check, (name, "true", (key,)), (target, (key,)))
            _ask_relation(connection, check, (target, "true", (key,)), (name, (key,)))
        watcher.advance(1)
    return check


def check_outcomes(connection: duckdb.DuckDBPyConnection, watcher: Watcher) -> Check:
    """Documents in are articles, rejects and duplicates out, each one of them."""
    check = Check("Each document is an article, a reject or a duplicate", _REPAIR)
    watcher.start_stage("Outcomes of documents", 1, "table")
    check.n_checked = _count(connection, "documents")
    check.faults += [f"{uri} {fault}" for uri, fault in _ask(connection, check, _OUTCOMES)]
    watcher.advance(1)
    return check


def check_quotes(settings: Settings, connection: duckdb.DuckDBPyConnection, watcher: Watcher) -> Check:
    """The characters of a reported row's span, in the text of its version of the article, are its quote."""
    check = Check("Quotes stand in their texts: text[start_char:end_char] = quote", _REPAIR)
    batches = committed_batches(settings)
    watcher.start_stage("Quotes", len(batches), "batches")
    for start in range(0, len(batches), _BATCHES_AT_ONCE):
        chosen = batches[start : start + _BATCHES_AT_ONCE]
        if _view_batches(settings, connection, "articles", "texts", chosen):
            for name in REPORTED:
                if _view_batches(settings, connection, name, "reported", chosen):
                    check.n_checked += _count(connection, "reported")
                    for quote, article_id in _ask(connection, check, _QUOTES):
                        check.faults.append(f"{name}: {quote!r} is not what article {article_id} has there")
        watcher.advance(len(chosen))
    return check


def _view_batches(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str, view: str, batches: Sequence[str]
) -> bool:
    """Whether these batches have rows in a table; ``view`` then shows them."""
    paths = [str(path) for batch in batches if (path := file_of(settings, name, batch)).exists()]
    if paths:
        connection.read_parquet(paths, union_by_name=True).create_view(view, replace=True)
    return bool(paths)


def _ask_relation(
    connection: duckdb.DuckDBPyConnection,
    check: Check,
    referring: tuple[str, str, tuple[str, ...]],
    referred: tuple[str, tuple[str, ...]],
) -> None:
    (name, where, columns), (target, targets) = referring, referred
    query = _UNMET.format(
        table=name,
        where=where,
        target=target,
        columns=", ".join(f"referring.{column}" for column in columns),
        equal=" and ".join(
            f"referring.{column} = referred.{other}" for column, other in zip(columns, targets, strict=True)
        ),
    )
    for row in _ask(connection, check, query):
        check.faults.append(f"{name}: {target} lacks the {' and '.join(targets)} {' | '.join(map(str, row))}")


def _ask(connection: duckdb.DuckDBPyConnection, check: Check, query: str) -> list[tuple[Any, ...]]:
    """The first rows that a query finds, without their last column: that is how many there are, and is counted."""
    rows = connection.execute(query, {"shown": _SHOWN}).fetchall()
    check.n_faults += rows[0][-1] if rows else 0
    return [row[:-1] for row in rows]


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    ((n_rows,),) = connection.execute("select count(*) from query_table($name)", {"name": name}).fetchall()
    return int(n_rows)
