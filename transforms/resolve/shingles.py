"""Texts as samples of hashed word 5-shingles, which survive a changed headline, a cut tail and dropped diacritics.

Sampling follows FracMinHash (Irber et al., 2022, "Lightweight compositional analysis of metagenomes with
FracMinHash"): a shingle is kept where its hash lies under a fixed fraction of the range, so that samples of two texts
estimate how much of one stands in the other, however much longer that is. A short text is sampled more densely; two
texts are compared by what both samples would hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Hashes = NDArray[np.uint32]
Counts = NDArray[np.int64]

SHINGLE_WORDS = 5
# Upper bounds of the hashes of a sample, the densest first: all, a half, a quarter.
BOUNDS = np.array([1 << 32, 1 << 31, 1 << 30], np.uint64)
KEPT_MIN = 64  # shingles that a sample should hold; else the next denser one is taken
UNIT_WORDS = 6  # of a sentence, from which it counts as one that can be boilerplate
# Chinese, Japanese and Thai write no spaces between words: there each character counts as one.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\uffef"
_END = "\n.!?。！？"
_TOKEN = re.compile(rf"[^\W_{_UNSPACED}]+|[{_UNSPACED}]|\n|[.!?](?=\s)|[。！？]")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MARK = np.uint64(1)  # the lowest bit of a word's hash says whether it begins with a capital or a digit
_SENTENCE_END = np.uint64(0)  # no word's hash
_PLACE_MAX = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of values, one after the other; ``starts`` has one entry more than there are lists."""

    values: NDArray[Any]
    starts: Counts


@dataclass(frozen=True, slots=True)
class Samples:
    """What is kept of some texts, a list for each of them.

    ``hashes`` are distinct and ascending, ``places`` the number of the shingle at which each first stands, ``owners``
    the number of its sentence. ``units`` are hashes of the sentences, 0 for very short ones; ``unit_sizes`` the
    shingles that begin in each. ``facts`` are the words that stand only capitalised, and numbers, ascending. ``levels``
    says for each text by which of ``BOUNDS`` it was sampled.
    """

    hashes: Ragged
    places: Ragged
    owners: Ragged
    units: Ragged
    unit_sizes: Ragged
    facts: Ragged
    levels: NDArray[np.uint8]


class _WordHashes(dict[str, int]):
    """Hashes of words by word: folded to ASCII and lower case, with the mark in the lowest bit."""

    def __missing__(self, word: str) -> int:
        if word in _END:
            return int(_SENTENCE_END)
        folded = anyascii(word).casefold() or word
        value = int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | 2
        if len(self) > 1_000_000:
            self.clear()
        self[word] = value = value >> 1 << 1 | (word[0].isupper() or word[0].isdigit())
        return value


_WORD_HASHES = _WordHashes()


def sample_texts(texts: Iterable[str]) -> Samples:
    """Samples of texts in any language."""
    tokens: list[str] = []
    ends = [0]
    for text in texts:
        tokens += _TOKEN.findall(text)
        tokens.append("\n")
        ends.append(len(tokens))
    hashed = np.fromiter(map(_WORD_HASHES.__getitem__, tokens), np.uint64, len(tokens))
    is_word = hashed != _SENTENCE_END
    n_before = np.concatenate([[0], np.cumsum(is_word)])  # words before each token
    text_starts = n_before[np.array(ends, np.int64)]
    unit_starts = distinct(np.concatenate([n_before[np.flatnonzero(~is_word)], text_starts]))
    text_units = np.searchsorted(unit_starts, text_starts)
    words = hashed[is_word]
    return _sample(words & ~_MARK, (words & _MARK).astype(np.bool_), unit_starts, text_units)


def _sample(words: Words, marks: NDArray[np.bool_], unit_starts: Counts, text_units: Counts) -> Samples:
    text_starts = unit_starts[text_units]
    n_texts = len(text_starts) - 1
    text_of = np.repeat(np.arange(n_texts), np.diff(text_starts))
    unit_of = np.repeat(np.arange(len(unit_starts) - 1), np.diff(unit_starts))
    n_shingles = max(0, len(words) - SHINGLE_WORDS + 1)
    is_whole = text_of[:n_shingles] == text_of[len(words) - n_shingles :]  # all of its words are of one text
    begins = np.flatnonzero(is_whole)
    shingles = _hash_shingles(words, n_shingles)[begins] >> np.uint64(32)
    owner_texts = text_of[begins]
    levels = _choose_levels(shingles, owner_texts, n_texts)
    kept = shingles < BOUNDS[levels[owner_texts]]
    begins, shingles, owner_texts = begins[kept], shingles[kept], owner_texts[kept]
    # By text and hash; of equal ones the first in the text stays.
    keys = owner_texts.astype(np.uint64) << np.uint64(32) | shingles
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    is_first = np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)]
    keys, first = keys[is_first], order[is_first]
    begins, owner_texts = begins[first], owner_texts[first]
    starts = np.searchsorted(owner_texts, np.arange(n_texts + 1))
    places = np.minimum(begins - text_starts[owner_texts], _PLACE_MAX)
    owners = unit_of[begins] - text_units[owner_texts]
    unit_sizes = np.bincount(unit_of[np.flatnonzero(is_whole)], minlength=len(unit_starts) - 1)
    return Samples(
        hashes=Ragged(keys.astype(np.uint32), starts),
        places=Ragged(places.astype(np.uint16), starts),
        owners=Ragged(np.minimum(owners, _PLACE_MAX).astype(np.uint16), starts),
        units=Ragged(_hash_units(words, unit_starts), text_units),
        unit_sizes=Ragged(np.minimum(unit_sizes, _PLACE_MAX).astype(np.uint16), text_units),
        facts=_find_facts(words, marks, text_of, n_texts),
        levels=levels,
    )


def _choose_levels(shingles: Words, text_of: Counts, n_texts: int) -> NDArray[np.uint8]:
    levels = np.zeros(n_texts, np.uint8)
    for level in range(1, len(BOUNDS)):
        counts = np.bincount(text_of[shingles < BOUNDS[level]], minlength=n_texts)
        levels[counts >= KEPT_MIN] = level
    return levels


def _hash_shingles(words: Words, n: int) -> Words:
    mixed = words[:n].copy()
    for offset in range(1, SHINGLE_WORDS):
        mixed = (mixed * _MULTIPLIER) ^ words[offset : offset + n]
    return _finalize(mixed)


def _hash_units(words: Words, starts: Counts) -> Words:
    """One hash for each sentence, by its words and their order; 0 where it has too few of them."""
    lengths = np.diff(starts)
    if not len(lengths):
        return np.zeros(0, np.uint64)
    order = (np.arange(len(words)) - np.repeat(starts[:-1], lengths)).astype(np.uint64)
    sums = np.add.reduceat(_finalize(words + order * _MULTIPLIER), starts[:-1])
    return np.where(lengths >= UNIT_WORDS, sums | np.uint64(1), np.uint64(0))


def _find_facts(words: Words, marks: NDArray[np.bool_], text_of: Counts, n_texts: int) -> Ragged:
    keys = text_of.astype(np.uint64) << np.uint64(32) | words >> np.uint64(32)
    marked = distinct(keys[marks])
    plain = np.append(distinct(keys[~marks]), np.iinfo(np.uint64).max)
    only = marked[plain[np.searchsorted(plain, marked)] != marked]
    starts = np.searchsorted(only >> np.uint64(32), np.arange(n_texts + 1).astype(np.uint64))
    return Ragged(only.astype(np.uint32), starts)


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The distinct values, sorted. Several times faster than ``numpy.unique``."""
    ordered = np.sort(values)
    return np.asarray(ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]])


def _finalize(values: Words) -> Words:
    """The finalizer of SplitMix64: without it the last word would decide which shingles are sampled."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
