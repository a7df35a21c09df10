"""What is known of a person once the surer records are joined, and how well a vaguer record fits it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from math import log1p

from transforms.resolve.name_tables import SURNAME_FIRST
from transforms.resolve.names import Name, block_keys, bones_of, compare_names, compare_tokens, fold_token
from transforms.resolve.posts import titles_agree
from transforms.resolve.records import FULL, LONE, Record

SAME_NAME = 0.97  # the same tokens after folding, a middle name or patronymic more or less
LIKELY_NAME = 0.9
SURNAME_MIN = 0.92
MARGIN = 0.5  # by which the best person must lead the second
_COMPANY_MOST = 3
_LETTERS = 4  # of a folded word, or of its consonants, that lone names and their bearers begin with
_PROMINENCE = 0.25  # a person in seven times as many articles leads by MARGIN
_NOT_LAST = -0.5  # the lone name stands inside the full one: the first of two surnames
_GIVEN_NAME = -1.0  # it stands first, where surnames do not


@dataclass(slots=True)
class Profile:
    """All records of one person taken together."""

    names: dict[str, Name] = field(default_factory=dict)  # by key
    countries: set[str] = field(default_factory=set)
    walks: set[str] = field(default_factory=set)
    titles: set[frozenset[str]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    sound_keys: set[str] = field(default_factory=set)

    def add(self, record: Record) -> None:
        """Take in what a record of the person says."""
        self.names[record.name.key] = record.name
        self.countries |= {record.country} if record.country else set()
        self.walks |= {record.walk} if record.walk else set()
        self.titles |= record.titles
        self.articles |= record.articles
        self.stories |= record.stories
        self.company |= record.company
        self.sound_keys.add(record.name.sound_key)

    def weigh(self, record: Record) -> tuple[float, float] | None:
        """How much speaks for ``record`` being this person, and the likeness of the names; None where too little
        does.
        """
        if record.country and self.countries and record.country not in self.countries:
            return None
        if record.kind == LONE and not self._has_likely_word(record.name.tokens[0]):
            return None
        n_company = self._count_company(record)
        is_same_country = record.country in self.countries
        is_same_post = any(titles_agree(a, b) for a in record.titles for b in self.titles)
        has_context = bool(is_same_country or n_company or is_same_post)
        if not has_context and not (record.kind == FULL and self._has_words_of(record.name)):
            return None
        if record.walk and self.walks and record.walk not in self.walks and not n_company:
            return None
        likeness, place = max(_compare(record, name, self.countries) for name in self.names.values())
        if record.kind != LONE and likeness < (LIKELY_NAME if has_context else SAME_NAME):
            return None
        # An article that names two people by different full names means two people.
        if record.kind != LONE and record.name.sound_key not in self.sound_keys and self.articles & record.articles:
            return None
        context = 2 * is_same_country + min(_COMPANY_MOST, n_company) + is_same_post
        return context + _PROMINENCE * log1p(len(self.articles)) + place + 5 * (likeness - 1), likeness

    def _has_likely_word(self, token: str) -> bool:
        return any(
            compare_tokens(token, word) >= SURNAME_MIN
            for name in self.names.values()
            for word in name.tokens
            if len(word) > 1
        )

    def _count_company(self, record: Record) -> int:
        """People named beside both, not counting the two themselves."""
        if record.company.isdisjoint(self.company):
            return 0
        return len((record.company & self.company) - self.sound_keys - {record.name.sound_key})

    def _has_words_of(self, name: Name) -> bool:
        """Whether a name of the person has all words of ``name``, or the other way about, as they sound."""
        words = _words_of(name.sound_key)
        return any(words <= known or known <= words for known in map(_words_of, self.sound_keys))


@lru_cache(maxsize=500_000)
def _words_of(sound_key: str) -> frozenset[str]:
    return frozenset(sound_key.split())


@dataclass(frozen=True, slots=True)
class Fit:
    """A person that a record can be: how much speaks for it, and the likeness of the names."""

    person: int
    weight: float
    likeness: float


class Shelf:
    """Profiles of persons, found by country and the beginnings of names."""

    def __init__(self) -> None:
        self._profiles: dict[int, Profile] = defaultdict(Profile)
        self._persons: dict[str, dict[str | None, set[int]]] = {}  # by key, then country

    def add(self, person: int, record: Record) -> None:
        """Take in a record of ``person``, any number that stays the same."""
        self._profiles[person].add(record)
        for key in _list_keys(record.name):
            self._persons.setdefault(key, {}).setdefault(record.country, set()).add(person)

    def rank(self, record: Record) -> list[Fit]:
        """The persons that ``record`` can be, the likeliest first."""
        persons: set[int] = set()
        for key in _list_own_keys(record):
            found = self._persons.get(key, {})
            countries = (record.country, None) if record.country else found
            persons.update(*(found[country] for country in countries if country in found))
        weighed = ((person, self._profiles[person].weigh(record)) for person in persons)
        fits = [Fit(person, *found) for person, found in weighed if found is not None]
        return sorted(fits, key=lambda fit: (-fit.weight, fit.person))


@lru_cache(maxsize=500_000)
def _list_keys(name: Name) -> set[str]:
    """What a person of a name is found by: names of two words, and single words."""
    words = [fold_token(token) for token in name.tokens if len(token) > 1]
    return block_keys(name) | {word[:_LETTERS] for word in words} | {f"{bones_of(word, _LETTERS)}-" for word in words}


def _list_own_keys(record: Record) -> set[str]:
    """What a record looks persons up by: a full name by two of its words, others by the one that they have."""
    return block_keys(record.name) if record.kind == FULL else _list_keys(record.name)


def _compare(record: Record, name: Name, countries: set[str]) -> tuple[float, float]:
    """Likeness of the record's name, and what it costs that a lone name stands where no surname does."""
    if record.kind != LONE:
        return compare_names(record.name, name), 0.0
    likeness = [compare_tokens(record.name.tokens[0], token) if len(token) > 1 else 0.0 for token in name.tokens]
    best = max(likeness)
    if best == likeness[-1] or (best == likeness[0] and countries & SURNAME_FIRST):
        return best, 0.0
    return best, _GIVEN_NAME if best == likeness[0] else _NOT_LAST
