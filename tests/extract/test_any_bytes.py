"""Whatever the bytes: an article that holds what it promises, or a reason; within seconds."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.article import NotAnArticle
from transforms.extract import read_article
from transforms.reference import Reference

REASONS = {"empty_file", "binary", "bad_encoding", "too_large", "empty_extract", "not_an_article", "paywall_stub"}
PIECES = [
    "<p>",
    "</p>",
    "<div>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<li>",
    "<time datetime='2025-05-16'>",
    "<h1>",
    "&#xD800;",
    "&#0;",
    '<script type="application/ld+json">{"@type":"NewsArticle","author":["\\ud800"],'
    '"datePublished":"9999-12-31"}</script>',
    '<meta charset="utf-16">',
    "The envoys met in Brenn on Monday, and they will meet again on Tuesday.\n",
    "Read also: more\n",
    "By Ann Lee\n",
    "* item\n",
    "(Photo: X) / X\n",
    "Source: Xinhua\n",
    "2025-05-16 10:00 +99:99\n",
    "\u2028",
    "\ufeff",
    "\x0b",
    "، ؟",
    "会谈开始了。",
    "“",
    "(",
    ":",
    "\n\n",
    "— ",
    "| ",
    "14:32\n",
    "3 / 18\n",
    "Page not found\n",
    "Subscribe to continue reading\n",
    "<figcaption>",
    "<a href='/'>Ferry line closes today</a>",
]
documents = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join).map(str.encode),
    st.tuples(st.lists(st.sampled_from(PIECES), max_size=20), st.text(max_size=80)).map(
        lambda parts: ("".join(parts[0]) + parts[1]).encode("utf-8", "surrogatepass")
    ),
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    raw=documents,
    media_type=st.sampled_from(["text/html", "text/plain"]),
    uri=st.one_of(st.just("file:///a.txt"), st.text(max_size=30)),
)
def test_an_article_or_a_reason(raw: bytes, media_type: str, uri: str) -> None:
    try:
        article = read_article(raw, media_type, Reference(), uri=uri)
    except NotAnArticle as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert refused.reason in REASONS
        assert str(refused)
        return
    assert all(paragraph.strip() for paragraph in article.text.split("\n"))
    told = [
        article.text,
        article.language,
        article.outlet,
        article.title,
        *article.authors,
        article.agency,
        article.standfirst,
    ]
    assert not any(0xD800 <= ord(char) <= 0xDFFF for value in told if value for char in value)
    assert not any("\x00" in value for value in told if value)
    assert article.outlet
    assert article.language
    assert (article.published_at is None) == (article.published_on is None) == (article.published_at_basis is None)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
@pytest.mark.parametrize(
    "piece",
    [
        "The envoys met in Brenn on Monday. ",
        "word ",
        "a",
        "(",
        "<",
        "1",
        "2025-05-16 ",
        "<b ",
        "<!-- ",
        "<script>",
        '"',
        " - ",
        "\u3042",
        "\n",
        "a\n",
    ],
)
def test_megabytes_of_one_thing_end_within_seconds(piece: str, media_type: str) -> None:
    read_many(piece, 1_000_000, media_type)


def read_many(piece: str, n_bytes: int, media_type: str) -> None:
    raw = piece.encode() * (n_bytes // len(piece.encode()))
    started = time.process_time()
    with contextlib.suppress(NotAnArticle):
        read_article(raw, media_type, Reference(), uri="file:///a.txt")
    assert time.process_time() - started < 10


CARD = "<article><h3><a href='/'>Ferry line closes today</a></h3><p>Repairs will take longer than the port had hoped.</p></article>"
UPDATE = "<section><time>14:32</time><p>The envoys have left the hall and walk to the quay.</p></section>"


@pytest.mark.parametrize(
    ("piece", "media_type"),
    [
        (CARD, "text/html"),
        (UPDATE, "text/html"),
        ("<figure><figcaption>A crane lifts the hull.</figcaption></figure>", "text/html"),
        ("<a href=x>", "text/html"),
        ("14:32\nThe envoys have left the hall and walk to the quay.\n", "text/plain"),
        ("3 / 18\nThe envoys have left the hall and walk to the quay.\n", "text/plain"),
        ("Sorry, oops, please, ", "text/plain"),
        ("Subscribe to ", "text/plain"),
        ("We and our 99 partners ", "text/plain"),
    ],
)
def test_much_of_what_no_article_is_ends_within_seconds(piece: str, media_type: str) -> None:
    read_many(piece, 500_000, media_type)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (
            "<script>let news = 'The envoys met in Brenn on Monday, and they will meet again.';</script>",
            "empty_extract",
        ),
        ("<noscript>Please enable JavaScript to read on.</noscript><div id='app'></div>", "empty_extract"),
        ("<p>" * 100_000, "empty_extract"),
        ("<div>" * 300 + "<p>Home</p>" + "</div>" * 300, "empty_extract"),
        ("<title>404</title>" + "<br>" * 2_000 + "<h1>Page not found</h1>", "not_an_article"),
    ],
)
def test_a_page_without_text_is_rejected_with_a_reason(markup: str, reason: str) -> None:
    with pytest.raises(NotAnArticle) as caught:
        read_article(markup.encode(), "text/html", Reference(), uri="file:///a.html")
    assert caught.value.reason == reason
