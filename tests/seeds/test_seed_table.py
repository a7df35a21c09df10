"""What a broken file of reference data says."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.errors import SeedError
from warehouse.seed_table import SeedTable, read_seed

TABLE = SeedTable(("term", "class", "note"), frozenset({"note"}), {"class": frozenset({"head", "rank"})})


def test_rows_know_their_cells_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "posts.csv"
    path.write_text('term,class,note\nminister,head,\n"deputy, acting",head,a|b\n', encoding="utf-8")
    rows = list(read_seed(path, TABLE))
    assert [(row.line, row["term"]) for row in rows] == [(2, "minister"), (3, "deputy, acting")]
    assert rows[0].parts("note") == []
    assert rows[1].parts("note") == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "the header is nothing"),
        (b"minister,head,\n", 1, "the header is minister,head,"),
        (b"term,class\nminister,head\n", 1, "make it term,class,note"),
        (b"\xef\xbb\xbfterm,class,note\n", 1, "byte-order mark"),
        (b"term,class,note\nminister,head,\r\nenvoy,head,\r\n", 2, "LF alone"),
        (b"term,class,note\nminister,head,\nenvoy\xff,head,\n", 3, "not UTF-8"),
        (b"term,class,note\nminister,head\n", 2, "2 cells where the header has 3"),
        (b"term,class,note\nminister,head,\n\nenvoy,head,\n", 3, "0 cells"),
        (b"term,class,note\nminister,,\n", 2, "class is empty"),
        (b"term,class,note\nminister ,head,\n", 2, "no blanks around"),
        (b"term,class,note\nminister,head,a||b\n", 2, "none empty"),
        (b"term,class,note\nminister,title,\n", 2, "use one of head, rank"),
        (b'term,class,note\nminister,head,"a\n', 2, "not CSV"),
    ],
)
def test_broken_file_is_refused_with_its_line(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    path = tmp_path / "posts.csv"
    path.write_bytes(content)
    with pytest.raises(SeedError) as caught:
        list(read_seed(path, TABLE))
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert words in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"posts\.csv: cannot be read \(No such file or directory\)"):
        list(read_seed(tmp_path / "posts.csv", TABLE))
