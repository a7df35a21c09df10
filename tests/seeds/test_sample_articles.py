"""The sample articles and what is written down about them by hand."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest

from transforms.reference import fold
from warehouse.reference import load_reference

PROJECT = Path(__file__).parents[2]
GOLD = PROJECT / "tests" / "gold" / "articles.json"
ARTICLES: list[dict[str, Any]] = json.loads(GOLD.read_text("utf-8"))["articles"]

each_article = pytest.mark.parametrize("article", ARTICLES, ids=[article["id"] for article in ARTICLES])


def path_of(article: dict[str, Any]) -> Path:
    (relative,) = article["files"].values()
    return (GOLD.parent / relative).resolve()


def test_every_article_has_its_gold() -> None:
    assert sorted(path_of(article) for article in ARTICLES) == sorted((PROJECT / "seeds" / "articles").iterdir())
    assert {path_of(article).suffix for article in ARTICLES} == {".txt", ".html"}


@each_article
def test_gold_stands_in_the_file_word_for_word(article: dict[str, Any]) -> None:
    page = html.unescape(path_of(article).read_text("utf-8"))
    assert article["title"] in page
    assert all(paragraph in page for paragraph in article["body"])
    quotes = [quote for delegation in article["delegations"] for quote in delegation["evidence"].split(" || ")]
    assert all(any(quote in paragraph for paragraph in article["body"]) for quote in quotes)


@each_article
def test_gold_names_people_of_the_body(article: dict[str, Any]) -> None:
    body = "\n".join(article["body"])
    people = {person["name"] for person in article["people"]}
    assert all(name in body for name in people)
    for delegation in article["delegations"]:
        members = {member["name"] for member in delegation["members"]}
        assert members <= people
        assert delegation["head"] in members


@each_article
def test_outlets_and_countries_are_in_the_reference_data(article: dict[str, Any]) -> None:
    reference = load_reference(PROJECT)
    assert reference.outlets[fold(article["source"])].domain
    names = {country.name for country in reference.countries.values()} | {"European Union"}
    assert {person["affiliation_country"] for person in article["people"]} <= names


def test_story_has_what_the_readme_promises() -> None:
    articles = {article["id"]: article for article in ARTICLES}
    gold = json.loads(GOLD.read_text("utf-8"))
    original, reprint = (articles[key] for key in gold["duplicates"][0]["ids"])
    assert original["source"] != reprint["source"]
    assert original["title"] != reprint["title"]
    assert reprint["body"] == original["body"][: len(reprint["body"])] != original["body"]
    heads = {
        delegation["head"]
        for article in ARTICLES
        for delegation in article["delegations"]
        if (delegation["event_key"], delegation["party"]) == ("is-no-talks-bergen-2026-04-28", "Norway")
    }
    assert heads == {"Ragnhild Storeide", "Ingrid Sæterdal"}
    assert any(len(person["variants"]) > 1 for person in gold["people_identities"])
    assert sum(article["hard_negative"] for article in ARTICLES) == 1
    statuses = {delegation["status"] for article in ARTICLES for delegation in article["delegations"]}
    assert statuses == {"announced", "attended", "cancelled"}
