"""The rejects of the lake, for people to read, and which of their sources can be read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import pyarrow as pa

from warehouse.lake import read_table
from warehouse.settings import Settings

# Its page said the same words again, which is no fault.
HARMLESS = "duplicate_version"

_COLUMNS = {
    "documents": ["document_id", "uri", "retrieved_at", "modified_at", "source_key"],
    "articles": ["uri", "source_id", "retrieved_at"],
    "rejects": ["reject_id", "document_id", "uri", "stage", "reason", "detail", "rejected_at", "run_id"],
}
# A reject is settled where its page, file or URL was read since: what became of that is another row.
_REJECTS = """
with outlets as (
    select uri, arg_max(source_id, retrieved_at) as outlet_id
    from articles
    group by uri
),

own as (
    select document_id, max(retrieved_at) as retrieved_at, max(modified_at) as modified_at
    from documents
    group by document_id
),

pages as (
    select uri, max(retrieved_at) as retrieved_at, arg_max(source_key, retrieved_at) as source_key
    from documents
    group by uri
),

last as (
    select *
    from rejects
    qualify row_number() over (partition by reject_id order by rejected_at desc) = 1
)

select
    last.*,
    own.modified_at,
    outlets.outlet_id,
    pages.source_key
from last
left join own using (document_id)
left join pages on last.uri = pages.uri
left join outlets on last.uri = outlets.uri
where ($stage is null or last.stage = $stage)
    and ($reason is null or last.reason = $reason)
    and ($source_id is null or $source_id in (outlets.outlet_id, pages.source_key))
    and ($is_all or $reason = $harmless or last.reason <> $harmless)
    and ($is_all or pages.retrieved_at is null or pages.retrieved_at <= coalesce(own.retrieved_at, last.rejected_at))
order by last.rejected_at desc, last.reject_id
"""


@dataclass(frozen=True, slots=True)
class Reject:
    """A document that was refused, or a URL that could not be fetched."""

    stage: str
    reason: str
    uri: str
    detail: str
    rejected_at: datetime
    run_id: str
    reject_id: str
    document_id: str
    modified_at: datetime | None  # of the file, when it was read
    outlet_id: str | None
    source_key: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rejects; ``is_all`` takes in those that are no fault and those whose page was read since."""

    stage: str | None = None
    reason: str | None = None
    source_id: str | None = None
    is_all: bool = False


def read_rejects(settings: Settings, wanted: Filter) -> list[Reject]:
    """The rejects that count now, newest first. Raises ``LakeError``."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        for name, columns in _COLUMNS.items():
            connection.register(name, read_table(settings, name, columns))
        parameters = {
            "stage": wanted.stage, "reason": wanted.reason, "source_id": wanted.source_id, "is_all": wanted.is_all,
        }  # fmt: skip
        found: pa.Table = connection.sql(_REJECTS, params={**parameters, "harmless": HARMLESS}).to_arrow_table()
        return [_reject(row) for row in found.to_pylist()]


def find_repaired(settings: Settings, rejects: Iterable[Reject]) -> list[str]:
    """What a run may take now: files that changed since they were refused, or that can be read now; and the URLs that
    could not be fetched.
    """
    targets: dict[str, None] = {}
    for reject in rejects:
        if reject.stage == "fetch" and urlsplit(reject.uri).scheme in ("http", "https"):
            targets[reject.uri] = None
        elif (path := _path_of(reject.uri)) and _is_repaired(path, reject, settings.max_document_bytes):
            targets[str(path)] = None
    return list(targets)


def _is_repaired(path: Path, reject: Reject, max_bytes: int) -> bool:
    try:
        status = path.stat()
        if not path.is_file() or status.st_size > max_bytes:
            return False
        with path.open("rb"):
            return reject.modified_at is None or status.st_mtime > reject.modified_at.timestamp() + 1e-3
    except (OSError, ValueError):
        return False


def _path_of(uri: str) -> Path | None:
    parts = urlsplit(uri)
    return Path(unquote(parts.path)) if parts.scheme == "file" and "\0" not in unquote(parts.path) else None


def _reject(row: dict[str, Any]) -> Reject:
    return Reject(**{name: row[name] for name in Reject.__slots__})
