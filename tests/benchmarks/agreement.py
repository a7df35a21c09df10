"""When what is reported of an article agrees with its gold.

The rules are those under which the gold was written: names may have a middle name more or less, titles may be cut a
little but not at 'deputy' or 'former', a date may be more precise than the gold's and never less, a place may be
written out further, and whatever the gold lists as an alternative is right too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz

from transforms.reference import Reference

Row = dict[str, Any]
T = TypeVar("T")

_NEAR = 88  # per cent: two spellings of one name
_SAME_TITLE = 0.75  # the share of words that two forms of a title have in common
_HONORIFICS = frozenset(
    "mr mrs ms dr prof professor sir gen general lt lieutenant col colonel maj major brig brigadier capt captain adm "
    "admiral amb ambassador sheikh sheik alhaji mullah sen senator rep representative hon h e his her excellency".split()
)
_FILLERS = frozenset("the a an of for and in at to on by with from his her its their who".split())
_QUALIFIERS = frozenset("first second deputy vice former ex acting assistant permanent under then co".split())


@lru_cache(maxsize=65_536)
def words_of(text: str) -> tuple[str, ...]:
    """Its words in lower case and without diacritics or punctuation."""
    plain = anyascii(text).casefold().replace("'s ", " ").replace("'", "")
    return tuple("".join(c if c.isalnum() else " " for c in plain).split())


def names_agree(gold: str, found: str) -> bool:
    """Whether two forms are the same person's name."""
    ours, theirs = _name_words(gold), _name_words(found)
    shared = len(set(ours) & set(theirs))
    if ours == theirs or (len(ours) == 1 and shared):
        return True
    if shared >= 2 and shared == min(len(set(ours)), len(set(theirs))):
        return True
    return (
        max(fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))), fuzz.ratio("".join(ours), "".join(theirs)))
        >= _NEAR
    )


def _name_words(name: str) -> list[str]:
    words = list(words_of(name))
    while len(words) > 1 and words[0] in _HONORIFICS:
        del words[0]
    return words


def titles_agree(gold: Iterable[str], found: str) -> bool:
    """Whether a title is one of those of the gold, give or take a country or a small word."""
    theirs = _title_words(found)
    return any(_is_same_title(_title_words(title), theirs) for title in gold if title)


def _title_words(title: str) -> list[str]:
    words = ("defense" if word == "defence" else word for word in words_of(title))
    return [word for word in words if word not in _FILLERS]


def _is_same_title(ours: list[str], theirs: list[str]) -> bool:
    if not ours or not theirs or set(ours) & _QUALIFIERS != set(theirs) & _QUALIFIERS:
        return False
    shared = sum((Counter(ours) & Counter(theirs)).values())
    return 2 * shared / (len(ours) + len(theirs)) >= _SAME_TITLE


def texts_agree(gold: Iterable[str], found: str | None) -> bool:
    """Whether a place is one of those of the gold, perhaps with more words around it."""
    theirs = words_of(found or "")
    forms = [words_of(text) for text in gold if text]
    return bool(theirs) and any(
        set(ours) <= set(theirs) or fuzz.ratio(" ".join(ours), " ".join(theirs)) >= _NEAR for ours in forms
    )


def dates_agree(gold: Iterable[str], found: str | None) -> bool:
    """Whether an ISO date is one of those of the gold, or a day in the month or year that the gold gives."""
    return bool(found) and any(found == date or str(found).startswith(f"{date}-") for date in gold if date)


def parties_agree(gold: Row, found: str | Sequence[str], reference: Reference) -> bool:
    """Whether a party, or the parties of a joint delegation, are those of a delegation of the gold."""
    if not isinstance(found, str):
        wanted = [_party_key(name, reference) for name in gold.get("parties") or []]
        ours = [_party_key(name, reference) for name in found]
        return 2 * len(set(wanted) & set(ours)) / max(1, len(wanted) + len(ours)) >= 0.6
    names = [gold["party"], *gold.get("party_aliases", [])]
    key = _party_key(found, reference)
    return any(_party_key(name, reference) == key for name in names if isinstance(name, str))


def countries_agree(gold: str, found: str, reference: Reference) -> bool:
    """Whether two names stand for one country or body."""
    return _party_key(gold, reference) == _party_key(found, reference)


def _party_key(name: str, reference: Reference) -> str:
    folded = " ".join(words_of(name))
    country, party = reference.country_names.get(folded), reference.parties.get(folded)
    return country.name if country else party.name if party else folded.removeprefix("the ")


def pair(gold: Sequence[T], found: Sequence[Row], score: Callable[[T, Row], float]) -> list[tuple[int, int]]:
    """Which of the gold is which of the found, one to one, the best scores first; a score of 0 pairs nothing."""
    scores = [(score(g, f), -i, -j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    pairs: dict[int, int] = {}
    for value, i, j in sorted(scores, reverse=True):
        if value > 0 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return sorted(pairs.items())
