"""Counts in how many names of each country a part of a name stands: the names of gold articles and training paragraphs.

``names/origins.txt`` adds words of names that are common in a country or borne by its politicians, a country a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.training.lessons import Paragraph
from transforms.reference import Reference, fold
from transforms.tag.roles.origins import NEIGHBOURS, Origins, parts_of, words_of

NAMES = Path(__file__).parent / "names" / "origins.txt"
LEAST_COUNT = 2  # parts seen less often are left out

Named = tuple[str, str]  # the name of a person, and the country


def names_of_paragraph(paragraph: Paragraph, reference: Reference) -> tuple[Named, ...]:
    """The marked persons whose party is a country or has one."""
    found = list[Named]()
    for mark in paragraph.marks:
        key = fold(mark.party or "")
        party, country = reference.parties.get(key), reference.country_names.get(key)
        name = party.country if party else country.name if country else None
        if name:
            found.append((paragraph.text[mark.start : mark.end], name))
    return tuple(found)


def common_names(path: Path = NAMES) -> list[Named]:
    """The listed words of names. Raises ``ValueError`` for a country that is none."""
    listed = [line.split("|", 1) for line in path.read_text("utf-8").splitlines()]
    unknown = [country for country, _ in listed if country not in NEIGHBOURS]
    if unknown:
        raise ValueError(f"{path.name}: no such country: {', '.join(unknown)}")
    return [(word, country) for country, words in listed for word in sorted(set(words_of(words)))]


def origins_of(named: Iterable[Named]) -> Origins:
    """The counts of these names, each person once, and of the listed ones."""
    counts: dict[str, Counter[str]] = {}
    for name, country in sorted({one for one in named if one[1] in NEIGHBOURS}) + common_names():
        for part in (part for word in words_of(name) for part in parts_of(word)):
            counts.setdefault(part, Counter())[country] += 1
    return Origins({part: dict(counted) for part, counted in counts.items() if counted.total() >= LEAST_COUNT})
