"""The parties that a sentence names: known ones, those that a noun points back to, and bodies that nobody listed."""

from __future__ import annotations

from transforms.tag.groups import GROUP_WORDS
from transforms.tag.lexicon import CALENDAR, Found, Term, is_starter
from transforms.tag.sentence import Reading

UNLISTED, POINTED = "unlisted", "pointed"  # kinds of terms found here
_LONGEST = 5
_SHORTEST = 3  # letters
_OWNING = GROUP_WORDS | frozenset("representatives delegate officials representative".split())
_BEFORE = frozenset({"for", "from"})
_NO_NAMES = CALENDAR | frozenset("the a an for from his her its their our my your".split())
_OPEN_KINDS = frozenset({"", "place"})  # what a word may be that is part of an unlisted name


def named_parties(reading: Reading, taken: set[int]) -> list[Found]:
    """All names of parties in order; ``taken`` are the tokens of persons' names and titles."""
    known = reading.parties()
    covered = taken | {i for f in known for i in range(f.first, f.last)}
    found = [Found(i, i + 1, Term(POINTED, t.value, t.party_type, t.country)) for i, t in reading.meant.items()]
    found = [f for f in found if f.first not in covered]
    return sorted([*known, *found, *_unlisted(reading, covered)], key=lambda f: f.first)


def unlisted_owners(parties: list[Found]) -> dict[int, Found]:
    """The unlisted bodies by the tokens of the group nouns they may own: 'the NAME team', 'one from the NAME'."""
    unlisted = [f for f in parties if f.term.kind == UNLISTED]
    return {at: f for f in reversed(unlisted) for at in (f.last, f.last + 1, f.first - 2, f.first - 3)}


def _unlisted(reading: Reading, covered: set[int]) -> list[Found]:
    """Capitalised names that stand where a party stands: 'the NAME delegation', 'one from NAME', 'for NAME, ...'."""
    found = list[Found]()
    for i in reading.places(_OWNING, 1):
        last = i - 1 if reading.tokens[i - 1].is_capitalised else i - 2
        first = last
        while first >= 0 and last - first < _LONGEST and _is_open(reading, first, covered):
            first -= 1
        found += _found(reading, first + 1, last + 1)
    for i in reading.places(_BEFORE, 0, len(reading.tokens) - 1):
        first = i + 2 if reading.word(i + 1) == "the" else i + 1
        last = first
        while last < len(reading.tokens) and last - first < _LONGEST and _is_open(reading, last, covered):
            last += 1
        found += _found(reading, first, last)
    return list({f.first: f for f in found}.values())


def _is_open(reading: Reading, i: int, covered: set[int]) -> bool:
    token = reading.tokens[i]
    is_name = token.is_capitalised and token.bare not in _NO_NAMES and not is_starter(token.bare)
    return is_name and i not in covered and reading.kind(i) in _OPEN_KINDS and reading.labels[i] != "PERSON"


def _found(reading: Reading, first: int, last: int) -> list[Found]:
    if first >= last or (last - first == 1 and len(reading.tokens[first].text) < _SHORTEST):
        return []
    name = reading.span_text(first, last).removesuffix("'s").removesuffix("’s")
    return [Found(first, last, Term(UNLISTED, name, "other"))]
