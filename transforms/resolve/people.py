"""Persons: who of different articles is one person, across spellings and surnames alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from transforms.resolve.decisions import Decision, Rulings, apply_decisions, decision_rows
from transforms.resolve.identifiers import Member, assign_ids, list_retired, read_ids
from transforms.resolve.matching import Attachment, Matcher
from transforms.resolve.names import compare_names
from transforms.resolve.records import FULL, Record, gather_records, own_id_of, salted_id_of
from transforms.resolve.versions import ages_of, split_superseded
from transforms.tables import PERSON_ALIASES, PERSON_DECISIONS, PERSON_IDENTITIES, STORY_IDENTITIES, table_of

NO_ALIASES, NO_STORIES = PERSON_ALIASES.empty_table(), STORY_IDENTITIES.empty_table()


@dataclass(frozen=True, slots=True)
class People:
    """``PERSON_IDENTITIES``, one row for each mention, sorted by mention_id; ``PERSON_ALIASES``, one for each id that
    is in use no more; ``PERSON_DECISIONS``, one for each decision.
    """

    identities: pa.Table
    aliases: pa.Table
    decisions: pa.Table


def resolve_people(
    mentions: pa.Table,
    articles: pa.Table,
    previous: pa.Table,
    aliases: pa.Table = NO_ALIASES,
    stories: pa.Table = NO_STORIES,
    decisions: Sequence[Decision] = (),
) -> People:
    """Find the person behind each row of ``mentions`` (schema ``PERSON_MENTIONS``).

    ``rule`` says why a mention belongs to its person: ``single`` (nobody else has the name), ``exact_name``,
    ``spelling``, ``initials``, ``surname_only``, ``other_country`` (the same name, which one article places elsewhere),
    ``former_version`` (of an article that now reads otherwise; such mentions never influence who others are) or
    ``decision``. ``score``, from 0 to 1, is the likeness of its name to the name of the person.

    Who is who depends on mentions, articles, ``stories`` (schema ``STORY_IDENTITIES``: reprints count once) and
    decisions alone, in whatever order they came. ``previous`` and ``aliases`` are those of the last run: person_ids
    stay with their persons, and former ids find them.
    """
    current, superseded = split_superseded(mentions, articles)
    ages = ages_of(articles)
    story_of = read_ids(stories, "article_id", "story_id")
    known, former = (gather_records(rows, ages, story_of) for rows in (current, superseded))
    records = known + former
    rulings = apply_decisions(decisions, records)
    matcher = Matcher(known, former, rulings)
    groups = matcher.match()
    members = [[member for index in group for member in _list_members(records[index])] for group in groups]
    before, retired = read_ids(previous, "mention_id", "person_id"), read_ids(aliases, "former_person_id", "mention_id")
    ids = assign_ids(members, before, lambda founder: salted_id_of(founder.own_id, founder.row_id), retired)
    rows = [
        row
        for person_id, group in zip(ids, groups, strict=True)
        for row in _list_identities(person_id, group, records, matcher.attachments, rulings)
    ]
    person_of = {row["mention_id"]: row["person_id"] for row in rows}
    alias_rows = [
        {"former_person_id": former_id, "person_id": person_of[mention_id], "mention_id": mention_id}
        for former_id, mention_id in sorted(list_retired(members, ids, before, retired).items())
        if mention_id in person_of
    ]
    return People(
        table_of(sorted(rows, key=lambda row: str(row["mention_id"])), PERSON_IDENTITIES),
        table_of(alias_rows, PERSON_ALIASES),
        table_of(decision_rows(decisions, rulings, records, person_of), PERSON_DECISIONS),
    )


def _list_members(record: Record) -> list[Member]:
    """The mentions of a record, oldest first."""
    own_id = own_id_of(record)
    return [Member(mention_id, own_id) for _, mention_id in sorted(zip(record.ages, record.mention_ids, strict=True))]


def _list_identities(
    person_id: str, group: list[int], records: Sequence[Record], attachments: dict[int, Attachment], rulings: Rulings
) -> Iterator[dict[str, Any]]:
    founder = records[group[0]]
    is_single = sum(len(records[index].mention_ids) for index in group) == 1
    for index in group:
        record, decision = records[index], rulings.decided.get(index)
        is_decided = decision is not None and not is_single
        rule, score = _explain(record, founder, attachments.get(index), is_decided, is_single)
        for mention_id in record.mention_ids:
            yield {
                "mention_id": mention_id,
                "person_id": person_id,
                "decided_by": "human" if is_decided else "rule",
                "rule": rule,
                "score": score,
                "decision_id": decision.decision_id if decision and is_decided else None,
            }


def _explain(
    record: Record, founder: Record, attachment: Attachment | None, is_decided: bool, is_single: bool
) -> tuple[str, float]:
    """Rule and score of the mentions of a record."""
    if is_decided:
        return "decision", 1.0
    if is_single:
        return "single", 1.0
    if attachment is not None:
        return attachment.rule, attachment.score
    if record.name.key == founder.name.key:
        return "exact_name", 1.0
    return "spelling", compare_names(record.name, founder.name) if record.kind == FULL else 1.0
