"""The benchmark of tagging counts what it says: on articles of ours whose gold is changed on purpose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.benchmarks.agreement import dates_agree, names_agree, titles_agree
from tests.benchmarks.cases import GoldError, read_gold
from tests.benchmarks.cues import OTHER, cue_of
from tests.benchmarks.reliability import measure_reliability
from tests.benchmarks.tagging import app

TEXT = """FERRY TALKS OPEN IN BANJUL

12 May 2025

BANJUL - Talks between Gambia and Senegal on the river ferries opened in Banjul on Monday.

The Senegalese delegation is led by Transport Minister Mamadou Faye and includes harbour director Awa Ndiaye.

The Gambian team is headed by Works Minister Lamin Ceesay.
"""
BODY = TEXT.strip().split("\n\n")[2:]
DELEGATIONS: list[dict[str, Any]] = [
    {
        "party": "Senegal", "head": "Mamadou Faye", "place": "Banjul", "date": "2025-05-12", "status": "attended", "evidence": BODY[1],
        "members": [{"name": "Mamadou Faye", "title": "Transport Minister"}, {"name": "Awa Ndiaye", "title": "harbour director"}],
    },
    {
        "party": "Gambia", "head": "Lamin Ceesay", "place": "Banjul", "date": "2025-05-12", "status": "attended", "evidence": BODY[2],
        "members": [{"name": "Lamin Ceesay", "title": "Works Minister"}],
    },
]  # fmt: skip


def write_gold(folder: Path, delegations: list[dict[str, Any]], article_id: str = "t001") -> Path:
    folder.mkdir()
    (folder / f"{article_id}.txt").write_text(TEXT, "utf-8")
    people = [
        {"name": m["name"], "title": m["title"], "affiliation_country": d["party"]}
        for d in DELEGATIONS
        for m in d["members"]
    ]
    article = {
        "id": article_id, "files": {"txt": f"{article_id}.txt"}, "published": "2025-05-12", "body": BODY, "delegations": delegations,
        "people": people, "events": [{"type": "talks", "place": "Banjul", "start_date": "2025-05-12"}], "hard_negative": not delegations,
    }  # fmt: skip
    (folder / "gold.json").write_text(json.dumps({"articles": [article]}), "utf-8")
    return folder


def measure(folder: Path, *options: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, [str(folder), "--json", *options])
    assert result.exit_code == 0, result.output
    measured: dict[str, Any] = json.loads(result.stdout)
    return measured


def test_what_is_right_counts_as_found(tmp_path: Path) -> None:
    quality = measure(write_gold(tmp_path / "right", DELEGATIONS))["quality"]
    assert {name: quality[name]["f1"] for name in ("delegations", "head", "members", "place", "date", "status")} == {
        "delegations": 1, "head": 1, "members": 1, "place": 1, "date": 1, "status": 1,
    }  # fmt: skip
    assert quality["members"]["found"] == 3


def test_a_member_that_the_gold_lacks_is_false_and_one_more_is_missed(tmp_path: Path) -> None:
    changed = json.loads(json.dumps(DELEGATIONS))
    changed[0]["members"][1]["name"] = "Ousmane Sarr"
    measured = measure(write_gold(tmp_path / "changed", changed), "--errors")
    assert measured["quality"]["members"] | {"precision": 0, "recall": 0, "f1": 0} == {
        "found": 2, "false": 1, "missed": 1, "precision": 0, "recall": 0, "f1": 0,
    }  # fmt: skip
    assert {(v["kind"], v["name"]) for v in measured["errors"]["members"]} == {
        ("false", "Awa Ndiaye"),
        ("missed", "Ousmane Sarr"),
    }


def test_delegations_of_an_article_that_has_none_are_false(tmp_path: Path) -> None:
    quality = measure(write_gold(tmp_path / "none", []))["quality"]
    assert quality["hard_negatives"] == {"articles": 1, "false_delegations": 2}
    assert quality["delegations"]["false"] == 2


def test_errors_on_held_out_articles_are_not_shown(tmp_path: Path) -> None:
    folder = write_gold(tmp_path / "held", [], "t003")
    assert measure(folder, "--errors")["errors"] == {"members": [], "others": []}
    assert measure(folder, "--developed-on")["quality"]["delegations"]["false"] == 0


def test_cost_is_measured_beside_the_model(tmp_path: Path) -> None:
    cost = measure(write_gold(tmp_path / "cost", DELEGATIONS), "--speed", "--repetitions", "1")["cost"]
    assert cost["n_articles"] == 1
    assert cost["ratio"]["value"] > 0
    assert cost["load_s"] > cost["model_load_s"] * 0.5 > 0
    assert 50 < cost["peak_mib"] < 4000


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"gold\.json: cannot be read"):
        read_gold(tmp_path)
    assert CliRunner().invoke(app, [str(tmp_path)]).exit_code == 2


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Kim Yong Chol", "Kim Yong-chol", True),
        ("Sergei Ivanovich Petrov", "Sergei Petrov", True),
        ("Dr. Awa Ndiaye", "Awa Ndiaye", True),
        ("Petrov", "Sergei Petrov", True),
        ("Awa Ndiaye", "Awa Faye", False),
        ("Jorge Rodríguez", "Héctor Rodríguez", False),
    ],
)
def test_names(gold: str, found: str, *, same: bool) -> None:
    assert names_agree(gold, found) is same


def test_titles_and_dates() -> None:
    assert titles_agree(["Deputy Minister of Foreign Affairs"], "deputy minister for foreign affairs")
    assert not titles_agree(["Deputy Minister of Foreign Affairs"], "minister of foreign affairs")
    assert dates_agree(["2024-03"], "2024-03-05")
    assert not dates_agree(["2024-03-05"], "2024-03")


def test_a_frame_is_told_by_the_nearest_word() -> None:
    sentence = "The team led by Lamin Ceesay, which includes Awa Ndiaye, met Binta Jallow."
    assert cue_of(sentence, "Lamin Ceesay").startswith("led")
    assert cue_of(sentence, "Awa Ndiaye").startswith("includes")
    assert cue_of("Binta Jallow smiled.", "Binta Jallow") == OTHER


def test_reliability() -> None:
    measured = measure_reliability([(0.95, True)] * 9 + [(0.95, False)] + [(0.55, True), (0.55, False)])
    assert measured is not None
    assert [(b.n, b.right) for b in measured.bins] == [(2, 0.5), (10, 0.9)]
    assert measured.calibration_error == pytest.approx((2 * 0.05 + 10 * 0.05) / 12)
    assert measure_reliability([]) is None
