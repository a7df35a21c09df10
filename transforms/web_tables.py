"""Arrow schemas of what is remembered of requests; no batch adds to these tables, and no model reads them."""

from __future__ import annotations

import pyarrow as pa

from transforms.tables import KEY, TIME, schema_of

# What was asked of servers, one row a request for a feed, sitemap, list or page.
FETCHES = schema_of(
    {
        "run_id": KEY,
        "url": pa.string(),
        "kind": pa.string(),  # feed, sitemap, url_list, page
        "outcome": pa.string(),  # fetched, unchanged, failed
        "fetched_at": TIME,
        "via": pa.string(),  # as in documents
        "source_key": pa.string(),  # as in documents
    },
    {
        "final_url": pa.string(),
        "http_status": pa.int32(),
        "reason": pa.string(),  # of a failure
        "detail": pa.string(),
        "n_bytes": pa.int64(),  # on the wire
        "duration_ms": pa.int64(),
        "n_listed": pa.int64(),  # pages that a feed, sitemap or list names
        "n_new": pa.int64(),  # those among them that were never asked for before
    },
)

# What is remembered of a URL between runs: to ask only for what is new. Losing it costs requests, never a row.
URL_STATES = schema_of(
    {
        "url": KEY,  # a page's is the one that names it; what looks like a secret is left out
        "kind": pa.string(),  # as in fetches
        "n_failures": pa.int32(),  # since it answered last
    },
    {
        "fetched_at": TIME,  # when it answered last; null where it never did
        "failed_at": TIME,
        "updated_at": TIME,  # the latest change that a feed or sitemap told of, in their time
        "etag": pa.string(),
        "last_modified": pa.string(),
        "listed_by": pa.string(),  # the URL of the feed or sitemap that named it
        "asked_as": pa.string(),  # the URL to ask; null where that holds a secret
        "via": pa.string(),  # as in documents
        "source_key": pa.string(),  # as in documents
    },
)
