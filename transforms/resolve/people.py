"""Persons: who of different articles is one person, across spellings and surnames alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from transforms.resolve.decisions import Decision, decision_rows
from transforms.resolve.identifiers import Member, assign_ids, list_retired, read_ids
from transforms.resolve.matching import Attachment
from transforms.resolve.names import FULL, compare_names
from transforms.resolve.person_news import Found, resolve_news
from transforms.resolve.person_state import PersonState, order_like
from transforms.resolve.records import Record, own_id_of, read_reported, salted_id_of
from transforms.tables import PERSON_ALIASES, PERSON_DECISIONS, PERSON_IDENTITIES, STORY_IDENTITIES, table_of

NO_ALIASES, NO_STORIES = PERSON_ALIASES.empty_table(), STORY_IDENTITIES.empty_table()
NO_STATE = PersonState()

Reason = tuple[str, str, float, str | None]


@dataclass(frozen=True, slots=True)
class People:
    """``PERSON_IDENTITIES``, one row for each mention, sorted by mention_id; ``PERSON_ALIASES``, one for each id that
    is in use no more; ``PERSON_DECISIONS``, one for each decision; what the next run needs to know.
    """

    identities: pa.Table
    aliases: pa.Table
    decisions: pa.Table
    state: PersonState = field(default=NO_STATE, compare=False)


def resolve_people(
    mentions: pa.Table,
    articles: pa.Table,
    previous: pa.Table,
    aliases: pa.Table = NO_ALIASES,
    stories: pa.Table = NO_STORIES,
    decisions: Sequence[Decision] = (),
    state: PersonState = NO_STATE,
) -> People:
    """Find the person behind each row of ``mentions`` (schema ``PERSON_MENTIONS``).

    ``rule`` says why a mention belongs to its person: ``single`` (nobody else has the name), ``exact_name``,
    ``spelling``, ``initials``, ``surname_only``, ``other_country`` (the same name, which one article places elsewhere),
    ``former_version`` (of an article that now reads otherwise; such mentions never influence who others are) or
    ``decision``. ``score``, from 0 to 1, is the likeness of its name to the name of the person.

    Who is who depends on mentions, articles, ``stories`` (schema ``STORY_IDENTITIES``: reprints count once) and
    decisions alone, in whatever order they came. ``previous`` and ``aliases`` are those of the last run: person_ids
    stay with their persons, and former ids find them.

    ``state`` is that of the run which made ``previous``, by the same rules and decisions: then only those are resolved
    who have to do with what is new, and everything comes out as it does without a state.
    """
    ordered = order_like(mentions, state)
    if ordered is None or state.rows.num_rows != previous.num_rows:
        ordered, state = mentions, NO_STATE
    reported = read_reported(ordered, articles, stories)
    found = resolve_news(reported, state, decisions)
    before, retired = read_ids(previous, "mention_id", "person_id"), read_ids(aliases, "former_person_id", "mention_id")
    here = {mention_id for group in found.groups for index in group for mention_id in found.records[index].mention_ids}
    rest = {mention_id: person_id for mention_id, person_id in before.items() if mention_id not in here}
    members = [[member for index in group for member in _list_members(found.records[index])] for group in found.groups]
    mine = {mention_id: before[mention_id] for mention_id in here if mention_id in before}
    ids = assign_ids(
        members, mine, lambda founder: salted_id_of(founder.own_id, founder.row_id), retired, set(rest.values())
    )
    reasons = _explain_all(found, previous)
    rows = [
        (mention_id, person_id, *reasons[index])
        for person_id, group in zip(ids, found.groups, strict=True)
        for index in group
        for mention_id in found.records[index].mention_ids
    ]
    person_of = rest | {mention_id: person_id for mention_id, person_id, *_ in rows}
    current = {*ids, *rest.values()}
    alias_rows = [
        {"former_person_id": former_id, "person_id": person_of[mention_id], "mention_id": mention_id}
        for former_id, mention_id in sorted(list_retired(members, current, mine, retired).items())
        if mention_id in person_of
    ]
    return People(
        _join_identities(previous, rows, is_all=not rest),
        table_of(alias_rows, PERSON_ALIASES),
        table_of(decision_rows(decisions, found.rulings, found.records, person_of), PERSON_DECISIONS),
        found.state,
    )


def _join_identities(previous: pa.Table, rows: Sequence[tuple[str | float | None, ...]], *, is_all: bool) -> pa.Table:
    """The rows resolved now, and the previous ones of all other mentions."""
    columns = zip(*sorted(rows), strict=True) if rows else [()] * len(PERSON_IDENTITIES)
    resolved = pa.table([list(column) for column in columns], schema=PERSON_IDENTITIES)
    if is_all:
        return resolved
    is_resolved = pc.is_in(previous["mention_id"], value_set=resolved["mention_id"].combine_chunks())
    kept = previous.filter(pc.invert(is_resolved)).cast(PERSON_IDENTITIES)
    return pa.concat_tables([kept, resolved]).sort_by("mention_id").combine_chunks()


def _list_members(record: Record) -> list[Member]:
    """The mentions of a record, oldest first."""
    own_id = own_id_of(record)
    return [Member(mention_id, own_id) for _, mention_id in sorted(zip(record.ages, record.mention_ids, strict=True))]


def _explain_all(found: Found, previous: pa.Table) -> dict[int, Reason]:
    """The columns of ``PERSON_IDENTITIES`` from decided_by on, for the mentions of each record."""
    reasons: dict[int, Reason] = {}
    before = _reasons_before(found, previous)
    for group in found.groups:
        is_single = len(group) == 1 and len(found.records[group[0]].mention_ids) == 1
        for index in group:
            decision = None if is_single else found.rulings.decided.get(index)
            if decision:
                reasons[index] = "human", "decision", 1.0, decision.decision_id
            elif index in before and not is_single and before[index][1] != "single":
                reasons[index] = before[index]
            else:
                founder, attachment = found.records[group[0]], found.attachments.get(index)
                reasons[index] = "rule", *_explain(found.records[index], founder, attachment, is_single), None
    return reasons


def _reasons_before(found: Found, previous: pa.Table) -> dict[int, Reason]:
    """Why settled records belonged to their person: they still do for the same reason."""
    of = {found.records[index].mention_ids[0]: index for index in found.settled}
    rows = previous.filter(pc.is_in(previous["mention_id"], value_set=pa.array(list(of), pa.string())))
    columns = rows.select(["mention_id", "decided_by", "rule", "score", "decision_id"])
    return {of[mention_id]: tuple(reason) for mention_id, *reason in zip(*columns.to_pydict().values(), strict=True)}


def _explain(record: Record, founder: Record, attachment: Attachment | None, is_single: bool) -> tuple[str, float]:
    """Rule and score of the mentions of a record that no decision speaks of."""
    if is_single:
        return "single", 1.0
    if attachment is not None:
        return attachment.rule, attachment.score
    if record.name.key == founder.name.key:
        return "exact_name", 1.0
    return "spelling", compare_names(record.name, founder.name) if record.kind == FULL else 1.0
