"""Frames that name the head of a delegation: 'led by X', 'X leads the team', 'its leader is X'."""

from __future__ import annotations

from transforms.tag.groups import Group
from transforms.tag.lexicon import PARTY_LIKE
from transforms.tag.lists import ListedPerson, PersonList, read_list
from transforms.tag.names import NameSpan
from transforms.tag.parties import Party, last_party, party_of
from transforms.tag.statements import LED, Named, Scene, Statement, of_group
from transforms.tag.titles import is_nested

LEADS = frozenset(
    "leads led heads headed heading leading lead head chairs chaired chairing fronts fronted fronting commands steers "
    "spearheads spearheaded captains captained".split()
)
HEADS = frozenset({"head", "leader", "chief", "helm", "charge"})
_GAP = frozenset({"by", "that"})
_AFTER_GAP = frozenset({"", ",", ".", ";", "and", "while", "at", "in"})
STANDS = frozenset({"is", "was", "will", "are", "were", "stood", "stands", "sat"})


def led_by(scene: Scene) -> list[Statement]:
    """'the R delegation, led by X along with Y'; 'the R and S delegations were led by X and Y respectively'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(LED):
        if reading.word(i + 1) != "by":
            continue
        group = scene.governor(i)
        listed = read_list(reading, scene.people, i + 2)
        opened = reading.parties(1, 5) if reading.word(0) == "for" and group is None else []
        people = _led_people(scene, i)
        if people and listed.persons:
            statements.append(Statement(reading, people, _heads_and_company(scene, listed)))
            continue
        if opened and listed.persons:
            statements.append(Statement(reading, party_of(opened[0]), _heads_and_company(scene, listed)))
        elif group is None and listed.persons and _is_pointed_at(scene, i):
            statements.append(Statement(reading, None, _heads_and_company(scene, listed)))
        if group is None or not listed.persons or "that" in scene.words(group.last, i):
            continue  # 'and that of the S, led by Y' speaks of another one
        if reading.word(group.at) in ("delegations", "sides", "teams"):
            statements += _led_respectively(scene, group, listed)
        elif len(group.parties) < 2:
            statements.append(of_group(group, _heads_and_company(scene, listed)))
    return statements


def _led_people(scene: Scene, verb: int) -> Party | None:
    """'The Americans were led by X': the people itself is the subject."""
    k = verb - 1
    while scene.reading.word(k) in ("were", "are", "be", "will", "again", "being", "been", "have"):
        k -= 1
    found = scene.reading.terms[k] if 0 <= k < verb - 1 else None
    is_people = found is not None and found.term.kind == "demonym" and scene.reading.word(found.first - 1) == "the"
    return last_party(scene.reading, k + 1) if is_people else None


def _is_pointed_at(scene: Scene, verb: int) -> bool:
    """Whether 'it' opens the sentence and means the delegation spoken of last: 'It will be led by X'."""
    return scene.context.current is not None and verb <= 4 and scene.reading.word(0) == "it"


def _led_respectively(scene: Scene, group: Group, listed: PersonList) -> list[Statement]:
    """One head a party: in the order of the parties, else each for the country of the title."""
    parties: list[Party | None] = list(group.parties)
    beside = [_in_brackets(scene, p) or _of_country(scene, p) for p in listed.persons]
    if all(beside):
        parties = list(beside)
    if not parties:
        countries = [scene.people.at(p.name).title_country for p in listed.persons]
        parties = [Party(c, "country", c) if c else None for c in countries]
    if len(parties) != len(listed.persons) or len(set(parties)) != len(parties):
        return []
    pairs = zip(parties, listed.persons, strict=True)
    return [Statement(scene.reading, party, (Named(person, "head"),)) for party, person in pairs if party]


def _in_brackets(scene: Scene, person: ListedPerson) -> Party | None:
    """The country that stands in brackets behind a name: 'X (Egypt)'."""
    last = person.name.last
    return (
        last_party(scene.reading, last + 2)
        if scene.reading.kind(last + 1) in PARTY_LIKE and scene.reading.tokens[last].text == "("
        else None
    )


def _of_country(scene: Scene, person: ListedPerson) -> Party | None:
    """The country behind a name or in its title: 'X of France', 'French minister X'."""
    country = _country_beside(scene, person.name)
    return Party(country, "country", country) if country else None


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
    verb = next(iter(reading.places(LED)), len(reading.tokens))
    for i in reading.places(_GAP, verb + 2, -1):
        found = reading.terms[i - 1]
        is_bare = found is not None and found.term.kind == "demonym" and reading.word(found.first - 1) == "the"
        if reading.word(i) == "by" and found and (is_bare or reading.tokens[i - 1].is_possessive):
            owner, listed = last_party(reading, i), read_list(reading, scene.people, i + 1)
            if owner and listed.persons:
                statements.append(Statement(reading, owner, (Named(listed.persons[0], "head"),)))
        side = next((g for g in scene.groups if g.last == i and g.at > verb and len(g.parties) == 1), None)
        if reading.word(i) == "by" and side and not (found and reading.tokens[i - 1].is_possessive):
            listed = read_list(reading, scene.people, i + 1)
            statements += [of_group(side, (Named(p, "head"),)) for p in listed.persons[:1]]
        if reading.word(i) == "that" and reading.word(i + 1) == "of" and scene.governor(i):
            names = scene.people.within(reading, verb, i)
            after = [f for f in reading.parties(i) if f.first - i <= 3]
            owner = last_party(reading, after[0].last) if after else None
            if owner and reading.word(after[0].last) == "by":
                listed = read_list(reading, scene.people, after[0].last + 1)
                statements += [Statement(reading, owner, (Named(p, "head"),)) for p in listed.persons[:1]]
            elif owner and names:
                head = ListedPerson(names[-1], scene.people.title_of(names[-1]))
                statements.append(Statement(reading, owner, (Named(head, "head"),)))
    return statements


def leads(scene: Scene) -> list[Statement]:
    """'X leads the team', 'X, head of the R delegation', 'Heading the R delegation, X', 'Y the S one'."""
    statements = []
    for group in scene.groups:
        verb = _verb_before(scene, group)
        each = _each_for_own(scene, group, verb) if verb is not None else []
        if each:
            statements += each
            continue
        head = _subject(scene, group, verb) if verb is not None and len(group.parties) < 2 else None
        if verb is None or head is None:
            continue
        role = "deputy" if "deputy" in scene.words(verb - 1, verb + 1) else "head"
        listed = ListedPerson(head, scene.people.title_of(head))
        statements.append(of_group(group, (Named(listed, role),)))
    return statements


def _each_for_own(scene: Scene, group: Group, verb: int) -> list[Statement]:
    """'R's X and S's Y led their respective sides', 'X of R and Y of S led the delegations of their countries'."""
    reading = scene.reading
    if reading.word(group.at) not in ("delegations", "sides", "teams"):
        return []
    if "their" not in scene.words(group.first - 3, group.last + 3):
        return []
    names = [n for n in scene.people.within(reading, 0, verb) if not is_nested(reading, n.first)]
    parties = [_country_beside(scene, n) for n in names]
    sides = [f.term.value for f in reading.sides]
    if len(names) == len(sides) == 2 and len(set(parties)) == 2 and None in parties:
        known = next(p for p in parties if p)
        rest = [s for s in sides if s != known]
        parties = [p or rest[0] if len(rest) == 1 else p for p in parties]
    pairs = [(n, p) for n, p in zip(names, parties, strict=True) if p]
    if len(pairs) < 2:
        return []
    return [
        Statement(reading, Party(p, "country", p), (Named(ListedPerson(n, scene.people.title_of(n)), "head"),))
        for n, p in pairs
    ]


def _country_beside(scene: Scene, name: NameSpan) -> str | None:
    """The country behind a name ('X of France') or in its title."""
    reading = scene.reading
    found = reading.terms[name.last + 1] if name.last + 1 < len(reading.tokens) else None
    if reading.word(name.last) == "of" and found and found.term.kind == "country":
        return found.term.country
    return scene.people.at(name).title_country


def _verb_before(scene: Scene, group: Group) -> int | None:
    """The token that makes somebody the head of a group: right before its noun phrase, or right behind the noun."""
    reading, i = scene.reading, group.first - 1
    if reading.word(i) in LEADS and reading.word(i + 1) != "by":
        return i
    if reading.word(i) == "of" and reading.word(i - 1) in HEADS:
        return i - 1
    if reading.word(i) == "over" and reading.word(i - 1).startswith("presid"):
        return i - 1
    led = next((k for k in range(max(0, i - 3), group.at) if reading.word(k) == "led"), None)
    if led is not None and reading.tokens[led - 1].text in "-‑":
        return led - 1
    if reading.word(group.at + 1) in HEADS and scene.people.within(reading, group.at, group.at + 3):
        return group.at + 1  # 'delegation chief X'
    is_gap = reading.word(group.at) == "one" and reading.word(group.at + 1) in _AFTER_GAP
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
    if verb - start <= 2 and scene.words(start, verb) <= {"the", "at"}:
        behind = people.within(reading, group.last, len(reading.tokens))
        gap = scene.words(group.last, behind[0].first) if behind else set()
        is_beside = reading.word(verb) in ("head", "chief", "leader") and is_title_gap(scene, group.last, behind)
        i = group.last + 1 if reading.word(group.last) in STANDS else 0
        i = i + 1 if i and reading.word(i) == "be" else i
        is_beside = is_beside or (i > 0 and is_title_gap(scene, i, behind))
        return behind[0] if behind and ("," in gap or is_beside) else None
    if scene.words(start, verb) & {"he", "she"}:
        person = people.last_before(reading.tokens[start].start)
        return person.fullest if person else None
    return None


def is_title_gap(scene: Scene, first: int, names: list[NameSpan], *, commas: bool = False) -> bool:
    """Whether nothing but a title stands before the first name: 'the head of the office, X', 'Minister X'."""
    tokens, reading = scene.reading.tokens, scene.reading
    return bool(names) and all(
        tokens[k].is_capitalised
        or reading.is_title_word(k)
        or reading.is_geographic(k)
        or tokens[k].bare in _TITLE_GLUE
        or (tokens[k].text == "," and k == names[0].first - 1)
        or (commas and k in reading.meant)
        for k in range(first, names[0].first)
    )


_TITLE_GLUE = frozenset("of for and the its his her their a an former then".split())
