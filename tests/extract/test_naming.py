from __future__ import annotations

import pytest

from transforms.extract.page.naming import Part, names_body, tell_part


@pytest.mark.parametrize(
    ("tag", "name", "part"),
    [
        ("div", "story-text", None),
        ("div", "", None),
        ("p", "commentary intro-letter", None),
        ("div", "authority-shareholder", None),
        ("figure", "", Part.CAPTION),
        ("div", "photo-credit", Part.CAPTION),
        ("span", "image__caption", Part.CAPTION),
        ("aside", "", Part.BESIDE),
        ("div", "readmore", Part.BESIDE),
        ("div", "box read-more", Part.BESIDE),
        ("section", "box_read_more", Part.BESIDE),
        ("div", "block lire-aussi", Part.BESIDE),
        ("ul", "noticias relacionadas-lista", Part.BESIDE),
        ("div", "article-related-topics", Part.BESIDE),
        ("div", "slot ad", Part.BESIDE),
        ("div", "badge", None),
        ("p", "article-subtitle", Part.STANDFIRST),
        ("blockquote", "twitter-tweet", Part.POST),
        ("blockquote", "bluesky-embed wide", Part.POST),
        ("div", "social twitter-tweet", Part.BESIDE),
        ("div", "page dek", Part.STANDFIRST),
    ],
)
def test_a_name_sets_an_element_apart(tag: str, name: str, part: Part | None) -> None:
    assert tell_part(tag, name) is part


@pytest.mark.parametrize(("name", "is_body"), [("entry-content wide", True), ("articlebody", True), ("teaser", False)])
def test_a_name_tells_a_body(name: str, is_body: bool) -> None:
    assert names_body(name) is is_body
