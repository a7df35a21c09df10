"""Frames that name a head in passing: 'a team under X', 'in the hands of X', 'with X as head'."""

from __future__ import annotations

from dataclasses import replace

from transforms.tag.dates import number_of
from transforms.tag.head_frames import is_described, is_title_gap
from transforms.tag.leader_frames import HAVING, OWN, POSTS
from transforms.tag.leading import (
    entitled,
    leaders_before,
    party_at,
    points_back,
    skip_back,
    subject_of,
)
from transforms.tag.lists import read_list
from transforms.tag.paired_frames import PLURAL, led_respectively
from transforms.tag.sentence import Reading
from transforms.tag.statements import COPULAS, Named, Scene, Statement

_LEADERSHIP = frozenset({"leadership", "command"})  # of a delegation, however far behind its noun
_GUIDANCE = frozenset(
    "chairmanship co-chairmanship leadership guidance command chair direction presidency authority".split()
)
_MATTERS = frozenset({"talks", "negotiations", "discussions", "consultations", "table"})


def under(scene: Scene) -> list[Statement]:
    """'a team of three under its secretary-general, X', 'the R delegation is in the hands of X'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places({"under", "in", "answers", "answer", "answered"}, 0, -1):
        first, group = _guided_by(reading, i), scene.governor(i)
        if first is None:
            continue
        if reading.word(i + 1) in _WHOSE and reading.word(i + 2) in _GUIDANCE:
            statements += _under_him(scene, i)
            continue
        is_near = group is None or reading.word(i) != "under" or _follows(scene, group.last, i)
        is_near = is_near or (reading.word(first - 2) in _LEADERSHIP and reading.word(i - 1) not in _MATTERS)
        if not is_near and not party_at(reading, skip_back(reading, i)):
            continue
        names = scene.people.within(reading, first, first + _TITLE_WORDS)
        if not is_title_gap(scene, first, names, commas=True) and not is_described(scene, first, names):
            continue
        listed = read_list(reading, scene.people, first)
        if not listed.persons:
            continue
        subject = subject_of(scene, i, is_bare=reading.word(i).startswith("answer"))
        if group and len(listed.persons) > 1 and reading.word(group.at) in PLURAL:
            statements += led_respectively(scene, group, listed)
        elif subject:
            is_deputy = reading.word(first) in OWN and reading.word(first + 1) == "deputy"
            statements.append(replace(subject, named=(Named(listed.persons[0], "deputy" if is_deputy else "head"),)))
    return statements


def _under_him(scene: Scene, i: int) -> list[Statement]:
    """'X signed; the R delegation was under his authority', 'X, under whose leadership it travelled'."""
    names = leaders_before(scene, 0, i)
    said = points_back(scene, i) if scene.reading.word(i + 1) == "whose" else subject_of(scene, i)
    is_near = bool(names) and (scene.reading.word(i + 1) != "whose" or i - names[-1].last <= _TITLE_WORDS)
    holder = names[-1] if names and scene.reading.word(i + 1) == "whose" else names[0] if names else None
    return [replace(said, named=(entitled(scene, holder),))] if said and holder and is_near else []


_WHOSE = frozenset({"his", "her", "whose"})
_TITLE_WORDS = 14  # between 'under' and the name stands no more than a title


def _guided_by(reading: Reading, i: int) -> int | None:
    """The first token behind 'under', 'under the chairmanship of', 'in the hands of' and 'answers to'."""
    word, following = reading.word(i), reading.word(i + 1)
    if word.startswith("answer"):
        return i + 2 if following == "to" else None
    noun = i + 2 if following == "the" else i + 1
    if word == "in":
        is_held = noun == i + 2 or reading.word(i - 1) in COPULAS  # no 'Secretary of State in charge of Y'
        is_hand = is_held and reading.word(noun) in ("hands", "charge")
        return noun + 2 if is_hand and reading.word(noun + 1) == "of" else None
    return noun + 2 if reading.word(noun) in _GUIDANCE else i + 1


_CAME = frozenset(
    "came come went is are was were has had have been works worked sat arrived flew travelled traveled travel left of "
    "people members officials in to and at the a then also which that for whole all placed put on from here there "
    "earlier this week year with once more again crossed border same kind size moved".split()
)


def _follows(scene: Scene, first: int, i: int) -> bool:
    """Whether token ``i`` opens the complement of a group noun: right behind it, or behind its size, goal or verb."""
    reading = scene.reading
    commas = [k for k in range(first, i) if reading.tokens[k].text == ","]
    if commas and commas[0] == first and len(commas) > 1:
        first = commas[1]  # ', all in uniform,'
    if reading.word(i - 1) in COPULAS and reading.tokens[i - 2].text == ",":
        return True  # ', which includes Y and Z, is under X'
    return i - first <= _NEAR and all(
        reading.word(k) in _CAME or reading.tokens[k].text in ",()" or reading.tokens[k].is_capitalised
        or number_of(reading.word(k)) is not None or reading.word(k).endswith("ly") or reading.terms[k]
        for k in range(first, i)
    )  # fmt: skip


_NEAR = 9


def with_as_head(scene: Scene) -> list[Statement]:
    """'a team with X as its leader', 'a delegation with X at its head', 'the team had X for its chief'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(_AT_HEAD, 2):
        if "deputy" in scene.words(i - 2, i):
            continue
        link = next((k for k in range(i - 1, i - 5, -1) if reading.word(k) in _LINKS), None)
        link = i if reading.word(i) == "leading" else link
        opening = next((k for k in range(link - 1, -1, -1) if reading.word(k) in HAVING), None) if link else None
        alone = [n for n in scene.people.within(reading, 1, link) if n.last == link] if link else []
        if alone and reading.tokens[alone[0].first - 1].text == ",":
            opening = alone[0].first - 1  # 'the negotiators, X in the lead, ...'
        persons = read_list(reading, scene.people, opening + 1).persons if opening is not None else ()
        if link is None or opening is None or not persons or persons[0].name.last > link:
            continue
        subject = subject_of(scene, opening, is_bare=reading.word(opening) in ("had", "has"))
        if subject:
            statements.append(replace(subject, named=(Named(persons[0], "head"),)))
    return statements


_LINKS = frozenset({"as", "at", "in", "for"})
_AT_HEAD = (POSTS - {"deputy"}) | {"helm", "charge", "lead", "leading"}
