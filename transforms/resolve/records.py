"""Mentions of persons, gathered into records that the matching works on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from transforms.resolve.names import Name, parse_name
from transforms.resolve.posts import title_words, walk_of
from transforms.resolve.versions import unknown_age

Age = tuple[datetime, str]

FULL, INITIALS, LONE = range(3)  # kinds of names, from the one that says most


@dataclass(slots=True)
class Record:
    """Mentions that agree in name, country and walk of life, and so are one person.

    Where the name or the country is not fully given, a record holds the mentions of one article only, since the next
    article may mean somebody else.
    """

    name: Name
    country: str | None
    walk: str | None
    kind: int = field(init=False)  # FULL, INITIALS or LONE
    mention_ids: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    titles: set[frozenset[str]] = field(default_factory=set)
    ages: list[Age] = field(default_factory=list)  # of the mentions, in the order of mention_ids
    company: set[str] = field(default_factory=set)  # sound keys of the others named in the same articles

    def __post_init__(self) -> None:
        self.kind = LONE if self.name.is_lone else INITIALS if self.name.has_initials_only else FULL

    @property
    def order(self) -> tuple[Any, ...]:
        """Sorts records by how much their names say, then by age; a total order, whatever the order of the rows."""
        return self.kind, min(self.ages), self.name.key, self.country or "", self.walk or "", min(self.mention_ids)


def gather_records(mentions: pa.Table, ages: Mapping[str, Age]) -> list[Record]:
    """The records of ``mentions`` (schema ``PERSON_MENTIONS``), sorted by ``Record.order``."""
    records: dict[tuple[str | None, ...], Record] = {}
    named: dict[str, set[str]] = defaultdict(set)
    columns = ["mention_id", "article_id", "name_text", "title_text", "country"]
    for row in mentions.select(columns).to_pylist():
        name, article = _parse(row["name_text"]), row["article_id"]
        record = Record(name, _fold_country(row["country"]), walk_of(row["title_text"]))
        within = article if record.kind != FULL or record.country is None else None
        record = records.setdefault((name.key, record.country, record.walk, within), record)
        record.mention_ids.append(row["mention_id"])
        record.ages.append(ages.get(article) or unknown_age(article))
        record.articles.add(article)
        if row["title_text"]:
            record.titles.add(title_words(row["title_text"]))
        named[article].add(name.sound_key)
    for record in records.values():
        record.company = set().union(*(named[article] for article in record.articles)) - {record.name.sound_key}
    return sorted(records.values(), key=lambda record: record.order)


def merge_records(records: list[Record]) -> Record:
    """One record of what several of one name, country and walk of life hold."""
    merged = Record(records[0].name, records[0].country, records[0].walk)
    for record in records:
        merged.mention_ids += record.mention_ids
        merged.ages += record.ages
        merged.articles |= record.articles
        merged.titles |= record.titles
        merged.company |= record.company
    return merged


def _parse(name_text: str) -> Name:
    """The name; one without Latin letters, even after transliteration, is compared as printed."""
    name = parse_name(name_text)
    return name if name.tokens else Name((" ".join(name_text.split()).casefold(),), None)


def _fold_country(country: str | None) -> str | None:
    return " ".join(country.casefold().split()) or None if country else None
