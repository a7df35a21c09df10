"""Texts as sets of hashed word 5-shingles, which survive a changed headline, a cut tail and dropped diacritics.

Sampling follows FracMinHash (Irber et al., 2022, "Lightweight compositional analysis of metagenomes with
FracMinHash"): a shingle is kept where its hash lies under a fixed fraction of the range, so that samples of two texts
estimate how much of one stands in the other, however much longer that is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

SHINGLE_WORDS = 5
SAMPLE_RATE = 8  # one shingle in eight
SAMPLE_MIN = 8  # a short text keeps at least this many
# Chinese, Japanese and Thai write no spaces between words: there each character counts as one.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MARK = np.uint64(1)  # the lowest bit of a word's hash says whether it begins with a capital or a digit
_SAMPLE_BELOW = np.uint64((1 << 64) // SAMPLE_RATE)


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a text is compared."""

    shingles: Hashes  # in the order of the text
    facts: Hashes  # sorted; words that stand only capitalised, and numbers: they tell stories of one kind apart

    def distinct(self) -> tuple[Hashes, NDArray[np.float64]]:
        """The sorted distinct shingles and where each first stands, as a share of the text from 0 to 1."""
        unique, first = np.unique(self.shingles, return_index=True)
        return unique, first / max(1, len(self.shingles))

    def sample(self) -> Hashes:
        """The sorted distinct shingles that stand for the text in the search for candidates."""
        kept = distinct_hashes(self.shingles[self.shingles < _SAMPLE_BELOW])
        return kept if len(kept) >= SAMPLE_MIN else distinct_hashes(self.shingles)[:SAMPLE_MIN]

    def without(self, boilerplate: Hashes) -> Shape:
        """The same text without the shingles in ``boilerplate`` (sorted)."""
        if not len(boilerplate):
            return self
        places = np.minimum(np.searchsorted(boilerplate, self.shingles), len(boilerplate) - 1)
        return Shape(self.shingles[boilerplate[places] != self.shingles], self.facts)


def shape_of(text: str) -> Shape:
    """The shape of a text in any language."""
    words = _WORD.findall(text)
    marked = np.fromiter(map(_hash_word, words), np.uint64, len(words))
    hashes, marks = marked & ~_MARK, marked & _MARK
    facts = np.setdiff1d(hashes[marks == _MARK], hashes[marks != _MARK])
    return Shape(_hash_shingles(hashes), facts)


def distinct_hashes(hashes: Hashes) -> Hashes:
    """The distinct values, sorted. Several times faster than ``numpy.unique`` on arrays of this size."""
    ordered = np.sort(hashes)
    keep = np.ones(len(ordered), np.bool_)
    keep[1:] = ordered[1:] != ordered[:-1]
    return ordered[keep]


def _hash_shingles(words: Hashes) -> Hashes:
    n = len(words) - SHINGLE_WORDS + 1
    if n <= 0:
        return np.zeros(0, np.uint64)
    mixed = words[:n].copy()
    for offset in range(1, SHINGLE_WORDS):
        mixed = (mixed * _MULTIPLIER) ^ words[offset : offset + n]
    # The finalizer of SplitMix64: without it the last word would decide which shingles are sampled.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@lru_cache(maxsize=1_000_000)
def _hash_word(word: str) -> int:
    folded = anyascii(word).casefold() or word
    value = int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    return value >> 1 << 1 | (word[0].isupper() or word[0].isdigit())
