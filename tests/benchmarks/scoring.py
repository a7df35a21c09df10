"""How near an output comes to the gold of its page: each measure between 0 and 1, none where the gold lacks the field.

Texts are compared as words: runs of letters and digits, and each character of a script that puts no space between words.

* ``page_f1``: F1 over the multisets of four-word shingles, the measure of scrapinghub's article-extraction-benchmark;
* ``core_f1``: the same with standfirst and sub-headings neutral: precision against the whole body, recall against the
  body without them;
* ``word_f1``: F1 over the multisets of words;
* ``para_f1``: F1 over paragraphs, where a line counts if it equals one, letter case and punctuation aside;
* ``exact``: all words of the body, in order, and no other;
* ``title``: equal, letter case and punctuation aside;
* ``author_set``: the names are the gold's names, in any order;
* ``date_day``: the day is the gold's, in its zone or in UTC;
* ``date_minute``: the instant is within a minute of the gold's; an output without a zone names no instant.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from tests.benchmarks.documents import Gold, Output

MEASURES = ("page_f1", "core_f1", "word_f1", "para_f1", "exact", "title", "author_set", "date_day", "date_minute")
Scores = dict[str, float]

_SHINGLE_WORDS = 4
# kana, Han with its extension and compatibility blocks, Thai: no space between words
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_LETTERS = re.compile(r"[^\W_]+")
_INVISIBLE = {ord(char): None for char in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}
_DAY_CHARS = len("2020-01-31")
_MINUTE = timedelta(minutes=1)

T = TypeVar("T", bound=Hashable)


def score_page(gold: Gold, output: Output) -> Scores:
    """The measures of one page. An output without text gets 0 for its body, as one that is all wrong does."""
    return {**_score_body(gold, output.text), **_score_metadata(gold, output)}


def _score_body(gold: Gold, text: str) -> Scores:
    true, found = split_words("\n".join(gold.paragraphs)), split_words(text)
    true_shingles, found_shingles = _shingle(true), _shingle(found)
    precision = _share(found_shingles, true_shingles)
    scores = {
        "page_f1": f1(precision, _share(true_shingles, found_shingles)),
        "word_f1": _overlap_f1(true, found),
        "para_f1": _overlap_f1(_fold_all(gold.paragraphs), _fold_all(text.split("\n"))),
        "exact": float(true == found),
    }
    if gold.core:
        core = _shingle(split_words("\n".join(gold.core)))
        scores["core_f1"] = f1(precision, _share(core, found_shingles))
    return scores


def _score_metadata(gold: Gold, output: Output) -> Scores:
    scores: Scores = {}
    if gold.title:
        scores["title"] = float(fold(gold.title) == fold(output.title or ""))
    if gold.authors:
        scores["author_set"] = float(set(_fold_all(gold.authors)) == set(_fold_all(output.authors)))
    if gold.date:
        true, found = parse_moment(gold.date), parse_moment(output.date or "")
        scores["date_day"] = float(bool(_days(true) & _days(found)))
        scores["date_minute"] = float(_is_same_minute(true, found))
    return scores


def split_words(text: str) -> list[str]:
    """The words of a text, as written; invisible characters are no part of a word."""
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(_INVISIBLE))


def fold(text: str) -> str:
    """A line without letter case, punctuation and spelling of characters: its words, one space between."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).translate(_INVISIBLE)
    return " ".join(_LETTERS.findall(plain.casefold()))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def parse_moment(written: str) -> datetime | date | None:
    """A moment in ISO 8601, or the day where that is all that is written or can be read; none without either."""
    written = written.strip()
    for kind, part in ((datetime if len(written) > _DAY_CHARS else date, written), (date, written[:_DAY_CHARS])):
        with suppress(ValueError):
            return kind.fromisoformat(part)
    return None


def _days(moment: datetime | date | None) -> set[date]:
    """The days that a moment may be said to fall on: in its own zone and in UTC."""
    if not isinstance(moment, datetime):
        return {moment} if moment else set()
    return {moment.date(), moment.astimezone(UTC).date()} if moment.tzinfo else {moment.date()}


def _is_same_minute(true: datetime | date | None, found: datetime | date | None) -> bool:
    """Whether two instants are at most a minute apart; a gold without a zone is taken in the zone of the output."""
    if not isinstance(true, datetime) or not isinstance(found, datetime) or found.tzinfo is None:
        return False
    return abs(found - true if true.tzinfo else found.replace(tzinfo=None) - true) <= _MINUTE


def _shingle(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Runs of four words; a shorter text is one run."""
    starts = range(max(1, len(words) - _SHINGLE_WORDS + 1)) if words else range(0)
    return Counter(tuple(words[start : start + _SHINGLE_WORDS]) for start in starts)


def _share(part: Counter[T], whole: Counter[T]) -> float:
    """How much of ``part`` is in ``whole``; nothing is wholly in nothing, and not at all in something."""
    return (part & whole).total() / part.total() if part else float(not whole)


def _overlap_f1(true: Iterable[str], found: Iterable[str]) -> float:
    true, found = Counter(true), Counter(found)
    return f1(_share(found, true), _share(true, found))


def _fold_all(texts: Iterable[str]) -> list[str]:
    return [folded for text in texts if (folded := fold(text))]
