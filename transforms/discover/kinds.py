"""What some bytes are: a feed, a sitemap, a list of URLs or a page."""

from __future__ import annotations

import re
from typing import Literal

from transforms.discover.markup import begin_of

Kind = Literal["feed", "sitemap", "url_list", "page"]

_SNIFFED_BYTES = 16_384
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>)*", re.S | re.I)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_JSON_FEED = re.compile(r"\{.*?https:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.S)
_KINDS: dict[str, Kind] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}


def kind_of(data: bytes, content_type: str | None, url: str) -> Kind:
    """What was found at ``url``: by how it begins, as servers often name the wrong type; a page if nothing else.

    A list of URLs is text of which every line is one. ``content_type`` and ``url`` (one that ends in ``.urls``) decide
    for a list where some lines are not.
    """
    begin = _decode(begin_of(data, _SNIFFED_BYTES))
    root = _ROOT.match(begin, _PROLOG.match(begin).end())  # type: ignore[union-attr]  # it matches nothing too
    if root:
        return _KINDS.get(root[1].lower(), "page")
    if _JSON_FEED.match(begin.lstrip()):
        return "feed"
    lines = [line.strip() for line in begin.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(begin) >= _SNIFFED_BYTES and len(lines) > 1:
        lines.pop()  # cut off in the middle
    is_named = (content_type or "").lower().startswith("text/uri-list") or url.lower().endswith(".urls")
    found = (_is_url(line) for line in lines)
    return "url_list" if lines and (any(found) if is_named else all(found)) else "page"


def _is_url(line: str) -> bool:
    return line.lower().startswith(("http://", "https://")) and len(line.split()) == 1


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return data.decode(encoding, "replace")
