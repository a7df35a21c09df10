"""How the cost of what looks across articles grows with their number: stories, people, publishing.

    uv run python -m tests.benchmarks.growth --sizes 10000,100000,500000

Each step is taken from nothing at each size, in a fresh process. Stories and people are those of
``tests.benchmarks.stories`` and ``.people`` (sizes of people are mentions), publishing is that of ``.publishing``: dbt
with its models and tests, and the copy for readers. The exponent of n is the slope of a line through the logarithms.
"""

from __future__ import annotations

import gc
import resource
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.benchmarks.report import Report
from tests.benchmarks.stories import fit_exponent
from tests.benchmarks.tables import open_table

_EXPONENT_GOAL = 1.1

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step cost at a size: seconds of processor time with its child processes, and the memory of the largest
    process at its peak, the corpus included.
    """

    step: str
    n: int
    cpu_seconds: float
    peak_mib: float


@app.command(help=__doc__)
def main(
    sizes: Annotated[str, typer.Option(help="Numbers of articles or mentions, by commas.")] = "10000,100000,500000",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    report = Report(as_json=as_json)
    costs = measure_growth(parse_sizes(sizes))
    report.add("growth", growth_figures(costs), [growth_table(costs)])
    report.close()


def parse_sizes(text: str) -> list[int]:
    """Numbers that are separated by commas, lowest first. Raises ``typer.BadParameter`` for anything else."""
    try:
        sizes = sorted({int(part) for part in text.split(",")})
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a list of numbers.") from error
    if sizes[0] < 1:
        raise typer.BadParameter("A size is at least 1.")
    return sizes


def measure_growth(sizes: Sequence[int], steps: Sequence[str] = ("stories", "people", "publish")) -> list[Cost]:
    """Take each step at each size."""
    console = Console(stderr=True)
    tasks = [(step, n) for n in sizes for step in steps]
    rows = track(tasks, "Growth", console=console, transient=True, disable=not console.is_terminal)
    costs = []
    for step, n in rows:
        with get_context("spawn").Pool(1) as pool:
            costs.append(pool.apply(_measure, (step, n)))
    return costs


def fit_exponents(costs: Iterable[Cost]) -> dict[str, float]:
    """By step the power of n that its processor time grows by; none of a step with one size."""
    points: dict[str, dict[int, float]] = {}
    for cost in costs:
        points.setdefault(cost.step, {})[cost.n] = cost.cpu_seconds
    return {step: fit_exponent(list(of), list(of.values())) for step, of in points.items() if len(of) > 1}


def growth_figures(costs: Sequence[Cost]) -> dict[str, object]:
    """All of it as plain values."""
    return {"costs": [asdict(cost) for cost in costs], "exponents": fit_exponents(costs)}


def growth_goals(costs: Iterable[Cost]) -> dict[str, tuple[float, float, bool]]:
    """The exponents, their goal, and whether it is reached."""
    return {
        f"growth of {step}, exponent, at most": (exponent, _EXPONENT_GOAL, exponent <= _EXPONENT_GOAL)
        for step, exponent in fit_exponents(costs).items()
    }


def growth_table(costs: Sequence[Cost]) -> Table:
    """The cost of each step by size, and how it grows."""
    table = open_table("growth: CPU seconds, and MiB of the largest process at its peak")
    table.add_column("", no_wrap=True)
    sizes = sorted({cost.n for cost in costs})
    for n in sizes:
        table.add_column(f"{n:,}", justify="right")
    table.add_column("exponent of n", justify="right")
    of, exponents = {(cost.step, cost.n): cost for cost in costs}, fit_exponents(costs)
    for step in dict.fromkeys(cost.step for cost in costs):
        figures = [f"{of[step, n].cpu_seconds:.1f}  {of[step, n].peak_mib:,.0f}" for n in sizes]
        table.add_row(step, *figures, f"{exponents[step]:.2f}" if step in exponents else "")
    return table


def _find_stories(n: int) -> Callable[[], object]:
    from tests.benchmarks.stories_corpus import make_corpus
    from tests.benchmarks.stories_systems import DRAGOMAN

    articles = make_corpus(n, seed=5).articles
    return lambda: DRAGOMAN.group(articles)


def _find_people(n: int) -> Callable[[], object]:
    from tests.benchmarks.people_cases import make_corpus
    from tests.benchmarks.people_peers import run_system

    corpus = make_corpus(n)
    return lambda: run_system("dragoman", corpus.mentions, corpus.articles)


def _publish(n: int) -> Callable[[], object]:
    from tests.benchmarks.publishing import publish_all
    from tests.benchmarks.publishing_lake import add_articles
    from warehouse.settings import Settings

    folder = tempfile.TemporaryDirectory()
    settings = Settings(root=Path(folder.name))
    add_articles(settings, 0, n)

    def work() -> None:
        with folder:
            publish_all(settings)

    return work


_STEPS: dict[str, Callable[[int], Callable[[], object]]] = {
    "stories": _find_stories,
    "people": _find_people,
    "publish": _publish,
}


def _measure(step: str, n: int) -> Cost:
    work = _STEPS[step](n)
    gc.collect()
    start = _cpu_seconds()
    work()
    cpu_seconds = _cpu_seconds() - start
    return Cost(step, n, cpu_seconds, max(usage.ru_maxrss for usage in _usages()) / 1024)


def _usages() -> list[resource.struct_rusage]:
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]


def _cpu_seconds() -> float:
    return sum(usage.ru_utime + usage.ru_stime for usage in _usages())


if __name__ == "__main__":
    app()
