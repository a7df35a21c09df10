"""Frames that name members of a delegation: 'includes X', 'other members are Y', 'Z is part of the team'."""

from __future__ import annotations

from transforms.tag.dates import number_of
from transforms.tag.lists import read_list
from transforms.tag.parties import GROUP_WORDS, Group, last_party
from transforms.tag.people import Person
from transforms.tag.sentence import Reading
from transforms.tag.statements import COPULAS, LED, Frame, Named, Scene, Statement, as_members, of_group

_INCLUDES = frozenset(
    "includes included include including comprises comprised comprise comprising consists consisted consist "
    "consisting features featured".split()
)
_COMPLETE = frozenset("comprises comprised comprise comprising consists consisted consist consisting".split())
_MADE_OF = frozenset({"made", "composed", "comprised"})
_COMPANY = frozenset({"accompanied", "joined"})
_REPORTING = frozenset({"said", "says", "told", "that", "agreed", "proposed", "deal", "agreement", "plan"})
_DENIALS = frozenset({"not", "neither", "no", "nor", "never"})


def includes(scene: Scene) -> list[Statement]:
    """'The R delegation includes X', 'a team made up of X and Y', 'Other members are Y'."""
    reading, statements = scene.reading, list[Statement]()
    for i in range(len(reading.tokens)):
        first = _after_include(reading, i)
        group = scene.governor(i)
        if first is None or not _is_subject(scene, group, i):
            continue
        listed = read_list(reading, scene.people, first)
        if not listed.persons:
            continue
        is_whole = reading.word(i) in _COMPLETE | _MADE_OF and not listed.has_others
        if group:
            statements.append(of_group(group, as_members(listed.persons), is_complete=is_whole))
        else:
            statements.append(Statement(reading, None, as_members(listed.persons), is_complete=is_whole))
    return statements


def _after_include(reading: Reading, i: int) -> int | None:
    """The first token of the list that a verb of membership at ``i`` opens."""
    word = reading.word(i)
    if word in _INCLUDES:
        return i + 2 if reading.word(i + 1) == "of" else i + 1
    if word in _MADE_OF and (reading.word(i + 1) == "of" or reading.word(i + 2) == "of"):
        return i + 2 if reading.word(i + 1) == "of" else i + 3
    if word in COPULAS and any(reading.word(k) in ("members", "others") for k in range(max(0, i - 4), i)):
        return i + 1
    return None


def _is_subject(scene: Scene, group: Group | None, verb: int) -> bool:
    """Whether a delegation is what includes: the group noun to the left, or the one that 'it' points back to."""
    if group is not None:
        return len(group.parties) < 2 and not scene.words(group.at + 1, verb - 1) & _REPORTING
    subject = scene.words(verb - 6, verb)
    points_back = bool(subject & {"members", "others"}) or (verb <= 3 and bool(subject & {"it", "they"}))
    return scene.context.current is not None and points_back


def represented(scene: Scene) -> list[Statement]:
    """'The R side is represented by X and Y', 'R is represented by X, at the head of a team'."""
    reading, statements = scene.reading, list[Statement]()
    for i in range(2, len(reading.tokens) - 1):
        if reading.word(i) != "represented" or reading.word(i + 1) != "by" or not scene.context.in_context:
            continue
        found = reading.parties(0, i)
        listed = read_list(reading, scene.people, i + 2)
        if found and listed.persons and not scene.people.within(reading, found[-1].last, i):
            tail = range(i, len(reading.tokens))
            is_led = any(reading.word(k) == "head" and reading.word(k - 2) == "at" for k in tail)
            named = [Named(p, "head" if is_led and not k else "member") for k, p in enumerate(listed.persons)]
            statements.append(Statement(reading, last_party(reading, i), tuple(named)))
    return statements


def accompanied(scene: Scene) -> list[Statement]:
    """'He was joined by Y': company of a head who was named before."""
    reading, statements = scene.reading, list[Statement]()
    for i in range(1, len(reading.tokens) - 1):
        if reading.word(i) not in _COMPANY or reading.word(i + 1) != "by" or scene.context.current is None:
            continue
        subject = scene.words(i - 4, i)
        leader = None if "delegation" in subject else _person_meant(scene, i)
        if not subject & {"he", "she", "delegation"} or ("delegation" not in subject and leader is None):
            continue
        listed = read_list(reading, scene.people, i + 2)
        if listed.persons:
            statements.append(Statement(reading, None, as_members(listed.persons), leader=leader))
    return statements


def _person_meant(scene: Scene, before: int) -> Person | None:
    """Whom the subject right before a verb means: a name ('He' may be one), else the person named last."""
    names = scene.people.within(scene.reading, max(0, before - 4), before)
    return scene.people.at(names[-1]) if names else scene.people.last_before(scene.reading.tokens[0].start)


def in_company(scene: Scene) -> list[Statement]:
    """'Accompanied by Y, X led the R delegation', 'with the participation of Y'."""
    reading = scene.reading
    for i in range(len(reading.tokens) - 2):
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
    for i in range(2, len(reading.tokens) - 1):
        joins = reading.word(i) in ("join", "joins") and reading.word(i + 1) in ("them", "him", "her")
        if not joins or scene.context.current is None or scene.words(0, i) & _DENIALS:
            continue
        persons = [p for p in read_list(reading, scene.people, 0).persons if p.name.last <= i]
        if persons:
            return [Statement(reading, None, as_members(persons))]
    return []


def sent(scene: Scene) -> list[Statement]:
    """'R sent four people: X, Y and Z', 'R's team: X, Y and Z'."""
    reading = scene.reading
    colon = next((i for i in range(len(reading.tokens)) if reading.tokens[i].text == ":"), None)
    if colon is None or not scene.context.in_context:
        return []
    verb = next((i for i in range(max(0, colon - 7), colon) if reading.word(i) in ("sent", "sends", "named")), None)
    group = scene.governor(colon)
    party = last_party(reading, verb) if verb else None
    if group and group.at == colon - 1 and len(group.parties) == 1:
        party = group.parties[0]
    listed = read_list(reading, scene.people, colon + 1)
    if party is None or not listed.persons:
        return []
    size = next((n for i in range(verb or 0, colon) if (n := number_of(reading.word(i)))), None)
    return [Statement(reading, party, as_members(listed.persons), is_complete=not listed.has_others, size=size)]


def also_part(scene: Scene) -> list[Statement]:
    """'Also part of it are X and Y'."""
    reading = scene.reading
    copula = next((i for i in range(1, min(9, len(reading.tokens))) if reading.word(i) in ("are", "were", "is")), None)
    opening = scene.words(0, copula or 0)
    if scene.context.current is None or copula is None or not opening & {"part", "among", "members", "on"}:
        return []
    if not opening & ({"it", "them"} | GROUP_WORDS) or scene.people.within(reading, 0, copula):
        return []
    listed = read_list(reading, scene.people, copula + 1)
    return [Statement(reading, None, as_members(listed.persons))] if listed.persons else []


def part_of(scene: Scene) -> list[Statement]:
    """'X and Y are part of the team', 'X is among the members of the delegation'."""
    reading, statements = scene.reading, list[Statement]()
    for group in scene.groups:
        i = group.first - 1
        is_part = reading.word(i) == "of" and reading.word(i - 1) in ("part", "members", "member")
        if not (is_part or reading.word(i) == "among") or len(group.parties) > 1 or scene.words(0, group.at) & _DENIALS:
            continue
        verb = next((k for k in range(i - 1, max(0, i - 8), -1) if reading.word(k) in COPULAS), None)
        members = [p for p in read_list(reading, scene.people, 0).persons if verb and p.name.last <= verb]
        if members:
            statements.append(of_group(group, as_members(members)))
    return statements


def make_up(scene: Scene) -> list[Statement]:
    """'X and Y make up the rest of it', 'X completes the team'."""
    reading = scene.reading
    for i in range(1, len(reading.tokens) - 2):
        makes = reading.word(i) in ("make", "makes") and reading.word(i + 1) == "up"
        if not (makes or reading.word(i) in ("complete", "completes")):
            continue
        object_words = scene.words(i + 1, i + 8)
        persons = [p for p in read_list(reading, scene.people, 0).persons if p.name.last <= i]
        if persons and scene.context.current and object_words & (GROUP_WORDS | {"it"}):
            return [Statement(reading, None, as_members(persons))]
    return []


MEMBER_FRAMES: tuple[Frame, ...] = (
    sent, includes, represented, accompanied, in_company, part_of, also_part, joining, make_up,
)  # fmt: skip
