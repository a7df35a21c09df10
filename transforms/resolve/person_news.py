"""Who has to do with what is new: the mentions whose persons can have changed are matched, all others stay.

Persons of fuller names have an influence on each other only within a component: whoever is tied there by likeness,
company or a decision. News touch the components of their own names and of names like them; these are matched anew,
whole, until nobody outside can have to do with anyone who changed. Lone names influence nobody of fuller name: of each
is known whom it can be and how well it fits, so that it is weighed anew only against those who changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.resolve.decisions import Decision, Rulings, apply_decisions
from transforms.resolve.matching import Attachment, Matcher
from transforms.resolve.name_search import NameSearch
from transforms.resolve.names import FULL, LONE
from transforms.resolve.namesakes import split_namesakes
from transforms.resolve.person_state import (
    NOBODY,
    STATE_FITS,
    STATE_ROWS,
    Mask,
    PersonState,
    Rows,
    find_news,
    number_names,
)
from transforms.resolve.profiles import Fit
from transforms.resolve.records import Record, Reported, fold_country, gather_records


@dataclass(frozen=True, slots=True)
class Found:
    """Persons who were looked at: ``groups`` of ``records``, each with all mentions of the person. ``settled`` records
    are with whom they were.
    """

    records: list[Record]
    groups: list[list[int]]
    attachments: Mapping[int, Attachment]
    rulings: Rulings
    settled: range
    state: PersonState


@dataclass(slots=True)
class _Matched:
    """Records as they were matched: fuller names, then lone ones. ``others`` are the persons that groups hold by
    numbers beyond the records.
    """

    records: list[Record]
    matcher: Matcher
    rulings: Rulings
    groups: list[list[int]]
    others: list[int] = field(default_factory=list)

    def rows_of(self, group: Sequence[int]) -> list[int]:
        return [row for index in group if index < len(self.records) for row in self.records[index].rows]

    def key_of(self, group: Sequence[int]) -> int:
        """The lowest row of fuller name, so that lone names that come and go make no difference."""
        if group[-1] >= len(self.records):
            return self.others[group[-1] - len(self.records)]
        fuller = [index for index in group if self.records[index].kind != LONE]
        return min(row for index in fuller or group for row in self.records[index].rows)


def resolve_news(reported: Reported, state: PersonState, decisions: Sequence[Decision]) -> Found:
    """Match the mentions that have to do with those that the state does not know, or knows otherwise; all of them
    where there is no state, or where a decision speaks of a lone name.
    """
    if state.rows.num_rows:
        found = _Resolver(reported, state, decisions).resolve_news()
        if found is not None:
            return found
    return _Resolver(reported, PersonState(names=state.names), decisions).resolve_all()


class _Resolver:
    def __init__(self, reported: Reported, state: PersonState, decisions: Sequence[Decision]) -> None:
        self._reported, self._decisions, self._fits = reported, decisions, state.fits
        self._names = number_names(reported, state)
        self._is_lone: Mask = self._names.kinds[self._names.of] == LONE
        has_country = pc.is_valid(pa.array(map(fold_country, reported.countries), pa.string()))
        self._is_vague: Mask = (self._names.kinds[self._names.of] != FULL) | ~has_country.to_numpy(zero_copy_only=False)
        self._is_current = np.array(reported.is_current, np.bool_)
        self._is_news = find_news(reported, state)
        n_new = len(reported) - state.rows.num_rows
        nobody = np.full(n_new, NOBODY)
        self._person = np.concatenate([state.rows["person"].to_numpy(), nobody])
        self._component = np.concatenate([state.rows["component"].to_numpy(), nobody])
        self._is_decided = np.concatenate([state.rows["is_decided"].to_numpy(), np.zeros(n_new, np.bool_)])

    def resolve_all(self) -> Found:
        """Match all mentions."""
        known, former = self._gather(~self._is_lone)
        lone, former_lone = self._gather(self._is_lone)
        records = [*known, *former, *lone, *former_lone]
        rulings = apply_decisions(self._decisions, records)
        matcher = Matcher(known, former, rulings, n_lone=len(lone) + len(former_lone))
        matcher.match()
        return self._finish(_Matched(records, matcher, rulings, matcher.match_lone(lone, former_lone)))

    def resolve_news(self) -> Found | None:
        """Match those who can have changed; None where all must be looked at."""
        if (self._is_decided & self._is_lone).any():
            return None
        search = NameSearch(self._names, self._reported.countries)
        news = search.bearers_of(np.flatnonzero(self._is_news))
        everybody = np.ones(len(self._reported), np.bool_)
        is_like = search.find(news, everybody)
        # Names that somebody had before meet other full names of a country as they did: only vaguer ones can fit anew.
        is_named = search.rows_of(news)
        near = search.bearers_of(np.flatnonzero(self._find_mates(is_named))) - news
        is_like |= search.find(near, self._is_vague)
        components = self._components_of(is_like | self._is_news | self._is_decided)
        while True:
            matched = self._match_fuller(components)
            is_changed, is_moved = self._find_changed(matched)
            moved = search.bearers_of(np.flatnonzero(is_moved)) - news
            changed = search.bearers_of(np.flatnonzero(is_changed)) - news - near
            is_near = search.find(moved, everybody) | search.find(changed, self._is_vague)
            more = self._components_of(is_near) - components
            news, near, is_like, components = news | moved, near | changed, is_like | is_near, components | more
            if not more:
                break
        self._match_lone(matched, components, self._find_lone(components, is_changed, is_like, search.cells))
        if any(matched.records[index].kind == LONE for index in _list_subjects(matched.rulings)):
            return None
        return self._finish(matched)

    def _components_of(self, rows: Mask) -> set[int]:
        return set(self._component[rows].tolist()) - {NOBODY}

    def _find_mates(self, rows: Mask) -> Mask:
        """All mentions of the persons who have some of these."""
        persons = np.unique(self._person[rows])
        return np.asarray(np.isin(self._person, persons[persons != NOBODY]))

    def _find_fuller(self, components: set[int]) -> Mask:
        """Names that are no lone ones: those of the components, and the new ones."""
        is_here: Mask = np.isin(self._component, np.fromiter(components, np.int64, len(components)))
        return (is_here | self._is_news) & ~self._is_lone

    def _match_fuller(self, components: set[int]) -> _Matched:
        known, former = self._gather(self._find_fuller(components))
        records = known + former
        rulings = apply_decisions(self._decisions, records)
        matcher = Matcher(known, former, rulings)
        return _Matched(records, matcher, rulings, matcher.match())

    def _find_changed(self, matched: _Matched) -> tuple[Mask, Mask]:
        """The mentions of all who are another person than before, or of whom something else is known; of these, those
        of persons who did not merely grow by news.
        """
        n = len(self._reported)
        is_changed, is_moved = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
        n_before = np.bincount(self._person[(self._person != NOBODY) & ~self._is_lone], minlength=n)
        for group in matched.groups:
            rows = matched.rows_of(group)
            is_known = self._person[rows] != NOBODY
            before = set(self._person[rows][is_known].tolist())
            is_whole = len(before) == 0 or (len(before) == 1 and n_before[min(before)] == is_known.sum())
            is_changed[rows] = not is_whole or self._is_news[rows].any()
            is_moved[rows] = not is_whole
        return is_changed, is_moved

    def _find_lone(self, components: set[int], is_changed: Mask, is_like: Mask, cells: Rows) -> Mask:
        """Lone names that can be somebody else than before, those that sound like them in their country, and those of
        persons who are matched anew. Whom a mention was one with that is now read otherwise is among the first.
        """
        is_fit = np.isin(self._fits["person"].to_numpy(), self._person[is_changed])
        is_open = self._is_news | is_like | self._find_mates(self._is_news)
        is_open[self._fits["record"].to_numpy()[is_fit]] = True
        is_told = np.isin(cells, cells[is_open & self._is_lone])
        return np.asarray((is_told | self._find_mates(self._find_fuller(components))) & self._is_lone)

    def _match_lone(self, matched: _Matched, components: set[int], rows: Mask) -> None:
        known, former = self._gather(rows)
        matched.records = [*matched.records, *known, *former]
        elsewhere, matched.others = self._find_elsewhere(matched.records, components)
        matched.groups = matched.matcher.match_lone(known, former, elsewhere)
        matched.rulings = apply_decisions(self._decisions, matched.records)

    def _gather(self, rows: Mask) -> tuple[list[Record], list[Record]]:
        """The records of some mentions: of present versions, and of former ones."""
        known, former = np.flatnonzero(rows & self._is_current), np.flatnonzero(rows & ~self._is_current)
        named = self._list_company(known, is_current=True)
        return (
            split_namesakes(gather_records(self._reported, known.tolist(), named), self._reported, named),
            gather_records(self._reported, former.tolist(), self._list_company(former, is_current=False)),
        )

    def _list_company(self, rows: Rows, *, is_current: bool) -> dict[str, set[str]]:
        """By article of these rows the sound keys of all whom its present version names, or of all whom former ones
        do.
        """
        named: dict[str, set[str]] = {self._reported.articles[row]: set() for row in rows.tolist()}
        all_rows = np.flatnonzero(self._is_current == is_current) if named else rows
        numbers = self._names.of[all_rows].tolist()
        for row, number in zip(all_rows.tolist(), numbers, strict=True):
            if (article := self._reported.articles[row]) in named:
                named[article].add(self._names.sound_keys[number])
        return named

    def _find_elsewhere(
        self, records: Sequence[Record], components: set[int]
    ) -> tuple[dict[int, list[Fit]], list[int]]:
        """By lone name the persons of other components that it can be, and who these are."""
        index_of = {min(record.rows): index for index, record in enumerate(records) if record.kind == LONE}
        rows, persons = self._fits["record"].to_numpy(), self._fits["person"].to_numpy()
        chosen = ~self._is_news[rows] & ~self._find_fuller(components)[persons]
        chosen &= np.isin(rows, np.fromiter(index_of, np.int64, len(index_of)))
        numbers: dict[int, int] = {}
        found: dict[int, list[Fit]] = defaultdict(list)
        known = self._fits.filter(pa.array(chosen)).to_pydict()
        for row, person, weight, likeness in zip(*(known[name] for name in STATE_FITS.names), strict=True):
            number = numbers.setdefault(person, len(records) + len(numbers))
            found[index_of[row]].append(Fit(number, weight, likeness))
        return found, list(numbers)

    def _finish(self, matched: _Matched) -> Found:
        """What was found, and what the next run needs to know."""
        person, n = self._person.copy(), len(matched.records)
        key_of = {n + place: key for place, key in enumerate(matched.others)}
        moved: set[int] = set()  # persons whom a mention joined or left
        for group in matched.groups:
            key, rows = matched.key_of(group), matched.rows_of(group)
            key_of |= dict.fromkeys(group, key)
            before = set(self._person[rows].tolist())
            if before != {key}:
                moved |= before | {key}
            person[rows] = key
        state = PersonState(self._list_rows(matched, person), self._list_fits(matched, key_of), self._names.table)
        groups = [group for group in matched.groups if group[-1] < n]
        records, theirs = self._settle(matched, person, moved)
        if theirs:
            groups = sorted(groups + theirs, key=lambda group: self._rank(records[group[0]]))
        return Found(records, groups, matched.matcher.attachments, matched.rulings, range(n, len(records)), state)

    def _settle(self, matched: _Matched, person: Rows, moved: set[int]) -> tuple[list[Record], list[list[int]]]:
        """Persons matched elsewhere whom a lone name joined or left: all records, theirs added, and their groups."""
        is_here = np.zeros(len(person), np.bool_)
        is_here[[row for record in matched.records for row in record.rows]] = True
        keys = [key for key in moved if key != NOBODY and not is_here[key]]
        if not keys:
            return matched.records, []
        groups: dict[int, list[int]] = {key: [] for key in keys}
        for group in matched.groups:
            if (key := matched.key_of(group)) in groups:
                groups[key] += [index for index in group if index < len(matched.records)]
        records = list(matched.records)
        left: dict[tuple[int, bool], list[int]] = defaultdict(list)  # namesakes each by themselves
        for row in np.flatnonzero(np.isin(person, np.array(keys, np.int64)) & ~is_here).tolist():
            left[int(person[row]), bool(self._is_current[row])].append(row)
        for (key, _), rows in left.items():
            for record in gather_records(self._reported, rows, defaultdict(set)):
                groups[key].append(len(records))
                records.append(record)
        return records, [sorted(group, key=lambda index: self._rank(records[index])) for group in groups.values()]

    def _rank(self, record: Record) -> tuple[Any, ...]:
        """Sorts records as they are matched."""
        return record.kind == LONE, not self._is_current[record.rows[0]], record.order

    def _list_rows(self, matched: _Matched, person: Rows) -> pa.Table:
        component, is_decided = self._component.copy(), self._is_decided.copy()
        tied: dict[int, list[int]] = defaultdict(list)
        for index, record in enumerate(matched.records):
            if record.kind != LONE:
                tied[matched.matcher.ties.find(index)] += record.rows
        for rows in tied.values():
            component[rows] = min(rows)
        for index in _list_subjects(matched.rulings):
            is_decided[matched.records[index].rows] = True
        reported, ages = self._reported, [age for age, _ in self._reported.ages]
        known = (
            reported.mention_ids, reported.titles, reported.countries, reported.is_current, ages, reported.stories,
        )  # fmt: skip
        return pa.table([*known, person, component, is_decided], schema=STATE_ROWS)

    def _list_fits(self, matched: _Matched, key_of: Mapping[int, int]) -> pa.Table:
        is_here = np.zeros(len(self._reported), np.bool_)
        is_here[[row for record in matched.records for row in record.rows]] = True
        kept = self._fits.filter(pa.array(~is_here[self._fits["record"].to_numpy()]))
        fits = [
            (min(matched.records[index].rows), key_of[fit.person], fit.weight, fit.likeness)
            for index, found in matched.matcher.lone_fits.items()
            for fit in found
        ]
        columns = zip(*fits, strict=True) if fits else [()] * len(STATE_FITS)
        return pa.concat_tables([kept, pa.table([list(column) for column in columns], schema=STATE_FITS)])


def _list_subjects(rulings: Rulings) -> set[int]:
    """The records that decisions speak of."""
    return {index for sides in rulings.subjects for side in sides for index in side}
