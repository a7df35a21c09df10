"""How a body stands on its page: in one piece, or as teasers under headlines, updates under clock times, captions.

A page is read as its rows in order: the lines of a dump, or the blocks of a tree, of which the markup says what is a
link. The paragraphs of an article follow one another; what a hub page prints is cut off by the next headline, what a
live blog prints by the next time stamp.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from transforms.extract.page.blocks import Layout
from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import LONG_WORDS, PROSE_WORDS, Line, fold_words

_HEADLINE_WORDS = range(4, 25)
_LINK_WORDS = 3  # of a headline that the markup makes a link
_LINKED_SHARE = 0.5
_STAMP_WORDS = 7
_STAMP_CHARS = 60
_STAMP_REST = 2  # words beside the time: a month, a weekday, 'updated', a zone
_CLOCK = re.compile(
    r"(?<![\d.:])([01]?\d|2[0-3])\s?[:.hH]\s?([0-5]\d)(?::[0-5]\d)?(?!\d|[.:]\d)(?:\s?([ap])\.?m\b)?", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_AGE = re.compile(
    r"\d ?(?:s|sec(?:ond)?s?|m|mins?|minutes?|h|hrs?|hours?) ago\b|\bvor \d{1,2} ?(?:sek|min|std|stunde)|"
    r"\bil y a \d{1,2} ?(?:s|min|h)|\b(?:hace|há) \d{1,2} ?(?:s|min|h)|\d ?(?:minuti|ore|min) fa\b|"
    r"\d ?(?:min|uur)\w{0,6} geleden\b|"
    r"\bför \d{1,2} ?(?:min|tim)\w{0,6} sedan\b|\bfor \d{1,2} ?(?:min|tim)\w{0,6} siden\b|"
    r"\d ?(?:мин|час)\w{0,4} назад\b|\d ?(?:min|godz)\w{0,3}\.? temu\b|\d ?(?:dakika|dk|saat) önce\b|"
    r"\d ?(?:menit|jam) (?:yang )?lalu\b|\d ?(?:分钟|分鐘|小时|小時|分|時間)前|\d ?(?:분|시간) ?전|"
    r"\b(?:منذ|قبل) \d{1,2} ?(?:دقيقة|دقائق|ساعة|ساعات)",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"^\W{0,2}(?:[^\W\d]{2,12}\.? )?(\d{1,3}) ?(?:/|of|von|de|sur|di|van|av|af|из|z) ?(\d{1,3})\W{0,2}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line or block of a page. ``is_linked``: the markup makes a link of it; none where there is no markup."""

    text: str
    n_words: int
    is_prose: bool
    is_linked: bool | None
    is_caption: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs of a body that follow one another, and what stands right above the first of them."""

    n_words: int
    is_teaser: bool  # one paragraph with a headline, or in a link
    stamp: float | None  # falls from run to run where the newest comes first
    n_pictures: int  # as the number of a picture above says: 18 of '3 / 18'; else 0


@dataclass(frozen=True, slots=True)
class Spread:
    """What the rows of a page say of the body on it. ``is_marked_up``: links are known, and headlines are links."""

    runs: list[Run]
    n_headlines: int
    captions: list[int]  # words of each
    is_marked_up: bool

    @property
    def n_words(self) -> int:
        """Words of the paragraphs that were found among the rows."""
        return sum(run.n_words for run in self.runs)


def read_lines(lines: Iterable[Line]) -> list[Row]:
    """The rows of a text dump."""
    return [Row(line.text, line.n_words, line.is_prose, None, line.kind is Kind.CAPTION) for line in lines]


def read_blocks(layout: Layout) -> list[Row]:
    """The rows of a page from its layout."""
    rows: list[Row] = []
    for block in layout.blocks:
        is_caption = layout.elements[block.node].tag == "figcaption"
        is_prose = block.n_words >= LONG_WORDS or (block.ends_sentence and block.n_words >= PROSE_WORDS)
        rows.append(
            Row(block.text, block.n_words, is_prose and not is_caption, block.linked >= _LINKED_SHARE, is_caption)
        )
    return rows


def spread_body(rows: Sequence[Row], spoken: Collection[str] | None) -> Spread:
    """How a body spreads whose paragraphs, folded, are ``spoken``, or of all prose on the page; linear in the rows."""
    runs: list[Run] = []
    is_marked_up = any(row.is_linked is not None for row in rows)
    n_headlines = 0
    captions: list[int] = []
    above = _Above()
    for index, row in enumerate(rows):
        if row.is_caption and not row.is_linked:
            captions.append(row.n_words)
        if row.is_prose and (spoken is None or fold_words(row.text) in spoken):
            above.read_start(row.text, index)
            if above.is_cut or not runs:
                is_teaser = above.has_headline or bool(row.is_linked)
                runs.append(Run(row.n_words, is_teaser, above.stamp, above.n_pictures))
            else:
                runs[-1] = _extend(runs[-1], row.n_words)
            above = _Above()
        elif not above.read_mark(row, index) and _is_headline(row):
            above.is_cut = True
            above.has_headline |= row.is_linked is not False
            n_headlines += row.is_linked is not False
    return Spread(runs, n_headlines, captions, is_marked_up)


@dataclass(slots=True)
class _Above:
    """What stood between two paragraphs."""

    is_cut: bool = False
    has_headline: bool = False
    stamp: float | None = None
    n_pictures: int = 0

    def read_mark(self, row: Row, index: int) -> bool:
        """Take note of a row that is a time stamp or the number of a picture; false where it is neither."""
        if not is_mark(row.text):
            return False
        if counter := _COUNTER.match(row.text):
            self.is_cut, self.n_pictures = True, int(counter[2])
            return True
        stamp = _read_stamp(row.text, index)
        if stamp is None:
            return False
        self.is_cut, self.stamp = True, stamp
        return True

    def read_start(self, text: str, index: int) -> None:
        """A time stamp that opens the paragraph itself: '15:40 - The doors are closed.'"""
        start = _CLOCK.match(text[:_STAMP_CHARS].lstrip("([* "))
        if start and self.stamp is None:
            self.is_cut, self.stamp = True, _minutes_of(start)


def is_mark(text: str) -> bool:
    """Whether a line may be a time stamp or a picture's number: a few words with a digit among them."""
    return len(text) <= _STAMP_CHARS and text.count(" ") < _STAMP_WORDS and _DIGIT.search(text) is not None


def _extend(run: Run, n_words: int) -> Run:
    return Run(run.n_words + n_words, False, run.stamp, run.n_pictures)


def _is_headline(row: Row) -> bool:
    if row.is_caption:
        return False
    if row.is_linked:
        return row.n_words >= _LINK_WORDS
    return row.n_words in _HEADLINE_WORDS and not row.is_prose and not row.text.endswith((".", ":", ",", ";", "。"))


def _read_stamp(text: str, index: int) -> float | None:
    """When a row that says little else says it was posted: minutes since midnight.

    Of an age, which pages print newest first, it is minus the row it stands in.
    """
    found = _AGE.search(text) or _CLOCK.search(text)
    if found is None:
        return None
    rest = text[: found.start()] + " " + text[found.end() :]
    if sum(1 for word in rest.split() if any(char.isalpha() for char in word)) > _STAMP_REST:
        return None
    return _minutes_of(found) if found.re is _CLOCK else float(-index)


def _minutes_of(clock: re.Match[str]) -> float:
    half = (clock[3] or "").lower()
    hour = int(clock[1]) % 12 + 12 * (half == "p") if half else int(clock[1])
    return 60.0 * hour + int(clock[2])
