"""What the markup of a page marks, of its own: scripts, meta tags, headings, times and bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

import lxml.html
from lxml import etree

from transforms.extract.masthead.jsonld import text_of
from transforms.extract.masthead.roles import LEAD
from transforms.extract.text.lines import collapse
from transforms.extract.text.wording import words_of

_MARKED = ("script", "meta", "link", "title", "h1", "h2", "h3", "time")
_HEADINGS = frozenset({"h1", "h2", "h3"})
_MAX_METAS, _MAX_HEADINGS, _MAX_TIMES, _MAX_BYLINES = 2000, 200, 50, 40
_MAX_CHARS, _MAX_BYLINE_CHARS = 5000, 200
_MAX_ANCESTORS = 12
_MAX_NAME_CHARS = 200
_MAX_PARAGRAPHS = 500
_PROSE_CHARS, _MAX_PROSE_CHARS, _MAX_PIECES = 100, 120, 20
_SIGNATURE_REACH = 3  # paragraphs between a signature and the text
_BOLD = frozenset({"strong", "b", "em", "i"})
_NAME_SEPARATORS = re.compile(r"[^a-z0-9]+")
_UNREAD = frozenset({"script", "style", "template", "title", "noscript", "svg", "button"})
_BREAKING = frozenset({"br", "p", "div", "li", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "section", "td"})
_SIDE_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog", "figure"})
# Stems of names in markup, compared in lower case without hyphens and underscores.
_SIDE = words_of(
    "breadcrumb comment related recommend teaser mostread popular trending widget menu footer newsletter promo "
    "readmore further"
)
_BYLINE = words_of(
    "byline author autor auteur redakteur skribent schrijver journalist reporter writer contributor kirjoittaja "
    "forfatter författare yazar penulis signature"
)
_NO_BYLINE = words_of(
    "comment avatar biograph authorbio desc image img photo picture social follow date time role job title teaser card "
    "icon count share button tooltip"
)


@dataclass(slots=True)
class Marks:
    """Marked elements in page order, each kind up to a bound.

    ``metas`` holds contents as written, by name in lower case and without its separators: articlepublishedtime.
    ``times`` tells of each ``<time>`` whether it stands below the first heading of the first rank.
    """

    scripts: list[str] = field(default_factory=list)
    metas: dict[str, list[str]] = field(default_factory=dict)
    canonical: list[str] = field(default_factory=list)
    tab: str = ""
    headings: list[lxml.html.HtmlElement] = field(default_factory=list)
    times: list[tuple[lxml.html.HtmlElement, bool]] = field(default_factory=list)


def collect_marks(root: lxml.html.HtmlElement) -> Marks:
    """One walk over the tree, linear in its size."""
    marks = Marks()
    n_metas = 0
    is_below = False
    for element in root.iter(*_MARKED):
        tag = element.tag
        if tag == "meta":
            n_metas += 1
            if n_metas <= _MAX_METAS:
                _add_meta(marks.metas, element)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower() and element.text:
                marks.scripts.append(element.text)
        elif tag in _HEADINGS:
            is_below = is_below or tag == "h1"
            if len(marks.headings) < _MAX_HEADINGS:
                marks.headings.append(element)
        elif tag == "time":
            if len(marks.times) < _MAX_TIMES:
                marks.times.append((element, is_below))
        elif tag == "title":
            marks.tab = marks.tab or collapse((element.text or "")[:_MAX_CHARS])
        elif (element.get("rel") or "").lower() == "canonical" and (url := text_of(element.get("href"))):
            marks.canonical.append(url)
    return marks


def find_bylines(root: lxml.html.HtmlElement, headline: lxml.html.HtmlElement | None) -> Iterator[list[str]]:
    """Texts that can be bylines, below the headline where there is one, best first.

    First what the markup names so, the elements that share a parent together; then lines that sign the text: a
    paragraph above it that starts with 'By', or one beside it that is all in bold.
    """
    below = list(_walk_below(root, headline))
    found = [element for element in below if _is_byline(element) and not is_aside(element)][:_MAX_BYLINES]
    while found:
        parent = found[0].getparent()
        together = [element for element in found if element.getparent() is parent]
        found = [element for element in found if element.getparent() is not parent]
        yield [text for element in together for text in _texts_of(element)]
    yield from ([text] for text in _find_signatures([element for element in below if element.tag == "p"]))


def read_text(element: lxml.html.HtmlElement, limit: int = _MAX_CHARS, around_links: str = "") -> str:
    """The text of an element as it reads: a blank at line breaks, nothing of scripts and of icons' titles."""
    if not len(element):
        return text_of((element.text or "")[:limit]) or ""
    pieces: list[str] = []
    n_chars = 0
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        text = ""
        if event == "end":
            text = (node.tail or "") if node is not element else ""
        elif node.tag in _UNREAD or not isinstance(node.tag, str):
            walk.skip_subtree()
        else:
            text = node.text or ""
        if node.tag in _BREAKING:
            text = f" {text}"
        elif node.tag == "a":
            text = f"{around_links}{text}"
        pieces.append(text)
        n_chars += len(text)
        if n_chars > limit:
            break
    return text_of("".join(pieces)[:limit]) or ""


def is_aside(element: lxml.html.HtmlElement) -> bool:
    """Whether an element belongs to a menu, a trail of breadcrumbs, comments, teasers or the like."""
    if any("breadcrumb" in name or "breadcrumb" in value.lower() for name, value in element.items()):
        return True
    for depth, ancestor in enumerate(element.iterancestors()):
        if depth == _MAX_ANCESTORS or ancestor.tag in ("body", "article", "main"):
            return False
        if ancestor.tag in _SIDE_TAGS or any(_names(name, _SIDE) for name in _names_of(ancestor)):
            return True
    return False


def _add_meta(metas: dict[str, list[str]], element: lxml.html.HtmlElement) -> None:
    name = element.get("property") or element.get("name") or element.get("itemprop")
    content = element.get("content") if name else None
    if name and content:
        metas.setdefault(_NAME_SEPARATORS.sub("", name[:100].lower()), []).append(content)


def _walk_below(root: lxml.html.HtmlElement, headline: lxml.html.HtmlElement | None) -> Iterator[lxml.html.HtmlElement]:
    is_below = headline is None
    for element in root.iter(etree.Element):
        if is_below:
            yield element
        else:
            is_below = element is headline


def _find_signatures(paragraphs: list[lxml.html.HtmlElement]) -> Iterator[str]:
    texts = [_read_start(element) for element in paragraphs[:_MAX_PARAGRAPHS]]
    prose = [index for index, text in enumerate(texts) if len(text) >= _PROSE_CHARS]
    if not prose:
        return
    above = range(max(0, prose[0] - _SIGNATURE_REACH), prose[0])
    after = range(prose[-1] + 1, min(len(texts), prose[-1] + 1 + _SIGNATURE_REACH))
    for index in (*above, *after):
        is_led = index in above and LEAD.match(texts[index]) is not None
        if is_led or _is_bold(paragraphs[index], texts[index]):
            yield texts[index]


def _read_start(element: lxml.html.HtmlElement) -> str:
    """The first characters of a paragraph, quickly."""
    return text_of("".join(islice(element.itertext(), _MAX_PIECES))[:_MAX_PROSE_CHARS]) or ""


def _is_bold(paragraph: lxml.html.HtmlElement, text: str) -> bool:
    return bool(text) and len(paragraph) == 1 and paragraph[0].tag in _BOLD and read_text(paragraph[0]) == text


def _is_byline(element: lxml.html.HtmlElement) -> bool:
    if element.get("itemprop") == "author" or element.get("rel") == "author":
        return True
    return any(_names(name, _BYLINE) and not _names(name, _NO_BYLINE) for name in _names_of(element))


def _names_of(element: lxml.html.HtmlElement) -> list[str]:
    return [name[:_MAX_NAME_CHARS] for name in (element.get("class"), element.get("id")) if name]


@lru_cache(maxsize=8192)
def _names(name: str, stems: frozenset[str]) -> bool:
    plain = name.lower().replace("-", "").replace("_", "")
    return any(stem in plain for stem in stems)


def _texts_of(element: lxml.html.HtmlElement) -> list[str]:
    """The names that microdata mark inside, else the text, its links set apart."""
    named = [inner for inner in element.iter("span", "a", "meta") if inner.get("itemprop") == "name"]
    texts = [inner.get("content") or read_text(inner, _MAX_BYLINE_CHARS) for inner in named[:_MAX_BYLINES]]
    return texts or [read_text(element, _MAX_BYLINE_CHARS, around_links=" | ")]
