"""What an HTML page says of itself: JSON-LD first, then meta tags, then what is printed, each with its basis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html

from transforms.extract.masthead.byline import clean_authors, is_unspaced_name, looks_like_person
from transforms.extract.masthead.credit import find_wire
from transforms.extract.masthead.headline import find_headline
from transforms.extract.masthead.jsonld import Node, body_of, names_of, pick_article, read_objects, strings_of, text_of
from transforms.extract.masthead.marks import Marks, collect_marks, find_bylines, is_aside
from transforms.extract.masthead.moment import Moment, find_moment, read_iso
from transforms.extract.masthead.site import compact, find_site_names, fold_own_names, pick_site_name, read_site
from transforms.extract.text.lines import collapse
from transforms.reference import Reference

# Names of meta tags without their separators, the most trusted first.
_PUBLISHED_META = (
    *("articlepublishedtime", "ogarticlepublishedtime", "ogpublishedtime", "datepublished", "articlepublished"),
    *("parselypubdate", "sailthrudate", "publishdate", "pubdate", "publicationdate", "cxenseparserecspublishtime"),
    *("dcdateissued", "dctermsissued", "dcdate", "dctermscreated", "dctermsdate", "datecreated", "dcdatecreated"),
    *("articledateoriginal", "originalpublicationdate", "date"),
)
_AUTHOR_META = (
    *("author", "articleauthor", "parselyauthor", "dccreator", "byl", "sailthruauthor", "articleauthorname"),
    *("cxenseparseauthor", "authors", "creator", "dctermscreator", "ogarticleauthor", "byline"),
)
_CREDIT_FIELDS = ("author", "creator", "contributor", "sourceOrganization", "creditText", "provider")
_TRUTHS = {"true": True, "false": False}
_MAX_TRUTH = 40  # characters: 'https://schema.org/False'
_MAX_METAS = 60  # tags of one name
_MAX_TIMES = 3
_MAX_DATE_CHARS = 200
_MAX_BYLINE_CHARS = 150  # a longer one tells of its author's life


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own word on itself. ``basis`` tells where ``moment`` comes from: jsonld, meta, header."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    outlet: str | None = None
    own_names: frozenset[str] = frozenset()  # of outlet, publisher and site, compact
    moment: Moment | None = None
    basis: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    description: str | None = None
    article_body: str | None = None  # the text that JSON-LD gives of the article; often without its paragraphs
    types: frozenset[str] = frozenset()  # schema.org types of the page's objects, and its og:type
    is_free: bool | None = None  # isAccessibleForFree


def read_metadata(root: lxml.html.HtmlElement, reference: Reference) -> Metadata:
    """Read JSON-LD, meta tags, ``<time>``, headings and marked bylines of a page."""
    marks = collect_marks(root)
    metas = marks.metas
    nodes = read_objects(marks.scripts)
    url = _find_canonical([*marks.canonical, *_firsts(metas, "ogurl")])
    article = pick_article(nodes, url)
    sites = find_site_names(article, nodes, metas)
    own_names = fold_own_names(sites, url)
    titles = [*filter(None, [text_of(article.get("headline"))]), *_firsts(metas, "ogtitle", "twittertitle", "headline")]
    title, heading = find_headline(marks.headings, titles or [marks.tab], own_names)
    site = read_site(marks.tab, title)
    if site:
        sites.append(site)
        own_names |= fold_own_names([site], None)
    told = _find_authors(article, nodes, metas)
    authors = next((names for given in told if (names := clean_authors(given, reference, own_names))), ())
    moment, basis = _find_moment(article, marks)
    bylines = [] if authors and moment else list(find_bylines(root, heading))
    if moment is None:
        moment = next((found for texts in bylines for text in texts if (found := find_moment(text))), None)
        basis = "header" if moment else None
    return Metadata(
        title=title,
        authors=authors or _pick_signed(bylines, reference, own_names),
        agency=_find_agency([_find_credits(article, nodes), *told, *bylines], reference, own_names),
        outlet=pick_site_name(sites),
        own_names=own_names,
        moment=moment,
        basis=basis,
        language=_find_language(article, root),
        canonical_url=url or _find_canonical(_urls_of(article)),
        description=next(iter(_firsts(metas, "ogdescription", "description")), text_of(article.get("description"))),
        article_body=body_of(article),
        types=frozenset(kind for node in nodes for kind in strings_of(node.get("@type"))) | {*_firsts(metas, "ogtype")},
        is_free=_TRUTHS.get(str(article.get("isAccessibleForFree", ""))[-_MAX_TRUTH:].rsplit("/", 1)[-1].lower()),
    )


def _firsts(metas: dict[str, list[str]], *names: str) -> Iterator[str]:
    return (text for name in names if name in metas and (text := text_of(metas[name][0])))


def _read_all(metas: dict[str, list[str]], name: str) -> list[str]:
    return [text for content in metas[name][:_MAX_METAS] if (text := text_of(content))]


def _find_moment(article: Node, marks: Marks) -> tuple[Moment | None, str | None]:
    """JSON-LD, then meta, then ``<time>``; a coarser one yields to a finer one that does not contradict it."""
    found: list[tuple[Moment, str]] = []
    for value in strings_of(article.get("datePublished")) + strings_of(article.get("dateCreated")):
        found += [(moment, "jsonld") for moment in [read_iso(value)] if moment]
    for told in _firsts(marks.metas, *_PUBLISHED_META):
        found += [(moment, "meta") for moment in [read_iso(told[:_MAX_DATE_CHARS])] if moment]
    found += [(moment, "header") for told in _times_of(marks) if (moment := read_iso(told))]
    if not found:
        return None, None
    first = found[0][0]
    return max((pair for pair in found if first.allows(pair[0])), key=lambda pair: pair[0].precision)


def _times_of(marks: Marks) -> list[str]:
    """What the first ``<time>`` elements say: those marked as publication, then those below the headline."""
    ranked = [
        (element.get("itemprop") != "datePublished" and element.get("pubdate") is None, not is_below, element)
        for element, is_below in marks.times
        if not _tells_update(element) and not is_aside(element)
    ]
    ranked.sort(key=lambda item: item[:2])
    values = (element.get("datetime") or "".join(element.itertext()) for _, _, element in ranked[:_MAX_TIMES])
    return [collapse(value[:_MAX_DATE_CHARS]) for value in values]


def _tells_update(element: lxml.html.HtmlElement) -> bool:
    named = f"{element.get('itemprop', '')} {element.get('class', '')}"[:_MAX_DATE_CHARS].lower()
    return ("updated" in named or "modified" in named) and "published" not in named


def _find_authors(article: Node, nodes: Sequence[Node], metas: dict[str, list[str]]) -> list[list[str]]:
    """Names given as authors, as each place states them, the most trusted first."""
    return [
        names_of(article.get("author"), nodes, persons_only=True),
        names_of(article.get("creator"), nodes, persons_only=True),
        *(_read_all(metas, name) for name in _AUTHOR_META if name in metas),
    ]


def _find_credits(article: Node, nodes: Sequence[Node]) -> list[str]:
    return [name for key in _CREDIT_FIELDS for name in names_of(article.get(key), nodes)]


def _pick_signed(bylines: Iterable[list[str]], reference: Reference, own_names: frozenset[str]) -> tuple[str, ...]:
    """The authors of the first byline that names somebody who looks like a person."""
    for texts in bylines:
        named = (clean_authors([text], reference, own_names) for text in texts if len(text) <= _MAX_BYLINE_CHARS)
        authors = [name for names in named if any(_is_person(name, reference) for name in names) for name in names]
        if authors:
            return tuple(dict.fromkeys(authors))
    return ()


def _is_person(name: str, reference: Reference) -> bool:
    return looks_like_person(name, reference) or is_unspaced_name(name)


def _find_agency(told: Iterable[Sequence[str]], reference: Reference, own_names: frozenset[str]) -> str | None:
    """The wire named where authors and sources are named, unless the page is the wire's own."""
    wires = (wire for names in told for name in names if (wire := find_wire(name, reference)))
    return next((wire for wire in wires if compact(wire) not in own_names), None)


def _find_language(article: Node, root: lxml.html.HtmlElement) -> str | None:
    value = (root.get("lang") or root.get("xml:lang")) if root.tag == "html" else None
    told = value or next(iter(strings_of(article.get("inLanguage"))), None)
    code = re.split(r"[-_]", (told or "")[:40].strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def _urls_of(article: Node) -> list[str]:
    main = article.get("mainEntityOfPage")
    inner = main.get("@id") if isinstance(main, dict) else main
    return [url for told in (*strings_of(inner), *strings_of(article.get("url"))) if (url := text_of(told))]


def _find_canonical(urls: Iterable[str]) -> str | None:
    return next((url for url in urls if _is_web_address(url)), None)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
