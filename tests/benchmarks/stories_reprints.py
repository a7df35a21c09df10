"""What outlets do to the text of an agency before they print it."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from tests.benchmarks.stories_words import Vocabulary

Paragraphs = list[str]
_AGENCIES = ("Corvus", "Tern Press", "Plover News", "Avocet")


def reprint(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    """The paragraphs of an outlet's copy: one to three changes in three copies of four."""
    if draw.random() < 0.25:
        return list(text)
    changed = list(text)
    for change in draw.sample(_CHANGES, draw.choice((1, 1, 2, 2, 3))):
        changed = change(changed, names, words, draw)
    return changed


def _cut_tail(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    return text[: max(2, round(len(text) * draw.uniform(0.3, 0.9)))]


def _insert_own(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    place = draw.randrange(len(text) + 1)
    return [*text[:place], words.paragraph(draw, [*names, words.name(draw)]), *text[place:]]


def _add_frame(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    agency = draw.choice(_AGENCIES)
    return [f"{words.place(draw).upper()} ({agency}) - {text[0]}", *text[1:], f"With reporting by {agency}"]


def _correct(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    place = draw.randrange(len(text))
    return [*text[:place], words.paragraph(draw, names), *text[place + 1 :]]


def _reorder(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    rest = text[1:]
    first, second = draw.randrange(len(rest) or 1), draw.randrange(len(rest) or 1)
    if rest:
        rest[first], rest[second] = rest[second], rest[first]
    return [text[0], *rest]


def _edit_words(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    share = draw.uniform(0.005, 0.03)
    return [" ".join(words.word(draw) if draw.random() < share else w for w in part.split(" ")) for part in text]


def _drop_marks(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    joined = unicodedata.normalize("NFKD", "\n".join(text))
    return "".join(char for char in joined if not unicodedata.combining(char)).split("\n")


def _write_own_lead(text: Paragraphs, names: list[str], words: Vocabulary, draw: random.Random) -> Paragraphs:
    return [words.paragraph(draw, names), *text[draw.choice((0, 1)) :]]


_CHANGES: tuple[Callable[[Paragraphs, list[str], Vocabulary, random.Random], Paragraphs], ...] = (
    _cut_tail, _cut_tail, _insert_own, _add_frame, _correct, _reorder, _edit_words, _drop_marks, _write_own_lead,
)  # fmt: skip
