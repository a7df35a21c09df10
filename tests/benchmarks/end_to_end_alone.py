"""Extraction and tagging alone, and beside them bare trafilatura and bare spaCy, on the documents that a run has read.

Two processes share the documents in pieces. On each piece the systems take turns, and change who begins: extraction and
trafilatura from the same bytes, tagging and spaCy (tok2vec and ner, in batches at which it is fastest) on the same text.
Tagging remembers paragraphs, as it does in a run, so that reprints cost it less; `tests.benchmarks.tagging --speed`
compares without.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from multiprocessing import get_context
from typing import Any

import pyarrow as pa

from tests.benchmarks.bootstrap import Estimate, estimate_ratio
from tests.benchmarks.workers import quiet
from transforms.tables import ARTICLES, table_of
from warehouse.lake import read_table
from warehouse.raw import read_raw
from warehouse.reference import load_reference
from warehouse.settings import Settings, project_dir

N_PROCESSES = 2
EXTRACTION, TAGGING, TRAFILATURA, SPACY = "extraction", "tagging", "trafilatura", "spaCy tok2vec + ner"
_PEER_OF = {EXTRACTION: TRAFILATURA, TAGGING: SPACY}
_TAGGED_ARTICLES = 16  # at a time, as in a run
_PIECE_DOCUMENTS = 2 * _TAGGED_ARTICLES
_MODEL_BATCH = 64  # paragraphs
_OF_GRAMMAR = ("tagger", "parser", "attribute_ruler", "lemmatizer")
_N_WARM_UP = 3  # documents

Row = dict[str, Any]
Work = tuple[str, Callable[[], object]]  # a system and what it does


@dataclass(slots=True)
class Piece:
    """Seconds of each system on some documents, on the clock and of processor time."""

    n_documents: int
    n_articles: int
    n_words: int
    seconds: dict[str, float] = field(default_factory=dict)
    cpu_seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alone:
    """The pieces, whose systems were loaded and warm."""

    pieces: list[Piece]

    def total(self, measure: str, system: str) -> float:
        """Seconds of a system; ``measure`` is ``seconds``, in one of two processes, or ``cpu_seconds``."""
        return sum(float(getattr(piece, measure)[system]) for piece in self.pieces)

    @property
    def n_documents(self) -> int:
        return sum(piece.n_documents for piece in self.pieces)

    def systems(self) -> list[str]:
        """What was measured; peers may have been left out."""
        return list(self.pieces[0].cpu_seconds)

    def ratios(self) -> dict[str, Estimate]:
        """Our speed over the peer's, by processor time; the interval is over the pieces."""
        clusters = [str(number) for number in range(len(self.pieces))]
        return {
            f"{ours} / {theirs}": estimate_ratio(
                [piece.cpu_seconds[theirs] for piece in self.pieces],
                [piece.cpu_seconds[ours] for piece in self.pieces],
                clusters,
            )
            for ours, theirs in _PEER_OF.items()
            if theirs in self.systems()
        }


def measure_alone(settings: Settings, has_peers: bool = True) -> Alone:
    """Read and tag once more, in two processes, the documents that lie in the lake of a finished run."""
    rows: list[Row] = read_table(settings, "documents").to_pylist()
    pieces = [rows[start : start + _PIECE_DOCUMENTS] for start in range(0, len(rows), _PIECE_DOCUMENTS)]
    measure = partial(_measure_piece, settings, has_peers)
    load = partial(_load, settings, has_peers, rows[:_N_WARM_UP])
    with _one_thread_each(), ProcessPoolExecutor(N_PROCESSES, get_context("spawn"), load) as pool:
        return Alone(list(pool.map(measure, range(len(pieces)), pieces)))


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that start inside compute in one thread, as those of a run do."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        del os.environ["OMP_NUM_THREADS"]
        if before is not None:
            os.environ["OMP_NUM_THREADS"] = before


def _load(settings: Settings, has_peers: bool, documents: list[Row]) -> None:
    """Load every system and let it work once; what tagging remembers of these articles is dropped."""
    from transforms.tag.recogniser import recogniser_of

    _measure_piece(settings, has_peers, 0, documents)
    recogniser_of.cache_clear()
    gc.collect()
    gc.freeze()  # models and tables that stay


def _measure_piece(settings: Settings, has_peers: bool, number: int, documents: list[Row]) -> Piece:
    pages = [(row, read_raw(settings, row["raw_sha256"])) for row in documents]
    readings: list[Row] = []
    piece = Piece(len(pages), 0, 0)
    bodies = [raw for _, raw in pages]
    take_turns = partial(_take_turns, piece, is_ours_first=bool(number % 2), has_peers=has_peers)
    with quiet():
        take_turns((EXTRACTION, lambda: readings.extend(_read_all(pages))), (TRAFILATURA, lambda: _extract_all(bodies)))
        articles = table_of(readings, ARTICLES)
        paragraphs = [part for row in readings for part in row["text"].split("\n")]
        take_turns((TAGGING, lambda: _tag_all(articles)), (SPACY, lambda: _run_model(paragraphs)))
    piece.n_articles, piece.n_words = len(readings), sum(row["word_count"] for row in readings)
    return piece


def _take_turns(piece: Piece, ours: Work, theirs: Work, *, is_ours_first: bool, has_peers: bool) -> None:
    order = (ours, theirs) if is_ours_first else (theirs, ours)
    for name, work in order if has_peers else [ours]:
        gc.collect()  # what the one before left is not this one's work
        start, cpu_start = time.perf_counter(), time.process_time()
        work()
        piece.seconds[name] = time.perf_counter() - start
        piece.cpu_seconds[name] = time.process_time() - cpu_start


def _read_all(pages: Sequence[tuple[Row, bytes]]) -> list[Row]:
    """The rows of articles that the reading process of a run would give."""
    from flows.reading import Reading, read_document

    reference = load_reference(project_dir())
    found = [read_document(row, raw, reference, {}) for row, raw in pages]
    return [one.article for one in found if isinstance(one, Reading)]


def _extract_all(bodies: Sequence[bytes]) -> None:
    import trafilatura

    for body in bodies:
        trafilatura.extract(body, include_comments=False)


@cache
def _tagger() -> Callable[[pa.Table], object]:
    from transforms.tag import tag_batch
    from warehouse.model import load_model
    from warehouse.roles import load_confidence, load_roles

    loaded = load_model(), load_reference(project_dir()), load_roles(), load_confidence()
    tag_batch(table_of([], ARTICLES), *loaded)
    return lambda articles: tag_batch(articles, *loaded)


def _tag_all(articles: pa.Table) -> None:
    for start in range(0, articles.num_rows, _TAGGED_ARTICLES):
        _tagger()(articles.slice(start, _TAGGED_ARTICLES))


@cache
def _model() -> Any:
    import spacy

    from warehouse.model import PACKAGE

    return spacy.load(PACKAGE, exclude=_OF_GRAMMAR)


def _run_model(paragraphs: Sequence[str]) -> None:
    for _ in _model().pipe(paragraphs, batch_size=_MODEL_BATCH):
        pass
