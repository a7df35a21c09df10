"""``dragoman sql``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.commands.common import Root, Verbose, errors_explained
from warehouse.errors import InputError
from warehouse.settings import Settings


def sql(
    query: Annotated[str, typer.Argument(help="The query; - reads it from standard input.", show_default=False)],
    root: Root = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON list of objects.")] = False,
    verbose: Verbose = False,
) -> None:
    """Ask the published warehouse. Nothing can be changed, and no other file can be read.

    Example: `dragoman sql "select party, head_person_id from delegations" --csv`
    """
    from flows.screen import open_console, print_csv, print_json, print_table
    from warehouse.query import run_query

    with errors_explained(verbose):
        if csv and json:
            raise InputError("--csv and --json exclude each other. Choose one.")
        answer = run_query(Settings.load(root), sys.stdin.read() if query == "-" else query)
        if csv:
            print_csv(answer, sys.stdout)
        elif json:
            print_json(answer.records(), sys.stdout)
        else:
            print_table(answer, open_console())
