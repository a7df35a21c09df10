"""Which lines of a page are the article's own paragraphs, and which stand before and after them.

The body is the stretch of lines with most prose in it (``stretch``), less a lead that stands apart above it and what
it holds of captions, promotions, sub-headings and repeated sentences.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from transforms.extract.masthead.printed_title import name_titles
from transforms.extract.text import wording
from transforms.extract.text.context import find_list_lines, read_context
from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import BODY_KINDS, HEADER_KINDS, Line
from transforms.extract.text.stretch import find_stretch, find_usual_settings

_BOX_KINDS = frozenset({Kind.PROMOTION, Kind.SERVICE, Kind.LINKS, Kind.ENTRY})
_MAX_LEAD_WORDS = 60  # a lead or standfirst that stands apart from the body is not longer
_STANDFIRST_WORDS = 14
_REACH = 12  # lines around a pull quote in which its sentence stands
_HEADING_WORDS = 16
_SHORT_RUN = 3
_BIOGRAPHY_LINES = 3  # last lines of a text among which its author is introduced
_BOX_WORDS = 25  # a longer paragraph below 'Advertisement' is the article's, though more blank lines stand above it
_STANDING_WORDS = 14  # a longer line that the outlet repeats in mid-article may be background to the story


@dataclass(frozen=True, slots=True)
class Body:
    """The lines before the body, of it, and after it. ``inside`` holds what stood inside it and is no part of it."""

    before: list[Line]
    paragraphs: list[Line]
    inside: list[Line]
    after: list[Line]


def find_body(lines: Sequence[Line], *, standing: Collection[str] = frozenset()) -> Body:
    """The body of a page of which only the lines are known, such as a text dump.

    ``standing`` holds the folded lines that the outlet is known to repeat in articles that have nothing in common.
    """
    lines = read_context(lines)
    start, stop = find_stretch(lines, standing)
    if start == stop:  # an article that is reprinted whole is all standing lines
        start, stop = find_stretch(lines, frozenset())
    start = _skip_lead(lines, start, stop)
    paragraphs, inside = keep_paragraphs(_mark_boxes(lines[start:stop]), standing=standing)
    return Body(list(lines[:start]), paragraphs, inside, list(lines[stop:]))


def keep_paragraphs(
    lines: Sequence[Line], *, is_marked_up: bool = False, standing: Collection[str] = frozenset()
) -> tuple[list[Line], list[Line]]:
    """Of a stretch that is body by and large: its paragraphs and list items each once, and the lines left out.

    Where the markup has been read, three short lines in a row are a table or a list; in a dump they may be anything.
    Of the ``standing`` lines (see ``find_body``) the short ones go, and those with which the stretch starts or ends.
    """
    dropped = _find_key_points(lines) | _find_repeated(lines) | _find_pull_quotes(lines)
    listed = find_list_lines(lines) | (_find_short_runs(lines) if is_marked_up else set())
    kept: list[Line] = []
    left: list[Line] = []
    for index, line in enumerate(lines):
        is_text = (line.kind in BODY_KINDS and not _is_heading(lines, index)) or (
            index in listed and line.kind is not Kind.HEADING
        )
        is_standing = line.n_words <= _STANDING_WORDS and line.folded in standing
        if is_text and index not in dropped and not is_standing:
            kept.append(line)
        else:
            left.append(line)
    start, stop = _trim_standing(kept, standing)
    left += kept[:start] + kept[stop:]
    kept = kept[start:stop]
    stop = _find_biography(kept)
    return kept[:stop], left + kept[stop:]


def _find_biography(lines: Sequence[Line]) -> int:
    """Where among the last lines the author is introduced, to which the lines below belong; else the end."""
    first = max(2, len(lines) - _BIOGRAPHY_LINES)
    return next((index for index in range(first, len(lines)) if _is_biography(lines[index])), len(lines))


def _trim_standing(lines: Sequence[Line], standing: Collection[str]) -> tuple[int, int]:
    """Bounds of the lines less the standing ones at either end; all of them where nothing else is left."""
    start, stop = 0, len(lines)
    while start < stop and lines[start].folded in standing:
        start += 1
    while stop > start and lines[stop - 1].folded in standing:
        stop -= 1
    return (start, stop) if start < stop else (0, len(lines))


def _mark_boxes(lines: Sequence[Line]) -> list[Line]:
    """The lines of a body, where prose that is set unlike it beside a line that promotes is of the same box."""
    usual = find_usual_settings(lines)
    indents = {indent for _, indent in usual}
    marked: list[Line] = []
    for index, line in enumerate(lines):
        beside = [*marked[-1:], *lines[index + 1 : index + 2]]
        is_unlike = line.setting[1] not in indents or (line.n_words <= _BOX_WORDS and line.setting not in usual)
        is_boxed = is_unlike and any(other.kind in _BOX_KINDS for other in beside)
        marked.append(replace(line, kind=Kind.SERVICE) if is_boxed and line.kind in BODY_KINDS else line)
    return marked


def _skip_lead(lines: Sequence[Line], start: int, stop: int) -> int:
    """The start after a lead or standfirst that a byline, a date or the headline's copy parts from the body.

    Such a lead either comes again below, as many pages print it twice, or is a standfirst. Only one paragraph can stand
    apart so; after longer prose a date is part of the article.
    """
    first_at: dict[str, int] = {}
    for index, line in enumerate(lines[:stop]):
        first_at.setdefault(line.folded, index)
    titles = name_titles(lines[:start])
    last_prose = max((index for index in range(start, stop) if lines[index].is_prose), default=start)
    n_prose = 0
    for index in range(start, stop):
        line = lines[index]
        is_copy = first_at[line.folded] < index and line.kind in BODY_KINDS and not line.ends_sentence
        copies_above = line.folded in titles or is_copy
        if (line.kind in HEADER_KINDS and line.folded) or copies_above:
            if index < last_prose:
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


def _is_heading(lines: Sequence[Line], index: int) -> bool:
    """A short line that ends as no sentence does: a sub-heading, a label, a link."""
    line = lines[index]
    if line.kind is not Kind.TEXT or line.ends_sentence or line.is_prose:
        return False
    return line.n_words <= _HEADING_WORDS


def _is_biography(line: Line) -> bool:
    return line.n_words <= 75 and line.text[:1] not in '"“‘«' and bool(wording.BIOGRAPHY.search(line.text[:120]))
