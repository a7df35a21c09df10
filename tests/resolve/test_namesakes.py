"""Two people of one name and country, and two whose names differ by a letter, in articles that come in any order."""

from __future__ import annotations

from random import Random

import pytest
from resolve_rows import articles_of, grouping, mentions_of, shuffled

from transforms.resolve import resolve_people
from transforms.tables import PERSON_IDENTITIES

NONE = PERSON_IDENTITIES.empty_table()
Row = tuple[str, str, str | None, str | None]


def _tell(articles: str, name: str, title: str | None, *company: str) -> list[Row]:
    """A row for each article and each of its people, all of Hungary."""
    others = [(article, other, "Hungary", None) for article in articles for other in company]
    return [*((article, name, "Hungary", title) for article in articles), *others]


def _group(rows: list[Row], seed: int | None = None) -> set[frozenset[str]]:
    """The articles of each person who has the given name of the first row."""
    articles = articles_of(*({"article_id": article} for article in sorted({row[0] for row in rows})))
    mentions = mentions_of(*rows)
    if seed is not None:
        mentions = shuffled(mentions, seed)
    found = grouping(resolve_people(mentions, articles, NONE).identities, "mention_id", "person_id")
    given = rows[0][1].split()[0]
    mine = ({name.split("/")[0] for name in group if given in name} for group in found)
    return {frozenset(articles) for articles in mine if articles}


FINANCE = _tell("abc", "Laszlo Horvath", "finance minister", "Petra Szalai", "Zoltan Bognar")
TRADE = _tell("def", "Laszlo Horvath", "trade envoy", "Imre Vargas", "Eszter Kisner")
APART = {frozenset("abc"), frozenset("def")}


@pytest.mark.parametrize("seed", range(3))
def test_well_known_namesakes_of_one_country_are_two(seed: int) -> None:
    assert _group(FINANCE + TRADE, seed) == APART


def test_untitled_mentions_follow_their_company() -> None:
    untitled = _tell("g", "Laszlo Horvath", None, "Imre Vargas") + _tell("h", "Horvath Laszlo", None, "Petra Szalai")
    assert _group(FINANCE + TRADE + untitled) == {frozenset("abch"), frozenset("defg")}


def test_namesakes_in_other_walks_of_life_are_two_whatever_untitled_mentions_say() -> None:
    novelist = _tell("def", "Laszlo Horvath", "novelist", "Imre Vargas") + _tell(
        "g", "Laszlo Horvath", None, "Imre Vargas"
    )
    assert _group(FINANCE + novelist) == {frozenset("abc"), frozenset("defg")}


@pytest.mark.parametrize(
    "link",
    [
        pytest.param(_tell("g", "Laszlo Horvath", "trade envoy", "Petra Szalai"), id="company"),
        pytest.param(_tell("g", "Laszlo Horvath", "finance and trade minister"), id="post"),
    ],
)
def test_who_changes_posts_stays_one(link: list[Row]) -> None:
    assert _group(FINANCE + TRADE + link) == {frozenset("abcdefg")}


def test_a_surname_beside_both_is_nobody_in_common() -> None:
    assert _group(
        FINANCE + TRADE + _tell("g", "Laszlo Horvath", "trade envoy", "Nagy") + [("a", "Nagy", None, None)]
    ) == {
        frozenset("abc"),
        frozenset("defg"),
    }


def test_too_little_is_known_to_part_two() -> None:
    assert _group(FINANCE + TRADE[:2] + TRADE[3:7]) == {frozenset("abcde")}


def test_a_letter_more_and_another_title_want_company_of_two() -> None:
    minister = _tell("a", "Niall Brosnahan", "marine minister", "Una Scarry")
    senator = _tell("b", "Niall Brosnan", "senator", "Una Scarry")
    assert _group(minister + senator) == {frozenset("a"), frozenset("b")}
    assert _group(minister + _tell("b", "Niall Brosnan", "marine minister", "Una Scarry")) == {frozenset("ab")}


def test_vowels_alone_are_a_matter_of_spelling() -> None:
    assert _group(
        _tell("a", "Fayez Sarraj", "head of the council", "Una Scarry")
        + _tell("b", "Fayez Seraj", "premier", "Una Scarry")
    ) == {frozenset("ab")}


@pytest.mark.parametrize("seed", range(4))
def test_namesakes_part_as_news_come_as_they_do_all_at_once(seed: int) -> None:
    rows = (
        FINANCE
        + TRADE
        + _tell("g", "Laszlo Horvath", None, "Imre Vargas")
        + _tell("h", "Horvath", None, "Petra Szalai")
    )
    rows += _tell("i", "Horvath", "envoy", "Imre Vargas")
    keys = sorted({row[0] for row in rows})
    Random(seed).shuffle(keys)
    before = resolve_people(mentions_of(), articles_of(), NONE)
    for n in range(1, len(keys) + 1):
        seen = keys[:n]
        mentions = mentions_of(*(row for row in rows if row[0] in seen))
        tables = (mentions, articles_of(*({"article_id": key} for key in seen)), before.identities, before.aliases)
        found = resolve_people(*tables, state=before.state)
        assert found == resolve_people(*tables)
        before = found
    assert before.identities.num_rows == len(rows)
