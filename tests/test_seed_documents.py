"""The two documents that the project began from, end to end, where the evaluation sets lie beside the checkout."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.predictions import predict
from warehouse.settings import Settings, project_dir

SHARED = project_dir().parent / "shared"
EXACT = ["delegations", "head", "members", "titles", "place", "date", "status", "people", "identity"]

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation sets are not beside this checkout")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, prefect_server: None) -> Path:
    from flows.pipeline import dragoman

    settings = Settings(root=tmp_path_factory.mktemp("seed-documents") / "root")
    dragoman([str(SHARED / "seeds")], settings)
    return settings.database


def answers(database: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_every_row_of_the_scorer_is_exact(database: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "delegations" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = json.loads((SHARED / "eval" / "seeds_gold.json").read_text(encoding="utf-8"))
    rows, _ = scorer.score(gold, predict(database))
    exact = [*EXACT, "body paragraphs", "body words", "people title", "duplicates"]
    assert {name: rows[name].prf()[2] for name in exact} == dict.fromkeys(exact, 1.0)


def test_fomin_is_one_person_with_two_spellings(database: Path) -> None:
    query = "select count(distinct person_id), count(*) from person_names where name like '% Fomin'"
    assert answers(database, query) == [(1, 2)]


def test_kostyukov_is_one_person_with_two_titles(database: Path) -> None:
    query = """select count(distinct person_id), count(distinct title)
        from positions_held join people using (person_id) where name like '% Kostyukov'"""
    assert answers(database, query) == [(1, 2)]


def test_those_who_met_in_the_kremlin_are_in_no_delegation(database: Path) -> None:
    query = """select count(*), count(delegation_id) from people left join delegation_members using (person_id)
        where split_part(name, ' ', 2) in ('Lavrov', 'Belousov', 'Gerasimov', 'Shoygu')"""
    assert answers(database, query) == [(4, 0)]


def test_one_delegation_each_and_no_head_for_ukraine(database: Path) -> None:
    query = """select party, size_named, delegations.n_sources, people.name from delegations
        join events using (event_id) left join people on person_id = head_person_id
        where start_date >= date '2025-01-01' order by party"""
    assert answers(database, query) == [("Russia", 4, 2, "Vladimir Medinsky"), ("Ukraine", 4, 2, None)]


def test_the_plan_and_the_outcome(database: Path) -> None:
    held = "select status, cast(start_date as varchar), city from events where start_date = date '2025-05-16'"
    assert answers(database, held) == [("held", "2025-05-16", "Istanbul")]
    query = "select property, kind from conflicts order by all"
    assert answers(database, query) == [
        ("previous_round_date", "contradiction"),
        ("start_date", "plan_vs_outcome"),
    ]


def test_nobody_comes_from_the_related_headlines_and_the_lead_is_there_once(database: Path) -> None:
    query = "select count(*) from people where regexp_matches(name, 'Khamenei|Starmer|Kim')"
    assert answers(database, query) == [(0,)]
    (text,) = answers(database, "select text from articles where source_id = 'xinhua'")[0]
    paragraphs = text.split("\n")
    assert len(paragraphs) == len(set(paragraphs)) == 8
