"""Which delegation of an article a statement speaks of: the one spoken of last, another one, or a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from transforms.tag.delegation import Delegation
from transforms.tag.events import Event
from transforms.tag.events_apart import is_recalled
from transforms.tag.groups import DELEGATION_WORDS, GROUP_WORDS
from transforms.tag.lists import ListedPerson
from transforms.tag.owners import SENDING
from transforms.tag.parties import Party, party_of
from transforms.tag.people import People, Person
from transforms.tag.sentence import Reading
from transforms.tag.statements import Named, Statement

_TEAMS = frozenset("team teams negotiators delegates panels mission missions".split())
# A person's country makes a delegation only beside one of these.
_FOUNDING = DELEGATION_WORDS | SENDING | {"visitors", "guests"}
_SOME = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Told:
    """What an article has told before a sentence: its ``delegations``, the ``current`` one, spoken of last, the
    government at ``home`` and who was said to send somebody. New delegations are added.
    """

    delegations: list[Delegation]
    current: Delegation | None
    people: People
    home: Party | None
    sender: Party | None


def place(statement: Statement, event: Event | None, told: Told) -> Delegation | None:
    """The delegation that a statement speaks of: a known one of the same party and event, or a new one."""
    current, people = told.current, told.people
    if statement.leader is not None:
        return _led_by(statement.leader, told.delegations)
    if current and statement.party == current.party and _points_back(statement.reading):
        return current
    is_same = event is None or current is None or event is current.event
    other = _other_side(statement, current, people) if current else None
    if other:
        return _known_or_new(other, statement, event, told)
    if statement.party is None and not statement.is_other and current:
        is_apart = _names_another_head(statement, current, people) or _is_sent_apart(statement, event)
        if is_same or not (is_apart or _is_recalled_with_head(statement, event, current)):
            return current
        return _known_or_new(current.party, statement, event, told)
    is_founded = current is not None or not _FOUNDING.isdisjoint(statement.reading.vocabulary)
    own = _party_of_head(statement, people) if is_founded else None  # 'the mission, led by Ivorian X' is nobody's
    opens_list = statement.reading.tokens[-1].text == ":"
    is_said = not DELEGATION_WORDS.isdisjoint(statement.reading.vocabulary)
    party = statement.party or own or (current.party if current else None)
    if party is None and (statement.named or opens_list):
        of_members = (_party_of_members(statement, people) or told.home) if is_said else None
        party = told.sender or of_members or statement.likely_party
    if statement.party is None and statement.is_indefinite and own is None and not opens_list:
        return _led_already(statement, event, told)  # 'led a delegation': whose, is not said
    if party is None:
        return None
    return _known_or_new(party, statement, event, told)


def of_another(
    reading: Reading, statements: list[Statement], current: Delegation | None, people: People
) -> list[Statement]:
    """'Speaker X left on Monday. Her delegation had included Y': another delegation than the one spoken of, if somebody
    else heads that.
    """
    if current is None or current.head is None or not _is_of_pronoun(reading):
        return statements
    owner = people.last_before(reading.tokens[0].start)
    if owner is None or any(member.person is owner for member in current.members) or owner.title_country is None:
        return statements
    party = Party(owner.title_country, "country", owner.title_country)
    head = Named(ListedPerson(owner.fullest, owner.title), "head")
    return [
        replace(s, party=party, named=(head, *s.named), is_other=True) if s.named and s.party in (None, party) else s
        for s in statements
    ]


def _is_of_pronoun(reading: Reading) -> bool:
    """'His team', 'Her delegation' as the first words."""
    return reading.word(0) in ("his", "her") and reading.word(1) in DELEGATION_WORDS | _TEAMS


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


def _known_or_new(party: Party, statement: Statement, event: Event | None, told: Told) -> Delegation | None:
    of_party = [d for d in told.delegations if d.party.name == party.name]
    if event is None or _recalls_both(statement, event, of_party):
        return None
    mine = _of_the_same(statement, event, of_party, told.people)
    if mine:
        return mine
    is_group = bool(statement.named) and not statement.reading.vocabulary.isdisjoint(_TEAMS | DELEGATION_WORDS)
    is_now = told.current is None or event is told.current.event or not (is_group or _is_told(event, statement))
    known = [d for d in of_party if d.event is event or (statement.is_weak and is_now)]
    is_dated = any(m.reading is statement.reading for m in event.mentions)
    if known and statement.is_weak and is_dated and is_recalled(event, known[-1].event):
        return None  # 'In 2009 the ministers of the day, X and Y, signed two protocols'
    is_other = statement.is_other and not statement.is_weak
    if known and not (is_other and _names_another_head(statement, known[-1], told.people)):
        return known[-1]
    delegation = Delegation(party, event)
    told.delegations.append(delegation)
    return delegation


def _recalls_both(statement: Statement, event: Event, of_party: list[Delegation]) -> bool:
    """'The two teams signed a paper in May': an earlier round of delegations of which nobody is named."""
    is_bare = not statement.named and statement.size is None and not statement.is_other
    reading = statement.reading
    is_both = any(reading.word(i - 1) in ("the", "two", "both") for i in reading.places(_BOTH, 1))
    return bool(of_party) and is_bare and is_both and all(is_recalled(event, d.event) for d in of_party)


_BOTH = frozenset({"sides", "teams", "delegations"})


def _of_the_same(statement: Statement, event: Event, of_party: list[Delegation], people: People) -> Delegation | None:
    """The delegation to which all belong of whom a sentence tells without saying so: where they go next is its way."""
    named = [people.at(n.person.name) for n in statement.named]
    if not (statement.is_weak and named):
        return None
    known = [d for d in of_party if not is_recalled(event, d.event)]
    return next((d for d in reversed(known) if all(any(m.person is p for m in d.members) for p in named)), None)


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


def _led_already(statement: Statement, event: Event | None, told: Told) -> Delegation | None:
    """The delegation of whoever is said to lead 'a team', or the one that the same sentence has just spoken of.

    Who belongs to a delegation of the article and once led another led it for the same party.
    """
    heads = _heads_of(statement, told.people)
    if heads:
        headed = next((d for d in reversed(told.delegations) if d.head in heads), None)
        own = headed or next((d for d in told.delegations if any(m.person in heads for m in d.members)), None)
        if own and event is not None and event is not own.event:
            return _known_or_new(own.party, statement, event, told)
        return headed
    current = told.current
    return current if current and current.statements[-1].reading is statement.reading else None


def _party_of_members(statement: Statement, people: People) -> Party | None:
    """The country whose office the first of them holds that has one: 'the Moroccan ambassador'."""
    persons = [people.at(named.person.name) for named in statement.named]
    country = next((p.title_country for p in persons if p.title_country), None)
    return Party(country, "country", country) if country else None


def _party_of_head(statement: Statement, people: People) -> Party | None:
    heads = _heads_of(statement, people)
    country = (heads[0].title_country or heads[0].country) if heads else None
    return Party(country, "country", country) if country else None


def _names_another_head(statement: Statement, delegation: Delegation, people: People) -> bool:
    heads = _heads_of(statement, people)
    return bool(heads) and delegation.head is not None and delegation.head not in heads


def _heads_of(statement: Statement, people: People) -> list[Person]:
    return [people.at(n.person.name) for n in statement.named if n.role == "head"]
