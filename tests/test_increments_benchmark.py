"""The benchmark of runs with few new pages adds up what each stage cost."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from tests.benchmarks.end_to_end_process import Cost, Stage
from tests.benchmarks.increments import increment_table


def _cost(*stages: tuple[str, float]) -> Cost:
    taken = [Stage(name, 2 * cpu, cpu) for name, cpu in stages]
    return Cost(sum(stage.seconds for stage in taken), sum(cpu for _, cpu in stages), 1.0, 1.0, taken, {}, 0.0, "")


def test_table_has_a_column_for_each_run_and_a_row_for_each_stage() -> None:
    costs = {(100, 1): _cost(("start", 1.0), ("dbt", 2.5)), (5000, 1): _cost(("start", 1.0), ("people", 4.0))}
    console = Console(width=100, file=StringIO())
    with console.capture() as printed:
        console.print(increment_table(costs))
    lines = [line.split() for line in printed.get().splitlines()]
    assert ["start", "1.0", "1.0"] in lines
    assert ["dbt", "2.5", "0.0"] in lines
    assert ["all", "3.5", "5.0"] in lines
    assert ["seconds", "7.0", "10.0"] in lines
