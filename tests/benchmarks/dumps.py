"""Naive text dumps of pages, and what makes an article of them again.

No library reads a page whose markup is gone, so beside us stand the two plainest rules and jusText, which classifies
paragraphs, with each line as one.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import partial

from tests.benchmarks.cache import OutputCache
from tests.benchmarks.documents import Corpus, Document, Output, Page
from tests.benchmarks.quality import Result, collect_outputs, score_systems
from tests.benchmarks.systems import DRAGOMAN, System, read_dragoman
from tests.benchmarks.workers import Workers

MEASURES = ("word_f1", "core_f1", "page_f1", "para_f1")
_URL = "file:///page.txt"  # a dump does not say where it is from
_LEAST_WORDS = 20


def measure_dumps(corpus: Corpus, cache: OutputCache, workers: Workers) -> list[Result]:
    """The pages rendered by each tool that is installed, and each dump read by each cleaner."""
    renderers = [renderer for renderer in RENDERERS if renderer.version]
    renderings = collect_outputs(corpus.documents, renderers, cache, workers, "Rendering pages")
    cleaners = [cleaner for cleaner in CLEANERS if cleaner.version]
    results = []
    for renderer in RENDERERS:
        outputs: dict[str, list[Output]] = {}
        if renderer.name in renderings:
            dumps = [Document(_URL, output.text.encode("utf-8", "ignore")) for output in renderings[renderer.name]]
            outputs = collect_outputs(dumps, cleaners, cache, workers, f"Reading {renderer.name} dumps")
        results += score_systems(corpus.golds, outputs, CLEANERS, f", {renderer.name}")
    return results


def _render_by_soup(page: Page) -> Output:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page.text, "lxml")
    for element in soup(["script", "style"]):
        element.decompose()
    return Output((soup.body or soup).get_text("\n"))


def _render_by_inscriptis(page: Page) -> Output:
    from inscriptis import get_text

    return Output(get_text(page.text))


def _render_by_html_text(page: Page) -> Output:
    from html_text import extract_text

    return Output(extract_text(page.text))


def _keep_all(page: Page) -> Output:
    return Output(page.text)


def _keep_long_lines(page: Page) -> Output:
    return Output("\n".join(line for line in page.text.split("\n") if len(line.split()) >= _LEAST_WORDS))


def _keep_by_justext(page: Page) -> Output:
    """Without stop words, as its authors advise where the language is not known."""
    import justext

    markup = "".join(f"<p>{html.escape(line)}</p>" for line in page.text.split("\n") if line.strip())
    paragraphs = justext.justext(markup, frozenset(), stopwords_low=0, stopwords_high=0)
    return Output("\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate))


RENDERERS: Sequence[System] = (
    System("bs4", "beautifulsoup4", _render_by_soup),
    System("inscriptis", "inscriptis", _render_by_inscriptis),
    System("html_text", "html-text", _render_by_html_text),
)
CLEANERS: Sequence[System] = (
    System(DRAGOMAN.name, None, partial(read_dragoman, media_type="text/plain")),
    System("every line", None, _keep_all),
    System(f"lines of {_LEAST_WORDS} words", None, _keep_long_lines),
    System("jusText", "jusText", _keep_by_justext),
)
