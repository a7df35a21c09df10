"""A lake in an object store: one machine builds from a working copy of it, others add batches and keep nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.small_lake import commit, faulty, flip, sound_rows
from warehouse.crash_points import CRASH_VARIABLE
from warehouse.errors import Busy, LakeError, StoreError
from warehouse.lake import committed_batches, ensure_lake, is_committed, read_batch, remove_orphans
from warehouse.lock import check_free, hold_lock
from warehouse.raw import has_raw, read_raw
from warehouse.repair import drop_damaged_copies
from warehouse.settings import Settings
from warehouse.shared_files import store_of
from warehouse.staged import clear_staged, read_staged, read_standing, stage_batch, stage_standing
from warehouse.working_copy import update_working_copy

WORKER = """
import sys
from pathlib import Path
import pyarrow as pa
from transforms.tables import DOCUMENTS, EDGE_LINES
from warehouse.lake import write_batch
from warehouse.settings import Settings
lines = pa.table({field.name: pa.array(["1"]).cast(field.type) for field in EDGE_LINES})
settings = Settings(root=Path(sys.argv[1]), store=sys.argv[2])
write_batch(settings, "r1-00000", {"documents": DOCUMENTS.empty_table(), "edge_lines": lines})
"""


@pytest.fixture
def builder(root: Path, store_url: str) -> Settings:
    """The machine that builds."""
    settings = Settings(root=root, store=store_url)
    root.mkdir()
    update_working_copy(settings)
    ensure_lake(settings)
    return settings


@pytest.fixture
def worker(builder: Settings, tmp_path: Path) -> Settings:
    """A machine that only works on batches: it has no root."""
    return replace(builder, root=tmp_path / "elsewhere")


def names(settings: Settings) -> set[str]:
    store = store_of(settings)
    assert store is not None
    return {found.name for found in store.walk("")}


def test_a_batch_that_another_machine_committed_is_sound_here(builder: Settings, worker: Settings) -> None:
    rows = sound_rows(worker)
    commit(worker, rows)
    assert is_committed(builder, "r1-00000")
    assert committed_batches(builder) == []  # until it is copied
    assert update_working_copy(builder) == 6  # four tables, the list of checksums and the copy of documents
    assert read_batch(builder, "r1-00000")["articles"].to_pylist()[0]["text"] == rows["articles"][0]["text"]
    assert faulty(builder) == {}
    assert update_working_copy(builder) == remove_orphans(builder) == 0
    assert read_raw(builder, rows["documents"][0]["raw_sha256"]) == b"bytes"
    assert not worker.root.exists()
    assert not builder.raw.exists()


def test_what_is_written_here_needs_no_copying(builder: Settings) -> None:
    commit(builder, sound_rows(builder))
    assert update_working_copy(builder) == 0
    assert faulty(builder) == {}


def test_the_copy_follows_what_is_replaced_and_deleted_elsewhere(builder: Settings, tmp_path: Path) -> None:
    commit(builder, sound_rows(builder))
    other = replace(builder, root=tmp_path / "next-builder")
    other.root.mkdir()
    update_working_copy(other)
    ensure_lake(other)
    commit(other, sound_rows(other), "r2-00000")
    for path in other.lake.glob("*/r1-00000.*"):
        path.unlink()  # of the copy alone: it comes back
    assert update_working_copy(other) == 6
    store = store_of(other)
    assert store is not None
    store.delete([name for name in names(other) if "r1-00000" in name])
    assert update_working_copy(builder) == 12
    assert committed_batches(builder) == ["r2-00000"]


def test_a_worker_that_is_killed_before_its_commit_leaves_nothing_that_counts(
    builder: Settings, worker: Settings
) -> None:
    command = [sys.executable, "-c", WORKER, str(worker.root), worker.store]
    environment = {**os.environ, CRASH_VARIABLE: "data file written"}
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL
    assert names(builder) == {"lake/edge_lines/r1-00000.parquet"}
    assert not worker.root.exists()
    update_working_copy(builder)
    assert committed_batches(builder) == []
    remove_orphans(builder)
    assert names(builder) == set()
    commit(worker, sound_rows(worker))
    update_working_copy(builder)
    assert faulty(builder) == {}


def test_damage_to_the_copy_is_found_and_mended_from_the_store(builder: Settings) -> None:
    commit(builder, sound_rows(builder))
    path = builder.lake / "articles" / "r1-00000.parquet"
    before, status = path.read_bytes(), path.stat()
    flip(path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))  # as a disk does
    assert "Files of batches match their checksums and columns" in faulty(builder)
    assert len(list(drop_damaged_copies(builder))) == update_working_copy(builder) == 1
    assert path.read_bytes() == before
    path.unlink()
    assert "The working copy of the lake is what the store holds" in faulty(builder)


def test_what_is_staged_reaches_a_worker_and_is_cleared(builder: Settings, worker: Settings) -> None:
    from transforms.tables import DOCUMENTS, REJECTS

    assert read_standing(worker) == {}
    stage_standing(builder, {"s1": frozenset({"Subscribe now"})})
    stage_batch(builder, "r1-00000", DOCUMENTS.empty_table(), REJECTS.empty_table())
    assert read_standing(worker) == {"s1": frozenset({"Subscribe now"})}
    assert [table.num_rows for table in read_staged(worker, "r1-00000")] == [0, 0]
    clear_staged(builder)
    assert names(builder) == set()


def test_one_machine_at_a_time_writes_to_a_store(builder: Settings, tmp_path: Path) -> None:
    other = replace(builder, root=tmp_path / "other")
    with hold_lock(builder, "one"):
        with pytest.raises(Busy, match=rf"{builder.store} is being written by run one .*delete {builder.store}/"):
            check_free(other)
        with pytest.raises(Busy), hold_lock(other, "two"):
            pytest.fail("two machines at once")
        store = store_of(builder)
        assert store is not None
        left = store.read(".lock.owner")
    assert names(builder) == set()
    assert store.create(".lock.owner", left)  # as a run leaves it that is killed
    with pytest.raises(Busy):
        check_free(other)
    with hold_lock(builder, "three"):
        pass
    with hold_lock(other, "two"):
        pass


def test_a_root_belongs_to_one_store(builder: Settings, tmp_path: Path) -> None:
    for settings in (replace(builder, store=""), replace(builder, store=f"{builder.store}-other")):
        with pytest.raises(LakeError, match=f"is a working copy of {builder.store}"):
            update_working_copy(settings)
    own = Settings(root=tmp_path / "own")
    ensure_lake(own)
    commit(own, sound_rows(own))
    with pytest.raises(LakeError, match="holds a lake of its own"):
        update_working_copy(replace(own, store=builder.store))
    assert committed_batches(own) == ["r1-00000"]


def test_a_store_that_lost_its_lake_does_not_take_the_copy_along(builder: Settings) -> None:
    commit(builder, sound_rows(builder))
    store = store_of(builder)
    assert store is not None
    store.delete(names(builder))
    with pytest.raises(LakeError, match="holds no lake any more"):
        update_working_copy(builder)
    assert committed_batches(builder) == ["r1-00000"]


def test_bytes_are_not_taken_for_lost_where_the_store_does_not_answer(
    root: Path, store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with pytest.raises(StoreError):
        has_raw(Settings(root=root, store=store_url), "a" * 64)
