from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime

import lxml.html
import pytest

from transforms.extract.masthead.metadata import Metadata, read_metadata
from transforms.reference import Reference

PROSE = "<p>" + "The envoys of both fishing nations met in the harbour town on Monday. " * 3 + "</p>"


def read(
    reference: Reference, head: str = "", body: str = "<h1>Envoys meet in Brenn again</h1>", **told: object
) -> Metadata:
    """The metadata of a page whose JSON-LD holds a NewsArticle with ``told``, if anything is told."""
    article = json.dumps({"@type": "NewsArticle", **told})
    script = f'<script type="application/ld+json">{article}</script>' if told else ""
    page = f'<html lang="en-GB"><head>{script}{head}</head><body>{body}{PROSE}</body></html>'
    return read_metadata(lxml.html.document_fromstring(page), reference)


def test_a_whole_page(reference: Reference) -> None:
    metadata = read(
        reference,
        '<meta property="og:site_name" content="Fjord Post | The voice of the coast"><meta name="description" content="Lead.">'
        '<link rel="canonical" href="https://fjordpost.example/1"><title>Envoys meet in Brenn again - Fjord Post</title>',
        headline="Brenn envoys meet: live",
        author=[{"@type": "Person", "name": "Maren Tveit"}, {"@type": "Organization", "name": "AFP"}],
        datePublished="2025-05-16T08:15:00+02:00",
        dateModified="2025-05-18T09:00:00+02:00",
        isAccessibleForFree="http://schema.org/False",
        articleBody="One.",
    )
    assert metadata.title == "Envoys meet in Brenn again"
    assert metadata.authors == ("Maren Tveit",)
    assert metadata.agency == "AFP"
    assert metadata.outlet == "Fjord Post"
    assert metadata.own_names >= {"fjordpost"}
    assert metadata.moment is not None
    assert (metadata.moment.at, metadata.moment.on) == (datetime(2025, 5, 16, 6, 15, tzinfo=UTC), date(2025, 5, 16))
    assert (metadata.basis, metadata.language, metadata.is_free) == ("jsonld", "en", False)
    assert metadata.canonical_url == "https://fjordpost.example/1"
    assert (metadata.description, metadata.article_body) == ("Lead.", "One.")
    assert metadata.types == {"NewsArticle", "Organization", "Person"}


def test_a_page_that_says_nothing(reference: Reference) -> None:
    metadata = read(reference, body="")
    assert metadata == Metadata(language="en")


@pytest.mark.parametrize(
    ("head", "body", "told", "authors"),
    [
        ("", "", {"author": "Von Maren Tveit und Sela Okoro"}, ("Maren Tveit", "Sela Okoro")),
        ("", "", {"author": {"@type": "Person", "name": "fjordpost.example"}}, ()),
        ('<meta name="author" content="Tveit, Maren">', "", {}, ("Maren Tveit",)),
        (
            '<meta name="author" content="m.tveit@lantern.example">',
            '<p class="byline">By Maren Tveit</p>',
            {},
            ("Maren Tveit",),
        ),
        ("", '<p class="byline">By Maren Tveit and the night desk</p>', {"author": "Newsroom"}, ("Maren Tveit",)),
        ("", '<p class="author">Anzahl Kommentare</p><p class="author">Latest News</p>', {}, ()),
        ("", '<div class="author-line">松田花子</div>', {}, ("松田花子",)),
        ('<meta property="og:site_name" content="Legal Coast Online">', "", {"author": "LCO"}, ()),
        (
            '<meta name="author" content="Fjord Post"><title>x - Fjord Post</title>',
            "",
            {"publisher": {"name": "Fjord Post"}},
            (),
        ),
    ],
)
def test_authors_from_the_first_place_that_names_one(
    head: str, body: str, told: dict[str, object], authors: tuple[str, ...], reference: Reference
) -> None:
    link = '<link rel="canonical" href="https://www.fjordpost.example/1">'
    assert read(reference, link + head, f"<h1>Envoys meet in Brenn again</h1>{body}", **told).authors == authors


@pytest.mark.parametrize(
    ("head", "body", "told", "agency"),
    [
        ("", "", {"author": "AFP, Brenn"}, "AFP"),
        ("", "", {"author": {"@type": "Organization", "name": "Reuters"}}, "Reuters"),
        ("", "", {"author": "Ann Lee", "sourceOrganization": {"name": "Xinhua"}}, "Xinhua"),
        ('<meta name="author" content="Reuters Staff">', "", {}, "Reuters"),
        ("", '<span class="byline">Anadolu Agency in Oslo</span>', {}, "Anadolu"),
        ('<meta property="og:site_name" content="Reuters">', "", {"author": "Reuters"}, None),
        ("", "", {"author": "Ann Lee"}, None),
    ],
)
def test_wire_among_authors_and_sources(
    head: str, body: str, told: dict[str, object], agency: str | None, reference: Reference
) -> None:
    metadata = read(reference, head, f"<h1>Envoys meet in Brenn again</h1>{body}", **told)
    assert metadata.agency == agency
    assert agency not in metadata.authors


@pytest.mark.parametrize(
    ("head", "body", "told", "at", "basis"),
    [
        ("", "<time datetime='2025-05-16T10:00Z'>", {"datePublished": "2025-05-16"}, (16, 10, 0), "header"),
        ("", "<time datetime='2025-05-16T18:21Z'>", {"datePublished": "2025-05-16T10:00"}, (16, 10, 0), "jsonld"),
        ("", "<time datetime='2025-05-16T10:00+02:00'>", {"datePublished": "2025-05-16T10:00"}, (16, 8, 0), "header"),
        ("", "<time datetime='2025-05-18T10:00Z'>", {"datePublished": "2025-05-16"}, (16, 0, 0), "jsonld"),
        ('<meta name="article:published:time" content="2025-05-16T10:00Z">', "", {}, (16, 10, 0), "meta"),
        ('<meta property="article:modified_time" content="2025-05-16T10:00Z">', "", {}, None, None),
        ("", "<time class='updated' datetime='2025-05-17'></time><time>16 May 2025</time>", {}, (16, 0, 0), "header"),
        ("", "<aside><time datetime='2025-05-17'></time></aside>", {}, None, None),
        ("", "<p class='byline'>by Maren Tveit Friday, May 16, 2025</p>", {}, (16, 0, 0), "header"),
        ("", "", {"datePublished": "9999-12-31T23:59:59-12:00"}, None, None),
        ("", "", {"datePublished": ["0001-01-01", "2025-05-16"]}, (16, 0, 0), "jsonld"),
    ],
)
def test_moment_and_its_basis(
    head: str,
    body: str,
    told: dict[str, object],
    at: tuple[int, int, int] | None,
    basis: str | None,
    reference: Reference,
) -> None:
    metadata = read(reference, head, f"<h1>Envoys meet in Brenn again</h1>{body}", **told)
    moment = metadata.moment.at if metadata.moment else None
    assert moment == (datetime(2025, 5, *at, tzinfo=UTC) if at else None)
    assert metadata.basis == basis


@pytest.mark.parametrize(
    ("head", "told", "outlet"),
    [
        ("", {"publisher": {"@type": "Organization", "name": "Fjord Post"}}, "Fjord Post"),
        ('<meta property="og:site_name" content="fjordpost">', {"publisher": {"name": "Fjord Post"}}, "Fjord Post"),
        ('<meta property="og:site_name" content="https://fjord.example">', {"publisher": "Fjord Post"}, "Fjord Post"),
        ('<meta name="application-name" content="Fjord Post Website">', {}, "Fjord Post"),
        ("<title>Envoys meet in Brenn again | Fjord Post</title>", {}, "Fjord Post"),
        ("<title>Fjord Post, Bergen</title>", {}, "Fjord Post"),
        ("<title>Envoys meet in Brenn again</title>", {}, None),
    ],
)
def test_outlet(head: str, told: dict[str, object], outlet: str | None, reference: Reference) -> None:
    assert read(reference, head, **told).outlet == outlet


@pytest.mark.parametrize(
    "told",
    [
        {"author": {"a": [[[["x"]]]]}, "publisher": [[], 3], "datePublished": {"a": 1}, "headline": ["a"], "@id": {}},
        {"author": [None, True, {"name": {}}], "mainEntityOfPage": [1], "url": 7, "isAccessibleForFree": [[]]},
        {"author": [{"@id": f"#{number}"} for number in range(5000)], "articleBody": 3, "inLanguage": {"name": "x"}},
    ],
)
def test_wrong_types_are_left_out(told: dict[str, object], reference: Reference) -> None:
    metadata = read(reference, **told)
    assert (metadata.title, metadata.authors) == ("Envoys meet in Brenn again", ())
    assert (metadata.moment, metadata.is_free, metadata.article_body) == (None, None, None)


@pytest.mark.parametrize(
    "head",
    [
        f'<script type="application/ld+json">{"[" * 1_000_000}</script>',
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{"<" * 1_000_000}"}}</script>',
        f'<script type="application/ld+json">{{"a"{":" * 1_000_000}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>' * 30_000,
        f"<title>{'Talks - open | ' * 300_000}</title>",
        '<meta name="author" content="Maren Tveit">' * 100_000,
        f'<meta name="author" content="{"Ann and (Bo, " * 300_000}">',
        "<h1>Talks open in Brenn</h1>" * 50_000,
        '<h1>x</h1><span class="byline">By Ann and </span>' * 30_000,
        "<time datetime='2025-05-16'>x</time>" * 50_000,
        "<link rel='canonical' href='https://[x'>" * 50_000,
        "<p><b>Maren Tveit</b></p>" * 50_000,
    ],
    ids=range(12),
)
def test_hostile_pages_are_read_in_linear_time(head: str, reference: Reference) -> None:
    root = lxml.html.document_fromstring(f"<html><head>{head}</head><body>{PROSE}</body></html>")
    started = time.process_time()
    read_metadata(root, reference)
    assert time.process_time() - started < 5
