"""The end-to-end benchmark makes pages that can be read, and counts all that a command costs."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.benchmarks.end_to_end import EMPTY, FIRST, Corpus, Result
from tests.benchmarks.end_to_end_alone import EXTRACTION, SPACY, TAGGING, TRAFILATURA, Alone, Piece
from tests.benchmarks.end_to_end_articles import NewsArticle, make_articles
from tests.benchmarks.end_to_end_pages import Renderer, url_of
from tests.benchmarks.end_to_end_process import (
    END,
    START,
    THE_RUN,
    CommandError,
    Cost,
    Stage,
    kind_of,
    measure_command,
    stage_of,
)
from transforms.extract import read_article
from warehouse.reference import load_reference
from warehouse.settings import project_dir

# Three stages; a process that outlives the command and works on, and a loop of the command itself.
_COMMAND = """
import subprocess, sys, time
def work(seconds):
    while time.process_time() < seconds: pass
if sys.argv[1:]:
    work(0.5)
else:
    print("Reading: 3 documents", file=sys.stderr, flush=True)
    work(0.4)
    print("Resolving (dedupe)", file=sys.stderr, flush=True)
    child = subprocess.Popen([sys.executable, __file__, "flows.server"], start_new_session=True,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    child.returncode = 0
    print("done", flush=True)
"""


@pytest.fixture(scope="module")
def articles() -> list[NewsArticle]:
    return make_articles(600, 0.4)


def test_articles_are_the_same_each_time_and_so_many_are_reprints(articles: list[NewsArticle]) -> None:
    assert make_articles(600, 0.4) == articles
    assert 0.35 < sum(article.is_reprint for article in articles) / 600 < 0.45
    assert not any(article.is_reprint for article in make_articles(50, 0.0))
    originals = {article.agency_text: article for article in articles if not article.is_reprint}
    for copy in filter(lambda article: article.is_reprint, articles):
        assert copy.outlet != originals[copy.agency_text].outlet
        assert copy.published_at > originals[copy.agency_text].published_at


def test_each_kind_of_page_gives_its_article_back(articles: list[NewsArticle]) -> None:
    renderer, reference = Renderer(), load_reference(project_dir())
    kinds = {article.outlet.number % 15: article for article in articles}  # five bodies, metadata of two kinds
    assert len(kinds) == 15
    for article in kinds.values():
        read = read_article(renderer.render(article), "text/html", reference, uri="file:///page.html")
        lines = [line for text in article.paragraphs for line in text.split("\n")]
        missed = [line for line in lines if line not in read.text and not line.startswith("With reporting by")]
        assert missed == []
        assert set(read.text.split("\n")) <= {*lines, article.outlet.notice}
        assert (read.title, read.published_on) == (article.title, article.published_at.date())
        assert read.canonical_url == url_of(article)


def test_command_is_measured_to_the_end_of_the_last_process(tmp_path: Path) -> None:
    script = tmp_path / "command.py"
    script.write_text(_COMMAND)
    cost = measure_command([sys.executable, script], dict(os.environ), tmp_path)
    assert cost.output == "done\n"
    assert [stage.name for stage in cost.stages] == [START, "ingest", "stories", END]
    assert cost.by_kind[THE_RUN] > 0.35
    assert cost.by_kind["Prefect's server"] > 0.4  # it ended after the command, and nobody waited for it
    assert cost.cpu_seconds == pytest.approx(sum(cost.by_kind.values()) + cost.unseen_cpu_seconds)
    assert sum(stage.cpu_seconds for stage in cost.stages) == pytest.approx(sum(cost.by_kind.values()))
    assert cost.stages[1].by_kind[THE_RUN] > 0.3
    assert abs(cost.unseen_cpu_seconds) < 0.3
    assert cost.largest_mib > 5


def test_command_that_fails_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"left with 3\.\nno such root"):
        measure_command(
            [sys.executable, "-c", "import sys; print('no such root', file=sys.stderr); sys.exit(3)"], {}, tmp_path
        )


def test_every_stage_of_a_run_and_every_process_has_its_name() -> None:
    flows = project_dir() / "flows"
    source = "\n".join((flows / f"{name}.py").read_text() for name in ("ingest", "build", "publish"))
    steps = re.findall(r'@task\(name="(dedupe|resolve-[a-z]+)"', source)
    stages = re.findall(r'start_stage\("([^"]+)"', source) + [f"Resolving ({step})" for step in steps]
    assert len(steps) == 3
    names = {stage_of(f"{stage}: 12 documents") for stage in stages}
    assert names == {"ingest", "extract and tag", "stories", "people", "events", "dbt", "publish"}
    assert stage_of("a warning: 3 documents") is None
    modules = [path for path in (*flows.glob("*_process.py"), flows / "server.py") if path.name != "child_process.py"]
    kinds = {kind_of(f"python -P -m flows.{path.stem} 5") for path in modules}
    assert kinds == {EXTRACTION, TAGGING, "Prefect's server"}


def _result(*peers: str) -> Result:
    stages = [
        Stage("extract and tag", 8, 12, {EXTRACTION: 5, TAGGING: 7}),
        Stage("stories", 1, 2, {THE_RUN: 1.5, "dbt": 0.5}),
    ]
    kinds = {EXTRACTION: 5.0, TAGGING: 7.0, THE_RUN: 2.0, "dbt": 5.5}
    first = Cost(15.0, 20.0, 900.0, 300.0, stages, kinds, 0.5, "")
    cpu = {EXTRACTION: 4.0, TAGGING: 6.0} | dict.fromkeys(peers, 3.0)
    pieces = [Piece(10, 10, 4_000, half, half) for half in [{name: value / 2 for name, value in cpu.items()}] * 2]
    runs = {(FIRST, "cold"): first} | {
        (EMPTY, warmth): Cost(seconds, 9.0, 1.0, 1.0, [], {}, 0.0, "")
        for warmth, seconds in (("cold", 11.0), ("warm", 9.0))
    }
    return Result(Corpus(20, 8, 1, 20, 20, 8_000, 8), runs, Alone(pieces))


def test_overhead_is_the_run_less_what_is_needed_and_is_the_sum_of_its_parts() -> None:
    shares = _result().shares()
    assert shares.pop("overhead") == pytest.approx((20 - 4 - 6) / 20)
    assert sum(shares.values()) == pytest.approx(0.5)
    assert shares["the run: stories, people, events"] == pytest.approx(1.5 / 20)


def test_goals_are_met_by_fast_and_not_by_slow() -> None:
    goals = _result(TRAFILATURA, SPACY).goals()
    assert [goal[0] for goal in goals.values()] == pytest.approx([0.75, 0.5, 0.5, 11.0, 9.0])
    assert [goal[2] for goal in goals.values()] == [False, False, False, False, True]
    assert _result(TRAFILATURA, SPACY).ratios()["the whole run / trafilatura, then spaCy"] == pytest.approx(6 / 20)
    assert len(_result().goals()) == 3  # peers were left out


def test_run_that_publishes_anew_is_no_run_with_nothing_new() -> None:
    result = _result()
    result.runs[EMPTY, "warm"].stages.append(Stage("publish", 1.0, 1.0))
    assert [name for name in result.goals() if "nothing new" in name] == [
        "a run with nothing new, cold, seconds, at most"
    ]
