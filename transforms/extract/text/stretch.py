"""Where in the lines of a text dump the body begins and ends.

The body is the stretch with most prose in it once what is no prose is counted against it (the maximum-sum segment of
Pasternack and Roth, 'Extracting article text from the web with maximum subsequence segmentation', WWW 2009). A line of
prose counts for as much as its neighbours and its setting allow: paragraphs of one article stand close together and
are set alike, with the same blank lines and indent, while teasers, comments and notices stand among other lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from transforms.extract.text.context import find_list_lines
from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import OPENING_QUOTES, Line

# Worth of a line that is no prose, in words: how much prose on its other side it takes to carry the body across it.
_WORTH: dict[Kind, float] = {
    Kind.TEXT: -5,
    Kind.ITEM: 2,
    Kind.LINKS: -3,
    Kind.ENTRY: -6,
    Kind.HEADING: -1,
    Kind.DATE: -5,
    Kind.BYLINE: -5,
    Kind.SECTION: -5,
    Kind.TOOLS: -4,
    Kind.CAPTION: -2,
    Kind.CREDIT: -8,
    Kind.PROMOTION: -2,
    Kind.SERVICE: -4,
    Kind.KEY_POINTS: -8,
    Kind.NOTICE: -12,
    Kind.TAIL: -45,
    Kind.COMMENTS: -150,
}
_LISTED = 1.0  # a line of a list that lost its bullets
_QUOTED = -1.0  # a pull quote, or a sub-heading in quotation marks
_MAX_WORDS = 80
_REACH = 5  # lines on either side that are the neighbours of one
_ALONE = 0.3  # what prose without prose around it counts for
_TEASER_WORDS, _PARAGRAPH_WORDS = 25, 65  # a teaser is seldom longer; prose that is as long counts in full by itself
_UNENDED = 0.4  # what prose counts for that ends as no sentence does
_CUT_OFF = 0.1  # and what prose that ends in '...'
_OTHER_SETTING = 0.2  # what prose counts for that is set as less than a tenth of the body is
_LONGER_RUN, _LONGEST_RUN = 0.3, 8  # what each line of a run of lines without prose costs more than the one above it
_ENDING = -10.0  # worth of lines that end an article, in full once so much prose stands above them:
_FULL_ENDING = 100
_NEARLY = 0.7
_TAIL_IN_BODY = -20.0  # a tail's heading with dense prose close below it
_BELOW = 12


def find_stretch(lines: Sequence[Line], standing: Collection[str]) -> tuple[int, int]:
    """Bounds of the body; (0, 0) where no line is worth anything."""
    worths = _weigh(lines, standing)
    start, stop = _find_first(worths)
    usual = find_usual_settings(lines[start:stop])
    for index, line in enumerate(lines):
        if worths[index] > 0 and line.is_prose and line.setting not in usual:
            worths[index] *= _OTHER_SETTING
    return _find_first(worths)


def find_usual_settings(lines: Sequence[Line]) -> set[tuple[int, int]]:
    """How a body is set: each setting that a tenth of its words of prose have."""
    n_words: Counter[tuple[int, int]] = Counter()
    for line in lines:
        if line.is_prose:
            n_words[line.setting] += line.n_words
    return {setting for setting, words in n_words.items() if 10 * words >= n_words.total()}


def _find_first(worths: Sequence[float]) -> tuple[int, int]:
    """Bounds of the best stretch, or of the first that is nearly as good: readers' comments come after the body.

    One pass: a stretch begins wherever the sum has fallen to nothing.
    """
    found: list[tuple[float, int, int]] = []
    total, begin = 0.0, 0
    for index, worth in enumerate(worths):
        if total <= 0:
            total, begin = 0.0, index
        total += worth * min(1.0, total / _FULL_ENDING) if worth <= _ENDING else worth
        if total > 0 and (not found or found[-1][1] != begin):
            found.append((total, begin, index + 1))
        elif total > 0 and total > found[-1][0]:
            found[-1] = total, begin, index + 1
    best = max((total for total, _, _ in found), default=0.0)
    return next(((start, stop) for total, start, stop in found if total >= _NEARLY * best), (0, 0))


def _weigh(lines: Sequence[Line], standing: Collection[str]) -> list[float]:
    counts = Counter(line.folded for line in lines)
    is_prose = [line.is_prose and (line.ends_sentence or counts[line.folded] == 1) for line in lines]
    n_near = [sum(is_prose[max(0, index - _REACH) : index + _REACH + 1]) - 1 for index in range(len(lines))]
    is_dense = [is_prose[index] and line.ends_sentence and n_near[index] > 1 for index, line in enumerate(lines)]
    listed = find_list_lines(lines)
    worths: list[float] = []
    run = 0
    for index, line in enumerate(lines):
        run = 0 if is_prose[index] else run + 1
        if line.folded in standing:
            worths.append(min(_WORTH[line.kind], _WORTH[Kind.NOTICE]))
        elif is_prose[index]:
            worths.append(_weigh_prose(line, n_near[index]))
        elif line.kind is Kind.TEXT and line.ends_sentence:
            worths.append(1.0)
        elif index in listed:
            worths.append(_LISTED)
        elif line.kind is Kind.TEXT and line.text.startswith(OPENING_QUOTES):
            worths.append(_QUOTED)
        elif line.kind is Kind.TAIL and any(is_dense[index + 1 : index + 1 + _BELOW]):
            worths.append(_TAIL_IN_BODY)
        elif line.kind is Kind.TAIL and counts[line.folded] > 1:  # what returns does not end the article
            worths.append(_WORTH[Kind.PROMOTION])
        else:
            worths.append(_WORTH[line.kind] - _LONGER_RUN * min(run, _LONGEST_RUN))
    return worths


def _weigh_prose(line: Line, n_near: int) -> float:
    """Worth of prose with ``n_near`` lines of prose among its neighbours."""
    share = _ALONE + (1 - _ALONE) * min(1.0, n_near / _REACH)
    share = max(share, min(1.0, (line.n_words - _TEASER_WORDS) / (_PARAGRAPH_WORDS - _TEASER_WORDS)))
    if line.text.endswith(("...", "…", "…]", "...]")):
        share *= _CUT_OFF
    elif not line.ends_sentence:
        share *= _UNENDED
    return share * min(line.n_words, _MAX_WORDS)
