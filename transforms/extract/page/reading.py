"""The body of an HTML page: the paragraphs in its frame, or what other readings find where the frame holds little."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree

from transforms.article import NotAnArticle
from transforms.extract.masthead.metadata import Metadata
from transforms.extract.page.blocks import MAX_BLOCKS
from transforms.extract.page.frame import Frame, Piece, find_frame
from transforms.extract.page.markup import Page, render_text
from transforms.extract.page.naming import Part
from transforms.extract.page.told import Told, find_scripted, read_told
from transforms.extract.text.body import Body, find_body, keep_paragraphs
from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import MAX_LINES, Line, collapse, count_lines, fold_words, make_line, split_lines
from transforms.extract.text.wording import words_of

_THIN_WORDS = 40  # a body with fewer is read in other ways
_ENOUGH_WORDS, _MORE_WORDS = 20, 2  # that another reading must have, the latter times the words of the first
_TRAFILATURA_ELEMENTS = 8_000  # twice a large news page; it takes longer than linear time
_BOLD_SHARE = 0.9
_OUTER_WORDS = 25
_STANDFIRST_WORDS = 5
_PLAIN_WORDS = 22  # a paragraph of as many among others is text whatever its words
_SPEAKER = re.compile(r"[^\W\d_][\w .]{0,20}[:：]")
_QUESTION_MARKS = ("?", "？", "؟")
_CLOSERS = "\"'”’»」)"
_BLOCKS = words_of("body p head list item quote table row cell div section article blockquote code main lb ")


@dataclass(frozen=True, slots=True)
class Reading:
    """The body of a page with the lines around it, and the standfirst that the markup names."""

    body: Body
    standfirst: str | None = None


def read_page(page: Page, metadata: Metadata, standing: Collection[str] = frozenset()) -> Reading:
    """The body of a page, and the lines around it that may say who wrote it, when and for whom.

    Raises ``NotAnArticle`` (too_large) where the page has more blocks of text than any article.
    """
    if not page.is_regular:
        return Reading(render_body(page.markup, standing))
    if page.layout.is_cut:
        raise NotAnArticle("too_large", f"more than {MAX_BLOCKS} blocks of text: no article has as many")
    told = read_told(metadata.article_body)
    frame = find_frame(page.layout)
    body = _part(frame, fold_words(metadata.title or ""), told, standing)
    n_words = _count_words(body)
    if n_words < _THIN_WORDS:
        others = _read_again(page, told, standing)
        enough = max(_ENOUGH_WORDS, _MORE_WORDS * n_words)
        body = next((other for other in others if _count_words(other) >= enough), body)
    return Reading(body, _find_standfirst(frame))


def render_body(markup: str, standing: Collection[str] = frozenset()) -> Body:
    """The body of a page without a usable tree, read as a text dump. Raises ``NotAnArticle`` (too_large)."""
    return find_body(split_dump(render_text(markup)), standing=standing)


def split_dump(text: str) -> list[Line]:
    """The lines of a text dump. Raises ``NotAnArticle`` (too_large) where it has more than any article."""
    n_lines = count_lines(text)
    if n_lines > MAX_LINES:
        raise NotAnArticle("too_large", f"{n_lines} lines in {len(text)} characters: no article has as many")
    return split_lines(text)


def _part(frame: Frame, title: str, told: Told | None, standing: Collection[str]) -> Body:
    before = [_make_outer(piece) for piece in frame.before if piece.part is not Part.CAPTION]
    inside: list[Line] = []
    lines: list[Line] = []
    quoted: set[str] = set()
    begin, end = _find_prose(frame.pieces)
    for index, piece in enumerate(frame.pieces):
        if piece.part is Part.CAPTION:
            continue
        is_quoted = piece.part is Part.POST and index > begin
        is_text = is_quoted or piece.part is None
        line = _make_line(piece, is_inside=begin < index < end) if is_text else _make_outer(piece)
        if is_text and line.folded != title:
            lines.append(line)
        else:
            (inside if lines else before).append(line)
        quoted |= {line.folded} if is_quoted else set()
    own = [line for line in lines if line.folded not in quoted]  # JSON-LD tells of no posts
    kept = {line.folded for line in (told.sift(own) if told else own)} | quoted
    inside += [line for line in lines if line.folded not in kept]
    sifted = [line for line in lines if line.folded in kept]
    paragraphs, left = keep_paragraphs(sifted, is_marked_up=True, standing=standing)
    after = [_make_outer(piece) for piece in frame.after if piece.part is not Part.CAPTION]
    return Body(before, paragraphs, inside + left, after)


def _find_standfirst(frame: Frame) -> str | None:
    """The first piece above the text that is named a standfirst."""
    start, _ = _find_prose(frame.pieces)
    above = (*frame.before, *frame.pieces[:start])
    return next(
        (p.block.text for p in above if p.part is Part.STANDFIRST and p.block.n_words >= _STANDFIRST_WORDS), None
    )


def _make_outer(piece: Piece) -> Line:
    """A line that is no text, where only short ones are told apart by their wording."""
    line = make_line(piece.block.text, kind=Kind.TEXT if piece.block.n_words > _OUTER_WORDS else None)
    is_of_note = piece.part is Part.NOTE and line.kind is Kind.DATE  # when it was on the air, or printed elsewhere
    return replace(line, kind=Kind.NOTICE) if is_of_note else line


def _find_prose(pieces: Sequence[Piece]) -> tuple[int, int]:
    """The indices of the first and the last paragraph of prose; (0, 0) where there is none."""
    found = [index for index, piece in enumerate(pieces) if piece.part is None and piece.block.is_prose]
    return (found[0], found[-1]) if found else (0, 0)


def _make_line(piece: Piece, *, is_inside: bool) -> Line:
    """A line of the frame. Between paragraphs a long one is text, a short one a sub-heading where it is bold."""
    block = piece.block
    if piece.part is Part.POST:
        return replace(make_line(block.text, kind=Kind.TEXT), kind=Kind.ITEM)
    if piece.is_heading and not (is_inside and _is_spoken(block.text)):
        return make_line(block.text, kind=Kind.HEADING)
    is_plain = is_inside and block.is_prose and block.n_words >= _PLAIN_WORDS
    line = make_line(block.text, kind=Kind.TEXT if is_plain else None)
    if line.kind is not Kind.TEXT or line.ends_sentence or line.is_prose:
        return replace(line, kind=Kind.ITEM) if piece.is_item and line.kind is Kind.TEXT else line
    if block.bold >= _BOLD_SHARE:
        return replace(line, kind=Kind.HEADING)
    return replace(line, kind=Kind.ITEM) if piece.is_item or is_inside else line


def _is_spoken(text: str) -> bool:
    """Whether a line is an interview's question after the sign or the name of who asks: 'Q: ...?', 'Herald: ...?'."""
    return _SPEAKER.match(text) is not None and text.rstrip(_CLOSERS).endswith(_QUESTION_MARKS)


def _read_again(page: Page, told: Told | None, standing: Collection[str]) -> Iterator[Body]:
    """Other readings of a page: from its JSON-LD, by trafilatura, as a text dump, and from its scripts."""
    if told:
        paragraphs, left = keep_paragraphs(told.split(), standing=standing)
        yield Body([], paragraphs, left, [])
    if page.n_elements <= _TRAFILATURA_ELEMENTS:
        paragraphs, left = keep_paragraphs(list(_extract(page)), is_marked_up=True, standing=standing)
        yield Body([], paragraphs, left, [])
    yield render_body(page.markup, standing)
    scripted = find_scripted(script.text for script in page.root.iter("script") if script.text)
    if scripted:
        yield render_body(scripted, standing)


def _extract(page: Page) -> Iterator[Line]:
    """The lines of trafilatura's output."""
    try:
        document = trafilatura.bare_extraction(page.root, include_comments=False, with_metadata=False)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, etree.LxmlError):
        return  # a page that trips trafilatura is read in other ways
    body = getattr(document, "body", None)
    if body is None:
        return
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _flush(parts, is_heading=element.tag == "head")
        parts.append((element.text if event == "start" else element.tail) or "")
    yield from _flush(parts, is_heading=False)


def _flush(parts: list[str], *, is_heading: bool) -> Iterator[Line]:
    text = collapse("".join(parts))
    parts.clear()
    if text:
        yield make_line(text, kind=Kind.HEADING if is_heading else None)


def _count_words(body: Body) -> int:
    return sum(line.n_words for line in body.paragraphs)
