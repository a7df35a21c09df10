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

REASONS = {"empty_file", "binary", "bad_encoding", "too_large", "empty_extract", "not_an_article"}
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
    raw = piece.encode() * (1_000_000 // len(piece.encode()))
    started = time.process_time()
    with contextlib.suppress(NotAnArticle):
        read_article(raw, media_type, Reference(), uri="file:///a.txt")
    assert time.process_time() - started < 10
