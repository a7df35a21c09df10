"""What an article claims of when the sides last met: 'the first since May 2019', 'the first in nearly four years'.

A claim is an interval of days. 'Nearly four years' lies between three and a half and four years back, 'more than four'
between four and five, a bare 'four years' half a year to either side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.tag.dates import DateMention, number_of
from transforms.tag.event_words import EVENT_NOUNS
from transforms.tag.events import Event
from transforms.tag.sentence import Reading

PREVIOUS_ROUND_DATE = "previous_round_date"
_MEETING_WORDS = frozenset(EVENT_NOUNS) | {"contact", "contacts", "round", "encounter"}
_SPAN = re.compile(
    r"\bfirst\b[^.;]{0,120}?\bin\s+"
    r"(?P<how>nearly|almost|about|around|roughly|some|over|more than|at least|close to)?\s*"
    r"(?P<n>\d{1,2}|[a-z]+)\s+(?P<unit>years?|months?)\b"
)
_SINCE = re.compile(r"\bfirst\b[^.;]{0,160}?\b(?P<since>since)\b")
_LAST = re.compile(
    r"\b(?:[Tt]he|[Tt]heir)\s+(?:last|previous)\b[^.;]{0,120}?\b(?:took place|were held|was held|met|happened)\b"
)
_DAYS = {"year": 365.25, "month": 30.44}


@dataclass(frozen=True, slots=True)
class Claim:
    """The sides of ``event`` last met between two days, says a sentence."""

    reading: Reading
    event: Event
    value_text: str
    earliest: date
    latest: date


def find_claims(
    readings: list[Reading], dates: list[list[DateMention]], event: Event | None, published: date | None
) -> list[Claim]:
    """Claims on when the parties of the article's own event met before."""
    claims = []
    for reading, when in zip(readings, dates, strict=True):
        if event is None or not {t.bare for t in reading.tokens} & _MEETING_WORDS:
            continue
        claim = _since(reading, when, event) or _in_years(reading, event, published) or _last_time(reading, when, event)
        if claim and claim.latest < (event.when.day if event.when else claim.latest + timedelta(days=1)):
            claims.append(claim)
    return claims


def _since(reading: Reading, dates: list[DateMention], event: Event) -> Claim | None:
    match = _SINCE.search(reading.sentence.text)
    if not match:
        return None
    after = reading.sentence.start + match.start("since")
    when = next((d for d in dates if d.start >= after and d.start - after <= 12), None)
    if when is None:
        return None
    text = reading.sentence.text[match.start("since") : when.end - reading.sentence.start]
    return Claim(reading, event, text, when.day, when.last_day)


def _in_years(reading: Reading, event: Event, published: date | None) -> Claim | None:
    match = _SPAN.search(reading.sentence.text)
    number = number_of(match["n"]) if match else None
    if not match or not number or published is None:
        return None
    unit = _DAYS[match["unit"].rstrip("s")]
    least, most = {
        "nearly": (number - 0.5, number),
        "almost": (number - 0.5, number),
        "close to": (number - 0.5, number),
        "over": (number, number + 1),
        "more than": (number, number + 1),
        "at least": (number, number + 1),
    }.get(match["how"] or "", (number - 0.5, number + 0.5))
    text = match[0][match[0].rindex(" in ") + 1 :]
    return Claim(
        reading,
        event,
        text,
        published - timedelta(days=round(most * unit)),
        published - timedelta(days=round(least * unit)),
    )


def _last_time(reading: Reading, dates: list[DateMention], event: Event) -> Claim | None:
    match = _LAST.search(reading.sentence.text)
    if not match:
        return None
    when = next((d for d in dates if d.start >= reading.sentence.start + match.start()), None)
    return Claim(reading, event, when.text, when.day, when.last_day) if when else None
