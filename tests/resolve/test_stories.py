from __future__ import annotations

import time
import unicodedata
from datetime import timedelta
from itertools import pairwise

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_rows import PUBLISHED, articles_of, grouping, shuffled

from tests.benchmarks.stories_corpus import make_corpus
from transforms.keys import key_of
from transforms.resolve import add_stories, sketch_articles
from transforms.resolve.postings import post_sketches
from transforms.resolve.stories import NO_STORIES, Stories
from transforms.tables import STORY_IDENTITIES
from warehouse.sketches import SketchSegment, SketchStore

WIRE = [
    "PORT VELLAN, April 2 -- Negotiators from Ostmark and the Sorrel Islands met on Wednesday"
    " to divide the herring grounds that neither fleet has dared to enter since the collision of last November.",
    "Ostmark's Fisheries Minister Édith Tárnoky came with five officials, while the islands sent their harbour"
    " commissioner, Rowan Achterberg, and a retired admiral who drew up the old boundary by hand.",
    "The table was set in the reading room of the customs house, whose windows look over the very water in dispute.",
    "Achterberg told reporters on the steps that he had packed for a week but hoped for Sunday's ferry.",
    "Some 340 boats lie idle on both coasts, and the canning works at Lower Brisk has sent half its people home.",
    "A first draft, seen by two diplomats, would let small boats back in before the long-liners.",
    "The session is to resume on Thursday at nine, after the tide has turned.",
]
OWN = [
    "Five officials and one very large chart: that is what Ostmark brought to the customs house yesterday.",
    "Minister Édith Tárnoky wants the herring question settled before autumn, her staff say, and on paper.",
    "Across from her sat Rowan Achterberg, who runs the harbours of the Sorrel Islands and is known for long silences.",
    "Neither would say how the day had gone. In the cafés on the quay the fishermen were giving three to one against.",
    "The islands lost their claim to the outer bank in an arbitration nine years ago and have not forgiven it.",
]


def resolve_stories(*increments: pa.Table) -> Stories:
    """The stories once all increments have come, one after the other."""
    known, segments = NO_STORIES, list[SketchSegment]()
    for articles in increments:
        added = sketch_articles(articles, sum(segment.sketches.num_rows for segment in segments))
        with duckdb.connect() as connection:
            known = add_stories(known, SketchStore(connection, segments), added)
        segments.append(SketchSegment(added, post_sketches(added)))
    return known


def _story_ids(stories: Stories) -> dict[str, str]:
    return {row["article_id"]: row["story_id"] for row in stories.identities.to_pylist()}


def _originals(stories: Stories) -> dict[str, str | None]:
    return {row["article_id"]: row["duplicate_of"] for row in stories.identities.to_pylist()}


def _groups(stories: Stories) -> set[frozenset[tuple[str, str | None]]]:
    groups: dict[str, set[tuple[str, str | None]]] = {}
    for row in stories.identities.to_pylist():
        groups.setdefault(row["story_id"], set()).add((row["article_id"], row["duplicate_of"]))
    return {frozenset(group) for group in groups.values()}


def _article(article_id: str, paragraphs: list[str], minutes: int = 0, **columns: object) -> dict[str, object]:
    at = PUBLISHED + timedelta(minutes=minutes)
    return {"article_id": article_id, "text": "\n".join(paragraphs), "published_at": at, **columns}


def _without_marks(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


REPRINTS = {
    "cut tail": WIRE[:4],
    "own first paragraph": [
        "Skippers along our own coast will watch the talks that began across the strait this week in envy.",
        *WIRE,
    ],
    "another order": [WIRE[0], WIRE[3], WIRE[1], WIRE[5], WIRE[2], WIRE[4]],
    "corrected paragraph": [
        WIRE[0],
        "Ostmark's delegation is led by Deputy Minister Pál Verhoeven; the minister stayed at home with a fever.",
        *WIRE[2:],
    ],
    "marks dropped": [_without_marks(paragraph) for paragraph in WIRE],
}


@pytest.mark.parametrize("change", sorted(REPRINTS))
def test_reprint_is_the_same_story(change: str) -> None:
    articles = articles_of(
        _article("wire", WIRE), _article("reprint", REPRINTS[change], 30, source_id="other"), _article("own", OWN, 60)
    )
    found = resolve_stories(articles)
    assert grouping(found.identities, "article_id", "story_id") == {frozenset({"wire", "reprint"}), frozenset({"own"})}
    assert _originals(found) == {"own": None, "reprint": "wire", "wire": None}


def test_agencys_own_article_is_canonical_though_later() -> None:
    articles = articles_of(
        _article("early", WIRE[:5], 0, agency="Tern", source_name="Quay Post", source_id="quay-post"),
        _article("wire", WIRE, 90, agency="Tern", source_name="Tern Newswire", source_id="tern-newswire"),
    )
    found = resolve_stories(articles)
    assert _originals(found) == {"early": "wire", "wire": None}
    assert found.identities["agency"].to_pylist() == ["Tern", "Tern"]


def test_wires_article_is_canonical_though_only_its_copies_name_it() -> None:
    articles = articles_of(
        _article("early", WIRE[:5], 0, agency="Tern and agencies", source_name="Quay Post", source_id="quay-post"),
        _article("wire", WIRE, 90, agency=None, source_name="Tern Newswire", source_id="tern-newswire"),
        _article("late", WIRE, 99, agency="Agencies", source_name="Agencies Weekly", source_id="weekly"),
    )
    assert _originals(resolve_stories(articles)) == {"early": "wire", "late": "wire", "wire": None}


@pytest.mark.parametrize(
    ("credits", "agency"),
    [
        (["Tern", "Corvus", "Tern"], "Tern"),
        (["Tern", "Corvus", None], "Corvus"),
        (["Agencies", "agencies", "Tern"], "Tern"),
        (["Tern", "TERN and agencies", "Corvus", "Corvus", "Tern"], "Tern"),
        (["Agencies", None, None], "Agencies"),
        ([None, None, None], None),
    ],
)
def test_story_credits_the_agency_that_most_copies_name(credits: list[str | None], agency: str | None) -> None:
    found = resolve_stories(articles_of(*(_article(f"a{i}", WIRE, i, agency=name) for i, name in enumerate(credits))))
    assert found.identities["agency"].to_pylist() == [agency] * len(credits)


def test_agency_comes_from_the_copies_that_credit_it() -> None:
    articles = articles_of(_article("a", WIRE, agency="Tern"), _article("b", WIRE[:5], 5), _article("own", OWN, 9))
    found = resolve_stories(articles).identities.to_pylist()
    assert {row["article_id"]: row["agency"] for row in found} == {"a": "Tern", "b": "Tern", "own": None}


def test_only_the_latest_version_counts() -> None:
    later = PUBLISHED + timedelta(days=1)
    articles = articles_of(
        _article("a", WIRE),
        _article("b", WIRE, 10),
        _article("b", OWN, 10, content_sha256="v2", retrieved_at=later),
    )
    found = resolve_stories(articles)
    assert grouping(found.identities, "article_id", "story_id") == {frozenset({"a"}), frozenset({"b"})}


def test_digest_does_not_bridge_the_stories_that_it_holds() -> None:
    other = [
        "The mountain canton of Hesk will vote in June on the end of its last tin mine, its council said.",
        "Some 900 miners would move to the new tunnel works under a plan drawn up by Labour Secretary Ilse Brandvold.",
        "Opponents have gathered 14,000 signatures and say that the figures of the council leave out the pension fund.",
        "A first vote, held in 2024, failed by 61 ballots after the road to Upper Hesk was lost to a snow slide.",
    ]
    articles = articles_of(
        _article("herring", WIRE[:4]), _article("mine", other, 1), _article("digest", [*WIRE[:4], *other], 2)
    )
    found = resolve_stories(articles)
    assert len(grouping(found.identities, "article_id", "story_id")) == 3


def test_outlets_notice_does_not_join_its_short_texts() -> None:
    notice = (
        "You are reading a free page of the Quay Post, which has been printed on the old harbour since the great"
        " flood and lives by the readers who subscribe at the kiosk or by letter to our counting house on Bell Street."
    )
    briefs = [
        "Ferry fares rise by a tenth from May, the operator said; pupils and crews go on paying half.",
        "A bronze of the poet Anneke Vroom will stand at the fish market, where she sold eels for nine winters.",
        "Rain stopped play at Lower Brisk with the visitors on 88 for two and a covered wicket.",
        "The lighthouse at Cape Dour is dark until Friday while its lens is polished for the first time since 1961.",
        "Judge Matthis Oyelaran has fined the canning works 4,000 crowns for letting brine into the Sill.",
    ]
    articles = articles_of(*(_article(f"brief{i}", [notice, text], i) for i, text in enumerate(briefs)))
    found = resolve_stories(articles)
    assert len(grouping(found.identities, "article_id", "story_id")) == len(briefs)


def test_story_id_is_that_of_the_first_to_arrive() -> None:
    late, early = articles_of(_article("b", WIRE, 10), _article("c", WIRE[:5], 20)), articles_of(_article("a", WIRE, 0))
    grown = resolve_stories(late, early)
    assert _story_ids(grown) == dict.fromkeys("abc", key_of("story", "b"))
    assert _originals(grown) == {"a": None, "b": "a", "c": "a"}
    assert grown.aliases.num_rows == 0


def test_id_of_a_merged_story_becomes_an_alias_until_they_part() -> None:
    day = timedelta(days=1)
    first = articles_of(_article("a", WIRE, 0), _article("b", OWN, 1))
    rewritten = articles_of(_article("b", WIRE, 1, content_sha256="v2", retrieved_at=PUBLISHED + day))
    merged = resolve_stories(first, rewritten)
    assert set(_story_ids(merged).values()) == {key_of("story", "a")}
    assert merged.aliases.to_pylist() == [
        {"former_story_id": key_of("story", "b"), "story_id": key_of("story", "a"), "article_id": "b"}
    ]
    back = articles_of(_article("b", OWN, 1, content_sha256="v3", retrieved_at=PUBLISHED + 2 * day))
    parted = resolve_stories(first, rewritten, back)
    assert _story_ids(parted) == _story_ids(resolve_stories(first))
    assert parted.aliases.num_rows == 0


def test_nothing_new_changes_nothing() -> None:
    articles = articles_of(_article("a", WIRE), _article("b", WIRE[:4], 5), _article("c", OWN, 9))
    first = resolve_stories(articles)
    assert resolve_stories(articles, articles_of()).state == first.state
    assert _groups(resolve_stories(articles, articles)) == _groups(first)


@pytest.fixture(scope="module")
def corpus() -> pa.Table:
    return make_corpus(200, seed=3).articles


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10**6), cuts=st.lists(st.integers(0, 200), max_size=3), n_again=st.integers(0, 40))
def test_increments_in_any_order_equal_a_full_rebuild(
    corpus: pa.Table, seed: int, cuts: list[int], n_again: int
) -> None:
    """New versions of articles come among the others; the text of one is that of another article."""
    later = pa.array([PUBLISHED.replace(year=2040)] * n_again, corpus.schema.field("retrieved_at").type)
    again = corpus.slice(60, n_again).set_column(0, "article_id", corpus["article_id"].slice(150, n_again))
    again = again.set_column(again.schema.get_field_index("retrieved_at"), "retrieved_at", later).cast(corpus.schema)
    articles = pa.concat_tables([corpus, again])
    mixed = shuffled(articles, seed).combine_chunks()
    bounds = [0, *sorted(cuts), articles.num_rows]
    parts = [mixed.slice(low, max(0, high - low)) for low, high in pairwise(bounds)]
    found = resolve_stories(*parts)
    assert _groups(found) == _groups(resolve_stories(articles))
    assert found.state.sort_by("article_id") == resolve_stories(mixed).state.sort_by("article_id")


def test_reprint_is_found_once_the_sentences_above_it_turn_out_to_be_a_notice(corpus: pa.Table) -> None:
    """The fourth page with the notice says what it is; it has nothing to do with the wire itself."""
    bodies = ["\n".join(WIRE[:2]), *(text for text in map(str, corpus["text"].to_pylist()) if len(text) > 1500)][:4]
    pages = [_article(f"page{i}", [*OWN, body], i + 1, source_id="quay-post") for i, body in enumerate(bodies)]
    known = articles_of(_article("wire", WIRE), *pages[:3])
    assert _originals(resolve_stories(known))["page0"] is None
    assert _originals(resolve_stories(known, articles_of(pages[3])))["page0"] == "wire"


def test_many_identical_pages_are_one_story_in_linear_time() -> None:
    seconds = []
    for n_pages in (2_500, 10_000):
        articles = articles_of(*(_article(f"a{i:05}", WIRE, i) for i in range(n_pages)))
        begun = time.process_time()
        found = resolve_stories(articles).identities
        seconds.append(time.process_time() - begun)
        assert len(set(found["story_id"].to_pylist())) == 1
        assert found["duplicate_of"].null_count == 1
    assert seconds[1] < 8 * seconds[0], seconds  # four times in theory, sixteen where pairs are compared


def test_many_pages_that_differ_in_a_number_are_one_story() -> None:
    articles = articles_of(*(_article(f"a{i:04}", [*WIRE, f"Read {i} times."], i) for i in range(1500)))
    assert len(set(_story_ids(resolve_stories(articles)).values())) == 1


@pytest.mark.parametrize("text", ["", "\ud800\x00", "Short.", "会談が始まった。" * 3])
def test_texts_without_matter_stay_alone(text: str) -> None:
    articles = articles_of({"article_id": "wire", "text": "\n".join(WIRE)})
    odd = [{**articles.to_pylist()[0], "article_id": "odd", "text": text.encode("utf-8", "ignore").decode()}]
    found = resolve_stories(articles_of(*articles.to_pylist(), *odd))
    assert len(set(_story_ids(found).values())) == 2


def test_empty_table_gives_an_empty_table() -> None:
    found = resolve_stories(articles_of()).identities
    assert found.num_rows == 0
    assert found.schema == STORY_IDENTITIES
