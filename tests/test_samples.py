"""How much of our own gold the sample articles yield, end to end: floors that a change must not sink below.

The gold was written by hand for texts that were written to be read, and its alternatives are not counted here: the
figures say little of other articles.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import duckdb
import pytest

from tests.predictions import predict
from tests.sample_run import SampleRun
from warehouse.settings import project_dir

Article = dict[str, Any]


@pytest.fixture(scope="session")
def gold() -> list[Article]:
    path = project_dir() / "tests" / "gold" / "articles.json"
    return list(json.loads(path.read_text(encoding="utf-8"))["articles"])


@pytest.fixture(scope="session")
def predicted(sample_run: SampleRun) -> dict[str, Article]:
    return {article["article_id"]: article for article in predict(sample_run.database)}


def parties(article: Article) -> Iterable[Any]:
    return (d["party"] for d in article["delegations"])


def heads(article: Article) -> Iterable[Any]:
    return ((d["party"], d["head"]) for d in article["delegations"] if d["head"])


def members(article: Article) -> Iterable[Any]:
    return ((d["party"], m["name"]) for d in article["delegations"] for m in d["members"])


def days(article: Article) -> Iterable[Any]:
    return ((d["party"], d["date"]) for d in article["delegations"])


def statuses(article: Article) -> Iterable[Any]:
    return ((d["party"], d["status"]) for d in article["delegations"])


def names(article: Article) -> Iterable[Any]:
    return (p["name"] for p in article["people"])


def body(article: Article) -> Iterable[Any]:
    return article["body"]


@pytest.mark.parametrize(
    ("values", "floor"),
    [(parties, 0.95), (heads, 0.93), (members, 0.96), (days, 0.8), (statuses, 0.9), (names, 0.96), (body, 0.97)],
)
def test_sample_articles_yield_their_gold(
    gold: list[Article], predicted: dict[str, Article], values: Callable[[Article], Iterable[Any]], floor: float
) -> None:
    hits = n_gold = n_predicted = 0
    for article in gold:
        wanted, got = Counter(values(article)), Counter(values(predicted[article["id"]]))
        hits += (wanted & got).total()
        n_gold += wanted.total()
        n_predicted += got.total()
    assert 2 * hits / (n_gold + n_predicted) >= floor


def test_the_party_convention_yields_no_delegation(gold: list[Article], predicted: dict[str, Article]) -> None:
    negatives = [article["id"] for article in gold if article["hard_negative"]]
    assert negatives
    assert [predicted[article_id]["delegations"] for article_id in negatives] == [[] for _ in negatives]


def test_every_quote_is_in_its_article(sample_run: SampleRun) -> None:
    tables = ["person_mentions", "entity_mentions", "event_reports", "participant_reports", "claim_reports"]
    with duckdb.connect(str(sample_run.database), read_only=True) as connection:
        for table in [*tables, "delegation_reports", "member_reports"]:
            rows = connection.execute(
                f"select text, start_char, end_char, quote from {table} join articles using (article_id)"
            ).fetchall()
            assert rows
            assert [quote for text, start, end, quote in rows if text[start:end] != quote] == []
