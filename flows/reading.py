"""What one document gives: an article, or the reject that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from transforms.article import NotAnArticle
from transforms.records import Row, article_row, content_sha256_of, edge_line_rows, reject_row
from transforms.reference import Reference
from transforms.tables import ARTICLES, EDGE_LINES, table_of

if TYPE_CHECKING:
    from transforms.extract.standing import Standing


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of ``articles`` and its rows of ``edge_lines``."""

    article: Row
    edge_lines: list[Row]
    printed_sha256: str  # content_sha256 as it would be without knowledge of the outlet's standing lines


def read_document(document: Row, raw: bytes, reference: Reference, standing: Standing) -> Reading | Row:
    """Read the bytes of a row of ``documents``, or give the row of its reject: the boundary of one record."""
    from transforms.extract import read_article

    try:
        article = read_article(
            raw,
            document["media_type"],
            reference,
            uri=document["uri"],
            modified_at=document["modified_at"],
            standing=standing,
        )
        row = article_row(article, document, reference)
        printed = content_sha256_of(article.title, article.printed_text or article.text)
        lines = edge_line_rows(article, row)
        table_of([row], ARTICLES)  # a value that Arrow refuses must not stop the batch
        table_of(lines, EDGE_LINES)
    except NotAnArticle as error:
        return refuse(document, error.reason, str(error))
    except Exception as error:
        return refuse(document, "extract_failed", f"{type(error).__name__}: {error}")
    return Reading(row, lines, printed)


def refuse(document: Row, reason: str, detail: str, content_sha256: str | None = None) -> Row:
    """The row of ``rejects`` of a document that gives no article, or none that is new."""
    return reject_row(document, "extract", reason, detail, datetime.now(UTC), content_sha256)
