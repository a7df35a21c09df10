"""Articles as resolution sees them: the latest version of each, and a time to order them by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

# Orders articles oldest first: the time of publication, else of retrieval, in microseconds of 1970 on; ties by id.
Age = tuple[int, str]

_TIME = pa.timestamp("us", tz="UTC")
_LAST_US = 253_402_300_799_999_999  # the end of the year 9999


def ages_of(articles: pa.Table) -> dict[str, Age]:
    """The age of the latest version of each article, by article_id."""
    return {article: age for article, (_, age) in latest_contents(articles).items()}


def latest_contents(articles: pa.Table) -> dict[str, tuple[str, Age]]:
    """The content_sha256 of the latest version of each article and its age, by article_id."""
    latest = _latest_versions(articles)
    columns = latest["article_id"], latest["content_sha256"], _times_of(latest).cast(_TIME).cast(pa.int64())
    ids, contents, times = (_values(column) for column in columns)
    return {id_: (content, (time, id_)) for id_, content, time in zip(ids, contents, times, strict=True)}


def days_of(articles: pa.Table) -> dict[str, date]:
    """The day on which the latest version of each article says it was published, else that of its time, by
    article_id.
    """
    latest = _latest_versions(articles)
    days = pc.coalesce(latest["published_on"], _times_of(latest).cast(pa.date32()))
    return dict(zip(_values(latest["article_id"]), _values(days), strict=True))


def split_superseded(rows: pa.Table, articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Rows of the latest version of their article, and those of versions that the article no longer has.

    ``rows`` have article_id and content_sha256; rows of an article that the articles table lacks count as current.
    """
    latest = _latest_versions(articles)
    places: Any = pc.index_in(rows["article_id"], latest["article_id"])
    contents: Any = latest["content_sha256"].take(places)
    is_current: Any = pc.fill_null(pc.equal(contents, rows["content_sha256"]), pa.scalar(True))
    return rows.filter(is_current), rows.filter(pc.invert(is_current))


def unknown_age(article_id: str) -> Age:
    """The age of an article that the articles table lacks: after all others."""
    return _LAST_US, article_id


def _latest_versions(articles: pa.Table) -> pa.Table:
    """One row for each article, the one retrieved last (ties: the highest content_sha256), in no order."""
    counts: Any = articles["article_id"].value_counts()
    is_several: Any = pc.greater(counts.field("counts"), pa.scalar(1))
    repeated = counts.filter(is_several).field("values")
    is_repeated = pc.is_in(articles["article_id"], repeated)
    versions = articles.filter(is_repeated)
    keys = zip(*(_values(versions[name]) for name in ("article_id", "retrieved_at", "content_sha256")), strict=True)
    last: dict[str, tuple[datetime, str, int]] = {}
    for row, (article, *version) in enumerate(keys):
        last[article] = max(last.get(article, (*version, row)), (*version, row))
    chosen = versions.take(pa.array([row for _, _, row in last.values()], pa.int64()))
    return pa.concat_tables([articles.filter(pc.invert(is_repeated)), chosen])


def _times_of(articles: pa.Table) -> Any:
    return pc.coalesce(articles["published_at"], articles["retrieved_at"])


def _values(column: Any) -> list[Any]:
    values: list[Any] = column.to_pylist()
    return values
