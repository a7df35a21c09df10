"""Paragraphs, sentences and tokens of an article's text, each with its place in the text.

Sentences are split by rule rather than by a parser: a rule costs nothing, and a list of titles with full stops in it
('Gen. A. Ruiz, Dr. Osei') must stay one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Brig|Sen|Sens|Rep|Reps|Gov|Amb|Hon|Rev|St|Jr|Sr|No|Eng|Engr|"
    "ret|retd|Ret|Retd|res|Res|rtd|Rtd|Wm|Ma|Md|Mohd|Muhd|Messrs|Ts|Kh|Dz|Zh|Yu|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
)
_WORD = r"[^\W\d_]+(?:(?!-led\b)['’\-‑][^\W\d_]+)*(?:(?<=s)['’](?=\s))?"  # 'Okoro-led' is a name and a verb
_TOKEN = re.compile(
    rf"(?:{_ABBREVIATIONS})\.(?!\w)"  # Gen.
    r"|(?:[^\W\d_]\.){2,}"  # U.S., S.S.
    r"|(?<![^\W\d_])[A-Z]\.(?=\s?[A-Z])"  # an initial
    rf"|\d[\d,.]*\d(?:st|nd|rd|th)?(?:-{_WORD})?|\d(?:st|nd|rd|th)?(?:-{_WORD})?"
    r"|[A-Z]{1,4}\d{1,3}(?:['’]s)?(?!\w)"  # M23, G20's
    rf"|{_WORD}|\S"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9À-Þ])")
_NO_END = re.compile(rf"(?:(?<!\w)(?:{_ABBREVIATIONS})|(?<![^\W\d_])[A-Z]|(?:[^\W\d_]\.)+[^\W\d_])\.$")
_STARTER = re.compile(r"(?:The|A|An|He|She|It|They|We|But|In|On|At|His|Her|Its|Their|This|That|According)\b")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


def strip_possessive(text: str) -> str:
    """A phrase without the 's or apostrophe of the genitive at its end."""
    return _POSSESSIVE.sub("", text)


class Token(NamedTuple):
    """One word or mark. ``start`` and ``end`` are offsets into the article's text.

    ``bare`` is the form for look-ups: lower case, straight apostrophes, no possessive ending and no full stops.
    """

    text: str
    start: int
    end: int
    bare: str

    @property
    def is_capitalised(self) -> bool:
        """Starts with a capital letter (of any script that has them)."""
        return self.text[:1].isupper()

    @property
    def is_possessive(self) -> bool:
        """Ends in 's or in an apostrophe after s."""
        return bool(_POSSESSIVE.search(self.text)) and len(self.text) > 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its place in the article's text and its tokens."""

    text: str
    start: int
    end: int
    paragraph: int  # counted from 0
    tokens: tuple[Token, ...]

    def token_at(self, position: int) -> int:
        """The index of the first token that ends after ``position`` of the article's text."""
        return bisect_right(self.tokens, position, key=lambda token: token.end)


@lru_cache(maxsize=65_536)
def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", text).replace("’", "'").replace("‑", "-").replace(".", "").casefold()


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text whose paragraphs are separated by newlines, in order."""
    sentences: list[Sentence] = []
    offset = 0
    for number, paragraph in enumerate(text.split("\n")):
        for start, end in _bounds(paragraph):
            part = paragraph[start:end]
            tokens = tuple(
                Token(m[0], offset + start + m.start(), offset + start + m.end(), _bare(m[0]))
                for m in _TOKEN.finditer(part)
            )
            if tokens:
                sentences.append(Sentence(part, offset + start, offset + end, number, tokens))
        offset += len(paragraph) + 1
    return sentences


def _bounds(paragraph: str) -> list[tuple[int, int]]:
    bounds, start = [], 0
    for match in _SENTENCE_END.finditer(paragraph):
        mark = match.start() + 1
        if _NO_END.search(paragraph[start:mark]) and not (
            paragraph[mark - 4 : mark].count(".") > 1 and _STARTER.match(paragraph, match.end())
        ):
            continue
        bounds.append((start, match.start() + len(match[0].rstrip())))
        start = match.end()
    bounds.append((start, len(paragraph.rstrip())))
    return [(a, b) for a, b in bounds if b > a]
