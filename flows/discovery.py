"""What a feed, a sitemap or a list of URLs names: one shape for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from transforms.discover.feeds import read_feed
from transforms.discover.kinds import Kind
from transforms.discover.sitemaps import read_sitemap
from transforms.discover.url_lists import read_url_list


@dataclass(frozen=True, slots=True)
class Named:
    """A page, or a sitemap below another, with the time of its last change where that is told."""

    url: str
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages and further sitemaps; ``faults`` are lines of a list that are no URLs."""

    pages: tuple[Named, ...] = ()
    sitemaps: tuple[Named, ...] = ()
    faults: tuple[str, ...] = ()


def read_listing(kind: Kind, data: bytes, url: str) -> Listing:
    """Read what was found at ``url``. Raises ``DiscoveryError`` where it is damaged."""
    if kind == "feed":
        return Listing(tuple(Named(entry.url, entry.updated_at) for entry in read_feed(data, url).entries))
    if kind == "sitemap":
        sitemap = read_sitemap(data, url)
        pages = tuple(Named(page.url, page.lastmod) for page in sitemap.pages)
        return Listing(pages, tuple(Named(child.url, child.lastmod) for child in sitemap.children))
    if kind == "url_list":
        found = read_url_list(data)
        return Listing(tuple(Named(each) for each in found.urls), faults=found.faults)
    return Listing((Named(url),))
