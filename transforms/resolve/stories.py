"""Stories: the reprints of one agency's text, under whatever headline, are one story.

Articles come in increments. What is new can change the stories only of texts that share something with it, so those
are resolved again and the rest stays as it is: the result is the same as if all articles had come at once, in any
order and in any portions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from transforms.keys import key_of
from transforms.resolve.clusters import are_tied, group_texts
from transforms.resolve.sketches import LiveTexts, flatten
from transforms.tables import STORY_ALIASES, STORY_IDENTITIES, table_of

_STATE_FIELDS: dict[str, pa.DataType] = {
    "no": pa.int32(),  # of the latest version of the article, in the sketches
    "first_no": pa.int32(),  # of its first version: the order of arrival
    "component": pa.int32(),  # texts that must be looked at together share it
    "article_id": pa.string(),
    "story_id": pa.string(),
    "duplicate_of": pa.string(),  # the canonical article of the story; null for that article itself
    "agency": pa.string(),  # that most articles of the story credit; null where none does
}
STORY_STATE = pa.schema(_STATE_FIELDS)

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Stories:
    """All that is known of stories: ``state`` has a row of ``STORY_STATE`` for each article, ``aliases`` one of
    ``STORY_ALIASES`` for each story that was found to be part of another, ``boilerplate`` hashes of sentences.
    """

    state: pa.Table
    aliases: pa.Table
    boilerplate: NDArray[np.uint64]

    @property
    def identities(self) -> pa.Table:
        """One row of ``STORY_IDENTITIES`` for each article."""
        return self.state.select(STORY_IDENTITIES.names).cast(STORY_IDENTITIES)


NO_STORIES = Stories(STORY_STATE.empty_table(), STORY_ALIASES.empty_table(), np.zeros(0, np.uint64))


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
        """Numbers of those that hold one of these sentences, of which ``find_boilerplate`` was asked last."""
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
    known_nos, components = _ints(known.state, "no"), _ints(known.state, "component")
    came, gone = _find_latest(known, stored, added)
    left = stored.fetch(gone)
    dead = np.union1d(np.setdiff1d(np.arange(_ints(added, "no").min()), known_nos), gone)
    changed = pa.concat_tables([came, left])
    units = np.setdiff1d(flatten(changed.column("units"))[0], np.zeros(1, np.uint64))
    found = stored.find_boilerplate(units, came, dead)
    flipped = np.setxor1d(found, np.intersect1d(known.boilerplate, units))
    boilerplate = np.union1d(np.setdiff1d(known.boilerplate, units), found)
    met = [_find_met(stored, changed, boilerplate, known_nos), stored.find_holders(flipped), gone]
    is_touched = np.isin(components, components[np.isin(known_nos, np.concatenate(met))])
    again = stored.fetch(np.setdiff1d(known_nos[is_touched], gone))
    before, rest = known.state.filter(pa.array(is_touched)), known.state.filter(pa.array(~is_touched))
    after = _resolve(pa.concat_tables([again, came]), _first_nos(before, added), boilerplate)
    aliases = _update_aliases(known.aliases, before, after)
    return Stories(pa.concat_tables([rest, after]), aliases, boilerplate)


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


def _find_met(stored: StoredSketches, changed: pa.Table, boilerplate: Hashes, known_nos: Numbers) -> Numbers:
    """Numbers of the known texts that have to do with one of ``changed``: no other's story can change with it."""
    texts = LiveTexts(changed, boilerplate)
    owners = np.repeat(np.arange(texts.n), np.diff(texts.anchor_starts))
    mine, nos = stored.find_sharing(owners, texts.anchors)
    is_known = np.isin(nos, known_nos)
    mine, nos = mine[is_known], nos[is_known]
    others = stored.fetch(np.unique(nos))
    order = np.argsort(_ints(others, "no"))
    theirs = texts.n + order[np.searchsorted(_ints(others, "no")[order], nos)]
    return nos[are_tied(LiveTexts(pa.concat_tables([changed, others]), boilerplate), mine, theirs)]


def _choose(sketches: pa.Table, nos: Numbers) -> pa.Table:
    return sketches.filter(pa.array(np.isin(_ints(sketches, "no"), nos)))


def _first_nos(known: pa.Table, added: pa.Table) -> dict[str, int]:
    """The number of the first version, by article, of those that come now and of those that are known."""
    first: dict[str, int] = {}
    for table, column in ((known, "first_no"), (added, "no")):
        for article_id, no in zip(_texts(table, "article_id"), _ints(table, column).tolist(), strict=True):
            first.setdefault(article_id, no)
    return first


def _resolve(sketches: pa.Table, first_nos: dict[str, int], boilerplate: NDArray[np.uint64]) -> pa.Table:
    """Rows of ``STORY_STATE`` for texts that share nothing with others."""
    sketches = sketches.sort_by([("age", "ascending"), ("article_id", "ascending")])
    grouping = group_texts(LiveTexts(sketches, boilerplate))
    nos = _ints(sketches, "no")
    article_ids = _texts(sketches, "article_id")
    first = np.array([first_nos[article_id] for article_id in article_ids], np.int64)
    founders = _first_of(grouping.stories, first)
    canonicals = _first_of(grouping.stories, (~sketches.column("is_agencys_own").to_numpy()).astype(np.int64))
    agencies = _find_agencies(grouping.stories, sketches.column("agency").to_pylist())
    ids = {founder: key_of("story", article_ids[founder]) for founder in set(founders.tolist())}
    lowest = _first_of(grouping.components, nos)
    columns: dict[str, Any] = {
        "no": nos,
        "first_no": first,
        "component": nos[lowest],
        "article_id": article_ids,
        "story_id": [ids[founder] for founder in founders.tolist()],
        "duplicate_of": [None if c == i else article_ids[c] for i, c in enumerate(canonicals.tolist())],
        "agency": [agencies.get(story) for story in grouping.stories.tolist()],
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


def _find_agencies(stories: Numbers, agencies: list[str | None]) -> dict[int, str]:
    """The agency that most articles of a story credit, by story; of equals the first by name."""
    counts: dict[int, dict[str, int]] = {}
    for story, agency in zip(stories.tolist(), agencies, strict=True):
        if agency:
            found = counts.setdefault(story, {})
            found[agency] = found.get(agency, 0) + 1
    return {story: min(found, key=lambda name: (-found[name], name)) for story, found in counts.items()}


def _ints(table: pa.Table, column: str) -> Numbers:
    return np.asarray(pc.cast(table.column(column), pa.int64()).to_numpy())


def _texts(table: pa.Table, column: str) -> list[str]:
    values: list[Any] = table.column(column).to_pylist()
    return values
