"""``dragoman status``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.commands.common import Root, Verbose, errors_explained
from warehouse.settings import Settings


def status(
    root: Root = None,
    json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
    verbose: Verbose = False,
) -> None:
    """Show what is published, the last runs, what was rejected and why, and who writes now.

    Example: `dragoman status --root data`
    """
    from dataclasses import asdict

    from flows.screen import open_console, print_json, show_status
    from warehouse.report import read_status

    with errors_explained(verbose):
        report = read_status(Settings.load(root))
        if json:
            print_json(asdict(report), sys.stdout)
        else:
            show_status(open_console(), report)
