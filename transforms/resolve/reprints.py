"""Which texts are reprints of each other: candidates from shared samples, then a check of the texts themselves.

Two texts are one story where most of the shorter stands in the other (containment, so that a cut tail does not
matter), they share the names and numbers that only capitals and digits mark, and the shared part begins early in
both. Likeness of subject is not enough: own texts on one event share names and quotes, but not their sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from transforms.resolve.components import Components
from transforms.resolve.shingles import Hashes, Shape

WINDOW = 64  # texts are compared with at most this many older ones for each shared shingle, which keeps the cost linear
SHARED_MIN = 8  # shingles
CONTAINMENT_MIN = 0.45
FACTS_MIN = 0.4
START_MAX = 0.35  # share of a text before the shared part begins
JACCARD_ANYWHERE = 0.6  # from here it may begin later
STRONG_CONTAINMENT = 0.7
STRONG_JACCARD = 0.5
LINKED_SHARE = 0.5  # of the pairs across two groups that must be reprints before the groups join
_DELEGATES = 8  # members of a group that speak for it


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share, ``a`` being the older."""

    n_shared: int  # distinct shingles
    containment: float  # of the text with fewer shingles in the other
    jaccard: float
    facts: float  # containment of the marked words
    start: float  # where the shared part begins, as a share of the text: the later of the two

    @property
    def is_reprint(self) -> bool:
        """One text was printed from the other, or both from a third."""
        return (
            self.n_shared >= SHARED_MIN
            and self.containment >= CONTAINMENT_MIN
            and self.facts >= FACTS_MIN
            and (self.start <= START_MAX or self.jaccard >= JACCARD_ANYWHERE)
        )

    @property
    def is_strong(self) -> bool:
        """A reprint beyond doubt, which needs no third text to confirm it."""
        return self.is_reprint and (self.containment >= STRONG_CONTAINMENT or self.jaccard >= STRONG_JACCARD)

    @property
    def is_unrelated(self) -> bool:
        """Texts of two stories, not two parts of one."""
        return self.n_shared < SHARED_MIN and self.facts < FACTS_MIN


class Reprints:
    """Compares texts, given oldest first, and groups those that are reprints of each other."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._shapes = shapes
        self._distinct: dict[int, tuple[Hashes, NDArray[np.float64]]] = {}
        self._overlaps: dict[tuple[int, int], Overlap] = {}

    def groups(self) -> list[list[int]]:
        """Indexes of the texts of each story, every text in one group, each group and the list oldest first."""
        candidates = find_candidates(self._shapes)
        inside_digests = self._find_digests(candidates)
        edges = [pair for pair in candidates if pair not in inside_digests and self.overlap(*pair).is_reprint]
        cores = Components(len(self._shapes))
        for a, b in edges:
            if self.overlap(a, b).is_strong:
                cores.join(a, b)
        return self._join_cores(cores, edges)

    def overlap(self, a: int, b: int) -> Overlap:
        """What texts ``a`` and ``b`` share."""
        pair = (min(a, b), max(a, b))
        if pair not in self._overlaps:
            self._overlaps[pair] = self._measure(*pair)
        return self._overlaps[pair]

    def _measure(self, a: int, b: int) -> Overlap:
        (hashes_a, places_a), (hashes_b, places_b) = self._distinct_of(a), self._distinct_of(b)
        shared, in_a, in_b = np.intersect1d(hashes_a, hashes_b, assume_unique=True, return_indices=True)
        n = len(shared)
        facts_a, facts_b = self._shapes[a].facts, self._shapes[b].facts
        n_facts = min(len(facts_a), len(facts_b))
        return Overlap(
            n_shared=n,
            containment=n / max(1, min(len(hashes_a), len(hashes_b))),
            jaccard=n / max(1, len(hashes_a) + len(hashes_b) - n),
            facts=len(np.intersect1d(facts_a, facts_b, assume_unique=True)) / n_facts if n_facts else 1.0,
            start=float(max(places_a[in_a].min(), places_b[in_b].min())) if n else 1.0,
        )

    def _distinct_of(self, index: int) -> tuple[Hashes, NDArray[np.float64]]:
        if index not in self._distinct:
            self._distinct[index] = self._shapes[index].distinct()
        return self._distinct[index]

    def _find_digests(self, candidates: list[tuple[int, int]]) -> set[tuple[int, int]]:
        """Pairs of a digest ('News in brief') and a text in it: a digest holds two texts that share neither words nor
        names.
        """
        held: dict[int, list[int]] = defaultdict(list)
        for a, b in candidates:
            if self.overlap(a, b).n_shared >= SHARED_MIN and self.overlap(a, b).containment >= STRONG_CONTAINMENT:
                longer, shorter = (a, b) if len(self._shapes[a].shingles) >= len(self._shapes[b].shingles) else (b, a)
                held[longer].append(shorter)
        return {
            (min(text, part), max(text, part))
            for text, parts in held.items()
            if any(self.overlap(x, y).is_unrelated for x, y in combinations(sorted(parts)[:_DELEGATES], 2))
            for part in parts
        }

    def _join_cores(self, cores: Components, edges: list[tuple[int, int]]) -> list[list[int]]:
        """Join cores that weaker edges link, where enough of the pairs across them are reprints."""
        members = {group[0]: group for group in cores.groups()}
        links = {(min(pair), max(pair)) for a, b in edges if len(pair := {cores.find(a), cores.find(b)}) == 2}
        stories = Components(len(self._shapes))
        for core, group in members.items():
            for member in group:
                stories.join(core, member)
        for a, b in sorted(links):
            pairs = list(product(members[a][:_DELEGATES], members[b][:_DELEGATES]))
            n_reprints = sum(self.overlap(x, y).is_reprint for x, y in pairs)
            if n_reprints >= LINKED_SHARE * len(pairs):
                stories.join(a, b)
        return stories.groups()


def find_candidates(shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """Pairs of texts whose samples share enough to be worth a check, sorted; each pair ascending."""
    samples = [shape.sample() for shape in shapes]
    sizes = np.array([len(sample) for sample in samples], np.int64)
    hashes = np.concatenate([*samples, np.zeros(0, np.uint64)])
    texts = np.repeat(np.arange(len(samples), dtype=np.int64), sizes)
    order = np.argsort(hashes, kind="stable")
    hashes, texts = hashes[order], texts[order]
    found: list[NDArray[np.int64]] = []
    places = np.arange(len(hashes))
    for lag in range(1, WINDOW + 1):
        # Equal hashes lie side by side: a run that ends before this lag ends before all greater ones.
        places = places[places + lag < len(hashes)]
        places = places[hashes[places] == hashes[places + lag]]
        if not len(places):
            break
        found.append(texts[places] * len(samples) + texts[places + lag])
    if not found:
        return []
    pairs, counts = np.unique(np.concatenate(found), return_counts=True)
    older, younger = pairs // len(samples), pairs % len(samples)
    smaller = np.minimum(sizes[older], sizes[younger])
    worth = ((counts >= 2) | (smaller <= SHARED_MIN)) & (counts >= 0.3 * smaller)
    return list(zip(older[worth].tolist(), younger[worth].tolist(), strict=True))
