"""What a sentence says of delegations: who leads one, who is in it, that it exists at all.

A frame is a trigger word in its place relative to a group noun: 'the R delegation, led by X, included Y', 'X leads the
team', 'other members are Y', 'the R side is represented by Y'. Each trigger governs the nearest group noun to its left
(or the object to its right), and a group noun without a party of its own takes the party spoken of last.
"""

from __future__ import annotations

from dataclasses import dataclass

from transforms.tag.dates import number_of
from transforms.tag.lists import ListedPerson, PersonList, read_list
from transforms.tag.names import NameSpan
from transforms.tag.parties import GROUP_WORDS, Group, Party, find_groups, last_party
from transforms.tag.people import People, Person
from transforms.tag.sentence import Reading
from transforms.tag.titles import is_nested

_LED = frozenset({"led", "headed", "chaired", "spearheaded", "fronted"})
_LEADS = frozenset({"leads", "led", "heads", "headed", "heading", "leading", "lead", "head", "chairs", "chaired"})
_INCLUDES = frozenset(
    "includes included include including comprises comprised comprise comprising consists consisted consist "
    "consisting features featured".split()
)
_COMPLETE = frozenset(
    ["comprises", "comprised", "comprise", "comprising", "consists", "consisted", "consist", "consisting"]
)
_MADE_OF = frozenset({"made", "composed", "comprised"})
_COMPANY = frozenset({"accompanied", "joined"})
_COPULAS = frozenset({"are", "were", "is", "was", "be"})
_REPORTING = frozenset({"said", "says", "told", "that", "agreed", "proposed", "deal", "agreement", "plan"})


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a frame puts into a delegation. ``role``: head, deputy or member."""

    person: ListedPerson
    role: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one frame says of one delegation, with the sentence as its evidence.

    ``party`` is None where the sentence names none: it then is the delegation spoken of last.
    """

    reading: Reading
    party: Party | None
    named: tuple[Named, ...] = ()
    is_other: bool = False  # 'a second delegation': not the one spoken of before
    is_indefinite: bool = False  # 'led a delegation': of no party that the sentence names
    is_complete: bool | None = None  # the list says that it is whole; None where there is no list
    size: int | None = None
    leader: Person | None = None  # the delegation is the one that this person heads


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before have left in the reader's mind."""

    current: Party | None = None  # of the delegation spoken of last
    spoken_of: Party | None = None  # the party named last, delegation or not
    government: Party | None = None  # whose government was spoken of last
    in_context: bool = False  # the article speaks of delegations: 'team' and 'side' mean one only then


def read_statements(reading: Reading, people: People, context: Context) -> list[Statement]:
    """The statements of one sentence."""
    current, in_context = context.current, context.in_context
    groups = [g for g in find_groups(reading, context.spoken_of, context.government) if g.is_strong or in_context]
    statements = _sent(reading, people, in_context)
    statements += _led_by(reading, people, groups)
    statements += _gapped(reading, people)
    statements += _leads(reading, people, groups)
    statements += _leader_is(reading, people, current)
    statements += _includes(reading, people, groups, current)
    statements += _represented(reading, people, in_context)
    statements += _accompanied(reading, people, current)
    statements += _part_of(reading, people, groups)
    statements += _also_part(reading, people, current)
    statements += _joining(reading, people, current)
    covered = {s.party for s in statements}
    for group in groups:
        for party in group.parties:
            if group.is_strong and party not in covered:
                statements.append(Statement(reading, party, is_other=group.is_other, size=group.size))
    return statements


def _governor(groups: list[Group], at: int) -> Group | None:
    """The nearest group noun to the left of token ``at``."""
    left = [g for g in groups if g.at < at]
    return left[-1] if left else None


def _single(group: Group) -> Party | None:
    return group.parties[0] if group.parties else None


def _led_by(reading: Reading, people: People, groups: list[Group]) -> list[Statement]:
    statements = []
    for i in range(len(reading.tokens) - 1):
        if reading.word(i) not in _LED or reading.word(i + 1) != "by":
            continue
        group = _governor(groups, i)
        if group is None or len(group.parties) > 1:
            continue
        listed = read_list(reading, people, i + 2)
        if listed.persons:
            named = _heads_and_company(reading, listed)
            statements.append(_of_group(group, named))
    return statements


def _of_group(group: Group, named: tuple[Named, ...], *, is_complete: bool | None = None) -> Statement:
    """A statement on the delegation that a group noun names."""
    indefinite = not group.parties and group.reading.word(group.first) in ("a", "an")
    return Statement(group.reading, _single(group), named, group.is_other, indefinite, is_complete, group.size)


def _gapped(reading: Reading, people: People) -> list[Statement]:
    """'the R delegation is led by X, S's by Y and T's by Z': the parties whose verb is left out."""
    statements = []
    led = next((k for k in range(len(reading.tokens)) if reading.word(k) in _LED), len(reading.tokens))
    for i in range(led + 2, len(reading.tokens)):
        found = reading.terms[i - 1]
        if reading.word(i) != "by" or found is None or not reading.tokens[i - 1].is_possessive:
            continue
        owner = last_party(reading, i)
        listed = read_list(reading, people, i + 1)
        if owner and listed.persons:
            statements.append(Statement(reading, owner, (Named(listed.persons[0], "head"),)))
    return statements


def _leader_is(reading: Reading, people: People, current: Party | None) -> list[Statement]:
    """'Its leader is X', 'The delegation had two heads, X and Y'."""
    for i in range(1, len(reading.tokens) - 1):
        is_copula = reading.word(i) in ("leader", "head", "chief") and reading.word(i + 1) in _COPULAS
        is_pair = reading.word(i) == "heads" and reading.word(i - 1) in ("two", "three")
        if not (is_pair or (is_copula and {reading.word(i - 1), reading.word(i - 2)} & {"its", "their", "delegation"})):
            continue
        groups = [g for g in find_groups(reading, None, None) if g.at < i and g.parties]
        party = groups[-1].parties[0] if groups else current
        listed = read_list(reading, people, i + 2 if is_copula else i + 1)
        if party and listed.persons:
            persons = listed.persons if is_pair else listed.persons[:1]
            return [Statement(reading, party, tuple(Named(p, "head") for p in persons))]
    return []


def _heads_and_company(reading: Reading, listed: PersonList) -> tuple[Named, ...]:
    """The first person leads; one joined by a bare 'and' leads too; after 'along with' and commas come members."""
    named = [Named(listed.persons[0], "head")]
    for previous, person in zip(listed.persons, listed.persons[1:], strict=False):
        gap = [reading.word(k) for k in range(previous.name.last, person.name.first)]
        joined = len(listed.persons) == 2 and "and" in gap and not {"with", "as", ",", "by"} & set(gap)
        named.append(Named(person, "head" if joined else "member"))
    return tuple(named)


def _leads(reading: Reading, people: People, groups: list[Group]) -> list[Statement]:
    statements = []
    for group in groups:
        verb = _verb_before(reading, people, group)
        if verb is None or len(group.parties) > 1:
            continue
        head = _subject(reading, people, verb)
        if head is None:
            continue
        role = "deputy" if {reading.word(verb), reading.word(verb - 1)} & {"deputy"} else "head"
        listed = ListedPerson(head, people.title_of(head))
        statements.append(_of_group(group, (Named(listed, role),)))
    return statements


def _verb_before(reading: Reading, people: People, group: Group) -> int | None:
    """The token that makes somebody before it the head of a group.

    'leads the', 'at the head of a', ', head of the', 'X-led' right before the noun phrase; 'Y, minister, the S one'
    with the verb left out.
    """
    i = group.first - 1
    if reading.word(i) in _LEADS and reading.word(i + 1) != "by":
        return i
    if reading.word(i) == "of" and reading.word(i - 1) in ("head", "leader", "chief"):
        return i - 1
    led = next((k for k in range(max(0, i - 3), group.at) if reading.word(k) == "led"), None)
    if led is not None and reading.tokens[led - 1].text in "-‑":
        return led - 1
    if reading.word(group.at) == "one" and reading.word(group.at + 1) not in _LED and people.within(reading, 0, i):
        return i
    return None


def _subject(reading: Reading, people: People, verb: int) -> NameSpan | None:
    """The person who leads: the first name of the clause before the verb, or whom a pronoun there means."""
    start = max([k + 1 for k in range(verb) if reading.tokens[k].text in ";:" or reading.word(k) == "while"], default=0)
    names = [n for n in people.within(reading, start, verb) if not is_nested(reading, n.first)]
    if names:
        return names[-1]
    if {reading.word(k) for k in range(start, verb)} & {"he", "she"}:
        person = people.last_before(reading.tokens[start].start)
        return person.fullest if person else None
    return None


def _includes(reading: Reading, people: People, groups: list[Group], current: Party | None) -> list[Statement]:
    statements = []
    for i in range(len(reading.tokens)):
        first = _after_include(reading, i)
        if first is None:
            continue
        group = _governor(groups, i)
        if group is None and not (current and _is_anaphor(reading, i)):
            continue
        if group is not None and (len(group.parties) > 1 or _is_interrupted(reading, group.at, i)):
            continue
        listed = read_list(reading, people, first)
        if not listed.persons:
            continue
        named = tuple(Named(p, "member") for p in listed.persons)
        is_whole = reading.word(i) in _COMPLETE | _MADE_OF and not listed.has_others
        if group:
            statements.append(_of_group(group, named, is_complete=is_whole))
        else:
            statements.append(Statement(reading, None, named, is_complete=is_whole))
    return statements


def _after_include(reading: Reading, i: int) -> int | None:
    """The first token of the list that a verb of membership at ``i`` opens."""
    word = reading.word(i)
    if word in _INCLUDES:
        return i + 2 if reading.word(i + 1) == "of" else i + 1
    if word in _MADE_OF and (reading.word(i + 1) == "of" or reading.word(i + 2) == "of"):
        return i + 2 if reading.word(i + 1) == "of" else i + 3
    if word in _COPULAS and any(reading.word(k) in ("members", "others") for k in range(max(0, i - 4), i)):
        return i + 1
    return None


def _is_anaphor(reading: Reading, i: int) -> bool:
    """Whether the subject of the verb at ``i`` points back: 'It', 'They', 'Other members', 'The others'."""
    subject = {reading.word(k) for k in range(max(0, i - 6), i)}
    return bool(subject & {"members", "others"}) or (i <= 3 and bool(subject & {"it", "they"}))


def _is_interrupted(reading: Reading, group: int, verb: int) -> bool:
    return bool({reading.word(k) for k in range(group + 1, verb)} & _REPORTING)


def _represented(reading: Reading, people: People, in_context: bool) -> list[Statement]:
    statements = []
    for i in range(2, len(reading.tokens) - 1):
        if reading.word(i) != "represented" or reading.word(i + 1) != "by" or not in_context:
            continue
        found = reading.parties(0, i)
        listed = read_list(reading, people, i + 2)
        if found and listed.persons and not people.within(reading, found[-1].last, i):
            leads = any(
                reading.word(k) == "head" and reading.word(k - 2) == "at" for k in range(i, len(reading.tokens))
            )
            named = [Named(p, "head" if leads and not k else "member") for k, p in enumerate(listed.persons)]
            statements.append(Statement(reading, last_party(reading, i), tuple(named)))
    return statements


def _accompanied(reading: Reading, people: People, current: Party | None) -> list[Statement]:
    """'He was joined by Y': company of the head of the delegation spoken of last."""
    statements = []
    for i in range(1, len(reading.tokens) - 1):
        if current is None or reading.word(i) not in _COMPANY or reading.word(i + 1) != "by":
            continue
        subject = {reading.word(k) for k in range(max(0, i - 4), i)}
        if not subject & {"he", "she", "delegation"}:
            continue
        leader = _person_meant(reading, people, i)
        if "delegation" not in subject and leader is None:
            continue
        listed = read_list(reading, people, i + 2)
        if listed.persons:
            named = tuple(Named(p, "member") for p in listed.persons)
            statements.append(Statement(reading, None, named, leader=None if "delegation" in subject else leader))
    return statements


def _person_meant(reading: Reading, people: People, before: int) -> Person | None:
    """Whom the subject right before a verb means: a name ('He' may be one), else the person named last."""
    names = people.within(reading, max(0, before - 4), before)
    return people.at(names[-1]) if names else people.last_before(reading.tokens[0].start)


def _joining(reading: Reading, people: People, current: Party | None) -> list[Statement]:
    """'X and Y are to join them on Friday': members who come later."""
    for i in range(2, len(reading.tokens) - 1):
        if (
            current is None
            or reading.word(i) not in ("join", "joins")
            or reading.word(i + 1) not in ("them", "him", "her")
        ):
            continue
        persons = [p for p in read_list(reading, people, 0).persons if p.name.last <= i]
        if persons and not _is_denied(reading, i):
            return [Statement(reading, None, tuple(Named(p, "member") for p in persons))]
    return []


def _is_denied(reading: Reading, before: int) -> bool:
    return any(reading.word(k) in ("not", "neither", "no", "nor", "never") for k in range(before))


def _sent(reading: Reading, people: People, in_context: bool) -> list[Statement]:
    """'R sent four people: X, Y and Z.'"""
    colon = next((i for i in range(len(reading.tokens)) if reading.tokens[i].text == ":"), None)
    if colon is None or not in_context:
        return []
    verb = next((i for i in range(max(0, colon - 7), colon) if reading.word(i) in ("sent", "sends", "named")), None)
    party = last_party(reading, verb) if verb else None
    listed = read_list(reading, people, colon + 1)
    if party is None or not listed.persons:
        return []
    size = next((n for i in range(verb or 0, colon) if (n := number_of(reading.word(i)))), None)
    named = tuple(Named(p, "member") for p in listed.persons)
    return [Statement(reading, party, named, is_complete=not listed.has_others, size=size)]


def _also_part(reading: Reading, people: People, current: Party | None) -> list[Statement]:
    """'Also part of it are X and Y', 'On the team, too, are X and Y'."""
    copula = next((i for i in range(1, min(9, len(reading.tokens))) if reading.word(i) in ("are", "were", "is")), None)
    opening = {reading.word(i) for i in range(copula or 0)}
    if current is None or copula is None or not opening & {"part", "among", "members", "on"}:
        return []
    if not opening & ({"it", "them"} | GROUP_WORDS) or people.within(reading, 0, copula):
        return []
    listed = read_list(reading, people, copula + 1)
    return [Statement(reading, None, tuple(Named(p, "member") for p in listed.persons))] if listed.persons else []


def _part_of(reading: Reading, people: People, groups: list[Group]) -> list[Statement]:
    """'X and Y are part of the team', 'X and Y are also among the members of the delegation'."""
    statements = []
    for group in groups:
        i = group.first - 1
        is_part = reading.word(i) == "of" and reading.word(i - 1) in ("part", "members", "member")
        if not (is_part or reading.word(i) == "among") or len(group.parties) > 1 or _is_denied(reading, group.at):
            continue
        verb = next((k for k in range(i - 1, max(0, i - 8), -1) if reading.word(k) in _COPULAS), None)
        if verb is None:
            continue
        members = [p for p in read_list(reading, people, 0).persons if p.name.last <= verb]
        if members:
            statements.append(Statement(reading, _single(group), tuple(Named(p, "member") for p in members)))
    return statements
