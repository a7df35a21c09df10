"""The agency behind a story, from what its copies credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from anyascii import anyascii

Name = tuple[str, ...]  # words, folded

_BETWEEN = re.compile(r"\s*(?:[;,/]|\band\b)\s*", re.IGNORECASE)
_NAMELESS = {"agency", "agencies", "wire", "wires", "wire services", "news agencies", "news agency", "staff"}


def fold_credit(agency: str | None) -> Name:
    """The first agency of a credit ('Corvus' of 'Corvus and agencies'); empty where it names none."""
    name = _fold(_BETWEEN.split((agency or "").strip())[0])
    return () if " ".join(name) in _NAMELESS else name


def choose_credit(agencies: Iterable[str | None]) -> str | None:
    """Of what the copies of a story credit, the agency that most of them name, as most print it (of equals the first by
    name); a credit that names none ('Agencies') only where there is no other.
    """
    printed = Counter(agency for agency in agencies if agency)
    named: Counter[Name] = Counter()
    for agency, n in printed.items():
        named[fold_credit(agency)] += n

    def rank(agency: str) -> tuple[bool, int, Name, int, str]:
        name = fold_credit(agency)
        return not name, -named[name], name, -printed[agency], agency

    return min(printed, key=rank, default=None)


def is_of_agency(credits: Iterable[Name], names: Sequence[str | None]) -> bool:
    """Whether an outlet of these names is one of the agencies: 'Corvus' in the 'Corvus Newswire'."""
    folded = [_fold(name) for name in names]
    return any(name[: len(credit)] == credit for credit in credits if credit for name in folded)


def _fold(name: str | None) -> Name:
    letters = anyascii(name or "").casefold()
    return tuple("".join(char if char.isalnum() else " " for char in letters).split())
