from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa

from transforms.reference import Reference
from transforms.tables import ARTICLES, REPORTED, table_of
from transforms.tag import tag_batch
from warehouse.model import load_model

TEXT = (
    "Talks between Norway and Iceland opened in Galway on Wednesday.\n"
    "The Norwegian delegation is led by Fisheries Minister Ingrid Solberg. It includes adviser Nils Berg.\n"
    "These are the first talks since November 2023, the Marine Research Council said."
)


def articles(*texts: str, language: str = "en") -> pa.Table:
    rows = [
        {
            "article_id": f"art-{i}",
            "content_sha256": "0" * 64,
            "document_id": "doc",
            "uri": "file:///a",
            "source_id": "s",
            "source_name": "S",
            "language": language,
            "text": text,
            "word_count": len(text.split()),
            "retrieved_at": datetime(2026, 3, 12, tzinfo=UTC),
            "run_id": "r",
            "published_on": date(2026, 3, 12),
        }
        for i, text in enumerate(texts)
    ]
    return table_of(rows, ARTICLES)


def test_every_quote_is_its_span_and_every_table_has_its_schema(reference: Reference) -> None:
    tagged = tag_batch(articles(TEXT), load_model(), reference)
    assert tagged.failures == []
    assert {name: table.schema for name, table in tagged.tables.items()} == REPORTED
    for name, table in tagged.tables.items():
        assert table.num_rows, name
        for row in table.to_pylist():
            assert TEXT[row["start_char"] : row["end_char"]] == row["quote"]


def test_keys_are_unique_stable_and_resolve(reference: Reference) -> None:
    first = tag_batch(articles(TEXT, TEXT), load_model(), reference).tables
    again = tag_batch(articles(TEXT, TEXT), load_model(), reference).tables
    assert first == again
    for name, key in (("member_reports", "member_report_id"), ("event_reports", "event_report_id")):
        keys = first[name].column(key).to_pylist()
        assert len(keys) == len(set(keys)) > 1
    mentions = set(first["person_mentions"].column("mention_id").to_pylist())
    assert set(first["member_reports"].column("mention_id").to_pylist()) <= mentions
    reports = set(first["event_reports"].column("event_report_id").to_pylist())
    assert set(first["delegation_reports"].column("event_report_id").to_pylist()) <= reports


def test_other_languages_yield_no_rows(reference: Reference) -> None:
    tagged = tag_batch(articles("Die norwegische Delegation traf ein.", language="de"), load_model(), reference)
    assert all(table.num_rows == 0 for table in tagged.tables.values())


def test_odd_texts_do_no_harm(reference: Reference) -> None:
    odd = [
        "",
        "\n\n",
        "a" * 50_000,
        "( ( ( delegation of of of",
        "led by by by , , and and",
        "The delegation, headed by",
    ]
    tagged = tag_batch(articles(*odd, TEXT), load_model(), reference)
    assert tagged.failures == []
    assert tagged.tables["delegation_reports"].num_rows == 1
