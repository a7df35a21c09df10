"""The Parquet of a snapshot as other readers see it: whole, in types that all of them know, and described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.export.datapackage import FIELD_TYPES
from warehouse.exports import export
from warehouse.settings import Settings

# What Power BI's model takes from Parquet without a loss: no list, struct, UUID, time zone, unsigned or huge integer.
POWER_BI_TYPES = {
    pa.string(), pa.int32(), pa.int64(), pa.float64(), pa.bool_(), pa.date32(), pa.timestamp("us"),
}  # fmt: skip
LARGEST_EXACT = 2**53
GROWING = {
    "articles", "article_versions", "person_mentions", "entity_mentions", "event_reports", "participant_reports",
    "delegation_reports", "member_reports", "claim_reports",
}  # fmt: skip


@pytest.fixture(scope="module")
def public(samples: Settings) -> Path:
    return samples.public.resolve()


@pytest.fixture(scope="module")
def package(public: Path) -> dict[str, Any]:
    return dict(json.loads((public / "datapackage.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def counts(public: Path) -> dict[str, int]:
    return dict(json.loads((public / "snapshot.json").read_text(encoding="utf-8"))["n_rows"])


def test_growing_tables_have_a_file_a_month_and_others_one(
    public: Path, package: dict[str, Any], counts: dict[str, int]
) -> None:
    growing = {
        one["name"] for one in package["resources"] if any(f["name"] == "article_id" for f in one["schema"]["fields"])
    }
    assert growing >= GROWING
    months = {f"part-2026-{month:02}.parquet" for month in range(3, 7)}
    assert {path.name for path in (public / "articles").iterdir()} == months
    for resource in package["resources"]:
        name = resource["name"]
        files = {path.name for path in (public / name).iterdir()}
        assert files <= months if name in growing and counts[name] else files == {"part-0.parquet"}


def test_a_row_is_in_the_file_of_its_articles_month(public: Path) -> None:
    query = """
        select count(*)
        from read_parquet(?, filename = true) as rows
        left join read_parquet(?) as articles using (article_id)
        where parse_filename(rows.filename) is distinct from strftime(articles.published_at, 'part-%Y-%m.parquet')
    """
    for table in sorted(GROWING - {"articles"}):
        files = [f"{public}/{name}/*.parquet" for name in (table, "articles")]
        assert duckdb.execute(query, files).fetchall() == [(0,)]


def test_files_are_compressed_and_sorted_by_key(public: Path, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert set(paths) == {f"{resource['name']}/{path.name}" for path in (public / resource["name"]).iterdir()}
        for path in paths:
            file = pq.ParquetFile(public / path)
            if file.metadata.num_row_groups:
                assert file.metadata.row_group(0).column(0).compression == "ZSTD"
            key = resource["schema"]["primaryKey"]
            values = [[row[name] for name in key] for row in file.read(key).to_pylist()]
            assert values == sorted(values)


def test_duckdb_pyarrow_pandas_and_polars_read_every_folder_whole(public: Path, counts: dict[str, int]) -> None:
    for table, n_rows in counts.items():
        folder = public / table
        frame, lazy = pandas.read_parquet(folder), polars.scan_parquet(f"{folder}/*.parquet")
        names = [name for name, *_ in duckdb.sql(f"describe from '{folder}/*.parquet'").fetchall()]
        assert [len(frame), lazy.collect().height, pq.read_table(folder).num_rows] == [n_rows] * 3
        assert duckdb.sql(f"from '{folder}/*.parquet'").shape[0] == n_rows
        assert list(frame.columns) == lazy.collect_schema().names() == names


def test_power_bi_knows_every_type_and_every_number_is_exact(public: Path, counts: dict[str, int]) -> None:
    for table in counts:
        rows = pq.read_table(public / table)
        assert {(field.name, field.type) for field in rows.schema if field.type not in POWER_BI_TYPES} == set()
        for field in rows.schema:
            if pa.types.is_integer(field.type):
                assert all(abs(value or 0) <= LARGEST_EXACT for value in rows.column(field.name).to_pylist())


def test_keys_that_are_referred_to_differ_in_more_than_case(public: Path, package: dict[str, Any]) -> None:
    # Power BI compares text without regard to case: keys that differ in nothing else would be one.
    referred = {
        (one["reference"]["resource"] or resource["name"], *one["reference"]["fields"])
        for resource in package["resources"]
        for one in resource["schema"].get("foreignKeys", [])
    }
    assert len(referred) > 5
    for table, column in referred:
        query = f"select count(*) - count(distinct lower({column})) from '{public}/{table}/*.parquet'"
        assert duckdb.sql(query).fetchall() == [(0,)]


def test_every_table_and_column_is_described_with_its_type(
    public: Path, package: dict[str, Any], samples: Settings
) -> None:
    described = {
        (resource["name"], field["name"]): (field["type"], bool(field["description"] and resource["description"]))
        for resource in package["resources"]
        for field in resource["schema"]["fields"]
    }
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        columns = connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where schema_name = 'main' and not internal"
        ).fetchall()
    assert described == {(table, column): (FIELD_TYPES[kind], True) for table, column, kind in columns}
    assert package["version"] == json.loads((public / "snapshot.json").read_text())["snapshot_id"]
    assert [one["name"] for one in package["resources"] if "primaryKey" not in one["schema"]] == []


def test_the_description_of_a_snapshot_is_a_valid_package(public: Path) -> None:
    package = frictionless.Package.from_descriptor(str(public / "datapackage.json"))
    assert list(package.metadata_validate(package.to_descriptor())) == []
    assert package.get_resource("delegation_members").schema.primary_key == ["delegation_id", "person_id"]


def test_every_row_of_an_export_meets_its_description(samples: Settings, tmp_path: Path) -> None:
    folder = export(samples, "csv", tmp_path / "out").folder
    report = frictionless.Package(str(folder / "datapackage.json")).validate()  # types, keys, references, hashes
    assert report.valid, report.flatten(["name", "type", "note"])
    people = folder / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("person-", "nobody-"), encoding="utf-8")
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert {"foreign-key", "hash-count"} <= {error for (error,) in report.flatten(["type"])}
