"""What the lake holds of every document, so that some can be read again: which ones, and with what they were read.

A document is read again as it was read first: as a page that had these versions before, of an outlet of which these
standing lines were known. So the order in which days are replayed makes no difference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from transforms.extract.standing import learn_standing
from transforms.records import Row
from transforms.tables import LAKE
from warehouse.batch_ids import runs_of
from warehouse.errors import InputError
from warehouse.lake import committed_batches, completed_runs, read_table
from warehouse.raw import has_raw, is_raw_sound
from warehouse.reading_code import read_by, reading_code
from warehouse.settings import Settings

_FILE = "__filename"  # what Arrow calls the file that a row comes from
_COLUMNS = {
    "documents": [
        "document_id",
        "uri",
        "raw_sha256",
        "retrieved_at",
        "duplicate_of",
        "run_id",
        "read_by",
        "source_key",
    ],
    "articles": ["document_id", "uri", "source_id", "retrieved_at", "published_at", "published_on"],
    "rejects": ["document_id", "stage", "reason"],
}
BY_CHANCE = frozenset({"timeout", "crashed"})  # reasons that another try may not have
# One row a document that has bytes of its own to read, in the order in which they came.
_TELL = """
create table told as
with refused as (
    select
        batch_id,
        document_id,
        any_value(stage) as stage,
        any_value(reason) as reason,
        bool_or(stage in ('fetch', 'ingest')) as is_unread
    from rejects
    group by batch_id, document_id
),

outlets as (
    select uri, arg_max(source_id, retrieved_at) as source_id
    from articles
    group by uri
)

select
    documents.place,
    documents.batch_id,
    documents.document_id,
    documents.uri,
    documents.raw_sha256,
    documents.run_id,
    documents.read_by,
    documents.source_key,
    articles.source_id,
    coalesce(articles.source_id, outlets.source_id) as outlet_id,
    cast(documents.retrieved_at at time zone 'UTC' as date) as retrieved,
    coalesce(
        articles.published_on, cast(articles.published_at at time zone 'UTC' as date), retrieved
    ) as published,
    refused.stage,
    refused.reason,
    articles.document_id is null and refused.document_id is null as is_missing
from documents
left join articles using (batch_id, document_id)
left join outlets on documents.uri = outlets.uri
left join refused using (batch_id, document_id)
where documents.duplicate_of is null and not coalesce(refused.is_unread, false)
"""
_IN_SCOPE = """
select *
from told
where case when $by = 'published' then published else retrieved end between $first_day and $last_day
    and ($source_id is null or $source_id in (outlet_id, source_key))
    and (not $is_refused or reason <> 'duplicate_version' or reason = $reason)
    and ($stage is null or stage = $stage)
    and ($reason is null or reason = $reason)
order by place
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents that a replay is asked for, by day (UTC).

    An article counts by its day of publication, which is the day of retrieval where none is known; or ``by`` the day of
    retrieval alone. ``source_id`` is the outlet, or the source in seeds/sources.csv that brought the document.
    ``is_missing_only`` leaves out what ``find_stale`` does, ``is_refused`` what has no reject and what only repeats
    its text.
    """

    first_day: date = date.min
    last_day: date = date.max
    by: Literal["published", "retrieved"] = "published"
    source_id: str | None = None
    is_missing_only: bool = False
    is_refused: bool = False
    stage: str | None = None  # of the reject
    reason: str | None = None  # of the reject


class Catalogue:
    """All documents of the lake that can be read again."""

    def __init__(self, settings: Settings, damaged: Collection[str] = ()) -> None:
        """``damaged`` are batches of which nothing but ``documents`` is looked at. Raises ``LakeError``."""
        self._settings = settings
        self._connection = duckdb.connect()
        self._connection.execute("set timezone = 'UTC'")
        sound = [batch_id for batch_id in committed_batches(settings) if batch_id not in damaged]
        for name, columns in _COLUMNS.items():
            batches = None if name == "documents" else sound
            self._connection.register(
                name, _with_batches(read_table(settings, name, [*columns, _FILE], batch_ids=batches))
            )
        self._connection.execute(_TELL)

    def in_scope(self, scope: Scope) -> list[Row]:
        """The documents of a scope, whether or not they are missing. Raises ``InputError`` for an unknown source."""
        if scope.source_id is not None:
            self._check_source(scope.source_id)
        limits = asdict(scope)
        del limits["is_missing_only"]
        return self._ask(_IN_SCOPE, **limits)

    def of_documents(self, document_ids: Iterable[str]) -> list[Row]:
        """The documents with these ids."""
        return self._ask(
            "select * from told where document_id in (select unnest($ids)) order by place", ids=[*document_ids]
        )

    def of_batches(self, batch_ids: Iterable[str]) -> list[Row]:
        """The documents of these batches."""
        return self._ask("select * from told where batch_id in (select unnest($ids)) order by place", ids=[*batch_ids])

    def with_versions(self, documents: Iterable[Row], *, is_repair: bool = False) -> list[Row]:
        """All documents of the pages that these are of, but for pages of which bytes are not stored.

        A page is read again with all its versions, else a change of the code would look like a change of the page.
        ``is_repair`` leaves out only the documents whose own bytes are missing or damaged, as the others are lost too.
        """
        uris = sorted({row["uri"] for row in documents})
        found = self._ask("select * from told where uri in (select unnest($uris)) order by place", uris=uris)
        if is_repair:
            return [row for row in found if is_raw_sound(self._settings, row["raw_sha256"])]
        lost = {row["uri"] for row in found if not has_raw(self._settings, row["raw_sha256"])}
        return [row for row in found if row["uri"] not in lost]

    def _check_source(self, source_id: str) -> None:
        found = self._ask("select distinct unnest([outlet_id, source_key]) as source_id from told order by 1")
        known = [row["source_id"] for row in found if row["source_id"]]
        if source_id not in known:
            some = ", ".join(known[:20]) or "none yet"
            raise InputError(f"No document comes from the source {source_id!r}. Sources of documents: {some}.")

    def _ask(self, query: str, **parameters: Any) -> list[Row]:
        found: pa.Table = self._connection.sql(query, params=parameters or None).to_arrow_table()
        rows: list[Row] = found.to_pylist()
        return rows


class Standings:
    """The standing lines that were known when the documents of a run were read: those that were learned up to the last
    run before it that ended well.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._completed = sorted(completed_runs(settings))
        self._edge_lines = LAKE["edge_lines"].empty_table()  # of the runs up to one
        self._read_to = ""
        self._learned: dict[str, Mapping[str, frozenset[str]]] = {"": {}}

    def last_run_before(self, run_id: str) -> str:
        """The run up to which lines were learned; empty where there was none."""
        place = bisect_left(self._completed, run_id)
        return self._completed[place - 1] if place else ""

    def up_to(self, last_run_id: str) -> Mapping[str, frozenset[str]]:
        """The lines of each source. Raises ``LakeError``."""
        if last_run_id not in self._learned:
            self._read_up_to(last_run_id)
            edge_lines = self._edge_lines.filter(pc.field("run_id") <= last_run_id)
            self._learned[last_run_id] = learn_standing(edge_lines)
        return self._learned[last_run_id]

    def _read_up_to(self, last_run_id: str) -> None:
        if last_run_id <= self._read_to:
            return
        batches = {one: runs_of(one) for one in committed_batches(self._settings)}
        batch_ids = [one for one, (first, last) in batches.items() if last > self._read_to and first <= last_run_id]
        are_next = (pc.field("run_id") > self._read_to) & (pc.field("run_id") <= last_run_id)
        added = read_table(self._settings, "edge_lines", batch_ids=batch_ids, where=are_next)
        self._edge_lines = pa.concat_tables([self._edge_lines, added])
        self._read_to = last_run_id


def find_stale(documents: Iterable[Row], standings: Standings) -> list[Row]:
    """Those that gave neither article nor reject, or were read by other code, or knowing other standing lines, than
    they would be today; and those that ran out of time or luck, which may have more of it now.
    """
    return [
        row
        for row in documents
        if row["is_missing"] or row["reason"] in BY_CHANCE or row["read_by"] != _read_by_now(row, standings)
    ]


def _read_by_now(document: Row, standings: Standings) -> str:
    if document["source_id"] is None:
        return read_by(reading_code())
    known = standings.up_to(standings.last_run_before(document["run_id"]))
    return read_by(reading_code(), known.get(document["source_id"], ()))


def _with_batches(table: pa.Table) -> pa.Table:
    batch_ids = pa.array([Path(str(name)).stem for name in table.column(_FILE).to_pylist()], pa.string())
    places = pa.array(range(table.num_rows), pa.int64())
    return table.drop_columns([_FILE]).append_column("batch_id", batch_ids).append_column("place", places)
