"""Frames that name members of a delegation by a verb: 'includes X', 'R sent X', 'R is represented by X and Y'."""

from __future__ import annotations

from dataclasses import replace

from transforms.tag.company_frames import company_of, party_from_abroad
from transforms.tag.dates import number_of
from transforms.tag.groups import Group
from transforms.tag.head_frames import is_described, is_title_gap
from transforms.tag.lexicon import Found
from transforms.tag.lists import ListedPerson, read_list
from transforms.tag.names import NameSpan
from transforms.tag.parties import Party, last_party, party_of
from transforms.tag.people import Person
from transforms.tag.sentence import Reading
from transforms.tag.statements import Named, Scene, Statement, as_members, of_group

_INCLUDES = frozenset(
    "includes included include including comprises comprised comprise comprising consists consisted consist "
    "consisting features featured counted counts contained contains containing".split()
)
_PERSONS = frozenset({"representatives", "delegates", "negotiators", "envoys"})
_COMPLETE = frozenset("comprises comprised comprise comprising consists consisted consist consisting".split())
_MADE_OF = frozenset({"made", "composed", "comprised"})
_NEAR = 5  # words between a verb and its 'by' or 'with'
_SENT = frozenset({"sent", "sends", "sending", "send", "dispatched", "fielded"})
REPORTING = frozenset({"said", "says", "told", "that", "agreed", "proposed", "deal", "agreement", "plan"})
DENIALS = frozenset({"not", "neither", "no", "nor", "never"})


def includes(scene: Scene) -> list[Statement]:
    """'The R delegation includes X', 'a team made up of X and Y', 'It comes with six and comprises X'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(_INCLUDES | _MADE_OF | {"formed"}):
        group, first = scene.governor(i), _after_include(reading, i)
        if first is None or not _is_subject(scene, group, i):
            continue
        is_whole = reading.word(i) in _COMPLETE | _MADE_OF
        statements += _listed(scene, group, first, is_whole=is_whole)
    return statements


def apposed_list(scene: Scene) -> list[Statement]:
    """'the R team - X, Y and Z -', 'the delegation (X)', 'a delegation of X and Y', 'the R envoys were X and Y'."""
    reading, statements = scene.reading, list[Statement]()
    for group in scene.groups:
        i = group.last
        opens = reading.word(i) == "of" or (i < len(reading.tokens) and reading.tokens[i].text in "-–—(:")
        opens = opens or (reading.word(i) in ("were", "are") and reading.word(group.at) in _PERSONS)
        names = scene.people.within(reading, i + 1, len(reading.tokens)) if opens else []
        if is_title_gap(scene, i + 1, names) and len(group.parties) < 2:
            statements += _listed(scene, group, i + 1)
    return statements


def _listed(scene: Scene, group: Group | None, first: int, *, is_whole: bool = False) -> list[Statement]:
    """The list that starts at a token, as the members of the group or of the delegation spoken of last."""
    reading = scene.reading
    listed = read_list(reading, scene.people, first)
    in_bullets = reading.tokens[-1].text == ":" and len(reading.tokens) - first <= _NEAR
    if not listed.persons and not in_bullets:
        return []
    is_complete = is_whole and not listed.has_others if listed.persons else None
    if group is None:
        return [Statement(reading, None, as_members(listed.persons), is_complete=is_complete)]
    leader = None if group.parties else whose(scene, group)
    if leader and listed.persons and party_from_abroad(scene, leader):
        return [company_of(scene, leader, listed.persons)]
    return [replace(of_group(group, as_members(listed.persons), is_complete=is_complete), leader=leader)]


def whose(scene: Scene, group: Group) -> Person | None:
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
    return None


def _is_subject(scene: Scene, group: Group | None, verb: int) -> bool:
    """Whether a delegation is what includes: the group noun to the left, or the one that 'it' points back to."""
    reading = scene.reading
    if group is not None:
        return len(group.parties) < 2 and not scene.words(group.at + 1, verb - 1) & REPORTING
    i = verb - 1
    while reading.word(i) in _AUXILIARIES:
        i -= 1
    is_roster = reading.word(i) in _ROSTERS and reading.word(i - 1) in ("its", "their", "the", "whose")
    is_pronoun = reading.word(i) in _POINTING or (reading.word(i) == "and" and reading.word(0) in _POINTING)
    return scene.context.current is not None and (is_roster or is_pronoun)


_AUXILIARIES = frozenset("also will would is are was were to be been has had have then now".split())
_ROSTERS = frozenset({"number", "ranks", "list", "membership", "line-up", "roster", "names"})
_POINTING = frozenset("it they members others rest delegates negotiators".split())


def represented(scene: Scene) -> list[Statement]:
    """'The R side is represented by X and Y', 'R is represented by X, at the head of a team', 'R by X and S by Y'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places({"represented"}, 1) if scene.context.in_context else ():
        by = _by_whom(scene, i)
        found = [*reading.parties(0, i), *meant(reading, i)]
        is_subject = bool(found) and "who" not in scene.words(found[-1].last, i)
        if by is None or not is_subject or scene.people.within(reading, found[-1].last, i) or _is_artist(reading, by):
            continue
        gaps = _gaps(reading, by)
        end = gaps[0][0].first if gaps else len(reading.tokens)
        persons = [p for p in read_list(reading, scene.people, by + 1).persons if p.name.first < end]
        subjects = _subjects(reading, found)
        if "respectively" in reading.vocabulary and len(subjects) == len(persons):
            pairs = zip(subjects, persons, strict=True)
            statements += [Statement(reading, party, as_members([person])) for party, person in pairs]
            continue
        is_led = any(reading.word(k) == "head" and reading.word(k - 2) == "at" for k in range(i, len(reading.tokens)))
        named = [Named(p, "head" if is_led and not k else "member") for k, p in enumerate(persons)]
        statements += [Statement(reading, party_of(found[-1]), tuple(named))] if named else []
        for owner, first in gaps:
            others = read_list(reading, scene.people, first).persons
            statements += [Statement(reading, party_of(owner), as_members(others))] if others else []
    return statements


def _is_artist(reading: Reading, by: int) -> bool:
    """Whether a country is represented by those who play, write or plead for it, and not by its delegation."""
    return not _ARTISTS.isdisjoint(reading.words[by + 1 : by + 4])


_ARTISTS = frozenset(
    "author authors writer writers poet artist artists singer swimmer swimmers athlete athletes runner players lawyer "
    "lawyers barrister attorney counsel films".split()
)


def _subjects(reading: Reading, found: list[Found]) -> list[Party]:
    """The parties of a list that ends in the last of them: 'R, S and T'."""
    run = found[-1:]
    for one in reversed(found[:-1]):
        if {reading.word(k) for k in range(one.last, run[0].first)} - {",", "and", "the"}:
            break
        run.insert(0, one)
    return [party_of(one) for one in run]


def _gaps(reading: Reading, by: int) -> list[tuple[Found, int]]:
    """The parties of 'R was represented by X, S by Y', each with the first token of its list."""
    parties = reading.parties(by + 2)
    return [(f, f.last + 1) for f in parties if reading.word(f.last) == "by" and reading.word(f.first - 1) in _JOINTS]


_JOINTS = frozenset({",", ";", "and", "while", "the"})


def represents(reading: Reading) -> bool:
    """Whether a sentence says by whom a party is represented: 'R was represented at the table by X'."""
    return any(
        bool(reading.parties(0, i)) and "by" in reading.words[i : i + _NEAR] and "PERSON" in reading.labels[i:]
        for i in reading.places({"represented"}, 1)
    )


def meant(reading: Reading, before: int) -> list[Found]:
    """What 'the government' and 'the movement' before a token mean, as terms."""
    return [Found(k, k + 1, term) for k, term in reading.meant.items() if k < before]


def _by_whom(scene: Scene, verb: int) -> int | None:
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
        named = [*reading.parties(0, i), *meant(reading, i)]
        subject = [f for f in named if i - f.last <= _OFFICE and _is_sender(reading, f.last, i)]
        subject = subject or [f for f in named if _is_clause_between(reading, f.last, i)]
        names = scene.people.within(reading, i + 1, len(reading.tokens))
        if not subject or not (is_title_gap(scene, i + 1, names) or is_described(scene, i + 1, names)):
            continue
        persons = read_list(reading, scene.people, i + 1).persons
        if persons:
            return [Statement(reading, party_of(subject[-1]), as_members(persons))]
    return []


def _is_sender(reading: Reading, first: int, verb: int) -> bool:
    """Whether only auxiliaries or the rest of an office's name stand in between: 'the R Ministry of Defence has'."""
    return all(
        reading.word(k) in _BEFORE_SENDING or reading.kind(k) in ("institution", "modifier") or reading.word(k) == "of"
        for k in range(first, verb)
    )


def _is_clause_between(reading: Reading, first: int, verb: int) -> bool:
    """'R, which has closed its border, sent ...'."""
    commas = [k for k in range(first, verb) if reading.tokens[k].text == ","]
    return commas == [first, verb - 1] and reading.word(first + 1) in ("which", "whose", "who")


_OFFICE = 6  # tokens of the name of an office and of auxiliaries
_NAMES = frozenset({"names", "named", "includes"})
_WATCHING = frozenset(
    "observer observers mediator mediators letter message condolences troops facilitate facilitator".split()
)
_BEFORE_SENDING = frozenset({"has", "had", "is", "will", "also", "list", "was", "have"})


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
