"""Mentions of persons, gathered into records that the matching works on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

import pyarrow as pa

from transforms.keys import key_of
from transforms.resolve.identifiers import read_ids
from transforms.resolve.names import FULL, Name, parse_name
from transforms.resolve.posts import telling_words, title_words, walk_of
from transforms.resolve.versions import Age, latest_contents, unknown_age


@dataclass(slots=True)
class Record:
    """Mentions that agree in name, country and walk of life, and so are one person.

    Where the name or the country is not fully given, a record holds the mentions of one article only, since the next
    article may mean somebody else.
    """

    name: Name
    country: str | None
    walk: str | None
    kind: int  # of the name: FULL, INITIALS or LONE
    rows: list[int] = field(default_factory=list)  # of the mentions
    mention_ids: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    titles: set[frozenset[str]] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)  # telling words of the titles
    ages: list[Age] = field(default_factory=list)  # of the mentions, in the order of mention_ids
    stories: set[str] = field(default_factory=set)  # of the articles: reprints are one
    company: set[str] = field(default_factory=set)  # sound keys of the others named in the same articles

    @property
    def bearer(self) -> tuple[str | None, ...]:
        """Equal for mentions of one record."""
        return _bearer_of(self.name, self.country, self.walk, min(self.articles))

    @property
    def order(self) -> tuple[Any, ...]:
        """Sorts records by how much they say, then by age; a total order, whatever the order of the rows."""
        is_vague = self.country is None
        names = self.name.key, self.country or "", self.walk or "", min(self.mention_ids)
        return self.kind, is_vague, min(self.ages), *names

    def add(self, row: int, reported: Reported) -> None:
        """Take in a mention, all but the company."""
        title = reported.titles[row]
        self.rows.append(row)
        self.mention_ids.append(reported.mention_ids[row])
        self.ages.append(reported.ages[row])
        self.articles.add(reported.articles[row])
        self.stories.add(reported.stories[row])
        if title and (words := title_words(title)):
            self.titles.add(words)
            self.posts |= telling_words(words)

    def find_company(self, named: Mapping[str, AbstractSet[str]]) -> None:
        """Take in whom the articles name, by their sound keys."""
        self.company = set().union(*(named[article] for article in self.articles))
        self.company.discard(self.name.sound_key)

    def part(self, rows: Iterable[int], reported: Reported, named: Mapping[str, AbstractSet[str]]) -> Record:
        """A record of the same name that holds some of the mentions."""
        part = Record(self.name, self.country, self.walk, self.kind)
        for row in rows:
            part.add(row, reported)
        part.find_company(named)
        return part


@dataclass(frozen=True, slots=True)
class Reported:
    """Mentions by column, with what their articles say of them; a mention is named by its place."""

    mention_ids: list[str]
    articles: list[str]
    names: list[str]
    titles: list[str | None]
    countries: list[str | None]
    is_current: list[bool]  # of the latest version of its article
    ages: list[Age]
    stories: list[str]

    def __len__(self) -> int:
        return len(self.mention_ids)


def read_reported(mentions: pa.Table, articles: pa.Table, stories: pa.Table) -> Reported:
    """The rows of ``mentions`` (schema ``PERSON_MENTIONS``) in their order.

    Rows of an article that ``articles`` lacks count as current and as younger than all others; an article that
    ``stories`` lacks is a story by itself.
    """
    columns = ("mention_id", "article_id", "name_text", "title_text", "country", "content_sha256")
    values: list[list[Any]] = [mentions[column].to_pylist() for column in columns]
    ids, of, names, titles, countries, contents = values
    latest = latest_contents(articles)
    story_of = read_ids(stories, "article_id", "story_id")
    known = [latest.get(article) for article in of]
    is_current = [row is None or row[0] == content for row, content in zip(known, contents, strict=True)]
    ages = [unknown_age(article) if row is None else row[1] for row, article in zip(known, of, strict=True)]
    return Reported(ids, of, names, titles, countries, is_current, ages, [story_of.get(a, a) for a in of])


def gather_records(reported: Reported, rows: Iterable[int], named: Mapping[str, AbstractSet[str]]) -> list[Record]:
    """The records of some ``rows``, sorted by ``Record.order``. ``named`` has, by article, the sound keys of all whom
    it names.
    """
    records: dict[tuple[str | None, ...], Record] = {}
    for row in rows:
        article, title = reported.articles[row], reported.titles[row]
        name, country = parse_printed(reported.names[row]), fold_country(reported.countries[row])
        walk = walk_of(title) if title else None
        bearer = _bearer_of(name, country, walk, article)
        record = records.get(bearer)
        if record is None:
            record = records[bearer] = Record(name, country, walk, name.kind)
        record.add(row, reported)
    for record in records.values():
        record.find_company(named)
    return sorted(records.values(), key=lambda record: record.order)


def merge_records(records: list[Record]) -> Record:
    """One record of what several of one name, country and walk of life hold."""
    merged = Record(records[0].name, records[0].country, records[0].walk, records[0].kind)
    for record in records:
        merged.rows += record.rows
        merged.mention_ids += record.mention_ids
        merged.ages += record.ages
        merged.articles |= record.articles
        merged.stories |= record.stories
        merged.titles |= record.titles
        merged.posts |= record.posts
        merged.company |= record.company
    return merged


def _bearer_of(name: Name, country: str | None, walk: str | None, article: str) -> tuple[str | None, ...]:
    """Equal for mentions of one record: the article counts where the name or the country is not fully given."""
    return name.key, country, walk, None if name.kind == FULL and country is not None else article


def own_id_of(record: Record) -> str:
    """The person_id that a record gives to a person whom it founds."""
    return _key_of_person(record.name.key, record.country)


_key_of_person = lru_cache(maxsize=500_000)(partial(key_of, "person"))


def salted_id_of(own_id: str, mention_id: str) -> str:
    """The person_id that a mention gives where another person has the own one: a namesake of the same country."""
    return key_of("person", own_id, mention_id)


@lru_cache(maxsize=500_000)
def parse_printed(name_text: str) -> Name:
    """The name; one without Latin letters, even after transliteration, is compared as printed."""
    name = parse_name(name_text)
    return name if name.tokens else Name((" ".join(name_text.split()).casefold(),), None)


@lru_cache(maxsize=10_000)
def fold_country(country: str | None) -> str | None:
    """The form in which countries are compared; None for an empty one."""
    return " ".join(country.casefold().split()) or None if country else None
