"""The tables of a batch of which some documents were read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pyarrow as pa

_KEYS = ("document_id", "article_id")


def merge_readings(
    present: Mapping[str, pa.Table], fresh: Mapping[str, pa.Table], read_ids: Collection[str]
) -> dict[str, pa.Table]:
    """All tables of a batch, by name: ``fresh`` rows for the documents of ``read_ids``, ``present`` ones for others.

    ``fresh['documents']`` holds all documents of the batch, and rows come in its order. The documents of a page are
    read again together or not at all. A reject that is said again keeps the time at which it was said first.
    """
    articles = present["articles"].select(["document_id", "article_id"]).to_pylist()
    read_articles = {row["article_id"] for row in articles if row["document_id"] in read_ids}
    merged = {
        name: pa.concat_tables([_without(table, read_ids, read_articles), fresh[name]])
        for name, table in present.items()
        if name != "documents"
    }
    merged["rejects"] = _keep_times(merged["rejects"], present["rejects"])
    order = {"document_id": _places(fresh["documents"].column("document_id").to_pylist())}
    merged["articles"] = _in_order(merged["articles"], order)
    order["article_id"] = _places(merged["articles"].column("article_id").to_pylist())
    return {"documents": fresh["documents"], **{name: _in_order(table, order) for name, table in merged.items()}}


def _without(table: pa.Table, document_ids: Collection[str], article_ids: Collection[str]) -> pa.Table:
    key = _key_of(table)
    gone = document_ids if key == "document_id" else article_ids
    return table.filter(pa.array([value not in gone for value in table.column(key).to_pylist()], pa.bool_()))


def _keep_times(rejects: pa.Table, former: pa.Table) -> pa.Table:
    times = {(row["reject_id"], row["detail"]): row["rejected_at"] for row in former.to_pylist()}
    rows = rejects.to_pylist()
    for row in rows:
        row["rejected_at"] = times.get((row["reject_id"], row["detail"]), row["rejected_at"])
    return pa.Table.from_pylist(rows, schema=rejects.schema)


def _in_order(table: pa.Table, order: Mapping[str, Mapping[str | None, int]]) -> pa.Table:
    """Rows in the order of their documents or articles; what is of neither comes last."""
    key = _key_of(table)
    places = [order[key].get(value, len(order[key])) for value in table.column(key).to_pylist()]
    return table.take(pa.array(sorted(range(table.num_rows), key=places.__getitem__), pa.int64()))


def _key_of(table: pa.Table) -> str:
    return next(key for key in _KEYS if key in table.column_names)


def _places(keys: list[str | None]) -> dict[str | None, int]:
    """The place at which each key comes first."""
    return {key: place for place, key in reversed([*enumerate(keys)])}
