"""The lake that the benchmark of publishing invents is one that a run could have left."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.publishing_lake import BATCH_ARTICLES, add_articles
from transforms.tables import REPORTED
from warehouse.lake import committed_batches
from warehouse.settings import Settings

N_ARTICLES = 250
KEYS = {name: schema.names[0] for name, schema in REPORTED.items() if name != "claim_reports"}


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = Settings(root=tmp_path_factory.mktemp("root"))
    add_articles(settings, 0, N_ARTICLES)
    assert len(committed_batches(settings)) == 3
    add_articles(settings, N_ARTICLES, BATCH_ARTICLES)
    assert len(committed_batches(settings)) == 4
    return settings.lake


def _rows(lake: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        for folder in lake.iterdir():
            connection.from_parquet(f"{folder}/*.parquet").create_view(folder.name)
        return connection.execute(query).fetchall()


def test_articles_are_as_many_and_some_have_a_second_version(lake: Path) -> None:
    ((n_articles, n_versions),) = _rows(
        lake, "select count(distinct article_id), count(distinct (article_id, content_sha256)) from articles"
    )
    assert n_articles == N_ARTICLES + BATCH_ARTICLES
    assert n_versions - n_articles == sum(i % 60 in (10, 21, 33) for i in range(N_ARTICLES))


@pytest.mark.parametrize("table", KEYS)
def test_quotes_stand_in_the_text_and_keys_are_unique(table: str, lake: Path) -> None:
    ((n_rows, n_keys, are_quotes),) = _rows(
        lake,
        f"""
        select count(*), count(distinct {KEYS[table]}), bool_and(substring(text, start_char + 1, end_char - start_char) = quote)
        from {table} inner join articles using (article_id, content_sha256)
        """,
    )
    assert n_rows == n_keys > 0
    assert are_quotes


def test_every_row_has_its_identity(lake: Path) -> None:
    for table, identities, key in (
        ("articles", "story_identities", "article_id"),
        ("person_mentions", "person_identities", "mention_id"),
        ("event_reports", "event_identities", "event_report_id"),
    ):
        assert _rows(lake, f"select * from {table} anti join {identities} using ({key})") == []
    ((n_shared,),) = _rows(
        lake,
        "select count(*) from (select event_id from event_identities group by event_id having count(*) > 2)",
    )
    assert n_shared
