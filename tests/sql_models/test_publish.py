"""Publishing: readers see the previous snapshot or the new one, and nothing else stays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from built_warehouse import Warehouse

from transforms.tables import LAKE, table_of
from warehouse.errors import PublishError
from warehouse.lake import ensure_lake, replace_table, write_run
from warehouse.publish import STORAGE_VERSION, build_environment, fingerprint, publish_snapshot, published_fingerprint
from warehouse.settings import Settings, project_dir


class Builder:
    """Stands for dbt: the tables of an empty lake, with as many people as wanted, and articles with their days."""

    def __init__(self, empty_database: Path) -> None:
        self._empty_database = empty_database

    def build(self, settings: Settings, n_people: int, articles: Mapping[str, str] | None = None) -> None:
        build_environment(settings)
        settings.build_database.unlink(missing_ok=True)
        config = {"storage_compatibility_version": STORAGE_VERSION}
        with duckdb.connect(str(settings.build_database), config=config) as connection:
            connection.execute("attach ? as empty (read_only)", [str(self._empty_database)])
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall():
                connection.table(f"empty.main.{name}").create(name)
            people = "select 'p' || n as person_id from generate_series(?, 1, -1) as numbers (n)"
            connection.execute(f"insert into people by name {people}", [n_people])
            for article_id, day in (articles or {}).items():
                values = "select ? as article_id, ?::timestamp as published_at"
                connection.execute(f"insert into articles by name {values}", [article_id, day])
            connection.execute("comment on table people is 'One \"person\", whoever it''s.'")

    def publish(
        self, settings: Settings, snapshot_id: str, n_people: int, articles: Mapping[str, str] | None = None
    ) -> int:
        self.build(settings, n_people, articles)
        return publish_snapshot(settings, snapshot_id).n_rows["people"]


@pytest.fixture
def builder(empty_warehouse: Warehouse) -> Builder:
    return Builder(empty_warehouse.settings.database)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(root=tmp_path / "o'hara")
    ensure_lake(settings)
    return settings


def people_in_database(settings: Settings) -> list[str]:
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        return [name for (name,) in connection.execute("select person_id from people order by 1").fetchall()]


def people_in_parquet(settings: Settings) -> list[str]:
    return pq.read_table(settings.public / "people").column("person_id").to_pylist()


def snapshots(settings: Settings) -> set[str]:
    return set(os.listdir(settings.snapshots))


def test_database_and_parquet_are_sorted_and_described(settings: Settings, builder: Builder) -> None:
    assert builder.publish(settings, "s1", 3) == 3
    assert people_in_database(settings) == people_in_parquet(settings) == ["p1", "p2", "p3"]
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        comments = connection.execute("select comment from duckdb_tables() where table_name = 'people'").fetchall()
        macros = connection.execute("select function_name from duckdb_functions() where not internal order by 1")
        assert macros.fetchall() == [("as_of",), ("attendance",), ("evidence",)]
        tags = connection.execute("select tags from duckdb_databases() where database_name = 'warehouse'").fetchall()
    assert comments == [('One "person", whoever it\'s.',)]
    assert tags == [({"storage_version": "v1.5.0+"},)]
    file = pq.ParquetFile(settings.public / "people" / "part-0.parquet")
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert str(file.schema_arrow.field("first_seen_at").type) == "timestamp[us]"


# A program of its own that holds the file open, asks, waits to be told and asks again.
_BI_READER = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    for _ in range(2):
        print(connection.execute("select count(*) from people").fetchone()[0], flush=True)
        sys.stdin.readline()
"""


def test_reader_keeps_what_it_has_open(settings: Settings, builder: Builder) -> None:
    builder.publish(settings, "s1", 1)
    old_folder = settings.public.resolve()
    command = [sys.executable, "-c", _BI_READER, str(settings.database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "1\n"
        builder.publish(settings, "s2", 2)
        assert reader.communicate("again\n")[0] == "1\n"
    assert reader.returncode == 0
    assert pq.read_table(old_folder / "people").num_rows == 1
    assert len(people_in_database(settings)) == len(people_in_parquet(settings)) == 2


def test_reader_of_parquet_who_follows_the_link_once_mixes_no_snapshots(settings: Settings, builder: Builder) -> None:
    builder.publish(settings, "s1", 1, articles={"a1": "2031-01-05", "a2": "2031-02-05"})
    followed = settings.public.resolve()
    files = sorted((followed / "articles").iterdir())
    read = [files[0].read_bytes()]
    # An article of the month that was read moves to the one that was not, and another month comes.
    builder.publish(settings, "s2", 1, articles={"a1": "2031-02-06", "a2": "2031-02-05", "a3": "2031-03-05"})
    read += [path.read_bytes() for path in files[1:]]
    assert [pq.read_table(pa.BufferReader(file))["article_id"].to_pylist() for file in read] == [["a1"], ["a2"]]
    assert pq.read_table(settings.public / "articles")["article_id"].to_pylist() == ["a1", "a2", "a3"]


def test_last_snapshots_are_kept_and_orphans_removed(settings: Settings, builder: Builder) -> None:
    for number, name in enumerate(["z", "a", "m", "b"], start=1):
        (settings.snapshots / f".killed-{number}.tmp").mkdir(parents=True)
        (settings.snapshots / f"unpublished-{number}").mkdir()
        builder.publish(settings, name, number)
    assert snapshots(settings) == {"a", "m", "b"}
    assert settings.public.resolve().name == "b"
    assert sorted(path.name for path in settings.build.iterdir()) == []
    assert not [name for name in os.listdir(settings.root) if name.startswith(".public")]


def test_same_input_gives_the_same_bytes(settings: Settings, builder: Builder, tmp_path: Path) -> None:
    other = Settings(root=tmp_path / "other")
    ensure_lake(other)
    for root in (settings, other):
        builder.publish(root, "s1", 1000)
    files = [(root.public / "people" / "part-0.parquet").read_bytes() for root in (settings, other)]
    assert files[0] == files[1]


def test_publishing_a_published_snapshot_changes_nothing(settings: Settings, builder: Builder) -> None:
    builder.publish(settings, "s1", 2)
    before = settings.database.stat().st_ino
    assert builder.publish(settings, "s1", 5) == 2
    assert settings.database.stat().st_ino == before


def test_run_killed_before_the_link_is_swapped_is_published_again(
    settings: Settings, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder.publish(settings, "s1", 1)
    builder.build(settings, 2)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", _refuse)
        with pytest.raises(PublishError, match="previous snapshot is still served"):
            publish_snapshot(settings, "s2")
    assert len(people_in_parquet(settings)) == 1
    assert publish_snapshot(settings, "s2").n_rows["people"] == 2
    assert len(people_in_parquet(settings)) == len(people_in_database(settings)) == 2


def test_damaged_manifest_does_not_cost_readers_their_snapshot(
    settings: Settings, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder.publish(settings, "s1", 1)
    (settings.public / "snapshot.json").write_text("{")
    builder.build(settings, 2)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", _refuse)
        with pytest.raises(PublishError):
            publish_snapshot(settings, "s2")
    assert people_in_parquet(settings) == ["p1"]


def _refuse(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("snapshot_id", ["", "..", ".hidden", "a/b", "a\nb", "x" * 200])
def test_id_that_is_no_name_is_refused(settings: Settings, builder: Builder, snapshot_id: str) -> None:
    builder.build(settings, 1)
    with pytest.raises(PublishError, match="cannot name a snapshot"):
        publish_snapshot(settings, snapshot_id)


def test_nothing_built_is_said_so(settings: Settings) -> None:
    with pytest.raises(PublishError, match="Run dbt build first"):
        publish_snapshot(settings, "s1")


def test_published_fingerprint_is_that_of_the_lake_and_the_models(settings: Settings, builder: Builder) -> None:
    assert published_fingerprint(settings) is None
    builder.publish(settings, "s1", 1)
    assert published_fingerprint(settings) == fingerprint(settings, project_dir())
    assert json.loads((settings.public / "snapshot.json").read_text())["n_rows"]["people"] == 1
    settings.database.unlink()
    assert published_fingerprint(settings) is None


def test_fingerprint_changes_with_data_and_models_and_not_with_runs(settings: Settings, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "sql").mkdir(parents=True)
    (project / "seeds").mkdir()
    shutil.copy(project_dir() / "seeds" / "member_decisions.csv", project / "seeds")
    (project / "dbt_project.yml").write_text("name: x")
    seen = [fingerprint(settings, project)]

    run = {field.name: None for field in LAKE["runs"]} | {"run_id": "r", "flow_name": "f", "status": "completed"}
    counts = dict.fromkeys(["n_documents", "n_unchanged", "n_duplicates", "n_articles", "n_rejects", "duration_ms"], 0)
    write_run(settings, run | counts | {"started_at": 0})
    assert fingerprint(settings, project) == seen[0]

    identity = {"event_report_id": "a", "event_id": "b"}
    for event_id in ("b", "c"):  # the same name and the same size
        identities = table_of([identity | {"event_id": event_id}], LAKE["event_identities"])
        replace_table(settings, "event_identities", identities, "state")
        seen.append(fingerprint(settings, project))
    pq.write_table(LAKE["articles"].empty_table(), settings.lake / "articles" / "b1.parquet")
    seen.append(fingerprint(settings, project))
    (project / "sql" / "model.sql").write_text("select 1")
    seen.append(fingerprint(settings, project))
    (project / "seeds" / "outlets.csv").write_text("source_id")
    seen.append(fingerprint(settings, project))
    assert len(set(seen)) == len(seen)
