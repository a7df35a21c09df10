"""Articles whose stories are known, because we wrote them: what agencies send and outlets make of it over a year.

Of every event there are agency texts with their copies, and texts of outlets' own that share names, a quotation and
background with them. Beside these stand what misleads a comparison of texts: the notices that outlets put under
everything, background that an agency adds to all texts of a series, digests ('News in brief') that hold the first
paragraphs of several stories, running leads (tomorrow's news over today's background), write-throughs (the agency's own
later versions, the same story), and forms filled in anew each day (markets, weather, earthquakes).
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from tests.benchmarks.stories_reprints import reprint
from tests.benchmarks.stories_words import Vocabulary
from transforms.keys import key_of
from transforms.tables import ARTICLES, table_of

_N_OUTLETS = 160
_YEAR_MINUTES = 365 * 24 * 60
_START = datetime(2031, 1, 1, tzinfo=UTC)
_ARTICLES_PER_SERIES = 60
_COPIES = (1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6, 9, 15, 40)  # of an agency's text; each as likely as another
_DIGEST_SHARE = 0.03  # of events, which end with a digest of what came before
_FORM_SHARE = 0.12
_RUNNING_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles in the order of publication, and the number of the story of each."""

    articles: pa.Table
    stories: list[int]

    def slice(self, start: int, stop: int) -> Corpus:
        """Part of the articles."""
        return Corpus(self.articles.slice(start, stop - start), self.stories[start:stop])


@dataclass(slots=True)
class _Series:
    """A matter that stays in the news: who is in it, and what an agency says of it each time."""

    names: list[str]
    background: list[str]


@dataclass(slots=True)
class _Outlet:
    source_id: str
    notice: list[str]
    is_above: bool  # the notice stands above the text


@dataclass(slots=True)
class _Printed:
    minutes: float
    outlet: int
    story: int
    text: list[str]
    agency: str | None = None


@dataclass(slots=True)
class _Writer:
    draw: random.Random
    words: Vocabulary
    outlets: list[_Outlet] = field(default_factory=list)
    leads: list[list[str]] = field(default_factory=list)  # of late
    n_stories: int = 0

    def begin_story(self) -> int:
        self.n_stories += 1
        return self.n_stories


def make_corpus(n: int, seed: int = 5) -> Corpus:
    """``n`` articles (schema ``ARTICLES``); the same for the same ``n`` and ``seed``."""
    draw = random.Random(seed)
    writer = _Writer(draw, Vocabulary(seed))
    writer.outlets = [_make_outlet(writer, number) for number in range(_N_OUTLETS)]
    series = [_make_series(writer) for _ in range(max(3, n // _ARTICLES_PER_SERIES))]
    forms = [_make_form(writer) for _ in range(12)]
    printed: list[_Printed] = []
    step = _YEAR_MINUTES / n
    while len(printed) < n:
        at = len(printed) * step
        kind = draw.random()
        if kind < _FORM_SHARE:
            printed += _fill_form(writer, draw.choice(forms), at)
        elif kind < _FORM_SHARE + _RUNNING_SHARE:
            printed += _run_lead(writer, draw.choice(series), at)
        else:
            printed += _report_event(writer, draw.choice(series), at)
        if draw.random() < _DIGEST_SHARE and len(writer.leads) > 5:
            printed.append(_make_digest(writer, at))
    printed = sorted(printed[:n], key=lambda item: item.minutes)
    return Corpus(_article_rows(writer, printed, seed), [item.story for item in printed])


def _make_outlet(writer: _Writer, number: int) -> _Outlet:
    n_lines = writer.draw.choice((0, 1, 1, 2))
    notice = [writer.words.paragraph(writer.draw, [writer.words.name(writer.draw)]) for _ in range(n_lines)]
    return _Outlet(f"outlet-{number:03}", notice, writer.draw.random() < 0.2)


def _make_series(writer: _Writer) -> _Series:
    names = [writer.words.name(writer.draw) for _ in range(6)] + [writer.words.place(writer.draw) for _ in range(3)]
    return _Series(names, [writer.words.paragraph(writer.draw, names) for _ in range(3)])


def _write(writer: _Writer, names: list[str], n_paragraphs: int) -> list[str]:
    return [writer.words.paragraph(writer.draw, names) for _ in range(n_paragraphs)]


def _report_event(writer: _Writer, series: _Series, at: float) -> Iterator[_Printed]:
    """One or two agencies' texts with their copies, and outlets' own texts."""
    draw = writer.draw
    names = draw.sample(series.names, 5) + [writer.words.name(draw) for _ in range(3)]
    quotes = [writer.words.quote(draw, draw.choice(names).split()[-1]) for _ in range(2)]
    for _ in range(draw.choice((1, 1, 2))):
        text = _write(writer, names, draw.randint(5, 14))
        text.insert(draw.randint(1, len(text)), draw.choice(quotes))
        if draw.random() < 0.5:
            text.append(draw.choice(series.background))
        writer.leads = [*writer.leads[-30:], text[: draw.randint(2, 3)]]
        yield from _send(writer, text, names, at)
    for _ in range(draw.choice((0, 1, 2, 3, 5))):
        text = _write(writer, names, draw.randint(4, 10))
        text.insert(draw.randint(0, len(text)), draw.choice(quotes))
        if draw.random() < 0.3:
            text.append(draw.choice(series.background))
        yield _Printed(at + draw.uniform(0, 2000), draw.randrange(_N_OUTLETS), writer.begin_story(), text)


def _send(writer: _Writer, text: list[str], names: list[str], at: float) -> Iterator[_Printed]:
    """Copies of an agency's text, at times in two or three versions that grow: the agency's write-throughs."""
    draw, story = writer.draw, writer.begin_story()
    agency = draw.choice(("Corvus", "Tern Press", None))
    versions = [text]
    if draw.random() < 0.15:
        for _ in range(draw.choice((1, 2))):
            grown = [*versions[-1]]
            grown.insert(draw.randint(1, len(grown)), writer.words.paragraph(draw, names))
            versions.append([writer.words.paragraph(draw, names), *grown[1:]])
    for _ in range(draw.choice(_COPIES)):
        copy = reprint(draw.choice(versions), names, writer.words, draw)
        yield _Printed(at + draw.expovariate(1 / 400), draw.randrange(_N_OUTLETS), story, copy, agency)


def _run_lead(writer: _Writer, series: _Series, at: float) -> Iterator[_Printed]:
    """News of several days, each over background of the day before."""
    draw = writer.draw
    text: list[str] = []
    for day in range(draw.randint(2, 6)):
        n_kept = draw.randint(0, 3) if text else 0
        text = _write(writer, series.names, draw.randint(5, 9)) + text[1 : 1 + n_kept]
        yield from _send(writer, text, series.names, at + day * 1440)


def _make_form(writer: _Writer) -> list[str]:
    """Sentences with gaps."""
    clause = writer.words.clause
    return [
        f"{clause(writer.draw, 1).capitalize()} {{}} {clause(writer.draw, 1)} {{}} {clause(writer.draw, 1)} {{}}."
        for _ in range(writer.draw.randint(5, 9))
    ]


def _fill_form(writer: _Writer, form: list[str], at: float) -> Iterator[_Printed]:
    draw = writer.draw
    text = []
    for sentence in form:
        values = [draw.choice((writer.words.place(draw), f"{draw.uniform(1, 900):.1f}")) for _ in range(3)]
        text.append(sentence.format(*values))
    story = writer.begin_story()
    for _ in range(draw.choice((1, 1, 2, 3))):
        yield _Printed(at + draw.expovariate(1 / 300), draw.randrange(_N_OUTLETS), story, text)


def _make_digest(writer: _Writer, at: float) -> _Printed:
    draw = writer.draw
    parts = draw.sample(writer.leads, draw.randint(3, 5))
    text = [paragraph for part in parts for paragraph in part]
    return _Printed(at + 30, draw.randrange(_N_OUTLETS), writer.begin_story(), text)


def _article_rows(writer: _Writer, printed: list[_Printed], seed: int) -> pa.Table:
    rows = []
    for number, item in enumerate(printed):
        outlet = writer.outlets[item.outlet]
        lines = [*outlet.notice, *item.text] if outlet.is_above else [*item.text, *outlet.notice]
        at = _START + timedelta(minutes=item.minutes)
        text = "\n".join(lines)
        rows.append({
            "article_id": key_of("art", seed, number), "content_sha256": key_of("text", text), "document_id": "doc",
            "uri": "file:///article", "source_id": outlet.source_id, "source_name": outlet.source_id, "language": "en",
            "text": text, "word_count": text.count(" ") + 1, "retrieved_at": at, "run_id": "run", "published_at": at,
            "published_on": at.date(), "agency": item.agency,
        })  # fmt: skip
    return table_of(rows, ARTICLES)
