"""Names found by their spellings: which words of all names are like each other, and whose names are made of them.

Words are compared once each, whoever bears them: those that share two of their first consonants by their edit distance
(Levenshtein, 1966), in C. Names are then found by the words that they are made of, so that the cost of a name does not
grow with the number of names that are unlike it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from transforms.resolve.names import FULL, LETTERS_AN_EDIT, SHORT, Name, compare_words

_ALIKE = 0.68  # least that two words of names get that are one: with 1.0 for all others it makes POSSIBLE_NAME
_NO_VOWELS = str.maketrans("", "", "aeiou")
_N_BONES = 3  # consonants of a word that it is compared by
_CHUNK = 1_000  # words compared with a whole block at once

ANYWHERE = "anywhere"  # instead of a country

LikeWords = Mapping[str, Mapping[str, float]]


def list_like_words(names: Iterable[Name]) -> dict[str, dict[str, float]]:
    """For each folded word of ``names`` its likely spellings, itself among them, and how like it they are."""
    words = {word for name in names for word in name.words}
    return find_like_words(words, words)


def find_like_words(wanted: Set[str], words: Set[str]) -> dict[str, dict[str, float]]:
    """For each of the folded words ``wanted`` its likely spellings among ``words``, itself among them."""
    like = {word: {word: 1.0} for word in wanted}
    blocks: dict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, group in enumerate((wanted, words)):
        for word in sorted(group):
            if len(word) > SHORT:
                for key in set(combinations(_bones_of(word), 2)):
                    blocks[key][side].append(word)
    for block in blocks.values():
        for x, y in _list_near(*block):
            if y not in like[x] and (score := compare_words(x, y)) >= _ALIKE:
                like[x][y] = score
                if y in like:
                    like[y][x] = score
    return like


def _list_near(wanted: list[str], words: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a wanted word and another, that differ by no more letters than two of their length may."""
    lengths = np.array([len(word) for word in words])
    for start in range(0, len(wanted) if words else 0, _CHUNK):
        part = wanted[start : start + _CHUNK]
        most = np.minimum.outer([len(word) for word in part], lengths) // LETTERS_AN_EDIT
        edits = cdist(part, words, scorer=Levenshtein.distance, score_cutoff=int(most.max()), dtype=np.uint32)
        for i, j in zip(*(found.tolist() for found in np.nonzero(edits <= most)), strict=True):
            yield part[i], words[j]


def _bones_of(folded: str) -> str:
    """The first consonants of a folded word, beginning with the first letter, whatever it is."""
    return folded[:1] + folded[1:].translate(_NO_VOWELS)[: _N_BONES - 1]


class NameIndex:
    """Numbers of records or persons, found by country and by names like theirs."""

    def __init__(self, like: LikeWords) -> None:
        self._like = like
        self._bearers: dict[str | None, dict[str, set[int]]] = {ANYWHERE: {}}  # by country, then word

    def add(self, name: Name, country: str | None, item: int) -> None:
        """Let ``item`` be found by a name in a country."""
        words = (*name.words, name.joined)
        for place in (country, ANYWHERE):
            bearers = self._bearers.setdefault(place, {})
            for word in words:
                if word in bearers:
                    bearers[word].add(item)
                else:
                    bearers[word] = {item}

    def find(self, name: Name, countries: Sequence[str | None], least: float = 0.0) -> set[int]:
        """The items named like ``name`` in ``countries``: by two words of a full name, initials aside, or written as
        one; else by the word that is written out. ``least`` is how like each word must be.
        """
        places = [self._bearers[country] for country in countries if country in self._bearers]
        by_word = [
            [place[x] for x, score in self._like[word].items() if score >= least for place in places if x in place]
            for word in name.words
        ]
        if name.kind != FULL:
            return set().union(*by_word[0]) if by_word else set()
        order = sorted(range(len(by_word)), key=lambda n: sum(map(len, by_word[n])))
        found = set().union(*(place[name.joined] for place in places if name.joined in place))
        anywhere = self._bearers[ANYWHERE]
        for rank, n in enumerate(order[:-1], start=1):  # the commonest word alone is not worth a look
            rare = set().union(*by_word[n])
            if rare:
                others = set().union(*(self._like[name.words[other]] for other in order[rank:]))
                found.update(*(rare & anywhere[word] for word in others if word in anywhere))
        return found
