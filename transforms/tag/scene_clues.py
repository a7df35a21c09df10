"""What speaks for each place and each day of an article to be those of the event that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms.tag.dateline import dateline, end_of_dateline
from transforms.tag.dates import DateMention, is_long_past
from transforms.tag.event_mentions import is_of_saying
from transforms.tag.event_places import named_place, places_of, since_clauses
from transforms.tag.event_words import AHEAD, ARRIVING, EVENT_NOUNS, EVENT_VERBS, HELD, SCHEDULED, TRAVEL
from transforms.tag.events import Event
from transforms.tag.groups import GROUP_WORDS
from transforms.tag.lexicon import Found
from transforms.tag.sentence import Reading

Clues = dict[str, list[str]]
_REACH = 6  # tokens in which a word stands near
_SENDING = frozenset("send sends sent sending dispatched dispatches will".split())
_BACK = frozenset("had earlier previous former ago since last first then".split())
_DENIALS = frozenset({"not", "never", "nobody", "none", "without"})
_CLASSES = {
    "event": frozenset(EVENT_NOUNS) | frozenset(EVENT_VERBS),
    "held": HELD,
    "scheduled": SCHEDULED,
    "journey": TRAVEL | ARRIVING,
    "sending": _SENDING,
    "ahead": AHEAD,
    "back": _BACK,
    "group": GROUP_WORDS,
    "denial": _DENIALS,
    "saying": frozenset({"said", "says", "told", "announced", "according"}),
    "election": frozenset("elected born election office elections graduated studied war".split()),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the text names: as a report gives it, with its country, and where it stands."""

    name: str
    country: str | None
    kind: str
    reading: Reading
    first: int
    last: int

    @property
    def key(self) -> str:
        """By what mentions of one place are gathered."""
        return self.name.casefold()


def spots_of(readings: list[Reading]) -> list[Spot]:
    """The places of a text, in order."""
    spots = [spot for reading in readings for spot in _spots_in(reading)]
    line = dateline(readings[0]) if readings else None
    if line:
        spots = [s for s in spots if s.reading is not readings[0] or s.first >= line.dash]
        spots.insert(0, Spot(line.place, line.country, "dateline", readings[0], 0, line.dash))
    return spots


def _spots_in(reading: Reading) -> Iterator[Spot]:
    for found in places_of(reading):
        name, country = named_place(reading, found)
        yield Spot(name, country, _kind(reading, found), reading, found.first, found.last)


def _kind(reading: Reading, found: Found) -> str:
    return "capital" if reading.word(found.last) == "capital" else found.term.kind


def place_clues(
    spots: list[Spot],
    headline: list[Reading],
    dates: list[list[DateMention]],
    events: list[Event],
    main: Event | None,
) -> Clues:
    """The clues of each place by its key."""
    in_headline = {spot.key for reading in headline for spot in _spots_in(reading)}
    countries = [spot.country for spot in spots if spot.kind != "country"]
    line = spots[0] if spots and spots[0].kind == "dateline" else None
    clues: dict[str, set[str]] = {}
    count: dict[str, int] = {}
    for spot in spots:
        seen = clues.setdefault(spot.key, set())
        count[spot.key] = count.get(spot.key, 0) + 1
        if count[spot.key] == 1:
            seen.add(f"first {_part(spot.reading.number)}")
            seen.add(f"kind {spot.kind}")
            seen.add("known" if spot.country else "unknown")
        if spot.kind == "dateline":
            seen.add("dateline")
            continue
        if line and line.country and spot.country == line.country:
            seen.add("country of dateline")
        if spot.kind == "country" and spot.country in countries:
            seen.add("country of a town")
        seen.update(_around(spot, dates[spot.reading.number]))
    for key, seen in clues.items():
        seen.add(f"count {min(count[key], 4)}")
        if key in in_headline:
            seen.add("headline")
    _add_events(clues, events, main)
    return {key: sorted(seen) for key, seen in clues.items()}


def _around(spot: Spot, dates: list[DateMention]) -> Iterator[str]:
    reading, first, last = spot.reading, spot.first, spot.last
    part = _part(reading.number)
    before = reading.word(first - 1)
    if before == "the":
        before = reading.word(first - 2)
    yield f"before {before}"
    yield f"before {before} {part}"
    yield f"after {reading.word(last)}"
    if reading.tokens[last - 1].is_possessive:
        yield "possessive"
    if first == 0:
        yield "opens"
    for name in _near(reading, first, last):
        yield f"{name} {before}"
        yield f"{name} {part}"
    for when in dates:
        i = reading.sentence.token_at(when.start)
        if -_REACH < i - last < _REACH:
            yield "dated" if when.precision == "day" else "dated roughly"
            yield f"dated {part}"


def _near(reading: Reading, first: int, last: int) -> Iterator[str]:
    """The classes of the words near a phrase, and whether they stand before or behind it."""
    for side, window in (
        ("before", reading.words[max(0, first - _REACH) : first]),
        ("behind", reading.words[last : last + _REACH]),
    ):
        for name, words in _CLASSES.items():
            if not words.isdisjoint(window):
                yield f"{name} {side}"


def _add_events(clues: dict[str, set[str]], events: list[Event], main: Event | None) -> None:
    for event in events:
        if event.place is None or event.place.casefold() not in clues:
            continue
        seen = clues[event.place.casefold()]
        seen.update(_of_event(event, event is main))


def _of_event(event: Event, is_main: bool) -> Iterator[str]:
    part = _part(event.mentions[0].reading.number)
    yield f"event {event.status}"
    yield f"event {part}"
    if is_main:
        yield "main"
        yield f"main {part}"


def day_clues(
    readings: list[Reading],
    dates: list[list[DateMention]],
    events: list[Event],
    main: Event | None,
    published: date,
) -> tuple[Clues, dict[str, DateMention]]:
    """The clues of each day, month or year by its ISO form, and what the text calls it first.

    The day of publication is one of them even where the text names it nowhere.
    """
    clues: dict[str, set[str]] = {}
    named: dict[str, DateMention] = {}
    count: dict[str, int] = {}
    for reading, told in zip(readings, dates, strict=True):
        since = since_clauses(reading) if told else frozenset[int]()
        for when in told:
            if when.precision == "year" or is_long_past(when, published):
                continue
            key = key_of(when)
            seen = clues.setdefault(key, set())
            named.setdefault(key, when)
            count[key] = count.get(key, 0) + 1
            if count[key] == 1:
                seen.add(f"first {_part(reading.number)}")
                seen.add("first day" if len(clues) == 1 else "later day")
            seen.update(_around_day(reading, when, since, published))
    today = DateMention(readings[0].sentence.start, readings[0].sentence.start, published, "day", "")
    clues.setdefault(key_of(today), {"untold"})
    named.setdefault(key_of(today), today)
    for event in events:
        if event.when is None or event.start_day is None or event.is_past(published):
            continue
        key = key_of(event.when) if event.start_day == event.when.day else event.start_day.isoformat()
        seen = clues.setdefault(key, set())
        named.setdefault(key, DateMention(event.when.start, event.when.end, event.start_day, "day", event.when.text))
        seen.update(_of_event(event, event is main))
    for key, seen in clues.items():
        seen.add(f"count {min(count.get(key, 0), 3)}")
        seen.add(named[key].precision)
        seen.add(f"distance {_distance(named[key].day, published)}")
    return {key: sorted(seen) for key, seen in clues.items()}, named


def key_of(when: DateMention) -> str:
    """The ISO form of a date, as fine as it was told."""
    return when.day.isoformat()[: {"day": 10, "week": 7, "month": 7, "year": 4}[when.precision]]


def _around_day(reading: Reading, when: DateMention, since: frozenset[int], published: date) -> Iterator[str]:
    first = reading.sentence.token_at(when.start)
    last = reading.sentence.token_at(when.end - 1) + 1
    part = _part(reading.number)
    if first < end_of_dateline(reading):
        yield "in dateline"
        return
    before = reading.word(first - 1)
    yield f"before {before}"
    yield f"before {before} {part}"
    if first in since:
        yield "since"
    if is_of_saying(reading, when):
        yield "of saying"
    if reading.tokens[last - 1].is_possessive or reading.word(last) == "s":
        yield "possessive"
    if first <= 1:
        yield "opens"
    side = _side(when, published)
    yield f"{side} {part}"
    for name in _near(reading, first, last):
        yield f"{name}"
        yield f"{name} {side}"
        yield f"{name} {part}"
    if any(-_REACH < spot.first - last < _REACH for spot in _spots_in(reading)):
        yield f"placed {part}"


def _side(when: DateMention, published: date) -> str:
    return "ahead" if when.day > published else "past" if when.day < published else "today"


def _part(number: int) -> str:
    """In which part of an article a sentence stands."""
    return str(number) if number < 3 else "3-5" if number < 6 else "6-12" if number < 13 else "late"


def _distance(day: date, published: date) -> str:
    """How far a day lies from that of publication."""
    days = (day - published).days
    if abs(days) < 3:
        return str(days)
    size = "days" if abs(days) < 8 else "weeks" if abs(days) < 32 else "months"
    return f"{size} {'ahead' if days > 0 else 'ago'}"
