"""Who wrote and who publishes: the wire credited in the text, and the outlet that the page names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from transforms.extract.lines import Kind, Line, ends_sentence, split_aside
from transforms.extract.moment import find_moment
from transforms.reference import Outlet, Reference, fold

UNKNOWN_OUTLET = "unknown"
_SOURCE = re.compile(
    r"^sources?\s?[:：]\s?(?P<name>.{2,80}?)(?:\s{2,}|\s?(?:Editors?|Author)\s?[:：]|[|•]|$)", re.IGNORECASE
)
_SOURCE_AFTER = re.compile(r"[|•]\s?sources?\s?[:：]\s?(?P<name>[^|•]{2,60})", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"^(?P<name>.{2,60}?) contributed (?:reporting )?to this (?:report|story|article)", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:reporting|inputs?|files?|material|information|contributions?)(?: reporting)? (?:by|from) "
    r"(?P<name>[^.()]{2,60})",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^\(?(?P<name>[^()]{2,40})\)?$")
_AND_AGENCIES = re.compile(r"(?:,| and| with| &|/)\s?(?:news |wire |other )?agencies$", re.IGNORECASE)
_DATELINE_END = re.compile(r"\((?P<name>[^()]{2,40})\)\s?(?:--|[-–—:])\s?")
_DATELINE_CHARS = 120
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s?(?:©|\(c\))?\s?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?,?\s?(?:by )?"
    r"(?P<name>[^\d.,|©]{3,60})",
    re.IGNORECASE,
)
_PERMISSION = re.compile(r"\bpermission (?:from|of) (?P<name>[^.,|]{3,60})", re.IGNORECASE)
_MORE = re.compile(r"^(?:more from|also on|more on|also from)\s(?P<name>[^.,|:]{3,40})$", re.IGNORECASE)
_COMPANY = re.compile(
    r"\s(?:pvt|private|ltd|limited|inc|llc|plc|gmbh|corp|corporation|company|co|group|media|publishing|publications|holdings?|press)\b\.?",
    re.IGNORECASE,
)


def find_agency(paragraphs: Sequence[Line], others: Iterable[Line], reference: Reference) -> str | None:
    """The wire that the article credits: by its dateline, a credit line, or the brackets that end it.

    A name that the reference knows as an agency's is given as the reference spells it, any other as printed.
    """
    if paragraphs:
        named = _read_dateline(paragraphs[0].text)
        if named and (_knows_agency(named, reference) or _is_dateline(paragraphs[0].text)):
            return _spell(named, reference)
    for line in others:
        named = _read_credit(line, reference)
        if named:
            return _spell(named, reference)
    if paragraphs:
        stem, aside = split_aside(paragraphs[-1].text)
        if aside and ends_sentence(stem) and _knows_agency(aside, reference):
            return _spell(aside, reference)
    return None


def strip_agency(text: str, reference: Reference) -> str:
    """A paragraph without the agency in brackets that ends it."""
    stem, aside = split_aside(text)
    return stem if aside and text.endswith(")") and ends_sentence(stem) and _knows_agency(aside, reference) else text


def find_outlet(lines: Sequence[Line], uri: str, reference: Reference) -> str | None:
    """The outlet of a text dump: a name among its outer lines that the reference knows, else the first that one states.

    A line states it beside the day at the top, in a copyright notice, by 'More from X' or 'Source: X and agencies'.
    """
    by_host = find_by_host(uri, reference)
    if by_host:
        return by_host.name
    outer = (*lines[:12], *lines[-40:])
    named = [name for line in lines[:1] if (name := _strip_day(line))]
    named += [name for line in outer if (name := _read_outlet(line))]
    for name in (*named, *(line.text for line in outer if line.n_words <= 5)):
        known = reference.outlets.get(fold(name))
        if known and known.kind != "agency":
            return known.name
    return named[0] if named else None


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


def _read_dateline(text: str) -> str | None:
    match = _DATELINE_END.search(text[:_DATELINE_CHARS])
    return match["name"].strip() if match else None


def _is_dateline(text: str) -> bool:
    """Whether the words before the bracket are a city in capitals: 'GENEVA, May 10 (X) --'."""
    first = re.split(r"[\s,]", text, maxsplit=1)[0]
    return len(first) >= 3 and first.isupper()


def _read_credit(line: Line, reference: Reference) -> str | None:
    known = reference.outlets.get(line.folded)
    if known is not None and known.kind == "agency":
        return known.name
    inline = _SOURCE_AFTER.search(line.text) if line.n_words <= 25 else None
    if inline:
        return inline["name"].strip()
    if line.kind is not Kind.CREDIT:
        return None
    for shape in (_SOURCE, _CONTRIBUTED, _FROM, _ALONE):
        match = shape.search(line.text)
        if match:
            name = match["name"].strip(" .")
            if shape is _ALONE and not (line.text.startswith("(") and len(name.split()) <= 4 and name[:1].isupper()):
                continue
            return (
                None if find_moment(name) or len(name.split()) > 8 or _names_persons(name, shape, reference) else name
            )
    return None


def _names_persons(name: str, shape: re.Pattern[str], reference: Reference) -> bool:
    """'Ann Lee contributed to this report' credits a colleague: two words or more that name no known agency."""
    return shape in (_CONTRIBUTED, _FROM) and len(name.split()) > 1 and not _knows_agency(name, reference)


def _knows_agency(name: str, reference: Reference) -> bool:
    known = reference.outlets.get(fold(name))
    return known is not None and known.kind == "agency"


def _spell(name: str, reference: Reference) -> str:
    known = reference.outlets.get(fold(name))
    return known.name if known is not None and known.kind == "agency" else name


def _read_outlet(line: Line) -> str | None:
    if line.n_words > 60:
        return None
    source = _SOURCE.search(line.text)
    if source and _AND_AGENCIES.search(source["name"]):
        return _AND_AGENCIES.sub("", source["name"]).strip()
    for shape in (_MORE, _COPYRIGHT, _PERMISSION):
        match = shape.search(line.text)
        if match:
            name = re.split(r"\ball rights\b", match["name"], maxsplit=1, flags=re.IGNORECASE)[0]
            return _COMPANY.sub("", f" {name}").strip(" .,-") or None
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
