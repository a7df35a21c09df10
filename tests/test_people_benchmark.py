"""The benchmark of persons makes the corpus that it says, and scores what systems make of it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from tests.benchmarks import people_peers
from tests.benchmarks.people import PeopleResult, app, fit_exponents, score_pairs, share_right
from tests.benchmarks.people_cases import KINDS, make_corpus
from tests.benchmarks.people_peers import System


def test_corpus_is_the_same_every_time_and_has_every_kind() -> None:
    one, other = make_corpus(600), make_corpus(600)
    assert (one.mentions, one.persons) == (other.mentions, other.persons)
    assert set(one.kinds.values()) >= set(KINDS)
    assert set(one.persons) == set(one.mentions["mention_id"].to_pylist()) == set(one.kinds)
    assert make_corpus(600, seed=7).mentions != one.mentions


def test_article_prints_no_name_twice() -> None:
    rows = make_corpus(600).mentions.to_pylist()
    assert len({(row["article_id"], row["name_text"]) for row in rows}) == len(rows)


def test_pairs_are_scored() -> None:
    truth = {"a": 1, "b": 1, "c": 1, "d": 2}
    assert score_pairs(truth, truth) == (1.0, 1.0, 1.0)
    assert score_pairs(truth, {"a": "x", "b": "x", "c": "y", "d": "y"}) == (0.5, pytest.approx(1 / 3), 0.4)
    assert score_pairs(truth, dict.fromkeys(truth, "x"))[:2] == (0.5, 1.0)


def test_everybody_apart_leaves_one_mention_of_each_person_right() -> None:
    corpus = make_corpus(300)
    assert set(share_right(corpus, corpus.persons).values()) == {1.0}
    alone = share_right(corpus, {mention: mention for mention in corpus.persons})
    n_right = sum(alone[kind] * list(corpus.kinds.values()).count(kind) for kind in alone)
    assert round(n_right) == len(set(corpus.persons.values()))


def test_exponent_of_what_doubles_with_n() -> None:
    results = [PeopleResult("ours", n, 1.0, 1.0, 1.0, {}, n / 1000) for n in (1000, 10_000)]
    assert fit_exponents(results) == {"ours": pytest.approx(1.0)}


def test_command_prints_quality_and_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = System("elsewhere", "no_such_package", people_peers.SYSTEMS[0].find, 10**9)
    monkeypatch.setattr("tests.benchmarks.people.SYSTEMS", (people_peers.SYSTEMS[0], missing))
    result = CliRunner().invoke(app, ["1000", "--json"], catch_exceptions=False)
    (ours,) = json.loads(result.stdout)["1000 mentions"]
    assert ours["system"] == "dragoman"
    assert ours["precision"] > 0.95
    assert ours["f1"] > 0.93


def test_command_prints_what_news_cost() -> None:
    result = CliRunner().invoke(app, ["1000", "--increment", "--json"], catch_exceptions=False)
    (row,) = json.loads(result.stdout)["increments"]
    assert (row["n_mentions"], row["n_new"] >= 1000) == (1000, True)
    assert min(row["increment_s"], row["rebuild_s"]) > 0
