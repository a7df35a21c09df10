"""HTML pages: the body from the tree or from other readings, metadata by ourselves."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
import trafilatura

from transforms.article import Article, NotAnArticle
from transforms.extract import read_article, reader
from transforms.extract.page.markup import MAX_ELEMENTS, parse_page
from transforms.extract.text.lines import fold_words
from transforms.reference import Reference

LEAD = "Envoys of the two island states sat down in the harbour town of Brenn on Monday, a spokeswoman said."
SECOND = "The northern team is led by Fisheries Minister Ilse Varga and includes her deputy, Tomas Rehn."
THIRD = "Neither side spoke to reporters after the first session, which lasted three hours."
FOURTH = "A second session is planned for Tuesday morning in the same hall, the hosts said in a statement."
BODY = [LEAD, SECOND, THIRD, FOURTH]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


def read(markup: str, reference: Reference, uri: str = "file:///in/a.html") -> Article:
    return read_article(markup.encode(), "text/html; charset=utf-8", reference, uri=uri)


def page_of(head: str = "", body: str = PARAGRAPHS, title: str = "Island envoys open fishing talks") -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{title} | Fjord Post</title>{head}</head><body>'
        f"<nav><a>Home</a><a>World</a></nav><article><h1>{title}</h1><div class='text'>{body}</div></article>"
        "<aside><h4>Popular</h4><a>Storm closes ferry line</a></aside><footer>© Fjord Post</footer></body></html>"
    )


def linked_data(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_body_without_headline_sub_headings_captions_and_promotions(reference: Reference) -> None:
    body = (
        '<div class="standfirst">The neighbours had not met for a year, and much herring is at stake.</div>'
        f"<p>{LEAD}</p><h2>A table for two</h2><p>{SECOND}</p>"
        "<figure><img src='a.jpg'><figcaption>The hall in Brenn before the teams began.</figcaption></figure>"
        f"<p>Read also: What the herring quota means for you</p><p>{THIRD}</p><p>{FOURTH}</p><p>(Reuters)</p>"
    )
    article = read(page_of(body=body), reference)
    assert article.text.split("\n") == BODY
    assert article.title == "Island envoys open fishing talks"
    assert (article.agency, article.outlet) == ("Reuters", "Fjord Post")
    assert article.language == "en"


def test_list_items_are_kept(reference: Reference) -> None:
    members = ["Ilse Varga, minister of fisheries", "Tomas Rehn, her deputy", "Ane Solli, head of the coast guard"]
    items = "".join(f"<li>{member}</li>" for member in members)
    article = read(
        page_of(body=f"<p>{LEAD}</p><p>The members are:</p><ul>{items}</ul><p>{THIRD}</p><p>{FOURTH}</p>"), reference
    )
    assert article.text.split("\n") == [LEAD, "The members are:", *members, THIRD, FOURTH]


@pytest.mark.parametrize("is_told", [False, True])
def test_a_post_that_the_article_quotes_is_kept_with_its_author(reference: Reference, is_told: bool) -> None:
    post = (
        "<div class='embed-social'><blockquote class='twitter-tweet'><p>Herring first</p>&mdash; Ilse Varga (@ilsevarga) "
        "<a href='#'>March 2, 2026</a></blockquote></div>"
    )
    head = linked_data({"@type": "NewsArticle", "articleBody": " ".join(BODY)}) if is_told else ""
    article = read(page_of(head, f"<p>{LEAD}</p><p>{SECOND}</p>{post}<p>{THIRD}</p><p>{FOURTH}</p>"), reference)
    quoted = ["Herring first", "— Ilse Varga (@ilsevarga) March 2, 2026"]
    assert article.text.split("\n") == [LEAD, SECOND, *quoted, THIRD, FOURTH]


def test_a_note_below_the_article_does_not_date_it(reference: Reference) -> None:
    body = f"<p>3 March 2026, 14:07</p>{PARAGRAPHS}<p><i>On the air: Fjord Radio, 2 March 2026, 08:30</i></p>"
    article = read(page_of(body=body), reference)
    assert (article.text.split("\n"), article.published_on) == (BODY, date(2026, 3, 3))


def test_questions_of_an_interview_are_text_and_other_headings_are_not(reference: Reference) -> None:
    asked = ["Q: How much herring is left?", "Fjord Post: And who is to have it?"]
    headings = ["What is at stake?", "Brenn: a town of boats"]
    body = "".join(f"<h3>{heading}</h3><p>{text}</p>" for heading, text in zip([*asked, *headings], BODY, strict=True))
    article = read(page_of(body=f"<p>Minister Varga has much to say of it, as we found out.</p>{body}"), reference)
    lines = article.text.split("\n")
    assert [line for line in lines if line not in BODY][1:] == asked
    assert list(article.subheadings) == headings


def test_a_lead_that_the_page_prints_twice_is_kept_once(reference: Reference) -> None:
    article = read(page_of(body=f'<div class="abstract">{LEAD}</div>{PARAGRAPHS}'), reference)
    assert article.text.split("\n") == BODY


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("Maren Tveit", ("Maren Tveit",)),
        ({"@type": "Person", "name": "Maren Tveit"}, ("Maren Tveit",)),
        (
            [{"@type": "Person", "name": "Maren Tveit"}, {"@type": "Person", "name": "Sela Okoro"}],
            ("Maren Tveit", "Sela Okoro"),
        ),
        ({"@id": "#tveit"}, ("Maren Tveit",)),
        ({"@type": "Organization", "name": "Fjord Post"}, ()),
        (None, ()),
        (7, ()),
    ],
)
@pytest.mark.parametrize("shape", ["object", "list", "graph"])
def test_linked_data_in_all_its_shapes(author: Any, authors: tuple[str, ...], shape: str, reference: Reference) -> None:
    article = {
        "@type": ["NewsArticle"],
        "headline": "Island envoys open fishing talks",
        "datePublished": "2025-05-12T23:30:00-02:00",
        "author": author,
        "publisher": {"@type": "NewsMediaOrganization", "name": "Fjord Post"},
    }
    person = {"@type": "Person", "@id": "#tveit", "name": "Maren Tveit"}
    value: Any = {"object": [article, person], "list": [person, article], "graph": {"@graph": [article, person]}}[shape]
    read_page = read(page_of(head=linked_data(value)), reference)
    assert read_page.authors == authors
    assert read_page.outlet == "Fjord Post"
    assert read_page.published_at == datetime(2025, 5, 13, 1, 30, tzinfo=UTC)
    assert (read_page.published_on, read_page.published_at_basis) == (date(2025, 5, 12), "jsonld")


@pytest.mark.parametrize(
    ("head", "body", "basis"),
    [
        ('<meta property="article:published_time" content="2025-05-12T09:00:00+02:00">', PARAGRAPHS, "meta"),
        ("", f'<time datetime="2025-05-12T09:00:00+02:00">Monday</time>{PARAGRAPHS}', "header"),
        (
            linked_data({"@type": "NewsArticle", "datePublished": "soon"}),
            f"<p>12 May 2025, 07:00 GMT</p>{PARAGRAPHS}",
            "header",
        ),
    ],
)
def test_the_moment_and_its_basis(head: str, body: str, basis: str, reference: Reference) -> None:
    article = read(page_of(head=head, body=body), reference)
    assert (article.published_at, article.published_at_basis) == (datetime(2025, 5, 12, 7, 0, tzinfo=UTC), basis)
    assert article.text.split("\n") == BODY


def test_the_headline_on_the_page_wins_over_the_one_for_search_engines(reference: Reference) -> None:
    head = '<meta property="og:title" content="Fishing talks: island envoys meet in Brenn | Fjord Post">'
    assert read(page_of(head=head), reference).title == "Island envoys open fishing talks"


def test_the_reference_names_the_outlet_of_a_host(reference: Reference) -> None:
    head = '<link rel="canonical" href="https://www.lantern.example/a"><meta property="og:site_name" content="lantern">'
    article = read(page_of(head=head), reference)
    assert article.outlet == "The Morning Lantern"
    assert article.canonical_url == "https://www.lantern.example/a"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//[broken", "ftp://a/b", ""])
def test_a_canonical_address_that_is_none_is_left_out(url: str, reference: Reference) -> None:
    assert read(page_of(head=f'<link rel="canonical" href="{url}">'), reference).canonical_url is None


def test_surrogates_and_control_characters_in_metadata_are_dropped(reference: Reference) -> None:
    script = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Talks \\ud800open\\u0000",'
        ' "author": "Maren \\udfffTveit", "publisher": "Fjord\\u0001 Post"}</script>'
    )
    article = read(f"<html><head>{script}</head><body>{PARAGRAPHS}</body></html>", reference)
    assert (article.title, article.authors, article.outlet) == ("Talks open", ("Maren Tveit",), "Fjord Post")


def test_short_paragraphs_are_text_and_bold_ones_sub_headings(reference: Reference) -> None:
    body = f"<p>{LEAD}</p><p><strong>An old quarrel</strong></p><p>{SECOND}</p><p>And then, silence</p><p>{THIRD}</p>"
    article = read(page_of(body=body), reference)
    assert article.text.split("\n") == [LEAD, SECOND, "And then, silence", THIRD]


def test_the_standfirst_is_no_text(reference: Reference) -> None:
    standfirst = "The neighbours had not met for a year, and much herring is at stake."
    article = read(page_of(body=f"<p class='subtitle'>{standfirst}</p>{PARAGRAPHS}"), reference)
    assert (article.standfirst, article.text.split("\n")) == (standfirst, BODY)


def test_lines_that_linked_data_lacks_are_left_out(reference: Reference) -> None:
    extra = "Readers who came here also looked at the tides of the week and at the price of herring."
    head = linked_data({"@type": "NewsArticle", "articleBody": " ".join(BODY)})
    article = read(page_of(head=head, body=f"<p>{LEAD}</p><p>{extra}</p>{PARAGRAPHS}"), reference)
    assert article.text.split("\n") == BODY


@pytest.mark.parametrize("article_body", ["\n".join(BODY), "<p>" + "</p><p>".join(BODY) + "</p>"])
def test_a_page_that_a_browser_builds_is_read_from_its_linked_data(article_body: str, reference: Reference) -> None:
    head = linked_data({"@type": "NewsArticle", "articleBody": article_body})
    assert read(f"<html><head>{head}</head><body><div></div></body></html>", reference).text.split("\n") == BODY


def test_a_page_that_a_browser_builds_is_read_from_its_scripts(reference: Reference) -> None:
    script = f"<script>window.state = {json.dumps({'menu': ['Home'], 'html': PARAGRAPHS})}</script>"
    assert read(f"<html><body><div id='app'></div>{script}</body></html>", reference).text.split("\n") == BODY


@pytest.mark.parametrize("depth", [200, 260, 3_000, 50_000])
def test_a_deeply_nested_page_gives_its_text(depth: int, reference: Reference) -> None:
    article = read("<html><body>" + "<div>" * depth + PARAGRAPHS, reference)
    assert article.text.split("\n") == BODY


@pytest.mark.parametrize(
    "filling",
    [
        f"<div class='comments'>{'<p>I think so too, said nobody at all today.</p>' * 6_000}</div>",
        "<div><span>a</span></div>" * 15_000,
        "<a href='#'>Some headline of other news</a><br>" * 9_000,
    ],
    ids=["comments", "elements", "links"],
)
def test_a_large_page_is_read_within_seconds(filling: str, reference: Reference) -> None:
    started = time.process_time()
    with contextlib.suppress(NotAnArticle):
        assert read(page_of(body=PARAGRAPHS + filling), reference).text.split("\n")[:4] == BODY
    assert time.process_time() - started < 8


@pytest.mark.parametrize("filling", ["<br>" * 9_000, "<p>" + "<a href='#'>a</a>" * 9_000 + "</p>"], ids=["br", "a"])
def test_trafilatura_is_not_asked_about_a_page_of_many_elements(
    filling: str, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(trafilatura, "bare_extraction", lambda *_, **__: asked.append("again"))
    for markup in (filling, "<p>Nothing to see.</p>"):
        with contextlib.suppress(NotAnArticle):
            read(f"<html><body>{markup}</body></html>", reference)
    assert asked == ["again"]


def test_a_page_that_is_read_again_without_standing_lines_is_parsed_once(
    reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(reader, "parse_page", lambda markup: parsed.append(markup) or parse_page(markup))
    appeal = "Write to the harbour desk with what you have seen on the quays this week."
    markup = page_of('<meta property="og:site_name" content="Fjord Post">', f"{PARAGRAPHS}<p>{appeal}</p>").encode()
    standing = {"fjord-post": frozenset({fold_words(appeal)})}
    article = read_article(markup, "text/html", reference, uri="file:///in/a.html", standing=standing)
    assert (article.text.split("\n"), len(parsed)) == (BODY, 1)


def test_a_page_too_large_for_its_tree_is_read_from_its_rendering(reference: Reference) -> None:
    markup = page_of(body=PARAGRAPHS + "<i></i>" * (MAX_ELEMENTS + 1))
    assert read(markup, reference).text.split("\n") == BODY


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><head><script>let a = 1;</script></head><body></body></html>", "empty_extract"),
        ("<html><body><ul><li><a>Home</a></li><li><a>World</a></li></ul></body></html>", "empty_extract"),
        ("<!-- nothing -->", "empty_extract"),
        (f"<html><body>{PARAGRAPHS * 6_000}</body></html>", "too_large"),
        (
            "<html><body><h1>404</h1><p>Sorry, the page you are looking for was not found on this server. "
            "It may have been moved, renamed or taken down by its owner since you last saw it.</p></body></html>",
            "not_an_article",
        ),
    ],
)
def test_what_is_no_article_is_refused(markup: str, reason: str, reference: Reference) -> None:
    with pytest.raises(NotAnArticle) as caught:
        read(markup, reference)
    assert caught.value.reason == reason
