"""Stories: the reprints of one wire text, under whatever headline, are one story."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pyarrow as pa
from anyascii import anyascii

from transforms.keys import key_of
from transforms.resolve.boilerplate import find_boilerplate
from transforms.resolve.identifiers import Member, assign_ids, read_ids
from transforms.resolve.reprints import SHARED_MIN, Reprints
from transforms.resolve.shingles import Shape, distinct_hashes, shape_of
from transforms.resolve.versions import age_of, latest_versions
from transforms.tables import STORY_IDENTITIES, table_of


def resolve_stories(articles: pa.Table, previous: pa.Table) -> pa.Table:
    """One row of ``STORY_IDENTITIES`` for each article of ``articles`` (schema ``ARTICLES``), sorted by article_id.

    Reprints of one text share a story: a changed headline, a cut tail, a first paragraph of one's own, another order,
    a corrected paragraph or dropped diacritics do not part them. The canonical article is the agency's own if it is
    there, else the earliest. ``previous`` is the result of the last run; its story_ids stay with their stories.
    """
    rows = latest_versions(articles)
    stories = sorted(([rows[index] for index in group] for group in _group_texts(rows)), key=lambda s: age_of(s[0]))
    ordered = [sorted(story, key=_canonical_order) for story in stories]
    ids = assign_ids(
        [[Member(row["article_id"], key_of("story", row["article_id"])) for row in story] for story in ordered],
        read_ids(previous, "article_id", "story_id"),
        lambda founder: key_of("story", founder.row_id, "again"),
    )
    identities = [
        {
            "article_id": row["article_id"],
            "story_id": story_id,
            "duplicate_of": None if row is story[0] else story[0]["article_id"],
        }
        for story, story_id in zip(ordered, ids, strict=True)
        for row in story
    ]
    return table_of(sorted(identities, key=lambda identity: identity["article_id"]), STORY_IDENTITIES)


def _group_texts(rows: list[dict[str, Any]]) -> list[list[int]]:
    """Indexes of ``rows`` by story. Texts equal word for word are compared once, whatever their number."""
    shapes = [shape_of(row["text"]) for row in rows]
    boilerplate = find_boilerplate(shapes, [row["source_id"] for row in rows])
    copies: dict[bytes, list[int]] = defaultdict(list)
    for index, shape in enumerate(shapes):
        copies[_name_text(index, shape, shape.without(boilerplate))].append(index)
    originals = list(copies.values())
    texts = [shapes[group[0]].without(boilerplate) for group in originals]
    return [[index for original in group for index in originals[original]] for group in Reprints(texts).groups()]


def _name_text(index: int, shape: Shape, live: Shape) -> bytes:
    """Equal for texts that are the same word for word; texts that are hardly more than boilerplate equal none."""
    if len(distinct_hashes(live.shingles)) < SHARED_MIN:
        return b"text %d" % index
    return shape.shingles.tobytes()


def _canonical_order(article: dict[str, Any]) -> tuple[bool, Any]:
    return not _is_agencys_own(article), age_of(article)


def _is_agencys_own(article: dict[str, Any]) -> bool:
    """Whether the outlet is the agency that its text credits: 'Corvus' in the 'Corvus Newswire'."""
    agency = _fold_name(article["agency"])
    if not agency:
        return False
    names = (_fold_name(article["source_name"]), _fold_name(article["source_id"]))
    return any(name[: len(agency)] == agency for name in names)


def _fold_name(name: str | None) -> list[str]:
    letters = anyascii(name or "").casefold()
    return "".join(char if char.isalnum() else " " for char in letters).split()
