"""From the text of articles to what they report: persons with titles, delegations, events, with the words they rest on.

Only English is read so far; articles in other languages keep their row in ``articles`` and yield no reported rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

import pyarrow as pa
from spacy.language import Language

from transforms.reference import Reference
from transforms.tables import REPORTED, table_of
from transforms.tag.confidence import ConfidenceModel
from transforms.tag.lexicon import Lexicon
from transforms.tag.recogniser import recogniser_of
from transforms.tag.report import read_report
from transforms.tag.roles import RoleModel, RoleReader
from transforms.tag.rows import ArticleRows, Row

__all__ = ["Tagged", "tag_batch"]


@dataclass(frozen=True, slots=True)
class Tagged:
    """Reported rows of a batch by table (``tables.REPORTED``), and the articles that failed, each with a detail."""

    tables: dict[str, pa.Table]
    failures: list[tuple[str, str]]


def tag_batch(
    articles: pa.Table,
    nlp: Language,
    reference: Reference,
    roles: RoleModel | None = None,
    confidence: ConfidenceModel | None = None,
) -> Tagged:
    """Tags the English articles of a batch (``tables.ARTICLES``) with a spaCy pipeline that recognises entities.

    ``roles`` is the learned model of who is in a delegation; without it hand-written frames decide alone.
    ``confidence`` is the learned model of how sure a row is; without it those columns are empty.
    An article on which a rule fails is named in ``failures`` and has no rows; the rest of the batch is unharmed.
    """
    lexicon = _lexicon_of(reference)
    reader_of = partial(RoleReader.of, roles) if roles else None
    columns = ["article_id", "content_sha256", "title", "text", "language", "published_on"]
    english = [row for row in articles.select(columns).to_pylist() if row["language"].startswith("en")]
    rows: dict[str, list[Row]] = {name: [] for name in REPORTED}
    failures: list[tuple[str, str]] = []
    seen = recogniser_of(nlp).entities(row["text"] for row in english)
    for article, entities in zip(english, seen, strict=True):
        try:
            text, title, published = article["text"], article["title"], article["published_on"]
            report = read_report(text, entities, lexicon, published, title, reader_of)
            tables = ArticleRows(report, article["article_id"], article["content_sha256"], confidence).tables
        except Exception as error:  # the boundary of one article: a rule must never cost the batch
            failures.append((article["article_id"], f"{type(error).__name__}: {error}"))
            continue
        for name, added in tables.items():
            rows[name] += added
    return Tagged({name: table_of(rows[name], schema) for name, schema in REPORTED.items()}, failures)


@lru_cache(maxsize=2)
def _lexicon_of(reference: Reference) -> Lexicon:
    return Lexicon(reference)
