"""What the lines around the body of a text dump say of it: headline, standfirst, byline, day and time, outlet, wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.extract.body import Body
from transforms.extract.byline import looks_like_person, read_byline
from transforms.extract.lines import Kind, Line, fold_words
from transforms.extract.moment import Moment, find_moment
from transforms.reference import Reference

_TITLE_WORDS = range(3, 31)
_NEARLY = 0.35  # of a score that is a share of words, and half for a line printed twice
_BYLINE_REACH = 8  # lines below the headline in which a byline without 'By' stands
_MIN_LETTERS = 4  # shorter words say little of what a headline shares with its article


@dataclass(frozen=True, slots=True)
class Header:
    """What is printed around a body. ``basis`` is header or text, as the moment was found."""

    title: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    moment: Moment | None
    basis: str | None


def read_header(body: Body, reference: Reference, told_title: str | None = None) -> Header:
    """Read the lines before the body and the credits right after it, below ``told_title`` where metadata gives one."""
    title = told_title or find_title(body)
    moment, basis = _find_printed_moment(body)
    return Header(title, _find_standfirst(body, title), _find_authors(body, title, reference), moment, basis)


def find_title(body: Body) -> str | None:
    """The headline: of the lines before the body one that shares words with it or is printed twice.

    A standfirst does so as much as the headline above it: of lines that score nearly the same the first is taken.
    """
    counts = Counter(line.folded for line in body.before)
    spoken = {word for line in body.paragraphs for word in line.folded.split() if len(word) >= _MIN_LETTERS}
    scored: list[tuple[float, str]] = []
    for line in body.before:
        if _may_be_title(line):
            words = [word for word in line.folded.split() if len(word) >= _MIN_LETTERS]
            shared = sum(1 for word in words if word in spoken) / len(words) if words else 0.0
            is_sentence = line.text.endswith((".", "。"))
            scored.append((shared + 0.5 * (counts[line.folded] > 1) - 0.5 * is_sentence, line.text))
    best = max((score for score, _ in scored), default=0.0)
    return next((text for score, text in scored if score >= best - _NEARLY), None)


def _may_be_title(line: Line) -> bool:
    return line.kind is Kind.TEXT and line.n_words in _TITLE_WORDS and any(char.isalpha() for char in line.text)


def _find_standfirst(body: Body, title: str | None) -> str | None:
    """The first line of some length between the headline and the body, unless it is the body's own lead."""
    seen_title = False
    leads = {line.folded for line in body.paragraphs}
    for line in body.before:
        if line.text == title:
            seen_title = True
        elif seen_title and line.kind is Kind.TEXT and line.n_words >= 5 and line.folded not in leads:
            return line.text
    return None


def _find_authors(body: Body, title: str | None, reference: Reference) -> tuple[str, ...]:
    for line in (*body.before, *body.inside, *body.after[:6]):
        if line.kind is Kind.BYLINE:
            authors = read_byline(line.text, reference)
            if authors:
                return authors
    return _find_bare_byline(body.before, title, reference)


def _find_bare_byline(lines: Sequence[Line], title: str | None, reference: Reference) -> tuple[str, ...]:
    """A name that stands alone, or before the date or a role, below the headline."""
    wanted = fold_words(title or "")
    below = next((index for index, line in enumerate(lines) if line.folded == wanted), None)
    if below is None:
        return ()
    for line in lines[below + 1 : below + 1 + _BYLINE_REACH]:
        if line.kind not in (Kind.TEXT, Kind.DATE) or line.ends_sentence or line.n_words > 16 or line.text == title:
            continue
        authors = read_byline(line.text, reference)
        if len(authors) == 1 and looks_like_person(authors[0], reference) and line.text.startswith(authors[0]):
            return authors
    return ()


def _find_printed_moment(body: Body) -> tuple[Moment | None, str | None]:
    """The day of the first dated line before the body, at the best precision that any dated line gives for it."""
    dated: list[tuple[bool, Moment]] = []
    for line in (*body.before, *(line for line in body.inside if line.kind is Kind.DATE), *body.after[:3]):
        if line.n_words <= 25 and line.kind is not Kind.NOTICE and (moment := find_moment(line.text)):
            is_update = any(word in line.folded.split()[:6] for word in ("updated", "modified"))
            dated.append((is_update, moment))
    if dated:
        first = next((moment for is_update, moment in dated if not is_update), dated[0][1])
        same_day = [moment for _, moment in dated if abs((moment.on - first.on).days) <= 1]
        return max(same_day, key=lambda moment: moment.precision), "header"
    if body.paragraphs and (moment := find_moment(body.paragraphs[0].text[:80])):
        return moment, "text"
    return None, None
