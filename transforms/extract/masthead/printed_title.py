"""The headline among the lines of a text dump."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import Line, fold_words

_SEPARATOR = re.compile(r"\s+[|·•»:–—-]{1,2}\s+|\s?[|｜]\s?")
_PAGE_TITLE_WORDS, _MAX_CHARS = 40, 400
_TITLE_WORDS = range(3, 31)
_OUTLET_WORDS = 5
_NEARLY = 0.35  # of a score that is a share of words, and half for a line printed twice
_PER_LINE = 0.02  # what each line between a headline and the body costs it
_TRAILED_WORDS = 4
_MAX_DISTANCE = 25
_PER_WORD, _FULL_TITLE_WORDS = 0.1, 8  # what each word of a headline adds, up to eight
_MIN_LETTERS = 4  # shorter words say little of what a headline shares with its article


def find_title(before: Sequence[Line], paragraphs: Sequence[Line]) -> str | None:
    """The headline of a body, from the lines above it.

    It is the line that a page title such as 'Headline | Outlet' names, else a line of some length that shares words
    with the body, is printed twice or stands close above. A standfirst shares as much as the headline above it: of
    lines that score nearly the same the first is taken.
    """
    named = name_titles(before)
    printed = [line for line in reversed(before) if line.folded in named and _may_be_title(line)]
    if printed:
        return max(printed, key=lambda line: line.n_words).text
    counts = Counter(line.folded for line in before)
    scored = list(_score(before, paragraphs, counts))
    best = max((score for score, _ in scored), default=0.0)
    found = next((line for score, line in scored if score >= best - _NEARLY), None)
    if found is None:
        return None
    for line in before:  # a trail such as 'Home World Headline' stands above the headline itself
        if line.n_words >= _TRAILED_WORDS and found.folded.endswith(f" {line.folded}"):
            return line.text
    return _strip_outlet(found.text) if counts[found.folded] == 1 else found.text


def name_titles(lines: Sequence[Line]) -> Collection[str]:
    """What page titles among the lines may give as headline, folded: 'A - B | C' names 'A - B', 'A', 'B | C', 'C'."""
    named: set[str] = set()
    for line in lines:
        if line.n_words <= _PAGE_TITLE_WORDS and 20 < len(line.text) <= _MAX_CHARS:
            named.update(fold_words(part) for part in _split_title(line.text) if len(part) > 12)
    return named


def _split_title(text: str) -> Iterator[str]:
    for match in _SEPARATOR.finditer(text):
        yield text[: match.start()]
        yield text[match.end() :]


def _score(before: Sequence[Line], paragraphs: Sequence[Line], counts: Counter[str]) -> Iterator[tuple[float, Line]]:
    spoken = {word for line in paragraphs for word in line.folded.split() if len(word) >= _MIN_LETTERS}
    for index, line in enumerate(before):
        if _may_be_title(line):
            words = [word for word in line.folded.split() if len(word) >= _MIN_LETTERS]
            shared = sum(1 for word in words if word in spoken) / len(words) if words else 0.0
            is_sentence = line.text.endswith((".", "。"))
            distance = min(_MAX_DISTANCE, len(before) - index)
            length = _PER_WORD * min(line.n_words, _FULL_TITLE_WORDS)
            yield (
                shared + length + 0.5 * (counts[line.folded] > 1) - 0.5 * is_sentence - _PER_LINE * distance,
                line,
            )


def _may_be_title(line: Line) -> bool:
    return (
        line.kind is Kind.TEXT
        and line.n_words in _TITLE_WORDS
        and line.text[0] != "|"
        and 10 < len(line.text) <= _MAX_CHARS
    )


def _strip_outlet(text: str) -> str:
    """A page title without the sections and the outlet that end it: 'Envoys meet - World | The Herald'."""
    while True:
        matches = list(_SEPARATOR.finditer(text))
        if not matches:
            return text
        head, tail = text[: matches[-1].start()], text[matches[-1].end() :]
        if not _is_outlet(tail) or len(head.split()) < max(3, len(tail.split())):
            return text
        text = head


def _is_outlet(text: str) -> bool:
    words = [word for word in text.split() if word[0].isalpha()]
    return len(words) <= _OUTLET_WORDS and not (len(words) > 1 and words[-1][0].islower())
