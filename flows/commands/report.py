"""``dragoman report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.common import Root, Verbose, errors_explained
from warehouse.settings import Settings


def report(
    out: Annotated[
        Path | None,
        typer.Option(help="Folder of the site, new or an earlier one; else report/ of the root.", show_default=False),
    ] = None,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Write a site to read in a browser, from disk and without a network: who sat where, what changed, who says so.

    Example: `dragoman report --out report`, then open `report/index.html`

    The folder is replaced as a whole, and only where it is empty or an earlier site. Leaves with 1 when nothing is
    published, 2 when other files are in the folder, 75 when another process writes the same site.
    """
    from flows.screen import open_console, show_site
    from warehouse.site import build_site

    with errors_explained(verbose):
        show_site(open_console(), build_site(Settings.load(root), out))
