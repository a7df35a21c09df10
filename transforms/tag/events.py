"""Talks, visits, summits, meetings and ceremonies that an article speaks of, with day, place and status.

Every event noun with a date or a place of its own opens a candidate; candidates that can be the same event are joined in
the order of the text. The event spoken of most is the one that the article is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from transforms.tag.dates import DateMention, number_of
from transforms.tag.lexicon import Lexicon
from transforms.tag.sentence import Reading

EVENT_NOUNS = (
    dict.fromkeys(("talks", "negotiations", "negotiation", "consultations", "dialogue"), "talks")
    | dict.fromkeys(("meeting", "meetings", "gathering", "conference"), "meeting")
    | dict.fromkeys(("summit",), "summit")
    | dict.fromkeys(("visit", "trip"), "visit")
    | dict.fromkeys(("ceremony", "funeral", "inauguration"), "ceremony")
)
_EVENT_VERBS = dict.fromkeys(("met", "meet", "meets", "gathered", "convened", "convene"), "meeting")
# Between an event and its date these words start another matter, to which the date belongs.
_BLOCKERS = frozenset(
    "said says told tells announced announcement proposal proposed proposes offer offered invitation invited follow "
    "follows followed statement stated reported called decree order reporters spokesman spokesperson published "
    "confirmed wrote added because who whose which sent ordered signed agreed election war declared imposed reached "
    "passed finish finishes until".split()
)
_PLACE_WORDS = frozenset({"in", "at", "near", "outside"})
_GOALS = frozenset({"to"})
_STATUS_WORDS = (
    ("cancelled", frozenset({"cancelled", "canceled", "scrapped", "abandoned"})),
    ("postponed", frozenset({"postponed", "delayed", "rescheduled"})),
    ("proposed", frozenset({"proposed", "proposal", "propose", "suggested", "invited"})),
)
_SCHEDULED = frozenset(
    "will scheduled set planned plans due upcoming ahead expected forthcoming next would shall resume preparations "
    "coming".split()
)
_HELD = frozenset(
    "started began opened ended concluded held met took have has had sat wrapped hosted gathered continued resumed "
    "was were led received".split()
)
_ORDINALS = {w: i for i, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)}
_FINENESS = {"year": 0, "month": 1, "day": 2}
_SCOPE = 24  # tokens in which an event's place and date are looked for


@dataclass(frozen=True, slots=True)
class Candidate:
    """One mention of an event. ``at`` is the token of the noun; ``place`` may be a city or a country."""

    reading: Reading
    at: int
    event_type: str
    status: str
    place: str | None = None
    country: str | None = None
    when: DateMention | None = None
    round_no: int | None = None
    host: str | None = None


@dataclass(slots=True)
class Event:
    """An event as one article tells it. ``parties`` are names; ``roles`` map a name to host, mediator or observer."""

    event_type: str
    status: str
    candidates: list[Candidate]
    place: str | None = None
    country: str | None = None
    when: DateMention | None = None
    round_no: int | None = None
    host: str | None = None
    parties: set[str] = field(default_factory=set)
    roles: dict[str, tuple[str, Reading]] = field(default_factory=dict)

    @property
    def evidence(self) -> Reading:
        """The sentence that says most of the event: the first with both its date and its place, else with either."""
        return max(self.candidates, key=lambda c: (bool(c.when) + bool(c.place), -c.reading.number)).reading

    def is_past(self, published: date | None, days: int = 45) -> bool:
        """Whether the event lies so far back that the article only recalls it."""
        return bool(self.when and published and is_long_past(self.when, published, days))


def is_long_past(when: DateMention, published: date, days: int = 45) -> bool:
    """Whether a date lies more than ``days`` back; of a month or year that is over, its first day counts."""
    day = when.date if when.last_day < published else when.last_day
    return (published - day).days > days


def find_events(
    readings: list[Reading], dates: list[list[DateMention]], lexicon: Lexicon, published: date | None
) -> list[Event]:
    """The events of an article in the order of their first mention. ``dates`` runs beside ``readings``."""
    events: list[Event] = []
    for reading, when in zip(readings, dates, strict=True):
        for candidate in _candidates(reading, when, lexicon, published):
            join_event(events, candidate)
    for event in events:
        _settle_status(event)
    return events


def join_event(events: list[Event], candidate: Candidate) -> Event | None:
    """Adds a candidate to the first event that it can mean, or opens a new one; None where it says nothing of its own."""
    for event in events:
        if _can_be(event, candidate):
            event.candidates.append(candidate)
            _enrich(event, candidate)
            return event
    if candidate.when is None and candidate.place is None:
        return None
    event = Event(candidate.event_type, candidate.status, [candidate])
    _enrich(event, candidate)
    events.append(event)
    return event


def main_event(events: list[Event], published: date | None) -> Event | None:
    """The event that an article is about: the one spoken of most among those that are not long past."""
    present = [e for e in events if not e.is_past(published)] or events
    return max(present, key=lambda e: (len(e.candidates) + (e.event_type == "talks"), -events.index(e)), default=None)


def _candidates(
    reading: Reading, dates: list[DateMention], lexicon: Lexicon, published: date | None
) -> Iterator[Candidate]:
    nouns = [(i, t) for i in range(len(reading.tokens)) if (t := _event_type(reading, i))]
    for k, (i, event_type) in enumerate(nouns):
        end = min(nouns[k + 1][0] if k + 1 < len(nouns) else len(reading.tokens), i + _SCOPE)
        start = nouns[k - 1][0] + 1 if k else 0
        place, country = _place(reading, start, i, end, lexicon)
        when = _date(reading, dates, start, i, end, is_only=len(nouns) == 1)
        status = _status(reading, start, i, end, when, published)
        yield Candidate(reading, i, event_type, status, place, country, when, _round(reading, i), _host(reading, i, end))


def _event_type(reading: Reading, i: int) -> str | None:
    word = reading.word(i)
    if word in EVENT_NOUNS:
        previous = reading.word(i - 1)
        if word == "meeting" and previous in ("after", "before", "by", "without"):
            return None  # 'after meeting the minister'
        return EVENT_NOUNS[word]
    return _EVENT_VERBS.get(word)


def _place(reading: Reading, start: int, at: int, end: int, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """The place of an event and its country: 'talks in Geneva', 'the Geneva talks', 'in Turkey's Istanbul'."""
    for found in reading.found:
        if found.first <= at or found.last > end or found.term.kind not in ("place", "metonym", "country"):
            continue
        between = {reading.word(k) for k in range(at, found.first)}
        if between & _BLOCKERS:
            break
        words = _PLACE_WORDS | _GOALS if reading.word(at) in ("visit", "trip") else _PLACE_WORDS
        if reading.word(found.first - 1) in words or reading.word(found.first - 2) in words:
            inner = _inner_city(reading, found.last, lexicon) if reading.tokens[found.last - 1].is_possessive else None
            return inner or _named_place(reading, found.first, found.last, found.term.kind, found.term.country)
    for found in reversed(reading.found):  # 'sat down in Geneva for talks'
        if start <= found.first and found.last <= at and found.term.kind in ("place", "metonym"):
            if reading.word(found.first - 1) == "in" and not {reading.word(k) for k in range(found.last, at)} & _BLOCKERS:
                return _named_place(reading, found.first, found.last, found.term.kind, found.term.country)
    previous = reading.terms[at - 1] if at > start else None
    if previous and previous.term.kind in ("place", "metonym") and not reading.tokens[at - 1].is_possessive:
        return _named_place(reading, previous.first, previous.last, previous.term.kind, previous.term.country)
    return None, None


def _inner_city(reading: Reading, i: int, lexicon: Lexicon) -> tuple[str, str | None] | None:
    term = reading.terms[i] if i < len(reading.terms) else None
    if term and term.term.kind in ("place", "metonym"):
        return _named_place(reading, term.first, term.last, term.term.kind, term.term.country)
    return None


def _named_place(
    reading: Reading, first: int, last: int, kind: str, country: str | None
) -> tuple[str, str | None]:
    text = reading.span_text(first, last)
    if reading.tokens[last - 1].is_possessive:
        text = text.rstrip("s").rstrip("'’")
    return (country or text) if kind == "country" else text, country


def _date(
    reading: Reading, dates: list[DateMention], start: int, at: int, end: int, *, is_only: bool
) -> DateMention | None:
    for when in dates:
        i = reading.sentence.token_at(when.start)
        if at < i < end and not {reading.word(k) for k in range(at + 1, i)} & _BLOCKERS and reading.word(i - 1) != "since":
            if not when.text.casefold().startswith(("since", "until")) and reading.word(i - 1) != "until":
                return when
    if is_only:
        for when in reversed(dates):
            i = reading.sentence.token_at(when.start)
            if start <= i < at and not {reading.word(k) for k in range(i, at)} & _BLOCKERS:
                return when
    return None


def _status(
    reading: Reading, start: int, at: int, end: int, when: DateMention | None, published: date | None
) -> str:
    words = {reading.word(k) for k in range(max(start, at - _SCOPE), end)}
    for status, cues in _STATUS_WORDS:
        if words & cues:
            return status
    if when and published and when.date > published:
        return "scheduled"
    if words & _SCHEDULED and not (words & _HELD and reading.word(at) in _EVENT_VERBS):
        return "scheduled"
    return "held"


def _round(reading: Reading, at: int) -> int | None:
    """3 in 'the third round of talks' and 'round 3 of the negotiations'."""
    for k in range(max(0, at - 6), at):
        if reading.word(k) == "round":
            return _ORDINALS.get(reading.word(k - 1)) or number_of(reading.word(k + 1))
    return None


def _host(reading: Reading, at: int, end: int) -> str | None:
    """The country that hosts: 'hosted by R', 'R hosted the talks'."""
    for k in range(max(0, at - 8), end):
        if reading.word(k) in ("hosted", "hosts", "hosting", "host"):
            is_by = reading.word(k + 1) == "by"
            side = reading.parties(k, end) if is_by else reading.parties(0, k)
            if side:
                return side[0 if is_by else -1].term.country
    return None


def _can_be(event: Event, candidate: Candidate) -> bool:
    types = {event.event_type, candidate.event_type}
    if len(types) > 1 and not types <= {"talks", "meeting", "summit"}:
        return False
    if len(types) > 1 and (candidate.when or candidate.place) and not (_same(event.place, candidate.place) or _same_day(event.when, candidate.when)):
        return False
    if candidate.when is None and candidate.place is None:
        return len(types) == 1 or _is_definite(candidate)
    if event.round_no and candidate.round_no and event.round_no != candidate.round_no:
        return False
    if not _places_meet(event, candidate):
        return False
    return _days_meet(event.when, candidate.when) or (_is_definite(candidate) and _is_next_day(event.when, candidate.when))


def _is_definite(candidate: Candidate) -> bool:
    """'The talks' mean the meeting that was told of before."""
    return bool({candidate.reading.word(candidate.at - k) for k in (1, 2, 3)} & {"the", "this", "these"})


def _same(a: str | None, b: str | None) -> bool:
    return a is not None and a == b


def _same_day(a: DateMention | None, b: DateMention | None) -> bool:
    return a is not None and b is not None and a.date == b.date and a.precision == b.precision


def _days_meet(a: DateMention | None, b: DateMention | None) -> bool:
    return a is None or b is None or (a.date <= b.last_day and b.date <= a.last_day)


def _is_next_day(a: DateMention | None, b: DateMention | None) -> bool:
    """Talks that go on: a day or two apart."""
    return a is not None and b is not None and {a.precision, b.precision} == {"day"} and abs((a.date - b.date).days) <= 2


def _places_meet(event: Event, candidate: Candidate) -> bool:
    if event.place is None or candidate.place is None or event.place == candidate.place:
        return True
    return event.country is not None and event.country == candidate.country and event.country in (event.place, candidate.place)


def _enrich(event: Event, candidate: Candidate) -> None:
    if candidate.place and (event.place is None or event.place == event.country):
        event.place, event.country = candidate.place, candidate.country
    if candidate.when and (event.when is None or _FINENESS[event.when.precision] < _FINENESS[candidate.when.precision]):
        event.when = candidate.when
    event.round_no = event.round_no or candidate.round_no
    event.host = event.host or candidate.host
    if candidate.event_type == "talks" and event.event_type == "meeting":
        event.event_type = "talks"


def _settle_status(event: Event) -> None:
    """The status that the first candidate with a date or place gives; a proposal yields to whatever is firmer."""
    said = [c.status for c in event.candidates if c.when or c.place] or [event.status]
    for status in ("cancelled", "postponed"):
        if status in said:
            event.status = status
            return
    event.status = said[0] if said[0] != "proposed" or len(set(said)) == 1 else next(s for s in said if s != "proposed")


