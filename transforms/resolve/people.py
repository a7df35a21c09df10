"""Persons: who of different articles is one person, across spellings and surnames alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa

from transforms.resolve.decisions import Decision, Rulings, apply_decisions, decision_rows
from transforms.resolve.identifiers import Member, assign_ids, list_retired, read_ids
from transforms.resolve.matching import Attachment, Matcher
from transforms.resolve.names import FULL, compare_names
from transforms.resolve.records import Record, gather_records, own_id_of, salted_id_of
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


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave memory to the counts of references: nothing here points in a circle, and to look for circles among
    millions of small objects again and again takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_no_collection()
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
    reasons = _explain_all(groups, records, matcher.attachments, rulings)
    rows = [
        (mention_id, person_id, *reasons[index])
        for person_id, group in zip(ids, groups, strict=True)
        for index in group
        for mention_id in records[index].mention_ids
    ]
    person_of = {mention_id: person_id for mention_id, person_id, *_ in rows}
    alias_rows = [
        {"former_person_id": former_id, "person_id": person_of[mention_id], "mention_id": mention_id}
        for former_id, mention_id in sorted(list_retired(members, ids, before, retired).items())
        if mention_id in person_of
    ]
    return People(
        _identities_of(sorted(rows)),
        table_of(alias_rows, PERSON_ALIASES),
        table_of(decision_rows(decisions, rulings, records, person_of), PERSON_DECISIONS),
    )


def _identities_of(rows: list[tuple[str | float | None, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(PERSON_IDENTITIES)
    return pa.table([list(column) for column in columns], schema=PERSON_IDENTITIES)


def _list_members(record: Record) -> list[Member]:
    """The mentions of a record, oldest first."""
    own_id = own_id_of(record)
    return [Member(mention_id, own_id) for _, mention_id in sorted(zip(record.ages, record.mention_ids, strict=True))]


def _explain_all(
    groups: Sequence[Sequence[int]],
    records: Sequence[Record],
    attachments: Mapping[int, Attachment],
    rulings: Rulings,
) -> dict[int, tuple[str, str, float, str | None]]:
    """The columns of ``PERSON_IDENTITIES`` from decided_by on, for the mentions of each record."""
    found: dict[int, tuple[str, str, float, str | None]] = {}
    for group in groups:
        is_single = len(group) == 1 and len(records[group[0]].mention_ids) == 1
        for index in group:
            decision = None if is_single else rulings.decided.get(index)
            if decision:
                found[index] = "human", "decision", 1.0, decision.decision_id
            else:
                reason = _explain(records[index], records[group[0]], attachments.get(index), is_single)
                found[index] = "rule", *reason, None
    return found


def _explain(record: Record, founder: Record, attachment: Attachment | None, is_single: bool) -> tuple[str, float]:
    """Rule and score of the mentions of a record that no decision speaks of."""
    if is_single:
        return "single", 1.0
    if attachment is not None:
        return attachment.rule, attachment.score
    if record.name.key == founder.name.key:
        return "exact_name", 1.0
    return "spelling", compare_names(record.name, founder.name) if record.kind == FULL else 1.0
