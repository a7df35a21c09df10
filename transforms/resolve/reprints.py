"""Which pairs of texts are worth a check, and how much of each pair is shared: over arrays, many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transforms.resolve.shingles import BOUNDS, distinct
from transforms.resolve.sketches import LiveTexts, expand, is_in, join_keys, split_keys

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
Floats = NDArray[np.float64]

SHARED_MIN = 8  # shingles
CONTAINMENT_MIN = 0.45
FACTS_MIN = 0.4
START_MAX = 0.35  # share of the longer text before the shared part begins
OWN_START_MAX = 0.5  # of the shorter, which may have a lead of its own
JACCARD_ANYWHERE = 0.6  # from here it may begin later
STRONG_CONTAINMENT = 0.7  # from which a text counts as part of a digest
ANCHORS_SHARED_MIN = 2  # from which a pair is a candidate
# What is known of a text that is compared: all pairs with others of the first kind are, and those with the third.
COMPARED, COPY, MET, NEW = range(4)
_IS_OPEN = np.zeros((4, 4), np.bool_)
_IS_OPEN[[COMPARED, COPY, COPY, NEW], [COPY, COMPARED, COPY, NEW]] = True
_RATES = np.array([1 << 32], np.float64) / BOUNDS.astype(np.float64)
_AT_ONCE = 4_000_000  # hashes looked up together


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What pairs of texts share, an entry each."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    n_shared: Floats  # distinct shingles, estimated from the samples
    containment: Floats  # of the text with fewer shingles in the other
    jaccard: Floats
    facts: Floats  # containment of the words that stand only capitalised and of the numbers
    start: Floats  # where the shared part begins in the text with more shingles, as a share of it
    own_start: Floats  # the same of the text with fewer

    @property
    def is_held(self) -> NDArray[np.bool_]:
        """Enough of one text stands in the other for them to have to do with each other."""
        return _are_held(self.n_shared, self.containment)

    @property
    def is_reprint(self) -> NDArray[np.bool_]:
        """One text was printed from the other, or both from a third."""
        begins = (self.start <= START_MAX) & (self.own_start <= OWN_START_MAX) | (self.jaccard >= JACCARD_ANYWHERE)
        return self.is_held & (self.facts >= FACTS_MIN) & begins

    @property
    def is_unrelated(self) -> NDArray[np.bool_]:
        """Texts of two stories, not two parts of one."""
        return (self.n_shared < SHARED_MIN) & (self.facts < FACTS_MIN)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Overlaps:
        """Some of the pairs."""
        return Overlaps(
            self.a[chosen], self.b[chosen], self.n_shared[chosen], self.containment[chosen], self.jaccard[chosen],
            self.facts[chosen], self.start[chosen], self.own_start[chosen],
        )  # fmt: skip


def find_candidates(texts: LiveTexts, among: NDArray[np.int64], kinds: NDArray[np.int64]) -> Pairs:
    """Pairs of the texts ``among`` (ascending) that share enough anchors, the lower first, in ascending order, without
    those that are known. ``kinds`` says of each text what is known of it.
    """
    sizes = np.diff(texts.anchor_starts)
    is_among = np.zeros(texts.n, np.bool_)
    is_among[among] = True
    holders = np.repeat(np.arange(texts.n), sizes)
    chosen = is_among[holders]
    order = np.sort(join_keys(texts.anchors[chosen], holders[chosen]))
    hashes, holders = order >> np.uint64(32), (order & np.uint64(0xFFFFFFFF)).astype(np.int64)
    found: list[NDArray[np.uint64]] = []
    places = np.arange(len(hashes))
    lag = 0
    while len(places):
        # Equal hashes lie side by side: a run that ends before this lag ends before all greater ones.
        lag += 1
        places = places[places + lag < len(hashes)]
        places = places[hashes[places] == hashes[places + lag]]
        lower, higher = holders[places], holders[places + lag]
        is_open = _IS_OPEN[kinds[lower], kinds[higher]]
        found.append(join_keys(lower[is_open], higher[is_open]))
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return keep_repeated(np.concatenate(found))


def are_candidates(texts: LiveTexts, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these pairs share enough anchors."""
    sizes = np.diff(texts.anchor_starts)
    keys = join_keys(np.repeat(np.arange(texts.n), sizes), texts.anchors)
    pair, mine = expand(texts.anchor_starts[a], sizes[a])
    hit = is_in(join_keys(b[pair], texts.anchors[mine]), keys)
    return np.asarray(np.bincount(pair[hit], minlength=len(a)) >= ANCHORS_SHARED_MIN)


def keep_repeated(pairs: NDArray[np.uint64]) -> Pairs:
    """Those ``pairs`` (``join_keys``) that stand there once for each of enough anchors, in ascending order."""
    met = np.sort(pairs)
    # The first of so many equal pairs stands for them.
    again = met[ANCHORS_SHARED_MIN - 1 :]
    return split_keys(distinct(again[met[: len(again)] == again]))


def measure(texts: LiveTexts, a: NDArray[np.int64], b: NDArray[np.int64]) -> Overlaps:
    """What each text of ``a`` shares with that of ``b`` at the same place."""
    if not len(a):
        none = np.zeros(0, np.float64)
        return Overlaps(a, b, *[none] * 6)
    level, sizes, smaller, larger = _align(texts, a, b)
    n_smaller = sizes.min(axis=0)
    shared, start, own_start = np.zeros(len(a)), np.ones(len(a)), np.ones(len(a))
    for chunk in _chunks(n_smaller):
        shared[chunk], start[chunk], own_start[chunk] = _intersect(
            texts, smaller[chunk], larger[chunk], n_smaller[chunk]
        )
    return Overlaps(
        a=a,
        b=b,
        n_shared=shared * _RATES[level],
        containment=shared / np.maximum(1, n_smaller),
        jaccard=shared / np.maximum(1, sizes.sum(axis=0) - shared),
        facts=_share_facts(texts, a, b),
        start=start,
        own_start=own_start,
    )


def are_held(texts: LiveTexts, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these pairs are ``Overlaps.is_held``, without the rest of what ``measure`` finds."""
    level, sizes, smaller, larger = _align(texts, a, b)
    n_smaller = sizes.min(axis=0)
    shared = np.zeros(len(a))
    for chunk in _chunks(n_smaller):
        pair, _, _ = _find_shared(texts, smaller[chunk], larger[chunk], n_smaller[chunk])
        shared[chunk] = np.bincount(pair, minlength=len(smaller[chunk]))
    return _are_held(shared * _RATES[level], shared / np.maximum(1, n_smaller))


def _are_held(n_shared: Floats, containment: Floats) -> NDArray[np.bool_]:
    return (n_shared >= SHARED_MIN) & (containment >= CONTAINMENT_MIN)


def _align(
    texts: LiveTexts, a: NDArray[np.int64], b: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The level at which both texts of each pair are sampled, their sizes there, and which is the smaller and which
    the larger.
    """
    level = np.maximum(texts.levels[a], texts.levels[b]).astype(np.int64)
    sizes = np.stack([texts.sizes[a, level], texts.sizes[b, level]])
    is_in_order = sizes[0] <= sizes[1]
    return level, sizes, np.where(is_in_order, a, b), np.where(is_in_order, b, a)


def _chunks(sizes: NDArray[np.int64]) -> list[slice]:
    """Runs of pairs that have about so many hashes to look up."""
    numbers = np.cumsum(sizes) // _AT_ONCE
    cuts = [0, *(np.flatnonzero(np.diff(numbers)) + 1).tolist(), len(sizes)]
    return [slice(low, high) for low, high in pairwise(cuts)]


def _intersect(
    texts: LiveTexts, smaller: NDArray[np.int64], larger: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[Floats, Floats, Floats]:
    """The number of shared hashes of each pair, and where the shared part begins in the larger and the smaller."""
    pair, mine, theirs = _find_shared(texts, smaller, larger, sizes)
    first_mine, first_theirs = np.ones(len(smaller)), np.ones(len(smaller))
    np.minimum.at(first_mine, pair, texts.places[mine])
    np.minimum.at(first_theirs, pair, texts.places[theirs])
    return np.bincount(pair, minlength=len(smaller)).astype(np.float64), first_theirs, first_mine


def _find_shared(
    texts: LiveTexts, smaller: NDArray[np.int64], larger: NDArray[np.int64], sizes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each shared hash the number of its pair, and its place in the smaller and in the larger text."""
    pair, mine = expand(texts.starts[smaller], sizes)
    theirs = np.searchsorted(texts.keys, join_keys(larger[pair], texts.hashes[mine]))
    theirs = np.minimum(theirs, len(texts.keys) - 1)
    hit = (texts.hashes[theirs] == texts.hashes[mine]) & (texts.text_of[theirs] == larger[pair])
    return pair[hit], mine[hit], theirs[hit]


def _share_facts(texts: LiveTexts, a: NDArray[np.int64], b: NDArray[np.int64]) -> Floats:
    sizes = np.diff(texts.fact_starts)
    smaller, larger = np.where(sizes[a] <= sizes[b], a, b), np.where(sizes[a] <= sizes[b], b, a)
    shares = np.ones(len(a))  # where one has none
    for chunk in _chunks(sizes[smaller]):
        pair, mine = expand(texts.fact_starts[smaller[chunk]], sizes[smaller[chunk]])
        keys = join_keys(larger[chunk][pair], texts.facts[mine])
        places = np.minimum(np.searchsorted(texts.fact_keys, keys), max(0, len(texts.fact_keys) - 1))
        hit = texts.fact_keys[places] == keys if len(texts.fact_keys) else np.zeros(0, np.bool_)
        n_hits = np.bincount(pair[hit], minlength=len(smaller[chunk]))
        n = sizes[smaller[chunk]]
        shares[chunk] = np.where(n > 0, n_hits / np.maximum(1, n), 1.0)
    return shares
