"""The command ``dragoman``."""

from __future__ import annotations

import typer

from flows.commands.backfill import backfill
from flows.commands.export import export
from flows.commands.rejects import rejects
from flows.commands.report import report
from flows.commands.review import review
from flows.commands.run import run
from flows.commands.serve import serve
from flows.commands.sql import sql
from flows.commands.status import status
from flows.commands.verify import verify
from flows.signals import unwind_on_signals
from warehouse.lean_imports import import_leanly

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    help="News in, delegations out: who sat at which table for whom, led by whom, and which outlet said so.",
    epilog='Start with: `dragoman run seeds/articles`, then `dragoman sql "select * from delegations"`',
)

for _command in (run, serve, backfill, rejects, sql, status, verify, report, export, review):
    app.command()(_command)


def main() -> None:
    """The entry point of the command."""
    unwind_on_signals()
    import_leanly()
    app()
