"""Which delegation the words of leading speak of: the subject of 'is led by', the object of 'leads', what 'it' means.

The answer is a statement that names nobody yet: its party, or None where it is the delegation spoken of last.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.tag.dates import number_of
from transforms.tag.groups import Group
from transforms.tag.lexicon import Found
from transforms.tag.lists import ListedPerson
from transforms.tag.names import NameSpan
from transforms.tag.owners import SENDING
from transforms.tag.parties import Party, last_party, party_of
from transforms.tag.sentence import Reading
from transforms.tag.statements import COPULAS, LED, Named, Scene, Statement, of_group
from transforms.tag.text import Token
from transforms.tag.titles import is_nested

# Forms of 'lead' that take the delegation as their object.
LEADS = frozenset(
    "leads led heads headed heading leading lead head chairs chaired chairing fronts fronted fronting commands steers "
    "spearheads spearheaded captains captained captain helms helmed directs directed co-leads co-led co-heads "
    "co-headed co-chairs co-chaired guides guided steered steer commanded "
    "coordinates coordinated coordinate chair spearhead".split()
)
_BETWEEN = COPULAS | frozenset(
    "being been has have had will would shall may to which who that also again now then once still jointly itself "
    "currently previously originally , (".split()
)
PASSIVE = LED | {"presided"}
AFTER_GAP = frozenset({"", ",", ".", ";", "and", "while", "at", "in"})  # what stands behind a noun that stands alone
REACH = 100  # tokens within which a name and what is said of it stand
_BOUNDS = frozenset({";", ":", '"', "”"})
_PRONOUNS = frozenset({"it", "they"})
_OPENERS = frozenset({"for", "on", "from", "in"})


def skip_back(reading: Reading, at: int) -> int:
    """The last token before ``at`` that is no auxiliary, adverb or comma: the end of the subject of a verb."""
    k = at - 1
    while k > 0 and (reading.word(k) in _BETWEEN or reading.tokens[k].text in ",("):
        k -= 1
    return k


def subject_of(scene: Scene, at: int, *, is_bare: bool = False) -> Statement | None:
    """The delegation that is led, where token ``at`` opens 'led by', 'under' or 'had X as its head'.

    ``is_bare``: the name of a party alone will do ('R had X in the lead').
    """
    reading, k = scene.reading, skip_back(scene.reading, at)
    if reading.word(k) in _PRONOUNS:
        return points_back(scene, k)
    if reading.word(k) in ("these", "those"):
        owner = last_party(reading, k)
        return Statement(reading, owner) if owner else None
    found = reading.terms[k] if 0 <= k < at else None
    people = party_at(reading, k)
    if found and is_bare and found.term.kind in ("country", "metonym", "party") and found.last == k + 1:
        people = party_of(found)
    if people:
        return Statement(reading, people)
    group = _outer(scene, at) if at else _fronted(scene)
    if group is None:
        opening = opening_party(reading, at)
        return Statement(reading, opening) if opening else None
    if len(group.parties) > 1 or _is_of_other(reading, group, at) or _is_met(reading, group):
        return None
    return said_of(group)


def _outer(scene: Scene, at: int) -> Group | None:
    """The nearest group noun to the left; of 'R's team of negotiators' it is the team."""
    left = [g for g in scene.groups if g.at < at]
    if len(left) > 1 and not left[-1].parties and left[-2].last >= left[-1].first:
        return left[-2]
    return left[-1] if left else None


def _fronted(scene: Scene) -> Group | None:
    """The subject behind a phrase that opens the sentence: 'Led by X, the R delegation ...'."""
    return next((g for g in scene.groups if scene.reading.tokens[g.first - 1].text == ","), None)


def points_back(scene: Scene, at: int) -> Statement | None:
    """The delegation that 'it' at a token means: one that the sentence has named, else the one spoken of last."""
    group = scene.governor(at)
    if group is not None and len(group.parties) == 1:
        return said_of(group)
    return Statement(scene.reading, None) if group is not None or scene.context.current else None


def said_of(group: Group, named: tuple[Named, ...] = ()) -> Statement:
    """A statement on a group; where its own words name no party, it is of the side with which the sentence opens."""
    statement = of_group(group, named)
    party = statement.party or opening_party(group.reading, group.first) or _sender(group)
    return replace(statement, party=party, is_indefinite=statement.is_indefinite and party is None)


def _sender(group: Group) -> Party | None:
    """R in 'R sent X at the head of a team'."""
    reading = group.reading
    verb = next(iter(reading.places(SENDING, 1, group.first)), 0)
    near = [f for f in reading.parties(0, verb) if verb - f.last <= 2]
    meant = [Found(k, k + 1, term) for k, term in reading.meant.items() if 0 < verb - k <= 2]
    return party_of([*near, *meant][-1]) if near or meant else None


def opening_party(reading: Reading, before: int) -> Party | None:
    """R in 'For R, ...', 'From R, ...', 'On the R side, ...' at the head of a sentence."""
    if reading.word(0) not in _OPENERS:
        return None
    ends = (k for k in range(2, min(9, before)) if reading.tokens[k].text == "," or reading.word(k) == "the")
    comma = next(ends, 0)
    last = comma - 1 if reading.word(comma - 1) in ("side", "part", "delegation") else comma
    if last == comma and reading.word(0) in ("on", "in"):
        return None
    meant = [Found(k, k + 1, term) for k, term in reading.meant.items() if k < last]
    found = [f for f in [*reading.parties(1, last), *meant] if f.last == last]
    return party_of(found[-1]) if found and comma else None


def leaders_before(scene: Scene, first: int, last: int) -> list[NameSpan]:
    """The names between two tokens that can be who leads: not in another's title, not whom somebody replaces."""
    reading = scene.reading
    names = scene.people.within(reading, max(first, last - REACH), last)
    return [n for n in names if not is_nested(reading, n.first) and not _is_replaced(reading, n)]


def _is_replaced(reading: Reading, name: NameSpan) -> bool:
    """Y in 'X replaced Minister Y as head', 'X takes over from Y as head'."""
    k = name.first - 1
    while k > 0 and (reading.is_title_word(k) or reading.word(k) in ("the", "then", "former")):
        k -= 1
    is_from = reading.word(k) == "from" and reading.word(k - 1) == "over"
    return is_from or reading.word(k) in _REPLACES


_REPLACES = frozenset("replaced replaces replacing succeeded succeeds succeeding replace succeed".split())


def party_at(reading: Reading, k: int) -> Party | None:
    """The party that ends in a token and needs no group noun: 'the Americans', 'R's', "the council's", 'R's six'."""
    found = reading.terms[k] if k >= 0 else None
    if k in reading.meant and reading.tokens[k].is_possessive:
        found = Found(k, k + 1, reading.meant[k])
    return (_people(reading, found) if found else None) or _counted(reading, k)


def _people(reading: Reading, found: Found) -> Party | None:
    """'The Americans', 'the four South Ossetians', 'Serbia's', 'those of Serbia': a party with no group noun."""
    is_counted = number_of(reading.word(found.first - 1)) is not None
    opening = found.first - 2 if is_counted or reading.word(found.first - 1) == "visiting" else found.first - 1
    is_people = reading.word(opening) == "the" and (found.term.kind == "demonym" or is_counted)
    opening = found.first - 1 if reading.word(found.first - 1) == "of" else found.first - 2
    is_people = is_people or (reading.word(opening) == "of" and reading.word(opening - 1) in ("that", "those"))
    is_bare = reading.tokens[found.last - 1].is_possessive and found.term.kind in _OWNERS
    return party_of(found) if is_people or is_bare else None


def _counted(reading: Reading, k: int) -> Party | None:
    """'R's six', 'R's seven spokespeople', 'the R part of the commission': so many of a party, its share of a body."""
    if k < 1:
        return None
    of = next(iter(reading.places({"of"}, max(0, k - 4), k)), 0)
    if of and reading.word(of - 1) in _PARTS:
        k = of - 1
    if number_of(reading.word(k - 1)) is not None:
        k -= 1
    is_part = reading.word(k) in _PARTS
    owner = reading.terms[k - 1] if k > 0 else None
    if k < 1 or not (is_part or (number_of(reading.word(k)) is not None and reading.tokens[k - 1].is_possessive)):
        return None
    if k - 1 in reading.meant:
        return party_of(Found(k - 1, k, reading.meant[k - 1]))
    return party_of(owner) if owner and owner.term.kind in (*_OWNERS, "demonym") else None


_PARTS = frozenset({"part", "half", "section"})
_OWNERS = ("country", "metonym", "party")


def _is_of_other(reading: Reading, group: Group, at: int) -> bool:
    """'and that of the S, led by Y' speaks of another one."""
    thats = reading.places({"that"}, group.last, at)
    return any(reading.word(k + 1) == "of" and reading.word(k - 1) != "as" for k in thats)


def _is_met(reading: Reading, group: Group) -> bool:
    """'met members of the foreign affairs committee chaired by X': a body at home that somebody calls on."""
    is_members = reading.word(group.first - 1) == "of" and reading.word(group.first - 2) == "members"
    return is_members and reading.word(group.at) in ("committee", "commission")


def other_side(scene: Scene, at: int) -> Party | None:
    """'the other': of the two parties that the article began with, the one not spoken of last."""
    group = scene.governor(at)
    here = group.parties[0] if group and len(group.parties) == 1 else scene.context.current
    sides = [party_of(f) for f in scene.reading.sides]
    return sides[1 - sides.index(here)] if len(sides) == 2 and here in sides else None


def clause_start(scene: Scene, verb: int) -> int:
    """The first token of the clause in which a verb stands: behind a quote, a colon, 'while' or a dateline's dash."""
    tokens, word, last = scene.reading.tokens, scene.reading.word, max(0, verb - REACH)
    bounds = (k for k in range(verb - 1, last - 1, -1) if tokens[k].text in _BOUNDS or word(k) == "while")
    dashes = (k for k in range(verb - 1, last - 1, -1) if _is_dash(tokens, k))
    return max(next(bounds, last - 1), next(dashes, last - 1)) + 1


def _is_dash(tokens: tuple[Token, ...], k: int) -> bool:
    return tokens[k].text in "-–—" and k > 0 and tokens[k].start > tokens[k - 1].end


def entitled(scene: Scene, name: NameSpan, role: str = "head") -> Named:
    """A name in a role with the title that is printed beside it."""
    return Named(ListedPerson(name, scene.people.title_of(name)), role)
