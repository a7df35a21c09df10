"""What the lines of a text dump are by their neighbours, where their own words do not say it.

The text of a caption stands above or below its credit, the entries of a comment section or of a list of teasers each
bear a date, and the items of a menu end as no sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import BODY_KINDS, PROSE_WORDS, Line

_SENTENCE_OR_LABEL = re.compile(r"[.!?] \S|:$")
_CAPTION_WORDS = 60
_CREDIT_WORDS = 12
_CAPTION_REACH = 8  # lines below a credit in which an article goes on
_DOUBLED_REACH = 4
_LIST_LINES = 40
_ENTRIES = 4
_ENTRY_LINES, _ENTRY_WORDS = 14, 200  # of one comment or teaser at most


def read_context(lines: Sequence[Line]) -> list[Line]:
    """The same lines, with the kind that the neighbours tell."""
    kinds = [line.kind for line in lines]
    _mark_links(lines, kinds)
    _mark_captions(lines, kinds)
    _mark_entries(lines, kinds)
    return [line if line.kind is kind else replace(line, kind=kind) for line, kind in zip(lines, kinds, strict=True)]


def find_list_lines(lines: Sequence[Line]) -> set[int]:
    """Lines of a list that lost its bullets: those right below a sentence that ends with a colon."""
    found: set[int] = set()
    for index in range(len(lines)):
        if not _announces_list(lines, index):
            continue
        found.add(index)
        for below in range(index + 1, min(index + 1 + _LIST_LINES, len(lines))):
            line = lines[below]
            if line.is_prose or line.kind not in BODY_KINDS or (line.blank_before and below > index + 1):
                break
            found.add(below)
    return found


def _announces_list(lines: Sequence[Line], index: int) -> bool:
    """Whether a line ends with a colon, above one that can be the first of a list."""
    line = lines[index]
    if line.kind is not Kind.TEXT or line.n_words < 3 or not line.text.endswith((":", "：")) or index + 1 == len(lines):
        return False
    return lines[index + 1].kind in BODY_KINDS


def _mark_links(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Items of menus and of lists of headlines: no line above announces them and most end as no sentence does."""
    start = 0
    while start < len(lines):
        stop = start
        while stop < len(lines) and kinds[stop] is Kind.ITEM:
            stop += 1
        run = lines[start:stop]
        if run and not (start and lines[start - 1].text.endswith((":", "："))):
            n_ended = sum(line.ends_sentence or line.text.endswith((";", ",", ":")) for line in run)
            if 2 * n_ended < len(run):
                kinds[start:stop] = [Kind.LINKS] * len(run)
        start = max(stop, start + 1)


def _mark_captions(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """A sentence right above the credit of a picture or below the label of one, and one twice in a row in mid-text."""
    for index in range(1, len(lines) - 1):
        line, below = lines[index], lines[index + 1]
        if kinds[index] is not Kind.TEXT or not line.is_prose or line.n_words > _CAPTION_WORDS:
            continue
        goes_on = any(other.is_prose for other in lines[index + 2 : index + 2 + _CAPTION_REACH])
        is_credited = goes_on and (_is_credit(below) or _is_signed(below) or _is_labelled_credit(lines, index + 1))
        if is_credited or _is_label(lines[index - 1]) or _is_doubled(lines, index):
            kinds[index] = Kind.CAPTION


def _is_credit(line: Line) -> bool:
    return line.kind is Kind.CAPTION and line.n_words <= _CREDIT_WORDS and not _SENTENCE_OR_LABEL.search(line.text)


def _is_signed(line: Line) -> bool:
    """'© Ada Quill', '(Ada Quill/Brenn Press)', without a year."""
    is_aside = line.kind is Kind.CREDIT and line.text[0] == "(" and line.text[1:2].isupper() and not line.ends_sentence
    is_short = line.n_words <= _CREDIT_WORDS and not any(char.isdigit() for char in line.text)
    return is_short and (is_aside or line.text.startswith("©"))


def _is_label(line: Line) -> bool:
    return line.kind is Kind.CAPTION and line.text.endswith(":")


def _is_labelled_credit(lines: Sequence[Line], index: int) -> bool:
    """A label alone on its line, such as 'Photo:', above a name."""
    return _is_label(lines[index]) and any(
        not other.ends_sentence and other.n_words <= _CREDIT_WORDS for other in lines[index + 1 : index + 2]
    )


def _is_doubled(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is printed twice in a row close below other prose; where it is the first, it is the lead."""
    folded = lines[index].folded
    if folded not in (lines[index - 1].folded, lines[index + 1].folded):
        return False
    return any(line.is_prose and line.folded != folded for line in lines[max(0, index - _DOUBLED_REACH) : index])


def _mark_entries(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """All from the first to the last of dates that return every few lines with prose and another short line between."""
    run: list[int] = []
    dates = [index for index, kind in enumerate(kinds) if kind is Kind.DATE]
    for date in [*dates, len(lines) + _ENTRY_LINES]:
        if run and _is_entry(lines[run[-1] + 1 : date]):
            run.append(date)
            continue
        if len(run) >= _ENTRIES:
            for index in range(run[0], min(run[-1] + 3, len(lines))):
                if kinds[index] in BODY_KINDS:
                    kinds[index] = Kind.ENTRY
        run = [date]


def _is_entry(between: Sequence[Line]) -> bool:
    if not 2 <= len(between) < _ENTRY_LINES:
        return False
    n_prose = sum(1 for line in between if line.n_words >= PROSE_WORDS)
    return 0 < n_prose < len(between) and sum(line.n_words for line in between) <= _ENTRY_WORDS
