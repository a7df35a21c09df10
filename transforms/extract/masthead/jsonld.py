"""JSON-LD of a page: its objects, the one that describes the article, and the names that it gives."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterable
from typing import Any, TypeAlias

Json: TypeAlias = Any  # whatever a page's JSON-LD holds; every use looks at the type first
Node: TypeAlias = dict[str, Any]

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
_PAGE_TYPE = re.compile(r"(?:WebPage|ItemPage)$")
_ORGANISATION_TYPE = re.compile(r"Organi[sz]ation$|^(?:Corporation|WebSite|Brand)$")
_OPENING = re.compile(r"^(?:(?://|/\*)?\s{0,9}<!\[CDATA\[(?:\s{0,9}\*/)?|<!--)")
_CLOSING = re.compile(r"(?:(?://|/\*)?\s{0,9}\]\]>(?:\s{0,9}\*/)?|-->)$")
_CLOSING_CHARS = 40
_LACKING = re.compile(r":\s{0,99}(?=[,}\]])")
_TRAILING = re.compile(r",\s{0,99}(?=[}\]])")
_TAG = re.compile(r"<[^<>]*>")
_UNPRINTED = "\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f"  # surrogates and control characters
_SURROGATES = re.compile(f"[{_UNPRINTED}]")
_UNSEEN = re.compile(f"[{_UNPRINTED}\u00ad\u200b-\u200f\u2060\ufeff]")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart", "author", "publisher")
_MAX_DEPTH = 8
_MAX_OBJECTS = 20_000
_MAX_CHARS = 2_000_000  # of all scripts together
_MAX_TEXT = 5000
_MAX_NAMES = 20


def read_objects(scripts: Iterable[str]) -> list[Node]:
    """The objects in some ``application/ld+json`` scripts, the outer before the inner; what is no JSON is left out."""
    found: list[Node] = []
    left = _MAX_CHARS
    for script in scripts:
        left -= len(script)
        if left < 0:
            break
        found += _unfold(_parse(script))
    return found


def pick_article(nodes: Iterable[Node], canonical_url: str | None) -> Node:
    """The object that says most of the page's own article, else of the page; empty where there is neither."""
    ranked = [(rank, node) for node in nodes if any(rank := _rank(node, canonical_url))]
    return max(ranked, key=lambda pair: pair[0], default=((), {}))[1]


def strings_of(value: Json) -> list[str]:
    """The strings of a value that is one, or a list of some; anything else is left out."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values[:_MAX_NAMES] if isinstance(item, str)]


def text_of(value: Json) -> str | None:
    """Text from metadata: character references resolved, tags, surrogates, control and zero-width characters gone."""
    if not isinstance(value, str):
        return None
    text = value[:_MAX_TEXT]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(_UNSEEN.sub("", text).split()) or None


def body_of(article: Node) -> str | None:
    """The text that JSON-LD gives of the article, tags gone and line breaks kept."""
    told = next(iter(strings_of(article.get("articleBody"))), None)
    if not told:
        return None
    bare = html.unescape(_TAG.sub("\n", told[:_MAX_CHARS]))
    return _SURROGATES.sub("", bare).strip() or None


def names_of(value: Json, nodes: Iterable[Node], *, persons_only: bool = False) -> list[str]:
    """Names given as text, as object, as reference by ``@id``, or as a list of these."""
    names: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:_MAX_NAMES]:
        named = _resolve(item, nodes) if isinstance(item, dict) else {"name": item}
        if persons_only and any(_ORGANISATION_TYPE.search(kind) for kind in strings_of(named.get("@type"))):
            continue
        parts = [part for key in ("givenName", "familyName") for part in strings_of(named.get(key))[:1]]
        given = strings_of(named.get("name")) or [" ".join(parts)]
        names += [text for name in given if (text := text_of(name))]
    return names


def _parse(script: str) -> Json:
    """The value of a script, a second time without its commas too many and with null for what lacks."""
    opened = _OPENING.sub("", script.strip()).strip()
    bare = f"{opened[:-_CLOSING_CHARS]}{_CLOSING.sub('', opened[-_CLOSING_CHARS:])}".strip().rstrip(";")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(_TRAILING.sub("", _LACKING.sub(": null", bare)), strict=False)
    except (ValueError, RecursionError):
        return None


def _unfold(value: Json) -> list[Node]:
    """The objects of a value, breadth first, to a bounded depth and number."""
    found: list[Node] = []
    waiting: deque[tuple[Json, int]] = deque([(value, 0)])
    while waiting and len(found) < _MAX_OBJECTS:
        item, depth = waiting.popleft()
        if depth > _MAX_DEPTH:
            continue
        if isinstance(item, list):
            waiting.extend((inner, depth + 1) for inner in item[:_MAX_OBJECTS])
        elif isinstance(item, dict):
            found.append(item)
            waiting.extend((item[key], depth + 1) for key in _INNER if isinstance(item.get(key), list | dict))
    return found


def _rank(node: Node, canonical_url: str | None) -> tuple[bool, ...]:
    """How well an object speaks for the page's article: all false where it is neither article nor dated page."""
    kinds = strings_of(node.get("@type"))
    is_dated = bool(node.get("datePublished"))
    if not any(_ARTICLE_TYPE.search(kind) for kind in kinds):
        return (False, False, is_dated and any(_PAGE_TYPE.search(kind) for kind in kinds), False, False)
    main = node.get("mainEntityOfPage")
    inner = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    is_own = canonical_url is not None and canonical_url in (inner, node.get("url"), node.get("@id"))
    return (True, is_own, is_dated, bool(node.get("headline")), bool(node.get("author")))


def _resolve(item: Node, nodes: Iterable[Node]) -> Node:
    if "name" in item or "familyName" in item or "@id" not in item:
        return item
    return next((node for node in nodes if node.get("@id") == item["@id"] and "name" in node), item)
