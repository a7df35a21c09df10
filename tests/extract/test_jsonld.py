from __future__ import annotations

import json

import pytest

from transforms.extract.masthead.jsonld import body_of, names_of, pick_article, read_objects, text_of


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle"}',
        ' <![CDATA[ {"@type": "NewsArticle"} ]]> ',
        '// <![CDATA[\n{"@type": "NewsArticle"}\n// ]]>',
        '/* <![CDATA[ */ {"@type": "NewsArticle"} /* ]]> */',
        '<!-- {"@type": "NewsArticle"} -->',
        '{"@type": "NewsArticle", "image": , "keywords": ["a",],};',
        '{"@type": "NewsArticle", "headline": "two\nlines"}',
        '[{"@graph": [{"@type": "NewsArticle"}]}]',
    ],
)
def test_objects_in_whatever_wrapping(script: str) -> None:
    assert any(node.get("@type") == "NewsArticle" for node in read_objects([script]))


@pytest.mark.parametrize("script", ["", "null", "3", '"text"', "{", "[" * 200_000, "<p>no JSON</p>", '{"a":' * 5000])
def test_what_is_no_object_is_left_out(script: str) -> None:
    assert read_objects([script]) == []


def test_the_pages_own_article_goes_before_those_it_lists() -> None:
    listed = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2024-01-01", "url": "https://a.example/2"}
    own = {"@type": ["Thing", "ReportageNewsArticle"], "mainEntityOfPage": {"@id": "https://a.example/1"}}
    page = {"@type": "WebPage", "datePublished": "2024-02-02"}
    nodes = read_objects([json.dumps({"@graph": [page, {"@type": "ItemList", "itemListElement": [listed]}, own]})])
    assert pick_article(nodes, "https://a.example/1") == own
    assert pick_article(nodes, None) == listed
    assert pick_article([page], None) == page
    assert pick_article([{"@type": "Person"}], None) == {}


def test_names_as_text_object_reference_and_parts() -> None:
    nodes = [{"@id": "#sela", "@type": "Person", "name": "Sela Okoro"}]
    value = [
        "Maren Tveit",
        {"@type": "Person", "givenName": "Ana", "familyName": "de la Cruz"},
        {"@id": "#sela"},
        {"@id": "#unknown"},
        {"@type": "NewsMediaOrganization", "name": "Fjord Post"},
        {"name": {"wrong": "type"}},
        7,
        None,
    ]
    persons = ["Maren Tveit", "Ana de la Cruz", "Sela Okoro"]
    assert names_of(value, nodes, persons_only=True) == persons
    assert names_of(value, nodes) == [*persons, "Fjord Post"]


def test_text_is_plain() -> None:
    assert text_of(" Ann &amp; <b>Bo</b>\ud800\x00\u200b \n ") == "Ann & Bo"
    assert text_of("Sal\u00admon") == "Salmon"
    assert [text_of(value) for value in ("", "  ", 3, None, ["a"])] == [None] * 5


def test_body_keeps_its_lines() -> None:
    assert body_of({"articleBody": ["<p>One.</p><p>Two &amp; three.</p>"]}) == "One.\n\nTwo & three."
    assert body_of({"articleBody": 3}) is None
