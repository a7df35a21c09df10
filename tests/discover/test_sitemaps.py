"""Sitemaps, lists of URLs, times, and telling them all from pages."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.discover.errors import DiscoveryError
from transforms.discover.feeds import read_feed
from transforms.discover.kinds import kind_of
from transforms.discover.moments import read_moment
from transforms.discover.sitemaps import ChildSitemap, SitemapPage, read_sitemap
from transforms.discover.url_lists import read_url_list

URL = "https://example.org/sitemap.xml"
NEWS = b"""<?xml version="1.0" encoding="UTF-8"?><!-- made by hand -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="v">
<url><image:image><image:loc>https://example.org/a.jpg</image:loc><image:title>Photo</image:title></image:image>
<loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2026-03-10</lastmod>
<news:news><news:publication><news:name>Example</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-03-10T09:30:00+01:00</news:publication_date><news:title>Talks</news:title></news:news></url>
<url><loc>https://example.org/b</loc></url><url><loc>https://example.org/b#again</loc></url>
<url><loc></loc></url><url><lastmod>2026</lastmod></url><url><loc>mailto:x@example.org</loc></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://example.org/1.xml.gz</loc>
<lastmod>2026-03-10T09:30+01:00</lastmod></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    "data", [NEWS, gzip.compress(NEWS, mtime=0), NEWS.replace(b' xmlns:news="', b' xmlns:other="')]
)
def test_pages_with_what_the_news_extension_says(data: bytes) -> None:
    found = read_sitemap(data, URL)
    moments = datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
    assert found.pages == (
        SitemapPage("https://example.org/a?x=1&y=2", *moments, "Talks", "en"),
        SitemapPage("https://example.org/b"),
    )
    assert (found.children, found.n_unusable) == ((), 3)


def test_index_names_other_sitemaps() -> None:
    found = read_sitemap(INDEX, URL)
    first = ChildSitemap("https://example.org/1.xml.gz", datetime(2026, 3, 10, 8, 30, tzinfo=UTC))
    assert found.children == (first, ChildSitemap("https://example.org/2.xml"))
    assert not found.pages


@pytest.mark.parametrize("data", [b"", b"<rss/>", b"<html/>", b"https://example.org/a", b"\x1f\x8b\x08"])
def test_what_is_no_sitemap_is_refused(data: bytes) -> None:
    with pytest.raises(DiscoveryError):
        read_sitemap(data, URL)


def test_list_gives_each_url_once_and_names_bad_lines() -> None:
    found = read_url_list(
        b"\xef\xbb\xbf# ours\r\nhttps://a.example/1 \r\n\r\nHTTPS://A.example/1#x\nnot one\nhttps://a.example/?token=opensesame"
    )
    assert found.urls == ("https://a.example/1", "https://a.example/?token=opensesame")
    assert [fault.partition(":")[0] for fault in found.faults] == ["line 5"]


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"hello\n", b"\xff\xfe\xfd"])
def test_list_without_a_url_is_refused(data: bytes) -> None:
    with pytest.raises(DiscoveryError):
        read_url_list(data)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-10T08:30:00Z", datetime(2026, 3, 10, 8, 30, tzinfo=UTC)),
        ("2026-03-10T09:30+01:00", datetime(2026, 3, 10, 8, 30, tzinfo=UTC)),
        (" 2026-03-10 08:30:00 UTC", datetime(2026, 3, 10, 8, 30, tzinfo=UTC)),
        ("Tue, 10 Mar 2026 03:30:00 EST", datetime(2026, 3, 10, 8, 30, tzinfo=UTC)),
        ("10 Mar 2026 08:30 GMT", datetime(2026, 3, 10, 8, 30, tzinfo=UTC)),
        ("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC)),
        ("2026-03", datetime(2026, 3, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-02-29", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_times(text: str | None, moment: datetime | None) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("data", "content_type", "kind"),
    [
        (b'<?xml version="1.0"?><?xml-stylesheet href="x"?><!-- <html> --><rss version="2.0">', "text/html", "feed"),
        (b"\xef\xbb\xbf \n<feed xmlns='http://www.w3.org/2005/Atom'>", "application/octet-stream", "feed"),
        ("<?xml version='1.0'?><rss>".encode("utf-16"), None, "feed"),
        (b'<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x/rss.dtd"><rss>', None, "feed"),
        (b"<rdf:RDF xmlns:rdf='x'>", None, "feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", "feed"),
        (b'{ "title": "x", "version": "https:\\/\\/jsonfeed.org\\/version\\/1" }', None, "feed"),
        (NEWS, "text/xml", "sitemap"),
        (gzip.compress(INDEX, mtime=0), "application/gzip", "sitemap"),
        (b"https://a.example/1\n# more\n\nhttp://a.example/2", "text/plain", "url_list"),
        (b"https://a.example/1\n" * 5000, "text/plain", "url_list"),
        (b"https://a.example/1\nnot one", "text/uri-list", "url_list"),
        (b"https://a.example/1\nTalks were held.", "text/plain", "page"),
        (b"https://a.example/1 is where talks are reported", "text/plain", "page"),
        (b"<!doctype html><html><body>https://a.example/", "application/rss+xml", "page"),
        (b"<html><head><link type='application/rss+xml'></head>", "text/html", "page"),
        (b"{}", "application/json", "page"),
        (b"", None, "page"),
        (b"\x1f\x8b\x08 damaged", None, "page"),
    ],
)
def test_kinds(data: bytes, content_type: str | None, kind: str) -> None:
    assert kind_of(data, content_type, "https://example.org/x") == kind


@given(
    st.one_of(st.binary(max_size=300), st.text("<>/!?-[]&;#xX0aA:= \n\"'rssfeditmlnk", max_size=200).map(str.encode))
)
def test_any_bytes_are_of_a_kind_and_read_or_refused(data: bytes) -> None:
    assert kind_of(data, None, URL) in {"feed", "sitemap", "url_list", "page"}
    for wrapped in (data, b"<rss><channel><item><link>" + data, b"<urlset><url><loc>" + data):
        for read in (lambda data: read_feed(data, URL), lambda data: read_sitemap(data, URL), read_url_list):
            try:
                read(wrapped)
            except DiscoveryError:
                continue
