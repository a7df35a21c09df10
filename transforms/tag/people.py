"""The persons of one article: every name tied to one person, with the fullest form, the title and the country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from types import MappingProxyType

from transforms.reference import fold
from transforms.tag.affiliation import acts_for, beside_name, holds_office, is_state
from transforms.tag.lexicon import Term
from transforms.tag.names import NameSpan, find_names
from transforms.tag.sentence import Reading
from transforms.tag.title_clauses import title_among, title_as, title_of_body, title_of_owner, title_of_predicate
from transforms.tag.titles import ARTICLES, Title, is_nested, singular, title_before
from transforms.tag.titles_after import body_after, title_after
from transforms.tag.titles_apart import title_before_comma, title_before_copula

TIES = frozenset(
    "colleague brother sister son daughter wife husband widow cousin uncle aunt nephew niece father mother friend ally "
    "predecessor successor counterpart relative rival delegate".split()
)
_REACH = 60  # tokens to either side of a name in which its title ends, and the next name stands
_PARTS = frozenset(
    "member members delegate delegates participant participants head leader co-leader co-leaders".split()
)
_LEADERS = frozenset({"head", "leader", "delegate"})
_COUNTERS = frozenset(
    "first second third fourth fifth sixth seventh eighth other another only last single joint delegation team two "
    "three new remaining".split()
)
_LIGHT = frozenset({"honorific", "rank", "country"})


@dataclass(slots=True)
class Person:
    """A person of one article. ``mentions`` are in order; ``fullest`` is the mention with the longest name."""

    mentions: list[NameSpan]
    title: Title | None = None
    title_name: NameSpan | None = None  # the mention that the title is printed with
    party: Term | None = None  # whom the person acts for: by the words beside the name, then by the whole article
    country: str | None = None  # whom the person acts for by all that the article says, a country as a rule
    words: tuple[str, ...] = field(default=())
    state: str | None = None  # the country that a statesman of the reference data acts for

    @property
    def fullest(self) -> NameSpan:
        """The first mention with the most words."""
        return max(self.mentions, key=lambda m: (m.last - m.first, -m.start))

    @property
    def name(self) -> str:
        """The fullest form, as printed."""
        return self.fullest.text

    @property
    def title_country(self) -> str | None:
        """The country of the party, where that is a state; of a known statesman without any party his own."""
        if self.party is None:
            return self.state
        return self.party.country if is_state(self.party) else None

    @property
    def acts_for(self) -> str | None:
        """The country or international body that the person acts for, or None."""
        if self.party and self.party.party_type == "armed_group" and self.title and holds_office(self.title):
            return self.party.country  # a minister of a movement that governs, its member of parliament
        return acts_for(self.party) if self.party else self.country

    @property
    def title_text(self) -> str | None:
        """The title as printed, or None."""
        return self.title.text if self.title else None


class People:
    """The persons of an article and the look-up from a place in the text to a person."""

    def __init__(self, readings: list[Reading], statesmen: Mapping[str, str] = MappingProxyType({})) -> None:
        """``statesmen`` gives by folded name the country for which those act whom no title need introduce."""
        self.names = find_names(readings)
        self.all: list[Person] = []
        self._by_start: dict[int, Person] = {}
        self._group()
        self._in_sentence: dict[int, list[NameSpan]] = defaultdict(list)
        for name in self.names:
            self._in_sentence[name.reading.number].append(name)
        self._titles: dict[tuple[int, int], Title | None] = {}  # by where the mention starts and how far back we look
        for person in self.all:
            person.state = statesmen.get(fold(person.name))
            self._entitle(person)
        self._share_titles(readings)

    def at(self, name: NameSpan) -> Person:
        """The person whom a name of this article means."""
        return self._by_start[name.start]

    def within(self, reading: Reading, first: int, last: int) -> list[NameSpan]:
        """Names between two tokens of a sentence, in order."""
        return [n for n in self._in_sentence.get(reading.number, ()) if first <= n.first < last]

    def last_before(self, start: int) -> Person | None:
        """The person named last before an offset of the text: whom 'he' or 'she' means, as a rule.

        A name that only says whose somebody is ("X, President Y's envoy, said") is passed over.
        """
        before = [n for n in self.names if n.start < start]
        named = next((n for n in reversed(before) if not n.reading.tokens[n.last - 1].is_possessive), None)
        return self.at(named) if named else None

    def _group(self) -> None:
        for name in self.names:
            if len(name.words) > 1:
                self._join(name, self._with_full_name(name.words))
        for name in self.names:
            if len(name.words) == 1:
                self._join(name, self._with_word(name))
        for person in self.all:
            person.mentions.sort(key=lambda m: m.start)
        self.all.sort(key=lambda p: p.mentions[0].start)

    def _join(self, name: NameSpan, person: Person | None) -> None:
        if person is None:
            person = Person([], words=name.words)
            self.all.append(person)
        person.mentions.append(name)
        if len(name.words) > len(person.words):
            person.words = name.words
        self._by_start[name.start] = person

    def _with_full_name(self, words: tuple[str, ...]) -> Person | None:
        """The person with the same words, or with a middle name or patronymic more or less."""
        for person in self.all:
            shared = set(words) & set(person.words)
            if len(shared) >= 2 and (shared == set(words) or shared == set(person.words)):
                return person
        return None

    def _with_word(self, name: NameSpan) -> Person | None:
        """The person of whom a single word is the surname: the latest named before it, else the next."""
        word = name.words[0]
        for position in (slice(-1, None), slice(1), slice(1, -1)):
            having = [p for p in self.all if word in p.words[position]]
            earlier = [p for p in having if p.mentions[0].start < name.start]
            if having:
                return max(
                    earlier, key=lambda p: max(m.start for m in p.mentions if m.start < name.start), default=having[0]
                )
        return None

    def _entitle(self, person: Person) -> None:
        ranks: list[tuple[Title, NameSpan]] = []
        for name in sorted(person.mentions, key=lambda m: (m.first == m.last - 1, m.start)):
            title = self.title_of(name)
            person.party = person.party or beside_name(name.reading, name.first, name.last, title)
            if title and not _is_weak(title):
                person.title, person.title_name = title, name
                return
            if title:
                ranks.append((title, name))
        if ranks:
            person.title, person.title_name = ranks[0]

    def _share_titles(self, readings: list[Reading]) -> None:
        """A plural title holds for all names of its list: 'Senators A, B and C', 'A and B, members of the Council'."""
        for reading in readings:
            names = self.within(reading, 0, len(reading.tokens))
            for near, far in [*pairwise(names), *pairwise(names[::-1])]:
                one, other = self.at(near), self.at(far)
                shared = one.title if one.title_name is near or one.title_name in names else None
                has_own = other.title is not None and not (other.title.is_rank and other.title.first > far.first)
                if shared is None or has_own or not is_listed(reading, near, far):
                    continue
                if any(reading.kind(k) == "plural" for k in range(shared.first, shared.last)):
                    other.title, other.title_name = shared, far
            for near, far in [*pairwise(names)][::-1]:
                one, other = self.at(near), self.at(far)
                if one.title is None and other.title_name is far and _is_body_of_both(reading, near, far, other.title):
                    one.title, one.title_name = other.title, near
        for person in self.all:
            if person.title and person.title_name:
                text = singular(person.title_name.reading, person.title)
                person.title = person.title if text == person.title.text else replace(person.title, text=text)

    def title_of(self, name: NameSpan, floor: int = 0) -> Title | None:
        """The title printed with this mention of a person: before the name, else after it; a mere rank last.

        'head of the delegation' is no title: it says the role.
        """
        key = name.start, floor
        if key not in self._titles:
            self._titles[key] = self._find_title(name, floor)
        return self._titles[key]

    def _find_title(self, name: NameSpan, floor: int) -> Title | None:
        reading = name.reading
        earlier = [n.last for n in self.within(reading, max(0, name.first - _REACH), name.first)]
        floor = max([floor, *earlier])
        before = title_before(reading, name.first, floor)
        leading = title_before_comma(reading, name.first, floor)
        is_style = before is not None and before.last - before.first == 1 and reading.word(before.first - 1) == ","
        if before and not _is_weak(before) and not _is_role(before) and not (is_style and leading):
            return before
        names_after = self.within(reading, name.last, min(len(reading.tokens), name.last + _REACH))
        later = next((n.first for n in names_after if not is_nested(reading, n.first)), None)
        after = title_after(reading, name.last, later)
        if leading and self._follows_name(reading, leading) and not self._opens_run(name, leading):
            leading = None  # it is the apposition of the name before: 'A, head of the office, B'
        if leading and after and later and title_before_comma(reading, later, name.last):
            after = None  # it is the title of the next: 'the head of X, A, the chairman of Y, B'
        weak = None
        for title in _titles_said(name, floor, leading, after, before):
            if title and not _is_role(title):
                if not _is_weak(title):
                    return title
                weak = weak or title
        return weak

    def _follows_name(self, reading: Reading, title: Title) -> bool:
        i = title.first - 1
        while reading.word(i) in ("the", "a", "an", "his", "her", "its"):
            i -= 1
        before = next((n for n in self.within(reading, 0, i) if n.last == i), None)
        if before is None or reading.tokens[i].text != ",":
            return False
        own = self.title_of(before)  # 'the minister, A, the speaker, B': each has the title before the name
        if own and own.last == before.first and not _is_weak(own) and reading.tokens[i + 1].bare in ARTICLES:
            return False  # 'Minister A, the speaker, B'
        return own is None or own.last != before.first - 1 or reading.tokens[own.last].text != ","

    def _opens_run(self, name: NameSpan, title: Title | None) -> bool:
        """Whether each name of a list has its title before it, as the last one shows: 'A, his chief of staff, B, and
        the foreign minister, C'.
        """
        reading = name.reading
        if title is None or reading.word(title.first - 1) not in ARTICLES:
            return False
        near = self.within(reading, name.last, min(len(reading.tokens), name.last + _REACH))
        if not near or reading.tokens[name.last].text != ",":
            return False
        of_next = title_before_comma(reading, near[0].first, name.last)
        if reading.word(name.last + 1) == "and":
            return of_next is not None
        return self._opens_run(near[0], of_next)


def _titles_said(
    name: NameSpan, floor: int, leading: Title | None, after: Title | None, before: Title | None
) -> Iterator[Title | None]:
    """What the words around a name say of it, the surest first."""
    reading = name.reading
    yield leading
    yield after
    yield title_before_copula(reading, name.first, floor)
    yield title_as(reading, name.last)
    yield title_of_predicate(reading, name.last)
    body = body_after(reading, name.last)
    yield body if before is None or (body and body.last - body.first > 1) else None  # 'Governor NAME of X'
    yield title_among(reading, name.first, floor)
    yield title_of_owner(reading, name.first, floor)
    yield before
    yield title_of_body(reading, name.first, floor)


def _is_role(title: Title) -> bool:
    """'Head of the delegation', 'delegation head', 'a fifth member' are no titles: they say the role."""
    *others, last = title.text.casefold().split() or [""]
    if last == "delegation":
        return True
    return last in _PARTS and _COUNTERS.issuperset(others) and (last not in _LEADERS or bool(others))


def _is_weak(title: Title) -> bool:
    """A rank, or a word for a tie to somebody else ('his colleague'): a title only where there is no other."""
    return title.is_rank or title.text.casefold().rpartition(" ")[2] in TIES


def _is_body_of_both(reading: Reading, near: NameSpan, far: NameSpan, title: Title | None) -> bool:
    """Whether the body behind a name is that of the name before, too: 'A and B of the committee', 'A, B and C, all from
    the council'.
    """
    if title is None or not is_listed(reading, near, far) or title.first <= far.last:
        return False
    behind = reading.words[far.last : title.first]
    if {"all", "both"} & set(behind):
        return True
    is_pair = reading.words[near.last : far.first] == ("and",) and reading.word(near.first - 1) not in (",", "and")
    return is_pair and reading.word(far.last) in ("of", "from")


def is_listed(reading: Reading, near: NameSpan, far: NameSpan) -> bool:
    """Whether two names are neighbours in a list: nothing but a comma, 'and', an honorific or brackets between them."""
    between = range(min(near.last, far.last), max(near.first, far.first))
    depth = 0
    for k in between:
        text = reading.tokens[k].text
        depth += (text == "(") - (text == ")")
        is_light = text in ",)" or reading.word(k) in ("and", "of", "the") or reading.kind(k) in _LIGHT
        if depth == 0 and not is_light:
            return False
    return len(between) > 0
