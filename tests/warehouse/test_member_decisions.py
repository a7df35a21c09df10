"""Reading and adding decisions on members: which rows stop a run, and where a verdict is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from warehouse.errors import InputError, SeedError
from warehouse.member_decisions import (
    MemberDecision,
    add_member_decisions,
    load_member_decisions,
    write_member_decisions,
)
from warehouse.seed_table import SEED_TABLES
from warehouse.settings import Settings, project_dir

HEADER = ",".join(SEED_TABLES["member_decisions"].columns)
ROW = "mer-1,Ada Dalin,Chile,wrong,desk,2031-05-01,"
DECISION = MemberDecision("mer-1", "Ada Dalin", "Chile", "wrong", "desk", date(2031, 5, 1))


def _write(folder: Path, *rows: str) -> Path:
    path = folder / "member_decisions.csv"
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_file_of_the_project_is_in_order(tmp_path: Path) -> None:
    load_member_decisions(project_dir(), Settings(root=tmp_path))


def test_decisions_of_project_and_root_are_laid_out_for_the_models(tmp_path: Path) -> None:
    _write(tmp_path / "seeds", ROW)
    _write(tmp_path / "root" / "decisions", ROW.replace("mer-1", "mer-2").replace("wrong", "unsure"))
    write_member_decisions(tmp_path, Settings(root=tmp_path / "root"), tmp_path / "out")
    rows = pq.read_table(tmp_path / "out" / "member_decisions").to_pylist()
    assert [(row["member_report_id"], row["verdict"], row["decided_on"]) for row in rows] == [
        ("mer-1", "wrong", date(2031, 5, 1)),
        ("mer-2", "unsure", date(2031, 5, 1)),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW.replace("wrong", "same"), "verdict is 'same'"),
        (ROW.replace("2031-05-01", "today"), "decided_on is 'today'"),
        (ROW.replace("mer-1", ""), "member_report_id is empty"),
        (ROW, "another line decides on mer-1"),
    ],
)
def test_wrong_row_is_refused_with_file_and_line(tmp_path: Path, row: str, words: str) -> None:
    _write(tmp_path / "seeds", ROW)
    path = _write(tmp_path / "root" / "decisions", row)
    with pytest.raises(SeedError) as caught:
        load_member_decisions(tmp_path, Settings(root=tmp_path / "root"))
    assert str(caught.value).startswith(f"{path}, line 2: ")
    assert words in str(caught.value)


def test_a_decision_that_does_not_go_with_the_others_is_not_written(tmp_path: Path) -> None:
    seeds = _write(tmp_path / "seeds", ROW)
    root = tmp_path / "root"
    with pytest.raises(InputError, match=r"decisions/member_decisions\.csv, line 2: another line decides on mer-1"):
        add_member_decisions(tmp_path, Settings(root=root), [DECISION])
    assert not list((root / "decisions").iterdir())
    (tmp_path / "pyproject.toml").touch()  # a checkout
    seeds.write_text(HEADER, encoding="utf-8")
    assert add_member_decisions(tmp_path, Settings(root=root), [DECISION]) == seeds.resolve()
    assert seeds.read_text(encoding="utf-8") == f"{HEADER}\n{ROW}\n"


def test_verdicts_lie_in_the_store_for_every_machine(tmp_path: Path, store_url: str) -> None:
    project = tmp_path / "installed"
    _write(project / "seeds")
    one, other = (Settings(root=tmp_path / name, store=store_url) for name in ("one", "other"))
    _write(one.root / "decisions", ROW.replace("mer-1", "mer-0"))  # from before there was a store
    add_member_decisions(project, one, [DECISION])
    second = replace(DECISION, member_report_id="mer-2")
    add_member_decisions(project, other, [second])
    for settings in (one, other):
        assert [found.member_report_id for found in load_member_decisions(project, settings)] == [
            "mer-0",
            "mer-1",
            "mer-2",
        ]
    with pytest.raises(InputError, match="another line decides on mer-2"):
        add_member_decisions(project, one, [second])
