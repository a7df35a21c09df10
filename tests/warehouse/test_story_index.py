from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from flows.stories import add_new_stories
from tests.benchmarks.stories_corpus import make_corpus
from transforms.resolve import add_stories, sketch_articles
from transforms.tables import DOCUMENTS, table_of
from warehouse import story_index
from warehouse.errors import LakeError
from warehouse.lake import ensure_lake, write_batch
from warehouse.settings import Settings
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
    assert {path.name for path in after.folder.glob("sketches-*.parquet")} == kept
    assert len(list(after.folder.iterdir())) == 2 * len(kept) + 4


@pytest.mark.parametrize("damage", ["segment", "state", "batch", "format"])
def test_index_that_does_not_fit_the_lake_is_made_anew(
    settings: Settings, articles: pa.Table, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for start in (0, 60):
        _commit(settings, articles, start, 60)
    index = add_new_stories(settings)
    if damage == "segment":
        (index.folder / index.segments[0].name).unlink()
    elif damage == "state":
        next(index.folder.glob("state-*")).write_bytes(b"PAR1")
    elif damage == "batch":
        (settings.lake / "documents" / "run-00000.parquet").unlink()
    else:
        monkeypatch.setattr(story_index, "FORMAT", story_index.FORMAT + 1)
    assert open_index(settings).batch_ids == ()
    assert add_new_stories(settings).stories.state.num_rows == (60 if damage == "batch" else 120)


def test_damaged_sketches_are_named(settings: Settings, articles: pa.Table) -> None:
    _commit(settings, articles, 0, 60)
    index = add_new_stories(settings)
    next(index.folder.glob("*.arrow")).write_bytes(b"ARROW1 and no more")
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
