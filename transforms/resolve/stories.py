"""Stories: the reprints of one agency's text, under whatever headline, are one story.

Articles come in increments. What is new can change the stories only of texts that share something with it, so those
are resolved again and the rest stays as it is: the result is the same as if all articles had come at once, in any
order and in any portions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from transforms.keys import key_of
from transforms.resolve.clusters import Grouping, are_tied, group_texts
from transforms.resolve.reprints import COMPARED, COPY, MET, NEW
from transforms.resolve.shingles import distinct
from transforms.resolve.sketches import LiveTexts, flatten, is_in, join_keys, split_keys
from transforms.resolve.wires import Name, choose_credit, fold_credit, is_of_agency
from transforms.tables import STORY_ALIASES, STORY_IDENTITIES, table_of

_STATE_FIELDS: dict[str, pa.DataType] = {
    "no": pa.int32(),  # of the latest version of the article, in the sketches
    "first_no": pa.int32(),  # of its first version: the order of arrival
    "component": pa.int32(),  # texts that must be looked at together share it
    "is_copy": pa.bool_(),  # all but repeats another text of its component, by which it stands
    "article_id": pa.string(),
    "story_id": pa.string(),
    "duplicate_of": pa.string(),  # the canonical article of the story; null for that article itself
    "agency": pa.string(),  # that most articles of the story credit; null where none does
}
STORY_STATE = pa.schema(_STATE_FIELDS)

_UNTOUCHED = -1  # a text whose story stays

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Stories:
    """All that is known of stories: ``state`` has a row of ``STORY_STATE`` for each article, ``aliases`` one of
    ``STORY_ALIASES`` for each story that was found to be part of another, ``boilerplate`` hashes of sentences.
    ``held`` are pairs of numbers (``join_keys``) of texts that hold much of each other, so that old texts are never
    compared with each other again.
    """

    state: pa.Table
    aliases: pa.Table
    boilerplate: NDArray[np.uint64]
    held: NDArray[np.uint64]

    @property
    def identities(self) -> pa.Table:
        """One row of ``STORY_IDENTITIES`` for each article."""
        return self.state.select(STORY_IDENTITIES.names).cast(STORY_IDENTITIES)


NO_STORIES = Stories(
    STORY_STATE.empty_table(), STORY_ALIASES.empty_table(), np.zeros(0, np.uint64), np.zeros(0, np.uint64)
)


class StoredSketches(Protocol):
    """The sketches of all versions that came before, numbered from 0; to be asked, for there may be many."""

    def fetch(self, nos: Numbers) -> pa.Table:
        """The sketches of these numbers."""
        ...

    def find_sharing(self, texts: Numbers, anchors: Hashes) -> tuple[Numbers, Numbers]:
        """Pairs of a text and the number of one that shares anchors with it; ``texts`` says of each anchor whose it
        is.
        """
        ...

    def find_holders(self, units: Hashes) -> Numbers:
        """Numbers of those that hold one of these sentences."""
        ...

    def find_boilerplate(self, units: Hashes, added: pa.Table, gone: Numbers) -> Hashes:
        """Those of ``units`` that are boilerplate once ``added`` have come and those of numbers ``gone`` have left."""
        ...


def add_stories(known: Stories, stored: StoredSketches, added: pa.Table) -> Stories:
    """What is known once the sketches ``added`` (schema ``SKETCHES``) have come to those ``stored``.

    ``known`` was made from ``stored``; numbers go on in ``added``. An article of which a later version comes is
    replaced by it.
    """
    if not added.num_rows:
        return known
    n_stored = int(_ints(added, "no").min())
    came, gone = _find_latest(known, stored, added)
    left = stored.fetch(gone)
    is_live = np.zeros(n_stored, np.bool_)
    is_live[_ints(known.state, "no")] = True
    is_live[gone] = False
    changed = pa.concat_tables([came, left])
    units = distinct(flatten(changed.column("units"))[0])
    units = units[units != 0]
    found = stored.find_boilerplate(units, came, np.flatnonzero(~is_live))
    flipped = np.setxor1d(found, known.boilerplate[is_in(known.boilerplate, units)])
    boilerplate = np.union1d(np.setdiff1d(known.boilerplate, units), found)
    holders = stored.find_holders(flipped)
    holders = holders[is_live[holders]]
    # Without a sentence that is boilerplate now, a text can have to do with others than with it.
    tied = _find_tied(stored, pa.concat_tables([changed, stored.fetch(holders)]), boilerplate, is_live)
    met = np.concatenate([*split_keys(tied), holders, gone])
    is_touched = _find_touched(known.state, met[met < n_stored], n_stored)
    before, rest = known.state.filter(pa.array(is_touched)), known.state.filter(pa.array(~is_touched))
    kinds = np.append(_find_kinds(before, holders, gone, n_stored), np.full(added.num_rows, NEW))
    is_untouched = kinds[split_keys(known.held)[0]] == _UNTOUCHED
    held = known.held[~is_untouched]
    held = held[np.all([kinds[numbers] == COMPARED for numbers in split_keys(held)], axis=0)]
    again = stored.fetch(np.setdiff1d(_ints(before, "no"), gone))
    grouped = _group(pa.concat_tables([again, came]), boilerplate, kinds, np.concatenate([held, tied]))
    after = _resolve(grouped, _first_nos(before, added))
    aliases = _update_aliases(known.aliases, before, after)
    held = np.concatenate([known.held[is_untouched], grouped.held])
    return Stories(pa.concat_tables([rest, after]), aliases, boilerplate, held)


def _find_latest(known: Stories, stored: StoredSketches, added: pa.Table) -> tuple[pa.Table, Numbers]:
    """Those of ``added`` that are the latest versions of their articles, and the numbers that they replace."""
    is_rival = pc.is_in(known.state.column("article_id"), value_set=added.column("article_id"))
    rivals = stored.fetch(_ints(known.state.filter(is_rival), "no"))
    columns = ["article_id", "retrieved_at", "content_sha256", "no"]
    latest: dict[str, tuple[Any, ...]] = {}
    for row in pa.concat_tables([rivals.select(columns), added.select(columns)]).to_pylist():
        rank = (row["retrieved_at"], row["content_sha256"], -row["no"])
        latest[row["article_id"]] = max(rank, latest.get(row["article_id"], rank))
    live = np.array([-no for *_, no in latest.values()], np.int64)
    return _choose(added, live), np.setdiff1d(_ints(rivals, "no"), live)


def _find_tied(stored: StoredSketches, changed: pa.Table, boilerplate: Hashes, is_live: Mask) -> Hashes:
    """Pairs of a live text and one of ``changed`` that have to do with each other: no other's story can change with
    it. Pairs of numbers, the lower first.
    """
    texts = LiveTexts(changed, boilerplate)
    owners = np.repeat(np.arange(texts.n), np.diff(texts.anchor_starts))
    mine, nos = stored.find_sharing(owners, texts.anchors)
    mine, nos = mine[is_live[nos]], nos[is_live[nos]]
    others = stored.fetch(nos)
    theirs = texts.n + np.searchsorted(_ints(others, "no"), nos)
    is_tied = are_tied(LiveTexts(pa.concat_tables([changed, others]), boilerplate), mine, theirs)
    mine, nos = _ints(changed, "no")[mine[is_tied]], nos[is_tied]
    return distinct(join_keys(np.minimum(mine, nos), np.maximum(mine, nos)))


def _find_touched(state: pa.Table, met: Numbers, n_stored: int) -> Mask:
    """Which rows of ``state`` are of a component of those that were met."""
    nos, components = _ints(state, "no"), _ints(state, "component")
    component_of = np.full(n_stored, n_stored)
    component_of[nos] = components
    is_met = np.zeros(n_stored + 1, np.bool_)
    is_met[component_of[met]] = True
    return is_met[components]


def _find_kinds(before: pa.Table, met: Numbers, gone: Numbers, n_stored: int) -> Numbers:
    """What is known of each stored text, by its number, where those of the rows ``before`` are grouped again."""
    kinds = np.full(n_stored, _UNTOUCHED)
    kinds[_ints(before, "no")] = np.where(before.column("is_copy").to_numpy(), COPY, COMPARED)
    kinds[met] = MET
    kinds[gone] = NEW  # so that no pair with them counts as known
    return kinds


def _choose(sketches: pa.Table, nos: Numbers) -> pa.Table:
    return sketches.filter(pa.array(np.isin(_ints(sketches, "no"), nos)))


def _first_nos(known: pa.Table, added: pa.Table) -> dict[str, int]:
    """The number of the first version, by article, of those that come now and of those that are known."""
    first: dict[str, int] = {}
    for table, column in ((known, "first_no"), (added, "no")):
        for article_id, no in zip(_texts(table, "article_id"), _ints(table, column).tolist(), strict=True):
            first.setdefault(article_id, no)
    return first


@dataclass(frozen=True, slots=True)
class _Grouped:
    """Sketches, oldest first, with their grouping."""

    sketches: pa.Table
    grouping: Grouping

    @property
    def held(self) -> Hashes:
        """The pairs that hold much of each other, by their numbers."""
        nos = _ints(self.sketches, "no")
        a, b = (nos[part] for part in self.grouping.held)
        return join_keys(np.minimum(a, b), np.maximum(a, b))


def _group(sketches: pa.Table, boilerplate: Hashes, kinds: Numbers, known: Hashes) -> _Grouped:
    """Stories of texts that share nothing with others. ``kinds`` and ``known`` say by numbers what ``group_texts``
    takes.
    """
    sketches = sketches.sort_by([("age", "ascending"), ("article_id", "ascending")])
    nos = _ints(sketches, "no")
    place_of = np.full(len(kinds), -1)
    place_of[nos] = np.arange(len(nos))
    a, b = (place_of[numbers] for numbers in split_keys(known))
    is_here = (a >= 0) & (b >= 0) & (a != b)
    pairs = np.minimum(a, b)[is_here], np.maximum(a, b)[is_here]
    return _Grouped(sketches, group_texts(LiveTexts(sketches, boilerplate), kinds[nos], pairs))


def _resolve(grouped: _Grouped, first_nos: dict[str, int]) -> pa.Table:
    """Rows of ``STORY_STATE``."""
    sketches, grouping = grouped.sketches, grouped.grouping
    nos = _ints(sketches, "no")
    article_ids = _texts(sketches, "article_id")
    first = np.array([first_nos[article_id] for article_id in article_ids], np.int64)
    founders = _first_of(grouping.stories, first)
    canonicals = _first_of(grouping.stories, (~_find_own(grouping.stories, sketches)).astype(np.int64))
    agencies = _find_agencies(grouping.stories, sketches.column("agency").to_pylist())
    ids = {founder: key_of("story", article_ids[founder]) for founder in set(founders.tolist())}
    lowest = _first_of(grouping.components, nos)
    columns: dict[str, Any] = {
        "no": nos,
        "first_no": first,
        "component": nos[lowest],
        "is_copy": grouping.is_copy,
        "article_id": article_ids,
        "story_id": [ids[founder] for founder in founders.tolist()],
        "duplicate_of": [None if c == i else article_ids[c] for i, c in enumerate(canonicals.tolist())],
        "agency": [agencies[story] for story in grouping.stories.tolist()],
    }
    return pa.table([pa.array(columns[field.name], field.type) for field in STORY_STATE], schema=STORY_STATE)


def _update_aliases(aliases: pa.Table, before: pa.Table, after: pa.Table) -> pa.Table:
    """``STORY_ALIASES`` once the rows ``before`` have become those ``after``.

    A story that was is remembered by the article that gave it its id.
    """
    story_of = dict(zip(_texts(after, "article_id"), _texts(after, "story_id"), strict=True))
    live = set(story_of.values())
    former = {row["former_story_id"]: row["article_id"] for row in aliases.to_pylist()}
    targets = {row["former_story_id"]: row["story_id"] for row in aliases.to_pylist()}
    rows = zip(_texts(before, "story_id"), _texts(before, "article_id"), strict=True)
    former |= {story_id: article_id for story_id, article_id in rows if key_of("story", article_id) == story_id}
    found = [
        {"former_story_id": name, "story_id": story_of.get(article_id, targets.get(name)), "article_id": article_id}
        for name, article_id in sorted(former.items())
        if name not in live and (article_id in story_of or name in targets)
    ]
    return table_of(found, STORY_ALIASES)


def _first_of(groups: Numbers, order: Numbers) -> Numbers:
    """For each item the item of its group that is first in ``order``; of equals the one that stands first."""
    ranked = np.lexsort((order, groups))
    starts = np.flatnonzero(np.concatenate([[True], np.diff(groups[ranked]) != 0]))[: len(groups)]
    first = np.empty(len(groups), np.int64)
    first[ranked] = np.repeat(ranked[starts], np.diff(np.append(starts, len(groups))))
    return first


def _find_own(stories: Numbers, sketches: pa.Table) -> Mask:
    """Which texts are of an agency that their story credits, though they may not say so themselves."""
    credited: dict[int, set[Name]] = defaultdict(set)
    for story, agency in zip(stories.tolist(), sketches.column("agency").to_pylist(), strict=True):
        if agency:
            credited[story].add(fold_credit(agency))
    outlets = zip(_texts(sketches, "source_name"), _texts(sketches, "source_id"), strict=True)
    rows = zip(stories.tolist(), outlets, strict=True)
    return np.array([story in credited and is_of_agency(credited[story], names) for story, names in rows], np.bool_)


def _find_agencies(stories: Numbers, agencies: list[str | None]) -> dict[int, str | None]:
    """The agency that each story credits."""
    credits: dict[int, list[str | None]] = defaultdict(list)
    for story, agency in zip(stories.tolist(), agencies, strict=True):
        credits[story].append(agency)
    return {story: choose_credit(found) for story, found in credits.items()}


def _ints(table: pa.Table, column: str) -> Numbers:
    return np.asarray(pc.cast(table.column(column), pa.int64()).to_numpy())


def _texts(table: pa.Table, column: str) -> list[str]:
    values: list[Any] = table.column(column).to_pylist()
    return values
