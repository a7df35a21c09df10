"""Documents of committed batches read again from their stored bytes; nothing here asks the network or Prefect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby

import pyarrow as pa

from flows.batch import find_repeated, report_documents
from flows.logs import log
from flows.progress import observer
from flows.reader_process import Assignment, read_documents
from flows.reading import Reading
from flows.summary import RunSummary
from transforms.records import Row
from transforms.rereading import merge_readings
from transforms.tables import LAKE, REPORTED
from warehouse.errors import LakeError
from warehouse.lake import (
    BATCH_TABLES,
    check_batches,
    committed_batches,
    read_batch,
    read_table,
    remove_orphans,
    replace_batch,
)
from warehouse.ledger import Versions
from warehouse.reading_code import mark_read
from warehouse.replay import BY_CHANCE, Catalogue, Scope, Standings, find_stale
from warehouse.settings import Settings
from warehouse.staged import (
    Rereading,
    clear_staged,
    read_standing,
    stage_rereadings,
    stage_standing,
    stage_versions,
    staged_rereadings,
    staged_versions,
)

_MAX_PASSES = 20
_COUNTED = ("articles", "rejects", *REPORTED)
_VERSIONS = pa.schema([(name, pa.string()) for name in ("batch_id", "article_id", "content_sha256")])


@dataclass(frozen=True, slots=True)
class Reread:
    """A batch that was read again: ``batch_id`` is the one that counts now."""

    batch_id: str
    n_documents: int = 0
    n_articles: int = 0  # that these documents gave
    rejects: dict[str, int] = field(default_factory=dict)  # of these documents, by reason
    n_gone: dict[str, int] = field(default_factory=dict)  # rows that are there no more as they were, by table
    n_new: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Replayed:
    """What a replay found and changed."""

    run: RunSummary
    n_in_scope: int = 0
    n_current: int = 0  # left out: read by today's code already
    n_without_bytes: int = 0  # left as they are: their bytes, or those of a version of their page, are not in the store
    n_documents: int = 0  # read again, with the other versions of their pages
    n_batches: int = 0  # read again
    n_replaced: int = 0  # of which so many gave other rows
    n_articles: int = 0
    rejects: dict[str, int] = field(default_factory=dict)  # by reason
    n_gone: dict[str, int] = field(default_factory=dict)  # rows that are there no more as they were, by table
    n_new: dict[str, int] = field(default_factory=dict)

    def note(self, before: Collection[str], results: list[Reread]) -> None:
        """Count what became of batches."""
        self.n_batches += len(results)
        self.n_replaced += sum(one.batch_id not in before for one in results)
        self.n_documents += sum(one.n_documents for one in results)
        self.n_articles += sum(one.n_articles for one in results)
        for one in results:
            for total, counts in ((self.rejects, one.rejects), (self.n_gone, one.n_gone), (self.n_new, one.n_new)):
                for name, count in counts.items():
                    total[name] = total.get(name, 0) + count


def replay(
    settings: Settings, scope: Scope, replayed: Replayed, reread_all: Callable[[Settings, list[str]], list[Reread]]
) -> None:
    """Read the documents of a scope again, and count in ``replayed``; ``reread_all`` does staged batches in any order.

    Pages are read with all their versions. What an outlet's standing lines do to a page depends on the pages before it,
    so passes follow until all pages of the scope were read as the lake has it then: neither the order of days nor that
    a replay was stopped and begun again makes a difference. For the holder of the lock.
    """
    for n_pass in range(_MAX_PASSES):
        observer().start_stage("Looking up documents")
        catalogue, standings = Catalogue(settings), Standings(settings)
        in_scope = catalogue.in_scope(scope)
        wanted = in_scope if n_pass == 0 and not scope.is_missing_only else find_stale(in_scope, standings)
        if n_pass:
            wanted = [row for row in wanted if row["reason"] not in BY_CHANCE]
        documents = catalogue.with_versions(wanted)
        if n_pass == 0:
            replayed.n_in_scope, replayed.n_current = len(in_scope), len(in_scope) - len(wanted)
            replayed.n_without_bytes = len(_keys(wanted) - _keys(documents))
        if not documents:
            return
        batch_ids = stage_documents(settings, documents, standings)
        observer().start_stage("Extracting and tagging", len(documents))
        replayed.note(batch_ids, reread_all(settings, batch_ids))
        remove_orphans(settings)  # no model reads the batches that others took the place of
        clear_staged(settings)
    log.warning("After %d passes some pages still read otherwise than before: replay this scope again", _MAX_PASSES)


def stage_documents(settings: Settings, documents: list[Row], standings: Standings) -> list[str]:
    """Lay out what ``reread_batch`` needs for documents of a ``Catalogue``, in its order; the ids of their batches.

    Pages with several versions among the documents are read here for the first time: whether a version is a new one
    depends on those before it, which may lie in other batches.
    """
    stage_versions(settings, pa.Table.from_pylist(_find_versions(settings, documents, standings), schema=_VERSIONS))
    batch_ids = []
    staged = set()
    for batch_id, of_batch in groupby(documents, key=lambda row: str(row["batch_id"])):
        rereadings = []
        for run_id, rows in groupby(of_batch, key=lambda row: str(row["run_id"])):
            last_run_id = standings.last_run_before(run_id)
            if last_run_id not in staged:
                stage_standing(settings, standings.up_to(last_run_id), last_run_id)
                staged.add(last_run_id)
            rereadings.append(Rereading([row["document_id"] for row in rows], last_run_id))
        stage_rereadings(settings, batch_id, rereadings)
        batch_ids.append(batch_id)
    return batch_ids


def reread_batch(settings: Settings, batch_id: str, *, is_damaged: bool = False) -> Reread:
    """Read again what was staged of a batch, and put it in its place where it gives other rows.

    A batch in whose place another stands already is left as it is. ``is_damaged`` is for a batch of which tables beside
    ``documents`` may be lost; of others, nothing may be. Raises what ``report_documents`` raises, and ``LakeError``
    where the disk refuses or a file of the batch is not as it was committed.
    """
    if batch_id not in committed_batches(settings):
        return Reread(batch_id)
    if not is_damaged:
        check_batches(settings, [batch_id])  # a file that is gone would read as one without rows
    staged = staged_rereadings(settings, batch_id)
    present = _read_remains(settings, batch_id) if is_damaged else read_batch(settings, batch_id)
    fresh = _read_again(settings, batch_id, present["documents"], staged)
    read_ids = frozenset(document_id for rereading in staged for document_id in rereading.document_ids)
    tables = merge_readings(present, fresh, read_ids)
    changes = {name: _count_changes(present[name], tables[name]) for name in _COUNTED}
    return Reread(
        batch_id=replace_batch(settings, batch_id, tables, None if is_damaged else present),
        n_documents=len(read_ids),
        n_articles=fresh["articles"].num_rows,
        rejects=Counter(str(reason) for reason in fresh["rejects"].column("reason").to_pylist()),
        n_gone={name: n_gone for name, (n_gone, _) in changes.items() if n_gone},
        n_new={name: n_new for name, (_, n_new) in changes.items() if n_new},
    )


def _read_again(
    settings: Settings, batch_id: str, documents: pa.Table, rereadings: Iterable[Rereading]
) -> dict[str, pa.Table]:
    """The tables that documents of a batch give, and all its ``documents`` with how they were read."""
    versions = staged_versions(settings, before=batch_id)
    parts = [{name: schema.empty_table() for name, schema in LAKE.items() if name in BATCH_TABLES}]
    rows = {row["document_id"]: row for row in documents.to_pylist()}
    for rereading in rereadings:
        standing = read_standing(settings, rereading.standing)
        chosen = [rows[document_id] for document_id in rereading.document_ids]
        fresh = report_documents(Assignment(settings, chosen, standing), versions)
        documents = mark_read(documents, fresh["articles"], frozenset(rereading.document_ids), standing)
        parts.append(fresh | {"documents": documents})
    tables = {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0] if name != "documents"}
    return tables | {"documents": documents}


def repair_batches(settings: Settings, batch_ids: list[str]) -> list[str]:
    """Read all documents of these batches again, whatever of their other tables is lost; the ids that they have then.

    Documents whose bytes are lost or damaged keep the rows that can still be read. For the holder of the lock. Raises
    ``LakeError`` where their tables of documents are damaged too.
    """
    replaced, damaged = [], set(batch_ids)
    for batch_id in sorted(damaged):  # the lines that earlier ones teach are needed for later ones
        catalogue = Catalogue(settings, damaged)
        of_batch = catalogue.of_batches([batch_id])
        earlier = [row for row in catalogue.with_versions(of_batch, is_repair=True) if row["batch_id"] <= batch_id]
        if batch_id not in stage_documents(settings, earlier, Standings(settings)):
            stage_rereadings(settings, batch_id, [])  # none of its bytes are there
        replaced.append(reread_batch(settings, batch_id, is_damaged=True).batch_id)
        damaged.remove(batch_id)
    return replaced


def _keys(documents: list[Row]) -> set[tuple[str, str]]:
    return {(row["batch_id"], row["document_id"]) for row in documents}


def _find_versions(settings: Settings, documents: list[Row], standings: Standings) -> list[Row]:
    """The versions that pages have among the documents, in the order in which they were seen, by batch; of pages with
    one document nobody asks.
    """
    counts: dict[str, int] = {}
    for row in documents:
        counts[row["uri"]] = counts.get(row["uri"], 0) + 1
    several = [row for row in documents if counts[row["uri"]] > 1]
    observer().start_stage("Reading pages with several versions", len(several))
    versions, found = Versions(), list[Row]()
    for (batch_id, run_id), rows in groupby(several, key=lambda row: (str(row["batch_id"]), str(row["run_id"]))):
        ids = {row["document_id"] for row in rows}
        table = read_table(settings, "documents", batch_ids=[batch_id]).to_pylist()
        standing = standings.up_to(standings.last_run_before(run_id))
        assignment = Assignment(settings, [row for row in table if row["document_id"] in ids], standing)
        with closing(read_documents(assignment)) as readings:
            for reading in readings:
                observer().advance(1)
                if isinstance(reading, Reading) and not find_repeated(reading, versions):
                    versions.note(reading.article)
                    found.append(
                        {"batch_id": batch_id, **{name: reading.article[name] for name in _VERSIONS.names[1:]}}
                    )
    return found


def _count_changes(present: pa.Table, given: pa.Table) -> tuple[int, int]:
    """How many rows are gone and how many are new."""
    before, after = (Counter(tuple(row.values()) for row in table.to_pylist()) for table in (present, given))
    return (before - after).total(), (after - before).total()


def _read_remains(settings: Settings, batch_id: str) -> dict[str, pa.Table]:
    """The tables of a batch, without rows where they cannot be read."""
    tables = {}
    for name in BATCH_TABLES:
        try:
            tables[name] = read_table(settings, name, batch_ids=[batch_id])
        except LakeError:
            if name == "documents":
                raise
            tables[name] = LAKE[name].empty_table()
    return tables
