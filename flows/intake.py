"""The new documents of one run, on their way into batches: files, pages and archived pages alike."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from transforms.page_link import canonical_link
from transforms.records import Row, document_id_of, reject_row
from transforms.tables import DOCUMENTS, REJECTS, table_of
from transforms.urls import page_uri
from warehouse.batch_ids import batch_id_of
from warehouse.handed_over import scrub
from warehouse.inputs import media_type_of, media_type_of_page
from warehouse.ledger import Ledger, read_versions
from warehouse.raw import RawDocument, RawWriter, read_document
from warehouse.settings import Settings
from warehouse.staged import stage_batch, stage_versions


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a server or an archive gave it; its URLs may still hold secrets."""

    url: str
    final_url: str
    status: int
    headers: dict[str, str]
    body: bytes
    retrieved_at: datetime
    via: str  # url, url_list, feed, sitemap, archive
    source_key: str


@dataclass(slots=True)
class _Batch:
    documents: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)


class Intake:
    """Takes one document after the other and leaves those that are new in batches; what is known is counted only.

    Raw bytes are stored as they come. ``n_taken`` is the sum of known documents and of those in batches.
    """

    def __init__(self, settings: Settings, run_id: str) -> None:
        self.n_taken = 0
        self.n_unchanged = 0
        self.n_rejects = 0
        self._settings = settings
        self._run_id = run_id
        self._ledger = Ledger.load(settings)
        self._raw = RawWriter(settings)
        self._started_at = datetime.now(UTC)
        self._batches: list[_Batch] = []
        self._taken: set[str] = set()  # a batch holds a document once, though a page may change back within a run
        self._seen_before: dict[str, None] = {}  # URIs whose bytes have changed
        # Copies of a document and versions of an article share a batch: they are committed together, and in order.
        self._batch_of: dict[str, _Batch] = {}

    def take_file(self, path: Path) -> None:
        """Read a file. One that cannot be read has no bytes to be known by: it is tried by each run."""
        uri = path.as_uri()
        try:
            raw = read_document(path, self._settings.max_document_bytes)
        except OSError as error:
            self.refuse(uri, "ingest", "unreadable", str(error))
            return
        row = {"media_type": media_type_of(path, raw.data or b""), "retrieved_at": self._started_at, "via": "file"}
        self._take(uri, raw, {**row, "modified_at": raw.modified_at}, is_known=self._ledger.is_known(uri, raw.sha256))

    def take_page(self, page: Page) -> None:
        """Take a page under the URL that names its article, by which its versions and twins are told.

        A page from an archive is known where these bytes were ever seen, one that a server gives now only where they
        were seen last: it may return to what it said before.
        """
        uri = scrub(page_uri(page.final_url, canonical_link(page.body)))
        sha256 = hashlib.sha256(page.body).hexdigest()
        is_kept = len(page.body) <= self._settings.max_document_bytes
        raw = RawDocument(sha256, len(page.body), None, page.body if is_kept else None)
        row = {
            "media_type": media_type_of_page(page.headers.get("content_type"), page.body),
            "retrieved_at": page.retrieved_at,
            "url": scrub(page.url),
            "final_url": scrub(page.final_url),
            "http_status": page.status,
            "etag": page.headers.get("etag"),
            "last_modified": page.headers.get("last_modified"),
            "content_type": page.headers.get("content_type"),
            "via": page.via,
            "source_key": page.source_key,
        }
        if page.via == "archive":
            is_known = document_id_of(uri, sha256) in self._ledger.document_ids
        else:
            is_known = self._ledger.is_known(uri, sha256)
        self._take(uri, raw, row, is_known=is_known)

    def refuse(self, uri: str, stage: str, reason: str, detail: str) -> None:
        """Note something that gave no document; its reject is written once, however often it fails."""
        row = {"document_id": document_id_of(uri, None), "uri": uri, "run_id": self._run_id}
        reject = reject_row(row, stage, reason, detail, self._started_at)
        self.n_taken += 1
        self.n_rejects += 1
        if reject["reject_id"] in self._ledger.reject_ids:
            self.n_unchanged += 1
            return
        self._ledger.reject_ids.add(reject["reject_id"])
        self._last_batch().rejects.append(reject)

    def skip(self, n_known: int) -> None:
        """Count documents that are known without a look at them."""
        self.n_taken += n_known
        self.n_unchanged += n_known

    def stage(self) -> list[str]:
        """Write the batches where build finds them, when all raw bytes are on disk; returns their ids."""
        self._raw.wait()
        if self._seen_before:
            stage_versions(self._settings, read_versions(self._settings, list(self._seen_before)))
        batch_ids = []
        for number, batch in enumerate(self._batches):
            batch_id = batch_id_of(self._run_id, number)
            tables = table_of(batch.documents, DOCUMENTS), table_of(batch.rejects, REJECTS)
            stage_batch(self._settings, batch_id, *tables)
            batch_ids.append(batch_id)
        return batch_ids

    def _take(self, uri: str, raw: RawDocument, properties: Row, *, is_known: bool) -> None:
        self.n_taken += 1
        document_id = document_id_of(uri, raw.sha256)
        if is_known or document_id in self._taken:
            self.n_unchanged += 1
            return
        if uri in self._ledger.latest:
            self._seen_before[uri] = None
        original = self._ledger.original_of(raw.sha256)
        duplicate_of = None if original == document_id else original  # a page may return to its former bytes
        row = {
            "document_id": document_id,
            "uri": uri,
            "raw_sha256": raw.sha256,
            "n_bytes": raw.n_bytes,
            "run_id": self._run_id,
            "duplicate_of": duplicate_of,
            **properties,
        }
        self._taken.add(document_id)
        self._ledger.add(uri, raw.sha256, document_id)
        batch = self._batch_of.get(raw.sha256) or self._batch_of.get(uri) or self._last_batch()
        self._batch_of.setdefault(raw.sha256, batch)
        self._batch_of.setdefault(uri, batch)
        batch.documents.append(row)
        if raw.data is not None:
            self._raw.add(raw.sha256, raw.data)
        elif duplicate_of is None:
            detail = f"{raw.n_bytes} bytes, where at most {self._settings.max_document_bytes} are read"
            batch.rejects.append(reject_row(row, "ingest", "too_large", detail, self._started_at))
            self.n_rejects += 1

    def _last_batch(self) -> _Batch:
        """The batch that takes what comes next, a new one where the last is full."""
        if not self._batches or len(self._batches[-1].documents) >= self._settings.batch_documents:
            self._batches.append(_Batch())
        return self._batches[-1]
