"""The parties to talks, and which of them a sentence spoke of last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.tag.lexicon import Found, Term
from transforms.tag.sentence import Reading

# 'The government of Ghana', 'the Embassy of the Czech Republic'.
_STATE = frozenset("government embassy president minister ministry parliament king republic officials".split())


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
    if (kind or term.party_type) == "parliament" and term.country:
        return Party(term.country, "parliament", term.country)
    return Party(_STATE_OR_SEE.get(term.value, term.value), term.party_type or "country", term.country)


_STATE_OR_SEE = {"Vatican City": "Holy See"}  # the one is a place, the other negotiates


def first_country(readings: list[Reading], headline: Sequence[Reading] = ()) -> Term | None:
    """The country that 'the government' means before the article says so: the first that owns something in its lead.

    Without one it is the first of the headline that is no place there, else that of the capital in the dateline.
    """
    lead = readings[0] if readings else None
    if lead is None:
        return None
    countries = [f for f in lead.parties() if f.term.party_type in ("country", "parliament") and f.term.country]
    dateline = next((f for f in countries if f.first == 0 and lead.tokens[0].text.isupper()), None)
    others = [f for f in countries if f is not dateline]
    first = next((f for f in others if _is_owner(lead, f)), None)
    first = first or next((f for f in others if _is_subject(lead, f)), None)
    backed = next((f for f in lead.parties() if f.term.party_type in _MOVEMENTS and f.term.country), None)
    first = first or _in_headline(headline)
    first = first or dateline or backed  # talks with a movement are those of the country in which it fights
    return _as_country(first.term) if first else None


_MOVEMENTS = frozenset({"armed_group", "political_party"})
_ACTING = frozenset({"", "as", "and", "between", "when", "while"})
_MARKS = frozenset(",:-–—")


def _in_headline(headline: Sequence[Reading]) -> Found | None:
    """The country that a headline names first, where it acts: 'Guns fall silent as R, rebels open talks in Q'.

    One that opens it before a mark tells where: 'R: fifth round ends'.
    """
    named = ((reading, f) for reading in headline for f in reading.parties() if f.term.country)
    reading, found = next(named, (None, None))
    if reading is None or found is None or found.term.party_type != "country":
        return None
    tells_where = found.first == 0 and reading.word(found.last) in _MARKS
    return found if reading.word(found.first - 1) in _ACTING and not tells_where else None


def _is_subject(reading: Reading, found: Found) -> bool:
    """Whether a country opens its sentence or what follows the dateline: 'LIMA - The R called on ...'."""
    first = found.first - 1 if reading.word(found.first - 1) == "the" else found.first
    return first == 0 or reading.tokens[first - 1].text in _DASHES


_DASHES = frozenset({"-", "–", "—"})


def _is_owner(reading: Reading, found: Found) -> bool:
    """Whether a country is spoken of as a state: "Sudan's army", 'the Sudanese army', 'the US House'."""
    at = found.first - (2 if reading.word(found.first - 1) == "the" else 1)
    is_of = reading.word(at) == "of" and reading.word(at - 1) in _STATE
    is_chamber = found.term.party_type == "parliament"
    return is_of or is_chamber or found.term.kind == "demonym" or reading.tokens[found.last - 1].is_possessive


def _as_country(term: Term) -> Term:
    """The country for which a seat of government or an adjective stands."""
    return Term("country", term.country or term.value, "country", term.country)
