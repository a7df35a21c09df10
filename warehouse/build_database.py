"""The build database between runs: it keeps what dbt read of the batches it holds, and dbt reads only the new ones.

It is taken up only where its last build passed, under the same models, and where all batches it holds are still in the
lake as they were; else all is built anew. A note beside it tells that; it is away while a build changes the database.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

from transforms.tables import LAKE
from warehouse.lake import BATCH_TABLES, COMMIT_TABLE, committed_batches, ensure_lake, follow_folds
from warehouse.member_decisions import write_member_decisions
from warehouse.settings import Settings

_NOTE = "build.json"


@dataclass(frozen=True, slots=True)
class Held:
    """What a build database holds: batches with their size in bytes, and the models that built it."""

    models: str
    batches: dict[str, int]


def new_batches_folder(settings: Settings) -> Path:
    """``<table>/<batch_id>.parquet``: links to the files of the lake that the build database does not hold yet."""
    return settings.build / "new_batches"


def prepare_build(settings: Settings, project: Path) -> Held:
    """Lay out the batches that the build database lacks, and empty it where it cannot be taken up.

    To be called by the holder of the lock, right before dbt builds; where that passes, ``note_build`` is to be called
    with what this returns: what the database holds then.
    """
    ensure_lake(settings)
    held = _read_note(settings)
    _note_path(settings).unlink(missing_ok=True)
    wanted = Held(_digest_of_models(project), _present_batches(settings))
    if held is not None:
        held = _follow_folds(settings, held, wanted)
    if held is None or not _can_be_taken_up(settings, held, wanted):
        clear_build(settings)
        held = None
    known = held.batches if held else {}
    _link_batches(settings, [batch_id for batch_id in wanted.batches if batch_id not in known])
    write_member_decisions(project, settings, new_batches_folder(settings))
    return wanted


def note_build(settings: Settings, held: Held) -> None:
    """The build passed its tests: the next one may go on from it."""
    _note_path(settings).write_text(json.dumps(asdict(held)), encoding="utf-8")


def is_kept(settings: Settings) -> bool:
    """Whether the next build may go on from this database."""
    return _note_path(settings).is_file()


def name_models(project: Path) -> str:
    """A name for the models of today and where they lie: what dbt remembers of them names their files."""
    return f"{_digest_of_models(project)} {project}"


def clear_build(settings: Settings) -> None:
    """Remove the build database: the next build holds the tables of the present models and no others."""
    _note_path(settings).unlink(missing_ok=True)
    for database in (settings.build_database, settings.scratch_database):
        for suffix in ("", ".wal"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)


def project_files(project: Path) -> list[Path]:
    """All files of the project that say what the tables hold, but those of decisions, which grow as articles do."""
    models = [path for path in (project / "sql").rglob("*") if path.suffix in (".sql", ".yml")]
    seeds = [path for path in (project / "seeds").glob("*.csv") if not path.stem.endswith("_decisions")]
    files = [*sorted(models), *sorted(seeds), project / "dbt_project.yml"]
    return [path for path in files if path.is_file()]


def _follow_folds(settings: Settings, held: Held, wanted: Held) -> Held:
    """What the database holds, by the names that its batches have now."""
    followed = follow_folds(settings, held.batches)
    return replace(held, batches={one: held.batches.get(one, wanted.batches.get(one, 0)) for one in followed})


def _can_be_taken_up(settings: Settings, held: Held, wanted: Held) -> bool:
    are_there = settings.build_database.is_file() and settings.scratch_database.is_file()
    return are_there and held.models == wanted.models and held.batches.items() <= wanted.batches.items()


def _read_note(settings: Settings) -> Held | None:
    try:
        note = json.loads(_note_path(settings).read_text(encoding="utf-8"))
        return Held(note["models"], note["batches"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _note_path(settings: Settings) -> Path:
    return settings.build / _NOTE


def _digest_of_models(project: Path) -> str:
    """A name for all that makes and tests tables of the lake: models, the columns they read, and who runs them."""
    digest = hashlib.sha256(repr([version("dbt-core"), version("dbt-duckdb"), version("duckdb"), LAKE]).encode())
    tests = sorted((project / "tests" / "sql").rglob("*.sql"))
    for path in (*project_files(project), *tests):
        digest.update(f"{path.name}:{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _present_batches(settings: Settings) -> dict[str, int]:
    """The committed batches, each with the size of its files of rows that models read."""
    sizes = dict.fromkeys(committed_batches(settings), 0)
    for name in {*BATCH_TABLES} - {COMMIT_TABLE}:  # a replay may note in that one how it read the documents
        for path in (settings.lake / name).glob("*.parquet"):
            if path.stem in sizes:
                sizes[path.stem] += path.stat().st_size
    return sizes


def _link_batches(settings: Settings, batch_ids: list[str]) -> None:
    folder = new_batches_folder(settings)
    shutil.rmtree(folder, ignore_errors=True)
    for name in BATCH_TABLES:
        (folder / name).mkdir(parents=True)
        for stem in ("0", *batch_ids):  # the file of no rows too
            path = settings.lake / name / f"{stem}.parquet"
            if path.is_file():
                (folder / name / path.name).symlink_to(path)
