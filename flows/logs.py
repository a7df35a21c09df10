"""Logs: Prefect keeps them with its runs, and with ``DRAGOMAN_LOG=json`` they are also lines of JSON on standard error.

Each record carries the ids that it is about (run_id, batch_id, document_id, article_id), from workers of Dask too.
This is imported while Prefect is, and so imports nothing of it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pythonjsonlogger.json import JsonFormatter

if TYPE_CHECKING:
    import pyarrow as pa

LOG_VARIABLE = "DRAGOMAN_LOG"

log = logging.getLogger("dragoman")
log.setLevel(os.environ.get("PREFECT_LOGGING_LEVEL", "INFO"))


class JsonLines(JsonFormatter):
    """One JSON object a line: timestamp (ISO 8601, UTC), level, logger, message, and what else the record carries."""

    def __init__(self, *_of_the_config: object) -> None:
        names = {"levelname": "level", "name": "logger"}
        super().__init__("%(levelname)s %(name)s %(message)s", timestamp=True, rename_fields=names)


def is_json() -> bool:
    """Whether logs are asked for as JSON lines."""
    return os.environ.get(LOG_VARIABLE) == "json"


def log_batch(batch_id: str, tables: Mapping[str, pa.Table]) -> None:
    """Tell what a committed batch held: a line for the batch and one for each reject; for each article, to debug."""
    documents, articles, rejects = (tables[name] for name in ("documents", "articles", "rejects"))
    counts = (documents.num_rows, articles.num_rows, rejects.num_rows)
    run_id = documents.column("run_id")[0].as_py() if documents.num_rows else None
    ids = {"run_id": run_id, "batch_id": batch_id}
    log.info("batch %s: %d documents, %d articles, %d rejects", batch_id, *counts, extra=ids)
    for row in rejects.select(["document_id", "stage", "reason"]).to_pylist():
        log.info("document %s rejected by %s: %s", *row.values(), extra=ids | row)
    if log.isEnabledFor(logging.DEBUG):
        for row in articles.select(["article_id", "document_id"]).to_pylist():
            log.debug("article %s of document %s", *row.values(), extra=ids | row)
