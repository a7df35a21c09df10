"""Which lines of a dump are the body, where the outlet is known to repeat some of them."""

from __future__ import annotations

import pytest

from transforms.extract.text.body import find_body, keep_paragraphs
from transforms.extract.text.lines import fold_words, split_lines

PROMISE = "The Tern Gazette has told the islands what happens on them since the year of the great flood."
BACKGROUND = (
    "The two islands have quarrelled over the herring since the treaty of Brenn, which gave the shoals to both of them, "
    "ran out in the spring of last year."
)
PLEA = "Without your help we could not print a single line."
NEWS = [
    "The harbour master of Brenn closed the northern pier on Monday after a wave had torn away its lamp.",
    "Boats from both islands have to moor at the old quay until the masons are done, she told the council.",
    "Nobody was hurt, and the ferry to Skerry goes on as before, the company that runs it said in a statement.",
]
STANDING = frozenset(fold_words(text) for text in (PROMISE, BACKGROUND, PLEA))


def paragraphs_of(texts: list[str], standing: frozenset[str]) -> list[str]:
    return [line.text for line in find_body(split_lines("\n\n".join(texts)), standing=standing).paragraphs]


def test_standing_lines_at_the_ends_of_the_body_are_no_part_of_it() -> None:
    texts = [PROMISE, *NEWS, BACKGROUND, PLEA]
    assert paragraphs_of(texts, frozenset()) == texts
    assert paragraphs_of(texts, STANDING) == NEWS


def test_in_mid_body_a_short_standing_line_goes_and_a_long_one_stays() -> None:
    texts = [NEWS[0], PLEA, NEWS[1], BACKGROUND, NEWS[2]]
    assert paragraphs_of(texts, STANDING) == [NEWS[0], NEWS[1], BACKGROUND, NEWS[2]]


def test_marked_up_lines_lose_standing_lines_alike() -> None:
    lines = split_lines("\n\n".join([PROMISE, NEWS[0], BACKGROUND, NEWS[1], PLEA]))
    kept, left = keep_paragraphs(lines, is_marked_up=True, standing=STANDING)
    assert [line.text for line in kept] == [NEWS[0], BACKGROUND, NEWS[1]]
    assert {line.text for line in left} == {PROMISE, PLEA}


def test_a_body_of_standing_lines_only_is_kept() -> None:
    lines = split_lines("\n\n".join([PROMISE, BACKGROUND]))
    assert [line.text for line in keep_paragraphs(lines, standing=STANDING)[0]] == [PROMISE, BACKGROUND]


@pytest.mark.parametrize(
    "credit",
    ["(Ada Quill/Brenn Press)", "© Ada Quill", "Foto: Ada Quill", "Photo:\nAda Quill"],
    ids=lambda text: text[:5],
)
def test_the_text_of_a_caption_goes_with_the_credit_below_it(credit: str) -> None:
    text = "\n".join([NEWS[0], "Masons carry a new lamp along the northern pier on Monday.", credit, NEWS[1], NEWS[2]])
    assert [line.text for line in find_body(split_lines(text)).paragraphs] == NEWS


def test_a_credit_below_the_last_paragraph_makes_it_no_caption() -> None:
    assert paragraphs_of([*NEWS, "© Tern Gazette"], frozenset()) == NEWS


def test_a_biography_goes_with_the_lines_below_it() -> None:
    texts = [*NEWS, "Ada Quill is a reporter at the harbour desk.", "Her book about lamps is sold at every kiosk."]
    assert paragraphs_of(texts, frozenset()) == NEWS


def test_a_label_that_the_page_prints_again_parts_no_lead_from_the_body() -> None:
    texts = ["Anzeige", "A wave tears the lamp off the pier", NEWS[0], "Anzeige", NEWS[1], NEWS[2]]
    assert paragraphs_of(texts, frozenset()) == NEWS


def test_a_paragraph_far_below_an_advertisement_is_body() -> None:
    text = f"{NEWS[0]}\n\n{NEWS[2]}\n\nAdvertisement\n\n\n\n\n\n{BACKGROUND}\n\n{NEWS[1]}"
    kept = [line.text for line in find_body(split_lines(text)).paragraphs]
    assert kept == [NEWS[0], NEWS[2], BACKGROUND, NEWS[1]]
