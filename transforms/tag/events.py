"""Talks, visits, summits, meetings and ceremonies that an article speaks of, with day, place and status.

Every event noun with a date or a place of its own opens a mention; mentions that can be the same event are joined
in the order of the text. The event spoken of most is the one that the article is about.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from transforms.tag.dateline import dateline
from transforms.tag.dates import DateMention, is_long_past
from transforms.tag.event_counts import first_day
from transforms.tag.event_mentions import (
    AGAIN,
    SAME_TYPE,
    EventMention,
    find_mentions,
    is_of_saying,
    is_topical,
)
from transforms.tag.sentence import Reading

_LONGEST_ROUND = 7  # days between the opening and the end of one round of talks
_COUNTABLE = frozenset({"talks", "meeting", "summit"})
_NEGOTIATING = frozenset("negotiators delegations teams sides".split())
_OTHERS = frozenset("next last previous earlier another further".split())
_BESIDES = frozenset("also later separately separate earlier afterwards meanwhile".split())
_RESUMING = frozenset("resume resumed resumes continue continues reconvene again".split())
_TELLING = frozenset({"said", "says", "stated", "told", "announced", "reported", "reporters", "journalists"})
_FINENESS = {"year": 0, "month": 1, "week": 2, "day": 3}


@dataclass(slots=True)
class Event:
    """An event as one article tells it. ``parties`` are names; ``roles`` map a name to host, mediator or observer."""

    event_type: str
    status: str
    mentions: list[EventMention]
    place: str | None = None
    country: str | None = None
    when: DateMention | None = None
    is_end: bool = False  # ``when`` is the day on which it ended: no mention gives its start
    n_days: int | None = None
    round_no: int | None = None
    host: str | None = None
    parties: set[str] = field(default_factory=set)
    roles: dict[str, tuple[str, Reading]] = field(default_factory=dict)
    is_main: bool = False  # the clues of the whole article say that it is about this one
    is_inferred: bool = False  # from those clues alone: no noun or verb tells of it

    @property
    def evidence(self) -> Reading:
        """The sentence that says most of the event: the first with both its date and its place, else with either."""
        return max(self.mentions, key=lambda c: (bool(c.when) + bool(c.place), -c.reading.number)).reading

    @property
    def start_day(self) -> date | None:
        """The first day, counted back from the end where the text gives the length; else the only day known."""
        if self.when is None:
            return None
        if self.when.precision == "week":
            return (self.when.day + timedelta(days=3)).replace(day=1)  # of the month in which most of its days lie
        days = self.n_days - 1 if self.is_end and self.n_days and self.n_days < 60 else 0
        return self.when.day - timedelta(days=days)

    @property
    def precision(self) -> str | None:
        """How precise ``start_day`` is: day, month or year; of a week only the month is told."""
        if self.when is None:
            return None
        return "month" if self.when.precision == "week" else self.when.precision

    def is_past(self, published: date | None) -> bool:
        """Whether the event lies so far back that the article only recalls it."""
        return bool(self.when and published and is_long_past(self.when, published))


def find_events(readings: list[Reading], dates: list[list[DateMention]], published: date | None) -> list[Event]:
    """The events of an article in the order of their first mention. ``dates`` runs beside ``readings``."""
    events: list[Event] = []
    kind: str | None = None
    placed: EventMention | None = None
    for reading, when in zip(readings, dates, strict=True):
        mentions = list(find_mentions(reading, when, published))
        if reading.number == 0:
            mentions = _with_dateline(mentions, reading, when, published)
        for mention in mentions:
            resolved = _resolved(mention, kind, placed)
            if resolved:
                kind = resolved.event_type if resolved.event_type in _COUNTABLE else kind
                placed = resolved if resolved.place else placed
                join_event(events, resolved)
    for event in events:
        _settle_status(event)
        _settle_type(event)
    return events


def _resolved(mention: EventMention, kind: str | None, placed: EventMention | None) -> EventMention | None:
    """A mention with the kind and the place of those told before, where it points back: 'the first was held there'."""
    if mention.event_type == SAME_TYPE:
        if kind is None:
            return None
        mention = replace(mention, event_type=kind)
    if mention.event_type == AGAIN:
        mention = replace(mention, event_type="talks" if kind == "talks" else "meeting")
    if mention.is_there and placed:
        mention = replace(mention, place=placed.place, country=placed.country)
    return mention


def _with_dateline(
    mentions: list[EventMention], lead: Reading, dates: list[DateMention], published: date | None
) -> list[EventMention]:
    """The mentions of the lead sentence, the first with the day and the place that news writing leaves unsaid there.

    'OSLO - Ministers agreed on Monday, an official said after a round of talks': held in Oslo, on Monday.
    """
    if not mentions or mentions[0].status != "held" or published is None:
        return mentions
    first, line = mentions[0], dateline(lead)
    if "hear" in {lead.word(k) for k in range(first.at)}:
        return mentions  # 'were called to Oslo on Tuesday to hear what came of the talks'
    if first.when is None:
        taken = [m.when for m in mentions]
        days = [d for d in days_told(lead, dates, published) if d.day <= published and d not in taken]
        days = [d for d in days if not is_of_saying(lead, d)]
        first = replace(first, when=first_day(lead, first.at, next(iter(days), None)))
    if line and first.place and line.country != first.country and is_topical(first):
        first = replace(first, place=line.place, country=line.country)
    if line and (first.place is None or _is_here(lead)):
        first = replace(first, place=line.place, country=line.country)
    return [first, *mentions[1:]]


def _is_here(lead: Reading) -> bool:
    """'met here', but not 'the ministry said here'."""
    return any(lead.word(i - 1) not in _TELLING for i in lead.places({"here"}))


def days_told(lead: Reading, dates: list[DateMention], published: date) -> list[DateMention]:
    """The days that the lead sentence tells behind its dateline; those of what somebody said come last."""
    line = dateline(lead)
    start = lead.tokens[line.dash].start if line else 0
    days = [d for d in dates if d.precision == "day" and d.start >= start and not is_long_past(d, published)]
    return sorted(days, key=lambda d: is_of_saying(lead, d))


def join_event(events: list[Event], mention: EventMention) -> Event | None:
    """Adds a mention to the first event that it can mean, or opens a new one; None where it says nothing new."""
    possible = [event for event in events if _can_be(event, mention)]
    if possible:
        # A day or a place means the first event that it fits; 'the meeting' the last, and a meeting rather than talks.
        says_nothing = mention.when is None and mention.place is None
        in_order = possible[::-1] if says_nothing else possible
        event = max(in_order, key=lambda e: e.event_type == mention.event_type)
        event.mentions.append(mention)
        _enrich(event, mention)
        return event
    if mention.when is None and mention.place is None:
        return None
    event = Event(mention.event_type, mention.status, [mention])
    _enrich(event, mention)
    events.append(event)
    return event


def is_told(event: Event) -> bool:
    """Whether an article tells enough of an event: where and when, or the day or month in which people meet."""
    if event.when is None or event.place is not None:
        return event.when is not None
    return event.event_type != "visit" and event.when.precision != "year"


def main_event(events: list[Event], published: date | None) -> Event | None:
    """The event that an article is about, among those that are not long past; None where all are only recalled.

    It is the one spoken of most; the lead sentence counts for one mention more, and so does that it is talks, or held.
    """
    present = [e for e in events if e.is_main or not e.is_past(published)]
    return max(present, key=lambda e: (e.is_main, _weight(e), -events.index(e)), default=None)


def _weight(event: Event) -> int:
    in_lead = any(m.reading.number == 0 for m in event.mentions)
    return len(event.mentions) + 3 * in_lead + (event.event_type == "talks") + (event.status == "held")


def _can_be(event: Event, mention: EventMention) -> bool:
    if event.event_type in _COUNTABLE and _is_apart(mention) and mention.reading is not event.mentions[0].reading:
        return False
    types = {event.event_type, mention.event_type}
    if len(types) > 1 and not types <= {"talks", "meeting", "summit"}:
        return False
    if (
        len(types) > 1
        and (mention.when or mention.place)
        and not (_same(event.place, mention.place) or _same_day(event.when, mention.when))
        and not (event.when is None and _is_definite(mention))
    ):
        return False
    if mention.when is None and mention.place is None:
        return len(types) == 1 or _is_definite(mention)
    if _says_otherwise(event, mention) and not _is_definite(mention):
        return False
    if event.when is None and mention.when and (_is_other(mention) or _is_resumed(event, mention)):
        return False  # 'the next meeting, on Monday'; 'the talks would continue on Sunday'
    if mention.is_past and event.when is None:
        return False  # what is recalled is not what the article tells without a date
    if event.round_no and mention.round_no and event.round_no != mention.round_no:
        return False
    if not _places_meet(event, mention):
        return False
    if mention.is_end or event.is_end:
        return _is_within(event.when, mention.when, _LONGEST_ROUND)
    return _days_meet(event.when, mention.when) or (_is_definite(mention) and _is_within(event.when, mention.when, 2))


def _says_otherwise(event: Event, mention: EventMention) -> bool:
    """One has only a day, the other only a place: a meeting on Monday and a meeting in Oslo are two, unless told so."""
    days_only = event.when is not None and event.place is None and mention.when is None
    places_only = event.when is None and event.place is not None and mention.place is None
    return event.event_type == "meeting" and (days_only or places_only)


def share_place(event: Event, main: Event) -> None:
    """Gives the place of the article's talks to 'the talks' of another day, where the text names none for them."""
    first = event.mentions[0]
    is_told_apart = event.place is not None or event.status == "scheduled" or _is_other(first)
    if event.event_type == main.event_type == "talks" and _is_definite(first) and not is_told_apart:
        event.place, event.country = main.place, main.country


def _is_definite(mention: EventMention) -> bool:
    """'The talks', 'Monday's talks' mean the meeting that was told of before."""
    reading, at = mention.reading, mention.at
    before = set(reading.words[max(0, at - 3) : at])
    return bool(before & {"the", "this", "these"}) or (at > 0 and reading.tokens[at - 1].is_possessive)


def _is_apart(mention: EventMention) -> bool:
    """'He also met', 'later received', 'in a separate meeting': a meeting besides the one told of before."""
    if mention.event_type != "meeting" or _is_definite(mention):
        return False
    words = mention.reading.words
    return words[0] in _BESIDES or not _BESIDES.isdisjoint(words[max(0, mention.at - 3) : mention.at + 2])


def _is_other(mention: EventMention) -> bool:
    """'The next session', 'the previous round' are not the one that the article is about."""
    return not _OTHERS.isdisjoint(mention.reading.words[max(0, mention.at - 3) : mention.at])


def _is_resumed(event: Event, mention: EventMention) -> bool:
    """'The talks will resume on Friday', 'they are to meet again in May': a day to come of talks that were held."""
    if event.status != "held" or mention.status != "scheduled":
        return False
    words = mention.reading.words
    return not _RESUMING.isdisjoint(words[max(0, mention.at - 3) : mention.at + 5])


def _same(a: str | None, b: str | None) -> bool:
    return a is not None and a == b


def _same_day(a: DateMention | None, b: DateMention | None) -> bool:
    return a is not None and b is not None and a.day == b.day and a.precision == b.precision


def _days_meet(a: DateMention | None, b: DateMention | None) -> bool:
    return a is None or b is None or (a.day <= b.last_day and b.day <= a.last_day)


def _is_within(a: DateMention | None, b: DateMention | None, days: int) -> bool:
    """Talks that go on: so many days apart at most."""
    if a is None or b is None:
        return True
    return {a.precision, b.precision} == {"day"} and abs((a.day - b.day).days) <= days


def _places_meet(event: Event, mention: EventMention) -> bool:
    if event.place is None or mention.place is None or event.place == mention.place:
        return True
    return (
        event.country is not None and event.country == mention.country and event.country in (event.place, mention.place)
    )


def _fineness(when: DateMention) -> int:
    return _FINENESS[when.precision]


def _enrich(event: Event, mention: EventMention) -> None:
    if mention.place and (event.place is None or event.place == event.country):
        event.place, event.country = mention.place, mention.country
    is_finer = mention.when and (event.when is None or _fineness(event.when) < _fineness(mention.when))
    if mention.when and (is_finer or (event.is_end and not mention.is_end)):
        event.when, event.is_end = mention.when, mention.is_end
    event.n_days = event.n_days or mention.n_days
    event.round_no = event.round_no or mention.round_no
    event.host = event.host or mention.host
    if mention.event_type == "talks" and event.event_type == "meeting":
        event.event_type = "talks"


def _settle_type(event: Event) -> None:
    """A meeting of negotiators or whole delegations is talks: 'the two teams met', 'both sides held a meeting'."""
    first = event.mentions[0]
    if event.event_type == "meeting" and not _NEGOTIATING.isdisjoint(first.reading.words[: first.at]):
        event.event_type = "talks"


def _settle_status(event: Event) -> None:
    """The status that the first mention with a date or place gives; a proposal yields to whatever is firmer."""
    said = [c.status for c in event.mentions if c.when or c.place] or [event.status]
    for status in ("cancelled", "postponed"):
        if status in said:
            event.status = status
            return
    event.status = said[0] if said[0] != "proposed" or len(set(said)) == 1 else next(s for s in said if s != "proposed")
