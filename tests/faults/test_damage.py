"""Bytes that rot: the run refuses to build of them and says where, and what was read is read again from raw bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.progress import Observer
from tests.faults.runs import Case, Tables
from transforms.tables import IDENTITIES
from warehouse.errors import LakeError
from warehouse.lake import committed_batches, ensure_lake, read_table
from warehouse.verify import verify


def _flip(path: Path, at: float = 0.5) -> Path:
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= 0x10
    path.write_bytes(data)
    return path


def _damage_everything(case: Case) -> list[Path]:
    """A file of each kind, each in another way; the run of all of them still has its batches."""
    lake, (first, *_) = case.settings.lake, committed_batches(case.settings)
    cut = lake / "person_mentions" / f"{first}.parquet"
    gone = [lake / "edge_lines" / f"{first}.parquet", lake / "documents" / f"{first}.parquet"]
    for path in gone:
        path.unlink()
    raw = next(iter(sorted(case.settings.raw.glob("??/*.zst"))))
    aliases = lake / "person_aliases" / "all.parquet"
    aliases.write_bytes(b"PAR1")
    published = next((case.settings.public.resolve() / "member_reports").iterdir())
    for path in (cut, published):
        path.write_bytes(path.read_bytes()[:-50])
    run = next(iter(sorted((lake / "runs").glob("[!0]*.parquet"))))
    run.write_bytes(b"PAR1")
    return [_flip(lake / "articles" / f"{first}.parquet"), cut, *gone, _flip(raw), aliases, run, published]


def test_everything_that_is_damaged_is_named_and_made_again(before: Case, undisturbed: Tables) -> None:
    from flows.rebuild import rebuild
    from flows.repair import repair

    case = before.play()
    ensure_lake(case.settings)
    assert verify(case.settings, Observer()).is_sound
    columns = ["run_id", "flow_name", "started_at", "status", "n_documents", "n_articles", "n_rejects"]
    runs = read_table(case.settings, "runs", columns)
    published, damaged = case.tables(), _damage_everything(case)
    told = "\n".join(fault for check in verify(case.settings, Observer()).checks for fault in check.faults)
    assert [path for path in damaged if str(path) not in told and path.parent.name not in told] == []

    with pytest.raises(LakeError, match=r"documents/.* is missing"):
        case.run()
    assert case.tables() == published, "readers keep what they had"

    assert len(repair(case.settings)) == 7
    assert read_table(case.settings, "runs", columns) == runs, "but for what came after publishing"
    rebuild(case.settings)
    assert verify(case.settings, Observer()).is_sound
    assert case.tables() == published
    case.run()
    assert case.tables() == undisturbed
    assert case.leftovers() == []


def test_a_run_does_not_resolve_what_is_damaged(before: Case) -> None:
    case = before.play()
    (first, *_) = committed_batches(case.settings)
    resolved = {name: (case.settings.lake / name / "all.parquet").read_bytes() for name in IDENTITIES}
    path = _flip(case.settings.lake / "member_reports" / f"{first}.parquet")
    published = case.tables()
    with pytest.raises(LakeError, match=f"{path} is damaged.*verify --repair"):
        case.run()
    assert case.tables() == published
    assert {name: (case.settings.lake / name / "all.parquet").read_bytes() for name in IDENTITIES} == resolved
