"""Thirty days read again, shuffled, in parallel and twice, with late data: as if they had come in their order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.faults.aging import Lake, age_lake, lake_rows
from transforms.tables import LAKE
from warehouse.folding import fold_lake
from warehouse.lake import check_batches, committed_batches, ensure_lake, write_run
from warehouse.rejects import Filter, read_rejects
from warehouse.replay import Catalogue, Scope, Standings, find_stale
from warehouse.settings import Settings
from warehouse.staged import clear_staged

if TYPE_CHECKING:
    from flows.rereading import Replayed

FIRST_DAY = date(2031, 5, 1)
N_DAYS = 30
PLACES = "Lima Quito Bogota Santiago Caracas Asuncion Montevideo Sucre Georgetown Cayenne".split()
ASKED = "If you have read this far, ask your neighbour to take the paper as well, for we live by what readers pay."
PAGE = """<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="The Corrib Courier">
<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><article><h1>{title}</h1>
<p>{place} - The Peruvian delegation, led by Deputy Foreign Minister Marta Salcedo, arrived in {place} on day {number} of
its journey for talks on {subject}.</p>
<p>It will stay for {number} hours and then go on by boat, said its spokesman, who named no other member of the group
and gave no reason why number {number} of the {subject} papers was not yet signed by the hosts in {place}.</p>
<p>{asked}</p></article></body></html>
"""


def page(number: int, subject: str = "lake water") -> str:
    day, place = FIRST_DAY + timedelta(days=number), PLACES[number % len(PLACES)]
    title = f"Talks on {subject} go on in {place} for day {number}"
    return PAGE.format(title=title, day=day, place=place, number=number, subject=subject, asked=ASKED)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory, prefect_server: None) -> Settings:
    """A lake of thirty days of one run each, and of a last run with late and edited pages."""
    settings = Settings(tmp_path_factory.mktemp("month") / "root", batch_documents=2, n_workers=1)
    folder = tmp_path_factory.mktemp("pages")
    ensure_lake(settings)
    for number in range(N_DAYS):
        (folder / f"page{number}.html").write_text(page(number))
        _run(settings, folder, f"r{number:02}")
    (folder / "late5.html").write_text(page(5, "river dams"))
    (folder / "page3.html").write_text(page(3).replace("by boat", "by train"))
    (folder / "page7.html").write_text(page(7).replace("</body>", "<footer>Contact</footer></body>"))
    (folder / "page8.html").write_text("")
    _run(settings, folder, "r98")
    (folder / "page3.html").write_text(page(3))  # as it was before
    (folder / "copy.html").write_text(page(4))
    _run(settings, folder, "r99")
    return settings


def test_a_month_read_by_older_code_is_read_as_if_it_had_come_in_order(month: Settings, tmp_path: Path) -> None:
    expected = lake_rows(month)
    assert not any(ASKED in row for row in _texts(month)[-5:]), "the outlet's standing line was not learned"
    settings = Settings(tmp_path / "root", batch_documents=2, n_workers=1)
    shutil.copytree(month.root, settings.root)
    age_lake(settings, refused="page11")
    assert lake_rows(settings) != expected
    weeks = [
        Scope(FIRST_DAY + timedelta(days=start), FIRST_DAY + timedelta(days=start + 4)) for start in range(0, 30, 5)
    ]
    rest = Scope(by="retrieved", is_missing_only=True)  # what is no article has no day of publication
    shuffled = [*weeks, rest]
    Random(13).shuffle(shuffled)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        _replay(settings, shuffled[0], pool)
        for scope in shuffled[1:]:
            _replay(settings, scope)
        for scope in reversed(shuffled):
            _replay(settings, scope)
    assert lake_rows(settings) == expected
    assert _stale(settings) == 0


def test_what_today_s_code_has_read_stays_as_it_is(month: Settings) -> None:
    before, files = lake_rows(month), _files(month)
    assert _stale(month) == 0
    _replay(month, Scope(by="retrieved"))
    assert lake_rows(month) == before
    assert _files(month) == files


def test_rejects_that_new_code_takes_are_taken_once(month: Settings, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "root", batch_documents=2, n_workers=1)
    shutil.copytree(month.root, settings.root)
    age_lake(settings, refused="page11", is_alike=True)
    (reject,) = read_rejects(settings, Filter(reason="extract_failed"))
    assert (reject.stage, Path(reject.uri).name, reject.outlet_id) == ("extract", "page11.html", None)
    replayed = _replay(settings, Scope(reason="extract_failed", is_refused=True, is_missing_only=True))
    assert (replayed.n_in_scope, replayed.n_documents, replayed.n_articles, replayed.rejects) == (1, 1, 1, {})
    assert (replayed.n_gone["rejects"], replayed.n_new["articles"]) == (1, 1)
    assert read_rejects(settings, Filter(reason="extract_failed")) == []
    assert {*lake_rows(settings)["articles"]} == {*lake_rows(month)["articles"]}
    files = _files(settings)
    assert _replay(settings, Scope(reason="extract_failed", is_refused=True, is_missing_only=True)).n_documents == 0
    assert _files(settings) == files


def test_what_was_folded_is_read_again_as_it_was_read_first(month: Settings, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "root", batch_documents=2, n_workers=1, folded_from=2)
    shutil.copytree(month.root, settings.root)
    before = lake_rows(settings)
    assert fold_lake(settings, "r99") == 2 * N_DAYS + 3  # batches, and rows of runs
    assert committed_batches(settings) == ["r00-00000~r19-00000", "r20-00000~r98-00001", "r99-00000"]
    assert len(list(settings.lake.glob("runs/r*"))) == 2
    assert lake_rows(settings) == before
    assert fold_lake(settings, "r99") == 0
    check_batches(settings)
    assert _stale(settings) == 0
    age_lake(settings, refused="page11")
    _replay(settings, Scope(by="retrieved"))
    assert _without_times(lake_rows(settings)) == _without_times(before)
    assert _stale(settings) == 0


def _without_times(rows: Lake) -> Lake:
    """A reject that passes of a replay tell otherwise, and then as it was, is told at another time."""
    place = LAKE["rejects"].get_field_index("rejected_at")
    return rows | {"rejects": [row[:place] + row[place + 1 :] for row in rows["rejects"]]}


def _run(settings: Settings, folder: Path, run_id: str) -> None:
    """As the flows do it, without Prefect."""
    from flows.batch import process_batch
    from flows.build import learn_standing_lines
    from flows.ingest import ingest
    from flows.summary import RunSummary
    from warehouse.lake import last_completed_run

    ingested = ingest.fn([str(folder)], settings, run_id)
    if last := last_completed_run(settings):
        learn_standing_lines.fn(settings, last)
    for batch_id in ingested.batch_ids:
        process_batch(settings, batch_id)
    now = datetime.now(UTC)
    write_run(settings, RunSummary(run_id, now).run_row("completed", now))
    clear_staged(settings)


def _replay(settings: Settings, scope: Scope, pool: ProcessPoolExecutor | None = None) -> Replayed:
    from flows.rereading import Replayed, Reread, replay, reread_batch
    from flows.summary import RunSummary

    def reread_all(settings: Settings, batch_ids: list[str]) -> list[Reread]:
        shuffled = Random(7).sample(batch_ids, len(batch_ids))
        return list((pool.map if pool else map)(reread_batch, [settings] * len(shuffled), shuffled))

    replayed = Replayed(RunSummary("replay", datetime.now(UTC)))
    replay(settings, scope, replayed, reread_all)
    return replayed


def _texts(settings: Settings) -> Iterator[str]:
    from warehouse.lake import read_table

    return read_table(settings, "articles", ["text"]).column("text").to_pylist()


def _stale(settings: Settings) -> int:
    return len(find_stale(Catalogue(settings).in_scope(Scope(by="retrieved")), Standings(settings)))


def _files(settings: Settings) -> dict[str, int]:
    assert len(committed_batches(settings)) > N_DAYS
    return {str(path): path.stat().st_mtime_ns for path in settings.lake.rglob("*.parquet")}
