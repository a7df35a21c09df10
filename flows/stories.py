"""The stories of the articles that came since they were last resolved."""

from __future__ import annotations

from transforms.resolve import add_stories, sketch_articles
from warehouse.lake import committed_batches, read_table
from warehouse.settings import Settings
from warehouse.story_index import StoryIndex, grow_index, open_index

_BATCHES_AT_ONCE = 500  # committed together, which bounds memory where a large lake is resolved anew
_COLUMNS = (
    "article_id", "content_sha256", "source_id", "source_name", "agency", "text", "retrieved_at", "published_at",
)  # fmt: skip


def add_new_stories(settings: Settings) -> StoryIndex:
    """Bring the index of stories up to all committed batches, and give it. Raises ``LakeError``."""
    index = open_index(settings)
    known = set(index.batch_ids)
    missing = [batch_id for batch_id in committed_batches(settings) if batch_id not in known]
    for start in range(0, len(missing), _BATCHES_AT_ONCE):
        batch_ids = missing[start : start + _BATCHES_AT_ONCE]
        articles = read_table(settings, "articles", list(_COLUMNS), batch_ids=batch_ids)
        added = sketch_articles(articles, index.next_no)
        with index.sketches() as stored:
            stories = add_stories(index.stories, stored, added)
        index = grow_index(index, batch_ids, added, stories)
    return index
