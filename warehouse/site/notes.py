"""The evidence of a page: numbered quotes, each with outlet, day and article, that statements refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest

from warehouse.site.links import web_link
from warehouse.site.rows import Row

_QUOTE_LENGTH = 600  # characters shown; queries give one more of a longer quote
_PER_STATEMENT = 6
_CHARS_PER_PAGE = 400_000  # a page with more quotes than that gives one for each further statement, and a short one
_SHORT_QUOTE_LENGTH = 160

_Key = tuple[str, str, bool]  # article, quote, whether it is of a former version


@dataclass(frozen=True, slots=True)
class Article:
    """Where a quote comes from. ``link`` is None for what did not come from the web."""

    article_id: str
    title: str | None
    link: str | None
    source_id: str
    source_name: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Note:
    """One quote, by its number on the page."""

    number: int
    quote: str
    article: Article
    is_former: bool  # words that the article no longer has


def article_of(row: Row) -> Article:
    """An article from a row of the query ``articles``."""
    return Article(
        row["article_id"],
        row["title"],
        web_link(row["url"], row["canonical_url"]),
        row["source_id"],
        row["source_name"],
        row["published_on"],
    )


class Notes:
    """The quotes of one page, in the order in which statements first refer to them."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._notes: dict[_Key, Note] = {}
        self._n_chars = 0

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    def cite(self, rows: Iterable[Row], limit: int = _PER_STATEMENT) -> list[Note]:
        """Notes for the quotes of these rows, at most ``limit``: each outlet's first before any outlet's second."""
        by_outlet: dict[str, list[_Key]] = {}
        for row in rows:
            article = self._articles[row["article_id"]]
            key = (row["article_id"], row["quote"], row["kind"] == "former")
            by_outlet.setdefault(article.source_id, []).append(key)
        turns = chain.from_iterable(zip_longest(*(dict.fromkeys(keys) for keys in by_outlet.values())))
        chosen = [key for key in turns if key is not None][:limit]
        if self._n_chars > _CHARS_PER_PAGE:
            chosen = chosen[:1]
        return sorted((self._note(key) for key in chosen), key=lambda note: note.number)

    def _note(self, key: _Key) -> Note:
        if key not in self._notes:
            article_id, quote, is_former = key
            length = _QUOTE_LENGTH if self._n_chars <= _CHARS_PER_PAGE else _SHORT_QUOTE_LENGTH
            shown = quote if len(quote) <= length else quote[:length].rstrip() + " …"
            self._n_chars += len(shown)
            self._notes[key] = Note(len(self._notes) + 1, shown, self._articles[article_id], is_former)
        return self._notes[key]
