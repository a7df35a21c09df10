"""From the bytes of a page or of a text dump to an article, or to the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache

import py3langid.langid  # type: ignore[import-untyped]

from transforms.article import Article, NotAnArticle
from transforms.extract import wording
from transforms.extract.body import Body, find_body, keep_paragraphs
from transforms.extract.charset import decode
from transforms.extract.credit import find_agency, strip_agency
from transforms.extract.header import Header, read_header
from transforms.extract.lines import MAX_LINES, Kind, Line, count_lines, fold_words, split_lines
from transforms.extract.masthead import choose_authors, choose_moment, choose_outlet, choose_standfirst
from transforms.extract.metadata import Metadata, read_metadata
from transforms.extract.page import find_standfirsts, parse_page, read_lines, render_text
from transforms.reference import Reference

MIN_WORDS = 20
_ERROR_PAGE_WORDS = 120
_IMPRINT_WORDS = 45
_LANGUAGE_CHARS = 4000


def read_article(
    raw: bytes, media_type: str, reference: Reference, *, uri: str, modified_at: datetime | None = None
) -> Article:
    """Read one document.

    ``media_type`` is text/html or text/plain; ``modified_at`` is the last resort for the day of publication. Raises
    ``NotAnArticle`` with the reason: empty_file, binary, bad_encoding, too_large, empty_extract, not_an_article.
    """
    text = decode(raw)
    if media_type.split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml"):
        return _read_page(text, reference, uri, modified_at)
    _refuse_long(text)
    body = find_body(split_lines(text))
    _refuse_thin(body, len(text))
    return _make_article(body, read_header(body, reference), Metadata(), reference, uri, modified_at)


def _read_page(markup: str, reference: Reference, uri: str, modified_at: datetime | None) -> Article:
    page = parse_page(markup)
    metadata = Metadata() if page is None else read_metadata(page.root)
    body = Body([], [], [], [])
    if page is not None:
        body = _part_page(read_lines(page), metadata, find_standfirsts(page))
    rendering = render_text(markup)
    if page is None or not page.is_regular:
        _refuse_long(rendering)
    rendered = find_body(split_lines(rendering))
    if _count_words(body.paragraphs) < MIN_WORDS < _count_words(rendered.paragraphs):
        body = rendered
    _refuse_thin(body, len(markup))
    printed = read_header(rendered, reference, metadata.title)
    standfirst = next((line.text for line in body.before if line.kind is Kind.TEXT), None)
    header = Header(printed.title, standfirst, printed.authors, printed.moment, printed.basis)
    around = Body(body.before + rendered.before, body.paragraphs, body.inside + rendered.inside, rendered.after)
    return _make_article(around, header, metadata, reference, uri, modified_at)


def _part_page(lines: Sequence[Line], metadata: Metadata, standfirsts: Iterable[str]) -> Body:
    """The body among trafilatura's lines, less the headline and the standfirst, which go before it."""
    title = fold_words(metadata.title or "")
    above = {fold_words(text) for text in standfirsts}
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.folded] = counts.get(line.folded, 0) + 1
    before: list[Line] = []
    rest: list[Line] = []
    for index, line in enumerate(lines):
        is_standfirst = index < 3 and line.folded in above and counts[line.folded] == 1 and index + 1 < len(lines)
        if is_standfirst:
            before.append(line)
        elif line.folded != title:
            rest.append(line)
    paragraphs, inside = keep_paragraphs(rest, is_marked_up=True)
    return Body(before, paragraphs, inside, [])


def _refuse_long(text: str) -> None:
    n_lines = count_lines(text)
    if n_lines > MAX_LINES:
        raise NotAnArticle("too_large", f"{n_lines} lines in {len(text)} characters: no article has as many")


def _refuse_thin(body: Body, n_chars: int) -> None:
    """Raise where the body is no article: nothing, a menu, an error page."""
    if not body.paragraphs:
        raise NotAnArticle("empty_extract", f"no paragraph of prose in {n_chars} characters")
    n_words = _count_words(body.paragraphs)
    if n_words < MIN_WORDS or not any(line.ends_sentence for line in body.paragraphs):
        start = body.paragraphs[0].text[:60]
        raise NotAnArticle("not_an_article", f"{n_words} words of prose in {n_chars} characters, starting {start!r}")
    if n_words < _ERROR_PAGE_WORDS:
        found = next(
            (hit for line in body.before + body.paragraphs if (hit := wording.ERROR_PAGE.search(line.text[:1000]))),
            None,
        )
        if found:
            raise NotAnArticle("not_an_article", f"an error page: {n_words} words, among them {found[0]!r}")


def _make_article(
    body: Body, header: Header, metadata: Metadata, reference: Reference, uri: str, modified_at: datetime | None
) -> Article:
    around = [*body.before, *body.inside, *body.after]
    agency = find_agency(body.paragraphs, around, reference)
    authors = choose_authors(header, metadata, reference)
    outlet = choose_outlet(metadata, [*body.before, *body.after], uri, agency, reference)
    paragraphs = _drop_imprint([strip_agency(line.text, reference) for line in body.paragraphs], authors, outlet)
    moment, basis = choose_moment(header, metadata, uri, modified_at)
    return Article(
        text="\n".join(paragraphs),
        language=metadata.language or detect_language("\n".join(paragraphs)),
        outlet=outlet,
        title=metadata.title or header.title,
        authors=authors,
        agency=agency,
        standfirst=choose_standfirst(header, metadata, paragraphs),
        canonical_url=metadata.canonical_url,
        published_at=moment.at if moment else None,
        published_on=moment.on if moment else None,
        published_at_basis=basis,
    )


def _drop_imprint(paragraphs: list[str], authors: Sequence[str], outlet: str) -> list[str]:
    """Without the lines at the end that introduce the author or the outlet: 'Ann Lee covers fishing for The Herald.'"""
    starts = (*(f"{name} " for name in authors), f"{outlet} is ", f"{outlet} publishes ")
    kept = list(paragraphs)
    while len(kept) > 2 and len(kept[-1].split()) <= _IMPRINT_WORDS and kept[-1].startswith(starts):
        kept.pop()
    return kept


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the language of a text."""
    return str(_identifier().classify(text[:_LANGUAGE_CHARS])[0])


@lru_cache(maxsize=1)
def _identifier() -> py3langid.langid.LanguageIdentifier:
    return py3langid.langid.LanguageIdentifier.from_model_file(py3langid.langid.MODEL_FILE, norm_probs=True)


def _count_words(lines: Iterable[Line]) -> int:
    return sum(line.n_words for line in lines)
