"""Cells that a spreadsheet would take for a formula are made text."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

# What OWASP lists under 'CSV Injection', full-width forms included; blanks before them do not help.
FORMULA_START = r"^\s*[=+\-@\t\r\n＝＋－＠]|^[\t\r\n]"
TEXT_MARK = "'"


def neutralise(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with an apostrophe before each text that begins like a formula; numbers and dates stay."""
    columns = [_neutralise_text(column) if pa.types.is_string(column.type) else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _neutralise_text(column: Any) -> Any:
    marked = pc.binary_join_element_wise(TEXT_MARK, column, "")
    return pc.if_else(pc.match_substring_regex(column, FORMULA_START), marked, column)
