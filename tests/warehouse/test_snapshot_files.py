"""Monthly files of equal rows are shared by the snapshots that have them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from warehouse.settings import project_dir
from warehouse.snapshot_files import write_parquet


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            """
            create table articles as
            select 'art-' || i as article_id, timestamp '2031-01-15' + to_months(i::integer) as published_at,
                published_at as first_seen_at, 'Text ' || i as text
            from range(3) as numbers (i)
            """
        )
    return path


def _change(database: Path, statement: str) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(statement)


def _write(database: Path, folder: Path, previous: Path | None = None) -> dict[str, tuple[int, list[str]]]:
    """The monthly files of a new snapshot: the number of each on disk, and its texts."""
    folder.mkdir()
    write_parquet(database, folder, project_dir(), folder.name, previous)
    files = {path.stem: path for path in (folder / "articles").iterdir()}
    return {
        name: (path.stat().st_ino, pq.ParquetFile(path).read(["text"])["text"].to_pylist())
        for name, path in files.items()
    }


@pytest.mark.parametrize(
    ("statement", "texts"),
    [
        pytest.param("update articles set text = 'New' where article_id = 'art-1'", ["New"], id="a row changed"),
        pytest.param(
            "insert into articles select 'art-9', published_at, first_seen_at, 'Old' from articles"
            " where article_id = 'art-1'",
            ["Text 1", "Old"],
            id="a row came",
        ),
        pytest.param("alter table articles add column note text", ["Text 1"], id="a column came"),
    ],
)
def test_only_what_changed_is_written(statement: str, texts: list[str], database: Path, tmp_path: Path) -> None:
    old = _write(database, tmp_path / "old")
    assert sorted(old) == ["part-2031-01", "part-2031-02", "part-2031-03"]
    _change(database, statement)
    new = _write(database, tmp_path / "new", tmp_path / "old")
    assert new["part-2031-02"][1] == texts
    is_linked = {name: old[name][0] == inode for name, (inode, _) in new.items()}
    is_column = statement.startswith("alter")
    assert is_linked == {"part-2031-01": not is_column, "part-2031-02": False, "part-2031-03": not is_column}


def test_a_file_that_is_gone_is_written_again(database: Path, tmp_path: Path) -> None:
    _write(database, tmp_path / "old")
    (tmp_path / "old" / "articles" / "part-2031-01.parquet").unlink()
    assert _write(database, tmp_path / "new", tmp_path / "old")["part-2031-01"][1] == ["Text 0"]
