"""The element of a page that holds its article, and which of the blocks in it are the article's own.

A frame is chosen as readability does it (each paragraph votes for the elements around it), then grows while what lies
beside it is built alike. In a frame the paragraphs of an article share one setting, the path of named elements around
them; prose in another setting is a box, a caption, an author's note.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.extract.page.blocks import Block, Layout, add_up
from transforms.extract.page.naming import Part, name_element, names_body
from transforms.extract.text.wording import words_of

_ITEM_SHARE = 0.3  # of a vote, as lists are menus more often than articles
_ALIKE_SHARE = 0.6  # of what a frame gains that must be built like what it has
_BODY_GAIN = 1.7  # times what a frame has, up to which it grows into an element named as a body
_SETTING_SHARE = 0.5  # of the main setting's prose that another one has where both are the article's
_REACH_BEFORE, _REACH_AFTER = 15, 8  # blocks outside a frame that may say who wrote the article, and when
_LINKED_SHARE = 0.6
_LINKED_WORDS = 30
_SLANTED_SHARE = 0.9
_MAX_TAIL = 0.3  # of an article's words
_MAX_NOTES = 0.3  # of an article's words; with more of them in italics, these are the article's type
_PARAGRAPHS = words_of("p li blockquote span h1 h2 h3 h4 h5 h6 ")
_TRANSPARENT = words_of("p li ul ol dl dd dt blockquote table tbody tr td span strong h1 h2 h3 h4 h5 h6 ")
_HEADINGS = words_of("h1 h2 h3 h4 h5 h6 ")
_VARIANT = re.compile(r"--[\w-]+|\d+")  # of a class: 'text--wide', 'part3'


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the frame or next to it. ``part`` is none where it is the article's own text, not what it quotes."""

    block: Block
    part: Part | None
    is_heading: bool
    is_item: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The blocks in the element that holds a page's article, and some on either side that may say whose it is."""

    before: Sequence[Piece]
    pieces: Sequence[Piece]
    after: Sequence[Piece]


def find_frame(layout: Layout) -> Frame:
    """The frame of a page; an empty one where there is no prose."""
    node = _choose(layout)
    if node is None:
        return Frame([], [], [])
    stop = next((n for n in range(node + 1, len(layout.parents)) if layout.parents[n] < node), len(layout.parents))
    blocks = layout.blocks
    first = next(index for index, block in enumerate(blocks) if node <= block.node < stop)
    last = next(index for index in range(len(blocks), 0, -1) if node <= blocks[index - 1].node < stop)
    before = [_make_piece(layout, block) for block in blocks[max(0, first - _REACH_BEFORE) : first]]
    after = [_make_piece(layout, block) for block in blocks[last : last + _REACH_AFTER]]
    return Frame(before, _cut(layout, node, blocks[first:last]), after)


def _choose(layout: Layout) -> int | None:
    worths = [block.worth for block in layout.blocks]
    for index, block in enumerate(layout.blocks):
        if worths[index] and layout.part_of(block.node) not in (None, Part.STANDFIRST):
            worths[index] = 0
    prose = add_up(layout, worths)
    if not prose or not prose[0]:
        return None
    votes: dict[int, float] = defaultdict(float)
    for block, worth in zip(layout.blocks, worths, strict=True):
        if worth:
            _vote(layout, block, worth, votes)
    node = max(votes, key=lambda n: (votes[n], -n))
    return _grow(layout, node, prose)


def _vote(layout: Layout, block: Block, worth: int, votes: dict[int, float]) -> None:
    tag = layout.elements[block.node].tag
    vote = worth * (1 - block.linked) ** 2 * (_ITEM_SHARE if tag == "li" else 1)
    holder = layout.parents[block.node] if tag in _PARAGRAPHS else block.node
    if holder >= 0:
        votes[holder] += vote
        if layout.parents[holder] >= 0:
            votes[layout.parents[holder]] += vote / 2


def _grow(layout: Layout, node: int, prose: list[int]) -> int:
    """The frame grown outwards from an element, past what holds no other prose."""
    children: dict[int, list[int]] = defaultdict(list)
    for child in range(1, len(prose)):
        if prose[child]:
            children[layout.parents[child]].append(child)
    branch = node
    while layout.elements[node].tag not in ("body", "article") and layout.parents[branch] >= 0:
        outer = layout.parents[branch]
        if prose[outer] > prose[node]:
            if not _is_alike(layout, node, outer, branch, children[outer], prose):
                break
            node = outer
        branch = outer
    return node


def _is_alike(
    layout: Layout, node: int, outer: int, branch: int, children: Sequence[int], prose: Sequence[int]
) -> bool:
    """Whether what the outer element has beside the branch with the frame is built as that branch is."""
    if prose[outer] < _BODY_GAIN * prose[node] and names_body(name_element(layout.elements[outer])):
        return True
    own = _look(layout, branch)
    alike = 0
    for child in children:
        if child != branch:
            tag, _ = look = _look(layout, child)
            is_alike = look == own or tag == "p" or names_body(name_element(layout.elements[child]))
            alike += prose[child] if is_alike else 0
    return alike >= _ALIKE_SHARE * (prose[outer] - prose[node])


def _look(layout: Layout, node: int) -> tuple[str, str]:
    element = layout.elements[node]
    return str(element.tag), element.get("class") or ""


def _cut(layout: Layout, frame: int, blocks: Sequence[Block]) -> list[Piece]:
    """The blocks of the frame, each told whether it is the article's."""
    settings = _Settings(layout, frame, {block.node for block in blocks})
    found = [settings.of(block.node) for block in blocks]
    weights: Counter[tuple[str, ...]] = Counter()
    for block, setting in zip(blocks, found, strict=True):
        if layout.part_of(block.node) is None:
            weights[setting] += block.worth
    enough = _SETTING_SHARE * max(weights.values(), default=0)
    main = {setting for setting, weight in weights.items() if weight and weight >= enough}
    pieces: list[Piece] = []
    has_begun = False
    for block, setting in zip(blocks, found, strict=True):
        piece = _make_piece(layout, block)
        is_strange = has_begun and setting not in main and not piece.is_heading
        is_link = block.linked > _LINKED_SHARE and block.n_words < _LINKED_WORDS
        is_beside = piece.part is None and (is_strange or is_link)
        has_begun = has_begun or (piece.part is None and block.is_prose and setting in main)
        pieces.append(replace(piece, part=Part.BESIDE) if is_beside else piece)
    return _cut_notes(_cut_tail(layout, pieces))


def _cut_tail(layout: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces less what a rule parts from the article near its end; an earlier rule parts its sections."""
    own = [piece.block for piece in pieces if piece.part is None]
    start = next((block.node for block in own if block.is_prose), 0)
    nodes = range(start + 1, own[-1].node if own else 0)
    rule = next((n for n in nodes if layout.elements[n].tag == "hr" and layout.part_of(n) is None), None)
    if rule is None or _share(own, [block for block in own if block.node > rule]) > _MAX_TAIL:
        return list(pieces)
    return [_set_apart(piece) if piece.block.node > rule else piece for piece in pieces]


def _cut_notes(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces less the notes below the article, which are set in italics: who wrote it, where it was first printed."""
    own = [piece.block for piece in pieces if piece.part is None]
    cut = list(pieces)
    if _share(own, [block for block in own if block.slanted >= _SLANTED_SHARE]) > _MAX_NOTES:
        return cut
    for index in range(len(cut) - 1, -1, -1):
        piece = cut[index]
        if piece.block.slanted >= _SLANTED_SHARE:
            cut[index] = _set_apart(piece)
        elif piece.part is None and piece.block.is_prose:
            break
    return cut


def _share(blocks: Sequence[Block], some: Sequence[Block]) -> float:
    """The share of the blocks' words that some of them have."""
    return sum(block.n_words for block in some) / max(sum(block.n_words for block in blocks), 1)


def _set_apart(piece: Piece) -> Piece:
    return replace(piece, part=Part.NOTE) if piece.part in (None, Part.POST) else piece


def _make_piece(layout: Layout, block: Block) -> Piece:
    tag = layout.elements[block.node].tag
    return Piece(block, layout.part_of(block.node), tag in _HEADINGS, tag == "li")


class _Settings:
    """The paths of named elements between a frame and the elements in it; variants of a class count as one."""

    def __init__(self, layout: Layout, frame: int, holders: set[int]) -> None:
        self._layout = layout
        self._holders = holders  # elements with text of their own
        self._known: dict[int, tuple[str, ...]] = {frame: ()}

    def of(self, node: int) -> tuple[str, ...]:
        path: list[int] = []
        while node not in self._known:
            path.append(node)
            node = self._layout.parents[node]
        setting = self._known[node]
        for inner in reversed(path):
            tag, classes = _look(self._layout, inner)
            if tag not in _TRANSPARENT and (classes or inner in self._holders or tag not in ("div", "section")):
                names = dict.fromkeys(_VARIANT.sub("", classes).split())
                setting = (*setting, " ".join((tag, *names)))
            self._known[inner] = setting
        return setting
