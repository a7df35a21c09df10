"""How an event stands to the one that its article is about: recalled, told apart from it, or elsewhere."""

from __future__ import annotations

from transforms.tag.dates import DateMention
from transforms.tag.event_mentions import EventMention
from transforms.tag.events import Event
from transforms.tag.sentence import Reading

_LONGEST_STAY = 4  # days from the arrival to the event
EARLIER_DAYS = 10  # an event so many days before the article's own is another one


def is_told_apart(main: Event, event: Event, reading: Reading) -> bool:
    """Whether a sentence tells of an event with a round, place or day of its own, and not of the article's."""
    if any(m.reading is reading for m in main.mentions) or _is_arrival(main, event):
        return False
    if main.event_type == "meeting" and event.event_type != "meeting":
        return True
    if not any(m.reading is reading and (m.when or m.place or m.round_no) for m in event.mentions):
        return False
    if is_recalled(event, main) or (main.round_no and event.round_no and main.round_no != event.round_no):
        return True
    if event.when and main.when and (event.when.last_day - main.when.last_day).days > EARLIER_DAYS:
        return True
    if event.event_type != "visit" and event.status != main.status and (_days_between(main, event) or 0) > 1:
        return {event.status, main.status} == {"held", "scheduled"}  # 'meet on Monday': they met on Thursday too
    return main.status == "held" and bool(event.place and event.when) and event.status != "proposed"


def _is_arrival(main: Event, event: Event) -> bool:
    """Whether a journey only leads to the article's event: 'arrived in X on Friday' for the talks there on Sunday."""
    is_there = event.event_type == "visit" and main.event_type != "visit" and event.place == main.place
    days = _days_between(event, main)
    return is_there and days is not None and days < _LONGEST_STAY


def _days_between(a: Event, b: Event) -> int | None:
    """The days between two events that are dated to the day; None where one is not."""
    if not (a.when and b.when and a.when.precision == b.when.precision == "day"):
        return None
    return abs((a.when.day - b.when.day).days)


def is_another(main: Event, country: str | None, when: DateMention | None) -> bool:
    """Whether an event is in another country than the article's own, and weeks later."""
    if not (country and main.country and main.when and when):
        return False
    return country != main.country and (when.day - main.when.day).days > EARLIER_DAYS


def is_elsewhere(event: Event, trip: EventMention) -> bool:
    """Whether a trip goes to another country than the article's event, or to one that is told of only in passing."""
    if trip.country and event.country and trip.country != event.country:
        return True
    in_passing = len(event.mentions) == 1 and event.event_type == "meeting" and event.place in (None, event.country)
    return in_passing and event.when is not None and trip.when is not None and event.when.day != trip.when.day


def is_recalled(event: Event, main: Event | None) -> bool:
    """Whether an event lies well before the one that the article is about, or in a month or year before it."""
    if not (main and main.when and event.when):
        return False
    days = (main.when.day - event.when.last_day).days
    return days > (EARLIER_DAYS if event.when.precision in ("day", "week") else 0)
