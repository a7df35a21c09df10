"""Persons: who of different articles is one person, across spellings and surnames alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from transforms.keys import key_of
from transforms.resolve.identifiers import Member, assign_ids, read_ids
from transforms.resolve.matching import Attachment, Matcher
from transforms.resolve.names import compare_names
from transforms.resolve.records import FULL, Record, gather_records
from transforms.resolve.versions import ages_of
from transforms.tables import PERSON_IDENTITIES, table_of

Decision = tuple[str, float]  # rule and score


def resolve_people(mentions: pa.Table, articles: pa.Table, previous: pa.Table) -> pa.Table:
    """One row of ``PERSON_IDENTITIES`` for each row of ``mentions`` (schema ``PERSON_MENTIONS``), sorted by
    mention_id.

    ``rule`` says why a mention belongs to its person: ``single`` (nobody else has the name), ``exact_name``,
    ``spelling``, ``initials`` or ``surname_only``; ``score``, from 0 to 1, is the likeness of its name to the name of
    the person. ``previous`` is the result of the last run; its person_ids stay with their persons.
    """
    records = gather_records(mentions, ages_of(articles))
    matcher = Matcher(records)
    groups = matcher.match()
    members = [[member for index in group for member in _list_members(records[index])] for group in groups]
    ids = assign_ids(
        members,
        read_ids(previous, "mention_id", "person_id"),
        lambda founder: key_of("person", founder.own_id, founder.row_id),
    )
    rows = [
        row
        for person_id, group in zip(ids, groups, strict=True)
        for row in _list_identities(person_id, group, records, matcher.attachments)
    ]
    return table_of(sorted(rows, key=lambda row: str(row["mention_id"])), PERSON_IDENTITIES)


def _list_members(record: Record) -> list[Member]:
    """The mentions of a record, oldest first."""
    own_id = key_of("person", record.name.key, record.country)
    return [Member(mention_id, own_id) for _, mention_id in sorted(zip(record.ages, record.mention_ids, strict=True))]


def _list_identities(
    person_id: str, group: list[int], records: Sequence[Record], attachments: dict[int, Attachment]
) -> Iterator[dict[str, Any]]:
    founder = records[group[0]]
    is_single = sum(len(records[index].mention_ids) for index in group) == 1
    for index in group:
        record = records[index]
        rule, score = ("single", 1.0) if is_single else _decide(record, founder, attachments.get(index))
        for mention_id in record.mention_ids:
            yield {
                "mention_id": mention_id,
                "person_id": person_id,
                "decided_by": "rule",
                "rule": rule,
                "score": score,
            }


def _decide(record: Record, founder: Record, attachment: Attachment | None) -> Decision:
    if record.name.key == founder.name.key:
        return "exact_name", 1.0
    if attachment is not None:
        return attachment.rule, attachment.score
    score = compare_names(record.name, founder.name) if record.kind == FULL else 1.0
    return "spelling", score
