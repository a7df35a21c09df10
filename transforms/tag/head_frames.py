"""Frames that name the head of a delegation by a verb: 'led by X', 'X leads the team', 'the team that X is leading'."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from transforms.tag.dates import number_of
from transforms.tag.groups import Group
from transforms.tag.leading import (
    AFTER_GAP,
    LEADS,
    PASSIVE,
    REACH,
    clause_start,
    entitled,
    leaders_before,
    said_of,
    skip_back,
    subject_of,
)
from transforms.tag.lists import ListedPerson, PersonList, read_list
from transforms.tag.names import NameSpan
from transforms.tag.paired_frames import PLURAL, country_beside, each_for_own, led_respectively
from transforms.tag.parties import Party, party_of
from transforms.tag.people import Person
from transforms.tag.sentence import Reading
from transforms.tag.statements import Named, Scene, Statement

HEADS = frozenset({"head", "leader", "chief", "helm", "charge"})
_HEADS_OF = HEADS | frozenset("heads leaders co-leaders chair chairman chairwoman chairperson coordinator".split())
STANDS = frozenset({"is", "was", "will", "are", "were", "stood", "stands", "sat"})
_FAR = 16  # tokens between a passive verb and its 'by': 'led to the palace on Sunday by X'
_ADVERBIAL = frozenset(
    "at in on for to from this again once then now jointly as throughout during since after last over for so "
    "still also ,".split()
)


def led_by(scene: Scene) -> list[Statement]:
    """'the R delegation, led by X along with Y'; 'the R and S delegations were led by X and Y respectively'."""
    reading, statements = scene.reading, list[Statement]()
    for verb in reading.places(PASSIVE):
        by = _agent_of(scene, verb)
        listed = read_list(reading, scene.people, by + 1) if by else None
        if listed is None or not listed.persons or _is_told_to(scene, verb, listed):
            continue
        group = scene.governor(verb)
        subject = subject_of(scene, verb)
        is_plural = group is not None and reading.word(group.at) in PLURAL
        if group and is_plural and (subject is None or subject.party is None):
            statements += led_respectively(scene, group, listed)
            continue
        subject = subject or _officials(scene, verb, listed.persons[0])
        if subject:
            statements.append(replace(subject, named=_heads_and_company(scene, listed)))
    return statements


def _officials(scene: Scene, verb: int, head: ListedPerson) -> Statement | None:
    """'Five R senators, led by X, flew to ...', 'experts headed by Minister X of R visited ...'."""
    reading, k = scene.reading, skip_back(scene.reading, verb)
    first = max(0, k - 7)
    if not scene.words(first, k + 1) & _OFFICIALS:
        return None
    found = reading.parties(first, k + 1)
    party = party_of(found[-1]) if found else country_beside(scene, head.name)
    if not scene.words(verb, len(reading.tokens)) & _GOING and not _meets_abroad(scene, head.name.last, party):
        return None
    return Statement(reading, party) if party else None


def _meets_abroad(scene: Scene, first: int, party: Party | None) -> bool:
    """Whether those of a party meet somebody of another: 'R senators, led by X, met Prime Minister Y of S'."""
    met = next(iter(scene.reading.places({"met", "meet"}, first)), None)
    names = scene.people.within(scene.reading, met, met + _FAR) if met else []
    countries = {scene.people.at(n).title_country for n in names[:1]} | {
        f.term.country for f in (scene.reading.parties(met, met + _FAR) if met else [])
    }
    return party is not None and bool(countries - {party.country, None})


_OFFICIALS = frozenset(
    "officials experts lawmakers legislators senators mps deputies ministers officers elders businessmen envoys "
    "entrepreneurs members generals commanders representatives engineers businesspeople executives clergy".split()
)
_GOING = frozenset("visited visit visiting arrived flew landed travelled traveled came toured left went".split())


def _agent_of(scene: Scene, verb: int) -> int | None:
    """The 'by' of a passive: right behind the verb, or behind a phrase of time or place ('was led this time by X')."""
    reading = scene.reading
    if reading.word(verb + 1) == "by":
        return verb + 1
    if reading.word(verb + 1) not in _ADVERBIAL and not reading.word(verb + 1).endswith("ly"):
        return None
    for k in reading.places({"by"}, verb + 2, verb + _FAR):
        if reading.word(k - 1).endswith("ed") or {";", ":"} & {t.text for t in reading.tokens[verb:k]}:
            return None
        names = scene.people.within(reading, k + 1, k + _FAR)
        if is_title_gap(scene, k + 1, names, commas=True) or is_described(scene, k + 1, names):
            return k
    return None


def is_described(scene: Scene, first: int, names: list[NameSpan]) -> bool:
    """'the state secretary in the fisheries ministry, X': a post at whatever length, then a comma and the name."""
    reading = scene.reading
    is_opened = reading.word(first) in ("the", "a", "an", "its", "their", "his", "her")
    is_post = is_opened and any(map(reading.is_title_word, range(first + 1, first + 3)))
    return bool(names) and is_post and reading.tokens[names[0].first - 1].text == ","


def _is_told_to(scene: Scene, verb: int, listed: PersonList) -> bool:
    """'The team was directed by X to stay' is no leading."""
    word = scene.reading.word
    return word(verb) in ("directed", "guided") and word(listed.persons[0].name.last) == "to"


def _heads_and_company(scene: Scene, listed: PersonList) -> tuple[Named, ...]:
    """The first person leads; one joined by a bare 'and' leads too; after 'along with' and commas come members."""
    persons = listed.persons
    if len(persons) > 1 and scene.reading.tokens[persons[0].name.last - 1].is_possessive:
        persons = persons[1:]  # "X's predecessor, Y"
    named = [Named(persons[0], "head")]
    for previous, person in pairwise(persons):
        gap = scene.words(previous.name.last, person.name.first)
        joined = len(persons) == 2 and "and" in gap and not _APART & gap
        named.append(Named(person, "head" if joined else "member"))
    return tuple(named)


_APART = frozenset({"with", "as", ",", "by", "include", "includes", "included", "including"})


def leads(scene: Scene) -> list[Statement]:
    """'X leads the team', 'X, head of the R delegation', 'Heading the R delegation, X', 'Y the S one'."""
    statements = []
    for group in scene.groups:
        verb = _verb_before(scene, group)
        if verb is None or _is_another_post(scene, group, verb) or _was_only_meant(scene, verb):
            continue
        each = each_for_own(scene, group, verb)
        heads = _subjects(scene, group, verb) if len(group.parties) < 2 and not each else []
        role = "deputy" if "deputy" in scene.words(verb - 1, verb + 1) else "head"
        statements += each
        if heads:
            statements.append(said_of(group, tuple(entitled(scene, name, role) for name in heads)))
    return statements


def _is_another_post(scene: Scene, group: Group, verb: int) -> bool:
    """'X, who chairs the parliament's committee': the post of a member; 'X and Y quarrel over who should lead it'.

    'The heads of both delegations' have a frame of their own.
    """
    word = scene.reading.word
    is_both = word(verb + 1) == "of" and word(verb) in ("heads", "leaders") and word(group.at) in PLURAL
    is_open = word(verb - 2) == "who" and word(verb - 3) in _DOUBTS
    return is_both or is_open or (word(group.at) in ("committee", "commission") and word(verb - 1) == "who")


def _was_only_meant(scene: Scene, verb: int) -> bool:
    """'X had been expected to head the team', 'X was to have led it': somebody else does."""
    word = scene.reading.word
    if word(verb - 1) == "have":
        return word(verb - 2) == "to"
    return word(verb - 1) == "to" and word(verb - 2) in _MEANT and "had" in scene.words(verb - 5, verb - 2)


_MEANT = frozenset("expected due meant supposed scheduled slated tipped set".split())
_DOUBTS = frozenset({"over", "about", "on", "decide", "decided", "asked", "choose"})


def _verb_before(scene: Scene, group: Group) -> int | None:
    """The token that makes somebody the head of a group: right before its noun phrase, or right behind the noun."""
    reading, i = scene.reading, group.first - 1
    if reading.word(group.first) in LEADS:
        return group.first  # 'leading R's side'
    while i > 0 and group.first - i < 3 and _is_before_group(reading, i):
        i -= 1  # 'leads the hosts' six-member side'
    if reading.word(i) in LEADS and reading.word(i + 1) != "by":
        return i
    if reading.word(i) in _TAKES and reading.places({"to"}, group.last, group.last + REACH):
        return i
    if reading.word(i) == "of" and reading.word(i - 1) in _HEADS_OF and reading.word(i + 1) != "mission":
        return i - 1
    if reading.word(i) == "of" and reading.words[max(0, i - 3) : i] in _AT_THE_FRONT:
        return i - 1
    if reading.word(i) == "over" and reading.word(i - 1).startswith("presid"):
        return i - 1
    led = next((k for k in range(max(0, i - 3), group.at) if reading.word(k) in ("led", "headed")), None)
    if led is not None and reading.tokens[led - 1].text in "-‑":
        return led - 1
    if reading.word(group.at + 1) in HEADS and scene.people.within(reading, group.at, group.at + 3):
        return group.at + 1  # 'delegation chief X'
    names = scene.people.within(reading, 0, group.first)
    is_beside = reading.word(group.at) == "one" or (bool(names) and names[-1].last == group.first)
    is_beside = is_beside and bool(names) and bool(reading.places(PASSIVE | LEADS, 0, group.first))
    is_gap = is_beside and len(group.parties) == 1 and reading.word(group.at + 1) in AFTER_GAP
    return group.first - 1 if is_gap else None  # 'and Y the S one'


def _is_before_group(reading: Reading, i: int) -> bool:
    """Whether a token belongs to a noun phrase though the group does not count it: its owner, number or article."""
    word = reading.word(i)
    return reading.tokens[i].is_possessive or word in ("the", "this", "up") or number_of(word) is not None


def _subjects(scene: Scene, group: Group, verb: int) -> list[NameSpan]:
    """Who leads: the last name of the clause before the verb and one joined to it, or whom a pronoun there means.

    Where the clause opens with the verb or with 'The head of', it is the first name behind the group noun.
    """
    reading, people = scene.reading, scene.people
    if verb > group.at:
        return people.within(reading, verb, verb + 2)[:1]
    start = clause_start(scene, verb)
    if reading.word(verb) in HEADS and reading.words[max(0, verb - 2) : verb] in _TO_THE_HEAD:
        return []  # 'conveyed his greetings through the leader of the delegation'
    whom = next(iter(reading.places({"whom"}, start, verb)), verb)  # 'X, whom Y put in charge of the team'
    names = leaders_before(scene, start, whom)
    behind = people.within(reading, group.last, group.last + REACH)
    is_open = group.last < len(reading.tokens) and reading.tokens[group.last].text not in ";:."
    if is_open and _is_next_in_list(scene, verb) and is_title_gap(scene, group.last + 1, behind):
        return behind[:1]
    if names:
        return joined(scene, names)
    if verb - start <= 2 and scene.words(start, verb) <= {"the", "at", "as"}:
        gap = scene.words(group.last, behind[0].first) if behind else set()
        is_beside = reading.word(verb) in _NAMING and is_title_gap(scene, group.last, behind)
        ends = behind[0].first if behind else 0
        i = next((k + 1 for k in reading.places(STANDS, group.last, ends)), 0)  # 'leading the team at the talks is X'
        i = i + 1 if i and reading.word(i) == "be" else i
        is_beside = is_beside or (i > 0 and is_title_gap(scene, i, behind, commas=True))
        return behind[:1] if behind and ("," in gap or is_beside) else []
    if "i" in scene.words(max(start, verb - 4), verb):
        behind = leaders_before(scene, group.last, group.last + REACH)
        return [n for n in behind if reading.word(n.last) in ("said", "told")][:1]  # '"I lead this team," X said'
    person = _pronoun(scene, start) if scene.words(start, verb) & {"he", "she"} else _postholder(scene, start, verb)
    return [person.fullest] if person else []


_TAKES = frozenset({"took", "takes", "taking"})  # 'X took a mission of the council to P'
_NAMING = frozenset({"head", "chief", "leader"})
_AT_THE_FRONT = frozenset(("at", "the", word) for word in ("front", "top"))
_TO_THE_HEAD = frozenset((word, "the") for word in ("through", "to", "with", "from", "via", "by", "and"))


def _pronoun(scene: Scene, start: int) -> Person | None:
    """Whom 'he' or 'she' means: who is named first in the clause or sentence before."""
    number = scene.reading.number
    before = leaders_before(scene, 0, start) or [n for n in scene.people.names if n.reading.number == number - 1]
    return scene.people.at(before[0]) if before else scene.people.last_before(scene.reading.tokens[start].start)


def _postholder(scene: Scene, start: int, verb: int) -> Person | None:
    """Whom 'the minister' that opens a clause means: the one of that post whom the two sentences before name last."""
    reading = scene.reading
    end = skip_back(reading, verb) + 1
    if reading.word(start) != "the" or not all(map(reading.is_title_word, range(start + 1, end))) or end - start > 3:
        return None
    recent = [n for n in scene.people.names if 0 < reading.number - n.reading.number <= _RECENT]
    persons = [scene.people.at(n) for n in recent]
    post = reading.word(end - 1)
    return next((p for p in reversed(persons) if p.title_text and post in p.title_text.casefold().split()), None)


_RECENT = 2  # sentences


def owned(scene: Scene) -> list[Statement]:
    """'X's delegation numbers four', 'X, whose delegation consists of Y and Z'."""
    reading, statements = scene.reading, list[Statement]()
    for group in scene.groups:
        end = group.first
        if reading.word(end) in ("his", "her"):
            statements += _own(scene, group)
            continue
        if reading.word(group.at) not in ("delegation", "team") or group.parties:
            continue
        if reading.word(end - 1) == "whose" and reading.tokens[end - 2].text == ",":
            end -= 2
        elif not reading.tokens[end - 1].is_possessive:
            continue
        names = [n for n in leaders_before(scene, max(0, end - 6), end) if n.last == end]
        party = country_beside(scene, names[0]) if names else None
        if names and (party or scene.context.current is None) and reading.word(group.last) != "here":
            said = replace(said_of(group), party=party, is_other=False)
            statements.append(replace(said, named=(entitled(scene, names[0]),)))
    return statements


def _own(scene: Scene, group: Group) -> list[Statement]:
    """'X said that his delegation would stay': the speaker leads it."""
    names = leaders_before(scene, 0, group.first)
    is_speaking = len(names) == 1 and bool(scene.words(names[0].last, group.first) & {"said", "told", "says"})
    if not is_speaking or scene.reading.word(group.at) not in ("delegation", "team"):
        return []
    party = group.parties[0] if group.parties else country_beside(scene, names[0])
    return [replace(said_of(group), party=party, named=(entitled(scene, names[0]),))] if party else []


def _is_next_in_list(scene: Scene, head: int) -> bool:
    """'X, and the chief of the delegation, Y', 'X and, as head of the team, Y': the noun does not mean X."""
    word = scene.reading.word
    is_as = word(head - 1) == "as" and word(head - 2) in (",", "and", "")
    return word(head) in HEADS and (is_as or (word(head - 1) == "the" and word(head - 2) == "and"))


def joined(scene: Scene, names: list[NameSpan]) -> list[NameSpan]:
    """The last of the names, with the one before where 'A and B' lead together."""
    one = names[-2] if len(names) > 1 and "who" not in scene.words(names[-1].last, names[-1].last + 2) else None
    if one and scene.reading.word(one.last) == "and" and is_title_gap(scene, one.last + 1, names[-1:]):
        return [one, names[-1]]
    return names[-1:]


def is_title_gap(scene: Scene, first: int, names: list[NameSpan], *, commas: bool = False) -> bool:
    """Whether nothing but a title stands before the first name: 'the head of the office, X', 'Minister X'."""
    tokens, reading = scene.reading.tokens, scene.reading

    def is_style(first: int) -> bool:  # ', Col. X'
        return all(map(reading.is_title_word, range(first, names[0].first)))

    return bool(names) and all(
        tokens[k].is_capitalised
        or reading.is_title_word(k)
        or reading.is_geographic(k)
        or tokens[k].bare in _TITLE_GLUE
        or (tokens[k].text == "," and k >= names[0].first - 4 and is_style(k + 1))
        or (commas and k in reading.meant)
        for k in range(first, names[0].first)
    )


_TITLE_GLUE = frozenset("of for and the its his her their a an former then".split())
