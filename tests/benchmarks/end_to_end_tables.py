"""The tables of the end-to-end benchmark."""

from __future__ import annotations

from collections.abc import Mapping

from rich.table import Table

from tests.benchmarks.end_to_end_alone import N_PROCESSES, Alone
from tests.benchmarks.end_to_end_process import END, START, Cost
from tests.benchmarks.tables import open_table


def stage_table(cost: Cost, n_articles: int, title: str) -> Table:
    """Each stage of a run: seconds, processor seconds by kind of process, and articles a second of either."""
    table = open_table(title)
    kinds = sorted(cost.by_kind, key=lambda kind: -cost.by_kind[kind])
    table.add_column("stage", no_wrap=True)
    for column in ("seconds", "articles\na second", "CPU\nseconds", "articles\na CPU second", *kinds):
        table.add_column(column, justify="right")
    for stage in cost.stages:
        figures = [_tenths(stage.by_kind.get(kind, 0.0)) for kind in kinds]
        n = 0 if stage.name in (START, END) else n_articles
        table.add_row(stage.name, *_speeds(n, stage.seconds, stage.cpu_seconds), *figures)
    if cost.unseen_cpu_seconds >= 0.05:
        table.add_row("between two looks", "", "", _tenths(cost.unseen_cpu_seconds))
    table.add_section()
    sums = [_tenths(cost.by_kind[kind]) for kind in kinds]
    table.add_row("all", *_speeds(n_articles, cost.seconds, cost.cpu_seconds), *sums)
    return table


def alone_table(alone: Alone, ratios: Mapping[str, float]) -> Table:
    """Extraction, tagging and their peers on the same documents, and our speed over theirs."""
    table = open_table(f"the same {alone.n_documents:,} documents alone, loaded and warm, in {N_PROCESSES} processes")
    table.add_column("", no_wrap=True)
    for column in ("pages a second", "pages a CPU second", "CPU ms a page"):
        table.add_column(column, justify="right")
    for system in alone.systems():
        seconds, cpu_seconds = (alone.total(measure, system) for measure in ("seconds", "cpu_seconds"))
        n = alone.n_documents
        figures = f"{N_PROCESSES * n / seconds:.1f}", f"{n / cpu_seconds:.1f}", f"{1000 * cpu_seconds / n:.1f}"
        table.add_row(system, *figures)
    table.add_section()
    intervals = alone.ratios()
    for name, ratio in ratios.items():
        spread = f"({intervals[name].low:.2f} to {intervals[name].high:.2f})" if name in intervals else ""
        table.add_row(name, "", f"{ratio:.2f}", spread)
    return table


def overhead_table(shares: Mapping[str, float], cpu_seconds: float) -> Table:
    """What a run takes beyond extraction and tagging alone, and its parts."""
    table = open_table(f"overhead: the run's {cpu_seconds:.1f} CPU seconds less extraction and tagging alone")
    table.add_column("", no_wrap=True)
    for column in ("CPU seconds", "share of the run"):
        table.add_column(column, justify="right")
    for name, share in shares.items():
        table.add_row(name, _tenths(share * cpu_seconds), f"{100 * share:.1f} %")
    return table


def run_table(runs: Mapping[tuple[str, str], Cost]) -> Table:
    """The whole of each run."""
    table = open_table("each run as a whole")
    for column in ("there was", "PREFECT_HOME"):
        table.add_column(column, no_wrap=True)
    for column in ("seconds", "CPU seconds", "peak MiB\nof all", "peak MiB\nof the largest"):
        table.add_column(column, justify="right")
    for (run, warmth), cost in runs.items():
        figures = _tenths(cost.seconds), _tenths(cost.cpu_seconds), f"{cost.peak_mib:.0f}", f"{cost.largest_mib:.0f}"
        name = f"{run}, yet published anew" if run == "nothing new" and cost.has_published else run
        table.add_row(name, {"cold": "fresh", "warm": "of the first"}[warmth], *figures)
    return table


def goal_table(goals: Mapping[str, tuple[float, float, bool]]) -> Table:
    """What is reached of what was set."""
    table = open_table("goals")
    table.add_column("", no_wrap=True)
    for column in ("measured", "goal"):
        table.add_column(column, justify="right")
    table.add_column("")
    for name, (value, goal, is_reached) in goals.items():
        table.add_row(name, f"{value:.2f}", f"{goal:.2f}", "reached" if is_reached else "[red]missed[/red]")
    return table


def _speeds(n_articles: int, seconds: float, cpu_seconds: float) -> tuple[str, str, str, str]:
    return _tenths(seconds), _rate(n_articles, seconds), _tenths(cpu_seconds), _rate(n_articles, cpu_seconds)


def _rate(n_articles: int, seconds: float) -> str:
    return f"{n_articles / seconds:,.1f}" if n_articles and seconds >= 0.05 else "-"


def _tenths(seconds: float) -> str:
    return f"{seconds:.1f}"
