"""What may be handed on: facts, links and short quotes; no text of an article, nothing on the machine that read it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

QUOTE_CHARS = 200  # a longer quote is cut to this many characters, the last of them an ellipsis
ELLIPSIS = "…"
TEXT_COLUMNS = frozenset({"text", "standfirst", "subheadings", "notes"})
# How documents were read: their paths, and messages that may hold some.
PRIVATE_TABLES = frozenset({"runs", "rejects"})
_LOCAL = "file:"


def without_text(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch without the columns of an article's text, with short quotes, and without addresses of local files."""
    kept = [name for name in batch.schema.names if name not in TEXT_COLUMNS]
    columns = [_shorten(name, batch.column(name)) for name in kept]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema([batch.schema.field(name) for name in kept]))


def short_quote(quote: str) -> str:
    """The quote, cut where it is longer than ``QUOTE_CHARS``."""
    return quote if len(quote) <= QUOTE_CHARS else quote[: QUOTE_CHARS - 1] + ELLIPSIS


def is_local(url: str) -> bool:
    """Whether an address is that of a file on the machine that read it."""
    return url.startswith(_LOCAL)


def _shorten(name: str, column: Any) -> Any:
    if name == "quote":
        cut = pc.binary_join_element_wise(pc.utf8_slice_codeunits(column, 0, QUOTE_CHARS - 1), ELLIPSIS, "")
        return pc.if_else(pc.greater(pc.utf8_length(column), pa.scalar(QUOTE_CHARS)), cut, column)
    if name == "url":
        return pc.if_else(pc.starts_with(column, _LOCAL), pa.scalar(None, pa.string()), column)
    return column
