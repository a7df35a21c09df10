"""Organisations and places that an article names, one each, under their common names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.tag.lexicon import Term
from transforms.tag.people import People
from transforms.tag.sentence import Reading
from transforms.tag.text import strip_possessive

_SMALL = frozenset({"of", "the", "and", "for"})


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """An organisation or place at its first mention: offsets into the article's text."""

    entity_type: str  # organisation, place
    name: str
    canonical_name: str
    country: str | None
    start: int
    end: int


def find_entities(readings: list[Reading], people: People) -> list[NamedEntity]:
    """Organisations and places in the order of their first mention, each canonical name once."""
    seen: dict[tuple[str, str], NamedEntity] = {}
    for reading in readings:
        taken = {i for n in people.within(reading, 0, len(reading.tokens)) for i in range(n.first, n.last)}
        known = taken | {i for f in reading.found if f.term.kind == "party" for i in range(f.first, f.last)}
        for entity in (*_known(reading, taken), *_seen_by_model(reading, known)):
            seen.setdefault((entity.entity_type, entity.canonical_name.casefold()), entity)
    return sorted(seen.values(), key=lambda e: e.start)


def _known(reading: Reading, taken: set[int]) -> Iterator[NamedEntity]:
    for found in reading.found:
        term = found.term
        if term.kind not in ("country", "place", "metonym", "party") or taken & set(range(found.first, found.last)):
            continue
        if term.kind == "place" and reading.labels[found.first] not in ("GPE", "LOC", "FAC"):
            continue  # many words are also a town somewhere
        yield _entity(reading, found.first, found.last, term)


def _entity(reading: Reading, first: int, last: int, term: Term) -> NamedEntity:
    start = reading.tokens[first].start
    name = strip_possessive(reading.span_text(first, last))
    is_body = term.kind == "party"
    canonical = term.value if term.kind in ("country", "party") else name
    return NamedEntity("organisation" if is_body else "place", name, canonical, term.country, start, start + len(name))


def _seen_by_model(reading: Reading, taken: set[int]) -> Iterator[NamedEntity]:
    """Bodies of two words and more that only the language model knows."""
    for first, last, label in reading.entities:
        begin = first + 1 if reading.word(first) == "the" else first
        if label != "ORG" or last - begin < 2 or taken & set(range(first, last)):
            continue
        if not all(reading.tokens[i].is_capitalised or reading.word(i) in _SMALL for i in range(begin, last)):
            continue
        name = strip_possessive(reading.span_text(begin, last))
        start = reading.tokens[begin].start
        yield NamedEntity("organisation", name, name, None, start, start + len(name))
