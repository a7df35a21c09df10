"""One batch of documents, from raw bytes to committed rows."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from flows.progress import observer
from flows.reader_process import Assignment, prepare_reader, read_documents
from flows.reading import Reading, refuse
from transforms.records import Row, reject_row
from transforms.reference import Reference
from transforms.tables import ARTICLES, EDGE_LINES, REJECTS, REPORTED, table_of
from warehouse.lake import is_committed, write_batch
from warehouse.ledger import Versions
from warehouse.settings import Settings, project_dir
from warehouse.staged import read_staged, read_standing, staged_versions

if TYPE_CHECKING:
    from spacy.language import Language

    from transforms.tag.confidence import ConfidenceModel
    from transforms.tag.roles import RoleModel

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

    A document that cannot be read or tagged becomes a reject. Raises ``LakeError`` where stored bytes are damaged or
    the disk refuses, ``ReaderError`` where no process can be started that reads pages.
    """
    documents, refused = read_staged(settings, batch_id)
    if is_committed(settings, batch_id):
        return documents.num_rows
    skipped = set(refused.column("document_id").to_pylist())
    todo = [row for row in documents.to_pylist() if not row["duplicate_of"] and row["document_id"] not in skipped]
    observer().advance(documents.num_rows - len(todo))
    rows = BatchRows()
    with closing(_read_articles(settings, todo, rows)) as articles:
        # The next pages are read, in another process, while these are tagged.
        while group := list(islice(articles, _TAGGED_ARTICLES)):
            _tag_articles(group, {row["document_id"]: row for row in todo}, rows)
    tables = {
        "documents": documents,
        "articles": table_of(rows.articles, ARTICLES),
        "edge_lines": table_of(rows.edge_lines, EDGE_LINES),
        "rejects": pa.concat_tables([refused, table_of(rows.rejects, REJECTS)]),
    }
    reported = {name: pa.concat_tables(parts) for name, parts in rows.reported.items()}
    write_batch(settings, batch_id, tables | reported)
    return documents.num_rows


def _read_articles(settings: Settings, documents: list[Row], rows: BatchRows) -> Generator[Row]:
    """Add what documents give to ``rows``; yields those of their articles that are to be tagged.

    An article that reads as it did when it was seen last is refused. One that reads as it once did, and not last, is
    kept, so that its former version is the latest again; what that version reports is known.
    """
    versions = staged_versions(settings)
    assignment = Assignment(settings, documents, read_standing(settings))
    with closing(read_documents(assignment)) as readings:
        for document, reading in zip(documents, readings, strict=True):
            if isinstance(reading, Reading) and (version := _find_repeated(reading, versions)):
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


def _find_repeated(reading: Reading, versions: Versions) -> str | None:
    """The version that the article had last, where the reading says the same; what was since learned of the lines that
    its outlet prints everywhere makes no new version.
    """
    latest = versions.latest.get(reading.article["article_id"])
    return latest if latest in (reading.article["content_sha256"], reading.printed_sha256) else None


def _tag_articles(articles: list[Row], documents: dict[str, Row], rows: BatchRows) -> None:
    """Add what articles report to ``rows``, and a reject for each that could not be tagged."""
    from transforms.tag import tag_batch

    table, learned = table_of(articles, ARTICLES), (load_roles_once(), load_confidence_once())
    tagged = tag_batch(table, load_model_once(), load_reference_once(), *learned)
    for name, table in tagged.tables.items():
        rows.reported[name].append(table)
    document_ids = {row["article_id"]: row["document_id"] for row in articles}
    for article_id, detail in tagged.failures:
        document = documents[document_ids[article_id]]
        rows.rejects.append(reject_row(document, "tag", "tag_failed", detail, datetime.now(UTC)))
    observer().advance(len(articles), len(tagged.failures))


def preload() -> None:
    """Load what every batch needs, while there is nothing else to do."""
    import transforms.tag  # noqa: F401 - a batch imports it again, at no cost

    prepare_reader()
    load_reference_once()
    load_model_once()
    load_roles_once()
    load_confidence_once()


@cache
def load_reference_once() -> Reference:
    """The reference data, read once a process."""
    from warehouse.reference import load_reference

    return load_reference(project_dir())


@cache
def load_roles_once() -> RoleModel:
    """The learned model of roles, read once a process."""
    from warehouse.roles import load_roles

    return load_roles()


@cache
def load_confidence_once() -> ConfidenceModel:
    """The learned model of how sure a row is, read once a process."""
    from warehouse.roles import load_confidence

    return load_confidence()


@cache
def load_model_once() -> Language:
    """The language model, loaded once a process."""
    from warehouse.model import load_model

    return load_model()
