"""The cookbook answers ten questions, and its answers are those of the sample articles today."""

from __future__ import annotations

import re

import pytest

from tests.exports.cookbook import COOKBOOK, answer, recipes
from warehouse.settings import Settings


@pytest.mark.parametrize(("query", "shown"), recipes(), ids=[f"recipe-{n}" for n in range(1, len(recipes()) + 1)])
def test_the_answer_shown_is_the_answer_got(samples: Settings, query: str, shown: str) -> None:
    assert answer(samples, query) == shown
    assert len(shown.splitlines()) > 2, "an answer without rows teaches nothing"


def test_there_are_ten_questions_each_with_a_query() -> None:
    questions = re.findall(r"^## \d+\. .*\?$", COOKBOOK.read_text(encoding="utf-8"), re.M)
    assert len(questions) == len(recipes()) == COOKBOOK.read_text(encoding="utf-8").count("```sql") == 10
