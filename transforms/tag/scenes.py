"""Where and when the event of an article takes place, ranked by all clues of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp
from typing import Any

from transforms.tag.dates import DateMention
from transforms.tag.event_mentions import EventMention
from transforms.tag.event_words import AHEAD, HELD, TRAVEL
from transforms.tag.events import Event, main_event
from transforms.tag.scene_clues import Clues, Spot, day_clues, key_of, place_clues, spots_of
from transforms.tag.sentence import Reading

LEAST = 0.5  # what is less probable leaves the event as its own sentences tell it
_LEAD = 2  # sentences; an event that they tell keeps the place and the day told of it
_ON_THE_WAY = (TRAVEL - {"left"}) | frozenset("send sends sent sending dispatched dispatches".split())


@dataclass(frozen=True, slots=True)
class SceneModel:
    """Weights of clues by name: of the ``places`` and of the ``days`` that an article names."""

    places: Mapping[str, float] = field(default_factory=dict)
    days: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> SceneModel:
        """The model as the trainer stores it."""
        return cls(dict(stored["places"]), dict(stored["days"]))


def likeliest(weights: Mapping[str, float], clues: Clues) -> str | None:
    """The candidate for which its clues speak most; None where none is likely."""
    if not clues or not weights:
        return None
    scores = {name: sum(weights.get(clue, 0.0) for clue in found) for name, found in clues.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if sum(exp(score - scores[best]) for score in scores.values()) * LEAST <= 1 else None


def settle_scene(
    readings: list[Reading],
    headline: list[Reading],
    dates: list[list[DateMention]],
    events: list[Event],
    published: date | None,
    model: SceneModel,
) -> None:
    """Marks the event that the article is about, by the likeliest place and day; opens it where no noun tells of it.

    What the lead tells of an event by its own noun or verb stands, and so does the place of one on the likeliest day.
    """
    if published is None or not readings or not model.days:
        return
    main = main_event(events, published)
    is_told = main is not None and any(m.reading.number < _LEAD for m in main.mentions)
    clues, named = day_clues(readings, dates, events, main, published)
    day = likeliest(model.days, clues)
    when = named[day] if day else None
    if main and is_told and not (when and _is_inside(when, main)):
        when = main.when or when
    spots = spots_of(readings)
    place = likeliest(model.places, place_clues(spots, headline, dates, events, main))
    spot = _spot(spots, place) if place else None
    is_same = main is not None and when is not None and _is_same_day(main, when)
    if main and main.place and (is_told or is_same):
        spot = None
    if spot is None and when is None:
        return
    event = main if is_told or is_same else _known(events, main, spot, when, published)
    event = event or _opened(readings, events, main, spot, when, published)
    if event:
        event.is_main = event is not main
        _move(event, spot, when)


def _is_inside(when: DateMention, event: Event) -> bool:
    """Whether a day lies in the week or month of which an event is told: 'is in X this week', then 'on Monday'."""
    told = event.when
    return told is not None and when.precision == "day" != told.precision and told.day <= when.day <= told.last_day


def _move(event: Event, spot: Spot | None, when: DateMention | None) -> None:
    if spot:
        event.place, event.country = spot.name, spot.country
    if when and not _is_same_day(event, when):
        event.when, event.is_end = when, False


def _spot(spots: list[Spot], key: str) -> Spot:
    """The mention of a place that says most: outside the dateline, with its country."""
    return max((s for s in spots if s.key == key), key=lambda s: (s.kind != "dateline", s.country is not None))


def _known(
    events: list[Event], main: Event | None, spot: Spot | None, when: DateMention | None, published: date
) -> Event | None:
    """The event told of already that can take place there and then."""
    present = [e for e in events if not e.is_past(published)]
    fitting = [e for e in present if _fits_place(e, spot) and _fits_day(e, when)]
    if fitting:
        return main if main in fitting else max(fitting, key=lambda e: len(e.mentions))
    is_near = main is not None and (_fits_place(main, spot) or _fits_day(main, when))
    return main if main and is_near and (when is None or _can_move(main, when, published)) else None


def _fits_place(event: Event, spot: Spot | None) -> bool:
    if spot is None or event.place is None or event.place.casefold() == spot.key:
        return True
    return event.country is not None and event.country == spot.country and event.country in (event.place, spot.name)


def _fits_day(event: Event, when: DateMention | None) -> bool:
    if when is None or event.when is None or _is_same_day(event, when):
        return True
    return event.when.precision != "day" and event.when.day <= when.day <= event.when.last_day


def _is_same_day(event: Event, when: DateMention) -> bool:
    return event.when is not None and (key_of(event.when) == key_of(when) or event.start_day == when.day)


def _can_move(event: Event, when: DateMention, published: date) -> bool:
    """Whether an event that was held, or is to be, can have its day there."""
    return event.status not in ("held", "scheduled") or (event.status == "scheduled") == (when.day > published)


def _opened(
    readings: list[Reading],
    events: list[Event],
    main: Event | None,
    spot: Spot | None,
    when: DateMention | None,
    published: date,
) -> Event | None:
    """An event of which no noun tells, with the place and the day of it."""
    if when is None:
        return None
    reading = next((r for r in readings if r.sentence.start <= when.start < r.sentence.end), readings[0])
    kind = main.event_type if main else "visit"
    ahead = AHEAD if when.day == published else frozenset[str]()  # what was yesterday may say what will come
    is_journey = not reading.vocabulary.isdisjoint(_ON_THE_WAY | ahead) and reading.vocabulary.isdisjoint(HELD)
    status = "scheduled" if when.day > published or is_journey else "held"
    name, country = (spot.name, spot.country) if spot else (None, None)
    event = Event(kind, status, [EventMention(reading, 0, kind, status, name, country, when)])
    event.place, event.country, event.when, event.is_inferred = name, country, when, True
    events.insert(0, event)
    return event
