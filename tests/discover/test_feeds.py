"""Feeds of all families, whole and broken."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest

from transforms.discover.errors import DiscoveryError
from transforms.discover.feeds import Entry, read_feed

URL = "https://example.org/feeds/news.xml"
ENTRY = Entry("https://example.org/a?id=1&lang=en", "Talks & <tea> in Genève", datetime(2026, 3, 10, 8, 30, tzinfo=UTC))
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>News</title><link>https://example.org/</link><language>en-gb</language>
<image><title>Logo</title><link>https://example.org/logo</link></image>
<item><title>Talks &amp;amp; &amp;lt;tea&amp;gt; in &lt;b&gt;Gen&#232;ve&lt;/b&gt;</title>
<media:group><media:title>No</media:title></media:group><source url="https://other.example/rss">Other</source>
<link> https://example.org/a?id=1&amp;lang=en#x </link><guid isPermaLink="false">tag:1</guid>
<pubDate>Tue, 10 Mar 2026 09:30:00 +0100</pubDate></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>News</title>
<dc:language>en-gb</dc:language></channel><item rdf:about="https://example.org/a?id=1&amp;lang=en">
<title>Talks &amp; &amp;lt;tea&amp;gt; in Genève</title><dc:date>2026-03-10T08:30:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-gb" xml:base="https://example.org/x/"><title>News</title>
<link rel="self" href="/feed"/><entry xml:base="/"><id>tag:1</id><title type="html">Talks &amp;amp; &amp;lt;tea&amp;gt; in Genève</title>
<link rel="replies" href="/r"/><link href="a?id=1&amp;lang=en"/><link href="/second"/>
<source><id>https://other.example</id><updated>2000-01-01T00:00:00Z</updated></source>
<published>2026-03-10T08:30:00.000Z</published></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "language": "en-gb",
        "items": [
            {
                "id": "1",
                "url": "/a?id=1&lang=en",
                "title": ENTRY.title.replace("<", "&lt;"),
                "date_published": "2026-03-10T09:30:00+01:00",
            }
        ],
    }
)


def utf_16(feed: str) -> bytes:
    return feed.replace('"utf-8"', '"utf-16"').encode("utf-16")


@pytest.mark.parametrize(
    "data",
    [RSS.encode(), RDF.encode(), ATOM.encode(), JSON.encode(), utf_16(RSS), utf_16(ATOM), gzip.compress(RDF.encode())],
    ids=["rss", "rdf", "atom", "json", "rss-utf-16", "atom-utf-16", "rdf-gzip"],
)
def test_feed_of_each_family(data: bytes) -> None:
    found = read_feed(data, URL)
    assert (found.title, found.language, found.n_unusable) == ("News", "en-gb", 0)
    assert found.entries == (ENTRY,)


def items(*inner: str) -> bytes:
    return f"<rss><channel>{''.join(f'<item>{one}</item>' for one in inner)}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        ("<link>https://a.example/?x=1&y=2</link>", "https://a.example/?x=1&y=2"),
        ("<link><![CDATA[https://a.example/?x=1&y=2]]></link>", "https://a.example/?x=1&y=2"),
        ("<link><![CDATA[https://a.example/?x=1&amp;y=2]]></link>", "https://a.example/?x=1&y=2"),
        (
            "<title>a & b &nbsp; c &copy;</title><link>https://a.example/?x=1&amp;y=2</link>",
            "https://a.example/?x=1&y=2",
        ),
        ("<guid>https://a.example/1</guid>", "https://a.example/1"),
        ("<link/><link>/relative</link>", "https://example.org/relative"),
        (
            "<link>https://proxy.example/1</link><feedburner:origLink>https://a.example/1</feedburner:origLink>",
            "https://a.example/1",
        ),
        ("<LINK>HTTPS://A.example:443/1</LINK>", "https://a.example/1"),
    ],
)
def test_links_as_they_are_met(inner: str, url: str) -> None:
    assert [entry.url for entry in read_feed(items(inner), URL).entries] == [url]


def test_entries_without_a_url_are_counted_and_repeated_ones_kept_once() -> None:
    found = read_feed(
        items(
            "<link>https://a.example/1</link><title>first</title>",
            "<link>javascript:alert(1)</link>",
            "<guid isPermaLink='false'>1</guid>",
            "<title>none</title>",
            "<link>https://</link>",
            "<link>https://a.example/1#again</link><title>second</title>",
        ),
        URL,
    )
    assert [(entry.url, entry.title) for entry in found.entries] == [("https://a.example/1", "first")]
    assert found.n_unusable == 4


def test_update_is_kept_apart_from_publication() -> None:
    atom = b"<feed><entry><link href='/1'/><updated>2026-03-11T00:00:00Z</updated><published>2026-03-10T00:00:00Z</published></entry></feed>"
    (entry,) = read_feed(atom, URL).entries
    assert entry.published_at == datetime(2026, 3, 10, tzinfo=UTC)
    assert entry.updated_at == datetime(2026, 3, 11, tzinfo=UTC)


def test_feed_that_breaks_off_gives_what_it_holds() -> None:
    assert len(read_feed(items("<link>/1</link>", "<link>/2</link>", "<link>/3</link>")[:-40], URL).entries) == 2
    assert read_feed(RSS.encode() + b"\n<script>junk</script>", URL).entries == (ENTRY,)
    assert read_feed(b"\xef\xbb\xbf \n" + RSS.encode(), URL).entries == (ENTRY,)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"hello", b"<html><body><a href='x'>x</a></body></html>", b"<urlset/>", b"{}", b"[1]", b'{"version": 1, "items": []}',
        b'{"version": "https://jsonfeed.org/version/1", "items": [1]}', b"{" * 100_000, b'{"a":' * 100_000,
        b"<entry><link href='/a'/><guid>x</guid></entry>", b"<item><guid isPermaLink='false'>x</guid></item>",
        b"\x1f\x8b\x08 damaged", gzip.compress(b"<rss>", mtime=0)[:-4] + b"....",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_or_empty(data: bytes) -> None:
    try:
        assert not read_feed(data, URL).entries
    except DiscoveryError as error:
        assert str(error)  # noqa: PT017 - both are right for what breaks off
