"""Small files of the lake are folded into few: else one that grows every half hour has a million in some years.

What was written by earlier runs is put together in its order, neighbours only, up to a size; rows stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.tables import LAKE
from transforms.web_tables import FETCHES
from warehouse.batch_ids import fold_id_of, last_of, runs_of
from warehouse.crash_points import reach
from warehouse.errors import LakeError
from warehouse.folded import mark_folded, without_folded
from warehouse.lake import (
    BATCH_TABLES,
    COMMIT_TABLE,
    check_batches,
    committed_batches,
    file_of,
    read_table,
    remove_orphans,
    write_batch,
)
from warehouse.settings import Settings
from warehouse.shared_files import replacing_shared

_BATCHES_IN_ONE = 10  # of full size: what a replay reads again at a time, and a repair
_ROWS_IN_ONE = 50_000
_OF_RUNS = {"runs": LAKE["runs"], "fetches": FETCHES}


def fold_lake(settings: Settings, before_run: str) -> int:
    """Fold batches and rows of runs that were written before a run, where at least ``settings.folded_from`` can be.

    For the holder of the lock. Returns the number of files that became fewer ones. Raises ``LakeError`` where a file
    cannot be read, or a batch is not as it was committed.
    """
    try:
        n_folded = _fold_batches(settings, before_run)
        n_folded += sum(_fold_rows(settings, name, schema, before_run) for name, schema in _OF_RUNS.items())
    except (OSError, pa.ArrowException) as error:
        raise LakeError(
            f"{settings.lake} cannot be read: {error}. Run `dragoman verify --repair`, then run again."
        ) from error
    if n_folded:
        remove_orphans(settings)
    return n_folded


def _fold_batches(settings: Settings, before_run: str) -> int:
    sizes = {
        batch_id: pq.read_metadata(file_of(settings, COMMIT_TABLE, batch_id)).num_rows
        for batch_id in committed_batches(settings)
        if runs_of(batch_id)[1] < before_run
    }
    groups = _groups(sizes, _BATCHES_IN_ONE * settings.batch_documents)
    if sum(map(len, groups)) < settings.folded_from:
        return 0
    n_folded = 0
    for batch_ids in chain.from_iterable(_without_repeats(settings, group) for group in groups):
        check_batches(settings, batch_ids)
        tables = {name: read_table(settings, name, batch_ids=batch_ids) for name in BATCH_TABLES}
        write_batch(settings, fold_id_of(batch_ids), tables, batch_ids)
        n_folded += len(batch_ids)
    reach("batches folded")
    return n_folded


def _without_repeats(settings: Settings, batch_ids: list[str]) -> Iterator[list[str]]:
    """Parts of two and more in which no document comes again, as one does whose page is again as it was."""
    part, known = list[str](), set[str]()
    for batch_id in batch_ids:
        documents = pq.read_table(file_of(settings, COMMIT_TABLE, batch_id), columns=["document_id"])
        found = {str(document_id) for document_id in documents["document_id"].to_pylist()}
        if known & found:
            if len(part) > 1:
                yield part
            part, known = [], set()
        part.append(batch_id)
        known |= found
    if len(part) > 1:
        yield part


def _fold_rows(settings: Settings, name: str, schema: pa.Schema, before_run: str) -> int:
    """Fold files that are one for each run. Where a run is killed in between, the next one removes those it left."""
    folder = settings.lake / name
    found = without_folded(path for path in folder.glob("[!.]*.parquet") if path.stem != "0")
    paths = {path.stem: path for path in found if last_of(path.stem) < before_run}
    groups = _groups({run: pq.read_metadata(path).num_rows for run, path in paths.items()}, _ROWS_IN_ONE)
    if sum(map(len, groups)) < settings.folded_from:
        return 0
    for runs in groups:
        tables = [pq.read_table(paths[run], schema=schema) for run in runs]
        with replacing_shared(settings, folder / f"{fold_id_of(runs)}.parquet") as temporary:
            folded = mark_folded(pa.concat_tables(tables), runs)
            pq.write_table(folded, temporary, compression="zstd", write_page_checksum=True)
    return sum(map(len, groups))


def _groups(sizes: dict[str, int], largest: int) -> list[list[str]]:
    """Neighbours that together are not larger, as many as go; those that stay alone are left out."""
    return [group for group in _neighbours(sizes, largest) if len(group) > 1]


def _neighbours(sizes: dict[str, int], largest: int) -> Iterator[list[str]]:
    group, total = list[str](), 0
    for name in sorted(sizes):
        if group and total + sizes[name] > largest:
            yield group
            group, total = [], 0
        group.append(name)
        total += sizes[name]
    yield group
