"""Articles at random that tell, retell, correct and confuse a few events, in the order in which no reader would have them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sample_lake import RETRIEVED, SampleLake

_OUTLETS = ("fjord-herald", "quay-times", "harbour-post", "reuters")
_HEADS = ("Nils Haug", "Siri Moe", "Per Dahl", "Liv Berg", "Eva Holm")
_TITLES = ("deputy fisheries minister", "minister of trade", "ambassador")
_STATUSES = ("attended", "announced", "absent")


class RandomNews:
    """A newsroom that does one thing after the other to a lake; equal seeds do the same."""

    def __init__(self, lake: SampleLake, seed: int) -> None:
        self._lake = lake
        self._random = random.Random(seed)
        self._versions: dict[tuple[str, str], Mapping[str, Any]] = {}  # by name of the article and its words
        self._seen_again: set[str] = set()

    def go_on(self, n: int) -> None:
        """Print ``n`` pieces of news, or change what is known of former ones."""
        for _ in range(n):
            act = self._random.choices((self._print, self._see, self._merge), weights=(6, 2, 1))[0]
            act()

    def _print(self) -> None:
        """An article of one of many names: a new one, or another version of one that was there, retrieved at any time."""
        pick = self._random.choice
        name, head, other, title = f"news-{pick(range(25))}", pick(_HEADS), pick(_HEADS), pick(_TITLES)
        quote = f"{head}, {title}, led Norway in talks {pick(('', 'again '))}and {other} sat beside."
        if (name, quote) in self._versions:
            return
        published_at = datetime(2026, 5, 1 + hash_of(name) % 28, 10, tzinfo=UTC)
        article = self._lake.article(
            name,
            _OUTLETS[hash_of(name) % len(_OUTLETS)],
            published_at,
            f"Bergen was full.\n{quote}",
            story=f"story-{hash_of(name) % 9}",
            retrieved_at=RETRIEVED + timedelta(hours=pick(range(200))),
        )
        self._versions[name, quote] = article
        self._report(article, quote, head, other, title)

    def _report(self, article: Mapping[str, Any], quote: str, head: str, other: str, title: str) -> None:
        pick = self._random.choice
        event_id = f"event-{pick(range(4))}"
        day = datetime(2026, 5, pick((3, 17)), tzinfo=UTC).date()
        event = self._lake.event(article, event_id, quote, place="Bergen", country="Norway", start_date=day)
        self._lake.participant(event, "Norway")
        self._lake.participant(event, pick(("Iceland", "Sweden")), pick(("party", "host")))
        self._lake.claim(event, "early May", day - timedelta(days=pick((1, 2))), day)
        self._lake.place(event, "Bergen", "Norway")
        norway = self._lake.delegation(event, "Norway", list_status=pick(("complete", "partial")))
        self._lake.member(norway, self._id_of(head), head, title=title, country="Norway", role="head")
        if other != head:
            self._lake.member(norway, self._id_of(other), other, status=pick(_STATUSES))

    def _see(self) -> None:
        """Former words again: in the bytes of then, or in others."""
        if not self._versions:
            return
        article = self._random.choice(list(self._versions.values()))
        seen_at = RETRIEVED + timedelta(hours=self._random.choice(range(200)), minutes=7)
        if article["document_id"] not in self._seen_again and self._random.random() < 0.5:
            self._seen_again.add(article["document_id"])
            self._lake.see_again(article, seen_at)
        else:
            sha256 = article["content_sha256"]
            self._lake.reject(article["uri"], "duplicate_version", seen_at, raw=str(seen_at), content_sha256=sha256)

    def _merge(self) -> None:
        """Two persons, events or stories turn out to be one."""
        tables = {"person_identities": "person_id", "event_identities": "event_id", "story_identities": "story_id"}
        table = self._random.choice(list(tables))
        column = tables[table]
        former, now = (self._random.choice(self._lake.rows[table])[column] for _ in range(2))
        for row in self._lake.rows[table]:
            if row[column] == former:
                row[column] = now

    def _id_of(self, name: str) -> str:
        """Who is called so; at times two are, one of them with a mark."""
        return name.split()[-1].lower() + self._random.choice(("", "", "-2"))


def hash_of(name: str) -> int:
    """A number that a name has for good."""
    return sum(map(ord, name)) * 7 % 1009
