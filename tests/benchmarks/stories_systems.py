"""The systems that find near-duplicates, each from texts to a number of the story of each text.

Peers are taken with the settings that their own documentation shows: MinHash of 128 permutations over the words'
5-shingles, banded for a Jaccard similarity of 0.5, and the connected components of the pairs they give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from tests.benchmarks.installed import version_of
from transforms.resolve import add_stories, sketch_articles
from transforms.resolve.components import Components
from warehouse.lake import ensure_lake
from warehouse.settings import Settings
from warehouse.story_index import StoryIndex, grow_index, open_index

_PERMUTATIONS = 128
_THRESHOLD = 0.5
_BANDS = 32  # of four rows: half of the pairs at a similarity of 0.42 meet
_WORDS = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class StorySystem:
    """A way to group articles. ``distribution`` is the package it needs; none for what is in this repository."""

    name: str
    distribution: str | None
    group: Callable[[pa.Table], Sequence[object]]

    @property
    def version(self) -> str | None:
        """The installed version, or none where it is not installed."""
        return version_of(self.distribution)


def add_to_index(index: StoryIndex, articles: pa.Table) -> StoryIndex:
    """What a run does with new articles: sketches, stories, and all of it written to disk."""
    added = sketch_articles(articles, index.next_no)
    with index.sketches() as stored:
        stories = add_stories(index.stories, stored, added)
    return grow_index(index, [], added, stories)


def empty_index(folder: Path) -> StoryIndex:
    """An index on disk with nothing in it."""
    settings = Settings(folder)
    ensure_lake(settings)
    return open_index(settings)


def _group_by_dragoman(articles: pa.Table) -> Sequence[object]:
    with TemporaryDirectory() as folder:
        identities = add_to_index(empty_index(Path(folder)), articles).stories.identities
    ids = zip(identities.column("article_id").to_pylist(), identities.column("story_id").to_pylist(), strict=True)
    story_of = dict(ids)
    return [story_of[article_id] for article_id in articles.column("article_id").to_pylist()]


def _group_by_datasketch(articles: pa.Table) -> Sequence[object]:
    datasketch = import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    stories = Components(articles.num_rows)
    for number, shingles in enumerate(_shingles(articles)):
        sketch = datasketch.MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles])
        for other in index.query(sketch):
            stories.join(number, other)
        index.insert(number, sketch)
    return _labels(stories, articles.num_rows)


def _group_by_rensa(articles: pa.Table) -> Sequence[object]:
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    stories = Components(articles.num_rows)
    for number, shingles in enumerate(_shingles(articles)):
        sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(shingles)
        for other in index.query(sketch):
            stories.join(number, other)
        index.insert(number, sketch)
    return _labels(stories, articles.num_rows)


def _group_by_gaoya(articles: pa.Table) -> Sequence[object]:
    index = import_module("gaoya.minhash").MinHashStringIndex(
        hash_size=32, jaccard_threshold=_THRESHOLD, num_bands=_BANDS, band_size=_PERMUTATIONS // _BANDS,
        num_hashes=None, analyzer="word", lowercase=True, ngram_range=(_WORDS, _WORDS),
    )  # fmt: skip
    texts = articles.column("text").to_pylist()
    stories = Components(len(texts))
    index.par_bulk_insert_docs(list(range(len(texts))), texts)
    for number, found in enumerate(index.par_bulk_query(texts)):
        for other in found:
            stories.join(number, other)
    return _labels(stories, len(texts))


def _shingles(articles: pa.Table) -> Iterator[list[str]]:
    for text in articles.column("text").to_pylist():
        words = _WORD.findall(str(text).lower())
        yield [" ".join(words[i : i + _WORDS]) for i in range(max(1, len(words) - _WORDS + 1))]


def _labels(stories: Components, n: int) -> list[int]:
    return [stories.find(number) for number in range(n)]


DRAGOMAN = StorySystem("dragoman", None, _group_by_dragoman)
SYSTEMS: Sequence[StorySystem] = (
    DRAGOMAN,
    StorySystem("datasketch", "datasketch", _group_by_datasketch),
    StorySystem("rensa", "rensa", _group_by_rensa),
    StorySystem("gaoya", "gaoya", _group_by_gaoya),
)
