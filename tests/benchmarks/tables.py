"""The tables that the benchmark prints."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from tests.benchmarks.bootstrap import Estimate
from tests.benchmarks.memory import Footprint
from tests.benchmarks.quality import Comparison, Result
from tests.benchmarks.speed import BASELINES, Timing

_MISSING = "not installed"
_NONE = "-"


def quality_table(results: Sequence[Result], measures: Sequence[str]) -> Table:
    """The systems on one set, a row each; the best figure of each measure in bold."""
    table = open_table(f"{results[0].group}: {max(len(result.scores) for result in results)} pages")
    shown = [measure for measure in measures if any(result.mean(measure) is not None for result in results)]
    best = {measure: max(_round(result.mean(measure)) for result in results) for measure in shown}
    for column in ("system", "version"):
        table.add_column(column, no_wrap=True)
    for column in ("empty", *shown):
        table.add_column(column.replace("_", "\n"), justify="right")
    for result in results:
        if not result.scores:
            table.add_row(result.system, _MISSING)
            continue
        figures = [_figure(result.mean(measure), best[measure]) for measure in shown]
        table.add_row(result.system, result.version, str(result.n_empty), *figures)
    return table


def comparison_table(comparisons: Sequence[Comparison]) -> Table:
    """Ours beside the best of the others, with the interval of the difference."""
    table = open_table("dragoman less the best other system (95 % interval, bootstrap over outlets)")
    for column in ("set", "measure"):
        table.add_column(column, no_wrap=True)
    table.add_column("dragoman", justify="right")
    table.add_column("best other", no_wrap=True)
    for column in ("", "difference", "interval"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    for row in comparisons:
        interval = f"{row.difference.low:+.3f} to {row.difference.high:+.3f}"
        figures = (f"{row.ours:.3f}", row.peer, f"{row.theirs:.3f}", f"{row.difference.value:+.3f}", interval)
        style = {"ahead": "green", "behind": "red"}.get(row.verdict, "")
        table.add_row(row.group, row.measure, *figures, Text(row.verdict, style))
    return table


def timing_table(timings: Sequence[Timing], n_pages: int, repetitions: int) -> Table:
    """What a page costs each system, and its cost over that of the baselines."""
    table = open_table(f"processor time of {n_pages} pages, taken {repetitions} ×")
    for column in ("system", "version"):
        table.add_column(column, no_wrap=True)
    for column in ("ms a page", "pages a second\nand core", *(f"× {name}" for name in BASELINES)):
        table.add_column(column, justify="right")
    for timing in timings:
        if timing.cpu_ms is None or timing.ratios is None:
            table.add_row(timing.system, _MISSING)
            continue
        ratios = [_ratio(timing.ratios.get(name)) for name in BASELINES]
        ms = timing.cpu_ms.value
        table.add_row(timing.system, timing.version, f"{ms:.1f}", f"{1000 / ms:.1f}", *ratios)
    return table


def memory_table(footprints: Sequence[Footprint], slope: float | None) -> Table:
    """The resident memory after a number of pages, and what it gains once warm."""
    table = open_table("memory of one process")
    table.add_column("pages", justify="right")
    table.add_column("resident MiB", justify="right")
    for look in footprints:
        table.add_row(f"{look.n_pages:,}", f"{look.resident_mib:.1f}")
    if slope is not None:
        table.add_section()
        table.add_row("gain over 1,000 once warm", f"{slope:+.2f}")
    return table


def open_table(title: str) -> Table:
    """An empty table with its title."""
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)


def _figure(value: float | None, best: float) -> Text:
    if value is None:
        return Text(_NONE)
    return Text(f"{value:.3f}", "bold" if _round(value) == best else "")


def _ratio(estimate: Estimate | None) -> str:
    return f"{estimate.value:.2f} ({estimate.low:.2f} to {estimate.high:.2f})" if estimate else _NONE


def _round(value: float | None) -> float:
    return round(value or 0.0, 3)
