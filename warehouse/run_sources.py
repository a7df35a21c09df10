"""What one run found of each outlet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from warehouse.lake import read_table
from warehouse.settings import Settings


@dataclass(frozen=True, slots=True)
class SourceCount:
    """Articles that a run added of one outlet, and when the newest of them was published, where they say so."""

    source_id: str
    source_name: str
    n_articles: int
    newest_at: datetime | None


def count_sources(settings: Settings, run_id: str) -> list[SourceCount]:
    """The outlets of a run's articles, those with most articles first."""
    articles = read_table(settings, "articles", ["source_id", "source_name", "published_at"], run_id=run_id)
    counted = articles.group_by(["source_id"]).aggregate(
        [("source_name", "min"), ("source_id", "count"), ("published_at", "max")]
    )
    rows = counted.sort_by([("source_id_count", "descending"), ("source_id", "ascending")]).to_pylist()
    return [
        SourceCount(row["source_id"], row["source_name_min"], row["source_id_count"], row["published_at_max"])
        for row in rows
    ]
