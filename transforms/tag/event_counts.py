"""The numbers that a sentence tells of an event: how many days it lasted, which day, which round."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from transforms.tag.dates import DateMention, number_of
from transforms.tag.sentence import Reading

ORDINALS = {
    w: i
    for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}


def days_of(reading: Reading, at: int) -> int | None:
    """2 in 'two days of fish talks' and in 'a two-day visit'."""
    for k in range(max(1, at - 4), at):
        if reading.word(k) in ("days", "day") and reading.word(k + 1) == "of":
            return number_of(reading.word(k - 1))
        if reading.word(k).endswith("-day"):
            return number_of(reading.word(k).removesuffix("-day"))
    return None


def first_day(reading: Reading, at: int, when: DateMention | None) -> DateMention | None:
    """The day on which talks began whose 'second day' the text dates."""
    for k in range(max(1, at - 6), at - 1):
        if reading.word(k) == "day" and reading.word(k + 1) == "of" and when and when.precision == "day":
            return replace(when, day=when.day - timedelta(days=ORDINALS.get(reading.word(k - 1), 1) - 1))
    return when


def round_of(reading: Reading, at: int) -> int | None:
    """3 in 'the third round of talks' and 'round 3 of the negotiations'."""
    for k in range(max(0, at - 6), at + 1):
        if reading.word(k) == "round":
            return ORDINALS.get(reading.word(k - 1)) or number_of(reading.word(k + 1))
    return None
