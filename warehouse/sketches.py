"""Questions about the sketches of all articles, answered by DuckDB: which of them share something with a few others.

Each reads one column of all sketches and joins it with what is asked for; nothing here compares texts. What is many
and what differs is said in ``transforms/resolve/boilerplate.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

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
from transforms.resolve.reprints import ANCHORS_SHARED_MIN
from transforms.resolve.sketches import SKETCHES

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_UNIT_COLUMNS = ["no", "units", "unit_sizes"]
_HOLDER_COLUMNS = ["no", "draw", "source_id"]
_HOLD = """
create or replace temp table postings as
select distinct no, unit
from (
    select no, unnest(units) as unit from stored
    union all
    select no, unnest(units) as unit from added
)
where unit in (select unit from touched_units) and no not in (select no from gone)
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


class SketchStore:
    """Sketches in their order, for a connection that serves nothing else; see ``StoredSketches`` of the stories."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, segments: Sequence[pa.Table]) -> None:
        """``segments`` hold the sketches by number, from 0; they may be files mapped into memory."""
        self._connection = connection
        self._segments = segments
        connection.register("stored", pa.concat_tables([SKETCHES.empty_table(), *segments]))

    def fetch(self, nos: Numbers, columns: Sequence[str] = SKETCHES.names) -> pa.Table:
        """The sketches of these numbers, in ascending order."""
        parts, first_no = [SKETCHES.empty_table()], 0
        for segment in self._segments:
            places = np.unique(nos[(nos >= first_no) & (nos < first_no + segment.num_rows)]) - first_no
            if len(places):
                parts.append(segment.select(list(columns)).take(places))
            first_no += segment.num_rows
        return pa.concat_tables([part.select(list(columns)) for part in parts])

    def find_sharing(self, texts: Numbers, anchors: Hashes) -> tuple[Numbers, Numbers]:
        """Pairs of a text and the number of a sketch that share as many anchors as candidates do."""
        self._connection.register("wanted", pa.table({"text": texts, "anchor": anchors.astype(np.uint32)}))
        query = """
            select stored.no, wanted.text
            from (select no, unnest(anchors) as anchor from stored) as stored
            inner join wanted using (anchor)
            group by all
            having count(*) >= $shared_min
            """
        found = self._ask(query, shared_min=ANCHORS_SHARED_MIN)
        return np.asarray(found.column("text").to_numpy(), np.int64), _numbers(found)

    def find_boilerplate(self, units: Hashes, added: pa.Table, gone: Numbers) -> Hashes:
        """Those of ``units`` that are boilerplate among all sketches and ``added``, without those of numbers ``gone``;
        ascending.
        """
        self._connection.register("touched_units", pa.table({"unit": units}))
        self._connection.register("added", added.select(["no", "units"]))
        self._connection.register("gone", pa.table({"no": pa.array(gone, pa.int32())}))
        self._connection.execute(_HOLD)
        held = self.fetch(_numbers(self._ask("select distinct no from postings")), _HOLDER_COLUMNS)
        self._connection.register("holders", pa.concat_tables([held, added.select(_HOLDER_COLUMNS)]))
        limits = {"sample_texts": SAMPLE_TEXTS, "outlet_texts_min": OUTLET_TEXTS_MIN, "texts_min": TEXTS_MIN}
        shares = {"own_share_min": OWN_SHARE_MIN, "outlet_own_share_min": OUTLET_OWN_SHARE_MIN}
        self._connection.execute(_SAMPLE, limits | shares)
        nos = _numbers(self._ask("select distinct unnest(sample) as no from samples"))
        sampled = [self.fetch(nos, _UNIT_COLUMNS), added.select(_UNIT_COLUMNS)]
        self._connection.register("sampled", pa.concat_tables(sampled))
        found = self._ask(_JUDGE, common_share=COMMON_SHARE, same_text_min=SAME_TEXT_MIN, same_own_min=SAME_OWN_MIN)
        return np.asarray(found.column("unit").to_numpy(), np.uint64)

    def find_holders(self, units: Hashes) -> Numbers:
        """Numbers of the sketches that hold one of these sentences, of which ``find_boilerplate`` was asked last."""
        if not len(units):
            return np.zeros(0, np.int64)
        self._connection.register("flipped", pa.table({"unit": units}))
        return _numbers(self._ask("select distinct no from postings where unit in (select unit from flipped)"))

    def _ask(self, query: str, **parameters: float) -> pa.Table:
        found: pa.Table = self._connection.sql(query, params=parameters or None).to_arrow_table()
        return found


def _numbers(found: pa.Table) -> Numbers:
    return np.asarray(found.column("no").to_numpy(), np.int64)
