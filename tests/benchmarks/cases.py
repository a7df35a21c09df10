"""Articles with gold, and what the product reports of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from transforms.extract import read_article
from transforms.records import article_row
from transforms.tables import ARTICLES, LIST_SEPARATOR, REPORTED, table_of
from transforms.tag import tag_batch
from warehouse.model import load_model
from warehouse.reference import load_reference
from warehouse.roles import load_confidence, load_roles
from warehouse.settings import project_dir

Row = dict[str, Any]

_AT_ONCE = 16  # articles
_MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html"}
_PRECISIONS = {"day": 10, "month": 7, "year": 4}  # characters of an ISO date


class GoldError(ValueError):
    """A folder of articles and gold cannot be read; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Case:
    """An article: its gold, and the rows that the product reports of it by table."""

    gold: Row
    reported: dict[str, list[Row]]

    @property
    def delegations(self) -> list[Row]:
        """The reported delegations with their members, in the terms of the gold."""
        members = self.reported["member_reports"]
        return [
            row
            | {
                "party": row["party"].split(LIST_SEPARATOR) if row["party_type"] == "joint" else row["party"],
                "date": iso(row["date"], row["date_precision"]),
                "members": [m for m in members if m["delegation_report_id"] == row["delegation_report_id"]],
            }
            for row in self.reported["delegation_reports"]
        ]


def iso(day: date | None, precision: str | None) -> str | None:
    """A date as precise as it is known."""
    return day.isoformat()[: _PRECISIONS[precision or "day"]] if day else None


def is_held_out(article_id: str) -> bool:
    """Whether no rule was written and no model trained with a look at the article: its number is divisible by three."""
    return int(re.sub(r"\D", "", article_id) or 1) % 3 == 0


def read_gold(folder: Path, *, held_out: bool | None = None) -> list[Row]:
    """The gold of a folder; of the articles that are held out, or of the others, where that is asked for.

    Raises ``GoldError`` where ``gold.json`` is missing or malformed.
    """
    path = folder / "gold.json"
    try:
        articles = json.loads(path.read_text("utf-8"))["articles"]
    except (OSError, ValueError, KeyError) as error:
        raise GoldError(f"{path}: cannot be read as gold ({type(error).__name__}: {error}).") from error
    return [a for a in articles if held_out is None or is_held_out(a["id"]) == held_out]


def read_cases(folder: Path, golds: Sequence[Row]) -> Iterator[Case]:
    """Each article read from its file and tagged, as a run does it."""
    reference, learned, nlp = load_reference(project_dir()), (load_roles(), load_confidence()), load_model()
    every = article_rows(folder, golds)
    for start in range(0, len(golds), _AT_ONCE):
        part = golds[start : start + _AT_ONCE]
        rows = every[start : start + _AT_ONCE]
        tagged = tag_batch(table_of(rows, ARTICLES), nlp, reference, *learned)
        tables = {name: tagged.tables[name].to_pylist() for name in REPORTED}
        for gold in part:
            mine = {name: [r for r in table if r["article_id"] == gold["id"]] for name, table in tables.items()}
            yield Case(gold, mine)


def article_rows(folder: Path, golds: Sequence[Row]) -> list[Row]:
    """The rows of ``articles`` for gold articles, read from their files; the key is that of the gold."""
    return [_read(folder, gold) for gold in golds]


def _read(folder: Path, gold: Row) -> Row:
    path = (folder / gold["files"]["txt"]).resolve()
    article = read_article(
        path.read_bytes(), _MEDIA_TYPES[path.suffix], load_reference(project_dir()), uri=path.as_uri()
    )
    document = {
        "uri": path.as_uri(),
        "document_id": gold["id"],
        "retrieved_at": datetime.now(UTC),
        "run_id": "benchmark",
    }
    return article_row(article, document, load_reference(project_dir())) | {"article_id": gold["id"]}
