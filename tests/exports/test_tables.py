"""Exports of tables: the same rows in each format, safe in spreadsheets, in a folder that is whole or not there."""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows.cli import app
from transforms.export.redistributable import QUOTE_CHARS
from transforms.export.spreadsheet import neutralise
from warehouse.errors import ExportError, InputError, QueryError
from warehouse.exports import export
from warehouse.settings import Settings


@pytest.fixture
def hostile(root: Path) -> Settings:
    """A warehouse of one table whose cells attack spreadsheets."""
    settings = Settings(root=root)
    root.mkdir(parents=True)
    with duckdb.connect(str(settings.database)) as connection:
        connection.execute("create table people (person_id varchar, name varchar, n_articles integer)")
        connection.executemany("insert into people values (?, ?, ?)", [[f"p{n}", c, -n] for n, c in enumerate(CELLS)])
    return settings


CELLS = [
    "=HYPERLINK(\"http://example.org\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
    " =1", "＝1", "Ida Moen", "a=b", "", "'tis", "x\n=1",
]  # fmt: skip
N_FORMULAS = 9


def test_formulas_are_marked_in_csv_and_nowhere_else(hostile: Settings, tmp_path: Path) -> None:
    read = {}
    for name, options in {"safe": {}, "raw": {"is_spreadsheet_safe": False}}.items():
        folder = export(hostile, "csv", tmp_path / name, **options).folder
        with (folder / "people.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        read[name] = [row["name"] for row in rows]
        assert [row["n_articles"] for row in rows] == [str(-n) for n in range(len(CELLS))]  # numbers stay numbers
    assert read["raw"] == CELLS
    assert read["safe"] == [f"'{cell}" for cell in CELLS[:N_FORMULAS]] + CELLS[N_FORMULAS:]
    for kind in ("parquet", "jsonl"):
        export(hostile, kind, tmp_path / kind)
    assert pq.read_table(tmp_path / "parquet" / "people.parquet").column("name").to_pylist() == CELLS
    lines = (tmp_path / "jsonl" / "people.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    assert [json.loads(line)["name"] for line in lines] == CELLS


def test_a_null_stays_a_null() -> None:
    batch = pa.RecordBatch.from_pydict({"name": pa.array([None, "=1"], pa.string()), "n": [1, -1]})
    assert neutralise(batch).to_pydict() == {"name": [None, "'=1"], "n": [1, -1]}


@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_every_format_holds_the_published_rows(kind: str, samples: Settings, tmp_path: Path) -> None:
    exported = export(samples, kind, tmp_path / "out", is_spreadsheet_safe=False)
    reader = {"csv": "read_csv('{}', all_varchar = false)", "jsonl": "read_json('{}')", "parquet": "'{}'"}[kind]
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        for table in ("articles", "delegations", "delegation_members", "member_reports", "runs"):
            columns = ", ".join(
                f"cast({name} as {kind_}) as {name}"
                for name, kind_ in connection.execute(
                    "select column_name, data_type from duckdb_columns() where table_name = ?", [table]
                ).fetchall()
            )
            file = reader.format(tmp_path / "out" / f"{table}.{kind}")
            read = connection.execute(f"select {columns} from {file}").fetchall()
            assert read == connection.table(table).fetchall()
            assert exported.n_rows[table] == len(read)


def test_redistributable_tables_hold_no_text_and_no_local_path(samples: Settings, tmp_path: Path) -> None:
    folder = export(samples, "jsonl", tmp_path / "out", is_redistributable=True).folder
    assert not (folder / "runs.jsonl").exists()
    assert not (folder / "rejects.jsonl").exists()
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        texts = "\n".join(text for (text,) in connection.table("article_versions").project("text").fetchall())
    longest = 0
    for path in folder.glob("*.jsonl"):
        content = path.read_text(encoding="utf-8")
        assert "file:" not in content
        for line in content.splitlines():
            cells = [cell for cell in json.loads(line).values() if isinstance(cell, str)]
            longest = max(longest, *(len(cell) for cell in cells if cell[:-1] in texts), 0)
    assert longest == QUOTE_CHARS
    with pytest.raises(InputError, match="not redistributable"):
        export(samples, "jsonl", tmp_path / "out", tables=["runs"], is_redistributable=True)


def test_only_an_earlier_export_is_replaced(hostile: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(hostile, "csv", out)
    export(hostile, "jsonl", out)
    assert {path.name for path in out.iterdir()} == {"people.jsonl", "datapackage.json"}
    (out / "mine.txt").write_text("notes")
    with pytest.raises(InputError, match=r"mine\.txt"):
        export(hostile, "csv", out)
    assert (out / "people.jsonl").exists()
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "people.csv").write_text("not ours")
    with pytest.raises(InputError, match=r"people\.csv"):
        export(hostile, "csv", foreign)
    with pytest.raises(InputError, match="no folder"):
        export(hostile, "csv", foreign / "people.csv")
    assert (foreign / "people.csv").read_text() == "not ours"
    assert {path.name for path in tmp_path.iterdir()} == {"out", "foreign", "root"}


def test_a_disk_that_is_full_leaves_the_former_export(hostile: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(hostile, "csv", out)
    before = (out / "people.csv").read_bytes()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limit[1]))
    try:
        with pytest.raises(ExportError, match="could not be written"):
            export(hostile, "csv", out, is_spreadsheet_safe=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert (out / "people.csv").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"out", "root"}


def test_nothing_published_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="dragoman run"):
        export(Settings(root=tmp_path / "none"), "csv", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_command_says_what_it_wrote(hostile: Settings, tmp_path: Path) -> None:
    arguments = ["export", "--root", str(hostile.root), "--format"]
    result = CliRunner().invoke(app, [*arguments, "csv"])
    assert result.exit_code == 0, result.output
    assert f"{len(CELLS)} people" in result.stdout
    assert (hostile.root / "exports" / "csv" / "people.csv").is_file()
    assert CliRunner().invoke(app, [*arguments, "csv", "--tables", "nobody"]).exit_code == 2
    assert CliRunner().invoke(app, [*arguments, "ftm", "--tables", "people"]).exit_code == 2
    assert CliRunner().invoke(app, [*arguments, "xlsx"]).exit_code == 2


def test_export_and_review_load_neither_prefect_nor_a_language_model(samples: Settings, tmp_path: Path) -> None:
    root, out = str(samples.root), str(tmp_path / "out")
    code = (
        "import sys, flows.cli\n"
        f"for line in (['export', '--format', 'ftm', '--out', {out!r}], ['review', '--json']):\n"
        f"    try: flows.cli.app([*line, '--root', {root!r}])\n"
        "    except SystemExit as end: assert not end.code\n"
        "heavy = {'prefect', 'spacy', 'dbt', 'trafilatura'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "merges" in result.stdout


_MEASURE = """
import resource, sys
from warehouse.exports import export
from warehouse.settings import Settings
for table in ("small", "large"):
    export(Settings.load(sys.argv[1]), "csv", tables=[table])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_memory_does_not_grow_with_the_table(root: Path) -> None:
    settings = Settings(root=root)
    root.mkdir(parents=True)
    with duckdb.connect(str(settings.database)) as connection:
        rows = "select n as article_id, repeat(md5(n::varchar), 60) as text from range(?) as numbers (n)"
        connection.execute(f"create table small as {rows}", [5_000])
        connection.execute(f"create table large as {rows}", [160_000])  # 310 MB
    run = subprocess.run([sys.executable, "-c", _MEASURE, str(root)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    small_mb, large_mb = map(int, run.stdout.split())  # alone there: no progress bar goes to standard output
    assert large_mb < small_mb + 220
