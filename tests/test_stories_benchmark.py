from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from tests.benchmarks import stories
from tests.benchmarks.stories_corpus import make_corpus
from tests.benchmarks.stories_scoring import score_bcubed, score_pairs


def test_pairs_and_bcubed_weigh_groups_differently() -> None:
    truth, found = ["a", "a", "b", "b"], [1, 1, 1, 2]
    assert (score_pairs(truth, found).precision, score_pairs(truth, found).recall) == (1 / 3, 1 / 2)
    assert score_bcubed(truth, found).precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert score_bcubed(truth, found).recall == pytest.approx((1 + 1 + 1 / 2 + 1 / 2) / 4)


def test_same_seed_makes_the_same_articles() -> None:
    assert make_corpus(50).articles == make_corpus(50).articles
    assert make_corpus(50).articles != make_corpus(50, seed=6).articles


def test_exponent_is_that_of_the_growth() -> None:
    assert stories.fit_exponent([10, 100, 1000], [3 * n**1.5 for n in (10, 100, 1000)]) == pytest.approx(1.5)


def test_command_prints_quality_and_increments() -> None:
    quality = CliRunner().invoke(stories.app, ["--sizes", "200,400", "--systems", "dragoman", "--json"])
    printed = json.loads(quality.stdout)
    assert printed["400 articles"][0]["f1"]["pairs"] > 0.9
    assert "exponent" in printed
    assert CliRunner().invoke(stories.app, ["--sizes", "many"]).exit_code == 2
