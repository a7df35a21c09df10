"""Shingles that say nothing about the story: notices, subscription lines and background that an outlet puts under
everything.

A shingle counts as boilerplate where many texts hold it and those texts otherwise differ. Frequency alone would take
a wire story that sixty outlets reprint for boilerplate, and so destroy it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from transforms.resolve.shingles import Hashes, Shape, distinct_hashes

OUTLET_TEXTS_MIN = 4  # texts of one outlet that must share a shingle
OUTLET_SAMPLE = 100  # texts looked at per outlet
CORPUS_TEXTS_MIN = 20  # texts of all outlets that must share a shingle
CORPUS_SAMPLE = 20_000
FREQUENT_SHARE = 0.002  # of the texts looked at, where that is more than the minimum
SAME_TEXT_MIN = 0.45  # mean containment from which texts that share a shingle count as one story
OWN_SHARE_MIN = 0.25  # of a text that must be its own for two texts to be judged by it
_PAIRS = 12

T = TypeVar("T")


def find_boilerplate(shapes: Sequence[Shape], outlets: Sequence[str]) -> Hashes:
    """Sorted hashes of the boilerplate shingles of ``shapes``; ``outlets`` names the source of each."""
    by_outlet: dict[str, list[Shape]] = defaultdict(list)
    for shape, outlet in zip(shapes, outlets, strict=True):
        by_outlet[outlet].append(shape)
    found = [_find_shared(_thin(shapes, CORPUS_SAMPLE), CORPUS_TEXTS_MIN)]
    for _, members in sorted(by_outlet.items()):
        if len(members) >= OUTLET_TEXTS_MIN:
            found.append(_find_shared(_thin(members, OUTLET_SAMPLE), OUTLET_TEXTS_MIN))
    return distinct_hashes(np.concatenate(found))


def _thin(items: Sequence[T], most: int) -> list[T]:
    if len(items) <= most:
        return list(items)
    return [items[i] for i in np.linspace(0, len(items) - 1, most).astype(int)]


def _find_shared(shapes: list[Shape], texts_min: int) -> Hashes:
    """Shingles that at least ``texts_min`` of ``shapes`` hold though those texts otherwise differ."""
    texts = [distinct_hashes(shape.shingles) for shape in shapes]
    hashes = np.concatenate([*texts, np.zeros(0, np.uint64)])
    holders = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    order = np.argsort(hashes, kind="stable")
    hashes, holders = hashes[order], holders[order]
    unique, starts, counts = np.unique(hashes, return_index=True, return_counts=True)
    frequent = counts >= max(texts_min, FREQUENT_SHARE * len(texts))
    if not frequent.any():
        return np.zeros(0, np.uint64)
    likeness = _Likeness(texts, unique[frequent])
    found = [
        shingle
        for shingle, start, count in zip(unique[frequent], starts[frequent], counts[frequent], strict=True)
        if likeness.average(holders[start : start + count]) < SAME_TEXT_MIN
    ]
    return np.array(found, np.uint64)


class _Likeness:
    """How alike texts are apart from the shingles that are under suspicion."""

    def __init__(self, texts: list[Hashes], suspects: Hashes) -> None:
        self._texts = texts
        self._suspects = suspects
        self._own: dict[int, Hashes] = {}
        self._pairs: dict[tuple[int, int], float] = {}

    def average(self, holders: NDArray[np.int64]) -> float:
        """Mean over some pairs of ``holders``, each a third of the list apart, so that it does not depend on chance."""
        step = max(1, len(holders) // 3)
        pairs = [(int(holders[i]), int(holders[i + step])) for i in _thin(range(len(holders) - step), _PAIRS)]
        return sum(self._compare(pair) for pair in pairs) / len(pairs)

    def _compare(self, pair: tuple[int, int]) -> float:
        """Containment of what the texts have of their own; of all, where that is too little to judge by."""
        if pair not in self._pairs:
            whole, own = [self._texts[text] for text in pair], [self._own_of(text) for text in pair]
            enough = all(len(rest) >= OWN_SHARE_MIN * len(text) for rest, text in zip(own, whole, strict=True))
            a, b = own if enough else whole
            shared = len(np.intersect1d(a, b, assume_unique=True))
            self._pairs[pair] = shared / max(1, min(len(a), len(b)))
        return self._pairs[pair]

    def _own_of(self, text: int) -> Hashes:
        if text not in self._own:
            self._own[text] = np.setdiff1d(self._texts[text], self._suspects, assume_unique=True)
        return self._own[text]
