"""Frames that name the company of a head: 'accompanied by X', 'came with X', 'led by Y, with X and Z'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.tag.groups import Group
from transforms.tag.lists import ListedPerson, read_list
from transforms.tag.parties import Party
from transforms.tag.people import Person
from transforms.tag.statements import COPULAS, LED, Scene, Statement, as_members, of_group
from transforms.tag.titles import is_nested

_COMPANY = frozenset("accompanied joined flanked seconded supported assisted aided backed".split())
_WITH = frozenset(
    "came come comes arrived arrives travelling traveling travelled traveled flew landed attended attends".split()
)
_LEADING = LED | frozenset("heads heading leads leading leader head helm under chairs fronts".split())
_FAR = 12  # words of a title between 'with' and a name
_NEAR = 6  # words between a verb and its 'by'


def accompanied(scene: Scene) -> list[Statement]:
    """'He was joined by Y', 'X leads the R team, flanked by Y', 'X, who was accompanied on the trip by Y'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(_COMPANY, 1):
        by = next((k for k in range(i + 1, i + _NEAR) if reading.word(k) == "by"), None)
        persons = read_list(reading, scene.people, by + 1).persons if by else ()
        if not persons or scene.people.within(reading, i, by or i) or "," in reading.words[i:by]:
            continue
        group, leader = _led_group(scene, i), _person_meant(scene, i)
        if group:
            statements.append(of_group(group, as_members(persons)))
        elif "delegation" in scene.words(i - 4, i) or (leader is None and reading.word(0) == "the"):
            statements.append(Statement(reading, None, as_members(persons)))
        elif leader:
            statements.append(company_of(scene, leader, persons))
    return statements


def _led_group(scene: Scene, before: int) -> Group | None:
    """The group that somebody leads in the clause before a token, where no other person is named there."""
    group = scene.governor(before)
    if group is None or len(group.parties) > 1:
        return None
    first = max(0, group.first - 4)
    names = [n for n in scene.people.within(scene.reading, 0, before) if not is_nested(scene.reading, n.first)]
    return group if scene.words(first, before) & _LEADING and len(names) < 2 else None


def _person_meant(scene: Scene, before: int) -> Person | None:
    """Whom the subject right before a verb means: a name ('He' may be one), else the person named last."""
    reading = scene.reading
    names = scene.people.within(reading, max(0, before - 4), before)
    if not names and not {"he", "she"} & scene.words(0, 3):
        names = [n for n in scene.people.within(reading, 0, before) if not is_nested(reading, n.first)]
    if names:
        return scene.people.at(names[-1])
    is_pronoun = bool(scene.words(before - 4, before) & {"he", "she", "who"})
    return scene.people.last_before(reading.tokens[0].start) if is_pronoun else None


def in_company(scene: Scene) -> list[Statement]:
    """'Accompanied by Y, X led the R delegation', 'with the participation of Y'."""
    reading = scene.reading
    for i in reading.places({"accompanied", "participation"}, 0, -2):
        opens = i == 0 and reading.word(0) == "accompanied" and reading.word(1) == "by"
        takes_part = reading.word(i) == "participation" and reading.word(i + 1) == "of"
        group = scene.governor(i) if takes_part else next(iter(scene.groups), None)
        if not (opens or takes_part) or group is None or len(group.parties) > 1:
            continue
        persons = read_list(reading, scene.people, i + 2).persons
        if opens:  # the last of them is the subject, who leads
            verb = next((k for k in range(group.at) if reading.word(k) in LED | {"leads", "heads"}), 0)
            persons = tuple(p for p in persons if p.name.last <= verb)[:-1]
        if persons:
            return [of_group(group, as_members(persons))]
    return []


def came_with(scene: Scene) -> list[Statement]:
    """'X arrived with his deputy, Y, and Z', 'She is travelling with Y': company of a head who is known."""
    reading = scene.reading
    for i in reading.places(_WITH, 1):
        end = min(i + 9, len(reading.tokens))
        link = next((k for k in range(i + 1, end) if reading.word(k) == "with"), None)
        if link is None or reading.word(link - 1) in _EVENTS or any(g.last == link for g in scene.groups):
            continue
        leader = _subject_of(scene, i)
        persons = read_list(reading, scene.people, link + 1).persons
        if leader and persons and persons[0].name.first - link <= _FAR:
            return [company_of(scene, leader, persons)]
    return []


def with_team(scene: Scene) -> list[Statement]:
    """'X arrived on Monday with an R delegation of ten', 'X has been in P with a government team'."""
    reading = scene.reading
    for group in scene.groups:
        link = next((k for k in (group.first, group.first - 1) if k > 0 and reading.word(k) == "with"), None)
        if link is None or reading.word(link + 1) not in _SOME or len(group.parties) > 1:
            continue
        verb = next((k for k in range(link - 1, max(0, link - _FAR), -1) if reading.word(k) in _WITH | _PRESENT), None)
        if verb is None or scene.words(verb, link) & _EVENTS or scene.people.within(reading, verb, link):
            continue
        is_there = reading.word(verb) in _WITH or "in" in scene.words(verb, link)
        leader = _subject_of(scene, verb) if is_there else None
        party = party_from_abroad(scene, leader) if leader and not group.parties else None
        if leader and (party or group.parties):
            said = of_group(group, as_members([ListedPerson(leader.fullest, None)]))
            return [replace(said, party=party or said.party, is_indefinite=False)]
    return []


_PRESENT = frozenset({"is", "was", "been"})
_SOME = frozenset({"a", "an", "his", "her"})


def with_leader(scene: Scene) -> list[Statement]:
    """'With X are her deputy, Y, and Z': the company of a head who is known."""
    reading = scene.reading
    names = scene.people.within(reading, 1, _NEAR) if reading.word(0) == "with" else []
    if not names or reading.word(names[0].last) not in _WITH | COPULAS:
        return []
    persons = read_list(reading, scene.people, names[0].last + 1).persons
    return [company_of(scene, scene.people.at(names[0]), persons)] if persons else []


def company_of(scene: Scene, leader: Person, persons: Sequence[ListedPerson]) -> Statement:
    """Of the delegation that somebody heads; who holds high office and has come from abroad stands for a country."""
    party = party_from_abroad(scene, leader)
    if party is None:
        return Statement(scene.reading, None, as_members(persons), leader=leader)
    return Statement(scene.reading, party, as_members([ListedPerson(leader.fullest, None), *persons]))


def party_from_abroad(scene: Scene, person: Person) -> Party | None:
    """The country for which a president, a minister or the like has come to the country of the article's event."""
    country, host = person.title_country, scene.context.host
    words = person.title_text.casefold().split() if person.title_text else []
    if country is None or host is None or host.country == country or _OFFICES.isdisjoint(words):
        return None
    return Party(country, "country", country)


_OFFICES = frozenset(
    "president minister premier chancellor king queen emir sultan prince princess secretary speaker".split()
)
_EVENTS = frozenset("talks meeting meetings negotiations consultations discussions dialogue session together".split())


def _subject_of(scene: Scene, verb: int) -> Person | None:
    """Who comes: the first name of the sentence before the verb, or whom a pronoun at its head means."""
    names = scene.people.within(scene.reading, 0, verb)
    if names:
        return scene.people.at(names[0])
    if scene.reading.word(0) in ("he", "she"):
        return scene.people.last_before(scene.reading.tokens[0].start)
    return None


def led_with(scene: Scene) -> list[Statement]:
    """'X heads the R team, with Y and Z', 'R's team of four is under X, with Y, Z and others'."""
    reading = scene.reading
    for i in reading.places({"with"}, 3):
        group = _led_group(scene, i)
        if group is None or reading.tokens[i - 1].text != ",":
            continue
        listed = read_list(reading, scene.people, i + 1)
        is_member = not scene.words(listed.last, listed.last + 4) & _OTHER_ROLES
        if listed.persons and is_member and listed.persons[0].name.first - i <= _FAR:
            return [of_group(group, as_members(listed.persons))]
    return []


_OTHER_ROLES = frozenset("mediator mediators observer observers host hosts chair facilitator mediating hosting".split())
