"""A sentence in shorthand, so that one pattern reads many wordings: 'P and P sat next to him on S'.

Names of persons are ``P``, group nouns with their noun phrase ``G`` (``S`` where the noun is 'side'), other parties
``R``, each with ``'s`` where it stands in the possessive; every other word is itself in lower case. ``^`` is the start.
"""

from __future__ import annotations

from dataclasses import dataclass

from transforms.tag.groups import Group
from transforms.tag.people import People
from transforms.tag.sentence import Reading


@dataclass(frozen=True, slots=True)
class Shorthand:
    """The symbols of a sentence, parted and enclosed by blanks, and for each offset of a symbol its first token."""

    text: str
    token_at: dict[int, int]


def shorthand(reading: Reading, people: People, groups: list[Group]) -> Shorthand:
    """Writes a sentence in shorthand."""
    known = {n.first: ("P", n.last) for n in people.within(reading, 0, len(reading.tokens))}
    for group in groups:
        known.setdefault(group.first, ("S" if reading.word(group.at) in _SIDES else "G", group.last))
    for found in reading.parties():
        known.setdefault(found.first, ("R", found.last))
    text, token_at, i = " ^ ", {1: 0}, 0
    while i < len(reading.tokens):
        symbol, last = known.get(i, ("R", i + 1) if i in reading.meant else (reading.word(i) or "-", i + 1))
        if symbol in ("P", "G", "S", "R") and reading.tokens[last - 1].is_possessive:
            symbol += "'s"
        token_at[len(text)] = i
        text += symbol + " "
        i = last
    token_at[len(text)] = len(reading.tokens)
    return Shorthand(text, token_at)


_SIDES = frozenset({"side", "sides"})
