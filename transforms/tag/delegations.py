"""Delegations of one article: the statements of its sentences gathered by party and event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from transforms.tag.dates import DateMention
from transforms.tag.event_mentions import EventMention
from transforms.tag.events import Event, is_long_past, join_event, main_event
from transforms.tag.frames import opens_bullets, read_bullet, read_statements
from transforms.tag.lexicon import Found
from transforms.tag.parties import DELEGATION_WORDS, GROUP_WORDS, Party, last_government, last_party
from transforms.tag.people import People, Person
from transforms.tag.sentence import Reading
from transforms.tag.statements import Context, Named, Statement
from transforms.tag.text import strip_possessive

_TRAVEL = frozenset("left departed flew arrived landed travelled traveled boarded leaves arrives departs".split())
_SENT = frozenset({"dispatched", "dispatches", "sends", "sending", "will"})
_THERE = frozenset({"arrived", "landed", "saw", "met"})
_AHEAD = frozenset(["will", "shall", "would"])
_EARLIER_DAYS = 10  # an event so many days before the article's own is another one
_ROLE_ORDER = {"head": 0, "deputy": 1, "member": 2}


@dataclass(slots=True)
class Member:
    """A member of a delegation with the sentence that puts the person there."""

    person: Person
    role: str
    title: str | None
    status: str
    reading: Reading


@dataclass(slots=True)
class Delegation:
    """A party's delegation to an event, as one article tells it."""

    party: Party
    event: Event
    statements: list[Statement] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    status: str = "unknown"

    @property
    def evidence(self) -> Reading:
        """The sentence that it rests on: the first that names a head, else members, else the first mention."""
        return min(self.statements, key=_evidence_rank).reading

    @property
    def size_stated(self) -> int | None:
        """The number of members that the text gives, or None."""
        return next((s.size for s in self.statements if s.size), None)

    @property
    def list_status(self) -> str:
        """Whether the named members are all: complete, partial or unknown."""
        if self.size_stated and len(self.members) >= self.size_stated:
            return "complete"
        said = [s.is_complete for s in self.statements if s.is_complete is not None]
        if said and all(said) and not self.size_stated:
            return "complete"
        return "partial" if said or len(self.members) > 1 or (self.members and self.size_stated) else "unknown"

    @property
    def head(self) -> Person | None:
        """The person whom the text calls its head."""
        return next((m.person for m in self.members if m.role == "head"), None)


def _evidence_rank(statement: Statement) -> tuple[int, int]:
    roles = {n.role for n in statement.named}
    return (0 if "head" in roles else 1 if roles else 2, statement.reading.number)


def find_delegations(
    readings: list[Reading],
    dates: list[list[DateMention]],
    people: People,
    events: list[Event],
    published: date | None,
) -> list[Delegation]:
    """The delegations of an article in the order of their first mention; events that only they tell of are added."""
    has_word = any(reading.word(i) in DELEGATION_WORDS for reading in readings for i in range(len(reading.tokens)))
    in_context = has_word or any(event.event_type == "talks" for event in events)
    if not in_context:
        return []
    delegations: list[Delegation] = []
    current: Delegation | None = None
    spoken_of: Party | None = None
    government: Party | None = None
    in_bullets = False
    for number, (reading, when) in enumerate(zip(readings, dates, strict=True)):
        there = _event_there(readings, dates, number, events)
        government = last_government(reading) or government
        context = Context(current.party if current else None, spoken_of, government, in_context)
        bullet = read_bullet(reading, people) if in_bullets else None
        statements = [bullet] if bullet else read_statements(reading, people, context)
        in_bullets = bullet is not None or opens_bullets(reading, statements)
        for statement in statements:
            event = there or _event_of(statement, when, events, published)
            delegation = _place(statement, event, delegations, current, people)
            if delegation:
                _add(delegation, statement, people)
            current = delegation  # 'it' after a delegation that cannot be placed is not the one before
        spoken_of = last_party(reading) or spoken_of
    main = main_event(events, published)
    for delegation in delegations:
        _settle(delegation, main, published)
    return delegations


def _place(
    statement: Statement, event: Event | None, delegations: list[Delegation], current: Delegation | None, people: People
) -> Delegation | None:
    """The delegation that a statement speaks of: a known one of the same party and event, or a new one."""
    if statement.leader is not None:
        return next((d for d in reversed(delegations) if d.head is statement.leader), None)
    if statement.party is None and not statement.is_other:
        return current
    party = statement.party or _party_of_head(statement, people) or (current.party if current else None)
    if statement.party is None and statement.is_indefinite and _party_of_head(statement, people) is None:
        return None  # 'led a delegation': whose, the sentence does not say
    if party is None or event is None:
        return None
    known = [d for d in delegations if d.party == party and d.event is event]
    if known and not (statement.is_other and _names_another_head(statement, known[-1], people)):
        return known[-1]
    delegation = Delegation(party, event)
    delegations.append(delegation)
    return delegation


def _party_of_head(statement: Statement, people: People) -> Party | None:
    heads = [people.at(n.person.name) for n in statement.named if n.role == "head"]
    country = (heads[0].title_country or heads[0].country) if heads else None
    return Party(country, "country", country) if country else None


def _names_another_head(statement: Statement, delegation: Delegation, people: People) -> bool:
    heads = [people.at(n.person.name) for n in statement.named if n.role == "head"]
    return bool(heads) and delegation.head is not None and delegation.head not in heads


def _event_there(
    readings: list[Reading], dates: list[list[DateMention]], number: int, events: list[Event]
) -> Event | None:
    """The event in the place of the sentence before: 'Nobody was in Galway on Tuesday. The delegation there ...'."""
    words = [t.bare for t in readings[number].tokens]
    if number == 0 or not any(a in GROUP_WORDS and b == "there" for a, b in pairwise(words)):
        return None
    reading = readings[number - 1]
    place = next((f for f in reading.found if f.term.kind == "place" and reading.word(f.first - 1) == "in"), None)
    if place is None:
        return None
    when = dates[number - 1][0] if dates[number - 1] else None
    mention = EventMention(reading, 0, "talks", "held", _printed(reading, place), place.term.country, when)
    return join_event(events, mention)


def _event_of(
    statement: Statement, dates: list[DateMention], events: list[Event], published: date | None
) -> Event | None:
    """The event of a statement: the one at the date of its sentence, if that lies far back, else the article's own."""
    reading = statement.reading
    dates = [d for d in dates if reading.word(reading.sentence.token_at(d.start) - 1) != "since"]
    main = main_event(events, published)
    past = [d for d in dates if published and is_long_past(d, published)]
    if not past and main and main.when and statement.named:
        past = [d for d in dates if (main.when.day - d.last_day).days > _EARLIER_DAYS]
    if past and not (main and main.when and main.when.day == past[0].day):
        spoken_of = [e for e in events if e is not main and any(c.reading is reading for c in e.mentions)]
        return spoken_of[0] if spoken_of else join_event(events, _recalled(reading, past[0]))
    told = [e for e in events if e is not main and any(m.reading is reading for m in e.mentions)]
    if told and main and main.event_type == "meeting" and told[0].event_type != "meeting":
        return told[0]
    trip = _implied(reading, dates, published)
    if main is None:
        return join_event(events, trip)
    if trip.place and {t.bare for t in reading.tokens} & _TRAVEL:
        if _is_elsewhere(main, trip):
            return join_event(events, trip)
        if main.place in (None, main.country):
            main.place, main.country = trip.place, trip.country
        main.when = main.when or trip.when
    return main


def _is_elsewhere(event: Event, trip: EventMention) -> bool:
    """Whether a trip goes to another country than the article's event, or to one that is told of only in passing."""
    if trip.country and event.country and trip.country != event.country:
        return True
    in_passing = len(event.mentions) == 1 and event.event_type == "meeting" and event.place in (None, event.country)
    return in_passing and event.when is not None and trip.when is not None and event.when.day != trip.when.day


def _is_recalled(event: Event, main: Event | None) -> bool:
    """Whether an event lies well before the one that the article is about."""
    return bool(main and main.when and event.when and (main.when.day - event.when.last_day).days > _EARLIER_DAYS)


def _recalled(reading: Reading, when: DateMention) -> EventMention:
    """An event of the past that a sentence recalls only by its delegations: 'hosted both delegations in May 2019'."""
    host = None
    for i in range(len(reading.tokens)):
        if reading.word(i) in ("hosted", "received", "welcomed"):
            side = reading.parties(0, i)
            host = side[-1].term.country if side else None
    return EventMention(reading, 0, "talks", "held", host, host, when, host=host)


def _implied(reading: Reading, dates: list[DateMention], published: date | None) -> EventMention:
    """The visit that a delegation makes where the article names no event: 'A delegation from X arrived in Y'."""
    words = {t.bare for t in reading.tokens}
    place = next(
        (
            f
            for word in (("for", "to"), ("in",) if words & _THERE else ())
            for f in reading.found
            if f.term.kind in ("place", "metonym", "country") and _word_before(reading, f.first) in word
        ),
        None,
    )
    when = dates[0] if dates else None
    if when is None and published:
        start = reading.sentence.start
        when = DateMention(start, start, published, "day", "")
    return EventMention(
        reading,
        0,
        "visit",
        "scheduled" if words & _TRAVEL | words & _SENT and not words & _THERE else "held",
        place.term.country if place and place.term.kind == "country" else _printed(reading, place) if place else None,
        place.term.country if place else None,
        when,
    )


def _word_before(reading: Reading, i: int) -> str:
    return reading.word(i - 2 if reading.word(i - 1) == "the" else i - 1)


def _printed(reading: Reading, place: Found) -> str:
    return strip_possessive(reading.span_text(place.first, place.last))


def _add(delegation: Delegation, statement: Statement, people: People) -> None:
    delegation.statements.append(statement)
    delegation.event.parties.add(delegation.party.name)
    for named in statement.named:
        _add_member(delegation, named, statement, people)


def _add_member(delegation: Delegation, named: Named, statement: Statement, people: People) -> None:
    person = people.at(named.person.name)
    title = named.person.title
    if title and not title.is_rank and person.title is None:
        person.title = title
    if person.country is None and delegation.party.party_type in ("country", "parliament"):
        person.country = person.title_country or delegation.party.country
    known = next((m for m in delegation.members if m.person is person), None)
    text = title.text if title else None
    if known is None:
        delegation.members.append(Member(person, named.role, text, "announced", statement.reading))
        return
    known.title = known.title or text
    if _ROLE_ORDER[named.role] < _ROLE_ORDER[known.role]:
        known.role, known.reading = named.role, statement.reading


def _settle(delegation: Delegation, main: Event | None, published: date | None) -> None:
    delegation.status = _status(delegation, main, published)
    status = {"attended": "attended", "historic": "attended", "travelling": "confirmed"}.get(
        delegation.status, "announced"
    )
    for member in delegation.members:
        member.status = status
        member.title = member.title or member.person.title_text


def _status(delegation: Delegation, main: Event | None, published: date | None) -> str:
    event = delegation.event
    words = {w for s in delegation.statements for w in (t.bare for t in s.reading.tokens)}
    if event.status == "cancelled":
        return "cancelled"
    if event.is_past(published) or (event is not main and _is_recalled(event, main)):
        return "historic"
    if event.status == "held":
        return "attended"
    if words & _TRAVEL:
        return "travelling"
    return "announced" if event.status in ("scheduled", "proposed", "postponed") or words & _AHEAD else "unknown"
