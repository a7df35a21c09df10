"""Events: reports of the same talks, visit or meeting in different articles become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from transforms.keys import key_of
from transforms.resolve.components import GuardedComponents
from transforms.resolve.event_evidence import ENOUGH, Statement, contradict, read_statement, weigh
from transforms.resolve.identifiers import Member, assign_ids, list_retired, read_ids
from transforms.resolve.versions import ages_of, days_of, split_superseded, unknown_age
from transforms.tables import EVENT_ALIASES, EVENT_IDENTITIES, table_of

MARGIN = 0.5  # by which the best event must lead the second for a report that names no day
NO_ALIASES = EVENT_ALIASES.empty_table()
_WEEK_DAYS = 7

_Weighed = tuple[float, int, int]  # how much speaks for two statements being of one event, and their indexes


@dataclass(frozen=True, slots=True)
class Events:
    """``EVENT_IDENTITIES``, one row for each report, sorted by event_report_id; ``EVENT_ALIASES``, one for each id that
    is in use no more.
    """

    identities: pa.Table
    aliases: pa.Table


def resolve_events(
    event_reports: pa.Table, articles: pa.Table, previous: pa.Table, aliases: pa.Table = NO_ALIASES
) -> Events:
    """Find the event behind each row of ``event_reports`` (schema ``EVENT_REPORTS``).

    Two events that one version of an article reports separately stay two; rows of it that agree in every respect are
    one statement said twice. Plans join what came of them. Reports of former versions of articles find their events,
    but never join or part any. ``previous`` and ``aliases`` are those of the last run: event_ids stay with their
    events, and former ids find them.
    """
    articles = articles.filter(pc.is_in(articles["article_id"], event_reports["article_id"]))  # most report no event
    ages, days = ages_of(articles), days_of(articles)
    current, superseded = (table.to_pylist() for table in split_superseded(event_reports, articles))
    statements, former = _gather_statements(current, days), _gather_statements(superseded, days)
    order = {
        row["event_report_id"]: (
            is_former,
            ages.get(row["article_id"]) or unknown_age(row["article_id"]),
            row["event_report_id"],
        )
        for is_former, rows in ((False, current), (True, superseded))
        for row in rows
    }
    known = statements + former
    weighed = _weigh_candidates(known)
    groups = [
        sorted((report_id for index in group for report_id in known[index].report_ids), key=order.__getitem__)
        for group in _add_former(statements, former, _group_statements(statements, weighed), weighed)
    ]
    groups.sort(key=lambda group: order[group[0]])
    members = [[Member(report_id, key_of("event", report_id)) for report_id in group] for group in groups]
    before = read_ids(previous, "event_report_id", "event_id")
    retired = read_ids(aliases, "former_event_id", "event_report_id")
    ids = assign_ids(members, before, lambda founder: key_of("event", founder.row_id, "again"), retired)
    event_of = {report_id: event_id for event_id, group in zip(ids, groups, strict=True) for report_id in group}
    identities = [{"event_report_id": report_id, "event_id": event_of[report_id]} for report_id in sorted(event_of)]
    remembered = sorted(list_retired(members, set(ids), before, retired).items())
    alias_rows = [
        {"former_event_id": former_id, "event_id": event_of[report_id], "event_report_id": report_id}
        for former_id, report_id in remembered
        if report_id in event_of
    ]
    return Events(table_of(identities, EVENT_IDENTITIES), table_of(alias_rows, EVENT_ALIASES))


def _gather_statements(reports: list[dict[str, Any]], days: Mapping[str, date]) -> list[Statement]:
    statements: dict[tuple[Any, ...], Statement] = {}
    for report in reports:
        read = read_statement(report, days.get(report["article_id"]))
        statement = statements.setdefault(read.key, read)
        statement.report_ids.append(report["event_report_id"])
        statement.versions.add((report["article_id"], report["content_sha256"]))
    return sorted(statements.values(), key=lambda statement: statement.key)


def _weigh_candidates(statements: list[Statement]) -> list[_Weighed]:
    """Pairs of statements that have enough in common, in the order of their indexes."""
    return [
        (weight, a, b)
        for a, b in _find_candidates(statements)
        if (weight := weigh(statements[a], statements[b])) is not None and weight >= ENOUGH
    ]


def _group_statements(statements: list[Statement], weighed: list[_Weighed]) -> list[list[int]]:
    """Indexes of ``statements`` by event: those with equally precise dates first, then the vaguer ones where only one
    event fits. Pairs ``weighed`` with others than these count for nothing.
    """

    def may_join(one: list[int], other: list[int]) -> bool:
        return not any(
            statements[a].versions & statements[b].versions or contradict(statements[a], statements[b])
            for a, b in product(one, other)
        )

    weighed = [pair for pair in weighed if pair[2] < len(statements)]
    groups = GuardedComponents(len(statements), may_join)
    alike = [(-weight, a, b) for weight, a, b in weighed if statements[a].precision == statements[b].precision]
    for _, a, b in sorted(alike):
        groups.join(a, b)
    for vague, exact in _choose_for_vague(statements, groups, weighed):
        groups.join(exact, vague)
    return groups.groups()


def _add_former(
    statements: list[Statement], former: list[Statement], groups: list[list[int]], weighed: list[_Weighed]
) -> list[list[int]]:
    """``groups`` with each statement of ``former``, numbered on from ``statements``, in the event that it fits best,
    else in one of its own.
    """
    known = statements + former
    group_of = {index: number for number, group in enumerate(groups) for index in group}
    equal = {statement.key: index for index, statement in enumerate(statements)}
    fits: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for weight, a, b in weighed:
        if a < len(statements) <= b:
            fits[b].append((-weight, a))
    result = [list(group) for group in groups]
    for index in range(len(statements), len(known)):
        chosen = equal.get(known[index].key)
        for _, other in sorted(fits[index]) if chosen is None else []:
            if not any(contradict(known[index], statements[member]) for member in groups[group_of[other]]):
                chosen = other
                break
        if chosen is None:
            result.append([index])
        else:
            result[group_of[chosen]].append(index)
    return result


def _choose_for_vague(
    statements: list[Statement], groups: GuardedComponents, weighed: list[_Weighed]
) -> list[tuple[int, int]]:
    """Pairs of an event that no report dates to the day, and the only dated event that it can be."""
    fitting: dict[int, dict[int, float]] = defaultdict(dict)
    for weight, a, b in weighed:
        for vague, exact in ((a, b), (b, a)):
            if statements[exact].is_dated and not statements[vague].is_dated:
                weights = fitting[groups.find(vague)]
                weights[groups.find(exact)] = max(weight, weights.get(groups.find(exact), 0.0))
    chosen = []
    for vague, weights in sorted(fitting.items()):
        ranked = sorted((-weight, event) for event, weight in weights.items())
        if len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= MARGIN:
            chosen.append((vague, ranked[0][1]))
    return chosen


def _find_candidates(statements: list[Statement]) -> list[tuple[int, int]]:
    """Pairs of statements that share two parties or a place and lie near each other in time, sorted."""
    blocks: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for key in _list_blocks(statement):
            blocks[key].append(index)
    return sorted({pair for block in blocks.values() for pair in combinations(block, 2)})


def _list_blocks(statement: Statement) -> Iterator[tuple[str, str, int]]:
    subjects = [("parties", " and ".join(pair)) for pair in combinations(sorted(statement.parties), 2)]
    subjects += [("place", place) for place in {statement.place, statement.country} if place]
    for kind, subject in subjects:
        for unit, number in _list_times(statement):
            yield f"{kind} {unit}", subject, number


def _list_times(statement: Statement) -> Iterator[tuple[str, int]]:
    """The stretches of time in which another statement of the same event must also stand."""
    day = statement.start_date or statement.published
    if day is None:
        return
    if statement.precision == "year":
        yield "year", day.year
        return
    if statement.precision in ("month", "day"):
        yield "month", day.year * 12 + day.month
    if statement.precision != "month":
        week = day.toordinal() // _WEEK_DAYS
        reach = 1 if statement.start_date else 2
        yield from (("week", week + shift) for shift in range(-reach, reach + 1))
