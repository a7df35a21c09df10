"""A build database is taken up where it was left whole, and only there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from transforms.tables import LAKE
from warehouse.build_database import is_kept, name_models, new_batches_folder, note_build, prepare_build
from warehouse.lake import ensure_lake, write_batch
from warehouse.settings import Settings, project_dir

NO_ROWS = {"documents": LAKE["documents"].empty_table()}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project" / "sql").mkdir(parents=True)
    (tmp_path / "project" / "sql" / "model.sql").write_text("select 1")
    (tmp_path / "project" / "seeds").mkdir()
    shutil.copy(project_dir() / "seeds" / "member_decisions.csv", tmp_path / "project" / "seeds")
    return tmp_path / "project"


@pytest.fixture
def settings(tmp_path: Path, project: Path) -> Settings:
    """A root whose build database holds the batch b1."""
    settings = Settings(root=tmp_path / "root")
    ensure_lake(settings)
    write_batch(settings, "b1", NO_ROWS)
    _put(settings, "b1")
    held = prepare_build(settings, project)
    settings.build_database.write_text("as built")
    settings.scratch_database.write_text("as built")
    note_build(settings, held)
    return settings


def _put(settings: Settings, batch_id: str, source: str = "0") -> None:
    """A file of articles; only its name and size count here."""
    shutil.copy(settings.lake / "articles" / f"{source}.parquet", settings.lake / "articles" / f"{batch_id}.parquet")


def _new(settings: Settings) -> set[str]:
    return set(os.listdir(new_batches_folder(settings) / "articles")) - {"0.parquet"}


def test_only_new_batches_are_laid_out(settings: Settings, project: Path) -> None:
    write_batch(settings, "b2", NO_ROWS)
    _put(settings, "b2")
    prepare_build(settings, project)
    assert _new(settings) == {"b2.parquet"}
    assert settings.build_database.read_text() == "as built"


def test_models_that_lie_elsewhere_now_are_read_anew_and_nothing_is_built_anew(
    settings: Settings, project: Path, tmp_path: Path
) -> None:
    name = name_models(project)
    moved = project.rename(tmp_path / "elsewhere")
    assert name_models(moved) != name
    prepare_build(settings, moved)
    assert settings.build_database.read_text() == "as built"


def test_a_build_that_was_stopped_is_not_taken_up(settings: Settings, project: Path) -> None:
    prepare_build(settings, project)
    assert not is_kept(settings)
    prepare_build(settings, project)
    assert _new(settings) == {"b1.parquet"}
    assert not settings.build_database.exists()


def test_other_models_build_anew(settings: Settings, project: Path) -> None:
    (project / "sql" / "model.sql").write_text("select 2")
    prepare_build(settings, project)
    assert _new(settings) == {"b1.parquet"}
    assert not settings.build_database.exists()


@pytest.mark.parametrize("change", ["removed", "rewritten", "database removed", "scratch removed", "note damaged"])
def test_what_is_not_as_it_was_is_built_anew(change: str, settings: Settings, project: Path) -> None:
    if change == "removed":
        (settings.lake / "documents" / "b1.parquet").unlink()
    elif change == "rewritten":
        (settings.lake / "articles" / "b1.parquet").write_bytes(b"other")
    elif change == "database removed":
        settings.build_database.unlink()
    elif change == "scratch removed":
        settings.scratch_database.unlink()
    else:
        (settings.build / "build.json").write_text("{")
    prepare_build(settings, project)
    assert not settings.build_database.exists()
    assert _new(settings) == (set() if change == "removed" else {"b1.parquet"})
