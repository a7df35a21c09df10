from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from transforms.records import document_id_of, reject_row
from transforms.tables import ARTICLES, DOCUMENTS, LAKE, REJECTS, RUNS, STORY_IDENTITIES, table_of
from warehouse.batch_ids import batch_id_of
from warehouse.errors import LakeError
from warehouse.lake import (
    REPLAY_FLOW,
    committed_batches,
    ensure_lake,
    is_committed,
    last_completed_run,
    made_from,
    read_table,
    remove_orphans,
    replace_table,
    state_of,
    write_batch,
    write_run,
)
from warehouse.ledger import Ledger, read_versions
from warehouse.settings import Settings
from warehouse.staged import stage_versions, staged_versions

NOW = datetime(2031, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def settings(root: Path) -> Settings:
    settings = Settings(root=root)
    ensure_lake(settings)
    return settings


def documents(*names: str) -> pa.Table:
    rows = [
        {
            "document_id": document_id_of(f"file:///{name}", name * 64),
            "uri": f"file:///{name}",
            "raw_sha256": name * 64,
            "n_bytes": 3,
            "media_type": "text/plain",
            "retrieved_at": NOW,
            "run_id": "r1",
        }
        for name in names
    ]
    return table_of(rows, DOCUMENTS)


def rejects(*names: str) -> pa.Table:
    rows = [reject_row(row, "extract", "empty_file", "no bytes", NOW) for row in documents(*names).to_pylist()]
    return table_of(rows, REJECTS)


def test_every_table_can_be_read_before_the_first_batch(settings: Settings) -> None:
    for name, schema in LAKE.items():
        assert read_table(settings, name).schema == schema
        with duckdb.connect() as connection:
            relation = connection.read_parquet(str(settings.lake / name / "*.parquet"))
            assert relation.fetchall() == []
            assert relation.columns == schema.names


def test_a_batch_appears_whole(settings: Settings) -> None:
    write_batch(settings, "r1-00000", {"documents": documents("a", "b"), "rejects": rejects("b")})
    write_batch(settings, "r1-00001", {"documents": documents("c")})
    assert committed_batches(settings) == ["r1-00000", "r1-00001"]
    assert read_table(settings, "documents").column("uri").to_pylist() == ["file:///a", "file:///b", "file:///c"]
    assert read_table(settings, "rejects", ["reason"]).to_pylist() == [{"reason": "empty_file"}]
    assert read_table(settings, "documents").schema == DOCUMENTS


def test_a_batch_without_documents_can_be_committed(settings: Settings) -> None:
    write_batch(settings, "r1-00000", {"documents": documents(), "rejects": rejects("a")})
    assert read_table(settings, "rejects").num_rows == 1


def test_what_is_not_committed_does_not_count_and_is_removed(settings: Settings) -> None:
    write_batch(settings, "r1-00000", {"documents": documents("a"), "rejects": rejects("a")})
    write_batch(settings, "r1-00001", {"documents": documents("b"), "rejects": rejects("b")})
    (settings.lake / "documents" / "r1-00001.parquet").unlink()
    (settings.lake / "checksums" / "r1-00001.documents.parquet").unlink()  # which comes after the commit
    (settings.lake / "articles" / ".r1-00001.parquet.77.tmp").write_bytes(b"half")
    assert not is_committed(settings, "r1-00001")
    assert read_table(settings, "rejects").num_rows == 1
    assert remove_orphans(settings) == 3
    assert sorted(path.name for path in (settings.lake / "rejects").iterdir()) == ["0.parquet", "r1-00000.parquet"]
    assert list((settings.lake / "articles").iterdir()) == [settings.lake / "articles" / "0.parquet"]


def test_a_committed_batch_is_not_written_again(settings: Settings) -> None:
    write_batch(settings, "r1-00000", {"documents": documents("a")})
    write_batch(settings, "r1-00000", {"documents": documents("b"), "rejects": rejects("b")})
    assert read_table(settings, "documents").column("uri").to_pylist() == ["file:///a"]
    assert read_table(settings, "rejects").num_rows == 0


def test_an_attempt_that_was_stopped_leaves_no_rows_behind(settings: Settings) -> None:
    write_batch(settings, "r1-00000", {"documents": documents("a"), "rejects": rejects("a")})
    (settings.lake / "documents" / "r1-00000.parquet").unlink()
    write_batch(settings, "r1-00000", {"documents": documents("a")})
    assert read_table(settings, "rejects").num_rows == 0


def test_a_required_value_that_is_missing_stops_the_batch(settings: Settings) -> None:
    broken = documents("a").set_column(1, DOCUMENTS.field("uri"), pa.array([None], pa.string()))
    with pytest.raises(ValueError, match=r"documents: .*'uri' with null values"):
        write_batch(settings, "r1-00000", {"documents": broken})
    assert committed_batches(settings) == []


def test_a_missing_column_stops_the_batch(settings: Settings) -> None:
    with pytest.raises(ValueError, match="n_bytes"):
        write_batch(settings, "r1-00000", {"documents": documents("a").drop_columns(["n_bytes"])})


def test_a_column_that_older_files_lack_is_null(settings: Settings) -> None:
    import pyarrow.parquet as pq

    older = documents("a").drop_columns(["duplicate_of"])
    pq.write_table(older, settings.lake / "documents" / "r0-00000.parquet")
    write_batch(settings, "r1-00000", {"documents": documents("b")})
    assert read_table(settings, "documents", ["uri", "duplicate_of"]).column("duplicate_of").to_pylist() == [None, None]


def test_a_column_that_is_new_is_there_before_the_first_batch_that_fills_it(settings: Settings) -> None:
    import pyarrow.parquet as pq

    empty = settings.lake / "documents" / "0.parquet"
    pq.write_table(DOCUMENTS.empty_table().drop_columns(["duplicate_of"]), empty)
    ensure_lake(settings)
    assert pq.read_schema(empty) == DOCUMENTS
    written = empty.stat().st_mtime_ns
    ensure_lake(settings)
    assert empty.stat().st_mtime_ns == written


def test_a_damaged_file_of_no_rows_is_made_again(settings: Settings) -> None:
    empty = settings.lake / "documents" / "0.parquet"
    for damaged in (b"PAR1", b"", empty.read_bytes()[:-20]):
        empty.write_bytes(damaged)
        ensure_lake(settings)
        assert read_table(settings, "documents").num_rows == 0
        with duckdb.connect() as connection:
            assert connection.read_parquet(str(empty)).columns == DOCUMENTS.names


def test_a_damaged_file_is_named(settings: Settings) -> None:
    write_batch(settings, "r1-00000", {"documents": documents("a")})
    (settings.lake / "documents" / "r1-00000.parquet").write_bytes(b"PAR1 no footer")
    with pytest.raises(LakeError, match="documents"):
        read_table(settings, "documents")


def test_batches_of_one_run(settings: Settings) -> None:
    write_batch(settings, batch_id_of("r1", 0), {"documents": documents("a")})
    write_batch(settings, batch_id_of("r2", 0), {"documents": documents("b")})
    assert read_table(settings, "documents", ["uri"], run_id="r2").to_pylist() == [{"uri": "file:///b"}]


def test_identities_are_replaced_whole(settings: Settings) -> None:
    assert made_from(settings, "story_identities") is None
    for story in ("s1", "s2"):
        table = table_of([{"article_id": "a1", "story_id": story}], STORY_IDENTITIES)
        replace_table(settings, "story_identities", table, made_from=f"state of {story}")
    assert read_table(settings, "story_identities", ["story_id"]).to_pylist() == [{"story_id": "s2"}]
    assert made_from(settings, "story_identities") == "state of s2"
    assert len(list((settings.lake / "story_identities").iterdir())) == 2


def test_the_state_changes_with_every_batch_and_with_nothing_else(settings: Settings) -> None:
    before = state_of(settings)
    write_run(settings, run_row("r1", "completed"))
    assert state_of(settings) == before
    write_batch(settings, "r1-00000", {"documents": documents("a")})
    assert state_of(settings) != before


def test_a_run_is_one_row_whose_end_replaces_its_beginning(settings: Settings) -> None:
    write_run(settings, run_row("r1", "completed"))
    write_run(settings, run_row("r1", "failed"))
    write_run(settings, run_row("r2", "completed"))
    assert read_table(settings, "runs", ["run_id", "status"]).to_pylist() == [
        {"run_id": "r1", "status": "failed"},
        {"run_id": "r2", "status": "completed"},
    ]


def test_the_last_completed_run_is_the_last_that_ended_well(settings: Settings) -> None:
    assert last_completed_run(settings) is None
    for run_id, status in (("r1", "completed"), ("r2", "completed"), ("r3", "failed")):
        write_run(settings, run_row(run_id, status))
    write_run(settings, run_row("r4", "completed") | {"flow_name": REPLAY_FLOW})
    (settings.lake / "runs" / "r1.parquet").write_bytes(b"no older one is opened")
    assert last_completed_run(settings) == "r2"


def test_the_ledger_knows_committed_documents_by_uri_and_by_bytes(settings: Settings) -> None:
    write_batch(settings, "r1-00000", {"documents": documents("a"), "rejects": rejects("a")})
    ledger = Ledger.load(settings)
    assert ledger.is_known("file:///a", "a" * 64)
    assert not ledger.is_known("file:///a", "b" * 64)
    assert ledger.original_of("a" * 64) == documents("a").column("document_id")[0].as_py()
    assert ledger.original_of("b" * 64) is None
    assert ledger.reject_ids == set(rejects("a").column("reject_id").to_pylist())


def test_a_document_that_returns_to_former_bytes_is_not_known(settings: Settings) -> None:
    ledger = Ledger.load(settings)
    for sha256 in ("a" * 64, "b" * 64):
        ledger.add("file:///page", sha256, f"doc of {sha256}")
        assert ledger.is_known("file:///page", sha256)
    assert not ledger.is_known("file:///page", "a" * 64)
    assert ledger.original_of("a" * 64) == f"doc of {'a' * 64}"


def test_versions_are_those_of_the_articles_asked_for(settings: Settings) -> None:
    for day, content in ((1, "v1"), (2, "v2"), (3, "v1")):
        write_batch(settings, f"r{day}-0", {"documents": documents(), "articles": articles(day, content)})
    stage_versions(settings, read_versions(settings, ["file:///page"]))
    versions = staged_versions(settings)
    assert versions.latest == {"art-page": "v1"}
    assert not versions.note({"article_id": "art-page", "content_sha256": "v2"})
    assert versions.note({"article_id": "art-page", "content_sha256": "v3"})
    assert versions.latest == {"art-page": "v3"}
    assert read_versions(settings, ["file:///other"]).num_rows == 0


def articles(day: int, content: str) -> pa.Table:
    row = dict.fromkeys((field.name for field in ARTICLES if not field.nullable), "x")
    row |= {"article_id": "art-page", "uri": "file:///page", "content_sha256": content}
    return table_of([row | {"word_count": 1, "retrieved_at": NOW.replace(day=day)}], ARTICLES)


def run_row(run_id: str, status: str) -> dict[str, object]:
    counts = dict.fromkeys((name for name in RUNS.names if name.startswith("n_")), 0)
    return {
        "run_id": run_id,
        "flow_name": "dragoman-run",
        "started_at": NOW,
        "status": status,
        "duration_ms": 5,
        **counts,
    }
