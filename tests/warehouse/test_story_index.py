from __future__ import annotations

import json
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from flows.stories import add_new_stories
from tests.benchmarks.stories_corpus import make_corpus
from transforms.resolve import add_stories, sketch_articles
from transforms.resolve.postings import HEADS, post_sketches
from transforms.resolve.sketches import SKETCHES
from transforms.tables import DOCUMENTS, table_of
from warehouse import story_index
from warehouse.errors import LakeError
from warehouse.lake import ensure_lake, write_batch
from warehouse.settings import Settings
from warehouse.sketches import SketchSegment, SketchStore
from warehouse.story_index import StoryIndex, grow_index, open_index


@pytest.fixture(scope="module")
def articles() -> pa.Table:
    return make_corpus(120, seed=9).articles


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings.load(tmp_path)
    ensure_lake(settings)
    return settings


def _commit(settings: Settings, articles: pa.Table, start: int, n: int) -> None:
    """A batch of ``n`` articles."""
    tables = {"documents": table_of([], DOCUMENTS), "articles": articles.slice(start, n)}
    write_batch(settings, f"run-{start:05}", tables)


def _identities(index: StoryIndex) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = index.stories.identities.sort_by("article_id").to_pylist()
    return rows


def test_index_grows_with_the_lake_and_equals_one_made_at_once(settings: Settings, articles: pa.Table) -> None:
    for start, n in ((0, 30), (30, 10), (40, 60), (100, 20)):
        _commit(settings, articles, start, n)
        grown = add_new_stories(settings)
    (grown.folder / "manifest.json").unlink()
    rebuilt = add_new_stories(settings)
    assert _identities(rebuilt) == _identities(grown)
    assert add_new_stories(settings).generation == rebuilt.generation
    assert len(grown.segments) < 4


def test_stopped_before_the_manifest_nothing_has_changed(
    settings: Settings, articles: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    _commit(settings, articles, 0, 60)
    before = add_new_stories(settings)
    _commit(settings, articles, 60, 60)

    def stop(*_: object, **__: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(json, "dumps", stop)
        with pytest.raises(KeyboardInterrupt):
            add_new_stories(settings)
    assert _identities(open_index(settings)) == _identities(before)
    after = add_new_stories(settings)
    assert after.stories.state.num_rows == 120
    kept = {segment.name for segment in after.segments}
    assert {path.stem for path in after.folder.glob("sketches-*")} == {f"sketches-{name}" for name in kept}
    assert len(list(after.folder.iterdir())) == 4 * len(kept) + 5


@pytest.mark.parametrize("damage", ["segment", "state", "batch", "format"])
def test_index_that_does_not_fit_the_lake_is_made_anew(
    settings: Settings, articles: pa.Table, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for start in (0, 60):
        _commit(settings, articles, start, 60)
    index = add_new_stories(settings)
    if damage == "segment":
        next(index.folder.glob("heads-*")).unlink()
    elif damage == "state":
        next(index.folder.glob("state-*")).write_bytes(b"ARROW1")
    elif damage == "batch":
        (settings.lake / "documents" / "run-00000.parquet").unlink()
    else:
        monkeypatch.setattr(story_index, "FORMAT", story_index.FORMAT + 1)
    assert open_index(settings).batch_ids == ()
    assert add_new_stories(settings).stories.state.num_rows == (60 if damage == "batch" else 120)


@pytest.mark.parametrize("table", ["sketches", "anchors"])
def test_damaged_sketches_are_named(settings: Settings, articles: pa.Table, table: str) -> None:
    _commit(settings, articles, 0, 60)
    index = add_new_stories(settings)
    next(index.folder.glob(f"{table}-*")).write_bytes(b"ARROW1 and no more")
    _commit(settings, articles, 60, 60)
    with pytest.raises(LakeError, match="story_index"):
        add_new_stories(settings)


def test_small_segments_are_merged(settings: Settings, articles: pa.Table) -> None:
    index = open_index(settings)
    for start in range(0, 120, 10):
        added = sketch_articles(articles.slice(start, 10), index.next_no)
        with index.sketches() as stored:
            stories = add_stories(index.stories, stored, added)
        index = grow_index(index, [], added, stories)
    assert index.next_no == 120
    assert len(index.segments) <= 3


@pytest.mark.parametrize("n_gone", [0, HEADS - 6, HEADS + 4])
def test_notice_is_known_by_the_pages_that_are_left(articles: pa.Table, n_gone: int) -> None:
    """Of many holders the first by lot are asked; where they are gone, those behind them."""
    notice = "You are reading a free page of the Quay Post, which lives by those who subscribe to it at the kiosk.\n"
    texts = pa.array([notice + str(text) for text in articles["text"].to_pylist()])
    pages = articles.set_column(articles.schema.get_field_index("text"), "text", texts)
    outlet = pa.array(["quay-post"] * pages.num_rows)
    sketches = sketch_articles(pages.set_column(pages.schema.get_field_index("source_id"), "source_id", outlet))
    gone = np.sort(sketches.sort_by("draw")["no"].to_numpy()[:n_gone])
    left = sketches.filter(pa.array(~np.isin(sketches["no"].to_numpy(), gone)))
    unit = np.array([sketches["units"][0].as_py()[0]], np.uint64)
    with duckdb.connect() as connection:
        stored = SketchStore(connection, [SketchSegment(sketches, post_sketches(sketches))])
        found = stored.find_boilerplate(unit, SKETCHES.empty_table(), gone)
        assert found.tolist() == SketchStore(connection, []).find_boilerplate(unit, left, gone[:0]).tolist() == [*unit]
        assert len(stored.find_holders(unit)) == pages.num_rows
