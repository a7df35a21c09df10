"""Documents that a run has read and not yet built: one folder a batch, private to the run that holds the lock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.tables import DOCUMENTS, REJECTS
from warehouse.files import replacing
from warehouse.settings import Settings


def stage_batch(settings: Settings, batch_id: str, documents: pa.Table, rejects: pa.Table) -> None:
    """Keep the documents of a batch, and what was already refused of it, until they are built."""
    for name, table in (("documents", documents), ("rejects", rejects)):
        with replacing(_folder(settings) / batch_id / f"{name}.parquet") as temporary:
            pq.write_table(table, temporary)


def read_staged(settings: Settings, batch_id: str) -> tuple[pa.Table, pa.Table]:
    """The documents of a staged batch and its rejects."""
    folder = _folder(settings) / batch_id
    documents = pq.read_table(folder / "documents.parquet", schema=DOCUMENTS)
    rejects = pq.read_table(folder / "rejects.parquet", schema=REJECTS)
    return documents, rejects


def clear_staged(settings: Settings) -> None:
    """Forget all staged batches: they are committed, or a new run reads their files again."""
    shutil.rmtree(_folder(settings), ignore_errors=True)


def _folder(settings: Settings) -> Path:
    return settings.build / "staged"
