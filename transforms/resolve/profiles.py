"""What is known of a person once the surer records are joined, and how well a vaguer record fits it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import log1p

from transforms.resolve.name_tables import SURNAME_FIRST
from transforms.resolve.names import Name, compare_names, compare_tokens, fold_token
from transforms.resolve.posts import titles_agree
from transforms.resolve.records import FULL, LONE, Record

SAME_NAME = 0.97  # the same tokens after folding, a middle name or patronymic more or less
LIKELY_NAME = 0.9
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
    articles: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    sound_keys: set[str] = field(default_factory=set)

    def add(self, record: Record) -> None:
        """Take in what a record of the person says."""
        self.names[record.name.key] = record.name
        self.countries |= {record.country} if record.country else set()
        self.walks |= {record.walk} if record.walk else set()
        self.titles |= record.titles
        self.articles |= record.articles
        self.company |= record.company
        self.sound_keys.add(record.name.sound_key)

    def weigh(self, record: Record) -> tuple[float, float] | None:
        """How much speaks for ``record`` being this person, and the likeness of the names; None where too little
        does.
        """
        if record.country and self.countries and record.country not in self.countries:
            return None
        likeness, place = max(_compare(record, name, self.countries) for name in self.names.values())
        if likeness < (SURNAME_MIN if record.kind == LONE else LIKELY_NAME):
            return None
        # An article that names two people by different full names means two people.
        if record.kind != LONE and record.name.sound_key not in self.sound_keys and self.articles & record.articles:
            return None
        n_company = len((record.company & self.company) - self.sound_keys - {record.name.sound_key})
        if record.walk and self.walks and record.walk not in self.walks and not n_company:
            return None
        is_same_country = record.country in self.countries
        is_same_post = any(titles_agree(a, b) for a in record.titles for b in self.titles)
        is_same_name = record.kind == FULL and likeness >= SAME_NAME
        if not (is_same_country or n_company or is_same_post or is_same_name):
            return None
        context = 2 * is_same_country + min(_COMPANY_MOST, n_company) + is_same_post
        return context + _PROMINENCE * log1p(len(self.articles)) + place + 5 * (likeness - 1), likeness


@dataclass(frozen=True, slots=True)
class Fit:
    """A person that a record can be: how much speaks for it, and the likeness of the names."""

    person: int
    weight: float
    likeness: float


class Shelf:
    """Profiles of persons, found by the beginnings of the tokens of their names."""

    def __init__(self, records: Iterable[tuple[int, Record]]) -> None:
        """``records`` come with the person, any number, that each belongs to."""
        self._profiles: dict[int, Profile] = defaultdict(Profile)
        for person, record in records:
            self._profiles[person].add(record)
        self._persons: dict[str, set[int]] = defaultdict(set)
        for person, profile in self._profiles.items():
            for name in profile.names.values():
                for beginning in _list_beginnings(name):
                    self._persons[beginning].add(person)

    def rank(self, record: Record) -> list[Fit]:
        """The persons that ``record`` can be, the likeliest first."""
        persons = set().union(*(self._persons.get(beginning, ()) for beginning in _list_beginnings(record.name)))
        weighed = ((person, self._profiles[person].weigh(record)) for person in persons)
        fits = [Fit(person, *found) for person, found in weighed if found is not None]
        return sorted(fits, key=lambda fit: (-fit.weight, fit.person))


def _list_beginnings(name: Name) -> Iterator[str]:
    return (fold_token(token)[:3] for token in name.tokens if len(token) > 1)


def _compare(record: Record, name: Name, countries: set[str]) -> tuple[float, float]:
    """Likeness of the record's name, and what it costs that a lone name stands where no surname does."""
    if record.kind != LONE:
        return compare_names(record.name, name), 0.0
    likeness = [compare_tokens(record.name.tokens[0], token) if len(token) > 1 else 0.0 for token in name.tokens]
    best = max(likeness)
    if best == likeness[-1] or (best == likeness[0] and countries & SURNAME_FIRST):
        return best, 0.0
    return best, _GIVEN_NAME if best == likeness[0] else _NOT_LAST
