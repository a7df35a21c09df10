"""Mentions of persons, gathered into records that the matching works on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

import pyarrow as pa

from transforms.keys import key_of
from transforms.resolve.names import FULL, Name, parse_name
from transforms.resolve.posts import telling_words, title_words, walk_of
from transforms.resolve.versions import unknown_age

Age = tuple[datetime, str]


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


def gather_records(mentions: pa.Table, ages: Mapping[str, Age], story_of: Mapping[str, str]) -> list[Record]:
    """The records of ``mentions`` (schema ``PERSON_MENTIONS``), sorted by ``Record.order``.

    ``ages`` and ``story_of`` are by article_id.
    """
    records: dict[tuple[str | None, ...], Record] = {}
    named: dict[str, set[str]] = defaultdict(set)
    columns = ("mention_id", "article_id", "name_text", "title_text", "country")
    for mention_id, article, name_text, title, printed in zip(*(mentions[c].to_pylist() for c in columns), strict=True):
        name, country, walk = parse_printed(name_text), fold_country(printed), walk_of(title)
        bearer = _bearer_of(name, country, walk, article)
        record = records.get(bearer)
        if record is None:
            record = records[bearer] = Record(name, country, walk, name.kind)
        record.mention_ids.append(mention_id)
        record.ages.append(ages.get(article) or unknown_age(article))
        record.articles.add(article)
        record.stories.add(story_of.get(article, article))
        if title and (words := title_words(title)):
            record.titles.add(words)
            record.posts |= telling_words(words)
        named[article].add(name.sound_key)
    for record in records.values():
        record.company = set().union(*(named[article] for article in record.articles)) - {record.name.sound_key}
    return sorted(records.values(), key=lambda record: record.order)


def merge_records(records: list[Record]) -> Record:
    """One record of what several of one name, country and walk of life hold."""
    merged = Record(records[0].name, records[0].country, records[0].walk, records[0].kind)
    for record in records:
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
