"""Stories from pairs of texts: groups in which the texts are reprints of each other, not merely of a neighbour.

Plain connected components let one false link merge two stories, and at a hundred thousand articles chains of such
links merge thousands. So two groups that a reprint links join only where enough of the pairs across them share text as
well: average linkage over the oldest members of each, the most alike pairs first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from transforms.resolve.components import Components, GuardedComponents
from transforms.resolve.reprints import (
    STRONG_CONTAINMENT,
    Overlaps,
    Pairs,
    are_candidates,
    are_held,
    find_candidates,
    measure,
)
from transforms.resolve.sketches import LiveTexts

LINKED_SHARE = 0.5  # of the pairs across two groups that must hold much of each other before the groups join
DELEGATES = 8  # members of a group that speak for it
SAME_JACCARD = 0.9  # from which a text is a mere copy of another and needs no comparison of its own
_KEY_ANCHORS = 4  # lowest anchors: equal in texts that are nearly the same


@dataclass(frozen=True, slots=True)
class Grouping:
    """A number for each text: equal for one story, and equal for texts that must be looked at together."""

    stories: NDArray[np.int64]
    components: NDArray[np.int64]
    is_copy: NDArray[np.bool_]  # of another: it was not compared with the others
    held: Pairs  # of the others, those that hold much of each other


def group_texts(texts: LiveTexts, kinds: NDArray[np.int64], known: Pairs) -> Grouping:
    """The stories of texts that are given oldest first. What shares no component has no influence on each other.

    ``kinds`` says which pairs were looked at before, as in ``find_candidates``; of these ``known`` can hold much of
    each other, the lower first, and no others.
    """
    copies = _find_copies(texts)
    is_copy = np.zeros(texts.n, np.bool_)
    is_copy[copies.b] = True
    kept = ~(is_copy[known[0]] | is_copy[known[1]])
    found = find_candidates(texts, np.flatnonzero(~is_copy), kinds)
    met = measure(texts, np.concatenate([known[0][kept], found[0]]), np.concatenate([known[1][kept], found[1]]))
    held = met.take(met.is_held)
    components = Components(texts.n)
    for a, b in _pairs(copies) + _pairs(held):
        components.join(a, b)
    stories = _link(texts.n, held, _find_digests(texts, held))
    labels = np.array([stories.find(text) for text in range(texts.n)], np.int64)
    labels[copies.b] = labels[copies.a]
    groups = np.array([components.find(text) for text in range(texts.n)], np.int64)
    return Grouping(labels, groups, is_copy, (held.a, held.b))


def are_tied(texts: LiveTexts, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these pairs can have an influence on each other's story."""
    keys = [_key_of(texts, text) for text in range(texts.n)]
    is_copy = [keys[x] is not None and keys[x] == keys[y] for x, y in zip(a.tolist(), b.tolist(), strict=True)]
    is_tied = are_held(texts, a, b) | np.array(is_copy, np.bool_)
    is_tied[is_tied] = are_candidates(texts, a[is_tied], b[is_tied])
    return is_tied


def _key_of(texts: LiveTexts, text: int) -> bytes | None:
    """Equal for texts that are nearly the same, and for few others; None where there is too little of the text."""
    start, end = texts.anchor_starts[text], texts.anchor_starts[text + 1]
    return texts.anchors[start : start + _KEY_ANCHORS].tobytes() if end - start >= _KEY_ANCHORS else None


def _find_copies(texts: LiveTexts) -> Overlaps:
    """Pairs of a text and an older one that it all but repeats; only older texts that are no copies themselves.

    Thousands of copies of one page cost one comparison each.
    """
    by_key: dict[bytes, int] = {}
    older, younger = [], []
    for text in range(texts.n):
        key = _key_of(texts, text)
        first = text if key is None else by_key.setdefault(key, text)
        if first != text:
            older.append(first)
            younger.append(text)
    pairs = measure(texts, np.array(older, np.int64), np.array(younger, np.int64))
    return pairs.take(pairs.is_reprint & (pairs.jaccard >= SAME_JACCARD))


def _find_digests(texts: LiveTexts, held: Overlaps) -> NDArray[np.bool_]:
    """Pairs of a digest ('News in brief') and a text in it: a digest holds two texts that share neither words nor
    names.
    """
    strong = np.flatnonzero(held.containment >= STRONG_CONTAINMENT)
    sizes = texts.sizes[:, -1]
    is_longer = sizes[held.a] >= sizes[held.b]
    longer, shorter = np.where(is_longer, held.a, held.b), np.where(is_longer, held.b, held.a)
    parts: dict[int, list[int]] = defaultdict(list)
    for whole, part in zip(longer[strong].tolist(), shorter[strong].tolist(), strict=True):
        parts[whole].append(part)
    asked = [
        (whole, x, y)
        for whole, found in parts.items()
        if len(found) > 1
        for x, y in combinations(sorted(found)[:DELEGATES], 2)
    ]
    if not asked:
        return np.zeros(len(held.a), np.bool_)
    wholes, x, y = np.array(asked, np.int64).T
    is_digest = np.zeros(texts.n, np.bool_)
    is_digest[wholes[measure(texts, x, y).is_unrelated]] = True
    return np.asarray(is_digest[longer] & (held.containment >= STRONG_CONTAINMENT))


def _link(n: int, held: Overlaps, is_in_digest: NDArray[np.bool_]) -> GuardedComponents:
    edges = held.take(held.is_reprint & ~is_in_digest)
    linked = set(_pairs(held.take(~is_in_digest)))

    def may_join(a: list[int], b: list[int]) -> bool:
        few_a, few_b = sorted(a)[:DELEGATES], sorted(b)[:DELEGATES]
        n_linked = sum(((x, y) if x < y else (y, x)) in linked for x in few_a for y in few_b)
        return n_linked >= LINKED_SHARE * len(few_a) * len(few_b)

    stories = GuardedComponents(n, may_join)
    order = np.lexsort((edges.b, edges.a, -edges.jaccard))
    for a, b in _pairs(edges.take(order)):
        stories.join(a, b)
    return stories


def _pairs(overlaps: Overlaps) -> list[tuple[int, int]]:
    return list(zip(overlaps.a.tolist(), overlaps.b.tolist(), strict=True))
