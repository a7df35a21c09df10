"""Delegations of one article: the statements of its sentences gathered by party and event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from transforms.tag.dates import DateMention
from transforms.tag.events import Event, main_event
from transforms.tag.frames import opens_bullets, read_bullet, read_statements
from transforms.tag.groups import DELEGATION_WORDS, GROUP_WORDS, names_delegation, sender_of
from transforms.tag.homes import stays_at_home
from transforms.tag.lead_events import open_from_lead
from transforms.tag.lexicon import Found
from transforms.tag.member_frames import represents
from transforms.tag.occasions import event_carried, event_of, event_there, is_recalled
from transforms.tag.owners import SENDING
from transforms.tag.parties import Party, first_country, last_government, last_party, party_of
from transforms.tag.people import People, Person
from transforms.tag.roles import RoleReader
from transforms.tag.sentence import Reading
from transforms.tag.standing import sets_out, status_of
from transforms.tag.statements import Context, Named, Statement

_TEAMS = frozenset("team teams negotiators delegates panels mission missions".split())
# A person's country makes a delegation only beside one of these.
_FOUNDING = DELEGATION_WORDS | SENDING | {"visitors", "guests"}
_SAYING = frozenset({"said", "says", "told"})
_SOME = frozenset({"a", "an"})
_ROLE_ORDER = {"head": 0, "deputy": 1, "member": 2}


@dataclass(slots=True)
class Member:
    """A member of a delegation with the sentence that puts the person there."""

    person: Person
    role: str
    title: str | None
    status: str
    reading: Reading
    confidence: float = 1.0  # how probable the role model holds it; 1 where no model was asked


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
    headline: list[Reading],
    roles: RoleReader | None = None,
) -> list[Delegation]:
    """The delegations of an article in the order of their first mention; events that only they tell of are added.

    ``roles`` judges what the frames say and adds the members that they miss; without it the frames stand alone.
    """
    if stays_at_home(readings):
        return []
    has_word = any(names_delegation(reading) or represents(reading) for reading in readings)
    in_context = has_word or any(event.event_type == "talks" for event in events)
    in_context = in_context or (roles is not None and len(roles.memory.in_groups) > 1)  # 'envoys of R', 'the Q side'
    if not in_context and roles is None:
        return []
    delegations: list[Delegation] = []
    current: Delegation | None = None
    spoken_of: Party | None = None
    sender: Party | None = None
    host = _host_of(events, published)
    scene = open_from_lead(readings[0], dates[0], events, published)
    lead = first_country(readings, headline)
    government = party_of(Found(0, 1, lead)) if lead else None
    in_bullets = False
    for number, (reading, when) in enumerate(zip(readings, dates, strict=True)):
        there = event_there(readings, dates, number, events, published)
        home, government = government, last_government(reading) or government
        sender = sender_of(reading) or sender
        context = Context(current.party if current else sender, spoken_of, government, host, in_context)
        bullet = read_bullet(reading, people) if in_bullets else None
        statements = [bullet] if bullet else read_statements(reading, people, context)
        in_bullets = bullet is not None or opens_bullets(reading, statements)
        if roles:
            statements = roles.revise(reading, statements, context)
        told: dict[tuple[bool, bool, int], Event | None] = {}  # a sentence of many statements tells of few events
        for statement in statements:
            kind = _kind_of_telling(statement, when)
            if kind not in told:
                told[kind] = (
                    there
                    or event_carried(statement, readings, dates, events, published)
                    or event_of(statement, when, events, published)
                )
            event = told[kind]
            delegation = _place(statement, event, delegations, current, people, home, sender)
            if delegation:
                _add(delegation, statement, people)
            if not (statement.is_weak and current):
                current = delegation  # 'it' after a delegation that cannot be placed is not the one before
        spoken_of = last_party(reading) or spoken_of
    if scene and not any(delegation.event is scene for delegation in delegations):
        events.remove(scene)
    main = main_event(events, published)
    for delegation in delegations:
        _settle(delegation, main, published, readings[0])
    return delegations


def _kind_of_telling(statement: Statement, dates: list[DateMention]) -> tuple[bool, bool, int]:
    """All that the event of a statement depends on beside its sentence; who is named counts where somebody says so."""
    is_quoting = bool(dates) and not statement.reading.vocabulary.isdisjoint(_SAYING)
    last = max((n.person.name.last for n in statement.named), default=0) if is_quoting else 0
    return bool(statement.named), statement.is_other, last


def _host_of(events: list[Event], published: date | None) -> Party | None:
    """The country in which the article's event takes place."""
    main = main_event(events, published)
    return Party(main.country, "country", main.country) if main and main.country else None


def _place(
    statement: Statement,
    event: Event | None,
    delegations: list[Delegation],
    current: Delegation | None,
    people: People,
    home: Party | None,
    sender: Party | None,
) -> Delegation | None:
    """The delegation that a statement speaks of: a known one of the same party and event, or a new one."""
    if statement.leader is not None:
        return _led_by(statement.leader, delegations)
    if current and statement.party == current.party and _points_back(statement.reading):
        return current
    is_same = event is None or current is None or event is current.event
    other = _other_side(statement, current, people) if current else None
    if other:
        return _known_or_new(other, statement, event, delegations, current, people)
    if statement.party is None and not statement.is_other and current:
        is_apart = _names_another_head(statement, current, people) or _is_sent_apart(statement, event)
        if is_same or not (is_apart or _is_recalled_with_head(statement, event, current)):
            return current
        return _known_or_new(current.party, statement, event, delegations, current, people)
    is_founded = current is not None or not _FOUNDING.isdisjoint(statement.reading.vocabulary)
    own = _party_of_head(statement, people) if is_founded else None  # 'the mission, led by Ivorian X' is nobody's
    is_said = not DELEGATION_WORDS.isdisjoint(statement.reading.vocabulary)
    party = statement.party or own or (current.party if current else None)
    if party is None and (statement.named or statement.reading.tokens[-1].text == ":"):
        party = sender or (_party_of_members(statement, people) or home if is_said else None) or statement.likely_party
    if statement.party is None and statement.is_indefinite and own is None:
        return _led_already(statement, event, delegations, current, people)  # 'led a delegation': whose, is not said
    if party is None:
        return None
    return _known_or_new(party, statement, event, delegations, current, people)


def _points_back(reading: Reading) -> bool:
    """Whether a sentence speaks of the delegation before it: 'X, a member of that team, is to be ambassador'."""
    return any(reading.word(i + 1) in GROUP_WORDS for i in reading.places({"that"}))


def _led_by(leader: Person, delegations: list[Delegation]) -> Delegation | None:
    """The last delegation that a person heads, else belongs to, else one of the country that the person acts for."""
    latest = delegations[::-1]
    headed = next((d for d in latest if d.head is leader), None)
    joined = next((d for d in latest if any(m.person is leader for m in d.members)), None)
    country = leader.title_country
    return headed or joined or next((d for d in latest if country and d.party.country == country), None)


def _other_side(statement: Statement, current: Delegation, people: People) -> Party | None:
    """The party across the table where 'the delegation' has a head and somebody else is said to lead it."""
    if statement.party or statement.is_weak or not _names_another_head(statement, current, people):
        return None
    own = _party_of_head(statement, people)
    if own and own.country != current.party.country:
        return own
    sides = [party_of(found) for found in statement.reading.sides]
    names = [side.name for side in sides]
    if own or len(sides) != 2 or current.party.name not in names:
        return None
    return sides[1 - names.index(current.party.name)]


def _known_or_new(
    party: Party,
    statement: Statement,
    event: Event | None,
    delegations: list[Delegation],
    current: Delegation | None,
    people: People,
) -> Delegation | None:
    if event is None:
        return None
    is_group = bool(statement.named) and not statement.reading.vocabulary.isdisjoint(_TEAMS | DELEGATION_WORDS)
    is_now = current is None or event is current.event or not (is_group or _is_told(event, statement))
    known = [
        d for d in delegations if d.party.name == party.name and (d.event is event or (statement.is_weak and is_now))
    ]
    is_other = statement.is_other and not statement.is_weak
    if known and not (is_other and _names_another_head(statement, known[-1], people)):
        return known[-1]
    delegation = Delegation(party, event)
    delegations.append(delegation)
    return delegation


def _is_told(event: Event, statement: Statement) -> bool:
    """Whether the sentence itself speaks of an event by a noun or verb, and not only of a day long past."""
    is_there = any(m.reading is statement.reading and m.at for m in event.mentions)
    return is_there and event.event_type != "visit" and not statement.reading.vocabulary.isdisjoint(_TEAMS)


def _is_sent_apart(statement: Statement, event: Event | None) -> bool:
    """Whether a sentence gives 'a group' a head of its own and sends it on a journey: 'a group under X flies to Y'."""
    has_head = any(named.role == "head" for named in statement.named) and statement.reading.word(0) in _SOME
    return has_head and event is not None and event.event_type == "visit"


def _is_recalled_with_head(statement: Statement, event: Event | None, current: Delegation) -> bool:
    """Whether somebody is told to have led the delegation when it went elsewhere: 'In May it was led by X'."""
    has_head = any(named.role == "head" for named in statement.named)
    is_past = event is not None and is_recalled(event, current.event)
    return is_past and has_head and current.head is None


def _led_already(
    statement: Statement,
    event: Event | None,
    delegations: list[Delegation],
    current: Delegation | None,
    people: People,
) -> Delegation | None:
    """The delegation of whoever is said to lead 'a team', or the one that the same sentence has just spoken of.

    Who belongs to a delegation of the article and once led another led it for the same party.
    """
    heads = [people.at(n.person.name) for n in statement.named if n.role == "head"]
    if heads:
        headed = next((d for d in reversed(delegations) if d.head in heads), None)
        own = headed or next((d for d in delegations if any(m.person in heads for m in d.members)), None)
        if own and event is not None and event is not own.event:
            return _known_or_new(own.party, statement, event, delegations, current, people)
        return headed
    return current if current and current.statements[-1].reading is statement.reading else None


def _party_of_members(statement: Statement, people: People) -> Party | None:
    """The country whose office the first of them holds that has one: 'the Moroccan ambassador'."""
    persons = [people.at(named.person.name) for named in statement.named]
    country = next((p.title_country for p in persons if p.title_country), None)
    return Party(country, "country", country) if country else None


def _party_of_head(statement: Statement, people: People) -> Party | None:
    heads = [people.at(n.person.name) for n in statement.named if n.role == "head"]
    country = (heads[0].title_country or heads[0].country) if heads else None
    return Party(country, "country", country) if country else None


def _names_another_head(statement: Statement, delegation: Delegation, people: People) -> bool:
    heads = [people.at(n.person.name) for n in statement.named if n.role == "head"]
    return bool(heads) and delegation.head is not None and delegation.head not in heads


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
        delegation.members.append(Member(person, named.role, text, "announced", statement.reading, named.confidence))
        return
    known.confidence = max(known.confidence, named.confidence)
    known.title = known.title or text
    if _ROLE_ORDER[named.role] < _ROLE_ORDER[known.role]:
        known.role, known.reading = named.role, statement.reading


def _settle(delegation: Delegation, main: Event | None, published: date | None, lead: Reading) -> None:
    event, persons = delegation.event, [member.person for member in delegation.members]
    delegation.status = status_of(event, [s.reading for s in delegation.statements], main, published)
    if delegation.status == "announced" and event is main and sets_out(lead, delegation.party, event, persons):
        delegation.status = "travelling"
    status = {"attended": "attended", "historic": "attended", "travelling": "confirmed"}.get(
        delegation.status, "announced"
    )
    for member in delegation.members:
        member.status = status
        member.title = member.title or member.person.title_text
