"""What speaks for and against two reports being of one event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from anyascii import anyascii

from transforms.tables import LIST_SEPARATOR

HELD_WITHIN_DAYS = 2  # talks may last, and outlets count from different days
PLAN_WITHIN_DAYS = 7  # between a plan and what came of it
UNDATED_BEFORE_DAYS = 3  # how long before its article an event without a date may lie
UNDATED_AFTER_DAYS = 14
ENOUGH = 2.75  # evidence from which two reports are of one event

_SAME_PARTY = 0.75  # what it weighs that both name one party and the same
_MEETINGS = frozenset({"talks", "meeting", "summit"})
_TRAVEL = frozenset({"visit"})


@dataclass(slots=True)
class Statement:
    """Reports that say the same of an event, so that they need to be compared once only."""

    event_type: str
    is_plan: bool  # proposed, scheduled, postponed or cancelled, as against held
    place: str | None
    country: str | None
    start_date: date | None
    precision: str | None
    round_no: int | None
    parties: frozenset[str]
    hosts: frozenset[str]
    published: date | None  # only where there is no date: the day to count from
    report_ids: list[str] = field(default_factory=list)
    versions: set[tuple[str, str]] = field(default_factory=set)  # article_id and content_sha256

    @property
    def key(self) -> tuple[Any, ...]:
        """Equal for equal statements; sorts them."""
        return (
            self.start_date or self.published or date.max,
            self.precision or "",
            self.event_type,
            self.is_plan,
            self.place or "",
            self.country or "",
            self.round_no or 0,
            tuple(sorted(self.parties)),
            tuple(sorted(self.hosts)),
            self.start_date is None,
        )

    @property
    def is_dated(self) -> bool:
        """Whether the day is known."""
        return self.start_date is not None and self.precision == "day"


def read_statement(report: dict[str, Any], published: date | None) -> Statement:
    """The statement that a row of ``EVENT_REPORTS`` makes, in an article of the day ``published``."""
    start = report["start_date"]
    return Statement(
        event_type=report["event_type"],
        is_plan=report["status"] != "held",
        place=_fold(report["place"]),
        country=_fold(report["country"]),
        start_date=start,
        precision=(report["date_precision"] or "day") if start else None,
        round_no=report["round_no"],
        parties=_split(report["parties"]),
        hosts=_split(report["host"]),
        published=None if start else published,
    )


def weigh(a: Statement, b: Statement) -> float | None:
    """How much speaks for one event; at least ``ENOUGH`` where it suffices, None where something speaks against it."""
    if _differ_in_round(a, b):
        return None
    when, where, who = _weigh_dates(a, b), _weigh_places(a, b), _weigh_parties(a, b)
    if when is None or where is None or who is None:
        return None
    what = _weigh_types(a, b, where, who)
    if what is None:
        return None
    if where < 0 and not (who >= 1 and when >= 1 and what == 1):  # another place of the same country
        return None
    if (where <= 0 and who < 1) or (where < 1 and who == 0):  # hardly more than the day in common
        return None
    rounds = 1.0 if a.round_no is not None and a.round_no == b.round_no else 0.0
    return when + where + who + what + rounds


def contradict(a: Statement, b: Statement) -> bool:
    """Whether the statements cannot be of one event, apart from what merely lacks evidence."""
    if _differ_in_round(a, b):
        return True
    return _weigh_dates(a, b) is None or _weigh_parties(a, b) is None or _weigh_places(a, b) is None


def _differ_in_round(a: Statement, b: Statement) -> bool:
    return a.round_no is not None and b.round_no is not None and a.round_no != b.round_no


def _weigh_dates(a: Statement, b: Statement) -> float | None:
    """1 for the same day down to 0 for days far apart that can still be one event; None for others."""
    if a.start_date is None or b.start_date is None:
        return _weigh_undated(a, b)
    if "year" in (a.precision, b.precision):  # a year holds many events: it is no day's date
        return 0.75 if a.precision == b.precision and a.start_date.year == b.start_date.year else None
    if "month" in (a.precision, b.precision):
        if (a.start_date.year, a.start_date.month) != (b.start_date.year, b.start_date.month):
            return None
        return 1.0 if a.precision == b.precision else 0.75
    gap = abs((a.start_date - b.start_date).days)
    limit = PLAN_WITHIN_DAYS if a.is_plan or b.is_plan else HELD_WITHIN_DAYS
    return 1.0 - 0.9 * gap / limit if gap <= limit else None


def _weigh_undated(a: Statement, b: Statement) -> float | None:
    if a.start_date is None and b.start_date is None:
        if a.published is None or b.published is None:
            return None
        return 0.5 if abs((a.published - b.published).days) <= UNDATED_BEFORE_DAYS else None
    undated, dated = (a, b) if a.start_date is None else (b, a)
    day = dated.start_date
    if undated.published is None or day is None or dated.precision != "day":
        return None
    earliest = undated.published - timedelta(days=UNDATED_BEFORE_DAYS)
    latest = undated.published + timedelta(days=UNDATED_AFTER_DAYS if undated.is_plan else 0)
    return 0.5 if earliest <= day <= latest else None


def _weigh_types(a: Statement, b: Statement, where: float, who: float) -> float | None:
    """1 for one type, less for kinds of meeting that outlets mix up, which needs the same place and parties beside
    it.
    """
    if a.event_type == b.event_type:
        return 1.0
    types = {a.event_type, b.event_type}
    if where < 1 or who < _SAME_PARTY:
        return None
    if types <= _MEETINGS:
        return 0.5
    return 0.25 if types <= _MEETINGS | _TRAVEL | {"other"} and a.start_date == b.start_date else None


def _weigh_places(a: Statement, b: Statement) -> float | None:
    """1 for one place, 0.5 where one names the country of the other, 0 where one is silent, -0.5 for two places of one
    country, or of one that nobody knows (villages on both sides of a border), -0.75 where one alone has the event at
    home with a party: outlets take the place that they write from.
    """
    if a.country and b.country and a.country != b.country:
        at_home = {a.country, b.country} & ((a.parties | b.parties) - (a.hosts | b.hosts))
        return -0.75 if len(at_home) == 1 else None
    place_a, place_b = a.place or a.country, b.place or b.country
    if not place_a or not place_b:
        return 0.0
    if place_a == place_b:
        return 1.0
    return 0.5 if place_a == b.country or place_b == a.country else -0.5


def _weigh_parties(a: Statement, b: Statement) -> float | None:
    """1 and more for the same parties, 0 where one names none, None for parties of two events.

    A host is a party to some outlets and not to others, so that one who only hosts counts for nothing.
    """
    if not a.parties or not b.parties:
        return 0.0
    hosts = a.hosts | b.hosts
    one, other = a.parties - hosts or a.parties, b.parties - hosts or b.parties
    shared = one & other
    if one == other:
        return 1.5 if len(one) > 1 else _SAME_PARTY
    if one <= other or other <= one:
        return 1.0 if len(shared) > 1 else 0.5
    return 0.75 if len(shared) > 1 else None


def _split(names: str | None) -> frozenset[str]:
    return frozenset(folded for name in (names or "").split(LIST_SEPARATOR.strip()) if (folded := _fold(name)))


@lru_cache(maxsize=100_000)  # few names, each in many reports
def _fold(name: str | None) -> str | None:
    return " ".join(anyascii(name or "").casefold().replace(".", "").split()) or None
