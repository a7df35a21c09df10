"""Frames that name a head by a noun or in passing: 'its leader is X', 'under X', 'with X as head'."""

from __future__ import annotations

from transforms.tag.dates import number_of
from transforms.tag.groups import GROUP_WORDS, Group, find_groups
from transforms.tag.head_frames import HEADS, LEADS, STANDS, is_title_gap
from transforms.tag.lexicon import Found
from transforms.tag.lists import ListedPerson, read_list
from transforms.tag.parties import last_party, party_of
from transforms.tag.statements import COPULAS, Named, Scene, Statement, as_members, of_group
from transforms.tag.titles import is_nested

_POSTS_IN_TEAM = frozenset({"head", "leader", "chief", "delegate", "negotiator"})
_GUIDANCE = frozenset({"chairmanship", "leadership", "guidance", "command", "chair", "direction"})


def under(scene: Scene) -> list[Statement]:
    """'a team of three under its secretary-general, X', 'the R delegation, under the chairmanship of X'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places({"under"}, 1):
        group = scene.governor(i)
        if group is None or len(group.parties) > 1 or not _follows(scene, group, i):
            continue
        first = i + 1
        guidance = next((k for k in (i + 1, i + 2) if reading.word(k) in _GUIDANCE), None)
        if guidance:
            first = guidance + 2
        persons = read_list(reading, scene.people, first).persons
        if persons and persons[0].name.first - first <= _TITLE_WORDS:
            statements.append(of_group(group, (Named(persons[0], "head"),)))
    return statements


_TITLE_WORDS = 14  # between 'under' and the name stands no more than a title

_CAME = frozenset("came is was works worked sat arrived of people members officials in to and".split())


def _follows(scene: Scene, group: Group, i: int) -> bool:
    """Whether token ``i`` opens the complement of a group noun: right behind it, or behind its size, goal or verb."""
    reading = scene.reading
    return i - group.last <= 6 and all(
        reading.word(k) in _CAME or reading.tokens[k].text in ",()" or reading.tokens[k].is_capitalised
        or number_of(reading.word(k)) is not None
        for k in range(group.last, i)
    )  # fmt: skip


def with_as_head(scene: Scene) -> list[Statement]:
    """'a team with X as its leader', 'a delegation with X at its head', 'the team had X as head'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(_AT_HEAD, 2):
        if _is_deputy(scene, i):
            continue
        link = next((k for k in (i - 1, i - 2, i - 3) if reading.word(k) in ("as", "at", "in")), None)
        group = scene.governor(link) if link else None
        if link is None or group is None or len(group.parties) > 1:
            continue
        opening = next((k for k in range(link - 1, group.at, -1) if reading.word(k) in _HAVING), None)
        persons = read_list(reading, scene.people, opening + 1).persons if opening else ()
        if persons and persons[0].name.last <= link:
            statements.append(of_group(group, (Named(persons[0], "head"),)))
    return statements


_AT_HEAD = _POSTS_IN_TEAM | {"helm", "charge"}
_HAVING = frozenset({"with", "had", "has", "including", "includes"})

_CHIEF = frozenset({"chief", "lead", "top", "head"})


def leads_it(scene: Scene) -> list[Statement]:
    """'X leads it', 'Minister X is heading them': the delegation spoken of last."""
    reading = scene.reading
    for i in reading.places(LEADS, 1) if scene.context.current else ():
        if reading.word(i + 1) not in ("it", "them"):
            continue
        names = [n for n in scene.people.within(reading, 0, i) if not is_nested(reading, n.first)]
        if names:
            head = ListedPerson(names[-1], scene.people.title_of(names[-1]))
            return [Statement(reading, None, (Named(head, "head"),))]
    return []


def _is_deputy(scene: Scene, i: int) -> bool:
    return "deputy" in scene.words(i - 2, i)


def whose_leader(scene: Scene) -> list[Statement]:
    """'The R team, whose leader, X, is ...', 'R's chief negotiator, X', 'US chief of delegation X'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(_POSTS_IN_TEAM, 1, -1):
        first = i + 2 if reading.tokens[i + 1].text == "," else i + 1
        if reading.word(i + 1) == "of" and reading.word(i + 2) in ("delegation", "mission"):
            first = i + 3
        if reading.word(i + 1) in COPULAS:
            first = i + 2
        named = scene.people.within(reading, first, first + 6)
        if not named or not (named[0].first == first or is_title_gap(scene, first, named)):
            continue
        head = (Named(ListedPerson(named[0], scene.people.title_of(named[0])), "head"),)
        group = scene.governor(i)
        is_its = reading.word(i - 1) in ("whose", "its", "their") or (group is not None and group.at == i - 1)
        if is_its and group and len(group.parties) == 1:
            statements.append(of_group(group, head))
        elif reading.word(i - 1) in _CHIEF or first == i + 3:
            owner = [f for f in reading.parties(max(0, i - 3), i) if f.last >= i - 1]
            owner = owner or [Found(i - 2, i - 1, reading.meant[i - 2])] if i - 2 in reading.meant else owner
            if owner and (scene.context.current or owner[0].term.value in {f.term.value for f in reading.sides}):
                statements.append(Statement(reading, party_of(owner[0]), head))
    return statements


def leads_for(scene: Scene) -> list[Statement]:
    """'For R, Minister X led the talks', 'X will lead for R': the party stands with 'for'."""
    reading = scene.reading
    for i in reading.places({"led", "leads", "lead", "headed"}, 1):
        names = [n for n in scene.people.within(reading, 0, i) if not is_nested(reading, n.first)]
        opened = reading.word(0) == "for" and reading.parties(1, 4)
        owner = reading.parties(1, 4) if opened else reading.parties(i + 2, i + 5)
        is_for = (opened and reading.word(i + 2) in _MATTERS) or reading.word(i + 1) == "for"
        if names and owner and is_for:
            head = ListedPerson(names[-1], scene.people.title_of(names[-1]))
            return [Statement(reading, last_party(reading, owner[0].last), (Named(head, "head"),))]
    return []


_MATTERS = frozenset({"talks", "negotiations", "discussions", "consultations", "table"})


def leader_is(scene: Scene) -> list[Statement]:
    """'Its leader is X', 'Her deputy will be Y', 'The delegation had two heads, X and Y'."""
    reading = scene.reading
    if reading.word(0) in ("heading", "leading") and reading.word(1) in ("it", "them") and reading.word(2) in STANDS:
        listed = read_list(reading, scene.people, 3)
        if listed.persons and scene.context.current:
            return [Statement(reading, None, as_members(listed.persons[:1], "head"))]
    for i in reading.places(_OWNED_HEADS, 1, -2):
        word = reading.word(i)
        copula = i + 1 if reading.word(i + 1) in COPULAS else i + 2
        is_copula = word in HEADS | {"deputy"} and reading.word(copula) in COPULAS and (
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


_OWNED_HEADS = HEADS | {"deputy", "heads"}


def as_deputy(scene: Scene) -> list[Statement]:
    """'with Y as her deputy', in a sentence that speaks of a delegation."""
    reading = scene.reading
    for i in reading.places({"deputy"}, 2):
        if not scene.words(i - 2, i) >= {"as"} or not scene.words(0, i) & GROUP_WORDS:
            continue
        names = scene.people.within(reading, 0, i)
        group = scene.governor(i)
        if names and group and reading.word(names[-1].last) == "as":
            return [of_group(group, (Named(ListedPerson(names[-1], None), "deputy"),))]
    return []
