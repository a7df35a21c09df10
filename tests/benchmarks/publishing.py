"""What publishing costs: a warehouse of so many articles built whole, and again after a hundred more.

    uv run python -m tests.benchmarks.publishing --articles 20000,200000

The articles are invented and lie in the lake as a run would have left them, so only the publish step is measured: dbt's
start, its models and tests, and the copy that readers are switched to. Processor time is of this process and of dbt.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from tests.benchmarks.publishing_lake import add_articles
from tests.benchmarks.report import Report
from tests.benchmarks.tables import open_table
from warehouse.build_database import clear_build
from warehouse.dbt_process import DbtProcess, Node, Outcome
from warehouse.errors import BuildError
from warehouse.publish import fingerprint, publish_snapshot
from warehouse.settings import Settings, project_dir

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)

_N_SLOWEST = 12
_MIB = 2**20


@dataclass(slots=True)
class Timing:
    """One publishing: wall seconds by part, processor seconds, memory at its peak, and the sizes it left."""

    n_articles: int
    kind: str  # full, or what was added
    seconds: dict[str, float] = field(default_factory=dict)
    slowest_nodes: dict[str, float] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    peak_mib: float = 0.0  # of the larger of the two processes, up to now
    database_mib: float = 0.0

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


@app.command(help=__doc__)
def main(
    articles: Annotated[str, typer.Option(help="Numbers of articles, separated by commas, lowest first.")] = "20000",
    added: Annotated[int, typer.Option(help="Articles that are added to each.", min=1)] = 100,
    root: Annotated[
        Path | None, typer.Option(help="An empty folder for the warehouse; else one that is removed.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    report = Report(as_json=as_json)
    with tempfile.TemporaryDirectory() as temporary:
        settings = Settings(root=root or Path(temporary))
        timings = list(measure(settings, sorted(int(number) for number in articles.split(",")), added))
        report.add("publishing", [asdict(timing) for timing in timings], [timing_table(timings), node_table(timings)])
    report.close()


def measure(settings: Settings, sizes: list[int], added: int) -> Iterator[Timing]:
    """Fill the lake to each size in turn; publish all of it anew, and again after ``added`` articles more.

    Raises ``BuildError`` where dbt's tests fail on the invented articles.
    """
    n = 0
    for size in sizes:
        add_articles(settings, n, size - n)
        clear_build(settings)
        yield _publish(settings, Timing(size, "full"))
        add_articles(settings, size, added)
        n = size + added
        yield _publish(settings, Timing(size, f"{added} more"))


def publish_all(settings: Settings) -> None:
    """Publish what the lake holds. Raises ``BuildError`` where dbt's models or tests fail."""
    _check(_build(settings))
    _copy(settings)


def _publish(settings: Settings, timing: Timing) -> Timing:
    cpu = _cpu_seconds()
    with _part(timing, "fingerprint"):
        fingerprint(settings, project_dir())
    with _part(timing, "dbt"):
        outcome = _build(settings)
    _check(outcome)
    with _part(timing, "copy"):
        _copy(settings)
    timing.cpu_seconds = _cpu_seconds() - cpu
    timing.peak_mib = max(usage.ru_maxrss for usage in _usages()) / 1024
    timing.database_mib = settings.database.stat().st_size / _MIB
    timing.slowest_nodes = _slowest(outcome.nodes)
    return timing


def _build(settings: Settings) -> Outcome:
    dbt = DbtProcess(settings, project_dir())
    try:
        return dbt.build(start=lambda n_nodes: None, advance=lambda: None)
    finally:
        dbt.stop()


def _copy(settings: Settings) -> None:
    publish_snapshot(settings, f"snapshot-{time.time_ns()}")


@contextmanager
def _part(timing: Timing, name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    timing.seconds[name] = time.perf_counter() - start


def _check(outcome: Outcome) -> None:
    failed = [f"{node.name}: {node.message}" for node in outcome.nodes if node.status not in ("success", "pass")]
    if failed or not outcome.is_success:
        raise BuildError("\n".join(failed) or outcome.error or "dbt gave no reason")


def _slowest(nodes: list[Node]) -> dict[str, float]:
    """Seconds of the slowest models and tests, after those of all."""
    kinds = {f"all of kind {node.kind}": 0.0 for node in nodes}
    for node in nodes:
        kinds[f"all of kind {node.kind}"] += node.seconds
    slowest = sorted(nodes, key=lambda node: node.seconds, reverse=True)[:_N_SLOWEST]
    return kinds | {f"{node.kind} {node.name[:60]}": node.seconds for node in slowest}


def _usages() -> list[resource.struct_rusage]:
    return [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]


def _cpu_seconds() -> float:
    return sum(usage.ru_utime + usage.ru_stime for usage in _usages())


def timing_table(timings: list[Timing]) -> Table:
    """The parts of each publishing, in seconds."""
    table = open_table("publishing, in seconds")
    for column in ("articles", "built", *timings[0].seconds, "all", "processor", "peak MiB", "warehouse MiB"):
        table.add_column(column, justify="right", no_wrap=True)
    for timing in timings:
        parts = [f"{seconds:.1f}" for seconds in timing.seconds.values()]
        sums = (
            f"{timing.total:.1f}",
            f"{timing.cpu_seconds:.1f}",
            f"{timing.peak_mib:.0f}",
            f"{timing.database_mib:.0f}",
        )
        table.add_row(f"{timing.n_articles:,}", timing.kind, *parts, *sums)
    return table


def node_table(timings: list[Timing]) -> Table:
    """The slowest models and tests of the last publishing, beside those of the ones before; two run at a time."""
    table = open_table("the slowest of dbt's models and tests, in seconds")
    table.add_column("", no_wrap=True)
    for timing in timings:
        table.add_column(f"{timing.n_articles:,}\n{timing.kind}", justify="right")
    for name in timings[-1].slowest_nodes:
        figures = [timing.slowest_nodes.get(name) for timing in timings]
        table.add_row(name, *("" if seconds is None else f"{seconds:.1f}" for seconds in figures))
    return table


if __name__ == "__main__":
    app()
