"""For whom a person acts where no word beside the name says it: the delegation, the side spoken of, the report's place.

From the surest to the least sure: the body that the title points back to ('the agency's director'), a place in the
title ('mayor of X'), the delegation, the body of which the text speaks at that point, else the country of the article
for which most clues speak. Members of armed groups act for no country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace

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
# How much a clue speaks for a country where no word beside the name tells it: ``python -m tests.training.nationality``.
WEIGHTS = {
    "acts before": 1.5, "dateline only": 0.89, "host": 1.88, "last person": 0.47, "named 1": -1.07,
    "named 2": 0.5, "named 3": 0.87, "named 4": 0.05, "nearest before": 0.83, "opens": 0.79,
    "receives": 1.73, "same paragraph": 1.5, "sends": 0.72,
}  # fmt: skip
_OFTEN = 15  # more mentions of a country say no more
_RECEIVING = frozenset("received receives receive hosted welcomed greeted hosts receiving".split())
_REACH = 25  # tokens behind a name in which its verb stands
_MARGIN = 0.7  # by which the likeliest country must lead the next
_OF_SCOPE = 5  # tokens before 'of R' in which the group or post stands


def complete_countries(readings: list[Reading], people: People, delegations: list[Delegation]) -> None:
    """Sets ``party`` of the persons to whom no word beside the name gives one."""
    if readings:
        Walk(readings, people, delegations).run()


@dataclass(slots=True)
class Place:
    """Where in the article a person is named, and of whom it spoke before."""

    reading: Reading
    side: Term | None = None  # the party spoken of in this sentence, or before where it goes on
    before: str | None = None  # country of the person named last
    paragraph: Set[str | None] = frozenset()  # countries that the paragraph names up to the end of the sentence
    nearest: str | None = None  # country that the sentence names last before the person
    acting: set[str | None] = field(default_factory=set)  # countries that act in the sentence before the person
    is_receiving: bool = False  # who receives, hosts or welcomes: at home, as a rule
    is_other: bool = False  # behind 'met' or 'was received by': of the other side, as a rule


class Walk:
    """A walk over the article, with the side of which it speaks at each person."""

    def __init__(self, readings: list[Reading], people: People, delegations: list[Delegation]) -> None:
        self._readings, self._people = readings, people
        self._seated = {
            id(m.person): Term("party", d.party.name, d.party.party_type, d.party.country)
            for d in reversed(delegations)
            if d.party.party_type != "joint"
            for m in d.members
        }
        self._sent = {d.party.country for d in delegations}
        self._dateline = dateline(readings[0])
        self._named = Counter(f.term.country for r in readings for f in r.found if _is_sure(r, f))
        self._known = {*self._named, self._dateline.country} if self._dateline else set(self._named)
        self._acting = Counter(f.term.country for r in readings for f in self._actors(r))
        self._opening = next((f.term.country for f in self._actors(readings[0])), None)
        self._bodies = [(r.number, f) for r in readings for f in r.found if f.term.kind == "party"]

    def run(self) -> None:
        """Gives every person a party, in the order of the text."""
        side: Term | None = None
        before: str | None = None
        named: set[str | None] = set()
        for previous, reading in zip([None, *self._readings], self._readings, strict=False):
            if previous is None or previous.sentence.paragraph != reading.sentence.paragraph:
                named = set()
            named.update(f.term.country for f in reading.found)
            place = Place(reading, side if _goes_on(reading, previous) else None, before, named)
            before = self._read(place)
            side = place.side

    def _actors(self, reading: Reading) -> list[Found]:
        """The countries that act in a sentence."""
        found = (f for f in reading.found if is_state(f.term) and not self._is_dateline(reading, f))
        return [f for f in found if _is_side(reading, f)]

    def _read(self, place: Place) -> str | None:
        """Walks a sentence, gives the persons named first in it their party; returns the country of the last person."""
        reading, since, latest = place.reading, 0, place.before
        items: list[Found | NameSpan] = [*reading.found, *self._people.within(reading, 0, len(reading.tokens))]
        for item in sorted(items, key=lambda i: i.first):
            if isinstance(item, Found):
                if self._is_dateline(reading, item):
                    continue
                place.nearest = item.term.country or place.nearest
                if is_party(item.term) and _is_side(reading, item):
                    place.side, since = item.term, item.last + (reading.word(item.last) == "counterpart")
                    place.acting.update({item.term.country} if is_state(item.term) else ())
                continue
            place.is_other = any(reading.word(k) in _OTHER_SIDE for k in range(since, item.first))
            if place.is_other:
                place.side = None
            person = self._people.at(item)
            place.is_receiving = any(reading.word(k) in _RECEIVING for k in range(item.last, item.last + _REACH))
            if person.mentions[0] is item:
                person.party = self._body_served(person) or person.party
            if person.party is None and person.mentions[0] is item:
                person.party = self._surest(person) or self._likeliest(person, place)
            if person.party and person.party.party_type == "political_party" and person.party.country is None:
                person.party = replace(person.party, country=self._country(place))
            if person.party:
                place.side, latest = person.party, person.party.country
            since = item.last
        return latest

    def _is_dateline(self, reading: Reading, item: Found) -> bool:
        return reading is self._readings[0] and self._dateline is not None and item.first < self._dateline.dash

    def _surest(self, person: Person) -> Term | None:
        return self._pointed_to(person) or self._place_of_title(person) or self._seated.get(id(person))

    def _body_served(self, person: Person) -> Term | None:
        """The body in whose mission somebody of a country is: 'the AU panel, led by former R president NAME'."""
        if person.party is None or not is_state(person.party) or _is_owned(person):
            return None
        seated = self._seated.get(id(person))
        return seated if seated and seated.party_type == _BODY else None

    def _likeliest(self, person: Person, place: Place) -> Term | None:
        """The body that is spoken of, else the country for which most speaks; never one where an envoy serves."""
        if place.side and not is_state(place.side):
            return place.side
        title, name = person.title, person.title_name
        if title is None and len(person.words) == 1:
            return None  # a surname is enough only for who is known everywhere
        abroad = {f.term.country for f in served_at(name.reading, title)} if title and name else set()
        return _state(self._country(place, abroad))

    def _country(self, place: Place, abroad: Set[str | None] = frozenset()) -> str | None:
        """The country of the article for which clearly most clues speak at a place."""
        weighed = sorted(
            (sum(WEIGHTS.get(clue, 0) for clue in clues), country) for country, clues in self.candidates(place, abroad)
        )
        if len(weighed) > 1 and weighed[-1][0] - weighed[-2][0] < _MARGIN:
            return None
        return weighed[-1][1] if weighed else None

    def candidates(self, place: Place, abroad: Set[str | None] = frozenset()) -> Iterator[tuple[str, list[str]]]:
        """The countries of the article, each with the clues that speak for it; who is met is not of who meets."""
        meeting = place.acting if place.is_other else set()
        for country in self._known:
            if country and country not in abroad and country not in meeting:
                yield country, [clue for clue, is_so in self._clues(country, place) if is_so]

    def _clues(self, country: str, place: Place) -> Iterator[tuple[str, bool]]:
        is_dateline = self._dateline is not None and self._dateline.country == country
        yield "acts before", country in place.acting
        yield "nearest before", place.nearest == country
        yield "same paragraph", country in place.paragraph
        yield "last person", place.before == country
        yield "dateline only", is_dateline and not self._acting[country]
        yield "host", is_dateline and place.is_other
        yield "receives", is_dateline and place.is_receiving
        yield "opens", self._opening == country
        yield "sends", country in self._sent
        yield f"named {min(self._named[country], _OFTEN).bit_length()}", True

    def _place_of_title(self, person: Person) -> Term | None:
        """The country of a place in the title: 'mayor of X'; many words are also a town, so one that the text knows."""
        if person.title is None or person.title_name is None or is_posted(person.title.text.casefold().split()):
            return None
        for found in person.title_name.reading.found:
            is_inside = person.title.first <= found.first < person.title.last
            if is_inside and found.term.kind == "place" and found.term.country in self._named:
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


def _is_owned(person: Person) -> bool:
    """Whether a country stands in the genitive right before the title or name: "Brazil's NAME"."""
    name = person.title_name or person.mentions[0]
    first = min(person.title.first, name.first) if person.title else name.first
    return first > 0 and name.reading.tokens[first - 1].is_possessive and name.reading.is_geographic(first - 1)


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
