"""HTML pages: the parsed tree, the lines of the body by trafilatura, a plain rendering for what it cannot read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
import trafilatura
from lxml import etree

from transforms.extract.lines import Kind, Line, collapse, fold_words, make_line
from transforms.extract.wording import words_of

MAX_ELEMENTS = 20_000  # ten times a large news page; trafilatura needs a millisecond for each
_MIN_PRECISION_SHARE = 0.6
_MAX_MARKED = 100  # captions or standfirsts looked at in a page
_BLOCKS = words_of("body p head list item quote table row cell div section article blockquote code main ")
_STANDFIRST = re.compile(
    r"standfirst|\bdek\b|\bdeck\b|sub-?title|sub-?head(?:line)?\b|\bsummary\b|excerpt|teaser|abstract|strapline|article-?intro|"
    r"article-?description|\bchapo\b|entradilla|bajada|sottotitolo|untertitel",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"caption|\bcutline\b|photo-?(?:credit|desc)|image-?(?:credit|desc|title)|media-?(?:credit|desc|title)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]*>|<!--|<[!?][^<>]*>")
_MANY_BREAKS = re.compile(r"\n[ \t\n]*\n")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "head", "nav", "footer", "select", "iframe", "textarea")
_INLINE = words_of(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr "
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's markup and its tree; ``is_regular`` is false where the tree is too deep or too large for trafilatura."""

    markup: str
    root: lxml.html.HtmlElement
    is_regular: bool


def parse_page(markup: str) -> Page | None:
    """The tree of a page, or none where the markup holds no element at all.

    libxml2 stops at 256 levels of nesting and drops what lies deeper; its error log is where it says so.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=False,
    )
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None
    is_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    is_large = sum(1 for _ in root.iter()) > MAX_ELEMENTS
    return Page(markup, root, not is_deep and not is_large)


def read_lines(page: Page) -> list[Line]:
    """The lines of the body by trafilatura: with precision favoured, or its default where that loses two fifths of it.

    Headings, list items, captions and standfirsts that the markup names carry their kind; no line is dropped here.
    """
    if not page.is_regular:
        return []
    precise = _extract(page, precision=True)
    default = _extract(page, precision=False)
    is_full = _count_chars(precise) >= _MIN_PRECISION_SHARE * _count_chars(default)
    captions = _find_texts(page.root, _CAPTION, "figcaption")
    return [_mark_caption(line, captions) for line in (precise if is_full else default)]


def find_standfirsts(page: Page) -> list[str]:
    """Texts of elements whose class says that they are a standfirst, in page order; not what the page prints again."""
    if not page.is_regular:
        return []
    return list(_find_texts(page.root, _STANDFIRST, None).values())


def render_text(markup: str) -> str:
    """The page as a plain text dump, block elements on lines of their own; linear in the markup, at any depth."""
    return _MANY_BREAKS.sub("\n\n", "".join(_render(markup)))


def _render(markup: str) -> Iterator[str]:
    position = 0
    unclosed: set[str] = set()  # elements without an end tag from here on, so that each is searched for once
    while match := _TAG.search(markup, position):
        yield _clean(markup[position : match.start()])
        position = match.end()
        name = (match[2] or "").lower()
        if match[0] == "<!--":
            stop = markup.find("-->", position)
            position = len(markup) if stop < 0 else stop + 3
        elif not match[1] and name in _UNSEEN and name not in unclosed:
            end = re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE).search(markup, position)
            position = end.end() if end else position
            unclosed |= set() if end else {name}
        elif name == "li" and not match[1]:
            yield "\n* "
        elif name == "br":
            yield "\n"
        elif name and name not in _INLINE:
            yield "\n\n"
    yield _clean(markup[position:])


def _clean(text: str) -> str:
    return " ".join(html.unescape(text).split("\n"))


def _extract(page: Page, *, precision: bool) -> list[Line]:
    try:
        document = trafilatura.bare_extraction(
            page.root, include_comments=False, favor_precision=precision, with_metadata=False
        )
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError):
        return []  # a page that trips trafilatura is read from its plain rendering
    body = getattr(document, "body", None)
    return [] if body is None else list(_walk(body))


def _walk(body: etree._Element) -> Iterator[Line]:
    """Lines of trafilatura's output tree: one a block or line break."""
    parts: list[str] = []
    open_tags: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = str(element.tag)
        if event == "start":
            if tag in _BLOCKS or tag == "lb":
                yield from _flush(parts, open_tags)
            open_tags.append(tag)
            parts.append(element.text or "")
        else:
            if tag in _BLOCKS:
                yield from _flush(parts, open_tags)
            open_tags.pop()
            parts.append(element.tail or "")
    yield from _flush(parts, open_tags)


def _flush(parts: list[str], open_tags: list[str]) -> Iterator[Line]:
    text = collapse("".join(parts))
    parts.clear()
    if not text:
        return
    if "head" in open_tags:
        yield make_line(text, kind=Kind.HEADING)
        return
    line = make_line(text)
    yield make_line(text, kind=Kind.ITEM) if "item" in open_tags and line.kind is Kind.TEXT else line


def _count_chars(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _mark_caption(line: Line, captions: dict[str, str]) -> Line:
    return make_line(line.text, kind=Kind.CAPTION) if line.kind is Kind.TEXT and line.folded in captions else line


def _find_texts(root: lxml.html.HtmlElement, names: re.Pattern[str], tag: str | None) -> dict[str, str]:
    """Short texts, by their folded form, of elements with that tag or such a class, but not what is printed twice."""
    found: dict[str, str] = {}
    for element in root.iter("p", "div", "span", "h2", "h3", "figcaption", "section", "header"):
        if element.tag == tag or names.search(f"{element.get('class', '')} {element.get('itemprop', '')}"):
            text = collapse("".join(element.itertext()))
            if 3 < len(text) <= 600:
                found.setdefault(fold_words(text), text)
    whole = fold_words(" ".join(root.itertext())) if found else ""
    return {folded: text for folded, text in list(found.items())[:_MAX_MARKED] if whole.count(folded) == 1}
