from __future__ import annotations

import pytest

from transforms.extract.masthead.site import find_site_names, fold_own_names, pick_site_name, read_site, strip_site


@pytest.mark.parametrize(
    ("title", "own_name", "stripped"),
    [
        ("Talks open | The Herald", "x", "Talks open"),
        ("Talks open - Fjord Post", "fjordpost", "Talks open"),
        ("Talks open - Fjord Post", "fjordpostexample", "Talks open"),
        ("Fjord Post » Talks open", "fjordpost", "Talks open"),
        ("Talks open - and close", "fjordpost", "Talks open - and close"),
        ("Talks open - World - Fjord Post", "fjordpost", "Talks open"),
        ("»Talks« open - fjordpost.example", "fjordpost", "»Talks« open"),
        ("漁業交渉が再開-灯台日報", "灯台日報", "漁業交渉が再開"),
        ("漁業交渉が再開：月曜から", "灯台日報", "漁業交渉が再開：月曜から"),
        ("Talks open", "fjordpost", "Talks open"),
    ],
)
def test_site_at_either_end(title: str, own_name: str, stripped: str) -> None:
    assert strip_site(title, {own_name}) == stripped


@pytest.mark.parametrize(
    ("tab", "title", "site"),
    [
        ("Talks open - Fjord Post", "Talks open", "Fjord Post"),
        ("Fjord Post: Talks open", "Talks open", "Fjord Post"),
        ("Fjord Post, Bergen", "Talks open", "Fjord Post"),
        ("Talks to open at noon", "Talks open", None),
        ("Talks open", "Talks open", None),
        ("", "Talks open", None),
        ("Fjord Post", None, None),
    ],
)
def test_site_in_the_tab(tab: str, title: str | None, site: str | None) -> None:
    assert read_site(tab, title) == site


def test_names_of_the_site_from_every_place() -> None:
    website = {"@type": "WebSite", "name": "fjordpost.example"}
    article = {"publisher": {"@type": "Organization", "name": "Fjord Post Media Ltd"}}
    metas = {
        "ogsitename": ["Fjord Post - News from the coast"],
        "publisher": ["@fjordpost", "x"],
        "applicationname": ["Home"],
    }
    assert find_site_names(article, [website], metas) == ["Fjord Post", "Fjord Post Media Ltd", "fjordpost.example"]
    assert find_site_names({}, [], {}) == []


def test_a_name_that_is_written_as_one() -> None:
    assert pick_site_name(["fjordpost", "The Lantern", "Fjord Post"]) == "Fjord Post"
    assert pick_site_name(["fjordpost.example", "The Lantern"]) == "fjordpost.example"
    assert pick_site_name([]) is None


def test_own_names_are_compact() -> None:
    names = ["The Fjord Post", "Sjø"]
    own_names = {"thefjordpost", "tfp", "sjø", "fjordpost"}
    assert fold_own_names(names, "https://www.fjord-post.example/1") == own_names
    assert fold_own_names([], None) == frozenset()
