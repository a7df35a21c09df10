from __future__ import annotations

import json

import pytest

from transforms.extract.page.told import find_scripted, read_told
from transforms.extract.text.lines import make_line

LEAD = "The last bakery of the upper town closes on Saturday after ninety years of early mornings."
SECOND = "Its owner, Petra Lund, found nobody who would get up at two o'clock to knead the rye."
PROMOTION = "Our readers also liked what we wrote last week on the mills along the river."
LINES = [make_line(text) for text in (LEAD, SECOND, PROMOTION)]


def test_lines_that_the_told_text_lacks_are_sifted_out() -> None:
    told = read_told(f"{LEAD}{SECOND.upper()}")
    assert told is not None
    assert [line.text for line in told.sift(LINES)] == [LEAD, SECOND]


@pytest.mark.parametrize("text", [LEAD[:40], "A text of another article that has nothing in common with it. " * 4])
def test_a_told_text_that_is_cut_or_another_s_sifts_nothing(text: str) -> None:
    told = read_told(text)
    assert told is not None
    assert told.sift(LINES) == LINES


@pytest.mark.parametrize("text", [None, "", "a" * 300_000])
def test_no_witness(text: str | None) -> None:
    assert read_told(text) is None


def test_the_longest_text_in_the_scripts_of_a_page() -> None:
    article = f"<p>{LEAD}</p><p>{SECOND}</p><p>{PROMOTION}</p>"
    state = f"window.state = {json.dumps({'menu': ['Home', 'News'], 'title': LEAD, 'html': article})};"
    assert find_scripted(["let a = 'b';", state]) == article
    assert find_scripted(["let a = 'b';"]) is None
    assert find_scripted(['let a = "' + "open to the end " * 50]) is None
