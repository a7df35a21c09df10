"""Articles as resolution sees them: the latest version of each, and a time to order them by."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

Age = tuple[datetime, str]

_LAST = datetime.max.replace(tzinfo=UTC)


def latest_versions(articles: pa.Table) -> list[dict[str, Any]]:
    """One row for each article, the one retrieved last (ties: the highest content_sha256), in the order of
    ``age_of``.
    """
    latest: dict[str, dict[str, Any]] = {}
    for row in articles.to_pylist():
        other = latest.get(row["article_id"])
        if other is None or _version_order(row) > _version_order(other):
            latest[row["article_id"]] = row
    return sorted(latest.values(), key=age_of)


def age_of(article: dict[str, Any]) -> tuple[datetime, str]:
    """Orders articles oldest first: by the time of publication, else by that of retrieval; ties by id."""
    return article["published_at"] or article["retrieved_at"], article["article_id"]


def ages_of(articles: pa.Table) -> dict[str, tuple[datetime, str]]:
    """``age_of`` the latest version of each article, by article_id."""
    columns = ["article_id", "content_sha256", "published_at", "retrieved_at"]
    return {row["article_id"]: age_of(row) for row in latest_versions(articles.select(columns))}


def latest_contents(articles: pa.Table) -> dict[str, tuple[str, Age]]:
    """The content_sha256 of the latest version of each article and ``age_of`` it, by article_id."""
    columns = ["article_id", "content_sha256", "published_at", "retrieved_at"]
    rows = latest_versions(articles.select(columns))
    return {row["article_id"]: (row["content_sha256"], age_of(row)) for row in rows}


def days_of(articles: pa.Table) -> dict[str, date]:
    """The day on which the latest version of each article says it was published, else that of its time, by
    article_id.
    """
    columns = ["article_id", "content_sha256", "published_at", "published_on", "retrieved_at"]
    rows = latest_versions(articles.select(columns))
    return {row["article_id"]: row["published_on"] or age_of(row)[0].date() for row in rows}


def split_superseded(rows: pa.Table, articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Rows of the latest version of their article, and those of versions that the article no longer has.

    ``rows`` have article_id and content_sha256; rows of an article that the articles table lacks count as current.
    """
    columns = ["article_id", "content_sha256", "published_at", "retrieved_at"]
    latest = {row["article_id"]: row["content_sha256"] for row in latest_versions(articles.select(columns))}
    keys = zip(rows["article_id"].to_pylist(), rows["content_sha256"].to_pylist(), strict=True)
    is_current = pa.array([latest.get(article, content) == content for article, content in keys], pa.bool_())
    return rows.filter(is_current), rows.filter(pc.invert(is_current))


def unknown_age(article_id: str) -> tuple[datetime, str]:
    """The age of an article that the articles table lacks: after all others."""
    return _LAST, article_id


def _version_order(article: dict[str, Any]) -> tuple[datetime, str]:
    return article["retrieved_at"], article["content_sha256"]
