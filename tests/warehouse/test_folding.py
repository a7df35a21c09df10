"""Batches and rows of runs that become few: nothing is lost, said twice or read anew, wherever it stops."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from transforms.records import document_id_of
from transforms.tables import DOCUMENTS, table_of
from transforms.web_tables import FETCHES
from warehouse.build_database import new_batches_folder, note_build, prepare_build
from warehouse.errors import LakeError
from warehouse.folding import fold_lake
from warehouse.lake import (
    check_batches,
    committed_batches,
    ensure_lake,
    last_completed_run,
    lost_batches,
    read_batch,
    read_table,
    remove_orphans,
    replace_batch,
    write_batch,
    write_run,
)
from warehouse.repair import restore_documents
from warehouse.settings import Settings, project_dir
from warehouse.volume import read_fetches, write_fetches

START = datetime(2031, 5, 1, tzinfo=UTC)
N_RUNS = 5


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A lake of five runs of one batch each."""
    settings = Settings(tmp_path, batch_documents=2, folded_from=3, n_workers=1)
    ensure_lake(settings)
    for number in range(N_RUNS):
        add_run(settings, number, f"{number}.html")
    return settings


def run_id_of(number: int) -> str:
    return f"{START + timedelta(days=number):%Y%m%dT%H%M%S}-0000000{number}"


def batch(number: int) -> str:
    return f"{run_id_of(number)}-00000"


def add_run(settings: Settings, number: int, *names: str) -> None:
    from flows.summary import RunSummary

    run_id, at = run_id_of(number), START + timedelta(days=number)
    rows = [
        dict.fromkeys(DOCUMENTS.names)
        | {"document_id": document_id_of(f"file:///{name}", "0" * 64), "uri": f"file:///{name}", "run_id": run_id}
        | {"raw_sha256": "0" * 64, "n_bytes": 1, "media_type": "text/html", "retrieved_at": at}
        for name in names
    ]
    write_batch(settings, batch(number), {"documents": table_of(rows, DOCUMENTS)})
    write_run(settings, RunSummary(run_id, at).run_row("completed", at))


def uris(settings: Settings) -> list[str]:
    return [str(uri).removeprefix("file:///") for uri in read_table(settings, "documents")["uri"].to_pylist()]


def test_earlier_runs_are_folded_in_their_order(settings: Settings) -> None:
    before = uris(settings)
    assert fold_lake(settings, run_id_of(4)) == 8  # four batches and four runs
    assert committed_batches(settings) == [f"{batch(0)}~{batch(3)}", batch(4)]
    assert uris(settings) == before
    assert sorted(read_table(settings, "runs")["run_id"].to_pylist()) == [run_id_of(number) for number in range(N_RUNS)]
    assert last_completed_run(settings) == run_id_of(4)
    assert {path.stem for path in (settings.lake / "documents").glob("2*")} == set(committed_batches(settings))
    check_batches(settings)


def test_what_was_folded_is_folded_on_until_it_is_large(settings: Settings) -> None:
    fold_lake(settings, run_id_of(3))
    large = range(N_RUNS, N_RUNS + 3)
    for number in large:
        add_run(settings, number, *(f"{number}-{place}.html" for place in range(10)))
    before = uris(settings)
    fold_lake(settings, run_id_of(9))
    assert uris(settings) == before
    assert committed_batches(settings) == [f"{batch(0)}~{batch(5)}", f"{batch(6)}~{batch(7)}"]


def test_few_files_stay_as_they_are(settings: Settings) -> None:
    assert fold_lake(settings, run_id_of(2)) == 0
    assert len(committed_batches(settings)) == N_RUNS


def test_a_document_that_came_twice_is_in_two_batches(settings: Settings) -> None:
    add_run(settings, 5, "2.html")
    fold_lake(settings, run_id_of(9))
    assert committed_batches(settings) == [f"{batch(0)}~{batch(4)}", batch(5)]


@pytest.mark.parametrize("is_documents_gone", [False, True])
def test_a_fold_that_is_killed_before_it_cleans_up(
    settings: Settings, is_documents_gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = uris(settings)
    with monkeypatch.context() as patch:
        patch.setattr("warehouse.folding.remove_orphans", lambda settings: 0)
        fold_lake(settings, run_id_of(4))
    if is_documents_gone:
        (settings.lake / "documents" / f"{batch(1)}.parquet").unlink()
    assert uris(settings) == before
    assert read_table(settings, "runs").num_rows == N_RUNS
    assert lost_batches(settings) == []
    assert remove_orphans(settings) > 0
    assert {path.stem for path in settings.lake.glob("runs/2*")} == {f"{run_id_of(0)}~{run_id_of(3)}", run_id_of(4)}
    assert uris(settings) == before


def test_what_was_built_of_batches_need_not_be_built_again(settings: Settings) -> None:
    held = prepare_build(settings, project_dir())
    for database in (settings.build_database, settings.scratch_database):
        database.touch()
    note_build(settings, held)
    add_run(settings, 5, "5.html")
    fold_lake(settings, run_id_of(4))
    prepare_build(settings, project_dir())
    linked = {path.stem for path in (new_batches_folder(settings) / "documents").iterdir()}
    assert linked == {"0", batch(5)}
    assert settings.build_database.exists()


def test_a_fold_that_is_read_again_keeps_the_place_of_what_it_took_in(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("warehouse.folding.remove_orphans", lambda settings: 0)
        fold_lake(settings, run_id_of(4))
    folded, present = f"{batch(0)}~{batch(3)}", uris(settings)
    assert replace_batch(settings, folded, read_batch(settings, folded), None) == f"{folded}.1"
    assert committed_batches(settings) == [f"{folded}.1", batch(4)]
    assert uris(settings) == present


@pytest.mark.parametrize("table", ["documents", "runs"])
def test_damage_is_named_and_a_fold_s_documents_come_back(settings: Settings, table: str) -> None:
    fold_lake(settings, run_id_of(4))
    before = uris(settings)
    (path,) = (settings.lake / table).glob("*~*.parquet")
    path.write_bytes(path.read_bytes()[:200])
    for number in (5, 6):
        add_run(settings, number, f"{number}.html")
    with pytest.raises(LakeError, match="verify --repair"):
        fold_lake(settings, run_id_of(9))
    if table == "documents":
        assert len(list(restore_documents(settings))) == 1
        assert uris(settings) == [*before, "5.html", "6.html"]


def test_requests_of_the_last_days_are_found_in_what_was_folded(settings: Settings) -> None:
    for number in range(N_RUNS):
        names = {"url": "https://a.example/", "kind": "page", "outcome": "fetched", "via": "", "source_key": "a"}
        row = names | {"run_id": run_id_of(number), "fetched_at": START + timedelta(days=number)}
        write_fetches(settings, run_id_of(number), [dict.fromkeys(FETCHES.names) | row])
    late = [run_id_of(number) for number in range(2, N_RUNS)]
    assert read_fetches(settings, START + timedelta(days=2))["run_id"].to_pylist() == late
    fold_lake(settings, run_id_of(4))
    assert len(list(settings.lake.glob("fetches/2*"))) == 2
    assert read_fetches(settings, START + timedelta(days=2))["run_id"].to_pylist() == late
