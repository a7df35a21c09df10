"""Who is who among made-up people of many countries: quality by kind of name, and cost.

    uv run python -m tests.benchmarks.people 10000 100000

For each number of mentions a corpus is made, the same every time: names spelled otherwise, mistyped, in another order,
with initials or by the surname alone, namesakes in other countries, relatives, countries missing or wrong. Printed are

* precision, recall and F1 over pairs of mentions, and mentions a second of processor time;
* the share of mentions of each kind that are found to be the right person;
* how the cost grows: the exponent of n, fitted over the sizes;
* the same for Splink and recordlinkage where they are installed (group `benchmark`), up to sizes that they can do;
* with `--increment`, what 1,000 new mentions cost on top of each size, with what the run before knew and without.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import comb
from multiprocessing import get_context
from typing import Annotated, Any

import numpy as np
import typer
from rich.table import Table

from tests.benchmarks.people_cases import Corpus, make_corpus
from tests.benchmarks.people_peers import SYSTEMS, System, add_mentions, run_system
from tests.benchmarks.report import Report
from tests.benchmarks.tables import open_table

_N_NEW = 1_000  # mentions of an increment

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class PeopleResult:
    """What one system made of one corpus. ``right`` has the share in the right person by kind of mention."""

    system: str
    n_mentions: int
    precision: float
    recall: float
    f1: float
    right: dict[str, float]
    cpu_s: float

    @property
    def mentions_a_second(self) -> float:
        return self.n_mentions / self.cpu_s


@dataclass(frozen=True, slots=True)
class Increment:
    """Seconds of processor time that persons cost once new mentions came on top of ``n``: resolved from what is new,
    and all anew. Both find the same.
    """

    n_mentions: int
    n_new: int
    increment_s: float
    rebuild_s: float


@app.command(help=__doc__)
def main(
    sizes: Annotated[list[int], typer.Argument(metavar="N...", help="Numbers of mentions.", min=100)],
    seed: Annotated[int, typer.Option(help="Makes another corpus.")] = 20_310_401,
    alone: Annotated[bool, typer.Option("--alone", help="Without the other systems.")] = False,
    increment: Annotated[bool, typer.Option("--increment", help="Measure increments, not quality.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    report = Report(as_json=as_json)
    if increment:
        rows = [measure_increment(n_mentions, seed) for n_mentions in sizes]
        report.add("increments", [asdict(row) for row in rows], [increment_table(rows)])
        report.close()
        return
    results: list[PeopleResult] = []
    for n_mentions in sizes:
        corpus = make_corpus(n_mentions, seed)
        systems = [system for system in SYSTEMS if system.is_installed and n_mentions <= system.n_most]
        found = [measure(system, corpus) for system in (systems[:1] if alone else systems)]
        results += found
        tables = [pairs_table(found, n_mentions), kinds_table(found, n_mentions)]
        report.add(f"{n_mentions} mentions", [asdict(result) for result in found], tables)
    if len(set(sizes)) > 1:
        exponents = fit_exponents(results)
        lines = [f"cost of {name} grows with n to the power of {value:.2f}" for name, value in exponents.items()]
        report.add("exponents", exponents, lines)
    report.close()


def measure(system: System, corpus: Corpus) -> PeopleResult:
    """Run a system in a fresh process, so that nothing is remembered, and score it."""
    with get_context("spawn").Pool(1) as pool:
        person_of, cpu_s = pool.apply(run_system, (system.name, corpus.mentions, corpus.articles))
    precision, recall, f1 = score_pairs(corpus.persons, person_of)
    right = share_right(corpus, person_of)
    return PeopleResult(system.name, len(corpus.persons), precision, recall, f1, right, cpu_s)


def measure_increment(n_mentions: int, seed: int) -> Increment:
    """Add the last mentions of a corpus to the others, in a fresh process for each of both ways."""
    corpus = make_corpus(n_mentions + _N_NEW, seed)
    n_new = corpus.mentions.num_rows - n_mentions
    seconds, found = [], []
    for is_increment in (True, False):
        with get_context("spawn").Pool(1) as pool:
            people, cpu_s = pool.apply(add_mentions, (corpus.mentions, corpus.articles, n_mentions, is_increment))
        found.append(people)
        seconds.append(cpu_s)
    if found[0] != found[1]:
        raise RuntimeError("the increment found other persons than the rebuild")
    return Increment(n_mentions, n_new, *seconds)


def increment_table(rows: Sequence[Increment]) -> Table:
    """The cost of an increment on top of so many mentions, a row each."""
    table = open_table("CPU-seconds of new mentions")
    for column in ("on top of", "new", "from the news", "all anew", "ratio"):
        table.add_column(column, justify="right")
    for row in rows:
        figures = (f"{row.increment_s:.2f}", f"{row.rebuild_s:.2f}", f"{row.increment_s / row.rebuild_s:.2f}")
        table.add_row(f"{row.n_mentions:,}", f"{row.n_new:,}", *figures)
    return table


def score_pairs(truth: Mapping[str, object], found: Mapping[str, object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of mentions; 1 where there are none."""
    n_both = _count_pairs(Counter((person, found[mention]) for mention, person in truth.items()))
    n_found = _count_pairs(Counter(found[mention] for mention in truth))
    n_true = _count_pairs(Counter(truth.values()))
    precision = n_both / n_found if n_found else 1.0
    recall = n_both / n_true if n_true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share_right(corpus: Corpus, found: Mapping[str, object]) -> dict[str, float]:
    """By kind, the share of mentions in the group that holds most mentions of their person, and of nobody more."""
    counts = Counter((person, found[mention]) for mention, person in corpus.persons.items())
    home: dict[object, object] = {}
    owner: dict[object, object] = {}
    for (person, group), _ in counts.most_common():
        home.setdefault(person, group)
        owner.setdefault(group, person)
    kinds = Counter(corpus.kinds.values())
    right = Counter(
        corpus.kinds[mention]
        for mention, person in corpus.persons.items()
        if home[person] == found[mention] and owner[found[mention]] == person
    )
    return {kind: right[kind] / n for kind, n in sorted(kinds.items())}


def fit_exponents(results: Sequence[PeopleResult]) -> dict[str, float]:
    """The power of n that each system's processor time grows by, from a line through the logarithms."""
    exponents = {}
    for name in dict.fromkeys(result.system for result in results):
        points = {(result.n_mentions, result.cpu_s) for result in results if result.system == name}
        if len({n for n, _ in points}) > 1:
            n, seconds = zip(*sorted(points), strict=True)
            exponents[name] = float(np.polyfit(np.log(n), np.log(seconds), 1)[0])
    return exponents


def pairs_table(results: Sequence[PeopleResult], n_mentions: int) -> Table:
    """Quality over pairs, and speed."""
    table = open_table(f"{n_mentions:,} mentions: pairs of mentions of one person")
    table.add_column("system")
    for column in ("precision", "recall", "F1", "mentions a CPU second"):
        table.add_column(column, justify="right")
    for result in results:
        shares = (f"{value:.3f}" for value in (result.precision, result.recall, result.f1))
        table.add_row(result.system, *shares, f"{result.mentions_a_second:,.0f}")
    return table


def kinds_table(results: Sequence[PeopleResult], n_mentions: int) -> Table:
    """The share of each kind of mention in the right person."""
    table = open_table(f"{n_mentions:,} mentions: share in the right person by kind")
    table.add_column("system")
    kinds = sorted({kind for result in results for kind in result.right})
    for kind in kinds:
        table.add_column(kind, justify="right")
    for result in results:
        table.add_row(result.system, *(f"{result.right.get(kind, 0.0):.3f}" for kind in kinds))
    return table


def _count_pairs(counts: Mapping[Any, int]) -> int:
    return sum(comb(n, 2) for n in counts.values())


if __name__ == "__main__":
    app()
