import csv
import io
import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from transforms.tables import RUNS, table_of
from warehouse.lake import ensure_lake, write_run
from warehouse.lock import hold_lock
from warehouse.settings import Settings

COMMANDS = ("run", "sql", "status", "report", "export", "review")


def call(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


@pytest.fixture
def settings(root: Path) -> Settings:
    """A root with a small published database."""
    settings = Settings(root=root)
    ensure_lake(settings)
    with duckdb.connect(str(settings.database)) as connection:
        connection.execute(
            "create table people as select * from (values"
            " ('p1', 'Ida Moen, envoy', date '2031-05-01', timestamp '2031-05-01 10:00:00', 3),"
            " ('p2', 'Per \"Pål\" Vik', null, null, 0)) as t(person_id, name, born_on, seen_at, n)"
        )
    return settings


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert f"dragoman {command}" in result.stdout


def test_help_is_quick_and_light() -> None:
    code = (
        "import sys, flows.cli\n"
        "try: flows.cli.app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'prefect', 'spacy', 'dbt', 'trafilatura', 'pyarrow', 'duckdb'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert all(command in result.stdout for command in COMMANDS)


def test_sql_does_not_import_prefect(settings: Settings) -> None:
    code = (
        "import sys, flows.cli\n"
        f"try: flows.cli.app(['sql', 'select 1 as one', '--root', {str(settings.root)!r}])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'prefect' not in sys.modules\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "one" in result.stdout


def test_sql_prints_a_table(settings: Settings) -> None:
    result = call("sql", "select name, n from people order by n desc", "--root", str(settings.root))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "Ida Moen, envoy" in lines[3]
    assert lines[1].split() == ["name", "n"]


def test_sql_prints_csv(settings: Settings) -> None:
    result = call("sql", "from people order by person_id", "--csv", "--root", str(settings.root))
    assert list(csv.reader(io.StringIO(result.stdout))) == [
        ["person_id", "name", "born_on", "seen_at", "n"],
        ["p1", "Ida Moen, envoy", "2031-05-01", "2031-05-01T10:00:00", "3"],
        ["p2", 'Per "Pål" Vik', "", "", "0"],
    ]


def test_sql_prints_json(settings: Settings) -> None:
    result = call("sql", "from people order by person_id", "--json", "--root", str(settings.root))
    assert json.loads(result.stdout) == [
        {
            "person_id": "p1",
            "name": "Ida Moen, envoy",
            "born_on": "2031-05-01",
            "seen_at": "2031-05-01T10:00:00",
            "n": 3,
        },
        {"person_id": "p2", "name": 'Per "Pål" Vik', "born_on": None, "seen_at": None, "n": 0},
    ]


def test_sql_reads_the_query_from_standard_input(settings: Settings) -> None:
    result = call("sql", "-", "--csv", "--root", str(settings.root), stdin="select count(*) as n from people")
    assert result.stdout == "n\n2\n"


def test_sql_refuses_to_write(settings: Settings) -> None:
    result = call("sql", "delete from people", "--root", str(settings.root))
    assert result.exit_code == 1
    assert "read-only" in result.stderr
    assert "Traceback" not in result.stderr


def test_sql_before_the_first_run_says_what_to_do(tmp_path: Path) -> None:
    result = call("sql", "select 1", "--root", str(tmp_path))
    assert result.exit_code == 1
    assert "dragoman run" in result.stderr


def test_csv_and_json_exclude_each_other(settings: Settings) -> None:
    assert call("sql", "select 1", "--csv", "--json", "--root", str(settings.root)).exit_code == 2


@pytest.mark.parametrize("path", ["nowhere", "gopher://example.org/a", "."])
def test_run_without_input_leaves_with_2(
    path: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("run", path, "--root", str(root))
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert not root.exists()
    assert call("run").exit_code == 2


def test_run_beside_another_leaves_with_75_at_once(root: Path, articles: Path) -> None:
    with hold_lock(Settings(root=root), "run-of-another"):
        started = time.monotonic()
        result = call("run", str(articles), "--root", str(root))
        assert time.monotonic() - started < 30
    assert result.exit_code == 75
    assert "run-of-another" in result.stderr


def test_status_of_an_empty_root(tmp_path: Path) -> None:
    result = call("status", "--root", str(tmp_path / "none"))
    assert result.exit_code == 0
    assert "never" in result.stdout
    assert not (tmp_path / "none").exists()


def test_status_tells_what_is_there(settings: Settings) -> None:
    counts = {name: 7 for name in RUNS.names if name.startswith("n_")}
    started_at = datetime(2031, 5, 1, 12, tzinfo=UTC)
    row = {
        "run_id": "r1",
        "flow_name": "f",
        "started_at": started_at,
        "status": "completed",
        "duration_ms": 5,
        **counts,
    }
    assert table_of([row], RUNS).num_rows == 1
    write_run(settings, row)
    with hold_lock(settings, "run-of-another"):
        result = call("status", "--json", "--root", str(settings.root))
    status = json.loads(result.stdout)
    assert status["n_rows"] == {"people": 2}
    assert [run["run_id"] for run in status["runs"]] == ["r1"]
    assert status["runs"][0]["started_at"] == "2031-05-01T12:00:00+00:00"
    assert status["owner"]["run_id"] == "run-of-another"
    assert status["disk_bytes"] > settings.database.stat().st_size
    text = call("status", "--root", str(settings.root)).stdout
    assert "people" in text
    assert "no run" in text


def test_run_ends_in_a_readable_answer(
    root: Path, articles: Path, prefect_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    first = call("run", str(articles), "--root", str(root))
    assert first.exit_code == 0, first.output
    assert "Marta Salcedo" in first.stdout
    assert "Julio Arana" in first.stdout
    assert "The sentence it rests on" in first.stdout
    assert "8 documents: 3 new articles" in first.stdout
    assert "1 too_large" in first.stdout
    assert str(root / "warehouse.duckdb") in first.stdout.replace("\n", "")
    table = first.stdout[: first.stdout.index("8 documents")]
    assert max(map(len, table.splitlines())) <= 100
    assert "Extracting and tagging: 8 documents" in first.stderr
    again = call("run", str(articles), "--root", str(root))
    assert again.exit_code == 0
    assert "Nothing new: all 8 documents were read before" in again.stdout


def test_a_failed_build_says_which_test_failed(
    root: Path, articles: Path, prefect_server: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import shutil

    from warehouse.settings import project_dir

    project = tmp_path / "project"
    for name in ("sql", "seeds", "tests/sql", "dbt_project.yml", "profiles.yml"):
        source = project_dir() / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        copy(source, project / name)
    (project / "tests" / "sql" / "no_articles.sql").write_text("select article_id from {{ ref('articles') }}")
    monkeypatch.setattr("flows.publish.project_dir", lambda: project)
    result = call("run", str(articles), "--root", str(root))
    assert result.exit_code == 1
    assert "no_articles" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (root / "public").exists()
    assert "BuildError" in call("status", "--root", str(root)).stdout
