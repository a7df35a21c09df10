"""Frames that name a head by a noun: 'its leader is X', 'X is chief negotiator', 'X leads for R'."""

from __future__ import annotations

from dataclasses import replace

from transforms.tag.groups import GROUP_WORDS
from transforms.tag.head_frames import STANDS, is_title_gap
from transforms.tag.leading import (
    AFTER_GAP,
    REACH,
    clause_start,
    entitled,
    leaders_before,
    opening_party,
    points_back,
    said_of,
    subject_of,
)
from transforms.tag.lexicon import PARTY_LIKE, Found
from transforms.tag.lists import ListedPerson, read_list
from transforms.tag.names import NameSpan
from transforms.tag.parties import Party, party_of
from transforms.tag.sentence import Reading
from transforms.tag.statements import COPULAS, Named, Scene, Statement, of_group

POSTS = frozenset(
    "head heads leader leaders chief chair chairman chairwoman chairperson delegate negotiator coordinator co-leaders "
    "co-heads co-chairs co-leader co-head co-chair deputy".split()
)
_LOOSE = frozenset({"delegate", "negotiator"})  # a post only with a word such as 'chief' before it
_TOP = frozenset({"chief", "lead", "top", "head", "principal", "senior"})
_QUALIFIERS = _TOP | frozenset("deputy first joint two overall acting own new single".split())
_FORMER = frozenset({"former", "previous", "late", "ex-head"})


def head_is(scene: Scene) -> list[Statement]:
    """'Its leader, X,', 'the delegation's head is X', 'R's chief negotiator, X', 'X was appointed its head'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(POSTS, 0):
        first = i
        while first and reading.word(first - 1) in _QUALIFIERS:
            first -= 1
        qualifiers = scene.words(first, i)
        if (reading.word(i) in _LOOSE and not qualifiers & _TOP) or reading.word(first - 1) in _FORMER:
            continue
        if reading.word(first - 3) == "who" and reading.word(first - 2) in COPULAS:
            continue  # 'X, who is its leader, Y and Z'
        said, last = _headed(scene, first, i)
        holders = _holders(scene, first, last) if said else []
        if said and holders:
            role = "deputy" if "deputy" in scene.words(first, i + 1) else "head"
            is_many = reading.word(i).endswith("s")
            named = tuple(entitled(scene, n, role) for n in (holders if is_many else holders[:1]))
            statements.append(replace(said, named=named))
    return statements


def _headed(scene: Scene, first: int, i: int) -> tuple[Statement | None, int]:
    """Whose the post of tokens ``first`` to ``i`` is, and the token behind the post's phrase."""
    reading, owner = scene.reading, first - 1
    word, following = reading.word(i), reading.word(i + 1)
    is_chief = word in _LOOSE
    group = scene.governor(first)
    if following == "of" and reading.word(i + 2) in ("delegation", "mission"):
        return _of_party(scene, first, i), i + 3
    if following == "of" and reading.word(i + 2) == "which" and group is not None:
        return said_of(group), i + 3
    if is_chief and following == "for":
        found = next((f for f in reading.parties(i + 2, i + 6)), None)
        return (Statement(reading, party_of(found)), found.last) if found else (None, i)
    if scene.words(first, i) & _COUNTED:
        owner = owner - 1 if reading.word(owner) == "a" else owner
        return (subject_of(scene, owner) if reading.word(owner) in HAVING else None), i + 1
    if word == "deputy" and not (following in COPULAS | _HOLDING and reading.word(owner) in OWN):
        return None, i
    if reading.word(owner) in OWN:
        return _of_pronoun(scene, owner, i, is_chief=is_chief), i + 1
    boss = _named_up_to(scene, first)
    if is_chief and boss and (country := scene.people.at(boss).title_country):
        return Statement(reading, Party(country, "country", country)), i + 1  # "President Y's chief negotiator"
    is_described = following == ":" or _is_of_which(reading, owner)
    if group is not None and len(group.parties) < 2 and (group.at == owner or is_described):
        return said_of(group), i + 1
    said = _of_party(scene, first, i) if is_chief else None
    if said is None and is_chief and group is not None and len(group.parties) == 1:
        said = said_of(group)  # 'a delegation of three: chief delegate X, ...'
    return said, i + 1


def _is_of_which(reading: Reading, owner: int) -> bool:
    """'a mission, of which X was the leader'."""
    link = next(iter(reading.places({"which", "whom"}, max(0, owner - 12), owner)), 0)
    return reading.word(owner) == "the" and reading.word(link - 1) == "of"


def _of_pronoun(scene: Scene, owner: int, i: int, *, is_chief: bool) -> Statement | None:
    """The delegation of 'its leader' at token ``i``: of the group before, else of the party or the one spoken of."""
    reading, group = scene.reading, scene.governor(owner)
    if reading.word(owner - 1) == "and" and reading.kind(owner - 2) in PARTY_LIKE:
        return None  # 'met the movement and its leader, Y'
    if group is not None:
        return points_back(scene, owner)
    party = _party_before(scene, owner)
    if party:
        return Statement(reading, party) if is_chief else None  # 'R chose X as its leader'
    is_copular = owner == clause_start(scene, owner) and reading.word(i + 1) in COPULAS | _HOLDING
    return points_back(scene, owner) if is_copular or reading.word(owner - 1) in _BECOMING else None


def _party_before(scene: Scene, at: int) -> Party | None:
    """The party that the sentence names last before a token: by name, as 'the rebels' or as 'the government'."""
    reading = scene.reading
    meant = [Found(k, k + 1, t) for k, t in reading.meant.items() if k < at and t.party_type in _CLEAR]
    last = max([*reading.parties(0, at), *meant], key=lambda f: f.last, default=None)
    if last is None and reading.places({"government"}, 0, at):
        return scene.context.government
    return party_of(last) if last else None


_CLEAR = frozenset({"country", "armed_group", "political_party"})  # 'the bloc' may be any
HAVING = frozenset({"with", "had", "has", "have", "including", "includes"})
OWN = frozenset({"its", "their", "whose", "his", "her"})
_COUNTED = frozenset({"two", "single", "joint"})


def _of_party(scene: Scene, first: int, i: int) -> Statement | None:
    """R of 'R's chief negotiator', 'the chief R negotiator', "the government's chief negotiator"."""
    reading = scene.reading
    owner = [f for f in reading.parties(max(0, first - 2), i) if f.last >= first]
    if owner:
        is_known = scene.context.in_context or owner[0].term.value in {f.term.value for f in reading.sides}
        return Statement(reading, party_of(owner[0])) if is_known else None
    is_meant = any(k in reading.meant or reading.word(k) == "government" for k in (first - 1, first - 2))
    party = _party_before(scene, first) if is_meant else None
    return Statement(reading, party) if party else None


def _holders(scene: Scene, first: int, last: int) -> list[NameSpan]:
    """Who holds the post of tokens ``first`` to ``last - 1``: named behind it, behind its copula, or before it."""
    reading, people = scene.reading, scene.people
    behind = last + 1 if reading.word(last) in (",", ":") else last
    while reading.word(behind) in COPULAS | _HOLDING:
        behind += 1
    names = people.within(reading, behind, behind + REACH)
    is_behind = is_title_gap(scene, behind, names, commas=True)
    apposed = _apposed(scene, first)
    if apposed and (behind != last or not is_behind):
        return [apposed]
    is_before = behind == last and reading.word(first - 2) in _BECOMING
    if is_behind and reading.word(first - 2) == "as" and reading.word(first - 3) in (",", "and"):
        return names[:1]  # 'and, as its leader, X'
    if is_behind and not is_before:
        return [p.name for p in read_list(reading, people, behind).persons]
    before = leaders_before(scene, clause_start(scene, first), first)
    if is_before and is_behind and not before:
        return names[:1]  # 'has as its chief delegate X'
    return before[-1:] if is_before else []


def _apposed(scene: Scene, first: int) -> NameSpan | None:
    """X in 'X, the chief negotiator for R,', "X, its leader,", 'X is the R delegation's head' and 'X, who is ...'."""
    reading = scene.reading
    group = next((g for g in scene.groups if g.at == first - 1), None)
    start = group.first if group else first
    while start and (reading.word(start - 1) in OWN | {"the"} or reading.tokens[start - 1].is_possessive):
        owner, boss = reading.terms[start - 1], _named_up_to(scene, start)
        start = boss.first if boss else owner.first if owner else start - 1
        while boss and start and reading.is_title_word(start - 1):
            start -= 1  # "President Y's"
    if reading.word(start - 1) in COPULAS and reading.word(start - 2) == "who":
        return next(iter(leaders_before(scene, 0, start - 2)[-1:]), None)
    before = scene.people.within(reading, max(0, start - 8), start)
    is_linked = reading.word(start - 1) in COPULAS | {","}
    return before[-1] if before and is_linked and before[-1].last == start - 1 else None


def _named_up_to(scene: Scene, end: int) -> NameSpan | None:
    """The name that ends before a token, where it owns what stands there."""
    is_owner = end > 0 and scene.reading.tokens[end - 1].is_possessive
    return next((n for n in scene.people.within(scene.reading, 0, end) if n.last == end), None) if is_owner else None


_BECOMING = frozenset({"as", "at", "for", "was", "is", "be", "appointed", "named", "elected", "chosen"})
_HOLDING = frozenset({"will", "would", "has", "have", "been", "remains", "again", "stood", "stands"})


def leads_for(scene: Scene) -> list[Statement]:
    """'For R, X led the talks', 'On the R side, X leads', 'Leading for R is X', 'X did the same for R'."""
    reading = scene.reading
    for i in reading.places(_LEADING_FOR):
        owner = next(iter(reading.parties(i + 2, i + 5)), None) if reading.word(i + 1) == "for" else None
        if reading.word(i) in _ANSWERS and not (owner and _is_answer(scene, i, owner)):
            continue
        is_alone = reading.word(i) in _LEADS_ALONE and reading.word(i + 1) in AFTER_GAP
        party = opening_party(reading, i) if is_alone or reading.word(i + 2) in _MATTERS else None
        party = party_of(owner) if owner else party
        names = leaders_before(scene, 0, i) if party else []
        if owner and not names and reading.word(owner.last) in STANDS:
            behind = scene.people.within(reading, owner.last, owner.last + REACH)
            names = behind[:1] if is_title_gap(scene, owner.last + 1, behind) else []
        if names:
            return [Statement(reading, party, (entitled(scene, names[-1]),))]
    return []


def _is_answer(scene: Scene, i: int, owner: Found) -> bool:
    """Whether 'did the same for S' follows what another side's head did."""
    word, group = scene.reading.word, scene.governor(i)
    is_doing = word(i - 1) in ("did", "does", "do") or word(i - 2) in ("did", "does", "do")
    is_doing = is_doing or (word(i) != "same" and word(i - 1) in _SAME and bool(scene.words(i - 3, i) & _HAS))
    before = group.parties[0] if group and group.parties else scene.context.current
    return is_doing and before not in (None, party_of(owner))


_SAME = frozenset({"that", "this", "the", "same"})
_HAS = frozenset("has had have holds held fills filled plays played".split())
_ANSWERS = frozenset({"same", "so", "likewise", "role", "task", "job", "part", "post"})
_LEADING_FOR = frozenset({"led", "leads", "lead", "headed", "leading"}) | _ANSWERS
_LEADS_ALONE = frozenset({"led", "leads"})
_MATTERS = frozenset({"talks", "negotiations", "discussions", "consultations", "table"})


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


def marked_head(scene: Scene) -> list[Statement]:
    """In a list of members: 'X, the minister, as head;', 'X (chairman)', 'X, who led;', 'X, who is its leader,'."""
    reading, statements = scene.reading, list[Statement]()
    for i in reading.places(POSTS | {"led", "leads", "heads", "presided"}, 2):
        before, following = reading.tokens[i - 1].text, reading.tokens[min(i + 1, len(reading.tokens) - 1)].text
        is_marked = (
            (before in ("as", "who") and following in ",;.)")
            or (before == "(" and following == ")")
            or (before == "," and following == ";" and reading.word(i) in POSTS)
            or (reading.word(i - 3) == "who" and reading.word(i - 1) in ("its", "their") and following in ",;.")
        )
        names = leaders_before(scene, clause_start(scene, i), i) if is_marked else []
        group = scene.governor(names[0].first) if names else None
        if group is not None and len(group.parties) < 2:
            statements.append(said_of(group, (entitled(scene, names[-1]),)))
    return statements
