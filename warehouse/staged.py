"""Documents that a run has read and not yet built, one folder a batch, with the versions that its pages had before and
the lines that their outlets are known to repeat; of a batch that is to be read again, which of its documents. Private
to the run that holds the lock.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.tables import DOCUMENTS, REJECTS
from warehouse.ledger import Versions
from warehouse.settings import Settings
from warehouse.shared_files import read_shared, remove_shared_folder, replacing_shared

_STANDING_FILE = "standing{}.parquet"
_REREADING_FILE = "rereading.json"
_VERSIONS_FILE = "versions.parquet"
_STANDING = pa.schema(
    [pa.field("source_id", pa.string(), nullable=False), pa.field("line", pa.string(), nullable=False)]
)


@dataclass(frozen=True, slots=True)
class Rereading:
    """Documents of a committed batch that are to be read again, and with which staged standing lines."""

    document_ids: Collection[str]
    standing: str


def stage_batch(settings: Settings, batch_id: str, documents: pa.Table, rejects: pa.Table) -> None:
    """Keep the documents of a batch, and what was already refused of it, until they are built."""
    for name, table in (("documents", documents), ("rejects", rejects)):
        with replacing_shared(settings, _folder(settings) / batch_id / f"{name}.parquet") as temporary:
            pq.write_table(table, temporary)


def read_staged(settings: Settings, batch_id: str) -> tuple[pa.Table, pa.Table]:
    """The documents of a staged batch and its rejects."""
    folder = _folder(settings) / batch_id
    documents = _read_table(settings, folder / "documents.parquet", DOCUMENTS)
    rejects = _read_table(settings, folder / "rejects.parquet", REJECTS)
    return documents, rejects


def stage_rereadings(settings: Settings, batch_id: str, rereadings: Iterable[Rereading]) -> None:
    """Keep what of a batch is to be read again, in that order, until it is."""
    with replacing_shared(settings, _folder(settings) / batch_id / _REREADING_FILE) as temporary:
        temporary.write_text(json.dumps([asdict(rereading) for rereading in rereadings]), encoding="utf-8")


def staged_rereadings(settings: Settings, batch_id: str) -> list[Rereading]:
    """What was staged of a batch."""
    staged = json.loads(read_shared(settings, _folder(settings) / batch_id / _REREADING_FILE))
    return [Rereading(**rereading) for rereading in staged]


def stage_standing(settings: Settings, standing: Mapping[str, frozenset[str]], name: str = "") -> None:
    """Keep the lines that outlets are known to print with all their articles, by source, until the run is built.

    A replay keeps several, each under a name.
    """
    rows = [{"source_id": source_id, "line": line} for source_id, lines in standing.items() for line in sorted(lines)]
    with replacing_shared(settings, _folder(settings) / _STANDING_FILE.format(name)) as temporary:
        pq.write_table(pa.Table.from_pylist(rows, schema=_STANDING), temporary)


def read_standing(settings: Settings, name: str = "") -> dict[str, frozenset[str]]:
    """The lines that were staged; none where none were."""
    try:
        table = _read_table(settings, _folder(settings) / _STANDING_FILE.format(name), _STANDING)
    except FileNotFoundError:
        return {}
    lines: dict[str, set[str]] = {}
    for row in table.to_pylist():
        lines.setdefault(row["source_id"], set()).add(row["line"])
    return {source_id: frozenset(found) for source_id, found in lines.items()}


def stage_versions(settings: Settings, versions: pa.Table) -> None:
    """Keep the versions that pages of this run had before, the oldest first, until the run is built."""
    with replacing_shared(settings, _folder(settings) / _VERSIONS_FILE) as temporary:
        pq.write_table(versions, temporary)


def staged_versions(settings: Settings, before: str = "") -> Versions:
    """The versions that were staged; none where no page was seen before.

    ``before`` is for versions that were staged with the ids of their batches: only those of earlier batches count.
    """
    try:
        rows = _read_table(settings, _folder(settings) / _VERSIONS_FILE).to_pylist()
    except FileNotFoundError:
        rows = []
    return Versions.of_rows(row for row in rows if not before or row["batch_id"] < before)


def clear_staged(settings: Settings) -> None:
    """Forget all staged batches: they are committed, or a new run reads their files again."""
    remove_shared_folder(settings, _folder(settings))


def _read_table(settings: Settings, path: Path, schema: pa.Schema | None = None) -> pa.Table:
    return pq.read_table(pa.BufferReader(read_shared(settings, path)), schema=schema)


def _folder(settings: Settings) -> Path:
    return settings.build / "staged"
