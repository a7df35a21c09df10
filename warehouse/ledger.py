"""Which documents, and which versions of articles, the lake already holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.inputs import find_inputs
from warehouse.lake import read_table
from warehouse.raw import read_document
from warehouse.settings import Settings

_LOOKED_AT = 50


@dataclass(slots=True)
class Ledger:
    """Known documents, by URI and by bytes. Load one with ``Ledger.load``; it grows as a run adds to it."""

    latest: dict[str, str] = field(default_factory=dict)  # uri -> SHA-256 of the bytes that were read last
    originals: dict[str, str] = field(default_factory=dict)  # SHA-256 -> id of the first document with these bytes
    document_ids: set[str] = field(default_factory=set)
    reject_ids: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, settings: Settings, uris: Collection[str] | None = None) -> Ledger:
        """Read the committed documents and rejects; where ``uris`` are given, the latest bytes of these and no more."""
        where = None if uris is None else pc.field("uri").isin(list(uris))
        columns = ["uri", "raw_sha256", "document_id", "retrieved_at"]
        # In the order of capture: an archive may be read long after a later state of its pages.
        documents = read_table(settings, "documents", columns, where=where).sort_by("retrieved_at")
        rows: list[list[Any]] = [documents[name].to_pylist() for name in columns[:3]]  # by column: a dict a row is slow
        uris_read, digests, ids = rows
        latest = dict(zip(uris_read, digests, strict=True))
        if uris is not None:
            return cls(latest)
        originals = dict(zip(reversed(digests), reversed(ids), strict=True))
        reject_ids: list[Any] = read_table(settings, "rejects", ["reject_id"])["reject_id"].to_pylist()
        return cls(latest, originals, set(ids), set(reject_ids))

    def add(self, uri: str, sha256: str, document_id: str) -> None:
        """Note a document; the first with its bytes is the original of all later ones."""
        self.latest[uri] = sha256
        self.originals.setdefault(sha256, document_id)
        self.document_ids.add(document_id)

    def is_known(self, uri: str, sha256: str) -> bool:
        """Whether these are the bytes that this URI had when it was read last; it may return to those it had before."""
        return self.latest.get(uri) == sha256

    def original_of(self, sha256: str) -> str | None:
        """Id of the first document with these bytes, or None."""
        return self.originals.get(sha256)


@dataclass(slots=True)
class Versions:
    """Versions of articles, each article's in the order in which they were seen; it grows as a batch adds to it."""

    latest: dict[str, str] = field(default_factory=dict)  # article_id -> content_sha256 of the version seen last
    known: set[tuple[str, str]] = field(default_factory=set)  # article_id and content_sha256

    @classmethod
    def of_rows(cls, articles: Iterable[Mapping[str, Any]]) -> Versions:
        """The versions that rows of ``articles`` tell of, the oldest first."""
        versions = cls()
        for row in articles:
            versions.note(row)
        return versions

    def note(self, article: Mapping[str, Any]) -> bool:
        """Note a row of ``articles`` as the latest of its article; returns whether this version is new."""
        version = article["article_id"], article["content_sha256"]
        is_new = version not in self.known
        self.known.add(version)
        self.latest[article["article_id"]] = article["content_sha256"]
        return is_new


def read_versions(settings: Settings, uris: Collection[str]) -> pa.Table:
    """Article and content_sha256 of the committed articles with these URIs, in the order in which they were seen.

    This reads the URIs of all articles, so it is to be asked once a run.
    """
    columns = ["article_id", "content_sha256", "retrieved_at"]
    rows = read_table(settings, "articles", columns, where=pc.field("uri").isin(list(uris)))
    seen = rows.sort_by([("retrieved_at", "ascending"), ("content_sha256", "ascending")])
    return seen.select(["article_id", "content_sha256"])


def has_news(settings: Settings, paths: list[str]) -> bool:
    """Whether one of the first files behind ``paths`` is not known yet: a guess, for who wants to get ready early."""
    inputs = find_inputs(paths)
    if inputs.archives or (inputs.files and not settings.database.is_file()):
        return True
    if not inputs.files:  # what servers have is not known before they are asked
        return False
    looked_at = inputs.files[:_LOOKED_AT]
    ledger = Ledger.load(settings, [path.as_uri() for path in looked_at])
    for path in looked_at:
        try:
            raw = read_document(path, settings.max_document_bytes)
        except OSError:
            continue
        if not ledger.is_known(path.as_uri(), raw.sha256):
            return True
    return False
