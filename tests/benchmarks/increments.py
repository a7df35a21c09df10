"""What a whole run with few new pages costs on a lake that holds many articles, stage by stage.

    uv run python -m tests.benchmarks.increments --sizes 100,50000,200000 --pages 1,100

The articles of the lake are those of ``tests.benchmarks.publishing_lake``, the pages those of
``tests.benchmarks.end_to_end``, and so is the way to measure. A first run, which is not counted, reads one page and
publishes the whole lake; each of the next reads as many new pages as asked for. What grows from size to size is what a
run does for articles that it has nothing new of. Takes half an hour and 5 GB of disk; needs Linux.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from tests.benchmarks.end_to_end import Dragoman
from tests.benchmarks.end_to_end_articles import make_articles
from tests.benchmarks.end_to_end_pages import Renderer, write_pages
from tests.benchmarks.end_to_end_process import Cost
from tests.benchmarks.growth import parse_sizes
from tests.benchmarks.publishing_lake import add_articles
from tests.benchmarks.report import Report
from tests.benchmarks.tables import open_table
from warehouse.settings import Settings

_REPRINTS = 0.4  # of the new pages

Costs = dict[tuple[int, int], Cost]  # by articles of the lake and new pages

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)


@app.command(help=__doc__)
def main(
    sizes: Annotated[str, typer.Option(help="Articles of the lake, by commas.")] = "100,50000,200000",
    pages: Annotated[str, typer.Option(help="New pages of a run, by commas.")] = "1,100",
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    report = Report(as_json=as_json)
    costs = {key: cost for n in parse_sizes(sizes) for key, cost in measure_increments(n, parse_sizes(pages))}
    rows = [{"articles": n, "new_pages": new, **asdict(cost)} for (n, new), cost in costs.items()]
    report.add("increments", rows, [increment_table(costs)])
    report.close()


def measure_increments(n: int, pages: Sequence[int]) -> Iterator[tuple[tuple[int, int], Cost]]:
    """The cost of a run for each number of new ``pages`` on a lake of ``n`` articles. Raises ``CommandError``."""
    articles = iter(make_articles(1 + sum(pages), _REPRINTS))
    with tempfile.TemporaryDirectory(prefix="dragoman-increments-") as temporary:
        folder, renderer = Path(temporary), Renderer()
        add_articles(Settings(root=folder / "root"), 0, n)
        for number, n_new in enumerate((1, *pages)):
            new = folder / f"pages-{number}"
            write_pages([next(articles) for _ in range(n_new)], new, renderer)
            cost = Dragoman(folder / "root", new).run(folder / "prefect")
            if number:
                yield (n, n_new), cost


def increment_table(costs: Costs) -> Table:
    """Processor seconds of each stage, a column for each run."""
    table = open_table("runs with few new pages on a lake of many articles: CPU seconds")
    table.add_column("stage", no_wrap=True)
    for n, n_new in costs:
        table.add_column(f"{n:,} articles\n{n_new:,} new", justify="right")
    for name in dict.fromkeys(stage.name for cost in costs.values() for stage in cost.stages):
        spent = [sum(stage.cpu_seconds for stage in cost.stages if stage.name == name) for cost in costs.values()]
        table.add_row(name, *(f"{seconds:.1f}" for seconds in spent))
    table.add_section()
    table.add_row("all", *(f"{cost.cpu_seconds:.1f}" for cost in costs.values()))
    table.add_row("seconds", *(f"{cost.seconds:.1f}" for cost in costs.values()))
    return table


if __name__ == "__main__":
    app()
