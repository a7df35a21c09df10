"""The trainer of the model of roles: it learns what the examples say, leaves the held-out alone, and has no chance."""

from __future__ import annotations

import re

from tests.training.roles import fit, fit_ranking, gold_articles


def test_weights_speak_for_the_label_that_a_feature_goes_with() -> None:
    examples = [(["led by"], 2), (["said"], 0)] * 4
    weights = fit(examples, 3, 0.02)
    assert max(range(3), key=weights["led by"].__getitem__) == 2
    assert max(range(3), key=weights["said"].__getitem__) == 0
    assert weights == fit(examples, 3, 0.02)


def test_rare_features_are_left_out() -> None:
    assert set(fit([(["often", "once"], 1), (["often"], 0)], 2, 0.02)) <= {"often"}


def test_a_ranking_prefers_what_the_right_candidates_have() -> None:
    weights = fit_ranking([({"Norway": ["near"], "Iceland": ["far"]}, {"Norway"})] * 3, 0.02)
    assert weights["near"] > 0 > weights["far"]


def test_held_out_articles_are_never_read() -> None:
    articles = gold_articles()
    assert articles
    assert all(int(re.sub(r"\D", "", article["id"])) % 3 for article in articles)
