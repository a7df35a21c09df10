"""What tagging costs beside the language model alone, what it holds in memory, and how long it takes to load.

Tagging and the model take turns on the same paragraphs, batch by batch, with nothing remembered from one turn to the
next; the model's batches are those at which it is fastest. The model is measured twice: with ``tok2vec`` and ``ner``,
as spaCy loads whoever asks for entities, and with ``ner`` alone, as we load it.
"""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from tests.benchmarks.bootstrap import Estimate, estimate_ratio
from warehouse.lean_imports import import_leanly

if TYPE_CHECKING:
    from spacy.language import Language

WORDS = 500  # of the article that speeds are given for
_AT_ONCE = 16  # articles
_MODEL_BATCH = 64  # paragraphs
_OF_GRAMMAR = ("tagger", "parser", "attribute_ruler", "lemmatizer")


@dataclass(frozen=True, slots=True)
class Cost:
    """Speeds in articles of 500 words a second of processor time; memory in MiB; loading in seconds."""

    n_articles: int
    n_words: int
    articles_a_second: float
    ratio: Estimate  # tagging over tok2vec and ner
    ner_ratio: Estimate  # tagging over ner alone
    reprints_a_second: float  # articles that were read before
    load_s: float  # start of the interpreter to the first article, processor time
    model_load_s: float  # the same for the model alone
    peak_mib: float  # of a process that tags them all


def measure_cost(articles: pa.Table, repetitions: int) -> Cost:
    """The cost of tagging a table of articles (``tables.ARTICLES``)."""
    import spacy

    from transforms.tag.recogniser import recogniser_of
    from warehouse.model import PACKAGE, load_model

    tag, nlp, whole = _tagger(), load_model(), spacy.load(PACKAGE, exclude=_OF_GRAMMAR)
    batches = [articles.slice(start, _AT_ONCE) for start in range(0, articles.num_rows, _AT_ONCE)]
    paragraphs = [[part for text in _column(batch, "text") for part in text.split("\n")] for batch in batches]
    ours: list[list[float]] = [[] for _ in batches]
    theirs: list[list[float]] = [[] for _ in batches]
    ner: list[list[float]] = [[] for _ in batches]
    again: list[list[float]] = [[] for _ in batches]
    tag(batches[0])
    for _ in range(repetitions):
        for i, batch in enumerate(batches):
            recogniser_of.cache_clear()
            ours[i].append(_cpu(partial(tag, batch)))
            again[i].append(_cpu(partial(tag, batch)))
            theirs[i].append(_cpu(partial(_run, whole, paragraphs[i])))
            ner[i].append(_cpu(partial(_run, nlp, paragraphs[i])))
    seconds, model, alone, known = ([median(values) for values in part] for part in (ours, theirs, ner, again))
    clusters = [str(i) for i in range(len(batches))]
    n_words = sum(_column(articles, "word_count"))
    load_s, peak_mib = _in_new_process(_load_and_tag, articles)
    model_load_s, _ = _in_new_process(_load_model, articles.slice(0, 0))
    return Cost(
        articles.num_rows, n_words, n_words / WORDS / sum(seconds),
        estimate_ratio(seconds, model, clusters),
        estimate_ratio(seconds, alone, clusters),
        n_words / WORDS / sum(known), load_s, model_load_s, peak_mib,
    )  # fmt: skip


def _tagger() -> Callable[[pa.Table], Any]:
    from transforms.tag import tag_batch
    from warehouse.model import load_model
    from warehouse.reference import load_reference
    from warehouse.roles import load_confidence, load_roles
    from warehouse.settings import project_dir

    nlp, reference, learned = load_model(), load_reference(project_dir()), (load_roles(), load_confidence())
    return lambda articles: tag_batch(articles, nlp, reference, *learned)


def _column(articles: pa.Table, name: str) -> list[Any]:
    return list(articles.column(name).to_pylist())


def _run(nlp: Language, paragraphs: list[str]) -> None:
    for _ in nlp.pipe(paragraphs, batch_size=_MODEL_BATCH):
        pass


def _cpu(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _in_new_process(work: Callable[[pa.Table], tuple[float, float]], articles: pa.Table) -> tuple[float, float]:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(work, (articles,))


def _load_and_tag(articles: pa.Table) -> tuple[float, float]:
    """Seconds of processor time until ready, and the most memory that this process then needs, in MiB."""
    import_leanly()
    tag = _tagger()
    tag(articles.slice(0, 0))
    ready = time.process_time()
    for start in range(0, articles.num_rows, _AT_ONCE):
        tag(articles.slice(start, _AT_ONCE))
    return ready, peak_mib()


def _load_model(_: pa.Table) -> tuple[float, float]:
    from warehouse.model import load_model

    import_leanly()
    load_model()
    return time.process_time(), peak_mib()


def peak_mib() -> float:
    """The most memory that this process has held; on Linux its own, not that of the process it was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
