"""Publishing: what dbt built becomes a snapshot, and readers are switched to it in one step.

A snapshot is a folder of Parquet files, complete before it gets its name, with a manifest that names the snapshot
before it and a ``datapackage.json`` that describes tables, columns and keys. ``public`` is a link to the newest one,
and swapping that link is the commit: a run that is killed earlier leaves nothing but orphans, which the next publishing
removes.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import duckdb

from transforms.tables import IDENTITIES, LAKE
from warehouse.build_database import clear_build, is_kept, new_batches_folder, project_files
from warehouse.crash_points import reach
from warehouse.decision_files import paths_to_read
from warehouse.errors import PublishError
from warehouse.files import replacing
from warehouse.lake import COMMIT_TABLE
from warehouse.member_decisions import NAME as MEMBER_DECISIONS
from warehouse.settings import Settings, project_dir
from warehouse.snapshot_files import forget_marks, write_parquet

# DuckDB 1.5 opens what is written for it; the default of 2.0 shuts older readers out.
STORAGE_VERSION = "v1.5.0"

_MANIFEST = "snapshot.json"
_MACROS = Path(__file__).with_name("public_macros.sql")
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_TEMPORARY_LINK = ".public.tmp"


@dataclass(frozen=True, slots=True)
class Published:
    """A snapshot that readers see, and the number of rows of each of its tables."""

    snapshot_id: str
    n_rows: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Manifest:
    snapshot_id: str
    previous_snapshot_id: str | None
    fingerprint: str
    n_rows: dict[str, int]


def build_environment(settings: Settings) -> dict[str, str]:
    """The environment variables that dbt_project.yml, profiles.yml and dbt itself read; makes the folder of the build.

    dbt is to run in that folder: what it remembers of the models is then the same under every root. It writes there
    only, and asks nothing of the network; its unit tests are left to the tests.
    """
    settings.build.mkdir(parents=True, exist_ok=True)
    paths = {
        "DRAGOMAN_LAKE": settings.lake,
        "DRAGOMAN_NEW_BATCHES": new_batches_folder(settings),
        "DRAGOMAN_BUILD_DATABASE": settings.build_database,
        "DRAGOMAN_SCRATCH_DATABASE": settings.scratch_database,
    }
    return {
        **{name: os.path.relpath(path, settings.build) for name, path in paths.items()},
        "DRAGOMAN_STORAGE_VERSION": STORAGE_VERSION,
        "DBT_TARGET_PATH": str(settings.build / "target"),
        "DBT_LOG_PATH": str(settings.build / "logs"),
        "DBT_LOG_LEVEL_FILE": "none",  # the run tells what failed; a log would cost an eighth of the build
        "DBT_EXCLUDE_RESOURCE_TYPES": "unit_test",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
    }


def fingerprint(settings: Settings, project: Path) -> str:
    """A name for what a build would publish: equal lakes under equal models have equal names.

    Rows of ``runs`` do not count, else every run would have something to publish.
    """
    digest = hashlib.sha256()
    for path in _lake_files(settings):
        entry = f"{path.parent.name}/{path.name}"
        if path.parent.name != COMMIT_TABLE:  # a replay may note there by which code it read the same
            entry += f":{path.stat().st_size}"
        if path.parent.name in IDENTITIES:  # rewritten under the same name
            entry += f":{hashlib.sha256(path.read_bytes()).hexdigest()}"
        digest.update(f"{entry}\n".encode())
    decisions = paths_to_read(project, settings, MEMBER_DECISIONS)
    for path in (*project_files(project), *decisions, _MACROS):
        digest.update(f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def published_fingerprint(settings: Settings) -> str | None:
    """The fingerprint of what readers see; None where nothing is published, or only in part."""
    manifest = _read_manifest(settings.public)
    return manifest.fingerprint if manifest and settings.database.is_file() else None


def published_snapshot_id(settings: Settings) -> str | None:
    """The id of the snapshot that readers see; None where nothing is published."""
    manifest = _read_manifest(settings.public)
    return manifest.snapshot_id if manifest else None


def read_published(settings: Settings) -> Published | None:
    """What readers see, as its manifest has it; None where nothing is published, or the manifest cannot be read."""
    manifest = _read_manifest(settings.public)
    return Published(manifest.snapshot_id, manifest.n_rows) if manifest else None


def outdate_published(settings: Settings) -> None:
    """Let what readers see count as outdated, so that all tables are built and published anew; they keep it till then.

    To be called by the holder of the lock.
    """
    folder = settings.public.resolve()
    manifest = _read_manifest(folder)
    if manifest is None:
        (folder / _MANIFEST).unlink(missing_ok=True)
    else:
        with replacing(folder / _MANIFEST) as temporary:
            _write_manifest(temporary, replace(manifest, fingerprint=""))
    forget_marks(folder)
    clear_build(settings)


def publish_snapshot(settings: Settings, snapshot_id: str, project: Path | None = None) -> Published:
    """Copy the tables that dbt built into a new snapshot and a new DuckDB file, and switch readers to them.

    To be called by the holder of the lock, once dbt's tests have passed. Publishing the snapshot that is published
    already changes nothing. Raises ``PublishError``; readers then keep the previous snapshot.
    """
    if not _SAFE_ID.fullmatch(snapshot_id):
        raise PublishError(f"{snapshot_id!r} cannot name a snapshot. Use letters, digits, dots, hyphens, underscores.")
    current = _read_manifest(settings.public)
    if current and current.snapshot_id == snapshot_id and settings.database.is_file():
        return Published(snapshot_id, current.n_rows)
    if not settings.build_database.is_file():
        raise PublishError(f"{settings.build_database} is missing: nothing was built. Run dbt build first.")
    mark = fingerprint(settings, project or project_dir())
    try:
        _remove_orphans(settings)
        folder = settings.snapshots / f".{snapshot_id}.tmp"
        folder.mkdir(parents=True)
        new_database = settings.build / "warehouse.duckdb"
        n_rows = _copy_tables(settings.build_database, new_database)
        write_parquet(new_database, folder, project or project_dir(), snapshot_id, settings.public if current else None)
        previous = current.snapshot_id if current else None
        manifest = _Manifest(snapshot_id, previous, mark, n_rows)
        _write_manifest(folder / _MANIFEST, manifest)
        reach("tables copied")
        _switch_readers(settings, folder, snapshot_id, new_database)
    except (OSError, duckdb.Error) as error:
        raise PublishError(
            f"snapshot {snapshot_id} could not be published under {settings.root}: {error}. "
            "The previous snapshot is still served; free space or fix the rights, then run again."
        ) from error
    with suppress(OSError):  # readers have the new snapshot; what stays is removed next time
        _remove_orphans(settings)
        if not is_kept(settings):
            clear_build(settings)
    return Published(snapshot_id, n_rows)


def _copy_tables(build_database: Path, new_database: Path) -> dict[str, int]:
    """The build database byte by byte, with the public macros; the number of rows of each table.

    dbt keeps public tables there and no others, so nothing is read row by row.
    """
    for suffix in ("", ".wal"):  # what DuckDB has not moved into the file yet
        if Path(f"{build_database}{suffix}").is_file():
            shutil.copyfile(f"{build_database}{suffix}", f"{new_database}{suffix}")
    with duckdb.connect(str(new_database)) as connection:
        connection.execute(_MACROS.read_text(encoding="utf-8"))
        names = connection.execute(
            "select table_name from duckdb_tables() where database_name = current_database() order by table_name"
        ).fetchall()
        return {name: len(connection.table(_quote_name(name))) for (name,) in names}


def _switch_readers(settings: Settings, folder: Path, snapshot_id: str, new_database: Path) -> None:
    """Name the snapshot, replace the DuckDB file, swap the link: who has the old ones open keeps them."""
    folder.rename(settings.snapshots / snapshot_id)
    reach("snapshot named")
    os.replace(new_database, settings.database)
    reach("database replaced")
    link = settings.root / _TEMPORARY_LINK
    link.symlink_to(Path(settings.snapshots.name) / snapshot_id, target_is_directory=True)
    os.replace(link, settings.public)
    reach("readers switched")


def _remove_orphans(settings: Settings) -> None:
    """Remove all that is neither the published snapshot nor one of the last few before it."""
    (settings.root / _TEMPORARY_LINK).unlink(missing_ok=True)
    for leftover in settings.build.glob("warehouse.duckdb*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
    kept = {settings.public.resolve().name, *_last_snapshots(settings)}
    for folder in settings.snapshots.glob("*"):
        if folder.name not in kept:
            shutil.rmtree(folder)


def _last_snapshots(settings: Settings) -> Iterator[str]:
    """Ids of the published snapshot and of those that stood before it, newest first, as many as are kept."""
    manifest = _read_manifest(settings.public)
    for _ in range(settings.n_snapshots_kept):
        if manifest is None:
            return
        yield manifest.snapshot_id
        previous = manifest.previous_snapshot_id
        manifest = _read_manifest(settings.snapshots / previous) if previous else None


def _write_manifest(path: Path, manifest: _Manifest) -> None:
    path.write_text(json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _read_manifest(folder: Path) -> _Manifest | None:
    """The manifest of a snapshot; None where there is none that can be read."""
    try:
        values = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return _Manifest(**values)
    except (OSError, ValueError, TypeError):
        return None


def _lake_files(settings: Settings) -> list[Path]:
    return sorted(path for name in LAKE if name != "runs" for path in (settings.lake / name).glob("*.parquet"))


def _quote_name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
