"""Moments as pages print them: '20:21 UTC+8, 2025-05-16', 'May 15, 2025 at 10:22 AM EDT', '16.05.2025'.

Only absolute dates with a year are read: a word such as 'Friday' or 'yesterday' says nothing without a clock.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1990, 2100
CENTURY = 2000  # of a year in two digits
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<![\d-])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?[ -]{{1,2}}(?:of )?{_MONTH}[ ,-]{{1,3}}(?P<y>\d{{4}})(?!\d)",
        rf"\b{_MONTH} {{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[ ,]{{1,3}}(?P<y>\d{{4}})(?!\d)",
        r"(?<![\d.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2}(?![.\d]))(?!\d)",
        r"(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]",
    )
)
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?![\d/])")
_FOREIGN = re.compile(r"(?<!\d)(\d{1,2})\.?º?(?: de)? ([^\W\d_]{3,15})\.?(?: de)?,? (\d{4})(?!\d)")
_LANGUAGES = (
    "fr de es pt it nl ru uk be pl cs sk sl hr sr bg ro hu tr az sv da nb fi et lv lt el id ms sq ca eu ka hy he ar fa "
    "vi kk uz sw"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})(?:[:.h]|\s?[時时点點시]\s?)(?P<min>\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?![\d:]) ?"
    r"(?P<half>[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s{0,2}\(?(?:UTC|GMT)?\s?(?P<sign>[+\-−–])(?P<h>\d{1,2}):?(?P<m>[0-5]\d)?(?![\d:-])")
_ZONE = re.compile(r"[\s(]{0,3}(Z|[A-Z]{2,5})\b")
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")  # seconds or milliseconds since 1970, of 2001 to 2033
_YEAR_LAST = re.compile(r"\b([A-Z][a-z]{2}) (\d{1,2}) (\d\d:\d\d(?::\d\d)?(?: [A-Z]{1,5})?) (\d{4})\b")
_CLOCK_REACH = 40  # characters between a date and its time
# CST is left out: it is two zones fourteen hours apart. IST is India's, whose press is the one that prints it.
_ZONES_H: dict[str, float] = {
    zone: hours
    for hours, zones in {
        -8: "PST",
        -7: "PDT MST",
        -6: "MDT",
        -5: "EST CDT",
        -4: "EDT",
        -3: "BRT ART",
        0: "Z UTC GMT WET",
        1: "BST WAT CET",
        2: "CEST EET SAST CAT",
        3: "EEST MSK TRT EAT",
        4: "GST",
        5: "PKT",
        5.5: "IST",
        7: "WIB ICT",
        8: "SGT HKT PHT AWST",
        9: "JST KST",
        10: "AEST",
        11: "AEDT",
        12: "NZST",
        13: "NZDT",
    }.items()
    for zone in zones.split()
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed moment: ``at`` in UTC (midnight where no time is printed), ``on`` the day as printed.

    ``precision`` orders them: 0 a day, 1 a time without a zone (read as UTC), 2 a time with its zone.
    """

    at: datetime
    on: date
    precision: int
    start_char: int = 0
    end_char: int = 0

    def allows(self, other: Moment) -> bool:
        """Whether another can mean this moment: a day apart at most, and by quarters of an hour, as zones are."""
        if abs((other.on - self.on).days) > 1:
            return False
        return 0 in (self.precision, other.precision) or (self.at.minute - other.at.minute) % 15 == 0


def find_moment(text: str) -> Moment | None:
    """The first absolute date in a short text, with the time and zone that stand beside it."""
    found = _find_day(text)
    if found is None:
        return None
    day, start, end = found
    clock = _find_clock(text, start, end)
    if clock is None:
        return Moment(datetime.combine(day, time(), UTC), day, 0, start, end)
    at, zone_end, offset = clock
    zone = UTC if offset is None else timezone(offset)
    moment = datetime.combine(day, at, zone).astimezone(UTC)
    return Moment(moment, day, 1 if offset is None else 2, min(start, zone_end[0]), max(end, zone_end[1]))


def read_iso(value: str) -> Moment | None:
    """A moment from metadata, which is ISO 8601 if its writer was careful and any printed form if not."""
    if match := _EPOCH.fullmatch(value.strip()):
        at = datetime.fromtimestamp(int(match[1]), UTC)
        return Moment(at, at.date(), 2)
    try:
        parsed = datetime.fromisoformat(value.strip())
    except ValueError:
        return find_moment(_YEAR_LAST.sub(r"\2 \1 \4 \3", value[:100]))
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        return None
    if len(value.strip()) <= len("2025-05-16"):
        return Moment(parsed.replace(tzinfo=UTC), parsed.date(), 0)
    precision = 1 if parsed.tzinfo is None else 2
    return Moment(parsed.replace(tzinfo=parsed.tzinfo or UTC).astimezone(UTC), parsed.date(), precision)


def find_day_in_path(path: str) -> Moment | None:
    """The day in a path such as ``/2025/05/16/talks.html`` or ``talks-2025-05-16.txt`` or ``/20250516/``."""
    for shape in (
        r"(?<!\d)(\d{4})([-/_])(\d{1,2})\2(\d{1,2})(?!\d)",
        r"(?<![0-9A-Za-z])(\d{4})()(\d{2})(\d{2})(?![0-9A-Za-z])",
    ):
        for match in re.finditer(shape, path):
            day = _make_day(int(match[1]), int(match[3]), int(match[4]))
            if day is not None:
                return Moment(datetime.combine(day, time(), UTC), day, 0)
    return None


def _find_day(text: str) -> tuple[date, int, int] | None:
    found = [(day, *match.span()) for shape in _SHAPES for match in shape.finditer(text) if (day := _day_of(match))]
    found += [(day, *match.span()) for match in _SLASHED.finditer(text) if (day := _day_of_slashed(match))]
    if not found:
        found = [(day, *match.span()) for match in _FOREIGN.finditer(text) if (day := _day_of_foreign(match))]
    return min(found, key=lambda item: item[1]) if found else None


def _day_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = _MONTHS[groups["month"].lower()] if groups.get("month") else int(groups["m"])
    year = int(groups["y"]) + (CENTURY if len(groups["y"]) == 2 else 0)
    return _make_day(year, month, int(groups["d"]))


def _day_of_slashed(match: re.Match[str]) -> date | None:
    """Only what can be read in one way: 16/05/2025 or 05/16/2025 or 05/05/2025, not 05/06/2025."""
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first > 12 or first == second:
        return _make_day(year, second, first)
    return _make_day(year, first, second) if second > 12 else None


def _day_of_foreign(match: re.Match[str]) -> date | None:
    month = _foreign_months().get(match[2].lower())
    return _make_day(int(match[3]), month, int(match[1])) if month else None


@lru_cache(maxsize=1)
def _foreign_months() -> dict[str, int]:
    """Names of months from dateparser's data (from CLDR), less those that name two: listopad is October or November.

    Only the data is used: dateparser itself tries every language on every text, seconds long, and fills in what lacks.
    """
    english = [name for name in _MONTHS if len(name) > 4 or name in ("may", "june", "july")]
    english.sort(key=lambda name: _MONTHS[name])
    months: dict[str, set[int]] = {}
    for language in _LANGUAGES.split():
        info = importlib.import_module(f"dateparser.data.date_translation_data.{language}").info
        for number, key in enumerate(english, start=1):
            for name in info.get(key, []):
                months.setdefault(name.strip(".").lower(), set()).add(number)
    return {name: numbers.pop() for name, numbers in months.items() if len(numbers) == 1}


def _make_day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _find_clock(text: str, start: int, end: int) -> tuple[time, tuple[int, int], timedelta | None] | None:
    """The time after the date, else before it, with its zone: (time, span, offset)."""
    after = _CLOCK.search(text, end, end + _CLOCK_REACH + len("00:00 p.m."))
    before = list(_CLOCK.finditer(text, max(0, start - _CLOCK_REACH), start))
    for match in ([after] if after else []) + before[-1:]:
        hour, minute = int(match["h"]), int(match["min"])
        if match["half"]:
            hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
        if hour < 24 and minute < 60:
            offset, stop = _find_offset(text, match.end())
            return time(hour, minute), (match.start(), stop), offset
    return None


def _find_offset(text: str, position: int) -> tuple[timedelta | None, int]:
    match = _OFFSET.match(text, position)
    if match and int(match["h"]) <= 14:
        size = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
        return (size if match["sign"] == "+" else -size), match.end()
    match = _ZONE.match(text, position)
    if match and match[1] in _ZONES_H:
        return timedelta(hours=_ZONES_H[match[1]]), match.end()
    return None, position
