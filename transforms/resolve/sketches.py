"""What is kept of an article to find its reprints: samples of its text, and who printed it when.

A table of sketches has one row for each version of an article that was ever read. It stands for the texts: what is
resolved later is resolved from it alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from transforms.keys import key_of
from transforms.resolve.shingles import BOUNDS, Ragged, sample_texts

_LISTS: dict[str, pa.DataType] = {
    "hashes": pa.uint32(),
    "places": pa.uint16(),
    "owners": pa.uint16(),
    "anchors": pa.uint32(),
    "units": pa.uint64(),
    "unit_sizes": pa.uint16(),
    "facts": pa.uint32(),
}
_FIELDS: dict[str, pa.DataType] = {
    "no": pa.int32(),  # counts versions in the order in which they came
    "article_id": pa.string(),
    "content_sha256": pa.string(),
    "retrieved_at": pa.int64(),  # µs since 1970
    "age": pa.int64(),  # the time of its publication, else of its retrieval, the same
    "source_id": pa.string(),
    "source_name": pa.string(),  # may be null
    "agency": pa.string(),  # the same
    "draw": pa.uint64(),  # a lot, the same for the same article
    "level": pa.uint8(),  # by which its text was sampled
}
# Beside the columns above what ``Samples`` says of the text; ``anchors`` are those of the hashes that are looked up.
SKETCHES = pa.schema({**_FIELDS, **{name: pa.list_(kind) for name, kind in _LISTS.items()}})
_KEPT = ("article_id", "content_sha256", "source_id", "source_name", "agency")
ANCHOR_BOUND = 1 << 28  # hashes below it, one in sixteen, are looked up to find candidates
ANCHORS_MIN = 16  # of a short text
_AT_ONCE = 1000  # texts, which keeps memory flat


def sketch_articles(articles: pa.Table, first_no: int = 0) -> pa.Table:
    """A row of ``SKETCHES`` for each of ``articles`` (schema ``ARTICLES``), in the same order, numbered from
    ``first_no``.
    """
    starts = range(0, articles.num_rows, _AT_ONCE)
    parts = [_sketch(articles.slice(start, _AT_ONCE), first_no + start) for start in starts]
    return pa.concat_tables([SKETCHES.empty_table(), *parts])


def _sketch(articles: pa.Table, first_no: int) -> pa.Table:
    n, retrieved_at = articles.num_rows, articles.column("retrieved_at")
    samples = sample_texts(str(text) for text in articles.column("text").to_pylist())
    columns: dict[str, Any] = {
        "no": pa.array(range(first_no, first_no + n), pa.int32()),
        "retrieved_at": retrieved_at.cast(pa.int64()),
        "age": pc.coalesce(articles.column("published_at"), retrieved_at).cast(pa.int64()),
        "draw": [int(key_of("draw", article_id)[5:], 16) for article_id in articles.column("article_id").to_pylist()],
        "level": samples.levels,
        "anchors": _lists(_find_anchors(samples.hashes)),
        **{name: _lists(getattr(samples, name)) for name in ("hashes", "places", "owners", "facts")},
        **{name: _lists(getattr(samples, name)) for name in ("units", "unit_sizes")},
        **{name: articles.column(name) for name in _KEPT},
    }
    return pa.table([_column(columns[field.name], field.type) for field in SKETCHES], schema=SKETCHES)


def _column(values: Any, kind: pa.DataType) -> Any:
    return values if isinstance(values, pa.ChunkedArray | pa.Array) else pa.array(values, kind)


def _lists(ragged: Ragged) -> pa.Array[Any]:
    return pa.ListArray.from_arrays(pa.array(ragged.starts, pa.int32()), pa.array(ragged.values))


def _find_anchors(hashes: Ragged) -> Ragged:
    """The first of each list: those below the bound, and at least so many as a short text keeps."""
    sizes = np.diff(hashes.starts)
    rank = np.arange(len(hashes.values)) - np.repeat(hashes.starts[:-1], sizes)
    kept = (hashes.values < ANCHOR_BOUND) | (rank < ANCHORS_MIN)
    starts = np.concatenate([[0], np.cumsum(kept)])[hashes.starts]
    return Ragged(hashes.values[kept], starts)


class LiveTexts:
    """The samples of some texts without boilerplate, as arrays over all of them.

    Lists stand one after the other; ``starts[i]`` is where that of text ``i`` begins. ``keys`` holds the number of the
    text in the upper half and the hash in the lower: ascending over all texts.
    """

    def __init__(self, sketches: pa.Table, boilerplate: NDArray[np.uint64]) -> None:
        """``boilerplate`` holds hashes of units, ascending."""
        self.n = sketches.num_rows
        self.levels = sketches.column("level").to_numpy()
        units, unit_starts = flatten(sketches.column("units"))
        unit_sizes = flatten(sketches.column("unit_sizes"))[0].astype(np.int64)
        hashes, starts = flatten(sketches.column("hashes"))
        text_of = np.repeat(np.arange(self.n), np.diff(starts))
        unit_of = unit_starts[text_of] + flatten(sketches.column("owners"))[0]
        is_dead = is_in(units, boilerplate)
        kept = ~is_dead[unit_of]
        # Places count live shingles only: a notice above a text does not move its beginning.
        n_dead_before = np.cumsum(unit_sizes * is_dead) - unit_sizes * is_dead
        dead_before = n_dead_before[unit_of] - np.append(n_dead_before, 0)[unit_starts[text_of]]
        n_live = _sum_lists(unit_sizes * ~is_dead, unit_starts)
        places = flatten(sketches.column("places"))[0] - dead_before
        self.text_of = text_of[kept]
        self.hashes = hashes[kept].astype(np.uint64)
        self.places = (places / np.maximum(1, n_live)[text_of])[kept]
        self.keys = self.text_of.astype(np.uint64) << np.uint64(32) | self.hashes
        self.starts = np.searchsorted(self.text_of, np.arange(self.n + 1))
        self.facts, self.fact_starts = flatten(sketches.column("facts"))
        self.fact_keys = join_keys(np.repeat(np.arange(self.n), np.diff(self.fact_starts)), self.facts)
        self.anchors, self.anchor_starts = self._find_anchors(sketches)
        # How many shingles of each text lie under each bound.
        self.sizes = np.stack(
            [np.bincount(self.text_of[self.hashes < bound], minlength=self.n) for bound in BOUNDS], axis=1
        )

    def _find_anchors(self, sketches: pa.Table) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        anchors, starts = flatten(sketches.column("anchors"))
        text_of = np.repeat(np.arange(self.n), np.diff(starts))
        kept = is_in(join_keys(text_of, anchors), self.keys)
        return anchors[kept].astype(np.uint64), np.searchsorted(text_of[kept], np.arange(self.n + 1))


def flatten(column: pa.ChunkedArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The values of a column of lists, and where each list begins, with the end of the last."""
    lists: Any = pa.concat_arrays(column.chunks or [pa.array([], column.type)])
    starts = lists.offsets.to_numpy().astype(np.int64)
    return lists.flatten().to_numpy(zero_copy_only=False), starts - starts[0]


def join_keys(upper: NDArray[Any], lower: NDArray[Any]) -> NDArray[np.uint64]:
    """Two numbers below 2^32 as one."""
    return upper.astype(np.uint64) << np.uint64(32) | lower.astype(np.uint64)


def split_keys(keys: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The two numbers of each."""
    return (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)


def expand(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For ranges of so many places: the number of the range of each place, and the place."""
    number = np.repeat(np.arange(len(sizes)), sizes)
    offset = np.arange(len(number)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return number, starts[number] + offset


def is_in(values: NDArray[Any], ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of ``values`` are among ``ordered``, which ascends."""
    if not len(ordered):
        return np.zeros(len(values), np.bool_)
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return np.asarray(ordered[places] == values)


def _sum_lists(values: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    sums = np.concatenate([[0], np.cumsum(values)])
    return np.asarray(sums[starts[1:]] - sums[starts[:-1]])
