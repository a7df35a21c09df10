"""What `dragoman verify` says of a lake in which something is wrong: rows that no run would write, files that changed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.progress import Observer
from tests.warehouse.small_lake import NOW, Rows, commit, cut, faulty, flip, sound_rows
from transforms.records import reject_row
from warehouse.errors import LakeError
from warehouse.lake import (
    check_batches,
    ensure_lake,
)
from warehouse.raw import raw_path
from warehouse.settings import Settings
from warehouse.verify import verify


@pytest.fixture
def settings(root: Path) -> Settings:
    settings = Settings(root=root, n_workers=1)
    ensure_lake(settings)
    return settings


def test_a_sound_lake_has_no_faults(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    assert faulty(settings) == {}
    checked = {check.name: check.n_checked for check in verify(settings, Observer()).checks}
    assert checked["Documents have their raw bytes"] == 2
    assert checked["Files of batches match their checksums and columns"] == 4
    assert checked["Quotes stand in their texts: text[start_char:end_char] = quote"] == 1


def test_where_nothing_is_there_is_nothing_to_verify(root: Path) -> None:
    with pytest.raises(LakeError, match="holds no warehouse"):
        verify(Settings(root=root), Observer())


def _shift(rows: Rows) -> None:
    rows["person_mentions"][0]["start_char"] += 1


def _strange_version(rows: Rows) -> None:
    rows["person_mentions"][0]["content_sha256"] = "v2"


def _same_key(rows: Rows) -> None:
    rows["person_mentions"] *= 2


def _no_outcome(rows: Rows) -> None:
    rows["rejects"] = []


def _two_outcomes(rows: Rows) -> None:
    rows["rejects"][0]["document_id"] = "doc-1"
    rows["documents"].pop()


def _no_document(rows: Rows) -> None:
    rows["articles"][0]["document_id"] = "doc-9"


KEYS = "Keys in the lake are unique and not null"
RELATIONS = "Rows in the lake refer to rows that are there"
OUTCOMES = "Each document is an article, a reject or a duplicate"
QUOTES = "Quotes stand in their texts"


@pytest.mark.parametrize(
    ("spoil", "names", "words"),
    [
        (_shift, {QUOTES}, "person_mentions: 'Ida Bergström' is not what article art-1 has there"),
        (_strange_version, {RELATIONS, QUOTES}, "articles lacks the article_id and content_sha256 art-1 | v2"),
        (_same_key, {KEYS}, "person_mentions: 2 rows with the key men-1"),
        (_no_outcome, {OUTCOMES}, "file:///2 came to nothing"),
        (_two_outcomes, {OUTCOMES}, "file:///1 is 1 articles, 1 rejects, 0 duplicates at once"),
        (_no_document, {RELATIONS, OUTCOMES}, "documents lacks the document_id doc-9"),
    ],
)
def test_rows_that_are_wrong_are_named(
    settings: Settings, spoil: Callable[[Rows], None], names: set[str], words: str
) -> None:
    rows = sound_rows(settings)
    spoil(rows)
    commit(settings, rows)
    found = faulty(settings)
    assert set(found) == names
    assert any(words in fault for check in found.values() for fault in check.faults)
    assert all(check.repair for check in found.values())


def test_lost_bytes_of_a_document_are_named_unless_there_were_too_many(settings: Settings) -> None:
    rows = sound_rows(settings)
    rows["documents"][1]["raw_sha256"] = "b" * 64
    commit(settings, rows)
    (check,) = faulty(settings).values()
    assert check.faults == [f"{raw_path(settings, 'b' * 64)} is missing: the bytes of file:///2"]
    large = {"documents": [{**rows["documents"][1], "document_id": "doc-3", "raw_sha256": "c" * 64}]}
    large["rejects"] = [reject_row(large["documents"][0], "ingest", "too_large", "", NOW)]
    commit(settings, large, "r1-00001")
    assert [check.n_faults for check in faulty(settings).values()] == [1]


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink])
@pytest.mark.parametrize("table", ["articles", "person_mentions", "rejects"])
def test_a_damaged_file_is_named_and_the_build_refuses(
    settings: Settings, table: str, damage: Callable[[Path], None]
) -> None:
    commit(settings, sound_rows(settings))
    check_batches(settings)
    path = settings.lake / table / "r1-00000.parquet"
    damage(path)
    check = faulty(settings)["Files of batches match their checksums and columns"]
    assert [fault.split()[0] for fault in check.faults] == [str(path)]
    with pytest.raises(LakeError, match=f"{path} .*verify --repair"):
        check_batches(settings)


def test_a_file_in_other_columns_is_named(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    path = settings.lake / "articles" / "r1-00000.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns(["text"]).rename_columns({"word_count": "words"}), path)
    (settings.lake / "checksums" / "r1-00000.sha256").unlink()  # as an earlier version would have it
    faults = " ".join(faulty(settings)["Files of batches match their checksums and columns"].faults)
    assert f"{path} lacks the column text" in faults
    assert f"{path} lacks the column word_count" in faults
    assert "no list of checksums" in faults


def test_a_raw_file_that_changed_is_named(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    (path,) = settings.raw.glob("??/*.zst")
    flip(path)
    assert str(path) in faulty(settings)["Raw files hold the bytes they are named after"].faults[0]


def test_the_lists_are_those_of_sha256sum(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    command = ["sha256sum", "--check", "--quiet", "checksums/r1-00000.sha256"]
    assert subprocess.run(command, cwd=settings.lake, check=False).returncode == 0
    flip(settings.lake / "articles" / "r1-00000.parquet")
    assert subprocess.run(command, cwd=settings.lake, check=False, capture_output=True).returncode == 1


def test_the_command_leaves_with_one_where_a_fault_is_found(settings: Settings) -> None:
    commit(settings, sound_rows(settings))
    command = ["verify", "--root", str(settings.root)]
    sound = CliRunner().invoke(app, command)
    assert sound.exit_code == 0, sound.output
    assert "is sound." in sound.output
    path = settings.lake / "articles" / "r1-00000.parquet"
    flip(path)
    faulty = CliRunner().invoke(app, [*command, "--json"])
    assert faulty.exit_code == 1
    told = json.loads(faulty.stdout)
    assert told["is_sound"] is False
    assert any(str(path) in fault for check in told["checks"] for fault in check["faults"])
    assert "Repair: `dragoman verify --repair`" in CliRunner().invoke(app, command).output
