"""The trainer of clues to a person's country: it notes the countries of an article and learns which clue tells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.training.nationality import examples_of, train
from tests.training.roles import entities_of
from transforms.tag.lexicon import Lexicon
from transforms.tag.nationality import WEIGHTS
from warehouse.reference import load_reference
from warehouse.settings import project_dir

_ARTICLE: dict[str, Any] = {
    "body": [
        "OSLO - Iceland sent a delegation to Norway on Monday. In Oslo, mayor Kari Moen received the guests.",
        "Iceland said on Monday that fish would be on the table, and deputy director Jon Arnason agreed.",
    ],
    "published": "2026-03-12",
    "people": [
        {"name": "Kari Moen", "affiliation_country": "Norway"},
        {"name": "Jon Arnason", "affiliation_country": "Iceland"},
    ],
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(load_reference(project_dir()))


def test_the_clues_of_each_country_are_noted_with_the_right_one(lexicon: Lexicon) -> None:
    examples = examples_of(_ARTICLE, entities_of([_ARTICLE])[0], lexicon)
    clues = {next(iter(right)): candidates for candidates, right in examples}
    assert "receives" in clues["Norway"]["Norway"]
    assert "receives" not in clues["Norway"]["Iceland"]
    assert {clue for candidates, _ in examples for found in candidates.values() for clue in found} <= set(WEIGHTS)


def test_a_clue_that_tells_the_country_gets_a_weight(lexicon: Lexicon) -> None:
    weights = train([_ARTICLE] * 4, lexicon)
    assert weights["receives"] > 0
    assert weights == train([_ARTICLE] * 4, lexicon)
