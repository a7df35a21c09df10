"""Delegations of one article: the statements of its sentences gathered by party and event."""

from __future__ import annotations

from datetime import date

from transforms.tag.dates import DateMention
from transforms.tag.delegation import Delegation, Member
from transforms.tag.events import Event, main_event
from transforms.tag.frames import opens_bullets, read_bullet, read_statements
from transforms.tag.groups import names_delegation, sender_of
from transforms.tag.homes import stays_at_home
from transforms.tag.lead_events import open_from_lead
from transforms.tag.lexicon import Found
from transforms.tag.member_frames import represents
from transforms.tag.occasions import event_carried, event_of, event_there
from transforms.tag.parties import Party, first_country, last_government, last_party, party_of
from transforms.tag.people import People
from transforms.tag.placing import Told, of_another, place
from transforms.tag.roles import RoleReader
from transforms.tag.sentence import Reading
from transforms.tag.standing import sets_out, status_of
from transforms.tag.statements import Context, Named, Statement

_SAYING = frozenset({"said", "says", "told"})
_ROLE_ORDER = {"head": 0, "deputy": 1, "member": 2}


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
        statements = of_another(reading, statements, current, people)
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
            delegation = place(statement, event, Told(delegations, current, people, home, sender))
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
    is_lesser = title is not None and title.is_rank and person.title is not None and not person.title.is_rank
    text = title.text if title and not is_lesser else None
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
