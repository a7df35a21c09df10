"""How much processor time a page costs each system, all measured in one run.

The systems take turns on each page, in an order that moves on by one with each page, so that a machine that slows down
slows all of them. A page's time is the median over the repetitions.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from statistics import median

from tests.benchmarks.bootstrap import Estimate, estimate_mean, estimate_ratio
from tests.benchmarks.documents import Corpus, Document
from tests.benchmarks.systems import DEFAULT, FASTEST, System
from tests.benchmarks.workers import Workers, quiet

BASELINES = (DEFAULT.name, FASTEST.name)
_N_WARM_UP = 3  # pages

Turn = tuple[Document, Sequence[System]]


@dataclass(frozen=True, slots=True)
class Timing:
    """What a page costs a system, on average, and its cost over that of each baseline."""

    system: str
    version: str | None
    cpu_ms: Estimate | None = None  # none where it is not installed
    ratios: dict[str, Estimate] | None = None


def measure_speed(corpus: Corpus, systems: Sequence[System], repetitions: int, workers: Workers) -> list[Timing]:
    """The timing of each system. Ours reads from bytes, with metadata and language; trafilatura's are the text alone."""
    installed = [system for system in systems if system.version]
    turns = [
        (document, _rotate(installed, i + repetition))
        for repetition in range(repetitions)
        for i, document in enumerate(corpus.documents)
    ]
    warm_up = partial(_warm_up, [(document, installed) for document in corpus.documents[:_N_WARM_UP]])
    timed: dict[str, list[list[float]]] = {system.name: [[] for _ in corpus.documents] for system in installed}
    for turn, seconds in enumerate(workers.map(time_systems, turns, "Timing", warm_up)):
        for name, value in seconds.items():
            timed[name][turn % len(corpus.documents)].append(value)
    cpu_ms = {name: [1000 * median(values) for values in pages] for name, pages in timed.items()}
    clusters = [gold.publisher or gold.page_id for gold in corpus.golds]
    return [_make_timing(system, cpu_ms, clusters) for system in systems]


@quiet()
def time_systems(turn: Turn) -> dict[str, float]:
    """Seconds of processor time of each system on one page, its reading from disk not counted."""
    document, systems = turn
    page = document.read()
    seconds = {}
    for system in systems:
        gc.collect()  # what the one before left is not this one's work
        start = time.process_time()
        with suppress(Exception):  # a page that a system gives up on costs what it cost until then
            (system.timed or system.read)(page)
        seconds[system.name] = time.process_time() - start
    return seconds


def _warm_up(turns: Sequence[Turn]) -> None:
    for turn in turns:
        time_systems(turn)
    gc.collect()
    gc.freeze()  # models and tables that stay: collecting between systems is quick without them


def _rotate(systems: Sequence[System], by: int) -> list[System]:
    start = by % len(systems)
    return [*systems[start:], *systems[:start]]


def _make_timing(system: System, cpu_ms: dict[str, list[float]], clusters: Sequence[str]) -> Timing:
    if system.name not in cpu_ms:
        return Timing(system.name, None)
    own = cpu_ms[system.name]
    ratios = {name: estimate_ratio(own, cpu_ms[name], clusters) for name in BASELINES if name in cpu_ms}
    return Timing(system.name, system.version, estimate_mean(own, clusters), ratios)
