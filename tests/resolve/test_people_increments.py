"""Persons resolved from what is new alone are those that a look at everything finds, to the last row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.people_cases import make_corpus
from transforms.resolve import resolve_people
from transforms.resolve.decisions import Decision, Subject
from transforms.resolve.people import People
from transforms.resolve.person_state import PersonState
from transforms.tables import ARTICLES, PERSON_ALIASES, PERSON_IDENTITIES, PERSON_MENTIONS, STORY_IDENTITIES, table_of

NOBODY = People(PERSON_IDENTITIES.empty_table(), PERSON_ALIASES.empty_table(), pa.table({}))
Rows = list[dict[str, Any]]
Version = tuple[str, str]


def _resolve(
    lake: tuple[Rows, Rows], seen: set[Version], before: People, stories: Rows, *decisions: Decision
) -> People:
    """The persons of the versions that were seen: from the news alone, and the same from everything."""
    mentions, articles = ([row for row in rows if _version_of(row) in seen] for rows in lake)
    tables = (
        table_of(mentions, PERSON_MENTIONS),
        table_of(articles, ARTICLES),
        before.identities,
        before.aliases,
        table_of(stories, STORY_IDENTITIES),
        decisions,
    )
    whole, found = resolve_people(*tables), resolve_people(*tables, before.state)
    assert found.identities == whole.identities
    assert found.aliases == whole.aliases
    assert found.decisions == whole.decisions
    return found


def _version_of(row: dict[str, Any]) -> Version:
    return row["article_id"], row["content_sha256"]


def _make_lake(n_mentions: int, random: Random) -> tuple[Rows, Rows]:
    """Mentions and articles, of some of which a later version names others."""
    corpus = make_corpus(n_mentions, random.randrange(10**6))
    mentions, articles = corpus.mentions.to_pylist(), corpus.articles.to_pylist()
    for article in [row for row in articles if random.random() < 0.1]:
        later = {"content_sha256": "v2", "retrieved_at": article["retrieved_at"] + timedelta(days=1)}
        articles.append(
            article | later | {"published_at": article["published_at"] - timedelta(days=random.choice([0, 9]))}
        )
        for row in [row for row in mentions if row["article_id"] == article["article_id"] and random.random() < 0.7]:
            country = random.choice([row["country"], None])
            later_row = {"content_sha256": "v2", "mention_id": row["mention_id"] + "-v2", "country": country}
            mentions.append(row | later_row)
    return mentions, articles


def _draw_decisions(mentions: Rows, random: Random) -> list[Decision]:
    decided = []
    for _ in range(random.randint(0, 3)):
        one, other = (Subject(row["name_text"], row["country"]) for row in random.sample(mentions, 2))
        if one.key != other.key:
            verdict = random.choice(["same", "different", "unsure"])
            decided.append(Decision(one, other, verdict, "desk", date(2031, 5, 1)))
    return decided


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([40, 150, 400]))
def test_any_splits_in_any_order_find_what_a_full_rebuild_finds(random: Random, n_mentions: int) -> None:
    lake = mentions, articles = _make_lake(n_mentions, random)
    decisions = _draw_decisions(mentions, random) if random.random() < 0.5 else []
    random.shuffle(mentions)
    arriving = [_version_of(row) for row in articles]
    random.shuffle(arriving)
    found, seen = NOBODY, set[Version]()
    while arriving:
        n = random.choice([1, 2, len(arriving) // 2 + 1])
        seen |= set(arriving[:n])
        arriving = arriving[n:]
        for row in random.sample(mentions, 3):  # read anew, with another result
            row |= random.choice([{"country": None}, {"title_text": "goalkeeper"}, {"country": "Peru"}])
        stories = [{"article_id": key, "story_id": key if random.random() < 0.9 else "story"} for key, _ in seen]
        found = _resolve(lake, seen, found, list({row["article_id"]: row for row in stories}.values()), *decisions)


@pytest.fixture(scope="module")
def lake() -> tuple[Rows, Rows]:
    corpus = make_corpus(2000)
    return corpus.mentions.to_pylist(), corpus.articles.to_pylist()


def test_few_news_leave_most_mentions_alone(lake: tuple[Rows, Rows], monkeypatch: pytest.MonkeyPatch) -> None:
    mentions, articles = lake
    seen = {_version_of(row) for row in articles[:-1]}
    before = _resolve(lake, seen, NOBODY, [])
    n_looked_at = []

    def gather(*args: Any) -> Any:
        records = gather_records(*args)
        n_looked_at.append(sum(len(record.rows) for record in records))
        return records

    from transforms.resolve import person_news
    from transforms.resolve.person_news import gather_records

    monkeypatch.setattr(person_news, "gather_records", gather)
    tables = (table_of(mentions, PERSON_MENTIONS), table_of(articles, ARTICLES), before.identities, before.aliases)
    resolve_people(*tables, state=before.state)
    assert max(n_looked_at) < len(mentions) / 4


def test_state_of_other_mentions_is_not_used(lake: tuple[Rows, Rows]) -> None:
    versions = [_version_of(row) for row in lake[1]]
    before = _resolve(lake, set(versions[:100]), NOBODY, [])
    other = _resolve(lake, set(versions[100:200]), NOBODY, [])
    _resolve(lake, set(versions[:150]), replace(before, state=other.state), [])
    _resolve(lake, set(versions[:150]), replace(before, state=PersonState()), [])


def test_who_was_one_with_a_lone_name_that_is_read_otherwise_is_looked_at_again() -> None:
    corpus = make_corpus(100)
    first, second, *rest = corpus.mentions.to_pylist()
    same = {"name_text": "Nam", "title_text": "deputy finance minister", "country": "South Korea"}
    mentions = [first | same | {"article_id": "one"}, second | same | {"article_id": "two"}, *rest]
    known = corpus.articles.to_pylist()
    articles = [*known, *(known[0] | {"article_id": name, "document_id": name} for name in ("one", "two"))]
    versions = {_version_of(row) for row in [*articles, *mentions]}
    before = _resolve((mentions, articles), versions, NOBODY, [])
    persons = dict(zip(*before.identities.select(["mention_id", "person_id"]).to_pydict().values(), strict=True))
    assert persons[first["mention_id"]] == persons[second["mention_id"]]
    mentions[0]["country"] = None
    after = _resolve((mentions, articles), versions, before, [])
    persons = dict(zip(*after.identities.select(["mention_id", "person_id"]).to_pydict().values(), strict=True))
    assert persons[first["mention_id"]] != persons[second["mention_id"]]
