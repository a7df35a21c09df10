"""One batch of documents, from raw bytes to committed rows."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice

import pyarrow as pa

from flows.logs import log_batch
from flows.progress import observer
from flows.reader_process import Assignment, prepare_readers, read_documents
from flows.reading import Reading, refuse
from flows.tagger_process import prepare_taggers, tag_articles
from transforms.records import Row, reject_row
from transforms.tables import ARTICLES, EDGE_LINES, REJECTS, REPORTED, table_of
from warehouse.lake import is_committed, write_batch
from warehouse.ledger import Versions
from warehouse.reading_code import mark_read
from warehouse.settings import Settings
from warehouse.staged import read_staged, read_standing, staged_versions

_TAGGED_ARTICLES = 16  # at a time: the model is fastest at this size, and memory stays flat


@dataclass(slots=True)
class BatchRows:
    """Rows that the documents of a batch gave."""

    articles: list[Row] = field(default_factory=list)
    edge_lines: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)
    reported: dict[str, list[pa.Table]] = field(
        default_factory=lambda: {name: [schema.empty_table()] for name, schema in REPORTED.items()}
    )


def process_batch(settings: Settings, batch_id: str) -> int:
    """Read, tag and commit a staged batch; a batch that is already committed stays as it is. Returns its documents.

    Raises what ``report_documents`` raises, and ``LakeError`` where the disk refuses.
    """
    documents, refused = read_staged(settings, batch_id)
    if is_committed(settings, batch_id):
        return documents.num_rows
    skipped = set(refused.column("document_id").to_pylist())
    todo = [row for row in documents.to_pylist() if not row["duplicate_of"] and row["document_id"] not in skipped]
    observer().advance(documents.num_rows - len(todo))
    standing = read_standing(settings)
    tables = report_documents(Assignment(settings, todo, standing), staged_versions(settings))
    tables["rejects"] = pa.concat_tables([refused, tables["rejects"]])
    tables["documents"] = mark_read(documents, tables["articles"], [row["document_id"] for row in todo], standing)
    write_batch(settings, batch_id, tables)
    log_batch(batch_id, tables)
    return documents.num_rows


def report_documents(assignment: Assignment, versions: Versions) -> dict[str, pa.Table]:
    """Read and tag documents: their ``articles``, ``edge_lines``, ``rejects`` and reported rows, by table.

    A document that cannot be read or tagged, or not within ``page_seconds``, becomes a reject. ``versions`` are those
    that the articles had before; it grows. Raises ``LakeError`` where stored bytes are damaged, ``ReaderError`` where
    no process can be started that reads or tags.
    """
    documents = {row["document_id"]: row for row in assignment.documents}
    rows = BatchRows()
    with closing(_read_articles(assignment, versions, rows)) as articles:
        # The next pages are read, in another process, while these are tagged.
        while group := list(islice(articles, _TAGGED_ARTICLES)):
            _tag_articles(group, documents, rows, assignment.settings.page_seconds)
    return {
        "articles": table_of(rows.articles, ARTICLES),
        "edge_lines": table_of(rows.edge_lines, EDGE_LINES),
        "rejects": table_of(rows.rejects, REJECTS),
        **{name: pa.concat_tables(parts) for name, parts in rows.reported.items()},
    }


def _read_articles(assignment: Assignment, versions: Versions, rows: BatchRows) -> Generator[Row]:
    """Add what documents give to ``rows``; yields those of their articles that are to be tagged.

    An article that reads as it did when it was seen last is refused. One that reads as it once did, and not last, is
    kept, so that its former version is the latest again; what that version reports is known.
    """
    with closing(read_documents(assignment)) as readings:
        for document, reading in zip(assignment.documents, readings, strict=True):
            if isinstance(reading, Reading) and (version := find_repeated(reading, versions)):
                detail = f"other bytes around the text of version {version}"
                reading = refuse(document, "duplicate_version", detail, version)
            if not isinstance(reading, Reading):
                rows.rejects.append(reading)
                observer().advance(1, 1)
                continue
            rows.articles.append(reading.article)
            if versions.note(reading.article):
                rows.edge_lines += reading.edge_lines
                yield reading.article
            else:
                observer().advance(1)


def find_repeated(reading: Reading, versions: Versions) -> str | None:
    """The version that the article had last, where the reading says the same; what was since learned of the lines that
    its outlet prints everywhere makes no new version.
    """
    latest = versions.latest.get(reading.article["article_id"])
    return latest if latest in (reading.article["content_sha256"], reading.printed_sha256) else None


def _tag_articles(articles: list[Row], documents: dict[str, Row], rows: BatchRows, seconds: float) -> None:
    """Add what articles report to ``rows``, and a reject for each that could not be tagged."""
    tagged = tag_articles(table_of(articles, ARTICLES), seconds)
    for name, table in tagged.tables.items():
        rows.reported[name].append(table)
    document_ids = {row["article_id"]: row["document_id"] for row in articles}
    for failure in tagged.failures:
        document = documents[document_ids[failure.article_id]]
        rows.rejects.append(reject_row(document, "tag", failure.reason, failure.detail, datetime.now(UTC)))
    observer().advance(len(articles), len(tagged.failures))


def preload(n_workers: int = 1) -> None:
    """Start the processes that batches need, so many of which are worked on at a time."""
    prepare_readers(n_workers)
    prepare_taggers(n_workers)
