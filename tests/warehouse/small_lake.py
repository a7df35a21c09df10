"""A lake of two documents, and ways to damage its files."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.progress import Observer
from transforms.records import reject_row
from transforms.tables import LAKE, table_of
from warehouse.check import Check
from warehouse.lake import write_batch
from warehouse.raw import store_raw
from warehouse.settings import Settings
from warehouse.verify import verify

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
TEXT = "Envoys met: Ida Bergström of Nørd 🕊 and others."
NAME = "Ida Bergström"
Rows = dict[str, list[dict[str, Any]]]


def required(table: str, **values: Any) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for field in LAKE[table]:
        if not field.nullable:
            row[field.name] = "x" if str(field.type) == "string" else 1 if "int" in str(field.type) else NOW
    return row | values


def sound_rows(settings: Settings) -> Rows:
    """Two documents: one is an article that names a person, the other was refused."""
    raw = hashlib.sha256(b"bytes").hexdigest()
    store_raw(settings, raw, b"bytes")
    first, second = (
        required("documents", document_id=f"doc-{n}", uri=f"file:///{n}", raw_sha256=raw, run_id="r1") for n in (1, 2)
    )
    version = {"article_id": "art-1", "content_sha256": "v1"}
    start = TEXT.index(NAME)
    span = {"quote": NAME, "start_char": start, "end_char": start + len(NAME)}
    return {
        "documents": [first, second],
        "articles": [required("articles", **version, document_id="doc-1", text=TEXT, run_id="r1")],
        "person_mentions": [required("person_mentions", **version, mention_id="men-1", **span)],
        "rejects": [reject_row(second, "extract", "not_an_article", "a menu", NOW)],
    }


def commit(settings: Settings, rows: Rows, batch_id: str = "r1-00000") -> None:
    write_batch(settings, batch_id, {name: table_of(found, LAKE[name]) for name, found in rows.items()})


def faulty(settings: Settings) -> dict[str, Check]:
    found = verify(settings, Observer())
    assert found.is_sound == (not any(check.n_faults for check in found.checks))
    return {check.name.split(":")[0]: check for check in found.checks if check.n_faults}


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])
