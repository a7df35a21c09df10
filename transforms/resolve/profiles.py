"""What is known of a person once the surer records are joined, and how well a vaguer record fits it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from math import log1p

from transforms.resolve.name_tables import SURNAME_FIRST
from transforms.resolve.names import FULL, LONE, Name, compare_names, compare_tokens
from transforms.resolve.records import Record
from transforms.resolve.spellings import ANYWHERE, LikeWords, NameIndex

SAME_NAME = 0.97  # the same tokens after folding, a middle name or patronymic more or less
LIKELY_NAME = 0.9
POSSIBLE_NAME = 0.84  # less, and two names are never one
SURNAME_MIN = 0.92
MARGIN = 0.5  # by which the best person must lead the second
_COMPANY_MOST = 3
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
    posts: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    stories: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    sound_keys: set[str] = field(default_factory=set)

    def add(self, record: Record) -> None:
        """Take in what a record of the person says."""
        self.names[record.name.key] = record.name
        if record.country:
            self.countries.add(record.country)
        if record.walk:
            self.walks.add(record.walk)
        self.titles |= record.titles
        self.posts |= record.posts
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
        n_company = self._count_company(record)
        is_same_country = record.country in self.countries
        is_same_post = agree_in_post(record, self)
        has_context = bool(is_same_country or n_company or is_same_post)
        if not has_context and not (record.kind == FULL and self._has_words_of(record.name)):
            return None
        if record.walk and self.walks and record.walk not in self.walks and not n_company:
            return None
        likeness, place = self._compare(record)
        if likeness < (SURNAME_MIN if record.kind == LONE else LIKELY_NAME if has_context else SAME_NAME):
            return None
        # An article that names two people by different full names means two people.
        if record.kind != LONE and record.name.sound_key not in self.sound_keys and self.articles & record.articles:
            return None
        context = 2 * is_same_country + min(_COMPANY_MOST, n_company) + is_same_post
        return context + _PROMINENCE * log1p(len(self.articles)) + place + 5 * (likeness - 1), likeness

    def _compare(self, record: Record) -> tuple[float, float]:
        """Likeness of the record's name, and what it costs that a lone name stands where no surname does."""
        if record.kind != LONE:
            is_known = record.name.key in self.names
            return 1.0 if is_known else max(compare_names(record.name, name) for name in self.names.values()), 0.0
        is_surname_first = not self.countries.isdisjoint(SURNAME_FIRST)
        return max(compare_lone(record.name.tokens[0], name, is_surname_first) for name in self.names.values())

    def _count_company(self, record: Record) -> int:
        """People named beside both, not counting the two themselves."""
        if record.company.isdisjoint(self.company):
            return 0
        return len((record.company & self.company) - self.sound_keys - {record.name.sound_key})

    def _has_words_of(self, name: Name) -> bool:
        """Whether a name of the person has all words of ``name``, or the other way about, as they sound."""
        words = _words_of(name.sound_key)
        return any(words <= known or known <= words for known in map(_words_of, self.sound_keys))


def agree_in_post(one: Record | Profile, other: Record | Profile) -> bool:
    """Whether titles of two support that they are one: by a telling word in common, or by all words."""
    return not (one.posts.isdisjoint(other.posts) and one.titles.isdisjoint(other.titles))


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
    """Profiles of persons, found by country and names like theirs."""

    def __init__(self, like: LikeWords) -> None:
        self._profiles: dict[int, Profile] = defaultdict(Profile)
        self._index = NameIndex(like)
        self._found: dict[tuple[str, str | None], set[int]] = {}  # by name and country

    def add(self, person: int, record: Record) -> None:
        """Take in a record of ``person``, any number that stays the same."""
        self._profiles[person].add(record)
        self._index.add(record.name, record.country, person)
        self._found.clear()

    def rank(self, record: Record) -> list[Fit]:
        """The persons that ``record`` can be, the likeliest first."""
        bearer = record.name.key, record.country
        if bearer not in self._found:
            countries = (record.country, None) if record.country else (ANYWHERE,)
            least = SURNAME_MIN if record.kind == LONE else 0.0
            self._found[bearer] = self._index.find(record.name, countries, least)
        persons = self._found[bearer]
        weighed = ((person, self._profiles[person].weigh(record)) for person in persons)
        fits = [Fit(person, *found) for person, found in weighed if found is not None]
        return sorted(fits, key=lambda fit: (-fit.weight, fit.person))


@lru_cache(maxsize=500_000)
def compare_lone(token: str, name: Name, is_surname_first: bool) -> tuple[float, float]:
    """Likeness of a lone name to the likest word of a name, and what it costs that this is no surname."""
    likeness = [compare_tokens(token, other) if len(other) > 1 else 0.0 for other in name.tokens]
    best = max(likeness)
    if best == likeness[-1] or (best == likeness[0] and is_surname_first):
        return best, 0.0
    return best, _GIVEN_NAME if best == likeness[0] else _NOT_LAST
