"""Where hashes stand: of each anchor, and of each sentence, the sketches that hold it.

Keys ascend, so that a few of them are found among millions without reading the others. A notice that an outlet puts
under everything has as many holders as the outlet has texts, but only the first of them by lot say whether it is
boilerplate: those of each sentence and outlet stand by themselves, the others beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from transforms.resolve.sketches import expand, flatten

Numbers = NDArray[np.int64]

HEADS = 32  # holders of a sentence in an outlet, the first by lot, that stand by themselves


@dataclass(frozen=True, slots=True)
class Postings:
    """Hashes and the numbers of the sketches that hold them; ``keys`` ascend."""

    keys: NDArray[Any]
    nos: NDArray[np.int32]

    def find(self, keys: NDArray[Any]) -> tuple[Numbers, Numbers]:
        """For each holder of one of ``keys``: the place of that key among them, and the number of the holder."""
        wanted = keys.astype(self.keys.dtype)  # else all that is searched would be cast
        first = np.searchsorted(self.keys, wanted)
        places, rows = expand(first, np.searchsorted(self.keys, wanted, "right") - first)
        return places, self.nos[rows].astype(np.int64)


@dataclass(frozen=True, slots=True)
class SketchPostings:
    """The postings of some sketches: of their anchors, and of their sentences in two parts."""

    anchors: Postings
    heads: Postings  # of each sentence and outlet as many as ``HEADS``
    others: Postings


def post_sketches(sketches: pa.Table) -> SketchPostings:
    """The postings of ``sketches`` (schema ``SKETCHES``), whose numbers follow one another."""
    units = _post(sketches, "units")
    is_head = _find_heads(units, sketches)
    heads, others = (Postings(units.keys[chosen], units.nos[chosen]) for chosen in (is_head, ~is_head))
    return SketchPostings(_post(sketches, "anchors"), heads, others)


def _post(sketches: pa.Table, column: str) -> Postings:
    """The postings of a column of lists; 0 is no hash of a sentence, and what a text repeats it holds once."""
    values, starts = flatten(sketches.column(column))
    holders = np.repeat(sketches.column("no").to_numpy(), np.diff(starts))
    order = np.argsort(values, kind="stable")  # so that of one hash the holders stand side by side
    keys, nos = values[order], holders[order]
    is_new = np.concatenate([[True], (keys[1:] != keys[:-1]) | (nos[1:] != nos[:-1])])[: len(keys)]
    kept = is_new & (keys != 0) if column == "units" else is_new
    return Postings(keys[kept], nos[kept])


def _find_heads(units: Postings, sketches: pa.Table) -> NDArray[np.bool_]:
    is_head = np.ones(len(units.keys), np.bool_)
    # Only a sentence with more holders can have too many in one outlet.
    first = np.flatnonzero(np.concatenate([[True], units.keys[1:] != units.keys[:-1]])[: len(units.keys)])
    sizes = np.diff(np.append(first, len(units.keys)))
    many = sizes > HEADS
    sentence, rows = expand(first[many], sizes[many])
    if not len(rows):
        return is_head
    holders = units.nos[rows] - sketches.column("no")[0].as_py()
    names: Any = sketches.column("source_id").combine_chunks()
    outlets = names.dictionary_encode().indices.to_numpy()[holders]
    order = np.lexsort((sketches.column("draw").to_numpy()[holders], outlets, sentence))
    ends = (np.diff(sentence[order]) != 0) | (np.diff(outlets[order]) != 0)
    groups = np.append(0, np.flatnonzero(ends) + 1)
    _, rank = expand(np.zeros(len(groups), np.int64), np.diff(np.append(groups, len(order))))
    is_head[rows[order[rank >= HEADS]]] = False
    return is_head
