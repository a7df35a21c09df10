"""The files of reference data as they are committed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from transforms.reference import fold
from warehouse.seed_table import SEED_TABLES, read_seed

SEEDS = Path(__file__).parents[2] / "seeds"
LEAST_ROWS = {
    "countries": 230,
    "demonyms": 480,
    "metonyms": 280,
    "places": 200,
    "parties": 400,
    "leaders": 1800,
    "posts": 450,
    "post_ranks": 60,
    "outlets": 120,
    "sources": 5,
    "person_decisions": 0,
    "member_decisions": 0,
}


def test_every_file_is_known() -> None:
    assert {path.stem for path in SEEDS.glob("*.csv")} == set(SEED_TABLES) == set(LEAST_ROWS)


@pytest.mark.parametrize("name", sorted(SEED_TABLES))
def test_file_is_well_formed_and_not_thinned_out(name: str) -> None:
    rows = list(read_seed(SEEDS / f"{name}.csv", SEED_TABLES[name]))
    assert len(rows) >= LEAST_ROWS[name]


@pytest.mark.parametrize("name", ["countries", "parties", "outlets"])
def test_row_says_no_name_twice(name: str) -> None:
    for row in read_seed(SEEDS / f"{name}.csv", SEED_TABLES[name]):
        names = [fold(item) for item in (row["name"], *row.parts("aliases"))]
        assert len(set(names)) == len(names), f"line {row.line}"


@pytest.mark.parametrize("column", ["country_id", "iso3"])
def test_country_codes_are_unique_capitals(column: str) -> None:
    codes = [row[column] for row in read_seed(SEEDS / "countries.csv", SEED_TABLES["countries"])]
    assert len(set(codes)) == len(codes)
    assert all(code.isascii() and code.isalpha() and code.isupper() for code in codes)


def test_dbt_knows_every_column_and_its_licence() -> None:
    described = {seed["name"]: seed for seed in yaml.safe_load((SEEDS / "_seeds.yml").read_text("utf-8"))["seeds"]}
    assert set(described) == set(SEED_TABLES) - {"sources"}  # dbt has a model of that name
    for name, seed in described.items():
        columns = SEED_TABLES[name].columns
        assert tuple(column["name"] for column in seed["columns"]) == columns
        assert all(column["description"] for column in seed["columns"])
        assert seed["config"]["column_types"] == dict.fromkeys(columns, "text")
        assert seed["config"]["meta"]["licence"] == "CC0-1.0"
        assert seed["config"]["meta"]["source"]


def test_readme_counts_the_rows() -> None:
    readme = (SEEDS / "README.md").read_text("utf-8")
    for name, table in SEED_TABLES.items():
        line = next(line for line in readme.splitlines() if line.startswith(f"| `{name}.csv`"))
        assert line.endswith(f"| {sum(1 for _ in read_seed(SEEDS / f'{name}.csv', table))} |")
