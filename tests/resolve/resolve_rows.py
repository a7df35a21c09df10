"""Rows for the tests of this folder, with everything that a test does not care about filled in."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from transforms import tables

PUBLISHED = datetime(2031, 4, 2, 9, tzinfo=UTC)


def articles_of(*rows: dict[str, Any]) -> pa.Table:
    common = {
        "document_id": "doc",
        "uri": "file:///article",
        "source_id": "lantern",
        "source_name": "The Lantern",
        "language": "en",
        "text": "",
        "word_count": 0,
        "retrieved_at": PUBLISHED,
        "run_id": "run",
        "published_at": PUBLISHED,
        "published_on": PUBLISHED.date(),
        "content_sha256": "v1",
    }
    return tables.table_of([{**common, **row} for row in rows], tables.ARTICLES)


def mentions_of(*rows: tuple[str, str, str | None, str | None]) -> pa.Table:
    """Rows (article_id, name, country, title); mention ids are ``article_id/name``."""
    return tables.table_of(
        [
            {
                "mention_id": f"{article}/{name}",
                "article_id": article,
                "content_sha256": "v1",
                "name_text": name,
                "title_text": title,
                "country": country,
                "quote": name,
                "start_char": 0,
                "end_char": len(name),
                "extractor": "test",
            }
            for article, name, country, title in rows
        ],
        tables.PERSON_MENTIONS,
    )


def events_of(*rows: dict[str, Any]) -> pa.Table:
    common = {
        "content_sha256": "v1",
        "event_type": "talks",
        "status": "held",
        "quote": "talks",
        "start_char": 0,
        "end_char": 5,
        "extractor": "test",
        "date_precision": "day",
    }
    filled = [{**common, **row} for row in rows]
    for row in filled:
        row["start_date"] = date.fromisoformat(row["start_date"]) if row.get("start_date") else None
    return tables.table_of(filled, tables.EVENT_REPORTS)


def shuffled(table: pa.Table, seed: int, n_batches: int = 1) -> pa.Table:
    """The rows in another order, in several chunks."""
    order = list(range(table.num_rows))
    random.Random(seed).shuffle(order)
    mixed = table.take(pa.array(order, pa.int64()))
    step = max(1, -(-len(order) // n_batches))
    return pa.concat_tables([mixed.slice(start, step) for start in range(0, len(order), step)] or [mixed])


def grouping(table: pa.Table, row_column: str, id_column: str) -> set[frozenset[str]]:
    """The groups that an identities table makes, whatever their ids."""
    groups: dict[str, set[str]] = {}
    for row in table.to_pylist():
        groups.setdefault(row[id_column], set()).add(row[row_column])
    return {frozenset(group) for group in groups.values()}
