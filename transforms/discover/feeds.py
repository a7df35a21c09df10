"""RSS, Atom and JSON feeds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from transforms.discover.errors import DiscoveryError
from transforms.discover.markup import read_elements, read_link, unpack
from transforms.discover.moments import read_moment
from transforms.urls import UrlError, join_url, normal_url

MAX_ENTRIES = 50_000
_ITEMS = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "rdf", "feed"})
_FIELDS = frozenset(
    {"title", "link", "origlink", "guid", "id", "pubdate", "date", "published", "issued", "updated", "modified"}
)
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_TAG = re.compile(r"<[^<>]{1,300}>")

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that has a URL: where its article stands, and what the feed says of it; times are UTC."""

    url: str
    title: str | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, in its order, each URL once."""

    title: str | None
    language: str | None
    entries: tuple[Entry, ...]
    n_unusable: int = 0  # entries without a URL that can be fetched


def read_feed(data: bytes, url: str) -> Feed:
    """Read the feed that was found at ``url``: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed; gzipped or not.

    The URL of an entry is its link, else its id where that is one. Raises ``DiscoveryError``.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json(data, url)
    outline = _Outline(url)
    read_elements(data, outline)
    if outline.root not in _ROOTS:
        raise DiscoveryError(f"no feed: it begins with <{outline.root[:50]}>")
    return _make_feed(outline.head, outline.items)


@dataclass(slots=True)
class _Outline:
    """What is kept of a feed's elements; the base of the links is resolved as they are met."""

    url: str
    root: str = ""
    head: Fields = field(default_factory=dict)
    items: list[Fields] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)

    def begin(self, path: list[str], attributes: Fields) -> None:
        name = path[-1]
        base = self.bases[-1] if self.bases else self.url
        self.bases.append(_join(base, attributes[_BASE]) if _BASE in attributes else base)
        is_part = len(path) > 2 and path[-2] in _ITEMS
        if len(path) == 1:
            self.root = name
            self.head["language"] = attributes.get(_LANG, "")
        elif name in _ITEMS:
            if len(self.items) >= MAX_ENTRIES:
                raise DiscoveryError(f"more than {MAX_ENTRIES} entries")
            self.items.append({"about": attributes.get(_ABOUT, "")})
        elif is_part and name == "link" and attributes.get("rel", "alternate") == "alternate":
            self._note("link", attributes.get("href", ""))
        elif is_part and name == "guid" and attributes.get("isPermaLink", "true").lower() == "false":
            self._note("guid", "no link")

    def end(self, path: list[str], text: str) -> None:
        self.bases.pop()
        place = _find_item(path)
        if place is None:
            if path[-1] in ("title", "language") and path[-2:-1] in (["channel"], ["feed"]):
                self.head[path[-1]] = self.head.get(path[-1]) or text.strip()
        elif len(path) == place + 2 or path[place + 1 : place + 2] == ["title"]:  # a title may hold markup
            self._note(path[place + 1], text)

    def _note(self, name: str, text: str) -> None:
        """Keep the first that is not blank, links as absolute URLs."""
        if name in _FIELDS and text.strip() and not self.items[-1].get(name):
            is_link = name in ("link", "origlink")
            self.items[-1][name] = _join(self.bases[-1], read_link(text)) if is_link else text.strip()


def _find_item(path: list[str]) -> int | None:
    """Where in the path an item begins; the root is none."""
    return next((i for i, name in enumerate(path[:4]) if i and name in _ITEMS), None)


def _make_feed(head: Fields, items: list[Fields]) -> Feed:
    entries: dict[str, Entry] = {}
    n_unusable = 0
    for item in items:
        entry = _make_entry(item)
        if entry is None:
            n_unusable += 1
        else:
            entries.setdefault(entry.url, entry)
    return Feed(_plain(head.get("title")), head.get("language") or None, tuple(entries.values()), n_unusable)


def _make_entry(item: Fields) -> Entry | None:
    links = (item.get(name) or "" for name in ("origlink", "link", "guid", "about", "id"))
    link = next((link for link in links if link.lower().startswith(("http://", "https://"))), "")
    try:
        found = normal_url(link)
    except UrlError:
        return None
    published_at = _first_moment(item, ("published", "pubdate", "issued", "date"))
    return Entry(found, _plain(item.get("title")), published_at, _first_moment(item, ("updated", "modified")))


def _first_moment(item: Fields, names: Iterable[str]) -> datetime | None:
    moments = (read_moment(item.get(name)) for name in names)
    return next((moment for moment in moments if moment), None)


def _read_json(data: bytes, url: str) -> Feed:
    """JSON Feed, https://www.jsonfeed.org/version/1.1/."""
    try:
        found: Any = json.loads(unpack(data))
        if not found["version"].startswith("https://jsonfeed.org/version/"):
            raise DiscoveryError("no feed: JSON of another kind")
        head = {name: _text(found.get(name)) for name in ("title", "language")}
        items = [_json_fields(item, url) for item in found["items"]]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise DiscoveryError(f"no feed: JSON of another kind ({type(error).__name__})") from error
    return _make_feed(head, items)


def _json_fields(item: dict[str, Any], url: str) -> Fields:
    link = _text(item.get("url"))
    return {
        "link": _join(url, link) if link else "",
        "id": _text(item.get("id")),
        "title": _text(item.get("title")),
        "published": _text(item.get("date_published")),
        "updated": _text(item.get("date_modified")),
    }


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _join(base: str, link: str) -> str:
    try:
        return join_url(base, link)
    except ValueError:
        return link


def _plain(title: str | None) -> str | None:
    """A title of HTML as text."""
    return " ".join(unescape(_TAG.sub("", title or "")).split()) or None
