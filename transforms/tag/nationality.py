"""For whom a person acts by all that an article says: the words beside the name, the delegation, the side spoken of.

Every country of the article is a candidate, and every body that the words around a name, the delegation or the text at
that point speak of; so is nobody, for whom members of armed groups and private persons act. A log-linear model ranks
them by named clues (``python -m tests.training.roles``); without one the surest clue decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from transforms.reference import fold
from transforms.tag.affiliation import acts_for, holds_office, is_party, is_posted, served_at, ties_of_name
from transforms.tag.dateline import dateline
from transforms.tag.delegation import Delegation
from transforms.tag.groups import GROUP_WORDS
from transforms.tag.lexicon import Found, Term
from transforms.tag.names import NameSpan
from transforms.tag.people import People, Person, is_listed
from transforms.tag.sentence import Reading

NOBODY = ""
Clues = dict[str, list[str]]  # by the country or body, or nobody, for whom a person may act
Choose = Callable[[Person, Clues], str]

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
_OFTEN = 15  # more mentions of a country say no more
_RECEIVING = frozenset("received receives receive hosted welcomed greeted hosts receiving".split())
_REACH = 25  # tokens behind a name in which its verb stands
_OF_SCOPE = 5  # tokens before 'of R' in which the group or post stands


def surest(person: Person, clues: Clues) -> str:
    """The choice without a model: whom the first clue that is no more than a country's name speaks for."""
    return next((key for key, found in clues.items() if key and found and found[0] in _SURE), NOBODY)


def complete_countries(
    readings: list[Reading],
    people: People,
    delegations: list[Delegation],
    leaders: Mapping[str, str],
    choose: Choose = surest,
) -> None:
    """Sets ``party`` of all persons to whom ``choose`` finds them to belong by their clues.

    ``leaders`` gives by folded name for whom those act whom articles name without a word of it.
    """
    if readings:
        Walk(readings, people, delegations, leaders, choose).run()


@dataclass(slots=True)
class Place:
    """Where in the article a person is named, and of whom it spoke before."""

    reading: Reading
    side: Term | None = None  # the party spoken of in this sentence, or before where it goes on
    before: str | None = None  # whom the person named last acts for
    paragraph: Set[str | None] = frozenset()  # who is named up to the end of the sentence
    nearest: str | None = None  # the last that the sentence names before the person
    acting: set[str | None] = field(default_factory=set)  # those that act in the sentence before the person
    is_receiving: bool = False  # who receives, hosts or welcomes: at home, as a rule
    last: NameSpan | None = None  # the name before in the sentence
    is_other: bool = False  # behind 'met' or 'was received by': of the other side, as a rule


class Walk:
    """A walk over the article, with the side of which it speaks at each person."""

    def __init__(
        self,
        readings: list[Reading],
        people: People,
        delegations: list[Delegation],
        leaders: Mapping[str, str],
        choose: Choose,
    ) -> None:
        self._readings, self._people, self._leaders, self._choose = readings, people, leaders, choose
        self._seated = dict[int, tuple[Term, str]]()
        for delegation in reversed([d for d in delegations if d.party.party_type != "joint"]):
            party = delegation.party
            term = Term("party", party.name, party.party_type, party.country)
            self._seated.update({id(m.person): (term, m.role) for m in delegation.members})
        self._sent = {acts_for(term) for term, _ in self._seated.values()}
        self._dateline = dateline(readings[0])
        self._named = Counter(acts_for(f.term) for r in readings for f in r.found if _is_sure(r, f))
        self._known = {*self._named, self._dateline.country} if self._dateline else set(self._named)
        self._acting = Counter(acts_for(f.term) for r in readings for f in self._actors(r))
        self._opening = next((acts_for(f.term) for f in self._actors(readings[0])), None)
        self._parties = [(r.number, f) for r in readings for f in r.found if f.term.kind == "party"]
        self._bodies = {key for _, f in self._parties if (key := acts_for(f.term)) and key != f.term.country}

    def run(self) -> None:
        """Gives every person a party, in the order of the text."""
        side: Term | None = None
        before: str | None = None
        named: set[str | None] = set()
        for previous, reading in zip([None, *self._readings], self._readings, strict=False):
            if previous is None or previous.sentence.paragraph != reading.sentence.paragraph:
                named = set()
            named.update(acts_for(f.term) for f in reading.found)
            place = Place(reading, side if _goes_on(reading, previous) else None, before, named)
            before = self._read(place)
            side = place.side

    def _actors(self, reading: Reading) -> list[Found]:
        """The countries and bodies that act in a sentence."""
        found = (f for f in reading.found if is_party(f.term) and not self._is_dateline(reading, f))
        return [f for f in found if _is_side(reading, f)]

    def _read(self, place: Place) -> str | None:
        """Walks a sentence, gives the persons named first in it their party; returns whom the last acts for."""
        reading, since, latest = place.reading, 0, place.before
        items: list[Found | NameSpan] = [*reading.found, *self._people.within(reading, 0, len(reading.tokens))]
        for item in sorted(items, key=lambda i: i.first):
            if isinstance(item, Found):
                if self._is_dateline(reading, item):
                    continue
                place.nearest = acts_for(item.term) or place.nearest
                if is_party(item.term) and _is_side(reading, item):
                    place.side, since = item.term, item.last + (reading.word(item.last) == "counterpart")
                    place.acting.add(acts_for(item.term))
                continue
            place.is_other = any(reading.word(k) in _OTHER_SIDE for k in range(since, item.first))
            if place.is_other:
                place.side = None
            person = self._people.at(item)
            place.is_receiving = any(reading.word(k) in _RECEIVING for k in range(item.last, item.last + _REACH))
            if person.mentions[0] is item:
                self._decide(person, place)
            if person.party:
                place.side, latest = person.party, acts_for(person.party)
            since, place.last = item.last, item
        return latest

    def _is_dateline(self, reading: Reading, item: Found) -> bool:
        return reading is self._readings[0] and self._dateline is not None and item.first < self._dateline.dash

    def _decide(self, person: Person, place: Place) -> None:
        """Gives a person the party that the clues speak for most."""
        terms, clues = dict[str, Term](), Clues()
        for clue, term in self._offers(person, place):
            key = _key(person, term)
            terms.setdefault(key, term)
            clues.setdefault(key, []).extend((clue, f"{clue}:{term.party_type}"))
        name, title = person.title_name, person.title
        abroad = {f.term.country for f in served_at(name.reading, title)} if title and name else set[str | None]()
        for key, found in self._candidates(place, abroad):
            clues.setdefault(key, []).extend(found)
        if leads := self._leaders.get(fold(person.name)):
            clues.setdefault(leads, []).append(f"leader {leads in self._known}")
        clues.setdefault(NOBODY, [])
        for key, found in clues.items():
            found += self._kinds(person, key)
        best = self._choose(person, clues)
        person.party = terms.get(best) or _term(best, best in self._bodies)
        person.country = best or None

    def _offers(self, person: Person, place: Place) -> Iterator[tuple[str, Term]]:
        """Whom the words and the text around a person speak of, each with the clue; the surest first."""
        for name in person.mentions:
            for how, term in ties_of_name(name.reading, name.first, name.last, self._people.title_of(name)):
                yield how, term
        if body := self._pointed_to(person):
            yield "pointed to", body
        if country := self._place_of_title(person):
            yield "town", country
        if seated := self._seated.get(id(person)):
            term, role = seated
            yield "seated", term
            yield f"seated as {role}", term
        if place.last and is_listed(place.reading, place.last, person.mentions[0]):
            before = self._people.at(place.last)
            if before.party:
                yield "listed with", before.party
        if place.side:
            yield "side", place.side

    def _candidates(self, place: Place, abroad: Set[str | None]) -> Iterator[tuple[str, list[str]]]:
        """The countries and bodies of the article, each with its clues; never one where an envoy serves."""
        for key in sorted(known for known in self._known if known and known not in abroad):
            yield key, [clue for clue, is_so in self._clues(key, place) if is_so]

    def _clues(self, key: str, place: Place) -> Iterator[tuple[str, bool]]:
        is_dateline = self._dateline is not None and self._dateline.country == key
        yield "met by", place.is_other and key in place.acting
        yield "acts before", key in place.acting and not place.is_other
        yield "nearest before", place.nearest == key
        yield "same paragraph", key in place.paragraph
        yield "last person", place.before == key
        yield "dateline only", is_dateline and not self._acting[key]
        yield "host", is_dateline and place.is_other
        yield "receives", is_dateline and place.is_receiving
        yield "opens", self._opening == key
        yield "sends", key in self._sent
        yield f"named {min(self._named[key], _OFTEN).bit_length()}", True

    def _kinds(self, person: Person, key: str) -> Iterator[str]:
        """How the words of the title go with a country, a body or nobody."""
        kind = "nobody" if key == NOBODY else "body" if key in self._bodies else "country"
        yield kind
        untitled = "untitled" if len(person.words) > 1 else "single"
        yield from (f"{kind}|{word}" for word in (person.title_text or untitled).casefold().split())

    def _place_of_title(self, person: Person) -> Term | None:
        """The country of a place in the title: 'mayor of X'; many words are also a town, so one that the text knows."""
        if person.title is None or person.title_name is None or is_posted(person.title.text.casefold().split()):
            return None
        for found in person.title_name.reading.found:
            is_inside, country = person.title.first <= found.first < person.title.last, found.term.country
            if is_inside and country and found.term.kind == "place" and country in self._named:
                return _term(country)
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
        for number, found in reversed(self._parties):
            is_before = (number, found.first) < (reading.number, at) and found.term.party_type == kind
            if is_before and (word not in _IN_NAME or word in found.term.value.casefold()):
                return found.term
        return None


_SURE = frozenset({"title", "owner", "described", "behind", "pointed to", "town", "seated"})


def _key(person: Person, term: Term) -> str:
    """Whom a person of a party acts for; a minister of a movement that governs acts for its country."""
    if term.party_type == "armed_group" and person.title and holds_office(person.title):
        return term.country or NOBODY
    return acts_for(term) or NOBODY


def _term(name: str, is_body: bool = False) -> Term | None:
    """The term of a country or body."""
    if is_body:
        return Term("party", name, _BODY)
    return Term("country", name, "country", name) if name else None


def _is_sure(reading: Reading, found: Found) -> bool:
    """Whether a term means its country or body here: many words are also a town somewhere."""
    return is_party(found.term) or reading.labels[found.first] == "GPE"


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
