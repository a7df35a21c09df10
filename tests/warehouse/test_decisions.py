"""Reading the decisions on persons: what a row says, and which rows stop a run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from transforms.resolve.decisions import Decision, Subject
from warehouse.decisions import digest_of_decisions, load_decisions
from warehouse.errors import SeedError
from warehouse.settings import Settings, project_dir

HEADER = "person_a,country_a,person_b,country_b,verdict,decided_by,decided_on,note"
ID = "person-0123456789abcdef"


def _write(folder: Path, *rows: str) -> Path:
    path = folder / "seeds" / "person_decisions.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_file_of_the_project_is_in_order(tmp_path: Path) -> None:
    load_decisions(project_dir(), Settings(root=tmp_path))


def test_row_becomes_a_decision(tmp_path: Path) -> None:
    _write(tmp_path, f"Serhii Dalin,Ukraine,{ID},,different,desk,2031-05-01,father and son")
    day = date(2031, 5, 1)
    expected = Decision(Subject("Serhii Dalin", "Ukraine"), Subject(ID), "different", "desk", day, "father and son")
    assert load_decisions(tmp_path, Settings(root=tmp_path)) == (expected,)


def test_digest_follows_the_file(tmp_path: Path) -> None:
    _write(tmp_path)
    empty = digest_of_decisions(tmp_path, Settings(root=tmp_path))
    _write(tmp_path, "A Dalin,,B Dalin,,unsure,desk,2031-05-01,")
    assert digest_of_decisions(tmp_path, Settings(root=tmp_path)) != empty


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["A Dalin,,B Dalin,,maybe,desk,2031-05-01,"], "verdict is 'maybe'"),
        (["A Dalin,,,,same,desk,2031-05-01,"], "person_b is empty"),
        (["A Dalin,,B Dalin,,same,,2031-05-01,"], "decided_by is empty"),
        (["A Dalin,,B Dalin,,same,desk,1 May,"], "decided_on is '1 May'"),
        (["A Dalin,,B Dalin,,same,desk,2031-02-30,"], "decided_on is '2031-02-30'"),
        (["A Dalin,,a dalin,,same,desk,2031-05-01,"], "'A Dalin' is on both sides"),
        (["person-12,,B Dalin,,same,desk,2031-05-01,"], "person_a is 'person-12'"),
        ([f"B Dalin,,{ID},Chile,same,desk,2031-05-01,"], "country_b stands beside a person_id"),
        (["A Dalin,,B Dalin,,same,desk,2031-05-01"], "7 cells"),
        (
            ["A Dalin,,B Dalin,,same,desk,2031-05-01,", "B Dalin,,A Dalin,,unsure,desk,2031-05-02,"],
            "line 2 decides on the same two",
        ),
        (
            [
                "A Dalin,,B Dalin,,same,desk,2031-05-01,",
                "B Dalin,,C Dalin,,same,desk,2031-05-01,",
                "A Dalin,,C Dalin,,different,desk,2031-05-01,",
            ],
            "are different here and the same by other lines",
        ),
    ],
)
def test_wrong_row_is_refused_with_file_and_line(tmp_path: Path, rows: list[str], words: str) -> None:
    path = _write(tmp_path, *rows)
    with pytest.raises(SeedError) as caught:
        load_decisions(tmp_path, Settings(root=tmp_path))
    assert str(caught.value).startswith(f"{path.resolve()}, line {len(rows) + 1}: ")
    assert words in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="person_decisions"):
        load_decisions(tmp_path, Settings(root=tmp_path))
