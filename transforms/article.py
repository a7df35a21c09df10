"""An article as it was read from a page, before anything is said about what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of itself, and its text.

    ``text`` holds the paragraphs and list items of the body, each once, separated by one newline: no headline,
    standfirst, sub-heading, byline, caption, related headline or notice. ``published_at`` is in UTC; ``published_on``
    is the day as printed, in the outlet's own zone.
    """

    text: str
    language: str
    outlet: str  # as printed or as the page's metadata gives it
    title: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    standfirst: str | None = None
    canonical_url: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    published_at_basis: str | None = None  # jsonld, meta, url, header, text, file


class NotAnArticle(ValueError):  # noqa: N818 - the name says what the document is
    """A document that yields no article. ``reason`` is a short code, ``str(error)`` says what was seen."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
