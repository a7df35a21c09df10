"""Questions about the sketches of all articles: which of them share something with a few others.

Postings say where to look, so that a question costs what it finds, however many sketches there are; nothing here
compares texts. What is many and what differs is said in ``transforms/resolve/boilerplate.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from transforms.resolve.boilerplate import (
    COMMON_SHARE,
    OUTLET_OWN_SHARE_MIN,
    OUTLET_TEXTS_MIN,
    OWN_SHARE_MIN,
    SAME_OWN_MIN,
    SAME_TEXT_MIN,
    SAMPLE_TEXTS,
    TEXTS_MIN,
)
from transforms.resolve.postings import HEADS, Postings, SketchPostings
from transforms.resolve.reprints import keep_repeated
from transforms.resolve.shingles import distinct
from transforms.resolve.sketches import SKETCHES, is_in, join_keys

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_UNIT_COLUMNS = ["no", "units", "unit_sizes"]
_HOLDER_COLUMNS = ["no", "draw", "source_id"]
_FOUND_FIELDS: dict[str, pa.DataType] = {
    "segment": pa.int64(),
    "unit": pa.uint64(),
    "no": pa.int64(),
    "is_live": pa.bool_(),
}
_FOUND = pa.schema(_FOUND_FIELDS)
# Where few are left of those that stand by themselves, the first by lot can be among the others.
_SHORT = """
select distinct unit
from found
inner join holders using (no)
group by segment, unit, source_id
having count(*) >= $heads and count(*) filter (is_live) < $texts_min
"""
_HOLD = """
create or replace temp table postings as
select unit, no
from found
where is_live
union all
select distinct unit, no
from (select unnest(units) as unit, no from added)
where unit in (select unit from touched_units)
"""
# Sentences of one notice have the same holders: they are judged once.
_SAMPLE = """
create or replace temp table samples as
with groups as (
    select unit, arg_min(no, draw, $sample_texts) as sample, $outlet_own_share_min as own_share_min
    from postings
    inner join holders using (no)
    group by unit, source_id
    having count(*) >= $outlet_texts_min
    union all
    select unit, arg_min(no, draw, $sample_texts) as sample, $own_share_min as own_share_min
    from postings
    inner join holders using (no)
    group by unit
    having count(*) >= $texts_min
)

select
    sample,
    own_share_min,
    len(sample) as n_texts,
    row_number() over () as sample_id,
    list(unit) as units
from groups
group by sample, own_share_min
"""
_JUDGE = """
with members as (
    select sample_id, unnest(sample) as no
    from samples
),

-- Sentences of the sampled texts, each with its length in shingles and how many of the sample hold it.
held as (
    select members.sample_id, pairs.unit, max(pairs.size) as size, count(distinct no) as n
    from members
    inner join sampled using (no), unnest(list_zip(sampled.units, sampled.unit_sizes)) as listed (pair),
        (select listed.pair[1] as unit, listed.pair[2] as size) as pairs
    where pairs.unit <> 0
    group by members.sample_id, pairs.unit
),

-- Over all pairs of the sample: shingles in common, against the mean size of a text.
judged as (
    select
        held.sample_id,
        any_value(samples.own_share_min) as own_share_min,
        any_value(samples.n_texts) as n_texts,
        sum(size * n) as whole,
        sum(size * n * (n - 1)) as whole_shared,
        coalesce(sum(size * n) filter (n < $common_share * n_texts), 0) as own,
        coalesce(sum(size * n * (n - 1)) filter (n < $common_share * n_texts), 0) as own_shared
    from held
    inner join samples using (sample_id)
    group by held.sample_id
),

differing as (
    select sample_id
    from judged
    where
        whole_shared < $same_text_min * whole * (n_texts - 1)
        or (own >= own_share_min * whole and own_shared < $same_own_min * own * (n_texts - 1))
)

select distinct unnest(samples.units) as unit
from samples
inner join differing using (sample_id)
order by unit
"""


@dataclass(frozen=True, slots=True)
class SketchSegment:
    """Sketches whose numbers follow one another, and their postings; both may be files mapped into memory."""

    sketches: pa.Table
    postings: SketchPostings


class SketchStore:
    """Sketches in their order, for a connection that serves nothing else; see ``StoredSketches`` of the stories."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, segments: Sequence[SketchSegment]) -> None:
        """``segments`` hold the sketches by number, from 0."""
        self._connection = connection
        self._segments = segments

    def fetch(self, nos: Numbers, columns: Sequence[str] = SKETCHES.names) -> pa.Table:
        """The sketches of these numbers, in ascending order."""
        parts, first_no, wanted = [SKETCHES.empty_table()], 0, distinct(nos)
        for segment in self._segments:
            low, high = np.searchsorted(wanted, [first_no, first_no + segment.sketches.num_rows])
            if high > low:
                parts.append(segment.sketches.select(list(columns)).take(wanted[low:high] - first_no))
            first_no += segment.sketches.num_rows
        return pa.concat_tables([part.select(list(columns)) for part in parts])

    def find_sharing(self, texts: Numbers, anchors: Hashes) -> tuple[Numbers, Numbers]:
        """Pairs of a text and the number of a sketch that share as many anchors as candidates do."""
        found = [segment.postings.anchors.find(anchors) for segment in self._segments]
        pairs = [join_keys(texts[places], nos) for places, nos in found]
        return keep_repeated(np.concatenate([np.zeros(0, np.uint64), *pairs]))

    def find_holders(self, units: Hashes) -> Numbers:
        """Numbers of the sketches that hold one of these sentences."""
        listed = [part for segment in self._segments for part in (segment.postings.heads, segment.postings.others)]
        return distinct(np.concatenate([np.zeros(0, np.int64), *(part.find(units)[1] for part in listed)]))

    def find_boilerplate(self, units: Hashes, added: pa.Table, gone: Numbers) -> Hashes:
        """Those of ``units`` that are boilerplate among all sketches and ``added``, without those of numbers ``gone``
        (ascending); ascending.
        """
        found = self._find_units([segment.postings.heads for segment in self._segments], units, gone)
        self._hold(found, added)
        short = self._ask(_SHORT, heads=HEADS, texts_min=max(TEXTS_MIN, SAMPLE_TEXTS))
        if short.num_rows:
            listed = [segment.postings.others for segment in self._segments]
            others = self._find_units(listed, short.column("unit").to_numpy(), gone)
            self._hold(pa.concat_tables([found, others]), added)
        self._connection.register("touched_units", pa.table({"unit": units}))
        self._connection.execute(_HOLD)
        limits = {"sample_texts": SAMPLE_TEXTS, "outlet_texts_min": OUTLET_TEXTS_MIN, "texts_min": TEXTS_MIN}
        shares = {"own_share_min": OWN_SHARE_MIN, "outlet_own_share_min": OUTLET_OWN_SHARE_MIN}
        self._connection.execute(_SAMPLE, limits | shares)
        nos = _numbers(self._ask("select distinct unnest(sample) as no from samples"))
        sampled = [self.fetch(nos, _UNIT_COLUMNS), added.select(_UNIT_COLUMNS)]
        self._connection.register("sampled", pa.concat_tables(sampled))
        judged = self._ask(_JUDGE, common_share=COMMON_SHARE, same_text_min=SAME_TEXT_MIN, same_own_min=SAME_OWN_MIN)
        return np.asarray(judged.column("unit").to_numpy(), np.uint64)

    def _find_units(self, listed: Sequence[Postings], units: Hashes, gone: Numbers) -> pa.Table:
        """Who holds these sentences, by the list of each segment."""
        parts = []
        for number, postings in enumerate(listed):
            places, nos = postings.find(units)
            columns = (np.full(len(nos), number), units[places], nos, ~is_in(nos, gone))
            parts.append(pa.table([pa.array(column) for column in columns], schema=_FOUND))
        return pa.concat_tables([_FOUND.empty_table(), *parts])

    def _hold(self, found: pa.Table, added: pa.Table) -> None:
        held = self.fetch(_numbers(found), _HOLDER_COLUMNS)
        self._connection.register("found", found)
        self._connection.register("added", added.select(["no", "units"]))
        self._connection.register("holders", pa.concat_tables([held, added.select(_HOLDER_COLUMNS)]))

    def _ask(self, query: str, **parameters: float) -> pa.Table:
        found: pa.Table = self._connection.sql(query, params=parameters or None).to_arrow_table()
        return found


def _numbers(found: pa.Table) -> Numbers:
    return np.asarray(found.column("no").to_numpy(), np.int64)
