import hashlib
from pathlib import Path

import duckdb
import pytest

from warehouse.errors import QueryError
from warehouse.query import run_query
from warehouse.settings import Settings


@pytest.fixture
def settings(root: Path) -> Settings:
    root.mkdir()
    settings = Settings(root=root)
    with duckdb.connect(str(settings.database)) as connection:
        connection.execute("create table people as select 'p1' as person_id, 'Ida Moen' as name, null as country")
        connection.execute("create macro named(part) as table select * from people where contains(name, part)")
    return settings


def test_a_query_gives_columns_and_rows(settings: Settings) -> None:
    answer = run_query(settings, "select name, country from people where person_id = ?", ["p1"])
    assert answer.columns == ["name", "country"]
    assert answer.rows == [("Ida Moen", None)]
    assert answer.records() == [{"name": "Ida Moen", "country": None}]


def test_macros_of_the_warehouse_can_be_used(settings: Settings) -> None:
    assert run_query(settings, "select person_id from named('Moen')").rows == [("p1",)]


@pytest.mark.parametrize(
    "statement",
    [
        "insert into people values ('p2', 'X', null)",
        "update people set name = 'X'",
        "delete from people",
        "drop table people",
        "create table more (a int)",
        "alter table people add column x int",
        "attach '{folder}/other.duckdb' as other",
        "attach ':memory:' as other",
        "copy people to '{folder}/out.csv'",
        "copy people from '{folder}/in.csv'",
        "export database '{folder}/export'",
        "select * from read_csv('{folder}/in.csv')",
        "select * from '{folder}/in.csv'",
        "select * from read_text('{folder}/in.csv')",
        "select * from glob('{folder}/*')",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset lock_configuration",
        "pragma enable_external_access = true",
        "pragma threads = 1",
        "set temp_directory = '{folder}/spill'",
        "install httpfs",
        "load httpfs",
        "select 1; delete from people",
    ],
)
def test_nothing_can_be_written_and_no_other_file_read(settings: Settings, tmp_path: Path, statement: str) -> None:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "in.csv").write_text("person_id,name,country\np3,Y,\n")
    before = hashlib.sha256(settings.database.read_bytes()).hexdigest()
    with pytest.raises(QueryError):
        run_query(settings, statement.format(folder=folder))
    assert hashlib.sha256(settings.database.read_bytes()).hexdigest() == before
    assert [path.name for path in folder.iterdir()] == ["in.csv"]
    assert [path.name for path in settings.root.iterdir()] == ["warehouse.duckdb"]


def test_an_error_carries_the_words_of_the_database(settings: Settings) -> None:
    with pytest.raises(QueryError, match="Table with name delegatoins does not exist"):
        run_query(settings, "select * from delegatoins")


@pytest.mark.parametrize("query", ["", "  ", "-- only a comment"])
def test_an_empty_query_is_refused(settings: Settings, query: str) -> None:
    with pytest.raises(QueryError, match="empty"):
        run_query(settings, query)


def test_before_the_first_run_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="dragoman run"):
        run_query(Settings(root=tmp_path / "none"), "select 1")
    assert not (tmp_path / "none").exists()


def test_a_reader_keeps_its_version_while_a_new_one_is_published(settings: Settings) -> None:
    from warehouse.query import ask, open_warehouse

    newer = settings.root / "newer.duckdb"
    with duckdb.connect(str(newer)) as connection:
        connection.execute("create table people as select 'p9' as person_id")
    with open_warehouse(settings) as connection:
        newer.replace(settings.database)
        assert ask(connection, "select person_id from people").rows == [("p1",)]
    assert run_query(settings, "select person_id from people").rows == [("p9",)]
