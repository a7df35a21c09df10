"""The canonical link of a page, found without parsing the page: it names the article before anything reads it."""

from __future__ import annotations

import re
from html import unescape

_HEAD_BYTES = 200_000  # heads with styles and scripts in them are long
_LINK = re.compile(rb"<link\b[^>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([a-z-]{2,20})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)


def canonical_link(data: bytes) -> str | None:
    """The href of the first ``<link rel=canonical>`` of a page's head, as written there; None where there is none."""
    for tag in _LINK.findall(_COMMENT.sub(b"", data[:_HEAD_BYTES])):
        attributes: dict[str, str] = {
            name.decode().lower(): unescape((double or single or bare).decode("utf-8", "replace")).strip()
            for name, double, single, bare in _ATTRIBUTE.findall(tag)
        }
        if "canonical" in attributes.get("rel", "").lower().split() and attributes.get("href"):
            return attributes["href"]
    return None
