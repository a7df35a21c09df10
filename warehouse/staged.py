"""Documents that a run has read and not yet built, one folder a batch, with the versions that its pages had before and
the lines that their outlets are known to repeat: private to the run that holds the lock.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.tables import DOCUMENTS, REJECTS
from warehouse.files import replacing
from warehouse.ledger import Versions
from warehouse.settings import Settings

_STANDING_FILE = "standing.parquet"
_VERSIONS_FILE = "versions.parquet"
_STANDING = pa.schema(
    [pa.field("source_id", pa.string(), nullable=False), pa.field("line", pa.string(), nullable=False)]
)


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


def stage_standing(settings: Settings, standing: Mapping[str, frozenset[str]]) -> None:
    """Keep the lines that outlets are known to print with all their articles, by source, until the run is built."""
    rows = [{"source_id": source_id, "line": line} for source_id, lines in standing.items() for line in sorted(lines)]
    with replacing(_folder(settings) / _STANDING_FILE) as temporary:
        pq.write_table(pa.Table.from_pylist(rows, schema=_STANDING), temporary)


def read_standing(settings: Settings) -> dict[str, frozenset[str]]:
    """The lines that were staged; none where none were."""
    path = _folder(settings) / _STANDING_FILE
    if not path.exists():
        return {}
    lines: dict[str, set[str]] = {}
    for row in pq.read_table(path, schema=_STANDING).to_pylist():
        lines.setdefault(row["source_id"], set()).add(row["line"])
    return {source_id: frozenset(found) for source_id, found in lines.items()}


def stage_versions(settings: Settings, versions: pa.Table) -> None:
    """Keep the versions that pages of this run had before, the oldest first, until the run is built."""
    with replacing(_folder(settings) / _VERSIONS_FILE) as temporary:
        pq.write_table(versions, temporary)


def staged_versions(settings: Settings) -> Versions:
    """The versions that were staged; none where no page was seen before."""
    path = _folder(settings) / _VERSIONS_FILE
    return Versions.of_rows(pq.read_table(path).to_pylist() if path.exists() else [])


def clear_staged(settings: Settings) -> None:
    """Forget all staged batches: they are committed, or a new run reads their files again."""
    shutil.rmtree(_folder(settings), ignore_errors=True)


def _folder(settings: Settings) -> Path:
    return settings.build / "staged"
