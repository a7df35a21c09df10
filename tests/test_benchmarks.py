"""The benchmark command measures what it says, and runs where nothing but trafilatura is installed."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.benchmarks.bootstrap import estimate_mean, estimate_ratio
from tests.benchmarks.cache import OutputCache
from tests.benchmarks.documents import CorpusError, Gold, Output, Page, read_corpus
from tests.benchmarks.dumps import RENDERERS
from tests.benchmarks.extraction import app
from tests.benchmarks.memory import Footprint, find_slope
from tests.benchmarks.scoring import MEASURES, Scores, fold, score_page, split_words
from tests.benchmarks.systems import DEFAULT, DRAGOMAN, SYSTEMS, System, read_safely
from warehouse.settings import project_dir

FERRY = [
    "The night ferry between Marlow Sound and Teal Island will run all winter for the first time since the harbour wall was repaired.",
    "Captain Odile Brandt told the harbour board on Tuesday that two crews had been hired and that the fares would stay as they are until spring.",
    "Islanders had asked for the service in a letter signed by more than four hundred households.",
]
BRIDGE = [
    "Die alte Steinbrücke über die Lenz bleibt bis zum Herbst gesperrt, wie der Stadtrat von Ohrenau am Montagabend beschlossen hat.",
    "Bei einer Prüfung waren Risse in zwei Pfeilern gefunden worden, die nach Angaben des Bauamts sofort gesichert werden müssen.",
    "Fußgänger dürfen den nördlichen Steg weiter benutzen; für Lastwagen wird eine Umleitung über Kleinfeld ausgeschildert.",
]
CHESS = [
    "A seventeen-year-old from Port Hallam won the regional chess title on Saturday after a final game of six hours.",
    "She gave up a rook on the twentieth move, which the commentators called a mistake until it turned out to be none.",
    "The runner-up said that he had never lost an ending so slowly.",
]
PAGES = {
    "coast/ferry": f"""<html lang="en"><head><title>Night ferry to run all winter | Teal Observer</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Night ferry to run all winter", "datePublished": "2031-10-07T18:40:00+02:00",
"author": {{"@type": "Person", "name": "Inga Solberg"}}}}</script></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Night ferry to run all winter</h1>{"".join(f"<p>{line}</p>" for line in FERRY)}</article><footer>All rights reserved</footer></body></html>""",
    "inland/bridge": f"""<html lang="de"><head><title>Steinbrücke gesperrt</title><meta property="article:published_time" content="2031-04-14T20:05:00+02:00"></head>
<body><main><h1>Steinbrücke bleibt bis zum Herbst gesperrt</h1><div class="story">{"".join(f"<p>{line}</p>" for line in BRIDGE)}</div></main></body></html>""",
    "chess": f"""<html><head><title>Long game</title></head><body><h2>Long game</h2>
<section>{"".join(f"<div><p>{line}</p></div>" for line in CHESS)}</section><ul><li><a href="/a">Weather</a></li></ul></body></html>""",
}  # fmt: skip
GOLD: list[dict[str, Any]] = [
    {
        "id": "coast/ferry", "set": "north", "publisher": "Teal Observer", "url": "https://teal.example/ferry", "paragraphs": FERRY, "core": FERRY[1:],
        "title": "Night ferry to run all winter", "authors": ["Inga Solberg"], "date": "2031-10-07T18:40:00+02:00",
    },
    {"id": "inland/bridge", "set": "south", "paragraphs": BRIDGE, "date": "2031-04-14T18:05:00+00:00"},
    {"id": "chess", "set": "north", "url": "https://hallam.example/chess", "paragraphs": CHESS},
]  # fmt: skip


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    """Three pages and their gold; one page is packed, and so is the gold."""
    for page_id, markup in PAGES.items():
        path = tmp_path / "html" / f"{page_id}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        if page_id == "chess":
            path.with_suffix(".html.gz").write_bytes(gzip.compress(markup.encode()))
        else:
            path.write_text(markup, encoding="utf-8")
    lines = "\n".join(json.dumps(entry) for entry in GOLD)
    (tmp_path / "gold.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


@pytest.fixture
def only_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    """No peer is installed, whatever environment the tests run in."""
    version = metadata.version

    def version_of(distribution: str) -> str:
        if distribution != "trafilatura":
            raise metadata.PackageNotFoundError(distribution)
        return version(distribution)

    monkeypatch.setattr(metadata, "version", version_of)


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def scores_of(gold: list[str], text: str, **fields: Any) -> Scores:
    output = {key: fields.pop(key) for key in ("found_title", "found_authors", "found_date") if key in fields}
    found = {key.removeprefix("found_"): value for key, value in output.items()}
    return score_page(Gold("page", "set", None, tuple(gold), **fields), Output(text, **found))


# The command


@pytest.mark.usefixtures("only_trafilatura")
def test_quality_of_each_system_in_each_set(corpus_folder: Path) -> None:
    quality = json.loads(run(corpus_folder, "--json", "--workers", 1))["quality"]
    rows = {(row["set"], row["system"]): row for row in quality["results"]}
    assert set(rows) == {(group, system.name) for group in ("north", "south") for system in SYSTEMS}
    ours = rows["north", "dragoman"]
    assert (ours["pages"], ours["empty"], ours["failures"]) == (2, 0, {})
    assert (ours["title"], ours["author_set"], ours["date_minute"]) == (1, 1, 1)
    assert ours["page_f1"] == ours["word_f1"] == ours["para_f1"] == 1
    assert rows["north", "trafilatura"]["date_minute"] == 0
    assert rows["south", "trafilatura"]["title"] is None
    assert rows["north", "newspaper4k"]["version"] is None
    assert rows["north", "newspaper4k"]["pages"] == 0
    verdicts = {(row["set"], row["measure"]): row["verdict"] for row in quality["comparisons"]}
    assert verdicts["north", "date_minute"] == "ahead"
    assert verdicts["north", "page_f1"] == "no difference shown"


@pytest.mark.usefixtures("only_trafilatura")
def test_every_part_prints_tables(corpus_folder: Path) -> None:
    parts = ("--quality", "--dumps", "--speed", "--memory", 10)
    printed = run(corpus_folder, *parts, "--workers", 1, "--repetitions", 1)
    for system in SYSTEMS:
        lines = [line for line in printed.splitlines() if line.strip().startswith(f"{system.name}  ")]
        assert lines, system.name
        if system.distribution not in (None, "trafilatura"):
            assert all("not installed" in line for line in lines)
    assert "north: 2 pages" in printed
    assert "north, bs4: 0 pages" in printed
    assert "gain over 1,000 once warm" in printed


def test_speed_in_processes_of_its_own(corpus_folder: Path) -> None:
    arguments = [str(corpus_folder), "--speed", "--peer", "trafilatura", "--limit", "2", "--repetitions", "1", "--json"]
    command = [sys.executable, "-m", "tests.benchmarks.extraction", *arguments]
    result = subprocess.run(command, cwd=project_dir(), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    ours, theirs = json.loads(result.stdout)["speed"]
    assert (ours["system"], theirs["system"]) == ("dragoman", "trafilatura")
    assert ours["cpu_ms"]["value"] > 0
    assert ours["ratios"]["trafilatura"]["value"] == pytest.approx(ours["cpu_ms"]["value"] / theirs["cpu_ms"]["value"])
    assert theirs["ratios"]["trafilatura"] == {"value": 1, "low": 1, "high": 1}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(["--peer", "gazelle"], "no system gazelle"), (["--gold", "absent.jsonl"], "absent.jsonl: no gold there")],
)
def test_a_wrong_argument_is_explained(
    corpus_folder: Path, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    result = CliRunner().invoke(app, [str(corpus_folder), *arguments])
    assert result.exit_code == 2
    assert message in result.stderr


# Pages and gold


def test_pages_come_in_the_order_of_the_gold(corpus_folder: Path) -> None:
    corpus = read_corpus(corpus_folder)
    assert [gold.page_id for gold in corpus.golds] == [entry["id"] for entry in GOLD]
    assert [document.read().text for document in corpus.documents] == [PAGES[entry["id"]] for entry in GOLD]
    assert [document.url for document in corpus.documents][1] == "bridge.html"
    assert len(read_corpus(corpus_folder, limit=2).golds) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "nowhere", "paragraphs": []}', r"gold.jsonl:1: no page nowhere.html or .html.gz in"),
        ('{"id": "chess"}', r"gold.jsonl:1: not a page's gold \(KeyError\('paragraphs'\)\)"),
        ("[]", "gold.jsonl:1: not a page's gold"),
        ("", "no line in it"),
        ('{"id": "chess", "paragraphs": ["one\u2028line"]}\n[]', "gold.jsonl:2: not"),
    ],
)
def test_malformed_gold_is_named(corpus_folder: Path, line: str, message: str) -> None:
    gold = corpus_folder / "gold.jsonl"
    gold.write_text(line, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        read_corpus(corpus_folder, gold)


# Systems and their outputs


def test_the_peers_are_a_dependency_group_that_nothing_else_installs() -> None:
    project = tomllib.loads((project_dir() / "pyproject.toml").read_text(encoding="utf-8"))
    group, shipped = (
        {re.split(r"[\[<>=~]", requirement)[0] for requirement in requirements}
        for requirements in (project["dependency-groups"]["benchmark"], project["project"]["dependencies"])
    )
    linkage = {"splink", "recordlinkage", "datasketch", "rensa", "gaoya"}
    assert group == {system.distribution for system in (*SYSTEMS, *RENDERERS)} - {None, "trafilatura"} | linkage
    assert not group & shipped
    assert "benchmark" not in project["tool"]["uv"].get("default-groups", ())


def test_a_system_that_fails_leaves_an_empty_output() -> None:
    def fail(page: Page) -> Output:
        raise RecursionError("too deep")

    page = Page("https://a.example/", b"<p>Not found</p>", "<p>Not found</p>")
    assert read_safely(System("frail", None, fail), page) == Output(failure="RecursionError('too deep')")
    assert read_safely(DRAGOMAN, page).failure in {"empty_extract", "not_an_article"}


def test_outputs_of_others_are_kept_and_ours_are_not(tmp_path: Path) -> None:
    output = Output("One line.", "Title", ("Ann Lee", "Bo Roe"), "2031-01-02")
    first = OutputCache(tmp_path / "cache")
    for system in (DEFAULT, DRAGOMAN):
        first.put(system, "0a1b", output)
        assert first.get(system, "0a1b") == output
    second = OutputCache(tmp_path / "cache")
    assert second.get(DEFAULT, "0a1b") == output
    assert not second.has(DEFAULT, "ffff")
    assert not second.has(DRAGOMAN, "0a1b")


# Scoring


def test_a_perfect_output_scores_one_in_everything() -> None:
    moment = "2031-10-07T18:40:00+02:00"
    fields = {"core": tuple(FERRY[1:]), "title": "Night ferry", "authors": ("Inga Solberg",), "date": moment}
    found = {"found_title": "NIGHT FERRY!", "found_authors": ("inga solberg",), "found_date": "2031-10-07T16:40:30Z"}
    scores = scores_of(FERRY, "\n".join(FERRY), **fields, **found)
    assert scores == dict.fromkeys(MEASURES, 1.0)


def test_an_empty_output_scores_nothing() -> None:
    fields = {"core": ("A b.",), "title": "T", "authors": ("N",), "date": "2031-10-07"}
    assert scores_of(["A b.", "C d."], "", **fields) == dict.fromkeys(MEASURES, 0.0)


@pytest.mark.parametrize(
    ("text", "page_f1", "word_f1", "para_f1"),
    [
        ("a b c d e\nf g h", 1.0, 1.0, 1.0),
        ("a b c d e", 2 * 0.4 / 1.4, 2 * 0.625 / 1.625, 2 / 3),  # 2 of 5 shingles, 5 of 8 words, 1 of 2 lines
        ("h g f e d c b a", 0.0, 1.0, 0.0),  # words in another order
        ("A, b c d: e!\nf g h", 4 / 5, 7 / 8, 1.0),  # case counts in a word and not in a line
        ("a b c d e\nf g h\na b c d e", 2 * (5 / 10) / 1.5, 2 * (8 / 13) / (1 + 8 / 13), 2 * (2 / 3) / (5 / 3)),
    ],
)
def test_body_measures(text: str, page_f1: float, word_f1: float, para_f1: float) -> None:
    scores = scores_of(["a b c d e", "f g h"], text)
    assert scores["page_f1"] == pytest.approx(page_f1)
    assert scores["word_f1"] == pytest.approx(word_f1)
    assert scores["para_f1"] == pytest.approx(para_f1)
    assert scores["exact"] == float(text == "a b c d e\nf g h")


def test_standfirst_and_sub_headings_may_be_there_or_not() -> None:
    gold, core = ["lead in here now", "one two three four five", "six seven eight nine"], ("one two three four five",)
    whole, body = scores_of(gold, "\n".join(gold), core=core), scores_of(gold, core[0], core=core)
    assert whole["core_f1"] == body["core_f1"] == 1.0
    assert body["page_f1"] < 1.0


@pytest.mark.parametrize(
    ("true", "found", "same_day", "same_minute"),
    [
        ("2031-10-07T23:30:00-05:00", "2031-10-08T04:30:59Z", True, True),
        ("2031-10-07T23:30:00-05:00", "2031-10-08T04:31:01+00:00", True, False),
        ("2031-10-07T23:30:00-05:00", "2031-10-08", True, False),
        ("2031-10-07T23:30:00-05:00", "2031-10-07T23:30:00", True, False),
        ("2031-10-07 12:00:00", "2031-10-07T12:00:00+09:00", True, True),
        ("2031-10-07", "2031-10-07T12:00:00+00:00", True, False),
        ("2031-10-07", "2031-10-06T23:00:00-03:00", True, False),
        ("2031-10-07", "2031-10-09", False, False),
        ("2031-10-07", "2031-10-07 or so", True, False),
        ("2031-10-07", "7 October", False, False),
        ("2031-10-07", "2031-13-07 or so", False, False),
    ],
)
def test_dates(true: str, found: str, same_day: bool, same_minute: bool) -> None:
    scores = scores_of(["a"], "a", date=true, found_date=found)
    assert (scores["date_day"], scores["date_minute"]) == (same_day, same_minute)


def test_words_and_lines_are_read_in_any_script() -> None:
    assert split_words("It\u00ad's 2031") == ["It", "s", "2031"]
    assert split_words("新聞を読む ok") == ["新", "聞", "を", "読", "む", "ok"]
    assert fold("&ldquo;Ｆerry&rdquo; – SS_Teal\u200b") == "ferry ss teal"


# Intervals


def test_the_mean_lies_in_its_interval() -> None:
    values = [0.1, 0.3, 0.2, 0.4, 0.1, 0.2, 0.3, 0.2]
    estimate = estimate_mean(values, [str(i) for i in range(len(values))])
    assert estimate.value == pytest.approx(0.225)
    assert 0.1 < estimate.low < 0.225 < estimate.high < 0.4
    assert estimate == estimate_mean(values, [str(i) for i in range(len(values))])


def test_pages_of_one_outlet_are_drawn_together() -> None:
    values, alone = [0.0] * 10 + [1.0] * 10, [str(i) for i in range(20)]
    of_two = estimate_mean(values, ["a"] * 10 + ["b"] * 10)
    assert (of_two.low, of_two.high) == (0, 1)
    assert estimate_mean(values, alone).low > 0.2


def test_a_ratio_is_of_sums() -> None:
    estimate = estimate_ratio([1.0, 3.0], [2.0, 2.0], ["a", "b"])
    assert (estimate.value, estimate.low, estimate.high) == (1.0, 0.5, 1.5)


def test_memory_gained_while_warming_up_does_not_count() -> None:
    looks = [Footprint(1000 * n, 50.0 if n == 1 else 100.0 + 2 * n) for n in range(1, 11)]
    assert find_slope(looks) == pytest.approx(2.0)
    assert find_slope(looks[:1]) is None
