"""Arrow schemas of every table that the flows write to the lake.

One row is one statement of one article, with the words that it rests on: in the text of that version of the article,
``text[start_char:end_char] == quote``. Only ``IDENTITIES`` are derived, written anew by each run.
Times are UTC, dates carry their precision beside them, lists are joined by ``LIST_SEPARATOR``: BI tools read no lists.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

LIST_SEPARATOR = "; "

KEY = pa.string()
TIME = pa.timestamp("us", tz="UTC")


def schema_of(required: dict[str, pa.DataType], optional: dict[str, pa.DataType] | None = None) -> pa.Schema:
    """The schema of columns that must hold a value, then of those that may be null."""
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
_REPORTED: dict[str, pa.DataType] = {"article_id": KEY, "content_sha256": pa.string()}

DOCUMENTS = schema_of(
    {
        "document_id": KEY,  # hash of uri and raw_sha256
        "uri": pa.string(),  # file: URI of a file; of a page the URL that names its article
        "raw_sha256": pa.string(),  # names the raw bytes in the store
        "n_bytes": pa.int64(),
        "media_type": pa.string(),  # text/html or text/plain
        "retrieved_at": TIME,
        "run_id": KEY,
    },
    {
        "modified_at": TIME,  # of the file; the last resort for a date of publication
        "duplicate_of": KEY,  # an earlier document with the same bytes under another uri
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

ARTICLES = schema_of(
    {
        "article_id": KEY,  # hash of the normalised uri: the same for all versions
        "content_sha256": pa.string(),  # hash of title and text: names the version
        "document_id": KEY,
        "uri": pa.string(),
        "source_id": KEY,
        "source_name": pa.string(),
        "language": pa.string(),
        "text": pa.string(),  # paragraphs separated by one newline
        "word_count": pa.int32(),
        "retrieved_at": TIME,
        "run_id": KEY,
    },
    {
        "canonical_url": pa.string(),
        "title": pa.string(),
        "authors": pa.string(),
        "agency": pa.string(),
        "standfirst": pa.string(),
        "subheadings": pa.string(),  # a newline between them
        "notes": pa.string(),  # lines in which the page owns up to a mistake, a newline between them
        "published_at": TIME,
        "published_on": pa.date32(),  # the day as printed, in the outlet's own zone: weekdays are counted from it
        "published_at_basis": pa.string(),  # jsonld, meta, url, header, text, file
    },
)

PERSON_MENTIONS = schema_of(
    {"mention_id": KEY, **_REPORTED, "name_text": pa.string(), **_SPAN},
    {"title_text": pa.string(), "country": pa.string(), "confidence": pa.float64()},
)

ENTITY_MENTIONS = schema_of(
    {
        "mention_id": KEY,
        **_REPORTED,
        "entity_type": pa.string(),  # organisation, place
        "name_text": pa.string(),
        "canonical_name": pa.string(),
        **_SPAN,
    },
    {"country": pa.string()},
)

EVENT_REPORTS = schema_of(
    {
        "event_report_id": KEY,
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

PARTICIPANT_REPORTS = schema_of(
    {
        "participant_report_id": KEY,
        "event_report_id": KEY,
        **_REPORTED,
        "party": pa.string(),
        "role": pa.string(),  # party, host, mediator, observer, invited, declined
        **_SPAN,
    }
)

DELEGATION_REPORTS = schema_of(
    {
        "delegation_report_id": KEY,
        **_REPORTED,
        "event_report_id": KEY,
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

MEMBER_REPORTS = schema_of(
    {
        "member_report_id": KEY,
        "delegation_report_id": KEY,
        **_REPORTED,
        "mention_id": KEY,  # the person in person_mentions
        "name_text": pa.string(),
        "role": pa.string(),  # head, deputy, member, expert, adviser, interpreter
        "status": pa.string(),  # announced, confirmed, attended, absent, denied
        **_SPAN,
    },
    {"title_text": pa.string(), "confidence": pa.float64()},
)

# What an article claims of an event beside the columns above, as an interval of dates: 'the first since May 2019',
# 'the first in nearly two years'. Two claims contradict each other where their intervals do not meet.
CLAIM_REPORTS = schema_of(
    {
        "claim_report_id": KEY,
        "event_report_id": KEY,
        **_REPORTED,
        "property": pa.string(),  # previous_round_date
        "value_text": pa.string(),
        **_SPAN,
    },
    {"earliest_date": pa.date32(), "latest_date": pa.date32()},
)

# What an outlet's standing lines are learned from: how its articles begin and end, and their short lines.
EDGE_LINES = schema_of(
    {
        "source_id": KEY,
        "line": pa.string(),  # folded: its words in lower case
        "article_id": KEY,
        "is_tied": pa.bool_(),  # it names what the rest of the article names too
        "sketch": pa.string(),  # hashes of some long paragraphs, joined: articles that share one tell the same story
        "run_id": KEY,
    }
)

STORY_IDENTITIES = schema_of(
    {"article_id": KEY, "story_id": KEY},
    {
        "duplicate_of": KEY,  # the canonical article of the story; null for that article itself
        "agency": pa.string(),  # that most articles of the story credit
    },
)

# Ids that stories had before they were found to be part of others.
STORY_ALIASES = schema_of(
    {
        "former_story_id": KEY,
        "story_id": KEY,  # what that is now
        "article_id": KEY,  # the article that the former id is remembered by
    }
)

PERSON_IDENTITIES = schema_of(
    {"mention_id": KEY, "person_id": KEY, "decided_by": pa.string(), "rule": pa.string(), "score": pa.float64()},
    {"decision_id": KEY},  # where a human decided
)

# Ids that persons had before they were found to be one with others.
PERSON_ALIASES = schema_of(
    {
        "former_person_id": KEY,
        "person_id": KEY,  # who that is now
        "mention_id": KEY,  # the mention that the former id is remembered by
    }
)

# What seeds/person_decisions.csv says, and whom it speaks of now.
PERSON_DECISIONS = schema_of(
    {
        "decision_id": KEY,
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

EVENT_IDENTITIES = schema_of({"event_report_id": KEY, "event_id": KEY})

# Ids that events had before they were found to be one with others.
EVENT_ALIASES = schema_of(
    {
        "former_event_id": KEY,
        "event_id": KEY,  # what that is now
        "event_report_id": KEY,  # the report that the former id is remembered by
    }
)

REJECTS = schema_of(
    {
        "reject_id": KEY,
        "document_id": KEY,
        "uri": pa.string(),
        "stage": pa.string(),  # fetch, ingest, extract, tag
        "reason": pa.string(),  # a short code such as empty_file
        "detail": pa.string(),
        "rejected_at": TIME,
        "run_id": KEY,
    },
    {"content_sha256": pa.string()},  # the version that a duplicate_version repeats
)

RUNS = schema_of(
    {
        "run_id": KEY,
        "flow_name": pa.string(),
        "started_at": TIME,
        "status": pa.string(),  # completed, failed
        "n_documents": pa.int64(),
        "n_unchanged": pa.int64(),
        "n_duplicates": pa.int64(),
        "n_articles": pa.int64(),
        "n_rejects": pa.int64(),
        "duration_ms": pa.int64(),
    },
    {"ended_at": TIME, "message": pa.string()},
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
