"""Frames whose delegation has no group noun of its own: 'X leads it', 'the team X is leading', 'X is in charge'."""

from __future__ import annotations

from dataclasses import replace

from transforms.tag.groups import Group
from transforms.tag.head_frames import STANDS, is_title_gap, joined
from transforms.tag.leading import (
    AFTER_GAP,
    LEADS,
    REACH,
    clause_start,
    entitled,
    leaders_before,
    other_side,
    party_at,
    points_back,
    said_of,
    skip_back,
)
from transforms.tag.parties import last_party, party_of
from transforms.tag.statements import Scene, Statement

_FAR = 16  # tokens between a relative pronoun and its verb


def leads_it(scene: Scene) -> list[Statement]:
    """'X leads it', 'Minister X is heading them', 'Y is leading the other', 'Y led S's', 'Leading it is X'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(LEADS):
        led = _what_is_led(scene, i)
        names = joined(scene, leaders_before(scene, clause_start(scene, i), i)) if led else []
        if led and not names and reading.word(i + 2) in STANDS:
            behind = scene.people.within(reading, i, i + REACH)
            names = behind[:1] if is_title_gap(scene, i + 3, behind, commas=True) else []
        if led and names:
            statements.append(replace(led, named=tuple(entitled(scene, n) for n in names)))
    return statements


def _what_is_led(scene: Scene, verb: int) -> Statement | None:
    """The delegation that a verb has as its object without a group noun: 'it', 'its work', 'the other', "S's"."""
    reading, word = scene.reading, scene.reading.word(verb + 1)
    if word == "that" and reading.word(verb + 2) in ("of", "from"):
        owner = next(iter(reading.parties(verb + 3, verb + 6)), None)
        return Statement(reading, party_of(owner)) if owner else None
    if word in ("it", "them") or (word == "its" and reading.word(verb + 2) == "work"):
        return points_back(scene, verb)
    party = None
    if word == "the" and reading.word(verb + 2) == "other" and reading.word(verb + 3) in AFTER_GAP:
        left = [party_of(f) for f in reading.parties(clause_start(scene, verb), verb)]
        party = other_side(scene, verb) or next((p for p in left if p != scene.context.current), None)
    elif verb + 1 < len(reading.tokens) and reading.word(verb + 2) in AFTER_GAP:
        party = party_at(reading, verb + 1) if reading.tokens[verb + 1].is_possessive else None
    return Statement(reading, party) if party else None


def in_charge(scene: Scene) -> list[Statement]:
    """'X, a director, is in charge', where the delegation has been spoken of."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places({"charge"}, 3):
        is_alone = reading.word(i - 1) == "in" and reading.word(i + 1) in AFTER_GAP
        verb = skip_back(reading, i - 1) + 1
        said = points_back(scene, i) if is_alone and scene.words(verb, i) & STANDS else None
        names = leaders_before(scene, clause_start(scene, i), i) if said else []
        if said and names:
            statements.append(replace(said, named=(entitled(scene, names[0]),)))
    return statements


def leads_which(scene: Scene) -> list[Statement]:
    """'the team, which X is leading,', 'a group that X had led to New York', 'R, whose delegation X leads'."""
    reading, statements = scene.reading, list[Statement]()
    for verb in reading.places(LEADS, 3):
        if reading.word(verb + 1) in _OBJECTS:
            continue
        link = next((k for k in range(verb - 1, max(0, verb - 2 * _FAR), -1) if reading.word(k) in _RELATIVES), None)
        group = _antecedent(scene, link, verb) if link else None
        end = skip_back(reading, verb) + 1
        if link is None or group is None or len(group.parties) > 1:
            continue
        first = group.last if group.at > link else link + 1
        names = scene.people.within(reading, first, end)
        is_apposed = is_title_gap(scene, first, names) and reading.tokens[names[0].last].text in ",("
        is_joined = is_title_gap(scene, first, names) and reading.word(verb - 1) == "and"  # 'X had formed and heads'
        names = names[:1] if is_apposed or is_joined else [n for n in names if n.last == end]
        if not names and reading.word(end - 1) in ("he", "she") and end - 1 == first:
            names = leaders_before(scene, 0, link)[:1]
        if names:
            said = said_of(group)
            owner = last_party(reading, link) if group.at > link and said.party is None else None
            statements.append(replace(said, party=said.party or owner, named=(entitled(scene, names[-1]),)))
    return statements


_RELATIVES = frozenset({"which", "that", "whom", "whose"})
_OBJECTS = frozenset("the a an it them its their by of his her this these".split())


def _antecedent(scene: Scene, link: int, verb: int) -> Group | None:
    """The group that a relative clause describes, or the one in 'whose delegation'."""
    if scene.reading.word(link) == "whose":
        return next((g for g in scene.groups if link < g.at <= link + 3 and g.at < verb), None)
    group = scene.governor(link)
    return group if group and link - group.last <= 5 else None
