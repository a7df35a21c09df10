"""The persons of one article: every name tied to one person, with the fullest form, the title and the country."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.tag.names import NameSpan, find_names
from transforms.tag.sentence import Reading
from transforms.tag.titles import Title, is_nested, title_after, title_before, title_before_comma

_ABROAD = frozenset({"to", "for", "in", "on", "at", "with", "against"})


@dataclass(slots=True)
class Person:
    """A person of one article. ``mentions`` are in order; ``fullest`` is the mention with the longest name."""

    mentions: list[NameSpan]
    title: Title | None = None
    title_country: str | None = None  # what the title itself says of the country
    country: str | None = None
    words: tuple[str, ...] = field(default=())

    @property
    def fullest(self) -> NameSpan:
        """The first mention with the most words."""
        return max(self.mentions, key=lambda m: (m.last - m.first, -m.start))

    @property
    def name(self) -> str:
        """The fullest form, as printed."""
        return self.fullest.text

    @property
    def title_text(self) -> str | None:
        """The title as printed, or None."""
        return self.title.text if self.title else None


class People:
    """The persons of an article and the look-up from a place in the text to a person."""

    def __init__(self, readings: list[Reading]) -> None:
        self.names = find_names(readings)
        self.all: list[Person] = []
        self._by_start: dict[int, Person] = {}
        self._group()
        self._starts = {(n.reading.number, n.first): n for n in self.names}
        for person in self.all:
            self._entitle(person)

    def at(self, name: NameSpan) -> Person:
        """The person whom a name of this article means."""
        return self._by_start[name.start]

    def within(self, reading: Reading, first: int, last: int) -> list[NameSpan]:
        """Names between two tokens of a sentence, in order."""
        number = reading.number
        return [self._starts[number, i] for i in range(first, last) if (number, i) in self._starts]

    def last_before(self, start: int) -> Person | None:
        """The person named last before an offset of the text: whom 'he' or 'she' means, as a rule."""
        before = [n for n in self.names if n.start < start]
        return self.at(before[-1]) if before else None

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
        for position in (-1, 0):
            having = [p for p in self.all if p.words[position] == word]
            earlier = [p for p in having if p.mentions[0].start < name.start]
            if having:
                return max(
                    earlier, key=lambda p: max(m.start for m in p.mentions if m.start < name.start), default=having[0]
                )
        return None

    def _entitle(self, person: Person) -> None:
        ranks: list[tuple[Title, Reading]] = []
        for name in sorted(person.mentions, key=lambda m: (m.first == m.last - 1, m.start)):
            title = self.title_of(name)
            if title and not title.is_rank:
                person.title = title
                person.title_country = country_in_title(name.reading, title)
                return
            if title:
                ranks.append((title, name.reading))
        if ranks:
            person.title = ranks[0][0]

    def title_of(self, name: NameSpan, floor: int = 0) -> Title | None:
        """The title printed with this mention of a person: before the name, else after it; a mere rank last.

        'head of the delegation' is no title: it says the role.
        """
        title = self._printed_title(name, floor)
        return None if title and "delegation" in title.text.casefold() else title

    def _printed_title(self, name: NameSpan, floor: int) -> Title | None:
        reading = name.reading
        earlier = [n.last for n in self.within(reading, 0, name.first)]
        before = title_before(reading, name.first, max([floor, *earlier]))
        if before and not before.is_rank:
            return before
        later = [n for n in self.within(reading, name.last, len(reading.tokens)) if not is_nested(reading, n.first)]
        after = title_after(reading, name.last, later[0].first if later else None)
        leading = None if after else title_before_comma(reading, name.first, max([floor, *earlier]))
        if leading and self._follows_name(reading, leading):
            leading = None  # it is the apposition of the name before: 'A, head of the office, B'
        return after or leading or before

    def _follows_name(self, reading: Reading, title: Title) -> bool:
        i = title.first - 1
        while reading.word(i) in ("the", "a", "an", "his", "her", "its"):
            i -= 1
        return reading.tokens[i].text == "," and any(n.last == i for n in self.within(reading, 0, i))


def country_in_title(reading: Reading, title: Title) -> str | None:
    """The country for which a title stands: 'Russian Deputy Defence Minister', not 'ambassador to Russia'."""
    for found in reading.found:
        if not (title.first <= found.first < title.last) or found.term.country is None or found.term.kind == "place":
            continue
        i = found.first
        while reading.word(i - 1) in ("the", "a"):
            i -= 1
        if reading.word(i - 1) not in _ABROAD:
            return found.term.country
    first = title.first
    if first > 0 and reading.tokens[first - 1].is_possessive:
        found_before = reading.terms[first - 1]
        if found_before and found_before.term.kind != "place":
            return found_before.term.country
    return None
