"""``dragoman export``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.common import Root, Verbose, errors_explained
from warehouse.settings import Settings


class ExportFormat(StrEnum):
    """What `dragoman export` writes."""

    FTM = "ftm"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    DOCS = "docs"


def export(
    kind: Annotated[
        ExportFormat, typer.Option("--format", help="FollowTheMoney entities, tables, or a page on the tables.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="Folder to write, new or an earlier export; else one in exports/ of the root.")
    ] = None,
    tables: Annotated[str, typer.Option(help="Only these tables, joined by commas.")] = "",
    redistributable: Annotated[
        bool, typer.Option("--redistributable", help="Leave out the text of articles and local paths; cut long quotes.")
    ] = False,
    spreadsheet_safe: Annotated[
        bool, typer.Option(help="In CSV, put an apostrophe before text that a spreadsheet would take for a formula.")
    ] = True,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Write what is published as files for other programs, described by their datapackage.json.

    Example: `dragoman export --format csv --out delegations --tables delegations,delegation_members`

    The folder appears whole or not at all, and other files in it are never overwritten. Leaves with 2 for a table or a
    folder that will not do, with 1 when nothing is published.
    """
    from flows.screen import open_console, show_export
    from warehouse.exports import export as write_export

    with errors_explained(verbose):
        exported = write_export(
            Settings.load(root),
            kind.value,
            out,
            tables=[name.strip() for name in tables.split(",") if name.strip()],
            is_redistributable=redistributable,
            is_spreadsheet_safe=spreadsheet_safe,
        )
        show_export(open_console(), exported)
