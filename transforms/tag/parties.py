"""The parties to talks, and which of them a sentence spoke of last."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.tag.lexicon import Found
from transforms.tag.sentence import Reading


@dataclass(frozen=True, slots=True)
class Party:
    """A party to talks. ``party_type`` as in the schema of delegation reports."""

    name: str
    party_type: str
    country: str | None = None


def last_government(reading: Reading) -> Party | None:
    """The party whose government a sentence speaks of: 'the Norwegian government', 'Norway's federal government'."""
    for k in range(len(reading.tokens) - 1, -1, -1):
        if reading.word(k) in ("government", "administration"):
            near = [f for f in reading.parties(max(0, k - 3), k) if f.term.party_type == "country"]
            if near:
                return as_party(near[-1], None)
    return None


def last_party(reading: Reading, before: int | None = None) -> Party | None:
    """The party that a sentence names last before a token."""
    found = reading.parties(0, before)
    return as_party(as_meant(reading, found[-1]), None) if found else None


def as_meant(reading: Reading, found: Found) -> Found:
    """'the Palestinian movement': the movement that is Palestinian, where the article has named one."""
    meant = reading.meant.get(found.last) if found.term.kind == "demonym" else None
    return Found(found.first, found.last + 1, meant) if meant else found


def party_of(found: Found) -> Party:
    """The party for which a term stands."""
    return as_party(found, None)


def as_party(found: Found, kind: str | None) -> Party:
    """The party that a term names, or of the given kind."""
    term = found.term
    if kind == "parliament" and term.country:
        return Party(term.country, "parliament", term.country)
    return Party(term.value, term.party_type or "country", term.country)
