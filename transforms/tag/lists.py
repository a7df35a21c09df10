"""Lists of persons with their titles: 'Minister A, Deputy Minister B and C, head of the D'.

A list is read from its first word on and ends where its words stop being names, titles and separators. Within one list
titles stand on one side of the names; a plural title ('Senators A and B') holds for the names after it, a party behind
several names ('A and B of the Unity Party') for those before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from transforms.tag.names import NameSpan
from transforms.tag.people import People
from transforms.tag.sentence import Reading
from transforms.tag.titles import Title, is_nested, singular, title_before
from transforms.tag.titles_after import body_after, title_after
from transforms.tag.titles_apart import title_before_comma

_STOPS = frozenset(
    "arrived arrives arrive met meet meets will would is are was were has have had said says told left leaves "
    "flew held holds attended attends took takes began begin departed discussed signed according while when where "
    "after before during ahead but because that which returned reached came travelled traveled sat spoke agreed".split()
)
_EVENT_NOUNS = frozenset({"talks", "negotiations", "consultations", "the"})
_SEPARATORS = frozenset({",", ";", "and", "&", "as", "with", "plus", "–", "—", "-", ":", "•"})
_OTHER_GROUP = frozenset({"by", "led", "headed", "delegation", "team", "side", "one", "while"})
_OTHERS = frozenset(
    "others experts advisers advisors officials representatives diplomats aides staff specialists officers "
    "members".split()
)
_LONGEST = 500  # tokens of a list: sentences without end must not be read over and over
_GAP_WORDS = frozenset(
    "of the for to and in on at a an his her its their as well also with who s former then by".split()
)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A name in a list and the title that the list gives it."""

    name: NameSpan
    title: Title | None


@dataclass(frozen=True, slots=True)
class PersonList:
    """The persons of a list in order; it ends before token ``last``. ``has_others``: unnamed company is mentioned."""

    persons: tuple[ListedPerson, ...]
    last: int
    has_others: bool


def read_list(reading: Reading, people: People, first: int) -> PersonList:
    """The list of persons that starts at token ``first`` (empty where no name follows)."""
    end = _list_end(reading, people, first)
    names = _listed_names(reading, people, first, end)
    persons = _spread_titles(reading, _with_titles(reading, names, first, end))
    tail = range(names[-1].last if names else first, end)
    has_others = any(reading.word(i) in _OTHERS and not reading.tokens[i].is_capitalised for i in tail)
    return PersonList(tuple(persons), end, has_others)


def _list_end(reading: Reading, people: People, first: int) -> int:
    stop = min(len(reading.tokens), first + _LONGEST)
    names = people.within(reading, first, stop)
    in_names = {i for n in names for i in range(n.first, n.last)}
    ends = {n.last for n in names}
    in_clause = False
    for i in range(first, stop):
        token = reading.tokens[i]
        if token.text in '?!"“”' or (token.text == "." and i == len(reading.tokens) - 1):
            return i
        if i in in_names:
            in_clause = False
            continue
        in_clause = (in_clause or token.bare == "who") and token.text not in ",;"
        if in_clause:
            continue
        if token.bare in _STOPS and i > first and reading.word(i - 1) not in ("of", "the"):
            return i
        if i in ends and token.bare in ("in", "on", "at", "to", "for", "from", "with", "against"):
            return i
        if token.bare == "for" and reading.word(i + 1) in _EVENT_NOUNS and reading.tokens[i - 1].text == ",":
            return i
    return stop


def _listed_names(reading: Reading, people: People, first: int, end: int) -> list[NameSpan]:
    names: list[NameSpan] = []
    floor = first
    for name in people.within(reading, first, end):
        if reading.tokens[name.last - 1].is_possessive:
            continue  # "A's former aide B"
        gap = _outside_clause(reading, floor, name.first)
        if names and gap[-1:] != [name.first - 1] and name.first > floor:
            continue  # in a clause of the last: 'A, who replaced B in May, and C'
        if names and any(reading.word(i) in _OTHER_GROUP and not _repeats_by(reading, i) for i in gap):
            break
        if names and not any(
            reading.tokens[i].text.casefold() in _SEPARATORS or reading.tokens[i].text == "(" for i in gap
        ):
            if is_nested(reading, name.first):
                floor = name.last
                continue
            break
        if names and is_nested(reading, name.first) and reading.word(floor) not in ("and",):
            floor = name.last
            continue
        if sum(_is_foreign(reading, i) for i in gap) > (3 if names else 5):
            break
        names.append(name)
        floor = name.last
    return names


def _outside_clause(reading: Reading, first: int, last: int) -> list[int]:
    """The tokens between two names, less a clause such as 'who heads the team'."""
    tokens, in_clause = [], False
    for i in range(first, last):
        in_clause = (in_clause or reading.word(i) == "who") and reading.tokens[i].text not in ",;"
        if not in_clause:
            tokens.append(i)
    return tokens


def _repeats_by(reading: Reading, i: int) -> bool:
    """'flanked by A and by B': the preposition again, not another group's."""
    return reading.word(i) == "by" and reading.word(i - 1) in ("and", ",", "plus")


def _is_foreign(reading: Reading, i: int) -> bool:
    """Whether a word speaks against a list: lower case and neither separator, connector nor title."""
    token = reading.tokens[i]
    return (
        token.text[0].islower()
        and not reading.terms[i]
        and token.bare not in _GAP_WORDS
        and token.bare not in _SEPARATORS
    )


def _with_titles(reading: Reading, names: list[NameSpan], first: int, end: int) -> list[ListedPerson]:
    persons = []
    floor = first
    titles_first = bool(names) and _title_on_left(reading, names[0], first) is not None
    for i, name in enumerate(names):
        following = names[i + 1].first if i + 1 < len(names) else None
        title = (
            _title_on_left(reading, name, floor) if titles_first or i == 0 else title_before(reading, name.first, floor)
        )
        if title is None or title.is_rank:
            after = title_after(reading, name.last, following)
            title = after if after and after.first < end else title
        persons.append(ListedPerson(name, title))
        floor = title.last if title and title.first >= name.last else name.last
    return persons


def _title_on_left(reading: Reading, name: NameSpan, floor: int) -> Title | None:
    before = title_before(reading, name.first, floor)
    if before and not before.is_rank:
        return before
    return title_before_comma(reading, name.first, floor) or before


def _spread_titles(reading: Reading, persons: list[ListedPerson]) -> list[ListedPerson]:
    """Gives plural titles to the names after them and a shared party to the names before it."""
    result: list[ListedPerson] = []
    carried: Title | None = None
    for person in persons:
        title = person.title
        if title and title.last <= person.name.first and reading.kind(title.last - 1) == "plural":
            title = carried = replace(title, text=singular(reading, title))
        elif title is None and carried and not _breaks(reading, result[-1].name.last, person.name.first):
            title = carried
        else:
            carried = None
        body = body_after(reading, person.name.last) if title is None or title.is_rank else None
        if body:
            following = person.name.first
            for i in range(len(result) - 1, -1, -1):
                if result[i].title is not None or not _is_light(reading, result[i].name.last, following):
                    break
                result[i], following = replace(result[i], title=body), result[i].name.first
            title = body
        result.append(replace(person, title=title))
    return result


def _is_light(reading: Reading, first: int, last: int) -> bool:
    """Whether nothing but commas, 'and' and honorifics stands between two names."""
    return all(
        reading.word(k) in (",", "and", "&") or reading.kind(k) in ("honorific", "rank") for k in range(first, last)
    )


def _breaks(reading: Reading, first: int, last: int) -> bool:
    return any(reading.tokens[k].text == ";" for k in range(first, last))
