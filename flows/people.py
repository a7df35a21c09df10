"""The persons of the articles that came since persons were last resolved."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from transforms.resolve import resolve_people
from warehouse.lake import made_from, read_table
from warehouse.person_state import read_person_state
from warehouse.settings import Settings

if TYPE_CHECKING:
    from transforms.resolve.decisions import Decision
    from transforms.resolve.people import People

_COLUMNS = {
    "person_mentions": ["mention_id", "article_id", "content_sha256", "name_text", "title_text", "country"],
    "articles": ["article_id", "content_sha256", "published_at", "retrieved_at"],
    "person_identities": None,
    "person_aliases": None,
    "story_identities": ["article_id", "story_id"],
}


def resolve_new_people(settings: Settings, decisions: Sequence[Decision], rules: str) -> People:
    """Bring the persons up to all committed batches. ``rules``, with which the mark of the identities ends, names what
    decides beside the articles: what was found by others is found anew. Raises ``LakeError``.
    """
    mark = made_from(settings, "person_identities")
    state = read_person_state(settings, mark if mark and mark.endswith(rules) else None)
    mentions, articles, previous, aliases, stories = (read_table(settings, *table) for table in _COLUMNS.items())
    with _no_collection():
        return resolve_people(mentions, articles, previous, aliases, stories, decisions, state)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Leave memory to the counts of references: nothing here points in a circle, and to look for circles among
    millions of small objects again and again takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
