"""Rejects as people read them, and which of their sources may be tried again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest

from transforms.records import document_id_of, reject_row
from transforms.reject_reasons import explain
from transforms.tables import ARTICLES, DOCUMENTS, REJECTS, table_of
from warehouse.lake import ensure_lake, write_batch
from warehouse.rejects import Filter, find_repaired, read_rejects
from warehouse.settings import Settings
from warehouse.web.errors import FetchReason

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)
URL = "https://outlet.example/page"


@pytest.fixture
def settings(root: Path) -> Settings:
    settings = Settings(root, max_document_bytes=100)
    ensure_lake(settings)
    return settings


def document(uri: str, letter: str, at: datetime = NOW, modified_at: datetime | None = None) -> dict[str, object]:
    return {
        "document_id": document_id_of(uri, letter * 64),
        "uri": uri,
        "raw_sha256": letter * 64,
        "n_bytes": 3,
        "media_type": "text/html",
        "retrieved_at": at,
        "run_id": "r1",
        "modified_at": modified_at,
        "source_key": "wire",
    }


def lost(uri: str, stage: str, reason: str) -> dict[str, object]:
    """The reject of what gave no bytes."""
    return reject_row({"document_id": document_id_of(uri, None), "uri": uri, "run_id": "r1"}, stage, reason, "why", NOW)


def write(
    settings: Settings, batch_id: str, documents: list[dict[str, object]], rejects: list[dict[str, object]]
) -> None:
    write_batch(
        settings, batch_id, {"documents": table_of(documents, DOCUMENTS), "rejects": table_of(rejects, REJECTS)}
    )


@pytest.mark.parametrize("reason", get_args(FetchReason))
def test_every_reason_of_fetching_has_words(reason: str) -> None:
    assert explain("fetch", reason) != explain("fetch", "no such code")


def test_a_code_that_nobody_knows_has_general_words() -> None:
    assert "Read the detail" in explain("brew", "out_of_beans").advice


def test_one_code_has_other_words_at_another_stage() -> None:
    meanings = {explain(stage, "too_large").meaning for stage in ("fetch", "ingest", "extract")}
    assert len(meanings) == 3


def test_what_was_read_since_or_only_repeats_is_settled(settings: Settings) -> None:
    first, later, twin = document(URL, "a"), document(URL, "b", NOW + timedelta(days=1)), document(f"{URL}/2", "c")
    rejects = [
        reject_row(first, "extract", "empty_extract", "none", NOW),
        reject_row(twin, "extract", "duplicate_version", "same", NOW),
        lost(f"{URL}/3", "fetch", "http_error"),
    ]
    write(settings, "r1-00000", [first, twin], rejects)
    assert [one.reason for one in read_rejects(settings, Filter())] == ["empty_extract", "http_error"]
    write(settings, "r2-00000", [later], [])
    assert [one.reason for one in read_rejects(settings, Filter())] == ["http_error"]
    assert len(read_rejects(settings, Filter(is_all=True))) == 3
    assert [one.reason for one in read_rejects(settings, Filter(reason="duplicate_version"))] == ["duplicate_version"]


def test_rejects_of_a_source_and_a_stage(settings: Settings) -> None:
    page = document(URL, "a")
    write(
        settings,
        "r1-00000",
        [page],
        [reject_row(page, "tag", "timeout", "slow", NOW), lost("file:///x", "ingest", "unreadable")],
    )
    assert [one.uri for one in read_rejects(settings, Filter(source_id="wire"))] == [URL]
    assert [one.stage for one in read_rejects(settings, Filter(stage="ingest"))] == ["ingest"]
    assert read_rejects(settings, Filter(source_id="nobody")) == []


def test_an_outlet_is_known_by_the_articles_of_the_page(settings: Settings) -> None:
    page = document(URL, "a")
    row = dict.fromkeys((field.name for field in ARTICLES if not field.nullable), "x")
    row |= {"uri": URL, "source_id": "corrib-courier", "word_count": 1, "retrieved_at": NOW}
    tables = {"documents": table_of([page], DOCUMENTS), "articles": table_of([row], ARTICLES)}
    write_batch(
        settings, "r1-00000", tables | {"rejects": table_of([reject_row(page, "tag", "timeout", "slow", NOW)], REJECTS)}
    )
    (found,) = read_rejects(settings, Filter(source_id="corrib-courier"))
    assert (found.outlet_id, found.source_key) == ("corrib-courier", "wire")


def test_repaired_files_and_urls_may_be_tried_again(settings: Settings, tmp_path: Path) -> None:
    names = ("same.txt", "changed.txt", "readable.txt", "large.txt", "gone.txt")
    same, changed, readable, large, gone = (tmp_path / name for name in names)
    for path in (same, changed, readable):
        path.write_text("short")
    large.write_bytes(b"x" * 101)
    modified_at = datetime.fromtimestamp(same.stat().st_mtime, UTC)
    pages = [
        document(same.as_uri(), "a", modified_at=modified_at),
        document(changed.as_uri(), "b", modified_at=modified_at - timedelta(hours=1)),
        document(gone.as_uri(), "c", modified_at=modified_at),
    ]
    rejects = [reject_row(page, "extract", "empty_extract", "none", NOW) for page in pages]
    rejects += [lost(readable.as_uri(), "ingest", "unreadable"), lost(large.as_uri(), "ingest", "too_large")]
    rejects += [lost(URL, "fetch", "timeout"), lost("archive.warc#12", "fetch", "bad_url")]
    write(settings, "r1-00000", pages, rejects)
    assert {*find_repaired(settings, read_rejects(settings, Filter()))} == {str(changed), str(readable), URL}
