"""Where things are, and the limits that a run keeps. Every path hangs from one root; nothing else is written."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from warehouse.errors import InputError

ROOT_VARIABLE = "DRAGOMAN_ROOT"
DASK_VARIABLE = "DRAGOMAN_DASK"
STORE_VARIABLE = "DRAGOMAN_STORE"
BATCH_VARIABLE = "DRAGOMAN_BATCH_DOCUMENTS"
WORKERS_VARIABLE = "DRAGOMAN_WORKERS"
CACHE_VARIABLE = "DRAGOMAN_CACHE"
LOCAL_CLUSTER = "local"

_BATCH_DOCUMENTS = 100
_STORE = re.compile(r"s3://[a-zA-Z0-9._-]+(/[^/?#@]+)*")


@dataclass(frozen=True, slots=True)
class Settings:
    """The data root and the limits. Make one with ``Settings.load``."""

    root: Path
    max_document_bytes: int = 10_000_000
    page_seconds: float = 30.0  # wall time, above 0, that reading one page may take; mean pages take 0.05
    batch_documents: int = _BATCH_DOCUMENTS
    folded_from: int = 64  # so many small files of earlier runs are put together into few
    n_workers: int = 2  # batches at a time, each with a process that reads and one that tags
    dask: str = ""  # address of a scheduler of Dask, or ``local`` for a cluster of this machine; else this machine
    store: str = ""  # s3://BUCKET/FOLDER, where the lake and the raw bytes are shared with other machines; else disk
    retry_seconds: float = 900.0  # until a page that could not be fetched is asked for again; doubles each time
    n_snapshots_kept: int = 3
    cache: Path | None = None  # what roots share, so that each need not begin with it; it can be deleted at any time

    @classmethod
    def load(cls, root: Path | str | None = None) -> Settings:
        """The root as given, else the environment's ``DRAGOMAN_ROOT``, else ``./data``; always absolute.

        ``DRAGOMAN_DASK`` gives ``dask``, ``DRAGOMAN_STORE`` gives ``store``, ``DRAGOMAN_BATCH_DOCUMENTS`` and
        ``DRAGOMAN_WORKERS`` give ``batch_documents`` and ``n_workers``, else the machine's cores; ``DRAGOMAN_CACHE``
        gives ``cache``. Raises ``InputError`` for a store that is none and a number below 1.
        """
        chosen = root or os.environ.get(ROOT_VARIABLE) or "data"
        dask = os.environ.get(DASK_VARIABLE, "")
        store = os.environ.get(STORE_VARIABLE, "").rstrip("/")
        cache = os.environ.get(CACHE_VARIABLE)
        if store and not _STORE.fullmatch(store):  # it is not shown: keys may stand in it
            raise InputError(
                f"{STORE_VARIABLE} is not s3://BUCKET or s3://BUCKET/FOLDER. Keys have their own variables."
            )
        return cls(
            root=Path(chosen).expanduser().absolute(),
            batch_documents=_number_in(BATCH_VARIABLE, _BATCH_DOCUMENTS),
            n_workers=_number_in(WORKERS_VARIABLE, os.cpu_count() or 1),
            dask=dask,
            store=store,
            cache=Path(cache).expanduser().absolute() if cache else None,
        )

    @property
    def lake(self) -> Path:
        """``lake/<table>/<batch_id>.parquet``: immutable files, one a batch and table; of a store's, a working copy."""
        return self.root / "lake"

    @property
    def raw(self) -> Path:
        """Raw bytes of documents, named by their SHA-256."""
        return self.root / "raw"

    @property
    def build(self) -> Path:
        """Private to the run that holds the lock: the database that dbt builds, its target and its logs."""
        return self.root / "build"

    @property
    def build_database(self) -> Path:
        """The public tables as dbt builds them; no reader ever opens it."""
        return self.build / "build.duckdb"

    @property
    def scratch_database(self) -> Path:
        """What dbt makes on the way to the public tables."""
        return self.build / "scratch.duckdb"

    @property
    def snapshots(self) -> Path:
        """``snapshots/<snapshot_id>/<table>/*.parquet``: what ``public`` points to, and the last few before it."""
        return self.root / "snapshots"

    @property
    def public(self) -> Path:
        """A link to the newest snapshot: what readers of Parquet open."""
        return self.root / "public"

    @property
    def database(self) -> Path:
        """The published DuckDB file: what readers of SQL open."""
        return self.root / "warehouse.duckdb"

    @property
    def lock_file(self) -> Path:
        """Held by the one run that writes under this root."""
        return self.root / ".lock"


def project_dir() -> Path:
    """The folder with dbt_project.yml, sql/ and seeds/: the checkout, or what an installed wheel carries."""
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "dbt_project.yml").is_file() else package / "project"


def _number_in(variable: str, default: int) -> int:
    """A whole number from the environment. Raises ``InputError``."""
    value = os.environ.get(variable, "").strip()
    if value and not (value.isascii() and value.isdigit() and int(value)):
        raise InputError(f"{variable} is {value!r}, and not a whole number above 0.")
    return int(value) if value else default
