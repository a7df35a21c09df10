"""The history of requests, ``lake/fetches/<run_id>.parquet`` until runs are folded, and what it says of sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from transforms.records import Row
from transforms.tables import table_of
from transforms.volume import Asked, Volume, volume_of
from transforms.web_tables import FETCHES
from warehouse.batch_ids import last_of
from warehouse.errors import LakeError
from warehouse.folded import without_folded
from warehouse.settings import Settings
from warehouse.shared_files import replacing_shared

_DAYS = 30  # that a norm is taken from
_RUN_DAY = "%Y%m%d"  # as ids of runs begin


def write_fetches(settings: Settings, run_id: str, rows: Iterable[Row]) -> None:
    """Keep what a run asked of servers: rows of ``fetches``. Raises ``LakeError`` where the disk refuses."""
    with replacing_shared(settings, settings.lake / "fetches" / f"{run_id}.parquet") as temporary:
        pq.write_table(table_of(list(rows), FETCHES), temporary, compression="zstd")


def read_fetches(
    settings: Settings,
    since: datetime | None = None,
    *,
    columns: list[str] | None = None,
    where: pc.Expression | None = None,
) -> pa.Table:
    """The requests of all runs, or of those that began on the day of ``since`` or later. Raises ``LakeError``."""
    first = "" if since is None else since.strftime(_RUN_DAY)
    found = without_folded((settings.lake / "fetches").glob("[!.]*.parquet"))
    paths = [path for path in found if last_of(path.stem) >= first]
    is_late = pc.field("run_id") >= first
    try:
        files = ds.dataset([str(path) for path in paths], schema=FETCHES, format="parquet")
        return files.to_table(columns=columns, filter=is_late if where is None else where & is_late)
    except (OSError, pa.ArrowException) as error:
        raise LakeError(f"The history of requests cannot be read: {error}. Delete the file that it names.") from error


def read_volumes(settings: Settings, now: datetime | None = None) -> tuple[Volume, ...]:
    """The volume of each source that was asked in the last 30 days, those with an alarm first, then by key."""
    now = now or datetime.now(UTC)
    runs: dict[str, dict[str, Asked]] = {}  # by source, then by run: a source may have several feeds
    columns = ["run_id", "source_key", "fetched_at", "n_listed", "n_new"]
    is_listing = pc.field("kind").isin(["feed", "sitemap"])
    for row in read_fetches(settings, now - timedelta(days=_DAYS), columns=columns, where=is_listing).to_pylist():
        of_source = runs.setdefault(row["source_key"], {})
        of_source[row["run_id"]] = _add(of_source.get(row["run_id"]), row)
    volumes = [volume_of(source_key, list(asked.values()), now) for source_key, asked in runs.items()]
    return tuple(sorted(volumes, key=lambda volume: (volume.alarm is None, volume.source_key)))


def _add(asked: Asked | None, row: Row) -> Asked:
    if asked is None:
        return Asked(row["fetched_at"], row["n_listed"], row["n_new"] or 0)
    counts = [count for count in (asked.n_listed, row["n_listed"]) if count is not None]
    return Asked(max(asked.at, row["fetched_at"]), sum(counts) if counts else None, asked.n_new + (row["n_new"] or 0))
