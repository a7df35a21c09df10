"""Ingest: files become documents, their raw bytes kept; what is already known is skipped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from prefect import flow

from flows.progress import observer
from transforms.records import Row, document_id_of, reject_row
from transforms.tables import DOCUMENTS, REJECTS, table_of
from warehouse.inputs import find_inputs, media_type_of
from warehouse.lake import batch_id_of
from warehouse.ledger import Ledger, read_versions
from warehouse.raw import RawDocument, read_document, store_raw
from warehouse.settings import Settings
from warehouse.staged import stage_batch, stage_versions


@dataclass(frozen=True, slots=True)
class Ingested:
    """What ingest found: ``batch_ids`` are staged and wait for build."""

    batch_ids: list[str]
    n_files: int
    n_unchanged: int
    n_ignored: int  # files of the given folders that are no articles by their suffix


@flow(name="ingest", persist_result=False)
def ingest(paths: list[str], settings: Settings, run_id: str) -> Ingested:
    """Read the files behind ``paths`` and stage those that are new in batches.

    A file beyond ``settings.max_document_bytes`` or that cannot be read is staged with its reject. Raises
    ``InputError`` where a path does not exist or there is nothing to read.
    """
    inputs = find_inputs(paths)
    observer().start_stage("Reading", len(inputs.files))
    intake = _Intake(settings, run_id, Ledger.load(settings))
    for path in inputs.files:
        n_rejects = len(intake.rejects)
        intake.take(path)
        observer().advance(1, len(intake.rejects) - n_rejects)
    return Ingested(intake.stage(), len(inputs.files), intake.n_unchanged, inputs.n_ignored)


class _Intake:
    """The new documents of one run, on their way into batches."""

    def __init__(self, settings: Settings, run_id: str, ledger: Ledger) -> None:
        self.n_unchanged = 0
        self.rejects: dict[str, Row] = {}  # by document_id
        self._settings = settings
        self._run_id = run_id
        self._ledger = ledger
        self._retrieved_at = datetime.now(UTC)
        self._batches: list[list[Row]] = []
        self._unreadable: list[Row] = []
        self._seen_before: list[str] = []  # URIs whose bytes have changed
        self._batch_of: dict[str, int] = {}  # a copy joins the batch of its original: they are committed together

    def take(self, path: Path) -> None:
        """Read one file and note it, unless it is known."""
        uri = path.as_uri()
        try:
            raw = read_document(path, self._settings.max_document_bytes)
        except OSError as error:
            self._refuse_unreadable(uri, error)
            return
        if self._ledger.is_known(uri, raw.sha256):
            self.n_unchanged += 1
            return
        if uri in self._ledger.latest:
            self._seen_before.append(uri)
        row = self._document_row(uri, path, raw)
        self._ledger.add(uri, raw.sha256, row["document_id"])
        self._enqueue(row)
        if raw.data is not None:
            store_raw(self._settings, raw.sha256, raw.data)
        elif row["duplicate_of"] is None:
            detail = f"{raw.n_bytes} bytes, where at most {self._settings.max_document_bytes} are read"
            self._refuse(row, "too_large", detail)

    def stage(self) -> list[str]:
        """Write the batches where build finds them; returns their ids."""
        if self._unreadable and not self._batches:
            self._batches.append([])
        if self._seen_before:
            stage_versions(self._settings, read_versions(self._settings, self._seen_before))
        batch_ids = []
        for number, documents in enumerate(self._batches):
            batch_id = batch_id_of(self._run_id, number)
            rejects = [self.rejects[row["document_id"]] for row in documents if row["document_id"] in self.rejects]
            if number == 0:
                rejects += self._unreadable
            stage_batch(self._settings, batch_id, table_of(documents, DOCUMENTS), table_of(rejects, REJECTS))
            batch_ids.append(batch_id)
        return batch_ids

    def _enqueue(self, row: Row) -> None:
        number = self._batch_of.get(row["raw_sha256"])
        if number is None:
            if not self._batches or len(self._batches[-1]) >= self._settings.batch_documents:
                self._batches.append([])
            number = len(self._batches) - 1
        self._batch_of[row["raw_sha256"]] = number
        self._batches[number].append(row)

    def _document_row(self, uri: str, path: Path, raw: RawDocument) -> Row:
        document_id = document_id_of(uri, raw.sha256)
        original = self._ledger.original_of(raw.sha256)
        return {
            "document_id": document_id,
            "uri": uri,
            "raw_sha256": raw.sha256,
            "n_bytes": raw.n_bytes,
            "media_type": media_type_of(path, raw.data or b""),
            "retrieved_at": self._retrieved_at,
            "run_id": self._run_id,
            "modified_at": raw.modified_at,
            "duplicate_of": None if original == document_id else original,  # a page may return to its former bytes
        }

    def _refuse(self, row: Row, reason: str, detail: str) -> None:
        self.rejects[row["document_id"]] = reject_row(row, "ingest", reason, detail, self._retrieved_at)

    def _refuse_unreadable(self, uri: str, error: OSError) -> None:
        """Such a file has no bytes to be known by: it is tried again by each run, and its reject written once."""
        row = {"document_id": document_id_of(uri, None), "uri": uri, "run_id": self._run_id}
        reject = reject_row(row, "ingest", "unreadable", str(error), self._retrieved_at)
        if reject["reject_id"] in self._ledger.reject_ids:
            self.n_unchanged += 1
            return
        self.rejects[row["document_id"]] = reject
        self._unreadable.append(reject)
