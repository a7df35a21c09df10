"""Frames that name members of a delegation: 'includes X', 'other members are Y', 'Z is part of the team'."""

from __future__ import annotations

from dataclasses import replace

from transforms.tag.dates import number_of
from transforms.tag.groups import GROUP_WORDS, Group
from transforms.tag.head_frames import is_title_gap
from transforms.tag.lexicon import Found
from transforms.tag.lists import ListedPerson, read_list
from transforms.tag.names import NameSpan
from transforms.tag.parties import last_party, party_of
from transforms.tag.people import Person
from transforms.tag.sentence import Reading
from transforms.tag.statements import COPULAS, Named, Scene, Statement, as_members, of_group

_INCLUDES = frozenset(
    "includes included include including comprises comprised comprise comprising consists consisted consist "
    "consisting features featured counted counts".split()
)
_PERSONS = frozenset({"representatives", "delegates", "negotiators", "envoys"})
_HAS = frozenset({"has", "had", "brought", "brings"})
_COMPLETE = frozenset("comprises comprised comprise comprising consists consisted consist consisting".split())
_MADE_OF = frozenset({"made", "composed", "comprised"})
_NEAR = 5  # words between a verb and its 'by' or 'with'
_SENT = frozenset({"sent", "sends", "sending", "send", "dispatched", "fielded"})
REPORTING = frozenset({"said", "says", "told", "that", "agreed", "proposed", "deal", "agreement", "plan"})
DENIALS = frozenset({"not", "neither", "no", "nor", "never"})


def includes(scene: Scene) -> list[Statement]:
    """'The R delegation includes X', 'a team made up of X and Y', 'Other members are Y'."""
    reading, statements = scene.reading, list[Statement]()
    for i in range(len(reading.tokens)):
        group = scene.governor(i)
        first = _after_include(reading, i) or _after_possession(scene, group, i)
        if first is None or not _is_subject(scene, group, i):
            continue
        listed = read_list(reading, scene.people, first)
        if not listed.persons and reading.tokens[-1].text == ":" and len(reading.tokens) - first <= _NEAR:
            statements.append(of_group(group, ()) if group else Statement(reading, None))  # the list is in bullets
        if not listed.persons:
            continue
        is_whole = reading.word(i) in _COMPLETE | _MADE_OF and not listed.has_others
        if group:
            statement = of_group(group, as_members(listed.persons), is_complete=is_whole)
            statements.append(replace(statement, leader=None if group.parties else _whose(scene, group)))
        else:
            statements.append(Statement(reading, None, as_members(listed.persons), is_complete=is_whole))
    return statements


def _whose(scene: Scene, group: Group) -> Person | None:
    """X in "X's team"."""
    i = group.first - 1
    names = [n for n in scene.people.within(scene.reading, max(0, i - 4), i + 1) if n.last == i + 1]
    return scene.people.at(names[0]) if names and scene.reading.tokens[i].is_possessive else None


def _after_include(reading: Reading, i: int) -> int | None:
    """The first token of the list that a verb of membership at ``i`` opens."""
    word = reading.word(i)
    if word in _INCLUDES:
        return i + 2 if reading.word(i + 1) == "of" else i + 1
    if word == "formed" and "by" in (reading.word(i + 1), reading.word(i + 5)):
        return next(k for k in range(i, i + 6) if reading.word(k) == "by") + 1
    if word in _MADE_OF and (reading.word(i + 1) == "of" or reading.word(i + 2) == "of"):
        return i + 2 if reading.word(i + 1) == "of" else i + 3
    if word in COPULAS and any(reading.word(k) in ("members", "others") for k in range(max(0, i - 4), i)):
        return i + 1
    is_rest = reading.word(0) == "the" and reading.word(1) in ("rest", "remaining", "other")
    if word in COPULAS and i < _NEAR + 4 and is_rest:
        return i + 1
    return None


def _after_possession(scene: Scene, group: Group | None, i: int) -> int | None:
    """The first token of a list behind 'the delegation had ...' and 'his team, among them ...'."""
    reading = scene.reading
    if group is None:
        return None
    if i == group.last and (reading.tokens[i].text in ("-", "–", "—", "(", ":") or reading.word(i) == "of"):
        names = scene.people.within(reading, i + 1, len(reading.tokens))
        return i + 1 if names and is_title_gap(scene, i + 1, names) else None
    is_apposed = reading.tokens[min(group.last, i)].text == "," and reading.tokens[i - 1].text == ","
    if reading.word(i) in ("were", "are") and i == group.last and reading.word(group.at) in _PERSONS:
        names = scene.people.within(reading, i + 1, len(reading.tokens))
        return i + 1 if is_title_gap(scene, i + 1, names) else None
    if i - group.last > 3 and not is_apposed:
        return None
    if reading.word(i) == "them" and reading.word(i - 1) == "among":
        return i + 1
    if reading.word(i) not in _HAS or not (is_apposed or scene.words(group.last, i) <= {"also", "then"}):
        return None
    first = i + 4 if reading.word(i + 1) == "in" and reading.word(i + 3) in ("ranks", "number", "midst") else i + 1
    names = scene.people.within(reading, first, len(reading.tokens))
    return first if is_title_gap(scene, first, names) else None


def _is_subject(scene: Scene, group: Group | None, verb: int) -> bool:
    """Whether a delegation is what includes: the group noun to the left, or the one that 'it' points back to."""
    if group is not None:
        return len(group.parties) < 2 and not scene.words(group.at + 1, verb - 1) & REPORTING
    subject = scene.words(verb - 6, verb)
    is_pronoun = scene.reading.word(verb - 1) == "they" or (verb <= 3 and bool(subject & {"it", "they"}))
    points_back = is_pronoun or bool(subject & {"members", "others", "rest", "delegates", "negotiators"})
    return scene.context.current is not None and points_back


def represented(scene: Scene) -> list[Statement]:
    """'The R side is represented by X and Y', 'R is represented by X, at the head of a team'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places({"represented"}, 2) if scene.context.in_context else ():
        by = by_whom(scene, i)
        if by is None:
            continue
        found = [*reading.parties(0, i), *_meant(reading, i)]
        listed = read_list(reading, scene.people, by + 1)
        is_subject = bool(found) and "who" not in scene.words(found[-1].last, i)
        if is_subject and listed.persons and not scene.people.within(reading, found[-1].last, i):
            tail = range(i, len(reading.tokens))
            is_led = any(reading.word(k) == "head" and reading.word(k - 2) == "at" for k in tail)
            named = [Named(p, "head" if is_led and not k else "member") for k, p in enumerate(listed.persons)]
            statements.append(Statement(reading, party_of(found[-1]), tuple(named)))
    return statements


def _meant(reading: Reading, before: int) -> list[Found]:
    """What 'the government' and 'the movement' before a token mean, as terms."""
    return [Found(k, k + 1, term) for k, term in reading.meant.items() if k < before]


def by_whom(scene: Scene, verb: int) -> int | None:
    """The 'by' of a passive: right behind the verb, or behind 'at the ceremony', 'in the talks'."""
    last = min(verb + _NEAR, len(scene.reading.tokens))
    by = next((k for k in range(verb + 1, last) if scene.reading.word(k) == "by"), None)
    is_near = by is not None and (by == verb + 1 or scene.reading.word(verb + 1) in ("at", "in", "on"))
    return by if is_near else None


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


def sent_persons(scene: Scene) -> list[Statement]:
    """'R sent its foreign minister, X', 'R is sending X and Y'; 'R's list names X and Y'."""
    reading = scene.reading
    if not scene.context.in_context or scene.words(0, len(reading.tokens)) & _WATCHING:
        return []
    for i in reading.places(_SENT | _NAMES, 1):
        if reading.word(i) not in _SENT and reading.word(i - 1) not in ("list", "roster"):
            continue
        near = [f for f in [*reading.parties(0, i), *_meant(reading, i)] if i - f.last <= 2]
        subject = [f for f in near if scene.words(f.last, i) <= _BEFORE_SENDING]
        names = scene.people.within(reading, i + 1, len(reading.tokens))
        if not subject or not is_title_gap(scene, i + 1, names):
            continue
        persons = read_list(reading, scene.people, i + 1).persons
        if persons:
            return [Statement(reading, party_of(subject[-1]), as_members(persons))]
    return []


_NAMES = frozenset({"names", "named", "includes"})
_WATCHING = frozenset("observer observers mediator mediators letter message condolences troops".split())
_BEFORE_SENDING = frozenset({"has", "had", "is", "will", "also", "list", "was", "have"})


def from_side(scene: Scene) -> list[Statement]:
    """'Attending from the R side were X and Y', 'From the R side there took part: X', 'Others on the R side:'."""
    reading = scene.reading
    for group in scene.groups:
        opening = scene.words(0, group.first) | scene.words(group.last, group.last + 4)
        if group.first > _NEAR or len(group.parties) != 1 or not opening & _TAKING_PART:
            continue
        behind = range(group.last, min(len(reading.tokens), group.last + _NEAR + 1))
        verb = next((k for k in behind if reading.tokens[k].text == ":" or reading.word(k) in _LISTING), None)
        if verb is None or scene.people.within(reading, 0, verb):
            continue
        verb = verb + 1 if reading.word(verb + 1) == "also" else verb
        return [of_group(group, as_members(read_list(reading, scene.people, verb + 1).persons))]
    return []


_LISTING = frozenset({"were", "was", "are", "included"})
_TAKING_PART = frozenset("attending others other present part participated attended members representing among".split())


def representing(scene: Scene) -> list[Statement]:
    """'Representing R will be X and Y'; 'Sitting for R are X and Y'."""
    reading = scene.reading
    if reading.word(0) != "representing" and reading.word(1) not in ("representing", "sitting"):
        return []
    found = [*reading.parties(1, 6), *_meant(reading, 6)]
    verb = next((k for k in range(2, min(12, len(reading.tokens))) if reading.word(k) in COPULAS), None)
    if not found or verb is None or scene.people.within(reading, 0, verb):
        return []
    end = next((k for k in range(verb, len(reading.tokens)) if reading.tokens[k].text == ";"), len(reading.tokens))
    persons = [p for p in read_list(reading, scene.people, verb + 1).persons if p.name.last <= end]
    return [Statement(reading, party_of(found[0]), as_members(persons))] if persons else []


def also_part(scene: Scene) -> list[Statement]:
    """'Also part of it are X and Y'."""
    reading = scene.reading
    copula = next((i for i in range(1, min(9, len(reading.tokens))) if reading.word(i) in ("are", "were", "is")), None)
    opening = scene.words(0, copula or 0)
    if scene.context.current is None or copula is None or not opening & {"part", "among", "members", "on"}:
        return []
    if not opening & ({"it", "them"} | GROUP_WORDS) or scene.people.within(reading, 0, copula):
        return []
    if any(group.parties and group.at < copula for group in scene.groups):
        return []  # 'Other members on the R side are ...': see from_side
    listed = read_list(reading, scene.people, copula + 1)
    return [Statement(reading, None, as_members(listed.persons))] if listed.persons else []


def part_of(scene: Scene) -> list[Statement]:
    """'X and Y are part of the team', 'X is among the members of the delegation'."""
    reading, statements = scene.reading, list[Statement]()
    for group in scene.groups:
        i = group.first - 1
        is_part = reading.word(i) == "of" and reading.word(i - 1) in ("part", "members", "member")
        is_on = reading.word(i) in ("on", "in") and bool(scene.words(i - 2, i) & (COPULAS | {"also", "included"}))
        is_said = is_part or is_on or reading.word(i) == "among"
        if not is_said or len(group.parties) > 1 or scene.words(0, group.at) & DENIALS:
            continue
        verb = next((k for k in range(i - 1, max(0, i - 8), -1) if reading.word(k) in COPULAS), None)
        members = [p for p in read_list(reading, scene.people, 0).persons if verb and p.name.last <= verb]
        if members:
            statements.append(of_group(group, as_members(members)))
    return statements


def apposed(scene: Scene) -> list[Statement]:
    """'X, a member of the R delegation, said ...'; 'delegation member X'."""
    reading, statements = scene.reading, list[Statement]()
    for group in scene.groups:
        if len(group.parties) > 1:
            continue
        i = group.first - 1
        names: list[NameSpan] = []
        if reading.word(i) == "of" and reading.word(i - 1) in ("member", "members"):
            comma = next((k for k in range(i - 2, max(0, i - 6), -1) if reading.tokens[k].text == ","), None)
            if comma and scene.words(comma + 1, i - 1) <= _BEFORE_MEMBER:
                names = [n for n in scene.people.within(reading, 0, comma) if n.last == comma]
        elif reading.word(group.last) in ("member", "members"):
            names = [n for n in scene.people.within(reading, group.last, group.last + 3) if n.first == group.last + 1]
        if names and not scene.words(0, group.at) & (DENIALS | {"former", "ex-member"}):
            listed = tuple(ListedPerson(n, scene.people.title_of(n)) for n in names)
            statements.append(of_group(group, as_members(listed)))
    return statements


_BEFORE_MEMBER = frozenset({"a", "another", "also", "senior", "the", "both", "one", "fellow"})


def represents(scene: Scene) -> list[Statement]:
    """'X represented R at the talks', 'X and Y spoke for R', 'X is there for R'."""
    reading = scene.reading
    if not scene.context.in_context:
        return []
    for i in reading.places(_REPRESENTS | {"for"}, 1):
        acts = reading.word(i) == "for" and reading.word(i - 1) in _ACTING
        if not acts and reading.word(i) not in _REPRESENTS:
            continue
        first = i + 2 if reading.word(i + 1) == "the" else i + 1
        owner = [f for f in [*reading.parties(first, first + 5), *_meant(reading, first + 1)] if f.first == first]
        start = max([k + 1 for k in range(i) if reading.tokens[k].text == ";" or reading.word(k) == "while"], default=0)
        persons = [p for p in read_list(reading, scene.people, start).persons if p.name.last <= i]
        is_near = bool(persons) and (i - persons[-1].name.last <= 3 or reading.tokens[i - 1].text == ",")
        is_now = "since" not in scene.words(i, i + 6)
        if owner and is_near and is_now and not reading.tokens[owner[0].last - 1].is_possessive:
            return [Statement(reading, party_of(owner[0]), as_members(persons))]
    return []


_REPRESENTS = frozenset({"represented", "represents", "representing"})
_ACTING = frozenset({"spoke", "sat", "negotiated", "there", "speaks", "negotiates", "sits", "appeared"})


def make_up(scene: Scene) -> list[Statement]:
    """'X and Y make up the rest of it', 'X completes the team'."""
    reading = scene.reading
    for i in reading.places({"make", "makes", "complete", "completes"}, 1):
        makes = reading.word(i) in ("make", "makes") and reading.word(i + 1) == "up"
        if not (makes or reading.word(i) in ("complete", "completes")):
            continue
        object_words = scene.words(i + 1, i + 8)
        persons = [p for p in read_list(reading, scene.people, 0).persons if p.name.last <= i]
        if persons and scene.context.current and object_words & (GROUP_WORDS | {"it", "list"}):
            return [Statement(reading, None, as_members(persons))]
    return []
