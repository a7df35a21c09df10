"""The systems that are compared, each behind the same small face: from a page to text, title, authors, date.

Each peer is taken at its best: without comments, and with the simplest rendering of its HTML where it gives no text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any

from tests.benchmarks.documents import Output, Page
from tests.benchmarks.installed import version_of
from transforms.article import NotAnArticle
from transforms.extract import read_article
from warehouse.reference import load_reference
from warehouse.settings import project_dir

_MIN_PRECISION_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class System:
    """A way to read a page. ``distribution`` is the package it needs; none for what is in this repository.

    ``timed`` is what its speed is measured by, where that is less than ``read``: for trafilatura, the text alone.
    """

    name: str
    distribution: str | None
    read: Callable[[Page], Output]
    timed: Callable[[Page], object] | None = None

    @property
    def version(self) -> str | None:
        """The installed version, or none where it is not installed."""
        return version_of(self.distribution)


def read_safely(system: System, page: Page) -> Output:
    """What a system makes of a page; an error of its own is a page without output."""
    try:
        return system.read(page)
    except NotAnArticle as refusal:
        return Output(failure=refusal.reason)
    except Exception as error:  # the boundary of one record: whatever a peer trips over is its failure there
        return Output(failure=repr(error)[:200])


def read_dragoman(page: Page, media_type: str = "text/html") -> Output:
    """The article as the pipeline reads it, from bytes: charset, metadata and language included."""
    article = read_article(page.raw, media_type, load_reference(project_dir()), uri=page.url)
    return Output(article.text, article.title, article.authors, _iso(article.published_at or article.published_on))


def _extract_by_trafilatura(page: Page, **settings: Any) -> str:
    import trafilatura

    return trafilatura.extract(page.text, include_comments=False, **settings) or ""


def _extract_by_combination(page: Page) -> str:
    """With precision favoured, or the default where that loses two fifths: the best use of it that is known to us."""
    precise = _extract_by_trafilatura(page, favor_precision=True)
    default = _extract_by_trafilatura(page)
    return precise if len(precise) >= _MIN_PRECISION_SHARE * len(default) else default


def _add_metadata(extract: Callable[[Page], str], page: Page) -> Output:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(page.text, default_url=page.url)
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    return Output(extract(page), found.title, authors, found.date)


def _drop_title(read: Callable[[Page], Output], page: Page) -> Output:
    output = read(page)
    lines = [line for line in output.text.split("\n") if line.strip() != (output.title or "").strip()]
    return Output("\n".join(lines), output.title, output.authors, output.date)


@cache
def _spare_nltk_its_data() -> None:
    """Let NLTK split words without the sentence model it would download: newspaper asks it for Korean words alone."""
    import nltk

    nltk.word_tokenize = partial(nltk.word_tokenize, preserve_line=True)


def _read_newspaper(page: Page) -> Output:
    from newspaper import Article

    _spare_nltk_its_data()
    article = Article(page.url, fetch_images=False)
    article.download(input_html=page.text)
    article.parse()
    return Output(article.text, article.title, tuple(article.authors), _iso(article.publish_date))


def _read_readability(page: Page) -> Output:
    from html_text import extract_text
    from readability import Document

    document = Document(page.text)
    author = document.author()
    authors = (author,) if author and author != "[no-author]" else ()
    return Output(extract_text(document.summary()), document.short_title(), authors)


def _read_resiliparse(page: Page) -> Output:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(page.text)
    text = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
    return Output(text, tree.title)


def _read_news_please(page: Page) -> Output:
    from newsplease import NewsPlease

    _spare_nltk_its_data()
    article = NewsPlease.from_html(page.text, url=page.url, fetch_images=False)
    return Output(article.maintext or "", article.title, tuple(article.authors or ()), _iso(article.date_publish))


def _iso(moment: date | str | None) -> str | None:
    return moment.isoformat() if isinstance(moment, date) else moment


def _trafilatura(name: str, extract: Callable[[Page], str]) -> System:
    return System(name, "trafilatura", partial(_add_metadata, extract), extract)


_combined = _trafilatura("trafilatura precision, else default", _extract_by_combination)

DRAGOMAN = System("dragoman", None, read_dragoman)
DEFAULT = _trafilatura("trafilatura", _extract_by_trafilatura)
FASTEST = _trafilatura(
    "trafilatura fast, pruned", partial(_extract_by_trafilatura, fast=True, prune_xpath=["//nav", "//footer"])
)
SYSTEMS: Sequence[System] = (
    DRAGOMAN,
    DEFAULT,
    _trafilatura("trafilatura precision", partial(_extract_by_trafilatura, favor_precision=True)),
    FASTEST,
    replace(_combined, read=partial(_drop_title, _combined.read)),
    System("newspaper4k", "newspaper4k", _read_newspaper),
    System("readability-lxml", "readability-lxml", _read_readability),
    System("resiliparse", "resiliparse", _read_resiliparse),
    System("news-please", "news-please", _read_news_please),
)
