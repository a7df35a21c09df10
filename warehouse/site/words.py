"""Dates, numbers and codes in words."""

from __future__ import annotations

from datetime import date, datetime

_WORDS = {
    "role_changed": "new role",
    "newly_named": "newly named",
    "not_named": "not named",
    "plan_vs_outcome": "plan and outcome differ",
    "self_contradiction": "one voice contradicts itself",
    "contradiction": "outlets contradict each other",
    "denied": "denied",
    "start_date": "date",
    "previous_round_date": "when the sides last met",
    "size_stated": "size of the delegation",
    "head": "head of the delegation",
}


def say(code: str | None) -> str:
    """A code of the warehouse in words: ``role_changed`` is a new role."""
    return "" if code is None else _WORDS.get(code, code.replace("_", " "))


def say_day(day: date | datetime | None, precision: str | None = "day") -> str:
    """A day, month or year, such as ``9 March 2026``, as exactly as it is known."""
    if day is None:
        return "date not reported"
    if precision == "year":
        return str(day.year)
    month = f"{day:%B} {day.year}"
    return month if precision == "month" else f"{day.day} {month}"


def say_days(first: date | None, precision: str | None, last: date | None) -> str:
    """The days of an event: ``28–29 April 2026``."""
    if first is None or last is None or last <= first or precision != "day":
        return say_day(first, precision)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last)}"
    return f"{say_day(first)} – {say_day(last)}"


def say_time(moment: datetime | None) -> str:
    """A time, UTC."""
    return "never" if moment is None else f"{say_day(moment)}, {moment:%H:%M} UTC"


def count(number: int | None, one: str, many: str | None = None) -> str:
    """``1 article``, ``2 articles``."""
    number = number or 0
    return f"{number:,} {one if number == 1 else many or one + 's'}"
