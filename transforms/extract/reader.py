"""From the bytes of a page or of a text dump to an article, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from transforms.article import Article
from transforms.extract.charset import decode
from transforms.extract.genre.decision import require_article
from transforms.extract.masthead.choice import choose_authors, choose_moment, choose_outlet, choose_standfirst
from transforms.extract.masthead.credit import find_agency, strip_agency
from transforms.extract.masthead.header import Header, read_header
from transforms.extract.masthead.language import choose_language
from transforms.extract.masthead.metadata import Metadata, read_metadata
from transforms.extract.notes import find_notes
from transforms.extract.page.markup import parse_page
from transforms.extract.page.reading import Reading, read_page, render_body, split_dump
from transforms.extract.standing import Standing, find_edge_lines, sketch_story
from transforms.extract.text.body import Body, find_body
from transforms.extract.text.kind import Kind
from transforms.records import name_source
from transforms.reference import Reference

_IMPRINT_WORDS = 45
_NO_STANDING: Standing = MappingProxyType({})
_Reader = Callable[[Collection[str]], Article]  # reads a document opened once, less the standing lines given


def read_article(
    raw: bytes,
    media_type: str,
    reference: Reference,
    *,
    uri: str,
    modified_at: datetime | None = None,
    standing: Standing = _NO_STANDING,
) -> Article:
    """Read one document.

    ``media_type`` is text/html or text/plain; ``modified_at`` is the last resort for the day of publication;
    ``standing`` holds the lines that each outlet is known to print with all its articles. Raises ``NotAnArticle`` with
    the reason: empty_file, binary, bad_encoding, too_large, empty_extract, not_an_article, paywall_stub.
    """
    text = decode(raw)
    is_page = media_type.split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")
    read = (_open_page if is_page else _open_dump)(text, reference, uri, modified_at)
    article = read(frozenset())
    # Only the outlet's name says which lines it is known to repeat, and only an article that has some is read again.
    known = standing.get(name_source(article.outlet, reference)[0], frozenset())
    if known.isdisjoint(line.folded for line in article.edge_lines):
        return article
    cleaned = read(known)
    lines = {line.folded: line for line in (*cleaned.edge_lines, *article.edge_lines)}
    return replace(cleaned, outlet=article.outlet, printed_text=article.text, edge_lines=tuple(lines.values()))


def _open_dump(text: str, reference: Reference, uri: str, modified_at: datetime | None) -> _Reader:
    lines = split_dump(text)

    def read(standing: Collection[str]) -> Article:
        body = find_body(lines, standing=standing)
        require_article(body, len(text), lines=lines)
        return _make_article(body, read_header(body, reference), Metadata(), reference, uri, modified_at)

    return read


def _open_page(markup: str, reference: Reference, uri: str, modified_at: datetime | None) -> _Reader:
    page = parse_page(markup)
    metadata = Metadata() if page is None else read_metadata(page.root, reference)

    def read(standing: Collection[str]) -> Article:
        reading = Reading(render_body(markup, standing)) if page is None else read_page(page, metadata, standing)
        require_article(reading.body, len(markup), metadata=metadata, page=page)
        header = replace(read_header(reading.body, reference, metadata.title), standfirst=reading.standfirst)
        return _make_article(reading.body, header, metadata, reference, uri, modified_at)

    return read


def _make_article(
    body: Body, header: Header, metadata: Metadata, reference: Reference, uri: str, modified_at: datetime | None
) -> Article:
    around = [*body.before, *body.inside, *body.after]
    agency = find_agency(body.paragraphs, around, reference, metadata.agency, metadata.own_names)
    authors = choose_authors(header, metadata, reference)
    outlet = choose_outlet(metadata, [*body.before, *body.after], uri, agency, reference)
    paragraphs = _drop_imprint([strip_agency(line.text, reference) for line in body.paragraphs], authors, outlet)
    moment, basis = choose_moment(header, metadata, uri, modified_at)
    return Article(
        text="\n".join(paragraphs),
        language=choose_language(metadata.language, "\n".join(paragraphs)),
        outlet=outlet,
        title=metadata.title or header.title,
        authors=authors,
        agency=agency,
        standfirst=choose_standfirst(header, metadata, paragraphs),
        subheadings=tuple(line.text for line in body.inside if line.kind is Kind.HEADING),
        notes=find_notes(around),
        canonical_url=metadata.canonical_url,
        published_at=moment.at if moment else None,
        published_on=moment.on if moment else None,
        published_at_basis=basis,
        edge_lines=find_edge_lines(body.paragraphs, outlet),
        sketch=sketch_story(body.paragraphs),
    )


def _drop_imprint(paragraphs: list[str], authors: Sequence[str], outlet: str) -> list[str]:
    """Without the lines at the end that introduce the author or the outlet: 'Ann Lee covers fishing for The Herald.'"""
    starts = (*(f"{name} " for name in authors), f"{outlet} is ", f"{outlet} publishes ")
    kept = list(paragraphs)
    while len(kept) > 2 and len(kept[-1].split()) <= _IMPRINT_WORDS and kept[-1].startswith(starts):
        kept.pop()
    return kept
