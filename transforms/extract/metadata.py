"""What an HTML page says of itself: JSON-LD first, then meta tags, then what is printed, each with its basis."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import lxml.html

from transforms.extract.lines import collapse, fold_words
from transforms.extract.moment import Moment, read_iso

Json: TypeAlias = Any  # whatever a page's JSON-LD holds; every use looks at the type first

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report|Review)$")
_CDATA = re.compile(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*;?\s*$")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart")
_MAX_DEPTH = 8
_MAX_LD_CHARS = 2_000_000
_PUBLISHED_META = (
    *(
        "article:published_time",
        "og:article:published_time",
        "og:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
    ),
    *(
        "publish-date",
        "publishdate",
        "publish_date",
        "pubdate",
        "publication_date",
        "article:published",
        "article.published",
        "cxenseparse:recs:publishtime",
    ),
    *(
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "dcterms.date",
        "date",
        "article_date_original",
        "originalpublicationdate",
    ),
)
_AUTHOR_META = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "byl",
    "sailthru.author",
    "article:author_name",
    "cxenseparse:author",
)
_SURROGATES = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")
_SITE_BREAK = re.compile(r"\s+[|–—\-•·:»]+\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own word on itself. ``basis`` tells where ``moment`` comes from: jsonld, meta, header."""

    title: str | None = None
    authors: list[list[str]] = field(default_factory=list)  # as each place states them, the most trusted place first
    outlet: str | None = None
    moment: Moment | None = None
    basis: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    description: str | None = None
    article_body: str | None = None  # the text that JSON-LD gives of the article; often without its paragraphs
    types: frozenset[str] = frozenset()  # schema.org types of the page's objects, and its og:type
    is_free: bool | None = None  # isAccessibleForFree


def read_metadata(root: lxml.html.HtmlElement) -> Metadata:
    """Read JSON-LD, meta tags, ``<time>`` and headings of a page."""
    nodes = list(_walk_json(root))
    article = _pick_article(nodes)
    metas = _read_metas(root)
    moment, basis = _find_moment(article, metas, root)
    outlet = (
        _first(metas, "og:site_name") or _name_of(article.get("publisher"), nodes) or _first(metas, "application-name")
    )
    title = _find_title(article, metas, root, outlet)
    outlet = outlet or _read_site(root, title)
    return Metadata(
        title=title,
        authors=_find_authors(article, nodes, metas, root),
        outlet=outlet,
        moment=moment,
        basis=basis,
        language=_find_language(article, root),
        canonical_url=_find_canonical(article, metas, root),
        description=_first(metas, "og:description", "description") or _text_of(article.get("description")),
        article_body=_read_body(article),
        types=frozenset(
            [*(kind for node in nodes for kind in _strings_of(node.get("@type"))), *metas.get("og:type", [])]
        ),
        is_free=_read_free(article),
    )


def _walk_json(root: lxml.html.HtmlElement) -> Iterator[dict[str, Json]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text or len(script.text) > _MAX_LD_CHARS:
            continue
        try:
            value = json.loads(_CDATA.sub("", script.text.strip()).rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects_of(value, 0)


def _objects_of(value: Json, depth: int) -> Iterator[dict[str, Json]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects_of(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in (*_INNER, "author", "publisher"):
            if key in value:
                yield from _objects_of(value[key], depth + 1)


def _pick_article(nodes: list[dict[str, Json]]) -> dict[str, Json]:
    """The object that says most of an article; empty where none is one."""
    articles = [node for node in nodes if any(_ARTICLE_TYPE.search(kind) for kind in _strings_of(node.get("@type")))]
    return max(articles, key=lambda node: (bool(node.get("datePublished")), bool(node.get("headline"))), default={})


def _read_body(article: dict[str, Json]) -> str | None:
    """The text of the article in JSON-LD, tags gone and line breaks kept."""
    told = next(iter(_strings_of(article.get("articleBody"))), None)
    if not told:
        return None
    bare = html.unescape(re.sub(r"<[^<>]*>", "\n", told[:_MAX_LD_CHARS]))
    return _SURROGATES.sub("", bare).strip() or None


def _read_free(article: dict[str, Json]) -> bool | None:
    told = str(article.get("isAccessibleForFree", "")).rsplit("/", 1)[-1].lower()
    return {"true": True, "false": False}.get(told)


def _strings_of(value: Json) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _text_of(value: Json) -> str | None:
    """Text from metadata: character references resolved, tags, surrogates and control characters gone."""
    if not isinstance(value, str):
        return None
    text = _SURROGATES.sub("", html.unescape(value[:5000]))
    return collapse(re.sub(r"<[^<>]*>", " ", text)) or None


def _read_metas(root: lxml.html.HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = _text_of(element.get("content"))
        if name and content:
            metas.setdefault(name, []).append(content)
    return metas


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _find_moment(
    article: dict[str, Json], metas: dict[str, list[str]], root: lxml.html.HtmlElement
) -> tuple[Moment | None, str | None]:
    """JSON-LD, then meta, then ``<time>``; a coarser one yields to a finer one of the same day."""
    found: list[tuple[Moment, str]] = []
    for value in _strings_of(article.get("datePublished")) + _strings_of(article.get("dateCreated")):
        found += [(moment, "jsonld") for moment in [read_iso(value)] if moment]
    for name in _PUBLISHED_META:
        found += [(moment, "meta") for value in metas.get(name, [])[:1] if (moment := read_iso(value))]
    for element in _times_of(root):
        value = element.get("datetime") or element.get("content") or "".join(element.itertext())
        found += [(moment, "header") for moment in [read_iso(collapse(value[:200]))] if moment]
    if not found:
        return None, None
    first = found[0][0]
    return max((pair for pair in found if abs((pair[0].on - first.on).days) <= 1), key=lambda pair: pair[0].precision)


def _times_of(root: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """``<time>`` elements, those marked as the day of publication first."""
    times = [
        element
        for element in root.iter("time", "span", "div", "abbr")
        if element.tag == "time" or element.get("itemprop") == "datePublished"
    ]
    return sorted(
        times[:20],
        key=lambda element: not (element.get("itemprop") == "datePublished" or element.get("pubdate") is not None),
    )[:3]


def _find_title(
    article: dict[str, Json], metas: dict[str, list[str]], root: lxml.html.HtmlElement, outlet: str | None
) -> str | None:
    """The headline on the page: the ``h1`` that shares most with the metadata's titles, else the first of these."""
    tab = next((collapse("".join(element.itertext())) for element in root.iter("title")), "")
    told = [_text_of(article.get("headline")), _first(metas, "og:title"), _first(metas, "twitter:title"), tab or None]
    titles = [strip_site(title, outlet) for title in told if title]
    heads = [text for element in root.iter("h1") if (text := collapse("".join(element.itertext()))) and len(text) < 400]
    heads = [text for text in heads if outlet is None or fold_words(text) != fold_words(outlet)]
    scored = [(_share_words(text, title), -position, text) for position, text in enumerate(heads) for title in titles]
    if scored and max(scored)[0] >= 0.5:
        return max(scored)[2]
    if len(heads) == 1 and len(heads[0].split()) >= 4:
        return heads[0]
    return next((title for title in titles if title), None) or next(iter(heads), None)


def _share_words(one: str, other: str) -> float:
    """The Dice share of common words, from 0 to 1."""
    left, right = set(fold_words(one).split()), set(fold_words(other).split())
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _read_site(root: lxml.html.HtmlElement, title: str | None) -> str | None:
    """The outlet that the page's ``<title>`` adds to the headline: 'Talks open - Fjord Post' -> 'Fjord Post'."""
    tab = collapse("".join(next((element.itertext() for element in root.iter("title")), [])))[:500]
    start = tab.find(title) if title else -1
    if title is None or start < 0:
        return None
    rest = (tab[:start] + tab[start + len(title) :]).strip(" |–—-•·:»")
    return rest if 0 < len(rest.split()) <= 5 and not _SITE_BREAK.search(rest) else None


def strip_site(title: str, outlet: str | None) -> str:
    """'Talks open | The Herald' -> 'Talks open': the outlet at either end, or at most four words after a last bar."""
    pieces = _SITE_BREAK.split(title)
    if len(pieces) < 2:
        return title
    site = fold_words(outlet or "").replace(" ", "")
    for cut, piece in ((-1, pieces[-1]), (0, pieces[0])):
        folded = fold_words(piece).replace(" ", "")
        is_site = (
            bool(folded) and bool(site) and (folded == site or (len(folded) > 2 and (folded in site or site in folded)))
        )
        has_bar = cut == -1 and f"| {piece}" in title and len(piece.split()) <= 4
        if is_site or has_bar:
            stem = title[: title.rfind(piece)] if cut == -1 else title[len(piece) :]
            return stem.strip(" |–—-•·:»\u00a0") or title
    return title


def _find_authors(
    article: dict[str, Json], nodes: list[dict[str, Json]], metas: dict[str, list[str]], root: lxml.html.HtmlElement
) -> list[list[str]]:
    told = [_names_of(article.get("author"), nodes), _names_of(article.get("creator"), nodes)]
    told += [metas[name][:10] for name in _AUTHOR_META if name in metas]
    marked = [
        element
        for element in root.iter("a", "span", "address", "div", "p")
        if element.get("rel") == "author" or element.get("itemprop") == "author"
    ]
    return [
        *told,
        [text for element in marked[:10] if (text := collapse("".join(element.itertext()))) and len(text) <= 100],
    ]


def _names_of(value: Json, nodes: list[dict[str, Json]]) -> list[str]:
    """Names of persons given as text, object, reference by ``@id``, or a list of these; no organisations."""
    values = value if isinstance(value, list) else [value]
    persons: list[str] = []
    for item in values[:20]:
        if isinstance(item, dict):
            named = (
                item
                if "name" in item
                else next((node for node in nodes if node.get("@id") == item.get("@id") and "name" in node), {})
            )
            if "Organization" not in _strings_of(named.get("@type")):
                persons += [text for name in _strings_of(named.get("name")) if (text := _text_of(name))]
        elif isinstance(item, str) and (text := _text_of(item)):
            persons.append(text)
    return persons


def _name_of(value: Json, nodes: list[dict[str, Json]]) -> str | None:
    values = value if isinstance(value, list) else [value]
    for item in values[:5]:
        if isinstance(item, str):
            return _text_of(item)
        if isinstance(item, dict):
            named = (
                item
                if "name" in item
                else next((node for node in nodes if node.get("@id") == item.get("@id") and "name" in node), {})
            )
            names = _strings_of(named.get("name"))
            if names:
                return _text_of(names[0])
    return None


def _find_language(article: dict[str, Json], root: lxml.html.HtmlElement) -> str | None:
    page = root if root.tag == "html" else None
    value = (page.get("lang") or page.get("xml:lang")) if page is not None else None
    told = value or next(iter(_strings_of(article.get("inLanguage"))), None)
    code = re.split(r"[-_]", (told or "").strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def _find_canonical(article: dict[str, Json], metas: dict[str, list[str]], root: lxml.html.HtmlElement) -> str | None:
    links = [element.get("href") for element in root.iter("link") if (element.get("rel") or "").lower() == "canonical"]
    main = article.get("mainEntityOfPage")
    inner = main.get("@id") if isinstance(main, dict) else main
    for value in (*links, *metas.get("og:url", []), *_strings_of(inner), *_strings_of(article.get("url"))):
        url = _text_of(value)
        if url and _is_web_address(url):
            return url
    return None


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
