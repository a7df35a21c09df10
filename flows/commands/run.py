"""``dragoman run``."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from flows.commands.common import Root, Verbose, errors_explained, quiet_prefect
from warehouse.settings import Settings

if TYPE_CHECKING:
    from flows.summary import RunSummary
    from warehouse.report import Delegation


def run(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|URL...",
            help="Files, folders of .txt and .html articles, web archives (.warc, .warc.gz), URLs of articles, feeds"
            " and sitemaps, and lists of URLs (.urls).",
            show_default=False,
        ),
    ] = None,
    sources: Annotated[
        str | None,
        typer.Option(help="Ids of sources in seeds/sources.csv, by commas; `all` for those that are enabled."),
    ] = None,
    site: Annotated[
        list[str] | None, typer.Option(help="A site whose robots.txt names its sitemaps.", show_default=False)
    ] = None,
    root: Root = None,
    verbose: Verbose = False,
) -> None:
    """Read articles, find the delegations in them, publish what is new.

    Examples: `dragoman run seeds/articles --root data`, `dragoman run https://outlet.example/rss.xml`,
    `dragoman run --sources all`

    What was read before is skipped: of a site only feeds and sitemaps are asked again, and what is new in them.
    `${NAME}` in a URL stands for a variable of the environment, so that no secret is recorded. Leaves with 0 when done,
    1 when the run failed, 2 when there is nothing to read, 75 when another run writes under the same root.
    """
    from flows.screen import open_console, open_progress, show_run

    with errors_explained(verbose):
        settings = Settings.load(root)
        order = _order(targets or [], sources, site or [])
        _check_before(settings, order)
        quiet_prefect(verbose)
        with open_progress(Console(stderr=True)):
            summary, delegations = _run_flow(settings, order)
        show_run(open_console(), settings, summary, delegations)


@dataclass(frozen=True, slots=True)
class _Order:
    """What to read, as Prefect may record it: paths are absolute, and URLs hold no secret."""

    targets: list[str]
    source_ids: list[str]
    sites: list[str]


def _order(targets: list[str], sources: str | None, sites: list[str]) -> _Order:
    from warehouse.handed_over import is_url, redact

    shown = [redact(target) if is_url(target) else str(Path(target).absolute()) for target in targets]
    source_ids = [part.strip() for part in (sources or "").split(",") if part.strip()]
    return _Order(shown, source_ids, [redact(site) for site in sites])


def _check_before(settings: Settings, order: _Order) -> None:
    """Answer at once what needs no Prefect: nothing to read, a wrong option, or another run."""
    from warehouse.errors import InputError
    from warehouse.inputs import check_url, choose_sources, find_inputs
    from warehouse.lock import check_free

    if not (order.targets or order.source_ids or order.sites):
        raise InputError("Nothing to read: name a file, a folder or a URL, or use --sources or --site.")
    find_inputs(order.targets)
    choose_sources(order.source_ids)
    for site in order.sites:
        check_url(site)
    check_free(settings)


def _run_flow(settings: Settings, order: _Order) -> tuple[RunSummary, list[Delegation]]:
    """Run the flow; what it will need is loaded while its server starts, if there is anything new."""
    from flows.server import start_server
    from warehouse.ledger import has_news

    server = start_server()
    is_busy = has_news(settings, order.targets)
    from flows.publish import prepared_dbt
    from warehouse.report import new_delegations

    with prepared_dbt(settings) if is_busy else contextlib.nullcontext():
        from flows.batch import preload
        from flows.pipeline import dragoman

        if is_busy:
            preload()
        with server.in_use() if server else contextlib.nullcontext():
            summary = dragoman(order.targets, settings, order.source_ids, order.sites)
    return summary, new_delegations(settings, summary.read_before) if summary.is_published else []
