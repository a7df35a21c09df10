"""Identifiers of groups that stay the same from run to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple

import pyarrow as pa


class Member(NamedTuple):
    """A row of a group, and the identifier that a group founded by it would get."""

    row_id: str
    own_id: str


def assign_ids(
    groups: Sequence[Sequence[Member]],
    previous: Mapping[str, str],
    salted_id: Callable[[Member], str],
    retired: Mapping[str, str] = MappingProxyType({}),
    used: Set[str] = frozenset(),
) -> list[str]:
    """One identifier for each group, none twice.

    The members of a group, and the groups themselves, stand oldest first; the first member founds the group.
    ``previous`` maps rows to the identifier that they had. A group keeps the identifier of its oldest row that had
    one: the identifiers of younger groups that merged into it retire. Where an old group fell apart, its identifier
    stays with the part that holds its founder, else with the oldest part. A new group is named by its founder's
    ``own_id``, or by ``salted_id`` of the founder where another group already has that name (two people of one name
    and country). ``retired`` maps identifiers of old to the row that each is remembered by: they come back with that
    row only. ``used`` are identifiers of other groups, which are given to none of these.
    """
    keepers = _find_keepers(groups, previous)
    ids: list[str | None] = []
    for index, group in enumerate(groups):
        kept = (previous[member.row_id] for member in group if member.row_id in previous)
        ids.append(next((old for old in kept if keepers[old] == index), None))
    taken = {name for name in ids if name is not None} | {*previous.values(), *used}
    for index, group in enumerate(groups):
        if ids[index] is None:
            name = group[0].own_id
            is_free = name not in taken and retired.get(name, group[0].row_id) == group[0].row_id
            ids[index] = name = name if is_free else salted_id(group[0])
            taken.add(name)
    return [name for name in ids if name is not None]


def _find_keepers(groups: Sequence[Sequence[Member]], previous: Mapping[str, str]) -> dict[str, int]:
    """For each previous identifier the index of the group that may go on using it."""
    keepers: dict[str, int] = {}
    founded: set[str] = set()
    for index, group in enumerate(groups):
        for member in group:
            old = previous.get(member.row_id)
            if old is None:
                continue
            if member.own_id == old and old not in founded:
                founded.add(old)
                keepers[old] = index
            keepers.setdefault(old, index)
    return keepers


def list_retired(
    groups: Sequence[Sequence[Member]], current: Set[str], previous: Mapping[str, str], retired: Mapping[str, str]
) -> dict[str, str]:
    """Identifiers that are not ``current`` any more, each with the row that it is remembered by: the founder of its
    group, else the oldest row that had it. Whoever holds an old identifier finds through that row who it now is.
    """
    found = {name: row_id for name, row_id in retired.items() if name not in current}
    founded: set[str] = set(found)
    for group in groups:
        for member in group:
            old = previous.get(member.row_id)
            if old is None or old in current or old in founded:
                continue
            if member.own_id == old:
                founded.add(old)
                found[old] = member.row_id
            found.setdefault(old, member.row_id)
    return found


def read_ids(table: pa.Table, row_column: str, id_column: str) -> dict[str, str]:
    """The identifier of each row of an identities table, by row."""
    return {row[row_column]: row[id_column] for row in table.select([row_column, id_column]).to_pylist()}
