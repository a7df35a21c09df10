"""An article as it was read from a page, before anything is said about what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A line at the beginning or the end of a body, or a short one: such as an outlet may print with every article.

    ``folded`` is as ``Line.folded``. A line is tied to its article where it names what another line names too, as
    background does and an imprint does not.
    """

    folded: str
    is_tied: bool


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of itself, and its text.

    ``text`` holds the paragraphs and list items of the body, each once, separated by one newline: no headline,
    standfirst, sub-heading, byline, caption, related headline or notice. ``published_at`` is in UTC; ``published_on``
    is the day as printed, in the outlet's own zone. ``edge_lines`` and ``sketch`` are what the outlet's standing lines
    are learned from: see ``transforms.extract.standing``.
    """

    text: str
    language: str
    outlet: str  # as printed or as the page's metadata gives it
    title: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    standfirst: str | None = None
    subheadings: tuple[str, ...] = ()  # that the markup names, in the order of the page
    notes: str | None = None  # lines in which the page owns up to a mistake, a newline between them
    canonical_url: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    published_at_basis: str | None = None  # jsonld, meta, url, header, text, file
    printed_text: str | None = None  # with the outlet's standing lines, where some of them were left out
    edge_lines: tuple[EdgeLine, ...] = ()
    sketch: tuple[str, ...] = ()


class NotAnArticle(ValueError):  # noqa: N818 - the name says what the document is
    """A document that yields no article. ``reason`` is a short code, ``str(error)`` says what was seen."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
