"""Frames that name the company of a head or of others: 'accompanied by X', 'came with X', 'X is to join them'."""

from __future__ import annotations

from transforms.tag.head_frames import is_title_gap
from transforms.tag.lists import read_list
from transforms.tag.member_frames import DENIALS, REPORTING, by_whom
from transforms.tag.people import Person
from transforms.tag.statements import COPULAS, LED, Scene, Statement, as_members, of_group
from transforms.tag.titles import is_nested

_COMPANY = frozenset("accompanied joined flanked seconded supported assisted".split())
_WITH = frozenset(
    "came come comes arrived arrives travelling traveling travelled traveled flew landed attended attends".split()
)
_FAR = 12  # words of a title between 'with' and a name


def accompanied(scene: Scene) -> list[Statement]:
    """'He was joined by Y': company of a head who was named before."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(_COMPANY, 1):
        by = by_whom(scene, i)
        if by is None:
            continue
        subject = scene.words(i - 4, i)
        leader = None if "delegation" in subject else _person_meant(scene, i)
        named = scene.people.within(reading, max(0, i - 4), i)
        is_said_of = "delegation" in subject or (leader is not None and (named or subject & {"he", "she", "who"}))
        if not is_said_of:
            continue
        listed = read_list(reading, scene.people, by + 1)
        if listed.persons:
            statements.append(Statement(reading, None, as_members(listed.persons), leader=leader))
    return statements


def _person_meant(scene: Scene, before: int) -> Person | None:
    """Whom the subject right before a verb means: a name ('He' may be one), else the person named last."""
    names = scene.people.within(scene.reading, max(0, before - 4), before)
    if not names and not {"he", "she"} & scene.words(0, 3):
        names = [n for n in scene.people.within(scene.reading, 0, before) if not is_nested(scene.reading, n.first)]
    return scene.people.at(names[-1]) if names else scene.people.last_before(scene.reading.tokens[0].start)


def in_company(scene: Scene) -> list[Statement]:
    """'Accompanied by Y, X led the R delegation', 'with the participation of Y'."""
    reading = scene.reading
    for i in reading.places({"accompanied", "participation"}, 0, -2):
        opens = i == 0 and reading.word(0) == "accompanied" and reading.word(1) == "by"
        takes_part = reading.word(i) == "participation" and reading.word(i + 1) == "of"
        follows = reading.word(i) == "accompanied" and reading.word(i + 1) == "by" and reading.tokens[i - 1].text == ","
        takes_part = takes_part or (i > 0 and follows and bool(scene.words(0, i) & (LED | {"leads", "heads"})))
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


def joining(scene: Scene) -> list[Statement]:
    """'X and Y are to join them on Friday': members who come later."""
    reading = scene.reading
    for i in reading.places({"join", "joins"}, 2):
        joins = reading.word(i + 1) in ("them", "him", "her")
        if not joins or scene.context.current is None or scene.words(0, i) & DENIALS:
            continue
        persons = [p for p in read_list(reading, scene.people, 0).persons if p.name.last <= i]
        if persons:
            return [Statement(reading, None, as_members(persons))]
    return []


def alongside(scene: Scene) -> list[Statement]:
    """'X is travelling with him', 'X was also on the plane', 'X is among the members': company named first."""
    reading = scene.reading
    if scene.context.current is None:
        return []
    for i in reading.places({"with", "members", "plane"}, 2):
        if not (_is_with_him(scene, i) or _is_among_members(scene, i) or _is_aboard(scene, i)):
            continue
        start = max([k + 1 for k in range(i) if reading.tokens[k].text == ";"], default=0)
        persons = [p for p in read_list(reading, scene.people, start).persons if p.name.last < i]
        if persons and not scene.words(start, persons[0].name.first) & REPORTING:
            return [Statement(reading, None, as_members(persons))]
    return []


def _is_with_him(scene: Scene, i: int) -> bool:
    is_object = scene.reading.word(i) == "with" and scene.reading.word(i + 1) in ("him", "her", "them")
    return is_object and bool(scene.words(i - 3, i) & (_WITH | {"travel", "travels", "fly", "go"}))


def _is_among_members(scene: Scene, i: int) -> bool:
    is_said = scene.reading.word(i) == "members" and bool(scene.words(i - 4, i) & {"among", "other"})
    return is_said and bool(scene.words(i - 6, i - 1) & COPULAS)


def _is_aboard(scene: Scene, i: int) -> bool:
    return scene.reading.word(i) == "plane" and "on" in scene.words(i - 4, i) and "also" in scene.words(0, i)


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
            return [Statement(reading, None, as_members(persons), leader=leader)]
    return []


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
    """'X heads the R team, with Y and Z', 'X led the talks for R, with Y at his side'."""
    reading = scene.reading
    for i in reading.places({"with"}, 3):
        if reading.tokens[i - 1].text != ",":
            continue
        group = scene.governor(i)
        if group is None or i - group.last > 2 or len(group.parties) > 1:
            continue
        if not scene.words(max(0, group.first - 4), group.first) & _LEADING:
            continue
        persons = read_list(reading, scene.people, i + 1).persons
        if persons:
            return [of_group(group, as_members(persons))]
    return []


_LEADING = frozenset({"heads", "headed", "leads", "led", "heading", "leading", "head"})


def beside_him(scene: Scene) -> list[Statement]:
    """'With him are X and Y', 'Accompanying her was X', 'Also travelling with Z are X and Y'."""
    reading = scene.reading
    verb = next((k for k in range(2, min(10, len(reading.tokens))) if reading.word(k) in COPULAS), None)
    if verb is None or scene.context.current is None or not scene.words(0, verb) & _BESIDE:
        return []
    beside = scene.people.within(reading, 0, verb)
    if not beside and not scene.words(0, verb) & {"him", "her", "them", "his"}:
        return []
    first = verb + 2 if reading.word(verb + 1) == "be" else verb + 1
    leader = scene.people.at(beside[0]) if beside else None
    names = scene.people.within(reading, first, len(reading.tokens))
    if (beside and beside[0].last != verb) or not is_title_gap(scene, first, names, commas=True):
        return []
    persons = read_list(reading, scene.people, first).persons
    return [Statement(reading, None, as_members(persons), leader=leader)] if persons else []


_BESIDE = frozenset(
    "with accompanying joining alongside beside flanking travelling traveling flying assisting supporting side".split()
)
