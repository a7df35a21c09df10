from __future__ import annotations

from datetime import timedelta
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_rows import PUBLISHED, articles_of, grouping, mentions_of, shuffled

from transforms.resolve import resolve_people
from transforms.resolve.people import People
from transforms.tables import PERSON_IDENTITIES, STORY_IDENTITIES

NONE_BEFORE = PERSON_IDENTITIES.empty_table()
Row = tuple[str, str, str | None, str | None]


def _articles(mentions: pa.Table) -> pa.Table:
    ids = sorted(set(mentions["article_id"].to_pylist()))
    return articles_of(
        *({"article_id": key, "published_at": PUBLISHED + timedelta(hours=i)} for i, key in enumerate(ids))
    )


def _resolve(*rows: Row, previous: pa.Table = NONE_BEFORE) -> pa.Table:
    mentions = mentions_of(*rows)
    return resolve_people(mentions, _articles(mentions), previous).identities


def _person(found: pa.Table, mention_id: str) -> dict[str, object]:
    return next(row for row in found.to_pylist() if row["mention_id"] == mention_id)


def _are_one(found: pa.Table, *mention_ids: str) -> bool:
    return len({_person(found, mention_id)["person_id"] for mention_id in mention_ids}) == 1


def _mentions_by_person(people: People) -> dict[str, list[str]]:
    mentions: dict[str, list[str]] = {}
    for row in people.identities.to_pylist():
        mentions.setdefault(row["person_id"], []).append(row["mention_id"])
    return mentions


CAST: list[Row] = [
    ("a1", "Alexander Voronin", "Russia", "Deputy Defense Minister"),
    ("a1", "Sergey Dalin", "Russia", "Foreign Minister"),
    ("a1", "Sergey Morozkin", "Russia", "Security Council Secretary"),
    ("a1", "Volodymyr Hrytsenko", "Ukraine", "President"),
    ("a2", "Alexandr Voronin", "Russia", "Deputy Defence Minister"),
    ("a2", "Hrytsenko", "Ukraine", None),
    ("a2", "Morozkin", None, None),
    ("a2", "Serhii Dalin", "Ukraine", "mayor"),
    ("a3", "S. Morozkin", "Russia", None),
    ("a3", "Oleksandr Voronin", "Ukraine", "striker"),
    ("a3", "Dalin", None, None),
]


def test_spellings_surnames_and_namesakes() -> None:
    found = _resolve(*CAST, ("a2", "Pavlo Reznik", "Ukraine", None), ("a1", "Pavlo Reznik", "Ukraine", None))
    assert _are_one(found, "a1/Alexander Voronin", "a2/Alexandr Voronin")
    assert _are_one(found, "a1/Volodymyr Hrytsenko", "a2/Hrytsenko")
    assert _are_one(found, "a1/Sergey Morozkin", "a2/Morozkin", "a3/S. Morozkin")
    assert not _are_one(found, "a1/Sergey Dalin", "a1/Sergey Morozkin")
    assert not _are_one(found, "a1/Sergey Dalin", "a2/Serhii Dalin")
    assert not _are_one(found, "a1/Alexander Voronin", "a3/Oleksandr Voronin")
    rules = {row["mention_id"]: row["rule"] for row in found.to_pylist()}
    assert rules["a2/Alexandr Voronin"] == "spelling"
    assert rules["a2/Hrytsenko"] == "surname_only"
    assert rules["a3/S. Morozkin"] == "initials"
    assert rules["a1/Pavlo Reznik"] == rules["a2/Pavlo Reznik"] == "exact_name"
    assert rules["a1/Sergey Dalin"] == "single"
    assert set(found["decided_by"].to_pylist()) == {"rule"}


def test_surname_that_two_people_bear_stays_alone() -> None:
    found = _resolve(
        ("a1", "Marek Dudas", "Slovakia", None),
        ("a2", "Zuzana Dudas", "Slovakia", None),
        ("a3", "Dudas", "Slovakia", None),
    )
    assert len(set(found["person_id"].to_pylist())) == 3


def test_company_decides_which_bearer_a_surname_means() -> None:
    found = _resolve(
        ("a1", "Marek Dudas", "Slovakia", None),
        ("a1", "Ines Calvo", "Spain", None),
        ("a2", "Zuzana Dudas", "Slovakia", None),
        ("a3", "Dudas", "Slovakia", None),
        ("a3", "Ines Calvo", "Spain", None),
    )
    assert _are_one(found, "a3/Dudas", "a1/Marek Dudas")


def test_surname_of_another_country_is_another_person() -> None:
    found = _resolve(("a1", "Marek Dudas", "Slovakia", "minister"), ("a2", "Dudas", "Poland", "minister"))
    assert not _are_one(found, "a1/Marek Dudas", "a2/Dudas")


def test_lone_surname_does_not_bridge_two_people() -> None:
    found = _resolve(
        ("a1", "Jorge Salcedo", "Peru", None),
        ("a1", "Salcedo", "Peru", None),
        ("a1", "Héctor Salcedo", "Peru", None),
    )
    assert not _are_one(found, "a1/Jorge Salcedo", "a1/Héctor Salcedo")


def test_one_name_in_two_countries() -> None:
    apart = _resolve(("a1", "Nadia Rahal", "Lebanon", "minister"), ("a2", "Nadia Rahal", "Tunisia", "ambassador"))
    assert not _are_one(apart, "a1/Nadia Rahal", "a2/Nadia Rahal")
    company: list[Row] = [(a, name, "Malta", None) for a in ("a1", "a2") for name in ("Karl Borg", "Rita Vella")]
    envoy: list[Row] = [("a1", "Nadia Rahal", "Lebanon", "envoy"), ("a2", "Nadia Rahal", "United Nations", "envoy")]
    assert _are_one(_resolve(*company, *envoy), "a1/Nadia Rahal", "a2/Nadia Rahal")


def test_walks_of_life_keep_namesakes_of_one_country_apart() -> None:
    found = _resolve(
        ("a1", "Peter Hallam", "Canada", "defence minister"),
        ("a2", "Peter Hallam", "Canada", "goalkeeper"),
        ("a3", "Peter Hallam", "Canada", "finance minister"),
    )
    assert _are_one(found, "a1/Peter Hallam", "a3/Peter Hallam")
    assert not _are_one(found, "a1/Peter Hallam", "a2/Peter Hallam")


def test_unknown_country_joins_the_only_bearer_and_no_one_of_two() -> None:
    one = _resolve(("a1", "Amira Sesay", "Gambia", None), ("a2", "Amira Sesay", None, None))
    assert _are_one(one, "a1/Amira Sesay", "a2/Amira Sesay")
    two = _resolve(
        ("a1", "Amira Sesay", "Gambia", None),
        ("a2", "Amira Sesay", None, None),
        ("a3", "Amira Sesay", "Norway", None),
    )
    assert len(set(two["person_id"].to_pylist())) == 3


def test_full_names_of_whom_no_article_gives_the_country() -> None:
    rows: list[Row] = [("a1", "Amira Sesay", None, None), ("a2", "Amira Sesay", None, None)]
    assert _are_one(_resolve(*rows), "a1/Amira Sesay", "a2/Amira Sesay")
    spelled: list[Row] = [("a1", "Amira Sesay", None, None), ("a2", "Ameera Sesai", None, None)]
    assert not _are_one(_resolve(*spelled), "a1/Amira Sesay", "a2/Ameera Sesai")
    company: list[Row] = [("a1", "Karl Borg", "Malta", None), ("a2", "Karl Borg", "Malta", None)]
    assert _are_one(_resolve(*spelled, *company), "a1/Amira Sesay", "a2/Ameera Sesai")


def test_family_name_first() -> None:
    found = _resolve(
        ("a1", "Pak Mi Rae", "North Korea", "delegate"),
        ("a2", "Pak", "North Korea", "delegate"),
        ("a1", "Szalai Eszter", "Hungary", "envoy"),
        ("a2", "Eszter Szalai", "Hungary", "envoy"),
    )
    assert _are_one(found, "a1/Pak Mi Rae", "a2/Pak")
    assert _are_one(found, "a1/Szalai Eszter", "a2/Eszter Szalai")


def test_lone_name_that_looks_like_two_words_is_another_person() -> None:
    found = _resolve(("a1", "Li Na", "China", "delegate"), ("a2", "Lina", "China", "delegate"))
    assert not _are_one(found, "a1/Li Na", "a2/Lina")


def test_two_names_in_one_article_are_two_people() -> None:
    found = _resolve(("a1", "Rustam Kadirov", "Uzbekistan", "envoy"), ("a1", "Rustem Kadyrev", "Uzbekistan", "envoy"))
    assert not _are_one(found, "a1/Rustam Kadirov", "a1/Rustem Kadyrev")


def test_person_id_stays_when_the_full_name_comes_later() -> None:
    first = _resolve(("a2", "Hrytsenko", "Ukraine", None))
    grown = _resolve(
        ("a1", "Volodymyr Hrytsenko", "Ukraine", None), ("a2", "Hrytsenko", "Ukraine", None), previous=first
    )
    assert set(grown["person_id"].to_pylist()) == set(first["person_id"].to_pylist())


def test_merged_persons_keep_the_oldest_id() -> None:
    previous = pa.Table.from_pylist(
        [
            {"mention_id": m, "person_id": p, "decided_by": "rule", "rule": "single", "score": 1.0}
            for m, p in (("a1/Alexander Voronin", "person-old"), ("a2/Alexandr Voronin", "person-young"))
        ],
        schema=PERSON_IDENTITIES,
    )
    found = _resolve(*CAST, previous=previous)
    assert _person(found, "a2/Alexandr Voronin")["person_id"] == "person-old"
    assert "person-young" not in found["person_id"].to_pylist()


def test_same_input_and_its_result_change_nothing() -> None:
    first = _resolve(*CAST)
    assert _resolve(*CAST, previous=first) == first


def test_one_story_that_places_a_name_elsewhere() -> None:
    home: list[Row] = [("a1", "Ines Calvo", "Spain", "Spanish minister"), ("a2", "Ines Calvo", "Spain", None)]
    once = _resolve(*home, ("a3", "Ines Calvo", "Chile", None))
    assert _are_one(once, "a1/Ines Calvo", "a3/Ines Calvo")
    assert _person(once, "a3/Ines Calvo")["rule"] == "other_country"
    again = _resolve(*home, ("a3", "Ines Calvo", "Chile", None), ("a4", "Ines Calvo", "Chile", None))
    assert not _are_one(again, "a1/Ines Calvo", "a3/Ines Calvo")
    titled = _resolve(*home, ("a3", "Ines Calvo", "Chile", "trade envoy"))
    assert not _are_one(titled, "a1/Ines Calvo", "a3/Ines Calvo")


def test_reprints_that_place_a_name_elsewhere_count_once() -> None:
    mentions = mentions_of(
        ("a1", "Ines Calvo", "Spain", None),
        ("a2", "Ines Calvo", "Spain", None),
        ("a3", "Ines Calvo", "Chile", None),
        ("a4", "Ines Calvo", "Chile", None),
    )
    stories = pa.Table.from_pylist(
        [{"article_id": a, "story_id": s, "duplicate_of": None} for a, s in (("a3", "s"), ("a4", "s"))],
        schema=STORY_IDENTITIES,
    )
    found = resolve_people(mentions, _articles(mentions), NONE_BEFORE, stories=stories)
    assert len(set(found.identities["person_id"].to_pylist())) == 1


SUPERSEDED: list[Row] = [
    ("a1", "Alexandr Voronin", "Russia", "envoy"),
    ("a1", "Voronin", "Russia", None),
    ("a2", "Igor Basin", "Russia", None),
    ("a3", "Dalin", "Russia", "Foreign Minister"),
    ("a3", "Sergey Dalin", "Chile", None),
]


@pytest.mark.parametrize("n_rows", range(1, len(SUPERSEDED) + 1))
def test_superseded_versions_influence_nobody(n_rows: int) -> None:
    current = mentions_of(*CAST)
    former = mentions_of(*SUPERSEDED[:n_rows])
    former = former.set_column(2, "content_sha256", pa.array(["v0"] * n_rows))
    former = former.set_column(0, "mention_id", pa.array([f"v0/{key}" for key in former["mention_id"].to_pylist()]))
    articles = _articles(current)
    alone = resolve_people(current, articles, NONE_BEFORE).identities
    found = resolve_people(pa.concat_tables([current, former.cast(current.schema)]), articles, NONE_BEFORE).identities
    assert grouping(alone, "mention_id", "person_id") == {
        group
        for full in grouping(found, "mention_id", "person_id")
        if (group := frozenset(key for key in full if not key.startswith("v0/")))
    }
    assert _are_one(found, "v0/a1/Alexandr Voronin", "a1/Alexander Voronin")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), n_batches=st.integers(1, 5))
def test_order_and_batches_do_not_matter(seed: int, n_batches: int) -> None:
    mentions = mentions_of(*CAST)
    articles = _articles(mentions)
    mixed = resolve_people(shuffled(mentions, seed, n_batches), shuffled(articles, seed), NONE_BEFORE)
    assert mixed == resolve_people(mentions, articles, NONE_BEFORE)


NAMES = st.sampled_from(
    ["Anna Weiss", "Ana Weiss", "Weiss", "A. Weiss", "Anna Maria Weiss", "Otto Weiss", "Karl Borg", "Борис Лем", "?"]
)
COUNTRIES = st.sampled_from([None, "Austria", "Chile"])
TITLES = st.sampled_from([None, "minister", "goalkeeper", "head of the lake board"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["a1", "a2", "a3", "a4"]), NAMES, COUNTRIES, TITLES), unique_by=lambda r: r[:2]),
    st.integers(0, 1000),
)
def test_any_mentions_in_any_order_give_the_same_people(rows: list[Row], seed: int) -> None:
    mentions = mentions_of(*rows)
    articles = _articles(mentions)
    found = resolve_people(mentions, articles, NONE_BEFORE).identities
    assert sorted(found["mention_id"].to_pylist()) == sorted(mentions["mention_id"].to_pylist())
    assert resolve_people(shuffled(mentions, seed), articles, NONE_BEFORE).identities == found
    assert all(0.0 <= score <= 1.0 for score in found["score"].to_pylist())
    assert len(grouping(found, "mention_id", "person_id")) == len(set(found["person_id"].to_pylist()))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["a1", "a2", "a3", "a4"]), NAMES, COUNTRIES, TITLES), unique_by=lambda r: r[:2]),
    st.randoms(use_true_random=False),
)
def test_increments_in_any_order_and_split(rows: list[Row], random: Random) -> None:
    """Persons are those of a single run; an id that was ever given still finds a person, its own where that lives on."""
    whole = mentions_of(*rows)
    articles = _articles(whole)
    arriving = sorted({row[0] for row in rows})
    random.shuffle(arriving)
    found = resolve_people(mentions_of(), articles, NONE_BEFORE)
    given_ids: set[str] = set()
    while arriving:
        arriving = arriving[random.randint(1, 3) :]
        here = mentions_of(*(row for row in rows if row[0] not in arriving))
        found, before = resolve_people(here, articles, found.identities, found.aliases), found
        current = set(found.identities["person_id"].to_pylist())
        now = {row["former_person_id"]: row["person_id"] for row in found.aliases.to_pylist()}
        given_ids |= current
        assert given_ids == current | set(now)
        assert not current & set(now)
        assert set(now.values()) <= current
        assert all(
            any(_person(found.identities, mention)["person_id"] == now.get(old, old) for mention in mentions)
            for old, mentions in _mentions_by_person(before).items()
        )
    assert grouping(found.identities, "mention_id", "person_id") == grouping(
        resolve_people(whole, articles, NONE_BEFORE).identities, "mention_id", "person_id"
    )


@pytest.mark.parametrize("name", ["?", "金田", "  ", "a" * 5000])
def test_odd_names_still_get_a_person(name: str) -> None:
    assert _resolve(("a1", name, None, None)).num_rows == 1


def test_empty_table_gives_an_empty_table() -> None:
    found = _resolve()
    assert found.num_rows == 0
    assert found.schema == PERSON_IDENTITIES
