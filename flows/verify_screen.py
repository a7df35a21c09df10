"""What ``dragoman verify`` prints: a table of checks, then the faults, each kind with its repair."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.check import Check, Verification


def show_verification(console: Console, found: Verification) -> None:
    """The checks with their counts, and what to do about the faults."""
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("check", overflow="fold")
    table.add_column("checked", justify="right")
    table.add_column("faults", justify="right")
    table.add_column("")
    for check in found.checks:
        table.add_row(Text(check.name), f"{check.n_checked:,}", f"{check.n_faults:,}", _verdict(check))
    console.print(table)
    for check in found.checks:
        if check.n_faults:
            _say(console, f"{check.name}:")
            for fault in check.faults:
                _say(console, f"  {fault}")
            if check.n_faults > len(check.faults):
                _say(console, f"  and {check.n_faults - len(check.faults)} more")
            _say(console, f"  Repair: {check.repair}")
    n_faults = sum(check.n_faults for check in found.checks)
    _say(console, f"{found.root} is sound." if found.is_sound else f"{found.root} has {n_faults:,} faults.")


def show_repairs(console: Console, repairs: list[str]) -> None:
    """What was done, one a line."""
    for line in repairs:
        _say(console, f"Repaired: {line}")


def _verdict(check: Check) -> Text:
    if check.n_faults:
        return Text("FAULTY", "bold red")
    return Text(check.skipped or "sound", "yellow" if check.skipped else "green")


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)
