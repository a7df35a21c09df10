"""Sitemaps and indexes of sitemaps (https://www.sitemaps.org/protocol.html), with the extension for news."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from transforms.discover.errors import DiscoveryError
from transforms.discover.markup import read_elements, read_link
from transforms.discover.moments import read_moment
from transforms.urls import UrlError, normal_url

_ROOTS = frozenset({"urlset", "sitemapindex"})
_RECORDS = frozenset({"url", "sitemap"})
_FIELDS = {  # by the end of the path: images and videos have a loc and a title too
    ("url", "loc"): "loc",
    ("url", "lastmod"): "lastmod",
    ("sitemap", "loc"): "loc",
    ("sitemap", "lastmod"): "lastmod",
    ("news", "publication_date"): "published",
    ("news", "title"): "title",
    ("publication", "language"): "language",
}


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page, and what the sitemap says of it; times are UTC, a ``lastmod`` that is a day its beginning."""

    url: str
    lastmod: datetime | None = None
    published_at: datetime | None = None  # of the news extension, as are title and language
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ChildSitemap:
    """A sitemap that an index names."""

    url: str
    lastmod: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists, in its order, each URL once: pages, or other sitemaps."""

    pages: tuple[SitemapPage, ...] = ()
    children: tuple[ChildSitemap, ...] = ()
    n_unusable: int = 0  # entries without a URL that can be fetched


def read_sitemap(data: bytes, url: str) -> Sitemap:
    """Read the sitemap that was found at ``url``, gzipped or not. Raises ``DiscoveryError``."""
    listing = _Listing(url)
    read_elements(data, listing)
    if listing.root not in _ROOTS:
        raise DiscoveryError(f"no sitemap: it begins with <{listing.root[:50]}>")
    return Sitemap(tuple(listing.pages.values()), tuple(listing.children.values()), listing.n_unusable)


@dataclass(slots=True)
class _Listing:
    """What is kept of a sitemap's elements."""

    base: str
    root: str = ""
    pages: dict[str, SitemapPage] = field(default_factory=dict)
    children: dict[str, ChildSitemap] = field(default_factory=dict)
    n_unusable: int = 0
    fields: dict[str, str] = field(default_factory=dict)

    def begin(self, path: list[str], attributes: dict[str, str]) -> None:
        if len(path) == 1:
            self.root = path[0]
        elif len(path) == 2:
            self.fields = {}

    def end(self, path: list[str], text: str) -> None:
        name = _FIELDS.get((path[-2], path[-1])) if len(path) > 2 else None
        if name:
            self.fields.setdefault(name, read_link(text) if name == "loc" else text.strip())
        elif len(path) == 2 and path[1] in _RECORDS:
            self._add(path[1])

    def _add(self, kind: str) -> None:
        try:
            url = normal_url(self.fields.get("loc", ""), self.base)
            if not self.fields.get("loc"):
                raise UrlError("none")
        except UrlError:
            self.n_unusable += 1
            return
        lastmod = read_moment(self.fields.get("lastmod"))
        if kind == "sitemap":
            self.children.setdefault(url, ChildSitemap(url, lastmod))
            return
        published_at = read_moment(self.fields.get("published"))
        title, language = self.fields.get("title") or None, self.fields.get("language") or None
        self.pages.setdefault(url, SitemapPage(url, lastmod, published_at, title, language))
