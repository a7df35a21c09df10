"""Frames that name the head of a delegation: 'led by X', 'X leads the team', 'its leader is X'."""

from __future__ import annotations

from transforms.tag.lists import ListedPerson, PersonList, read_list
from transforms.tag.names import NameSpan
from transforms.tag.parties import GROUP_WORDS, Group, Party, find_groups, last_party
from transforms.tag.statements import COPULAS, LED, Frame, Named, Scene, Statement, as_members, of_group
from transforms.tag.titles import is_nested

_LEADS = frozenset({"leads", "led", "heads", "headed", "heading", "leading", "lead", "head", "chairs", "chaired"})
_HEADS = frozenset({"head", "leader", "chief"})


def led_by(scene: Scene) -> list[Statement]:
    """'the R delegation, led by X along with Y'; 'the R and S delegations were led by X and Y respectively'."""
    reading, statements = scene.reading, list[Statement]()
    for i in range(len(reading.tokens) - 1):
        if reading.word(i) not in LED or reading.word(i + 1) != "by":
            continue
        group = scene.governor(i)
        listed = read_list(reading, scene.people, i + 2)
        if group is None or not listed.persons or "that" in scene.words(group.last, i):
            continue  # 'and that of the S, led by Y' speaks of another one
        if reading.word(group.at) in ("delegations", "sides", "teams"):
            statements += _led_respectively(scene, group, listed)
        elif len(group.parties) < 2:
            statements.append(of_group(group, _heads_and_company(scene, listed)))
    return statements


def _led_respectively(scene: Scene, group: Group, listed: PersonList) -> list[Statement]:
    """One head a party: in the order of the parties, else each for the country of the title."""
    parties: list[Party | None] = list(group.parties)
    if not parties:
        countries = [scene.people.at(p.name).title_country for p in listed.persons]
        parties = [Party(c, "country", c) if c else None for c in countries]
    if len(parties) != len(listed.persons) or len(set(parties)) != len(parties):
        return []
    pairs = zip(parties, listed.persons, strict=True)
    return [Statement(scene.reading, party, (Named(person, "head"),)) for party, person in pairs if party]


def _heads_and_company(scene: Scene, listed: PersonList) -> tuple[Named, ...]:
    """The first person leads; one joined by a bare 'and' leads too; after 'along with' and commas come members."""
    named = [Named(listed.persons[0], "head")]
    for previous, person in zip(listed.persons, listed.persons[1:], strict=False):
        gap = scene.words(previous.name.last, person.name.first)
        joined = len(listed.persons) == 2 and "and" in gap and not {"with", "as", ",", "by"} & gap
        named.append(Named(person, "head" if joined else "member"))
    return tuple(named)


def gapped(scene: Scene) -> list[Statement]:
    """'the R delegation is led by X, S's by Y'; 'X headed the R delegation and Y that of S': the verb is left out."""
    reading, statements = scene.reading, list[Statement]()
    verb = next((k for k in range(len(reading.tokens)) if reading.word(k) in LED), len(reading.tokens))
    for i in range(verb + 2, len(reading.tokens) - 1):
        found = reading.terms[i - 1]
        if reading.word(i) == "by" and found and reading.tokens[i - 1].is_possessive:
            owner, listed = last_party(reading, i), read_list(reading, scene.people, i + 1)
            if owner and listed.persons:
                statements.append(Statement(reading, owner, (Named(listed.persons[0], "head"),)))
        if reading.word(i) == "that" and reading.word(i + 1) == "of" and scene.governor(i):
            names = scene.people.within(reading, verb, i)
            after = [f for f in reading.parties(i) if f.first - i <= 3]
            owner = last_party(reading, after[0].last) if after else None
            if owner and names:
                head = ListedPerson(names[-1], scene.people.title_of(names[-1]))
                statements.append(Statement(reading, owner, (Named(head, "head"),)))
    return statements


def leads(scene: Scene) -> list[Statement]:
    """'X leads the team', 'X, head of the R delegation', 'Heading the R delegation, X', 'Y the S one'."""
    statements = []
    for group in scene.groups:
        verb = _verb_before(scene, group)
        head = _subject(scene, group, verb) if verb is not None and len(group.parties) < 2 else None
        if verb is None or head is None:
            continue
        role = "deputy" if "deputy" in scene.words(verb - 1, verb + 1) else "head"
        listed = ListedPerson(head, scene.people.title_of(head))
        statements.append(of_group(group, (Named(listed, role),)))
    return statements


def _verb_before(scene: Scene, group: Group) -> int | None:
    """The token that makes somebody the head of a group: right before its noun phrase, or right behind the noun."""
    reading, i = scene.reading, group.first - 1
    if reading.word(i) in _LEADS and reading.word(i + 1) != "by":
        return i
    if reading.word(i) == "of" and reading.word(i - 1) in _HEADS:
        return i - 1
    led = next((k for k in range(max(0, i - 3), group.at) if reading.word(k) == "led"), None)
    if led is not None and reading.tokens[led - 1].text in "-‑":
        return led - 1
    if reading.word(group.at + 1) in _HEADS and scene.people.within(reading, group.at, group.at + 3):
        return group.at + 1  # 'delegation chief X'
    is_gap = reading.word(group.at) == "one" and reading.word(group.at + 1) not in LED
    return i if is_gap and scene.people.within(reading, 0, i) else None


def _subject(scene: Scene, group: Group, verb: int) -> NameSpan | None:
    """The person who leads: the last name of the clause before the verb, or whom a pronoun there means.

    Where the clause opens with the verb or with 'The head of', it is the first name behind the group noun.
    """
    reading, people = scene.reading, scene.people
    start = max([k + 1 for k in range(verb) if reading.tokens[k].text in ";:" or reading.word(k) == "while"], default=0)
    names = [n for n in people.within(reading, start, verb) if not is_nested(reading, n.first)]
    if names and verb < group.at:
        return names[-1]
    if verb > group.at:
        return people.within(reading, verb, verb + 2)[0]
    if verb - start <= 1 and scene.words(start, verb) <= {"the"}:
        behind = people.within(reading, group.last, len(reading.tokens))
        return behind[0] if behind and "," in scene.words(group.last, behind[0].first) else None
    if scene.words(start, verb) & {"he", "she"}:
        person = people.last_before(reading.tokens[start].start)
        return person.fullest if person else None
    return None


def leader_is(scene: Scene) -> list[Statement]:
    """'Its leader is X', 'Her deputy will be Y', 'The delegation had two heads, X and Y'."""
    reading = scene.reading
    for i in range(1, len(reading.tokens) - 2):
        word = reading.word(i)
        copula = i + 1 if reading.word(i + 1) in COPULAS else i + 2
        is_copula = word in _HEADS | {"deputy"} and reading.word(copula) in COPULAS and (
            copula == i + 1 or reading.word(i + 1) in ("will", "would")
        )  # fmt: skip
        is_pair = word == "heads" and reading.word(i - 1) in ("two", "three")
        owned = scene.words(i - 2, i) & {"its", "their", "his", "her", "delegation"}
        if not (is_pair or (is_copula and owned)):
            continue
        groups = [g for g in find_groups(reading, None, None) if g.at < i and g.parties]
        party = groups[-1].parties[0] if groups else scene.context.current
        listed = read_list(reading, scene.people, i + 1 if is_pair else copula + 1)
        if party and listed.persons:
            role = "deputy" if word == "deputy" else "head"
            return [Statement(reading, party, as_members(listed.persons if is_pair else listed.persons[:1], role))]
    return []


def as_deputy(scene: Scene) -> list[Statement]:
    """'with Y as her deputy', in a sentence that speaks of a delegation."""
    reading = scene.reading
    for i in range(2, len(reading.tokens)):
        if reading.word(i) != "deputy" or not scene.words(i - 2, i) >= {"as"} or not scene.words(0, i) & GROUP_WORDS:
            continue
        names = scene.people.within(reading, 0, i)
        group = scene.governor(i)
        if names and group and reading.word(names[-1].last) == "as":
            return [of_group(group, (Named(ListedPerson(names[-1], None), "deputy"),))]
    return []


HEAD_FRAMES: tuple[Frame, ...] = (led_by, gapped, leads, leader_is, as_deputy)
