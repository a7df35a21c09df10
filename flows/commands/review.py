"""``dragoman review``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.commands.common import Root, Verbose, errors_explained
from warehouse.settings import Settings


def review(
    listed: Annotated[bool, typer.Option("--list", help="Only list them, and ask nothing.")] = False,
    decide: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="ID VERDICT",
            help="Decide on one: a merge is same, different or unsure, a member right, wrong or unsure.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[str, typer.Option(help="Why, in words, for --decide.")] = "",
    by: Annotated[str, typer.Option(help="Who decides; else who is logged in.", show_default=False)] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many merges and members are shown.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object, and ask nothing.")] = False,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Look at the merges of people and the members of delegations that are least sure, and decide on them.

    Example: `dragoman review --decide decision-5ce88121bc7df9fb different --note "a Senator, no Minister"`

    Verdicts go to person_decisions.csv and member_decisions.csv, in seeds/ of a checkout, else in decisions/ under the
    root, and hold from the next run on. Leaves with 2 for an id or a verdict that will not do.
    """
    from dataclasses import asdict

    from flows.review_screen import ask_verdicts, record_verdict, show_doubts
    from flows.screen import open_console, print_json
    from warehouse.review import read_doubts
    from warehouse.settings import project_dir

    with errors_explained(verbose):
        settings, console = Settings.load(root), open_console()
        if decide:
            record_verdict(console, settings, *decide, by, note)
            return
        doubts = read_doubts(settings, project_dir(), limit)
        if json:
            print_json(asdict(doubts), sys.stdout)
        elif listed or not sys.stdin.isatty():
            show_doubts(console, doubts)
        else:
            ask_verdicts(console, settings, doubts, by)
