"""For whom a person acts where no word beside the name says it: the delegation, the side spoken of, the report's place.

From the surest to the least sure: the body that the title points back to ('the agency's director'), a place in the
title ('mayor of X'), the delegation, the side of which the text speaks at that point, the country of the dateline or,
without one, the country that the article names most. Members of armed groups act for no country.
"""

from __future__ import annotations

from collections import Counter

from transforms.tag.affiliation import is_party, is_posted, is_state, served_at
from transforms.tag.dateline import dateline
from transforms.tag.delegations import Delegation
from transforms.tag.groups import GROUP_WORDS
from transforms.tag.lexicon import Found, Term
from transforms.tag.names import NameSpan
from transforms.tag.people import People, Person
from transforms.tag.sentence import Reading

_BODY = "international_organisation"
# 'The agency', 'the party': which kind of party, named before, the word points back to.
_POINTERS = (
    dict.fromkeys("agency bloc union organisation organization body fund bank alliance".split(), _BODY)
    | dict.fromkeys("movement rebels insurgents militia guerrillas".split(), "armed_group")
    | {"party": "political_party"}
)
_IN_NAME = frozenset({"agency", "fund", "bank", "union", "alliance"})  # these words stand in the body's own name
_AWAY = frozenset("in at to with from against into towards toward via near visit visited left between by".split())
# Between a side and a name these words bring in the other side.
_OTHER_SIDE = frozenset(
    "met meet meets meeting received receive receives welcomed hosted greeted between against".split()
)
# A sentence that opens so goes on about the side of the one before.
_GOING_ON = frozenset(
    "it its he his she her they their also other others members among attending joining accompanying".split()
)
_OPENERS = frozenset({"from", "for", "on", "representing", "in"})
_GROUPS = GROUP_WORDS | {"guests", "visitors", "officials", "government", "counterpart", "experts", "lawmakers"}
_OF_SCOPE = 5  # tokens before 'of R' in which the group or post stands


def complete_countries(readings: list[Reading], people: People, delegations: list[Delegation]) -> None:
    """Sets ``party`` of the persons to whom no word beside the name gives one."""
    if readings:
        _Walk(readings, people, delegations).run()


class _Walk:
    """A walk over the article, with the side of which it speaks at each person."""

    def __init__(self, readings: list[Reading], people: People, delegations: list[Delegation]) -> None:
        self._readings, self._people = readings, people
        self._seated = {
            id(m.person): Term("party", d.party.name, d.party.party_type, d.party.country)
            for d in reversed(delegations)
            if d.party.party_type != "joint"
            for m in d.members
        }
        counts = Counter(f.term.country for r in readings for f in r.found if _is_sure(r, f))
        common = counts.most_common(2)
        is_clear = len(common) == 1 or (len(common) == 2 and common[0][1] > common[1][1])
        self._countries = set(counts)
        self._dateline = dateline(readings[0])
        self._home = _state(self._dateline.country) if self._dateline else None
        if self._home is None and is_clear:
            self._home = _state(common[0][0])
        self._only = _state(common[0][0]) if len(common) == 1 else None
        self._bodies = [(r.number, f) for r in readings for f in r.found if f.term.kind == "party"]

    def run(self) -> None:
        """Gives every person a party, in the order of the text."""
        side: Term | None = None
        for previous, reading in zip([None, *self._readings], self._readings, strict=False):
            side = self._read(reading, side if _goes_on(reading, previous) else None)

    def _read(self, reading: Reading, side: Term | None) -> Term | None:
        """The side of which a sentence speaks at its end; the persons named first in it get theirs."""
        since = 0
        items: list[Found | NameSpan] = [*reading.found, *self._people.within(reading, 0, len(reading.tokens))]
        for item in sorted(items, key=lambda i: i.first):
            if isinstance(item, Found):
                if not self._is_dateline(reading, item) and is_party(item.term) and _is_side(reading, item):
                    side, since = item.term, item.last + (reading.word(item.last) == "counterpart")
                continue
            if any(reading.word(k) in _OTHER_SIDE for k in range(since, item.first)):
                side = None
            person = self._people.at(item)
            if person.party is None and person.mentions[0] is item:
                person.party = self._surest(person) or self._likeliest(person, side)
            side, since = person.party or side, item.last
        return side

    def _is_dateline(self, reading: Reading, item: Found) -> bool:
        return reading is self._readings[0] and self._dateline is not None and item.first <= self._dateline.last + 1

    def _surest(self, person: Person) -> Term | None:
        return self._pointed_to(person) or self._place_of_title(person) or self._seated.get(id(person))

    def _likeliest(self, person: Person, side: Term | None) -> Term | None:
        """The side spoken of, else the article's own country; never the one where an ambassador serves."""
        title, name = person.title, person.title_name
        abroad = {f.term.value for f in served_at(name.reading, title)} if title and name else set()
        candidates = (side, self._home if title else self._only)
        return next((term for term in candidates if term and term.value not in abroad), None)

    def _place_of_title(self, person: Person) -> Term | None:
        """The country of a place in the title: 'mayor of X'; many words are also a town, so one that the text knows."""
        if person.title is None or person.title_name is None or is_posted(person.title.text.casefold().split()):
            return None
        for found in person.title_name.reading.found:
            is_inside = person.title.first <= found.first < person.title.last
            if is_inside and found.term.kind == "place" and found.term.country in self._countries:
                return _state(found.term.country)
        return None

    def _pointed_to(self, person: Person) -> Term | None:
        """The party that 'the agency's' or 'the movement's' in the title or right before it points back to."""
        name = person.title_name or person.mentions[0]
        reading, title = name.reading, person.title
        first = min(title.first, name.first) if title else name.first
        last = max(title.last, name.last) if title else name.last
        for k in range(max(0, first - 2), min(last, len(reading.tokens))):
            kind = _POINTERS.get(reading.word(k))
            is_pointing = reading.word(k - 1) in ("the", "this") or reading.tokens[k].is_possessive
            if kind and is_pointing and reading.kind(k) != "party":
                return self._last_body(reading, k, kind)
        return None

    def _last_body(self, reading: Reading, at: int, kind: str) -> Term | None:
        word = reading.word(at)
        for number, found in reversed(self._bodies):
            is_before = (number, found.first) < (reading.number, at) and found.term.party_type == kind
            if is_before and (word not in _IN_NAME or word in found.term.value.casefold()):
                return found.term
        return None


def _state(country: str | None) -> Term | None:
    return Term("country", country, "country", country) if country else None


def _is_sure(reading: Reading, found: Found) -> bool:
    """Whether a term means its country here: many words are also a town somewhere."""
    return found.term.country is not None and (is_state(found.term) or reading.labels[found.first] == "GPE")


def _goes_on(reading: Reading, previous: Reading | None) -> bool:
    """Whether a sentence is about the side of the one before: 'His deputy', 'Other members', an item of its list."""
    if reading.word(0) in _GOING_ON or any(reading.word(k) in GROUP_WORDS for k in (0, 1, 2)):
        return True
    return previous is not None and previous.tokens[-1].text in ":;"


def _is_side(reading: Reading, found: Found) -> bool:
    """Whether a party acts in its sentence: not one that is met, visited or only a word of another matter."""
    following = reading.word(found.last)
    if following in _GROUPS or (reading.tokens[found.last - 1].is_possessive and found.term.kind != "demonym"):
        return True
    i = found.first - 1
    while reading.word(i) in ("the", "a"):
        i -= 1
    if i == 0 and reading.word(0) in _OPENERS:
        return True
    if found.term.kind == "demonym":  # 'the R foreign minister', not 'R goods'
        return reading.is_title_word(found.last)
    if reading.word(i) == "of":
        return any(reading.word(k) in GROUP_WORDS for k in range(max(0, i - _OF_SCOPE), i))
    return reading.word(i) not in _AWAY
