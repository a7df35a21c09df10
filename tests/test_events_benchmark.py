"""The benchmark of events scores what it says, on two articles that are made for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.benchmarks.cases import Case
from tests.benchmarks.events import app, gold_reports, is_every, match_events
from transforms.reference import Reference
from warehouse.reference import load_reference
from warehouse.settings import project_dir


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(project_dir())


def _gold(number: int, **values: Any) -> dict[str, Any]:
    event = {
        "event_key": "talks",
        "type": "talks",
        "place": "Oslo",
        "start_date": "2031-04-02",
        "participants": ["Peru", "Chile"],
    }
    return {
        "id": f"{number:03}",
        "files": {"txt": f"{number:03}.txt"},
        "published": "2031-04-03",
        "delegations": [],
        "events": [{**event, **values}],
    }


def _folder(folder: Path, *golds: dict[str, Any]) -> Path:
    for gold in golds:
        lead = f"OSLO, 3 April 2031 - Chile and Peru held talks number {gold['id']} in Oslo on Wednesday."
        more = "The two sides spoke about the fish of the high seas, their envoys said after the session."
        text = "\n".join(
            ["Talks in Oslo", lead, *[more.replace("fish", fish) for fish in ("cod", "hake", "tuna", "eels", "shrimp")]]
        )
        (folder / gold["files"]["txt"]).write_text(text, encoding="utf-8")
    (folder / "gold.json").write_text(json.dumps({"articles": golds}), encoding="utf-8")
    return folder


def _scores(folder: Path) -> list[tuple[str, int, float, float, float]]:
    result = CliRunner().invoke(app, [str(folder), "--json"], catch_exceptions=False)
    (rows,) = json.loads(result.stdout).values()
    return [(row["articles"], row["n_reports"], row["precision"], row["recall"], row["f1"]) for row in rows]


def test_one_event_told_by_two_articles_is_found(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _gold(1), _gold(2, type="meeting"), _gold(3))
    assert _scores(folder) == [("looked at", 2, 1.0, 1.0, 1.0), ("all", 3, 1.0, 1.0, 1.0)]


def test_two_events_in_one_and_one_in_two_cost_precision_and_recall(tmp_path: Path) -> None:
    wrong = _folder(tmp_path, _gold(1), _gold(2, event_key="other"), _gold(4, start_date="2031-05-02"))
    assert _scores(wrong)[1] == ("all", 3, 0.0, 0.0, 0.0)


def test_event_of_the_gold_is_a_row_of_event_reports(reference: Reference) -> None:
    gold = _gold(1, start_date="2031-05", place="Norway") | {"published": "2031-04-03"}
    (row,) = gold_reports(gold, reference)
    assert (row["country"], row["date_precision"], row["status"]) == ("Norway", "month", "scheduled")
    assert (row["start_date"].isoformat(), row["parties"]) == ("2031-05-01", "Chile; Peru")


def test_report_that_contradicts_is_no_event_of_the_gold(reference: Reference) -> None:
    gold = _gold(1)
    (row,) = gold_reports(gold, reference)
    reports = [row | {"event_report_id": "other", "parties": "Japan"}, row | {"event_report_id": "same", "place": None}]
    assert match_events(Case(gold, {"event_reports": reports}), reference) == {"same": "talks"}


def test_every_third_article_is_held_out() -> None:
    assert [is_every(name, 3) for name in ("wa003", "c004", "012")] == [True, False, True]


def test_folder_without_gold_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, [str(tmp_path)], env={"COLUMNS": "300"})
    assert result.exit_code == 2
    assert "gold.json" in result.output
