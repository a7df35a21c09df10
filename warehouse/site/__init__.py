"""A static site of the published tables, to be read in a browser from disk: ``dragoman report``."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from warehouse.query import open_warehouse
from warehouse.report import published_at
from warehouse.settings import Settings
from warehouse.site.coverage_pages import write_coverage
from warehouse.site.event_pages import write_event_pages
from warehouse.site.folder import replacing_site
from warehouse.site.list_pages import write_index, write_lists, write_party_pages
from warehouse.site.pages import open_site
from warehouse.site.people_pages import write_people_pages
from warehouse.site.search import manifest_script, shard_name, shard_script, shards_of
from warehouse.site.series_pages import write_series_pages

_ASSETS = Path(__file__).with_name("assets")


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """Where a site is, and how large."""

    index: Path
    n_files: int
    n_bytes: int
    largest_bytes: int  # of one file


def build_site(settings: Settings, out: Path | None = None) -> BuiltSite:
    """Write the site of what is published to ``out``, else to ``report`` under the root; nothing else is touched.

    Raises ``QueryError`` where nothing is published, ``InputError`` where something else stands at ``out``, ``Busy``
    where another process writes the same site, ``SiteError`` where the disk refuses.
    """
    out = (out or settings.root / "report").expanduser().absolute()
    with open_warehouse(settings) as connection, replacing_site(out) as folder:
        moment = published_at(settings)
        assert moment is not None  # it is open
        site = open_site(connection, folder, moment)
        for asset in sorted(_ASSETS.iterdir()):
            folder.write(f"assets/{asset.name}", asset.read_text(encoding="utf-8"))
        coverage = write_coverage(site)
        conflicts = write_event_pages(site)
        series = write_series_pages(site)
        write_lists(site, series, conflicts)
        write_index(site, series, conflicts, coverage)
        shards = shards_of(chain(write_people_pages(site), write_party_pages(site)))
        for prefix, entries in shards.items():
            folder.write(f"search/{shard_name(prefix)}", shard_script(prefix, entries))
        folder.write("search/shards.js", manifest_script(shards))
    return BuiltSite(out / "index.html", folder.n_files, folder.n_bytes, folder.largest_bytes)
