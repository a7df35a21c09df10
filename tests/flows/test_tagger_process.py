"""Articles that hang the tagging, or end its process: the others are tagged, and the run goes on."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from flows.tagger_process import TaggedArticles, stop_idle_taggers, tag_articles
from tests.flows.processes import children_of, wait_until
from transforms.tables import ARTICLES, REPORTED, table_of

MODULE = "flows.tagger_process"
TEXT = "Talks opened in Galway on Wednesday. The Norwegian delegation is led by Fisheries Minister Ingrid Solberg."
# As many different sentences as no machine tags within seconds.
SLOW = "\n".join(f"The delegation of Norway, led by Ingrid Solberg, met {n} envoys of Iceland." for n in range(90_000))


@pytest.fixture(scope="module", autouse=True)
def no_process_is_left() -> Iterator[None]:
    stop_idle_taggers()
    yield
    stop_idle_taggers()
    assert wait_until(lambda: not children_of(os.getpid(), MODULE), 5)


def articles(*texts: str) -> pa.Table:
    row = dict.fromkeys((field.name for field in ARTICLES if not field.nullable), "x")
    times = {"retrieved_at": datetime(2031, 3, 12, tzinfo=UTC), "published_on": date(2031, 3, 12)}
    return table_of(
        [row | times | {"article_id": f"art-{n}", "language": "en", "text": text, "word_count": len(text.split())}
         for n, text in enumerate(texts)],
        ARTICLES,
    )  # fmt: skip


def led_by(tagged: TaggedArticles) -> list[tuple[str, str]]:
    rows = tagged.tables["member_reports"].to_pylist()
    return sorted((row["article_id"], row["name_text"]) for row in rows if row["role"] == "head")


def test_an_article_that_hangs_costs_itself_alone() -> None:
    tagged = tag_articles(articles(TEXT, SLOW, TEXT.replace("Ingrid", "Nils")), 6.0)
    (failure,) = tagged.failures
    assert (failure.article_id, failure.reason) == ("art-1", "timeout")
    assert failure.detail == f"not tagged within 6 s: {len(SLOW.split())} words"
    assert led_by(tagged) == [("art-0", "Ingrid Solberg"), ("art-2", "Nils Solberg")]
    assert {name: table.schema for name, table in tagged.tables.items()} == REPORTED


def test_a_process_that_somebody_ends_is_replaced() -> None:
    tag_articles(articles(TEXT), 60.0)
    (pid,) = children_of(os.getpid(), MODULE)
    os.kill(pid, signal.SIGKILL)
    tagged = tag_articles(articles(TEXT), 60.0)
    assert tagged.failures == []
    assert led_by(tagged) == [("art-0", "Ingrid Solberg")]
    assert children_of(os.getpid(), MODULE) != [pid]


def test_an_article_that_the_model_refuses_is_named_and_costs_itself_alone() -> None:
    broken = articles(TEXT, TEXT).set_column(ARTICLES.get_field_index("text"), "text", pa.array([TEXT, None]))
    tagged = tag_articles(broken, 60.0)
    (failure,) = tagged.failures
    assert (failure.article_id, failure.reason) == ("art-1", "tag_failed")
    assert led_by(tagged) == [("art-0", "Ingrid Solberg")]
