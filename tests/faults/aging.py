"""A lake as older code would have left it: texts that it read otherwise, articles that it refused or lost, and outlets
whose standing lines it did not see.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from transforms.records import reject_row
from transforms.tables import LAKE
from warehouse.lake import BATCH_TABLES, committed_batches, read_batch, read_table, replace_batch
from warehouse.settings import Settings

OLD = "0.0.9-000000000000"
Lake = dict[str, list[tuple[Any, ...]]]


def lake_rows(settings: Settings) -> Lake:
    """The rows of all batches by table, in an order of their own."""
    return {
        name: sorted((tuple(row.values()) for row in read_table(settings, name).to_pylist()), key=repr)
        for name in BATCH_TABLES
    }


def age_lake(settings: Settings, refused: str, *, is_alike: bool = False) -> None:
    """Make it older. The articles whose URI holds ``refused`` become rejects; every third other one is lost, and all
    others are told otherwise, but where the old code ``is_alike``.
    """
    for number, batch_id in enumerate(committed_batches(settings)):
        tables = {name: table.to_pylist() for name, table in read_batch(settings, batch_id).items()}
        documents = {row["document_id"]: row for row in tables["documents"]}
        gone = set()
        for place, row in enumerate(tables["articles"], start=number):
            if refused in row["uri"]:
                document = documents[row["document_id"]]
                tables["rejects"].append(
                    reject_row(document, "extract", "extract_failed", "ValueError: an old fault", row["retrieved_at"])
                )
            if refused in row["uri"] or (place % 3 == 0 and not is_alike):
                gone.add(row["article_id"])
            elif not is_alike:
                row |= {"text": row["text"].upper(), "content_sha256": f"old {row['content_sha256']}"}
        for name, rows in tables.items():
            if "article_id" in LAKE[name].names:
                tables[name] = [row for row in rows if row["article_id"] not in gone]
        for name in () if is_alike else ("person_mentions", "member_reports", "edge_lines"):
            tables[name] = []
        for row in tables["documents"]:
            row["read_by"] = OLD if row["read_by"] else None
        aged = {name: pa.Table.from_pylist(rows, schema=LAKE[name]) for name, rows in tables.items()}
        replace_batch(settings, batch_id, aged, None)
