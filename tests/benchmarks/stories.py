"""Quality and cost of finding stories: the reprints of one text among many articles.

    uv run --group benchmark python -m tests.benchmarks.stories
    uv run --group benchmark python -m tests.benchmarks.stories --sizes 10000,100000,500000 --systems dragoman

The articles are written by this benchmark (`tests/benchmarks/stories_corpus.py` says how), so their stories are known.
Printed are:

* for each size and system precision, recall and F1 over pairs of articles and B-cubed, the largest group that holds
  several stories, and articles per second of processor time, from texts to stories, all systems in one run;
* how the cost of ours grows: the exponent of n that fits the sizes best;
* with `--increment`, what 1,000 new articles cost on an empty index and on top of each size, and the ratio of both.
"""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, TypeVar

import numpy as np
import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.benchmarks.bootstrap import Estimate, estimate_ratio
from tests.benchmarks.report import Report
from tests.benchmarks.stories_corpus import Corpus, make_corpus
from tests.benchmarks.stories_scoring import Score, score_bcubed, score_pairs
from tests.benchmarks.stories_systems import DRAGOMAN, SYSTEMS, StorySystem, add_to_index, empty_index
from tests.benchmarks.tables import open_table

_N_NEW = 1_000  # articles of an increment
_AT_ONCE = 50_000  # of those that the index is filled with before
_EMPTIES = 3  # how often the increment is taken on an empty index, and on a filled one

T = TypeVar("T")
app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system made of so many articles; no figures where it is not installed."""

    system: str
    version: str | None
    n: int
    pairs: Score | None = None
    bcubed: Score | None = None
    largest_mixed: int = 0  # articles of the largest group that holds several stories
    cpu_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Increment:
    """Seconds of processor time that new articles cost on an empty index and on top of ``n`` others, each time taken."""

    n: int
    empty_s: list[float]
    filled_s: list[float]
    ratio: Estimate


@app.command(help=__doc__)
def main(
    sizes: Annotated[str, typer.Option(help="Numbers of articles, by commas.")] = "10000",
    systems: Annotated[str | None, typer.Option(help="Only these, by commas.", show_default=False)] = None,
    increment: Annotated[bool, typer.Option("--increment", help="Measure increments, not quality.")] = False,
    seed: Annotated[int, typer.Option(help="Of the articles.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    try:
        counts = sorted({int(part) for part in sizes.split(",")})
    except ValueError as error:
        raise typer.BadParameter(f"{sizes!r} is not a list of numbers.") from error
    chosen = [system for system in SYSTEMS if systems is None or system.name in systems.split(",")]
    if min(counts) < 1 or not chosen:
        raise typer.BadParameter("At least one article and one of the systems " + ", ".join(s.name for s in SYSTEMS))
    report = Report(as_json=as_json)
    if increment:
        found = [measure_increment(n, seed) for n in counts]
        report.add("increments", [asdict(row) for row in found], [increment_table(found)])
    else:
        _report_quality(report, counts, chosen, seed)
    report.close()


def _report_quality(report: Report, counts: Sequence[int], systems: Sequence[StorySystem], seed: int) -> None:
    ours: list[Outcome] = []
    console = Console(stderr=True)
    for n in counts:
        corpus = make_corpus(n, seed)
        rows = track(systems, f"{n:,}", console=console, transient=True, disable=not console.is_terminal)
        outcomes = [_measure(system, corpus) for system in rows]
        ours += [outcome for outcome in outcomes if outcome.system == DRAGOMAN.name]
        report.add(f"{n} articles", [_plain(outcome) for outcome in outcomes], [quality_table(outcomes, corpus)])
    if len(ours) > 1:
        exponent = fit_exponent([row.n for row in ours], [row.cpu_s for row in ours])
        report.add("exponent", exponent, [f"The cost of dragoman grows with the {exponent:.2f}th power of n."])


def _measure(system: StorySystem, corpus: Corpus) -> Outcome:
    n = corpus.articles.num_rows
    if system.version is None:
        return Outcome(system.name, None, n)
    found, seconds = _take_time(lambda: list(system.group(corpus.articles)))
    members: dict[object, list[int]] = defaultdict(list)
    for story, group in zip(corpus.stories, found, strict=True):
        members[group].append(story)
    largest = max((len(group) for group in members.values() if len(set(group)) > 1), default=0)
    pairs, bcubed = score_pairs(corpus.stories, found), score_bcubed(corpus.stories, found)
    return Outcome(system.name, system.version, n, pairs, bcubed, largest, seconds)


def measure_increment(n: int, seed: int) -> Increment:
    """What 1,000 articles cost on an empty index, and the next 1,000 after ``n``; everything is written to disk."""
    corpus = make_corpus(n + _EMPTIES * _N_NEW, seed)
    parts = [corpus.articles.slice(n + i * _N_NEW, _N_NEW) for i in range(_EMPTIES)]
    empty_s, filled_s = [], []
    with TemporaryDirectory() as folder:
        index = empty_index(Path(folder))
        for start in range(0, n, _AT_ONCE):
            index = add_to_index(index, corpus.articles.slice(start, min(_AT_ONCE, n - start)))
        for part in parts:
            with TemporaryDirectory() as other:
                empty = empty_index(Path(other))
                empty_s.append(_take_time(lambda part=part, empty=empty: add_to_index(empty, part))[1])  # type: ignore[misc]
            index, seconds = _take_time(lambda part=part, index=index: add_to_index(index, part))  # type: ignore[misc]
            filled_s.append(seconds)
    return Increment(n, empty_s, filled_s, estimate_ratio(filled_s, empty_s, [str(i) for i in range(len(parts))]))


def fit_exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The power of n with which the time grows: the slope of its logarithm over that of n, by least squares."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def quality_table(outcomes: Sequence[Outcome], corpus: Corpus) -> Table:
    """The systems on one set, a row each."""
    table = open_table(f"{len(corpus.stories):,} articles of {len(set(corpus.stories)):,} stories")
    for column in ("system", "version"):
        table.add_column(column, no_wrap=True)
    for column in (
        "pairs\nP",
        "\nR",
        "\nF1",
        "B-cubed\nP",
        "\nR",
        "\nF1",
        "largest\nmixed group",
        "articles a\nCPU-second",
    ):
        table.add_column(column, justify="right")
    for row in outcomes:
        if row.pairs is None or row.bcubed is None:
            table.add_row(row.system, "not installed")
            continue
        scores = [f"{value:.3f}" for s in (row.pairs, row.bcubed) for value in (s.precision, s.recall, s.f1)]
        table.add_row(
            row.system, row.version, *scores, f"{row.largest_mixed:,}", f"{row.n / max(row.cpu_s, 1e-9):,.0f}"
        )
    return table


def increment_table(increments: Sequence[Increment]) -> Table:
    """The cost of an increment on top of so many articles, a row each."""
    table = open_table(f"CPU-seconds of {_N_NEW:,} new articles")
    for column in ("on top of", "on an empty index", "on the filled one", "ratio (95 % interval)"):
        table.add_column(column, justify="right")
    for row in increments:
        ratio = f"{row.ratio.value:.2f} ({row.ratio.low:.2f} to {row.ratio.high:.2f})"
        table.add_row(f"{row.n:,}", f"{np.mean(row.empty_s):.2f}", f"{np.mean(row.filled_s):.2f}", ratio)
    return table


def _plain(outcome: Outcome) -> dict[str, object]:
    f1 = {name: score.f1 for name, score in (("pairs", outcome.pairs), ("bcubed", outcome.bcubed)) if score}
    return asdict(outcome) | {"f1": f1}


def _take_time(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and the processor time of all threads that it took, in seconds."""
    gc.collect()
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


if __name__ == "__main__":
    app()
