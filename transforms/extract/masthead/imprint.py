"""The outlet of an article: the one whose domain its address has, and the one that a text dump prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from transforms.extract.masthead import roles
from transforms.extract.masthead.credit import SOURCE
from transforms.extract.masthead.moment import find_moment
from transforms.extract.text.lines import Kind, Line, fold_words
from transforms.reference import Outlet, Reference, fold

UNKNOWN_OUTLET = "unknown"
_AND_AGENCIES = re.compile(r"(?:,| and| with| &|/)\s?(?:news |wire |other )?agencies$", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:[©ⓒ]|\(c\)|copyright)\s?(?:[©ⓒ]|\(c\))?\s?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?,?\s?(?:by )?"
    r"(?P<name>[^\d.,|©]{3,60})",
    re.IGNORECASE,
)
_PERMISSION = re.compile(r"\bpermission (?:from|of) (?P<name>[^.,|]{3,60})", re.IGNORECASE)
_MORE = re.compile(r"^(?:more from|also on|more on|also from)\s(?P<name>[^.,|:]{3,40})$", re.IGNORECASE)
_ASIDE = re.compile(r"\s?\([^()]{0,60}\)")
_PIECES = re.compile(r"\s?[|•·,;]\s?|\s[-–—/]{1,2}\s")
_MASTHEAD_WORDS = 20
_DOMAIN_END = re.compile(r"\.(?:com|net|org|info|[a-z]{2})$")
_COMPANY = re.compile(
    r"\s(?:pvt|private|ltd|limited|inc|llc|plc|gmbh|corp|corporation|company|co|group|media|publishing|publications|holdings?|press)\b\.?",
    re.IGNORECASE,
)


def find_outlet(lines: Sequence[Line], uri: str, reference: Reference) -> str | None:
    """The outlet of a text dump: a name among its outer lines that the reference knows, else the first that one states.

    A line states it beside the day or the byline at the top, in a copyright notice, by 'More from X' or 'Source: X and
    agencies'.
    """
    by_host = find_by_host(uri, reference)
    if by_host:
        return by_host.name
    outer = (*lines[:12], *lines[-40:])
    named = [name for line in lines[:1] if (name := _strip_day(line))]
    named += [name for line in lines[:12] if (name := _read_masthead(line, reference))]
    named += [name for line in outer if (name := _read_outlet(line))]
    for name in (*named, *(line.text for line in outer if line.n_words <= 5)):
        known = reference.outlets.get(fold(name))
        if known and known.kind != "agency":
            return known.name
    return _drop_domain(named) if named else None


def _drop_domain(named: Sequence[str]) -> str:
    """The first name, without the end of its domain where another line states it so: Lantern.com -> Lantern."""
    bare = _DOMAIN_END.sub("", named[0])
    return bare if bare in named else named[0]


def find_by_host(uri: str, reference: Reference) -> Outlet | None:
    """The outlet whose domain is the URI's host or a parent of it."""
    try:
        labels = (urlsplit(uri).hostname or "").split(".")
    except ValueError:
        return None
    for cut in range(len(labels) - 1):
        outlet = reference.outlets.get(fold(".".join(labels[cut:])))  # folded keys have lost their full stops
        outlet = outlet or reference.outlets.get(".".join(labels[cut:]))
        if outlet:
            return outlet
    return None


def _read_outlet(line: Line) -> str | None:
    if line.n_words > 60:
        return None
    source = SOURCE.search(line.text)
    if source and _AND_AGENCIES.search(source["name"]):
        return _AND_AGENCIES.sub("", source["name"]).strip()
    for shape in (_MORE, _COPYRIGHT, _PERMISSION):
        match = shape.search(line.text)
        if match:
            name = re.split(r"\ball rights\b", match["name"], maxsplit=1, flags=re.IGNORECASE)[0]
            return _COMPANY.sub("", f" {name}").strip(" .,-") or None
    return None


def _read_masthead(line: Line, reference: Reference) -> str | None:
    """A name of an outlet beside the day or the author: 'Fjord Dispatch, 6 April 2019', 'By Ann Lee, Fjord Post'."""
    moment = find_moment(line.text)
    if line.n_words > _MASTHEAD_WORDS or (moment is None and line.kind is not Kind.BYLINE):
        return None
    start, end = (moment.start_char, moment.end_char) if moment else (len(line.text), len(line.text))
    rest = (_ASIDE.sub("", part) for part in (line.text[:start], line.text[end:]))
    pieces = [piece.strip(" .,") for part in rest for piece in _PIECES.split(part)]
    for piece in pieces[moment is None :]:  # a byline opens with its author
        words = fold_words(piece).split()
        if len(words) > 1 and piece[0].isupper() and not roles.MASTHEADS.isdisjoint(words):
            known = reference.outlets.get(fold(piece))
            if not (known and known.kind == "agency") and not roles.LEAD.match(piece):
                return piece
    return None


def _strip_day(line: Line) -> str | None:
    """What stands beside the day in the first line: ' date 2025-05-16 The Herald POLITICS' -> 'The Herald'."""
    moment = find_moment(line.text)
    if moment is None or line.n_words > 12:
        return None
    words = line.text[moment.end_char :].split()
    while words and words[-1].isupper() and len(words) > 1:
        words.pop()
    name = " ".join(words)
    is_name = (
        bool(words)
        and words[0][0].isupper()
        and any(char.islower() for char in name)
        and not any(c.isdigit() for c in name)
    )
    return name if is_name else None
