"""HTML as it comes: the parsed tree of a page, and a plain rendering for what has no usable tree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import lxml.html
from lxml import etree

from transforms.extract.page.blocks import Layout, lay_out
from transforms.extract.text.wording import words_of

MAX_ELEMENTS = 200_000  # fifty times a large news page
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]*>|<!--|<[!?][^<>]*>")
_MANY_BREAKS = re.compile(r"\n[ \t\n]*\n")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "head", "nav", "footer", "select", "iframe", "textarea")
_INLINE = words_of(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr "
)
# One class for all elements: the parser of lxml.html asks a Python function for the class of each.
_CLASSES = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)


@dataclass(frozen=True)
class Page:
    """A page's markup and its tree; ``is_regular`` is false where the tree is cut off or too large to be looked at."""

    markup: str
    root: lxml.html.HtmlElement
    n_elements: int
    is_regular: bool

    @cached_property
    def layout(self) -> Layout:
        """Its blocks of text (see ``lay_out``)."""
        return lay_out(self.root)


def parse_page(markup: str) -> Page | None:
    """The tree of a page, or none where the markup holds no element at all.

    libxml2 stops at 256 levels of nesting and drops what lies deeper; its error log is where it says so.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=False
    )
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = lxml.html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None
    is_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    n_elements = sum(1 for _ in root.iter())
    return Page(markup, root, n_elements, is_regular=not is_deep and n_elements <= MAX_ELEMENTS)


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
