"""One batch of documents, from raw bytes to committed rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from flows.progress import observer
from transforms.article import NotAnArticle
from transforms.records import Row, article_row, reject_row
from transforms.reference import Reference
from transforms.tables import ARTICLES, REJECTS, REPORTED, table_of
from warehouse.lake import is_committed, read_table, write_batch
from warehouse.raw import read_raw
from warehouse.settings import Settings, project_dir
from warehouse.staged import read_staged

if TYPE_CHECKING:
    from spacy.language import Language

_TAGGED_ARTICLES = 16  # at a time: the model is fastest at this size, and memory stays flat


@dataclass(slots=True)
class BatchRows:
    """Rows that the documents of a batch gave."""

    articles: pa.Table
    rejects: list[Row]


def process_batch(settings: Settings, batch_id: str) -> int:
    """Read, tag and commit a staged batch; a batch that is already committed stays as it is. Returns its documents.

    A document that cannot be read or tagged becomes a reject. Raises ``LakeError`` where stored bytes are damaged or
    the disk refuses.
    """
    documents, refused = read_staged(settings, batch_id)
    if is_committed(settings, batch_id):
        return documents.num_rows
    rows = _read_articles(settings, documents, refused)
    reported = {name: [schema.empty_table()] for name, schema in REPORTED.items()}
    for start in range(0, rows.articles.num_rows, _TAGGED_ARTICLES):
        articles = rows.articles.slice(start, _TAGGED_ARTICLES)
        failures = _tag_articles(articles, reported)
        rows.rejects += _tag_rejects(articles, documents, failures)
        observer().advance(articles.num_rows, len(failures))
    tables = {name: pa.concat_tables(parts) for name, parts in reported.items()}
    rejects = pa.concat_tables([refused, table_of(rows.rejects, REJECTS)])
    write_batch(settings, batch_id, {"documents": documents, "articles": rows.articles, "rejects": rejects, **tables})
    return documents.num_rows


def _read_articles(settings: Settings, documents: pa.Table, refused: pa.Table) -> BatchRows:
    """Articles of the documents that are neither copies nor refused; a version that the lake holds is left out."""
    skipped = set(refused.column("document_id").to_pylist())
    known = _known_versions(settings, documents)
    parts = [ARTICLES.empty_table()]
    rejects: list[Row] = []
    for document in documents.to_pylist():
        if document["duplicate_of"] is not None or document["document_id"] in skipped:
            observer().advance(1)
            continue
        article = _read_one(settings, document)
        if isinstance(article, pa.Table):
            is_new = article.column("content_sha256")[0].as_py() not in known.get(document["uri"], set())
            parts += [article] if is_new else []
            observer().advance(0 if is_new else 1)
        else:
            rejects.append(article)
            observer().advance(1, 1)
    return BatchRows(pa.concat_tables(parts), rejects)


def _known_versions(settings: Settings, documents: pa.Table) -> dict[str, set[str]]:
    """Hashes of the versions that the lake holds of the articles of these documents, by URI."""
    is_wanted = pc.field("uri").isin(documents.column("uri").combine_chunks())
    versions = read_table(settings, "articles", ["uri", "content_sha256"], where=is_wanted)
    known: dict[str, set[str]] = {}
    for row in versions.to_pylist():
        known.setdefault(row["uri"], set()).add(row["content_sha256"])
    return known


def _read_one(settings: Settings, document: Row) -> pa.Table | Row:
    """The article of one document as a table of one row, or the row of its reject: the boundary of one record."""
    from transforms.extract import read_article

    raw = read_raw(settings, document["raw_sha256"])
    try:
        article = read_article(
            raw,
            document["media_type"],
            load_reference_once(),
            uri=document["uri"],
            modified_at=document["modified_at"],
        )
        return table_of([article_row(article, document, load_reference_once())], ARTICLES)
    except NotAnArticle as error:
        return reject_row(document, "extract", error.reason, str(error), datetime.now(UTC))
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"
        return reject_row(document, "extract", "extract_failed", detail, datetime.now(UTC))


def _tag_articles(articles: pa.Table, reported: dict[str, list[pa.Table]]) -> list[tuple[str, str]]:
    """Add what the articles report to ``reported``; returns the id and the error of each that could not be tagged."""
    from transforms.tag import tag_batch

    tagged = tag_batch(articles, load_model_once(), load_reference_once())
    for name, table in tagged.tables.items():
        reported[name].append(table)
    return list(tagged.failures)


def _tag_rejects(articles: pa.Table, documents: pa.Table, failures: list[tuple[str, str]]) -> Iterator[Row]:
    document_of = {row["document_id"]: row for row in documents.to_pylist()}
    documents_of_articles = articles.select(["article_id", "document_id"]).to_pylist()
    document_ids = {row["article_id"]: row["document_id"] for row in documents_of_articles}
    for article_id, detail in failures:
        document = document_of[document_ids[article_id]]
        yield reject_row(document, "tag", "tag_failed", detail, datetime.now(UTC))


def preload() -> None:
    """Load what every batch needs, while there is nothing else to do."""
    import transforms.extract
    import transforms.tag  # noqa: F401 - a batch imports them again, at no cost

    load_reference_once()
    load_model_once()


@cache
def load_reference_once() -> Reference:
    """The reference data, read once a process."""
    from warehouse.reference import load_reference

    return load_reference(project_dir())


@cache
def load_model_once() -> Language:
    """The language model, loaded once a process."""
    from warehouse.model import load_model

    return load_model()
