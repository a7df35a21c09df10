"""Frames that name the heads of two delegations at once: 'by X and Y respectively', 'X led the R team, Y that of S'."""

from __future__ import annotations

from dataclasses import replace

from transforms.tag.groups import Group
from transforms.tag.leading import AFTER_GAP, LEADS, PASSIVE, entitled, leaders_before, other_side, party_at
from transforms.tag.lexicon import PARTY_LIKE
from transforms.tag.lists import ListedPerson, PersonList, read_list
from transforms.tag.names import NameSpan
from transforms.tag.parties import Party, last_party, party_of
from transforms.tag.statements import Named, Scene, Statement, of_group

PLURAL = frozenset({"delegations", "sides", "teams"})
_GAP = frozenset({"by", "that", "other", "one"})


def led_respectively(scene: Scene, group: Group, listed: PersonList) -> list[Statement]:
    """One head a party: in the order of the parties, else each for the country of the title."""
    parties: list[Party | None] = list(group.parties)
    beside = [_in_brackets(scene, p) or country_beside(scene, p.name) for p in listed.persons]
    if all(beside):
        parties = list(beside)
    if not parties:
        countries = [scene.people.at(p.name).title_country for p in listed.persons]
        parties = [Party(c, "country", c) if c else None for c in countries]
    return _one_each(scene, parties, list(listed.persons))


def each_for_own(scene: Scene, group: Group, verb: int) -> list[Statement]:
    """'X of R and Y of S led the delegations of their countries', 'X and Y led the R and S teams respectively'."""
    reading = scene.reading
    if reading.word(group.at) not in PLURAL:
        return []
    names = leaders_before(scene, 0, verb)
    persons = [ListedPerson(n, scene.people.title_of(n)) for n in names]
    if len(group.parties) == len(names) > 1 and _in_order(scene, group, names):
        return _one_each(scene, list(group.parties), persons)
    if not {"their", "two"} & scene.words(group.first - 3, group.last + 3):
        return []
    parties = [country_beside(scene, n) for n in names]
    sides = [party_of(f) for f in reading.sides]
    if len(names) == len(sides) == 2 and len(set(parties)) == 2 and None in parties:
        known = next(p for p in parties if p)
        rest = [s for s in sides if s != known]
        parties = [p or rest[0] if len(rest) == 1 else p for p in parties]
    known_ones = [(p, person) for p, person in zip(parties, persons, strict=True) if p]
    return _one_each(scene, [p for p, _ in known_ones], [x for _, x in known_ones]) if len(known_ones) > 1 else []


def _in_order(scene: Scene, group: Group, names: list[NameSpan]) -> bool:
    """'X and Y head the R and S teams': each the one named in the same place, unless a title says otherwise."""
    beside = [country_beside(scene, name) for name in names]
    return "respectively" in scene.reading.vocabulary or all(
        own in (None, party) for own, party in zip(beside, group.parties, strict=True)
    )


def _one_each(scene: Scene, parties: list[Party | None], persons: list[ListedPerson]) -> list[Statement]:
    """A head for each party, where they are as many."""
    if len(parties) != len(persons) or len(set(parties)) != len(parties):
        return []
    pairs = zip(parties, persons, strict=True)
    return [Statement(scene.reading, party, (Named(person, "head"),)) for party, person in pairs if party]


def _in_brackets(scene: Scene, person: ListedPerson) -> Party | None:
    """The country that stands in brackets behind a name: 'X (Egypt)'."""
    last = person.name.last
    return (
        last_party(scene.reading, last + 2)
        if scene.reading.kind(last + 1) in PARTY_LIKE and scene.reading.tokens[last].text == "("
        else None
    )


def country_beside(scene: Scene, name: NameSpan) -> Party | None:
    """The country behind a name ('X of France', 'X for France') or in its title."""
    reading = scene.reading
    found = reading.terms[name.last + 1] if name.last + 1 < len(reading.tokens) else None
    if reading.word(name.last) in ("of", "for") and found and found.term.kind in ("country", "metonym"):
        return party_of(found)
    owner = reading.terms[name.first - 1] if name.first and reading.tokens[name.first - 1].is_possessive else None
    if owner and owner.term.kind in PARTY_LIKE:
        return party_of(owner)
    country = scene.people.at(name).title_country
    return Party(country, "country", country) if country else None


def gapped(scene: Scene) -> list[Statement]:
    """'the R delegation is led by X, S's by Y'; 'X headed the R delegation and Y that of S': the verb is left out."""
    reading, statements = scene.reading, list[Statement]()
    verb = next(iter(reading.places(PASSIVE)), len(reading.tokens))
    for i in reading.places(_GAP, verb + 2, -1):
        word, following = reading.word(i), reading.word(i + 1)
        if word == "by":
            statements += _gapped_by(scene, verb, i)
        elif word == "other" and reading.word(i - 1) == "the" and following in AFTER_GAP:
            statements += _head_of(scene, verb, i, other_side(scene, i))
        elif word in ("that", "one") and following in ("of", "from") and scene.governor(i):
            after = [f for f in reading.parties(i) if f.first - i <= 3]
            owner = last_party(reading, after[0].last) if after else None
            if owner and reading.word(after[0].last) == "by":
                statements += _first_of(scene, after[0].last + 1, Statement(reading, owner))
            elif owner:
                statements += _head_of(scene, verb, i, owner)
    return statements + _bare_peoples(scene)


def _bare_peoples(scene: Scene) -> list[Statement]:
    """'X led the R side and Y the S at the talks': a people without a group noun, behind the name of its head."""
    reading, statements = scene.reading, list[Statement]()
    verb = next(iter(reading.places(LEADS)), None)
    if verb is None or not scene.groups:
        return []
    for name in scene.people.within(reading, verb + 2, len(reading.tokens)):
        found = reading.terms[name.last + 1] if name.last + 1 < len(reading.tokens) else None
        is_bare = reading.word(name.last) == "the" and found is not None and found.term.kind == "demonym"
        if found and is_bare and reading.word(found.last) in AFTER_GAP and scene.governor(name.first):
            statements.append(Statement(reading, party_of(found), (entitled(scene, name),)))
    for i in reading.places(_HEAD, verb):
        found = reading.terms[i + 3] if i + 3 < len(reading.tokens) else None
        is_bare = reading.word(i + 1) == "of" and reading.word(i + 2) == "the" and reading.word(i + 4) in AFTER_GAP
        if found and is_bare and found.term.kind == "demonym":
            statements += _head_of(scene, verb, i, party_of(found))  # 'X, head of the R team, and Y, head of the S'
    return statements


_HEAD = frozenset({"head", "leader", "chief"})


def _gapped_by(scene: Scene, verb: int, by: int) -> list[Statement]:
    """'S's by Y', 'the S by Y', 'the S side by Y'."""
    party = party_at(scene.reading, by - 2 if scene.reading.tokens[by - 1].text == "," else by - 1)
    if party:
        return _first_of(scene, by + 1, Statement(scene.reading, party))
    side = next((g for g in scene.groups if g.last == by and g.at > verb and len(g.parties) == 1), None)
    return _first_of(scene, by + 1, of_group(side, ())) if side else []


def _first_of(scene: Scene, first: int, statement: Statement) -> list[Statement]:
    """A statement with the first person of a list as its head."""
    listed = read_list(scene.reading, scene.people, first)
    return [replace(statement, named=(Named(p, "head"),)) for p in listed.persons[:1]]


def _head_of(scene: Scene, first: int, last: int, party: Party | None) -> list[Statement]:
    """The last name between two tokens as the head of a party's delegation."""
    names = leaders_before(scene, first, last)
    return [Statement(scene.reading, party, (entitled(scene, names[-1]),))] if names and party else []


def heads_of_both(scene: Scene) -> list[Statement]:
    """'The heads of the two delegations, R's X and S's Y', 'The chief negotiators of R and S, X and Y'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(_CHIEFS, 1):
        group = next((g for g in scene.groups if g.at == i or (g.first == i + 2 and reading.word(i + 1) == "of")), None)
        is_chief = reading.word(i - 1) in ("chief", "lead", "top") or (group is not None and group.at > i)
        last = group.last if group else i + 1
        if is_chief and last < len(reading.tokens) and reading.tokens[last].text == ",":
            persons = read_list(reading, scene.people, last + 1).persons
            beside = [country_beside(scene, p.name) for p in persons]
            parties = beside if all(beside) else list(group.parties) if group else []
            statements += _one_each(scene, parties, list(persons)) if len(persons) > 1 else []
    return statements


_CHIEFS = frozenset({"heads", "leaders", "negotiators", "delegates"})
