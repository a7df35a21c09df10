"""Which lines of a page are the article's own paragraphs, and which stand before and after them.

Lines are judged by what they are (``lines.Kind``), by their length and end, and by their neighbours: the body is the
stretch of lines with most prose in it once what is no prose is counted against it (the maximum-sum segment of
Pasternack and Roth, 'Extracting article text from the web with maximum subsequence segmentation', WWW 2009), less what
the stretch holds of captions, promotions, sub-headings and repeated sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.extract import wording
from transforms.extract.lines import BODY_KINDS, HEADER_KINDS, Kind, Line

# Worth of a line that is no prose, in words: how much prose on its other side it takes to carry the body across it.
_WORTH: dict[Kind, float] = {
    Kind.TEXT: -4,
    Kind.ITEM: 2,
    Kind.HEADING: -1,
    Kind.DATE: -5,
    Kind.BYLINE: -5,
    Kind.SECTION: -5,
    Kind.TOOLS: -5,
    Kind.CAPTION: -2,
    Kind.CREDIT: -8,
    Kind.PROMOTION: -3,
    Kind.KEY_POINTS: -8,
    Kind.NOTICE: -12,
    Kind.TAIL: -45,
    Kind.COMMENTS: -150,
}
_MAX_LEAD_WORDS = 60  # a lead or standfirst that stands apart from the body is not longer
_STANDFIRST_WORDS = 14
_REACH = 12  # lines around a pull quote in which its sentence stands
_HEADING_WORDS = 16
_LIST_LINES = 40
_SHORT_RUN = 3


@dataclass(frozen=True, slots=True)
class Body:
    """The lines before the body, of it, and after it. ``inside`` holds what stood inside it and is no part of it."""

    before: list[Line]
    paragraphs: list[Line]
    inside: list[Line]
    after: list[Line]


def find_body(lines: Sequence[Line]) -> Body:
    """The body of a page of which only the lines are known, such as a text dump."""
    start, stop = _find_stretch(lines)
    start = _skip_lead(lines, start, stop)
    paragraphs, inside = keep_paragraphs(lines[start:stop])
    return Body(list(lines[:start]), paragraphs, inside, list(lines[stop:]))


def keep_paragraphs(lines: Sequence[Line], *, is_marked_up: bool = False) -> tuple[list[Line], list[Line]]:
    """Of a stretch that is body by and large: its paragraphs and list items each once, and the lines left out.

    Where the markup has been read, three short lines in a row are a table or a list; in a dump they may be anything.
    """
    dropped = _find_key_points(lines) | _find_repeated(lines) | _find_pull_quotes(lines)
    listed = _find_list_lines(lines) | (_find_short_runs(lines) if is_marked_up else set())
    kept: list[Line] = []
    left: list[Line] = []
    for index, line in enumerate(lines):
        is_text = (line.kind in BODY_KINDS and not _is_heading(lines, index)) or (
            index in listed and line.kind is not Kind.HEADING
        )
        if is_text and index not in dropped:
            kept.append(line)
        else:
            left.append(line)
    while kept and _is_biography(kept[-1]) and len(kept) > 2:
        left.append(kept.pop())
    return kept, left


def _find_stretch(lines: Sequence[Line]) -> tuple[int, int]:
    """Bounds of the stretch with the highest sum of worth; (0, 0) where no line is worth anything."""
    best, bounds = 0.0, (0, 0)
    total, begin = 0.0, 0
    for index, worth in enumerate(_weigh(lines)):
        if total <= 0:
            total, begin = 0.0, index
        total += worth
        if total > best:
            best, bounds = total, (begin, index + 1)
    return bounds


def _weigh(lines: Sequence[Line]) -> list[float]:
    counts = Counter(line.folded for line in lines)
    worths: list[float] = []
    for index, line in enumerate(lines):
        doubled_headline = counts[line.folded] > 1 and not line.ends_sentence
        if line.is_prose and not doubled_headline:
            worths.append(float(min(line.n_words, 80)))
        elif line.kind is Kind.TEXT and line.ends_sentence:
            worths.append(1.0)
        elif line.kind is Kind.TEXT and _announces_list(lines, index):
            worths.append(2.0)
        else:
            worths.append(_WORTH[line.kind])
    return worths


def _skip_lead(lines: Sequence[Line], start: int, stop: int) -> int:
    """The start after a lead or standfirst that a byline, a date or the headline's copy parts from the body.

    Such a lead either comes again below, as many pages print it twice, or is a standfirst. Only one paragraph can stand
    apart so; after longer prose a date is part of the article.
    """
    first_at: dict[str, int] = {}
    for index, line in enumerate(lines[:stop]):
        first_at.setdefault(line.folded, index)
    n_prose = 0
    for index in range(start, stop):
        line = lines[index]
        copies_above = first_at[line.folded] < index and not line.ends_sentence
        if line.kind in HEADER_KINDS or copies_above:
            if any(later.is_prose for later in lines[index + 1 : stop]):
                start, n_prose = index + 1, 0
        elif line.is_prose:
            n_prose += 1
            if n_prose > 1 or line.n_words > _MAX_LEAD_WORDS:
                break
    while start < stop and not lines[start].is_prose:
        start += 1
    return start + 1 if _sticks_to_header(lines, start, stop) else start


def _sticks_to_header(lines: Sequence[Line], start: int, stop: int) -> bool:
    """A short sentence set right below the header, a blank line before the longer lead: a standfirst."""
    if not 0 < start < stop - 1:
        return False
    line, below = lines[start], lines[start + 1]
    is_set_apart = not line.blank_before and below.blank_before and below.is_prose
    return is_set_apart and line.n_words <= _STANDFIRST_WORDS and below.n_words >= 1.5 * line.n_words


def _find_repeated(lines: Sequence[Line]) -> set[int]:
    """All copies of a line but its first."""
    seen: dict[str, int] = {}
    dropped: set[int] = set()
    for index, line in enumerate(lines):
        if not line.folded or line.n_words < 3:
            continue
        if line.folded in seen:
            dropped.add(index)
        else:
            seen[line.folded] = index
    return dropped


def _find_pull_quotes(lines: Sequence[Line]) -> set[int]:
    """Short lines whose words stand in a longer line close by."""
    dropped: set[int] = set()
    for index, line in enumerate(lines):
        if line.kind not in BODY_KINDS or not 4 <= line.n_words <= 60:
            continue
        around = lines[max(0, index - _REACH) : index + _REACH + 1]
        needle = f" {line.folded} "
        if any(
            line.n_words < other.n_words <= 600 and needle in f" {other.folded} " for other in around if other.is_prose
        ):
            dropped.add(index)
    return dropped


def _find_key_points(lines: Sequence[Line]) -> set[int]:
    dropped: set[int] = set()
    listing = False
    for index, line in enumerate(lines):
        if line.kind is Kind.KEY_POINTS:
            listing = True
        elif line.kind is not Kind.ITEM:
            listing = False
        elif listing:
            dropped.add(index)
    return dropped


def _find_list_lines(lines: Sequence[Line]) -> set[int]:
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


def _find_short_runs(lines: Sequence[Line]) -> set[int]:
    found: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and _is_heading(lines, index):
            run.append(index)
            continue
        if len(run) >= _SHORT_RUN:
            found.update(run)
        run = []
    return found


def _announces_list(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.kind is not Kind.TEXT or line.n_words < 3 or not line.text.endswith((":", "：")) or index + 1 == len(lines):
        return False
    return lines[index + 1].kind in BODY_KINDS


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """A short line that ends as no sentence does: a sub-heading, a label, a link."""
    line = lines[index]
    if line.kind is not Kind.TEXT or line.ends_sentence or line.is_prose:
        return False
    return line.n_words <= _HEADING_WORDS


def _is_biography(line: Line) -> bool:
    return line.n_words <= 45 and line.text[:1] not in '"“‘«' and bool(wording.BIOGRAPHY.search(line.text[:120]))
