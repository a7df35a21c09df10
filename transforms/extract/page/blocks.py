"""The text blocks of a page and where each stands in its tree, in one pass."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import lxml.html
from lxml import etree

from transforms.extract.page.naming import Part, name_element, tell_part
from transforms.extract.text.lines import LONG_WORDS, PROSE_WORDS, count_words, ends_sentence
from transforms.extract.text.wording import words_of

MAX_BLOCKS = 20_000  # an article has a few hundred
MAX_PROSE_WORDS = 80  # of one block that count: a longer one is no better evidence of a body
_LINKED_SHARE = 0.5
_MAIN_SHARE = 0.4  # what holds as much of a page's prose is its article, however it is named
_UNSEEN = words_of(
    "script style noscript template svg title iframe select option button textarea object embed canvas video audio "
    "picture map math input link meta nav menu dialog datalist frame frameset "
)
_SETTING_APART = words_of("nav menu iframe video audio object embed canvas dialog br ")
_INLINE = (
    words_of(
        "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rb ruby s samp "
        "small span strike strong sub sup time tt u var wbr "
    )
    | _UNSEEN
) - _SETTING_APART
_MARKS = {"a": 0, "b": 1, "strong": 1, "em": 2, "i": 2}  # which share of a block the element adds to
_NO_MARKS = (0, 0, 0)
_WRAPPED_WORDS = 5  # fewer in a line of their own are an entry of a list
_MAX_WRAPPED_WORDS = 200
_BULLETS = "•●▪■◦‣·►▶➤✓*-–—"
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that nothing breaks, in the block element ``node``; what is marked up in it is given in shares."""

    text: str
    node: int
    n_words: int
    linked: float
    bold: float
    slanted: float
    ends_sentence: bool

    @property
    def is_prose(self) -> bool:
        """A paragraph by its looks and no link to another page."""
        is_long = self.n_words >= LONG_WORDS or (self.ends_sentence and self.n_words >= PROSE_WORDS)
        return is_long and self.linked < _LINKED_SHARE

    @property
    def worth(self) -> int:
        """Its words, where it is prose."""
        return min(self.n_words, MAX_PROSE_WORDS) if self.is_prose else 0


@dataclass(slots=True)
class Layout:
    """The block elements of a page in document order, each with its parent's index, and the text blocks in them.

    The root's parent is -1. ``prose`` is the worth of the blocks in and below each element.
    """

    elements: list[etree._Element] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    is_cut: bool = False  # there were more than MAX_BLOCKS
    _parts: dict[int, Part | None] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], Part | None] = field(default_factory=dict)

    def part_of(self, node: int) -> Part | None:
        """The part that the element or the nearest named one around it is told to be by its name."""
        path: list[int] = []
        while node >= 0 and node not in self._parts:
            path.append(node)
            node = self.parents[node]
        part = self._parts[node] if node >= 0 else None
        for inner in reversed(path):
            part = self._look_up(inner) or part
            self._parts[inner] = part
        return part

    def _look_up(self, node: int) -> Part | None:
        if self.prose[node] >= _MAIN_SHARE * self.prose[0] > 0:
            return None
        element = self.elements[node]
        if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", ""):
            return Part.BESIDE
        key = (str(element.tag), name_element(element))
        if key not in self._by_name:
            self._by_name[key] = tell_part(*key)
        return self._by_name[key]


def lay_out(root: lxml.html.HtmlElement) -> Layout:
    """The layout of a page; of one with more than ``MAX_BLOCKS`` blocks, that of its beginning."""
    layout = Layout()
    _walk(root, layout)
    layout.prose = add_up(layout, [block.worth for block in layout.blocks])
    return layout


def add_up(layout: Layout, worths: list[int]) -> list[int]:
    """For each element the sum of the worths of the blocks in and below it; worths are in the order of the blocks."""
    sums = [0] * len(layout.parents)
    for block, worth in zip(layout.blocks, worths, strict=True):
        sums[block.node] += worth
    for node in range(len(sums) - 1, 0, -1):
        sums[layout.parents[node]] += sums[node]
    return sums


def _walk(root: etree._Element, layout: Layout) -> None:
    """Fill the layout. Text goes on through inline elements and ends at whatever else starts, ends or breaks a line."""
    texts: list[str] = []
    node = -1
    n_open = [*_NO_MARKS]  # elements
    n_marked = [*_NO_MARKS]  # characters
    n_breaks = 2  # since the last text: one where only a line break stands between
    context = etree.iterwalk(root, events=("start", "end"))
    for event, element in context:
        tag, is_start = element.tag, event == "start"
        if tag not in _INLINE:
            if texts:
                if _add_block(layout, "".join(texts), node, n_marked, is_wrapped=n_breaks == 1):
                    n_breaks = 0
                texts.clear()
                n_marked = [*_NO_MARKS]
                if len(layout.blocks) > MAX_BLOCKS:
                    layout.is_cut = True
                    return
            n_breaks += is_start if tag == "br" else 2
            if tag not in _SETTING_APART:
                node = _add_element(layout, element, node) if is_start else layout.parents[node]
        elif tag in _MARKS:
            n_open[_MARKS[tag]] += 1 if is_start else -1
        if is_start and tag in _UNSEEN:
            context.skip_subtree()
            continue
        text = element.text if is_start else element.tail
        if text and node >= 0 and (texts or not text.isspace()):
            texts.append(text)
            for mark, n in enumerate(n_open):
                if n:
                    n_marked[mark] += len(text.strip())


def _add_element(layout: Layout, element: etree._Element, parent: int) -> int:
    layout.elements.append(element)
    layout.parents.append(parent)
    return len(layout.parents) - 1


def _add_block(layout: Layout, raw: str, node: int, marked: Sequence[int], *, is_wrapped: bool) -> bool:
    """Add the text to the layout if it is any, ``marked`` the characters linked, bold and slanted in it.

    Where only a line break parts it from the block above, it is added to that if it goes on with its sentence.
    """
    text = unicodedata.normalize("NFC", " ".join(raw.replace(_SOFT_HYPHEN, "").split()))
    if not text:
        return False
    if is_wrapped and layout.blocks and layout.blocks[-1].node == node and _goes_on(layout.blocks[-1], text):
        above = layout.blocks.pop()
        shares = (above.linked, above.bold, above.slanted)
        marked = [n + round(share * len(above.text)) for n, share in zip(marked, shares, strict=True)]
        text = f"{above.text} {text}"
    linked, bold, slanted = [min(n / len(text), 1.0) for n in marked]
    layout.blocks.append(Block(text, node, count_words(text, text), linked, bold, slanted, ends_sentence(text)))
    return True


def _goes_on(block: Block, text: str) -> bool:
    """Whether a line below a block is the rest of its sentence: lines cut to a width, not entries of a list."""
    if block.ends_sentence or not _WRAPPED_WORDS <= block.n_words <= _MAX_WRAPPED_WORDS:
        return False
    return not text[0].isupper() and text[0] not in _BULLETS
