"""Frames that name members in a list beside a phrase that says where they belong.

The phrase stands before the list ('With him are X and Y', 'Also on it is X', 'attended on the R side by X and Y') or
behind it ('X and Y sat next to her', 'X is one of its members', 'X and Y took part for R').
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, zip_longest

from transforms.tag.company_frames import company_of, party_from_abroad
from transforms.tag.dates import number_of
from transforms.tag.groups import Group
from transforms.tag.leading import other_side
from transforms.tag.lexicon import Found
from transforms.tag.lists import ListedPerson, read_list
from transforms.tag.member_frames import DENIALS, meant, whose
from transforms.tag.member_phrases import BEFORE_LIST, BEHIND_LIST, OPENING, OPPOSITE
from transforms.tag.paired_frames import country_beside
from transforms.tag.parties import Party, as_meant, party_of
from transforms.tag.shorthand import Shorthand, shorthand
from transforms.tag.statements import COPULAS, Scene, Statement, as_members, of_group
from transforms.tag.titles import is_nested

_PRESENCE = frozenset("took take takes participated attended attend were was are is sat sit will spoke signed".split())
_HOLDING = frozenset({"has", "had", "have", "having", "counts", "counted", "with", "which"})
_MOST = 20  # phrases that are looked at in one sentence
_FAR = 14  # tokens of a title before the first name of a list
_TAIL = 14  # tokens of a title or clause behind its last name
_SAYING = frozenset(
    "said says told announced added met thanked welcomed received hosted saw that sent dropped asked why whether "
    "questioned".split()
)
_UNFIT = DENIALS | _SAYING


def listed(scene: Scene) -> list[Statement]:
    """'With him are X and Y', 'attended on the R side by X and Y', 'X and Y sat next to her', 'For R, X took part'."""
    reading = scene.reading
    names = scene.people.within(reading, 0, len(reading.tokens))
    if not scene.context.in_context or not (names or reading.tokens[-1].text == ":"):
        return []
    short = shorthand(reading, scene.people, scene.groups)
    return [*_listed_behind(scene, short), *_opened_by_side(scene, short), *_listed_before(scene, short)]


def _listed_behind(scene: Scene, short: Shorthand) -> list[Statement]:
    """The lists that follow a phrase: 'With him are X and Y'."""
    matches, statements = [*islice(BEFORE_LIST.finditer(short.text), _MOST)], list[Statement]()
    for match, following in zip_longest(matches, matches[1:]):
        at, first = short.token_at[match.start()], short.token_at[match.end() + 1]
        end = short.token_at[following.start()] if following else len(scene.reading.tokens)
        names = scene.people.within(scene.reading, first, end)
        if not names and end - first <= 1 and scene.reading.tokens[-1].text == ":":
            statements += _of(scene, at, len(scene.reading.tokens), ())  # the list is in bullets
        if not names or names[0].first - first > _FAR or scene.words(at, first) & DENIALS:
            continue
        if scene.words(first, names[0].first) & (_UNFIT | {"by"}):
            continue  # 'They were received by X'
        if match["having"] and not _is_title(scene, first, names[0].first):
            continue
        persons = [p for p in read_list(scene.reading, scene.people, first).persons if p.name.last <= end]
        if persons:
            statements += _of(scene, at, first, persons[:1] if match["one"] else persons)
    return statements


def _is_title(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but titles stands between two tokens: 'the acting director of the Service, Major General'."""
    reading = scene.reading
    return all(
        reading.tokens[k].is_capitalised or reading.is_title_word(k) or reading.is_geographic(k)
        or reading.word(k) in _IN_TITLES
        for k in range(first, last)
    )  # fmt: skip


_IN_TITLES = frozenset(", of for and the a an its his her their former acting then retired".split())


def _opened_by_side(scene: Scene, short: Shorthand) -> list[Statement]:
    """'For R, X and Y took part': the party opens the sentence whose subject is the list."""
    statements = list[Statement]()
    for match in islice(OPENING.finditer(short.text), _MOST):
        at, first = short.token_at[match.start()], short.token_at[match.end() + 1]
        found = read_list(scene.reading, scene.people, first)
        if found.persons and scene.words(found.last, found.last + 2) & _PRESENCE:
            statements += _of(scene, at, first, found.persons)
    return statements


def _listed_before(scene: Scene, short: Shorthand) -> list[Statement]:
    """The lists that a phrase follows: 'X and Y sat next to her', 'X is one of its members'."""
    statements, floor = list[Statement](), 0
    for match in islice(BEHIND_LIST.finditer(short.text), _MOST):
        at, last = short.token_at[match.start()], short.token_at[match.end() + 1]
        start, persons = _listed_up_to(scene, floor, at)
        holder = scene.reading.word(start - 1)
        is_held = holder in _HOLDING and (holder != "with" or scene.governor(at) is not None)
        if persons and not _is_denied(scene, at, last) and (is_held or not match["held"]):
            statements += _of(scene, at, last, [*persons, *_as_well(scene, last)])
        floor = last
    return statements


def _as_well(scene: Scene, first: int) -> tuple[ListedPerson, ...]:
    """Whom a clause adds behind the phrase: ', as was the lawyer X', ', along with Y'."""
    words = scene.reading.words[first : first + 3]
    is_added = words in _ADDING or (words[:2] == (",", "as") and words[-1] in COPULAS)
    return read_list(scene.reading, scene.people, first + 3).persons if is_added else ()


_ADDING = frozenset(
    {
        (",", "along", "with"),
        (",", "together", "with"),
        (",", "alongside", "the"),
        ("and", "so", "were"),
        ("and", "so", "was"),
    }
)


def _is_known(group: Group) -> bool:
    """Whether a group noun means one delegation: a party's, or 'the delegation', not 'envoys of many countries'."""
    opening = group.reading.word(group.first)
    is_one = opening in _DETERMINERS or number_of(opening) is not None
    return len(group.parties) == 1 or (not group.parties and is_one)


def _stands_for(scene: Scene, found: Found) -> bool:
    """Whether a party is one for whom somebody sits there, and not a place: 'for R', "R's list"."""
    is_object = bool(scene.words(found.first - 2, found.first) & _STANDING_FOR)
    return is_object or scene.reading.word(found.last) in _OWNED | _TAKES_PART


_OWNED = frozenset({"list", "commission", "committee", "panel"})
_TAKES_PART = frozenset({"took", "takes", "participated", "participates", "attended"})  # 'R took part through X'
_STANDING_FOR = frozenset("on from for behalf representing represents represented".split())
_DETERMINERS = frozenset({"the", "its", "his", "her", "their", "that", "this", "a", "an"})


def _listed_up_to(scene: Scene, floor: int, at: int) -> tuple[int, list[ListedPerson]]:
    """Where the list that ends before token ``at`` starts, and its persons: the clause, else from a name on."""
    reading = scene.reading
    breaks = [k + 1 for k in range(floor, at) if reading.tokens[k].text in ";:" or reading.word(k) in _CLAUSES]
    start, found = max(breaks, default=floor), list[ListedPerson]()
    names = [n for n in scene.people.within(reading, start, at) if not is_nested(reading, n.first)]
    for first in (start, *(n.first for n in names[-_MOST:])):
        if found and first < found[-1].name.last:
            continue
        more = [p for p in read_list(reading, scene.people, first).persons if p.name.last <= at]
        if not found or not more or not _is_light(scene, _end_of(found[-1]), first):
            start, found = first, []
        found += more
        last = _end_of(found[-1]) if found else at
        has_clause = reading.word(last + 1) in ("who", "whose") and reading.tokens[at - 1].text == ","
        if found and (has_clause or (_is_light(scene, last, at) and not scene.people.within(reading, last, at))):
            return start, found
    return at, []


def _end_of(person: ListedPerson) -> int:
    """The token behind a name and the title that follows it."""
    return max(person.name.last, person.title.last if person.title else 0)


def _is_light(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing but titles, a few other words or a clause such as 'who heads the office' stands in between."""
    words = scene.words(first, last)
    tokens = scene.reading.tokens
    if last - first <= _TAIL and words & _EACH and tokens[first].text == tokens[last - 1].text == ",":
        return True  # 'X, Y and Z, all from the council or close to it, came with him'
    others = [
        k
        for k in range(first, last)
        if scene.reading.tokens[k].text[0].islower() and not scene.reading.is_title_word(k)
        and scene.reading.word(k) not in _GLUE
    ]  # fmt: skip
    return last - first <= _TAIL and (bool(words & _OPENS_CLAUSE) or (len(others) <= 3 and not words & _UNFIT))


_EACH = frozenset({"all", "both"})
_OPENS_CLAUSE = frozenset({"who", "whose", "including"})
_GLUE = frozenset({"of", "the", "a", "an", "and", "in", "for"})


def _is_denied(scene: Scene, first: int, last: int) -> bool:
    """Whether the phrase or what follows says no ('was on the list but will not travel'), or a denial of it is told."""
    end = next((k for k in range(last, last + _TAIL) if scene.reading.word(k) in _ELSE), last + _TAIL)
    return bool(scene.words(first - 1, end) & DENIALS) or "denied" in scene.words(0, first)


_ELSE = frozenset({"while", "whereas", "whilst"})  # 'belong to it, while X does not'
_CLAUSES = _HOLDING | {"while", "that"}


def _of(scene: Scene, first: int, last: int, persons: Sequence[ListedPerson]) -> list[Statement]:
    """The statement that the persons belong where the tokens between ``first`` and ``last`` say."""
    named = as_members(persons)
    groups = [g for g in scene.groups if first <= g.at < last]
    left = scene.governor(first)
    terms = [f for f in [*scene.reading.parties(first, last), *meant(scene.reading, last)] if f.first >= first]
    owners = [f for f in terms if _stands_for(scene, f)]
    leaders = scene.people.within(scene.reading, first, last)
    if groups and (leader := whose(scene, groups[0])) and not groups[0].parties:
        return [Statement(scene.reading, None, named, leader=leader)]
    if groups:
        return [of_group(groups[0], named)] if _is_known(groups[0]) else []
    if owners:
        return [Statement(scene.reading, party_of(as_meant(scene.reading, owners[0])), named)]
    if leaders:
        return [company_of(scene, scene.people.at(leaders[0]), persons)]
    him = scene.people.last_before(scene.reading.tokens[0].start) if scene.words(first, last) & _PRONOUNS else None
    if him and party_from_abroad(scene, him):
        return [company_of(scene, him, persons)]
    if left and _is_known(left):
        return [of_group(left, named)]
    return [Statement(scene.reading, None, named)]


_PRONOUNS = frozenset({"him", "her"})


def opposite(scene: Scene) -> list[Statement]:
    """'Across from them sat X and Y', 'Facing her was X', 'On the other side of the table were X and Y'."""
    reading, statements = scene.reading, list[Statement]()
    if not scene.context.in_context or reading.vocabulary.isdisjoint(_FACING):
        return []
    short = shorthand(reading, scene.people, scene.groups)
    for match in islice(OPPOSITE.finditer(short.text), _MOST):
        at, first = short.token_at[match.start()], short.token_at[match.end() + 1]
        persons = read_list(reading, scene.people, first).persons
        party = _across(scene, at, persons[0]) if persons and persons[0].name.first - first <= _FAR else None
        if party and not scene.words(first, persons[0].name.first) & (_UNFIT | {"by"}):
            statements.append(Statement(reading, party, as_members(persons)))
    return statements


_FACING = frozenset({"across", "facing", "opposite", "opposing", "other"})


def _across(scene: Scene, at: int, person: ListedPerson) -> Party | None:
    """For whom somebody sits who faces the delegation spoken of last: the country of the post, else the other side."""
    candidates = (country_beside(scene, person.name), other_side(scene, at), *map(party_of, scene.reading.parties(at)))
    return next((party for party in candidates if party not in (None, scene.context.current)), None)
