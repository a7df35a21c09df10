"""Rows of documents, articles and rejects, from what was read."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any

from transforms.article import Article
from transforms.keys import key_of
from transforms.reference import Reference, fold
from transforms.tables import LIST_SEPARATOR

UNKNOWN_SOURCE = "unknown"
_MAX_DETAIL_CHARS = 500

Row = dict[str, Any]


def document_id_of(uri: str, raw_sha256: str | None) -> str:
    """The key of these bytes under this URI; ``raw_sha256`` is None where they could not be read."""
    return key_of("doc", uri, raw_sha256)


def article_row(article: Article, document: Row, reference: Reference) -> Row:
    """The row of ``articles`` for what ``read_article`` gave of a row of ``documents``."""
    source_id, source_name = name_source(article.outlet, reference)
    return {
        "article_id": key_of("art", document["uri"]),
        "content_sha256": content_sha256_of(article.title, article.text),
        "document_id": document["document_id"],
        "uri": document["uri"],
        "source_id": source_id,
        "source_name": source_name,
        "language": article.language,
        "text": article.text,
        "word_count": len(article.text.split()),
        "retrieved_at": document["retrieved_at"],
        "run_id": document["run_id"],
        "canonical_url": article.canonical_url,
        "title": article.title,
        "authors": LIST_SEPARATOR.join(article.authors) or None,
        "agency": article.agency,
        "standfirst": article.standfirst,
        "subheadings": "\n".join(article.subheadings) or None,
        "notes": article.notes,
        "published_at": article.published_at,
        "published_on": article.published_on,
        "published_at_basis": article.published_at_basis,
    }


def edge_line_rows(article: Article, row: Row) -> list[Row]:
    """The rows of ``edge_lines`` of an article; ``row`` is its row of ``articles``."""
    keys = {name: row[name] for name in ("source_id", "article_id", "run_id")}
    sketch = LIST_SEPARATOR.join(article.sketch)
    return [{**keys, "line": line.folded, "is_tied": line.is_tied, "sketch": sketch} for line in article.edge_lines]


def content_sha256_of(title: str | None, text: str) -> str:
    """The hash that names a version of an article. Raises ``UnicodeEncodeError`` for text that is no valid Unicode."""
    return hashlib.sha256(f"{title or ''}\n{text}".encode()).hexdigest()


def name_source(outlet: str, reference: Reference) -> tuple[str, str]:
    """Id and name of who publishes: as the outlets list has it, else a slug of the name as printed."""
    printed = " ".join(outlet.split())
    known = reference.outlets.get(fold(printed))
    if known:
        return known.source_id, known.name
    slug = re.sub(r"\W+", "-", fold(printed)).strip("-")
    return (slug, printed) if slug else (UNKNOWN_SOURCE, UNKNOWN_SOURCE)


def reject_row(
    document: Row, stage: str, reason: str, detail: str, rejected_at: datetime, content_sha256: str | None = None
) -> Row:
    """The row of ``rejects`` for a document that was refused at ``stage``; the detail is cut to a readable length.

    ``content_sha256`` names the version that a ``duplicate_version`` repeats.
    """
    readable = detail.encode("utf-8", "replace").decode()[:_MAX_DETAIL_CHARS]
    return {
        "reject_id": key_of("rej", document["document_id"], stage, reason),
        "document_id": document["document_id"],
        "uri": document["uri"],
        "stage": stage,
        "reason": reason,
        "detail": readable,
        "rejected_at": rejected_at,
        "run_id": document["run_id"],
        "content_sha256": content_sha256,
    }
