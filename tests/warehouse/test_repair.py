"""What `dragoman verify --repair` makes again of a lake, what it leaves alone, and what guards it until then."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.rereading import repair_batches, reread_batch
from tests.warehouse.small_lake import commit, cut, faulty, flip, required, sound_rows
from transforms.tables import LAKE, table_of
from warehouse.checksums import amend_checksums
from warehouse.errors import LakeError
from warehouse.lake import (
    check_batches,
    committed_batches,
    ensure_lake,
    file_of,
    lost_batches,
    read_batch,
    read_table,
    remove_orphans,
    replace_batch,
)
from warehouse.raw import is_raw_sound, raw_path, store_raw
from warehouse.repair import list_checksums, remove_damaged_tables, renew_damaged_lists, restore_documents
from warehouse.replay import Catalogue
from warehouse.settings import Settings


@pytest.fixture
def settings(root: Path) -> Settings:
    settings = Settings(root=root, n_workers=1)
    ensure_lake(settings)
    return settings


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink])
def test_a_damaged_table_of_documents_is_restored_from_its_copy(
    settings: Settings, damage: Callable[[Path], None]
) -> None:
    commit(settings, sound_rows(settings))
    path = settings.lake / "documents" / "r1-00000.parquet"
    before = path.read_bytes()
    damage(path)
    assert str(path) in faulty(settings)["Files of batches match their checksums and columns"].faults[0]
    if lost_batches(settings):
        with pytest.raises(LakeError, match="is missing"):
            remove_orphans(settings)
    assert list(restore_documents(settings)) == [f"{path}, from its copy"]
    assert path.read_bytes() == before
    assert faulty(settings) == {}


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _flip_letter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"documents/", b"documentr/"))


def _flip_digit(path: Path) -> None:
    lines = path.read_text().splitlines(keepends=True)
    other = {"0": "1"}
    path.write_text("".join(other.get(line[5], "0").join((line[:5], line[6:])) for line in lines))


def _other_digest(path: Path) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join("a" * 64 + line[64:] if "documents/" in line else line for line in lines))


def _cut_to_line(path: Path) -> None:
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:1]))


def _strange_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:70] + b"\xff" + path.read_bytes()[71:])


@pytest.mark.parametrize("damage", [cut, _cut_to_line, _flip_letter, _flip_digit, _other_digest, _strange_byte, _empty])
def test_a_damaged_list_is_made_anew_and_nothing_of_its_batch_is_lost(
    settings: Settings, damage: Callable[[Path], None]
) -> None:
    commit(settings, sound_rows(settings))
    before = {path: path.read_bytes() for path in settings.lake.rglob("r1-*")}
    path = settings.lake / "checksums" / "r1-00000.sha256"
    damage(path)
    assert str(path) in str(faulty(settings)) or "r1-00000" in str(faulty(settings))
    assert list(renew_damaged_lists(settings)) == [f"{path}, made anew of its files as they are"]
    assert [*restore_documents(settings), *list_checksums(settings), *remove_damaged_tables(settings)] == []
    assert {path: path.read_bytes() for path in settings.lake.rglob("r1-*")} == before
    assert list(renew_damaged_lists(settings)) == []


@pytest.mark.parametrize("damage", [_flip_digit, _cut_to_line])
def test_a_table_of_documents_comes_back_where_its_list_is_damaged_too(
    settings: Settings, damage: Callable[[Path], None]
) -> None:
    commit(settings, sound_rows(settings))
    damage(settings.lake / "checksums" / "r1-00000.sha256")
    path = file_of(settings, "documents", "r1-00000")
    path.unlink()
    assert len(list(renew_damaged_lists(settings))) == 1
    assert list(restore_documents(settings)) == [f"{path}, from its copy"]
    assert faulty(settings) == {}


def test_what_a_damaged_list_still_says_counts(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    _flip_letter(settings.lake / "checksums" / "r1-00000.sha256")
    articles, mentions, rejects = (
        file_of(settings, name, "r1-00000") for name in ("articles", "person_mentions", "rejects")
    )
    mentions.unlink()
    assert len(list(renew_damaged_lists(settings))) == 1
    assert remove_damaged_tables(settings) == ["r1-00000"]
    assert (articles.exists(), rejects.exists()) == (True, True), "only what was damaged is removed"


def test_a_sound_list_of_damaged_files_stays_as_it_is(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    for name in ("documents", "articles"):
        flip(file_of(settings, name, "r1-00000"))
    assert list(renew_damaged_lists(settings)) == []
    assert len(list(restore_documents(settings))) == 1
    assert remove_damaged_tables(settings) == ["r1-00000"]
    left = {path.parent.name for path in settings.lake.glob("*/r1-00000.parquet")}
    assert left == {"documents", "rejects"}, "without articles nobody knows whose the reported rows are"


def test_a_missing_copy_of_documents_is_named_and_made(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    copy = settings.lake / "checksums" / "r1-00000.documents.parquet"
    for make in (remove_orphans, lambda settings: list(restore_documents(settings))):
        copy.unlink()
        assert str(copy) in str(faulty(settings)["Files of batches match their checksums and columns"].faults)
        make(settings)
        assert faulty(settings) == {}
    flip(copy)
    assert str(copy) in str(faulty(settings)["Files of batches match their checksums and columns"].faults)
    assert len(list(restore_documents(settings))) == 1
    assert faulty(settings) == {}


def test_notes_that_were_stopped_twice_leave_the_file_known(settings: Settings, tmp_path: Path) -> None:
    commit(settings, sound_rows(settings))
    present = read_batch(settings, "r1-00000")
    for reader in ("code 1", "code 2"):  # written beside the file, whose place they never took
        path = tmp_path / reader
        pq.write_table(_read_by(present, reader), path)
        amend_checksums(settings, "r1-00000", "documents/r1-00000.parquet", path)
        check_batches(settings)
    assert list(restore_documents(settings)) == []
    replace_batch(settings, "r1-00000", present | {"documents": _read_by(present, "code 3")}, present)
    assert faulty(settings) == {}
    assert committed_batches(settings) == ["r1-00000"]


def _read_by(present: dict[str, pa.Table], reader: str) -> pa.Table:
    rows = present["documents"].to_pylist()
    return table_of([row | {"read_by": reader} for row in rows], LAKE["documents"])


@pytest.mark.parametrize("lose", [flip, Path.unlink])
def test_documents_whose_bytes_are_lost_keep_the_rows_that_are_left(
    settings: Settings, lose: Callable[[Path], None]
) -> None:
    commit(settings, sound_rows(settings))
    kept = {name: read_table(settings, name).to_pylist() for name in ("documents", "articles", "rejects")}
    (raw,) = settings.raw.glob("??/*.zst")
    lose(raw)
    flip(file_of(settings, "person_mentions", "r1-00000"))
    assert repair_batches(settings, remove_damaged_tables(settings)) == ["r1-00000.1"]
    assert {name: read_table(settings, name).to_pylist() for name in kept} == kept
    assert read_table(settings, "person_mentions").num_rows == 0
    check_batches(settings)


def test_a_batch_is_not_read_again_while_a_file_of_it_is_gone(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    file_of(settings, "person_mentions", "r1-00000").unlink()
    commit(settings, {"documents": []}, "r2-00000")
    check_batches(settings, ["r2-00000"])
    with pytest.raises(LakeError, match=r"person_mentions.* is missing"):
        reread_batch(settings, "r1-00000")
    assert committed_batches(settings) == ["r1-00000", "r2-00000"]


def test_a_page_is_replayed_with_all_its_versions_or_not_at_all(settings: Settings) -> None:
    for name in (b"one", b"two", b"three"):
        store_raw(settings, hashlib.sha256(name).hexdigest(), name)
    rows = [
        required("documents", document_id=f"doc-{n}", uri=uri, raw_sha256=hashlib.sha256(name).hexdigest())
        for n, (uri, name) in enumerate((("file:///a", b"one"), ("file:///a", b"two"), ("file:///b", b"three")))
    ]
    commit(settings, {"documents": rows})
    catalogue = Catalogue(settings)
    asked = catalogue.of_batches(["r1-00000"])
    assert len(catalogue.with_versions(asked)) == 3
    flip(raw_path(settings, rows[1]["raw_sha256"]))
    assert not is_raw_sound(settings, rows[1]["raw_sha256"])
    assert [row["document_id"] for row in catalogue.with_versions(asked, is_repair=True)] == ["doc-0", "doc-2"]
    raw_path(settings, rows[1]["raw_sha256"]).unlink()
    assert [row["document_id"] for row in catalogue.with_versions(asked, is_repair=True)] == ["doc-0", "doc-2"]
    assert [row["document_id"] for row in catalogue.with_versions(asked)] == ["doc-2"]
