"""Arrow schemas of every table that the flows write to the lake.

One row is one statement of one article, with the words that it rests on: in the text of that version of the article,
``text[start_char:end_char] == quote``. Only ``IDENTITIES`` are derived, written anew by each run.
Times are UTC, dates carry their precision beside them, lists are joined by ``LIST_SEPARATOR``: BI tools read no lists.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

LIST_SEPARATOR = "; "

_KEY = pa.string()
_TIME = pa.timestamp("us", tz="UTC")


def _schema(required: dict[str, pa.DataType], optional: dict[str, pa.DataType] | None = None) -> pa.Schema:
    fields = [pa.field(name, kind, nullable=False) for name, kind in required.items()]
    fields += [pa.field(name, kind) for name, kind in (optional or {}).items()]
    return pa.schema(fields)


_SPAN: dict[str, pa.DataType] = {
    "quote": pa.string(),
    "start_char": pa.int32(),
    "end_char": pa.int32(),
    "extractor": pa.string(),
}
# Reported rows belong to one version of an article, named by the hash of its text.
_REPORTED: dict[str, pa.DataType] = {"article_id": _KEY, "content_sha256": pa.string()}

DOCUMENTS = _schema(
    {
        "document_id": _KEY,  # hash of uri and raw_sha256
        "uri": pa.string(),  # file: URI of a file; of a page the URL that names its article
        "raw_sha256": pa.string(),  # names the raw bytes in the store
        "n_bytes": pa.int64(),
        "media_type": pa.string(),  # text/html or text/plain
        "retrieved_at": _TIME,
        "run_id": _KEY,
    },
    {
        "modified_at": _TIME,  # of the file; the last resort for a date of publication
        "duplicate_of": _KEY,  # an earlier document with the same bytes under another uri
        "read_by": pa.string(),  # the code and reference data that read it last; null where nothing did
        # Of pages only; what looks like a secret is left out of their URLs.
        "url": pa.string(),  # as asked for
        "final_url": pa.string(),  # that answered, after redirects
        "http_status": pa.int32(),
        "etag": pa.string(),
        "last_modified": pa.string(),  # as sent
        "content_type": pa.string(),  # as sent, without its parameters
        "via": pa.string(),  # file, url, url_list, feed, sitemap, archive
        "source_key": pa.string(),  # of seeds/sources.csv, else what listed the page: a feed, a sitemap, an archive
    },
)

ARTICLES = _schema(
    {
        "article_id": _KEY,  # hash of the normalised uri: the same for all versions
        "content_sha256": pa.string(),  # hash of title and text: names the version
        "document_id": _KEY,
        "uri": pa.string(),
        "source_id": _KEY,
        "source_name": pa.string(),
        "language": pa.string(),
        "text": pa.string(),  # paragraphs separated by one newline
        "word_count": pa.int32(),
        "retrieved_at": _TIME,
        "run_id": _KEY,
    },
    {
        "canonical_url": pa.string(),
        "title": pa.string(),
        "authors": pa.string(),
        "agency": pa.string(),
        "standfirst": pa.string(),
        "subheadings": pa.string(),  # a newline between them
        "notes": pa.string(),  # lines in which the page owns up to a mistake, a newline between them
        "published_at": _TIME,
        "published_on": pa.date32(),  # the day as printed, in the outlet's own zone: weekdays are counted from it
        "published_at_basis": pa.string(),  # jsonld, meta, url, header, text, file
    },
)

PERSON_MENTIONS = _schema(
    {"mention_id": _KEY, **_REPORTED, "name_text": pa.string(), **_SPAN},
    {"title_text": pa.string(), "country": pa.string(), "confidence": pa.float64()},
)

ENTITY_MENTIONS = _schema(
    {
        "mention_id": _KEY,
        **_REPORTED,
        "entity_type": pa.string(),  # organisation, place
        "name_text": pa.string(),
        "canonical_name": pa.string(),
        **_SPAN,
    },
    {"country": pa.string()},
)

EVENT_REPORTS = _schema(
    {
        "event_report_id": _KEY,
        **_REPORTED,
        "event_type": pa.string(),  # talks, visit, summit, meeting, ceremony, statement, other
        "status": pa.string(),  # proposed, scheduled, postponed, held, cancelled
        **_SPAN,
    },
    {
        "place": pa.string(),
        "country": pa.string(),
        "start_date": pa.date32(),  # first day of the month or year where the precision is coarser
        "date_precision": pa.string(),  # day, month, year
        "end_date": pa.date32(),  # only where the text says that the event ended then
        "host": pa.string(),
        "round_no": pa.int32(),  # only where the text counts the rounds
        "parties": pa.string(),  # joined, in alphabetical order
        "confidence": pa.float64(),  # that type, place and date are right
    },
)

PARTICIPANT_REPORTS = _schema(
    {
        "participant_report_id": _KEY,
        "event_report_id": _KEY,
        **_REPORTED,
        "party": pa.string(),
        "role": pa.string(),  # party, host, mediator, observer, invited, declined
        **_SPAN,
    }
)

DELEGATION_REPORTS = _schema(
    {
        "delegation_report_id": _KEY,
        **_REPORTED,
        "event_report_id": _KEY,
        "party": pa.string(),
        # country, international_organisation, armed_group, political_party, parliament, joint, other
        "party_type": pa.string(),
        "status": pa.string(),  # announced, travelling, attended, cancelled, historic, unknown
        "list_status": pa.string(),  # complete, partial, unknown
        **_SPAN,
    },
    {
        "counterparts": pa.string(),
        "place": pa.string(),
        "date": pa.date32(),
        "date_precision": pa.string(),
        "size_stated": pa.int32(),
        "confidence": pa.float64(),
    },
)

MEMBER_REPORTS = _schema(
    {
        "member_report_id": _KEY,
        "delegation_report_id": _KEY,
        **_REPORTED,
        "mention_id": _KEY,  # the person in person_mentions
        "name_text": pa.string(),
        "role": pa.string(),  # head, deputy, member, expert, adviser, interpreter
        "status": pa.string(),  # announced, confirmed, attended, absent, denied
        **_SPAN,
    },
    {"title_text": pa.string(), "confidence": pa.float64()},
)

# What an article claims of an event beside the columns above, as an interval of dates: 'the first since May 2019',
# 'the first in nearly two years'. Two claims contradict each other where their intervals do not meet.
CLAIM_REPORTS = _schema(
    {
        "claim_report_id": _KEY,
        "event_report_id": _KEY,
        **_REPORTED,
        "property": pa.string(),  # previous_round_date
        "value_text": pa.string(),
        **_SPAN,
    },
    {"earliest_date": pa.date32(), "latest_date": pa.date32()},
)

# What an outlet's standing lines are learned from: how its articles begin and end, and their short lines.
EDGE_LINES = _schema(
    {
        "source_id": _KEY,
        "line": pa.string(),  # folded: its words in lower case
        "article_id": _KEY,
        "is_tied": pa.bool_(),  # it names what the rest of the article names too
        "sketch": pa.string(),  # hashes of some long paragraphs, joined: articles that share one tell the same story
        "run_id": _KEY,
    }
)

STORY_IDENTITIES = _schema(
    {"article_id": _KEY, "story_id": _KEY},
    {
        "duplicate_of": _KEY,  # the canonical article of the story; null for that article itself
        "agency": pa.string(),  # that most articles of the story credit
    },
)

# Ids that stories had before they were found to be part of others.
STORY_ALIASES = _schema(
    {
        "former_story_id": _KEY,
        "story_id": _KEY,  # what that is now
        "article_id": _KEY,  # the article that the former id is remembered by
    }
)

PERSON_IDENTITIES = _schema(
    {"mention_id": _KEY, "person_id": _KEY, "decided_by": pa.string(), "rule": pa.string(), "score": pa.float64()},
    {"decision_id": _KEY},  # where a human decided
)

# Ids that persons had before they were found to be one with others.
PERSON_ALIASES = _schema(
    {
        "former_person_id": _KEY,
        "person_id": _KEY,  # who that is now
        "mention_id": _KEY,  # the mention that the former id is remembered by
    }
)

# What seeds/person_decisions.csv says, and whom it speaks of now.
PERSON_DECISIONS = _schema(
    {
        "decision_id": _KEY,
        "verdict": pa.string(),  # same, different, unsure
        "person_a": pa.string(),  # a name or a person_id
        "person_b": pa.string(),
        "decided_by": pa.string(),
        "decided_on": pa.date32(),
    },
    {
        "country_a": pa.string(),
        "country_b": pa.string(),
        "note": pa.string(),
        "person_a_ids": pa.string(),  # joined; null where no article names such a person
        "person_b_ids": pa.string(),
        "are_one": pa.bool_(),  # whether both sides are one person now; null where a side is nobody
    },
)

EVENT_IDENTITIES = _schema({"event_report_id": _KEY, "event_id": _KEY})

# Ids that events had before they were found to be one with others.
EVENT_ALIASES = _schema(
    {
        "former_event_id": _KEY,
        "event_id": _KEY,  # what that is now
        "event_report_id": _KEY,  # the report that the former id is remembered by
    }
)

REJECTS = _schema(
    {
        "reject_id": _KEY,
        "document_id": _KEY,
        "uri": pa.string(),
        "stage": pa.string(),  # fetch, ingest, extract, tag
        "reason": pa.string(),  # a short code such as empty_file
        "detail": pa.string(),
        "rejected_at": _TIME,
        "run_id": _KEY,
    },
    {"content_sha256": pa.string()},  # the version that a duplicate_version repeats
)

RUNS = _schema(
    {
        "run_id": _KEY,
        "flow_name": pa.string(),
        "started_at": _TIME,
        "status": pa.string(),  # completed, failed
        "n_documents": pa.int64(),
        "n_unchanged": pa.int64(),
        "n_duplicates": pa.int64(),
        "n_articles": pa.int64(),
        "n_rejects": pa.int64(),
        "duration_ms": pa.int64(),
    },
    {"ended_at": _TIME, "message": pa.string()},
)

# What was asked of servers, one row a request for a feed, sitemap, list or page; no model reads it.
FETCHES = _schema(
    {
        "run_id": _KEY,
        "url": pa.string(),
        "kind": pa.string(),  # feed, sitemap, url_list, page
        "outcome": pa.string(),  # fetched, unchanged, failed
        "fetched_at": _TIME,
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
URL_STATES = _schema(
    {
        "url": _KEY,  # a page's is the one that names it; what looks like a secret is left out
        "kind": pa.string(),  # as in fetches
        "n_failures": pa.int32(),  # since it answered last
    },
    {
        "fetched_at": _TIME,  # when it answered last; null where it never did
        "failed_at": _TIME,
        "updated_at": _TIME,  # the latest change that a feed or sitemap told of, in their time
        "etag": pa.string(),
        "last_modified": pa.string(),
        "listed_by": pa.string(),  # the URL of the feed or sitemap that named it
        "asked_as": pa.string(),  # the URL to ask; null where that holds a secret
        "via": pa.string(),  # as in documents
        "source_key": pa.string(),  # as in documents
    },
)

# Tables that tagging makes of a batch of articles.
REPORTED: dict[str, pa.Schema] = {
    "person_mentions": PERSON_MENTIONS,
    "entity_mentions": ENTITY_MENTIONS,
    "event_reports": EVENT_REPORTS,
    "participant_reports": PARTICIPANT_REPORTS,
    "delegation_reports": DELEGATION_REPORTS,
    "member_reports": MEMBER_REPORTS,
    "claim_reports": CLAIM_REPORTS,
}
# Tables that resolution makes of all reported rows.
IDENTITIES: dict[str, pa.Schema] = {
    "story_identities": STORY_IDENTITIES,
    "story_aliases": STORY_ALIASES,
    "person_identities": PERSON_IDENTITIES,
    "person_aliases": PERSON_ALIASES,
    "person_decisions": PERSON_DECISIONS,
    "event_identities": EVENT_IDENTITIES,
    "event_aliases": EVENT_ALIASES,
}
LAKE: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "articles": ARTICLES,
    "edge_lines": EDGE_LINES,
    **REPORTED,
    **IDENTITIES,
    "rejects": REJECTS,
    "runs": RUNS,
}


def table_of(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table of ``schema``; keys that a row lacks become null.

    Raises ``ValueError`` naming the column where a required value is missing: Arrow itself accepts nulls in a field
    that is declared not nullable.
    """
    table = pa.Table.from_pylist(rows, schema=schema)
    for field in schema:
        if not field.nullable and table.column(field.name).null_count:
            n_missing = table.column(field.name).null_count
            raise ValueError(f"{field.name}: {n_missing} of {table.num_rows} rows have no value")
    return table
