"""A whole run from pages to published tables: how fast, what it costs stage by stage, and beside bare peers.

    uv run --group benchmark python -m tests.benchmarks.end_to_end --pages 2000 --json result.json

The pages are invented: articles of outlets of five kinds, of which a share reprint an agency's text. `dragoman run`
reads them in a fresh root and with a fresh PREFECT_HOME, as a command in a process of its own. Processor time and memory
are of that process and all that it starts, Prefect's server and dbt included, to the end of the last. Stages are as the
run prints them. Two processes then extract and tag the same documents once more, by turns with bare trafilatura and bare
spaCy (tok2vec and ner); what the run took beyond extraction and tagging alone is its overhead. Last come runs that find
nothing new, and runs that find ten new pages, each with the PREFECT_HOME of the first run (warm) and a fresh one (cold).

Each run is taken once: on a machine that is busy with other work, compare ratios and not seconds; and where the code or
the models change during the benchmark, a run with nothing new publishes anew and says so. Needs Linux.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from tests.benchmarks.end_to_end_alone import EXTRACTION, SPACY, TAGGING, TRAFILATURA, Alone, measure_alone
from tests.benchmarks.end_to_end_articles import make_articles
from tests.benchmarks.end_to_end_pages import Renderer, write_pages
from tests.benchmarks.end_to_end_process import THE_RUN, CommandError, Cost, measure_command
from tests.benchmarks.end_to_end_tables import alone_table, goal_table, overhead_table, run_table, stage_table
from tests.benchmarks.growth import growth_figures, growth_goals, growth_table, measure_growth, parse_sizes
from tests.benchmarks.report import Report
from warehouse.lake import read_table
from warehouse.settings import Settings, project_dir

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)

SMALL_PAGES = 10
FIRST, EMPTY, SMALL = "all pages", "nothing new", f"{SMALL_PAGES} new pages"
_RESOLUTION = ("stories", "people", "events")  # stages
_NOT_THEIRS = ("PREFECT_", "DRAGOMAN_")  # what the user's environment says of other servers and roots


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was made, and what the first run made of it."""

    n_pages: int
    n_reprints: int
    n_bytes: int
    n_documents: int
    n_articles: int
    n_words: int
    n_found_reprints: int


@dataclass(frozen=True, slots=True)
class Result:
    """The costs of the runs by what there was to do and how warm Prefect was; ``alone`` is of the first one's pages."""

    corpus: Corpus
    runs: dict[tuple[str, str], Cost]
    alone: Alone

    @property
    def first(self) -> Cost:
        return self.runs[FIRST, "cold"]

    def shares(self) -> dict[str, float]:
        """Of the first run's processor time: the overhead, then its parts, which add up to it."""
        cost, alone = self.first, self.alone
        needed = {system: alone.total("cpu_seconds", system) for system in (EXTRACTION, TAGGING)}
        resolution = sum(stage.by_kind.get(THE_RUN, 0.0) for stage in cost.stages if stage.name in _RESOLUTION)
        parts = {
            "overhead": cost.cpu_seconds - sum(needed.values()),
            "extraction and tagging: start, load, hand over": sum(cost.by_kind[kind] - needed[kind] for kind in needed),
            **{kind: cpu for kind, cpu in cost.by_kind.items() if kind not in (*needed, THE_RUN)},
            "the run: stories, people, events": resolution,
            "the run: all else": cost.by_kind[THE_RUN] - resolution,
            "between two looks": cost.unseen_cpu_seconds,
        }
        return {name: seconds / cost.cpu_seconds for name, seconds in parts.items()}

    def ratios(self) -> dict[str, float]:
        """Speeds of ours over those of peers, by processor time; none without peers."""
        if TRAFILATURA not in self.alone.systems():
            return {}
        text, ner = (self.alone.total("cpu_seconds", peer) for peer in (TRAFILATURA, SPACY))
        in_run = self.first.by_kind
        alone = {name: ratio.value for name, ratio in self.alone.ratios().items()}
        return alone | {
            "extraction in the run, with its start / trafilatura": text / in_run[EXTRACTION],
            "tagging in the run, with its start / spaCy tok2vec + ner": ner / in_run[TAGGING],
            "the whole run / trafilatura, then spaCy": (text + ner) / self.first.cpu_seconds,
        }

    def goals(self) -> dict[str, tuple[float, float, bool]]:
        """The measure, its goal, and whether it is reached."""
        ratios = {name: ratio.value for name, ratio in self.alone.ratios().items()}
        found = {
            f"{EXTRACTION} / {TRAFILATURA}, at least": (ratios.get(f"{EXTRACTION} / {TRAFILATURA}"), 0.85),
            f"{TAGGING} / {SPACY}, at least": (ratios.get(f"{TAGGING} / {SPACY}"), 0.77),
        }
        goals = {name: (value, goal, value >= goal) for name, (value, goal) in found.items() if value is not None}
        overhead = self.shares()["overhead"]
        goals["overhead, share of processor time, at most"] = overhead, 0.10, overhead <= 0.10
        for warmth in ("cold", "warm"):
            seconds = self.runs[EMPTY, warmth].seconds
            if self.runs[EMPTY, warmth].has_published:  # somebody changed the code meanwhile: no empty run
                continue
            goals[f"a run with nothing new, {warmth}, seconds, at most"] = seconds, 10.0, seconds <= 10.0
        return goals

    def as_json(self) -> dict[str, Any]:
        """All figures as plain values."""
        return {
            "corpus": asdict(self.corpus),
            "runs": [{"run": run, "prefect_home": warmth, **asdict(cost)} for (run, warmth), cost in self.runs.items()],
            "alone": [asdict(piece) for piece in self.alone.pieces],
            "alone_ratios": {name: asdict(ratio) for name, ratio in self.alone.ratios().items()},
            "ratios": self.ratios(),
            "shares": self.shares(),
            "goals": {
                name: {"value": value, "goal": goal, "is_reached": is_reached}
                for name, (value, goal, is_reached) in self.goals().items()
            },
        }


@app.command(help=__doc__)
def main(
    pages: Annotated[int, typer.Option(help="Pages of the first run.", min=1)] = 2000,
    reprints: Annotated[float, typer.Option(help="The share of reprints among them.", min=0, max=0.95)] = 0.4,
    peers: Annotated[bool, typer.Option(help="Measure trafilatura and spaCy, too.")] = True,
    growth: Annotated[
        str | None,
        typer.Option(
            metavar="N,N,...",
            help="Also how stories, people and publishing grow from N to N articles: `10000,100000,500000`.",
            show_default=False,
        ),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Also write all figures there.", show_default=False)
    ] = None,
) -> None:
    sizes = parse_sizes(growth) if growth else []
    with tempfile.TemporaryDirectory(prefix="dragoman-end-to-end-") as temporary:
        try:
            result = measure(pages, reprints, Path(temporary), has_peers=peers)
        except CommandError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from error
    costs = measure_growth(sizes)
    figures = result.as_json() | ({"growth": growth_figures(costs)} if costs else {})
    if json_file:
        json_file.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    n_articles = result.corpus.n_articles
    goals = result.goals() | growth_goals(costs)
    tables = [
        stage_table(result.first, n_articles, corpus_line(result.corpus)),
        alone_table(result.alone, result.ratios()),
        overhead_table(result.shares(), result.first.cpu_seconds),
        run_table(result.runs),
        *([growth_table(costs)] if costs else []),
        goal_table(goals),
    ]
    Report(as_json=False).add("end_to_end", figures, tables)


def measure(n_pages: int, reprint_share: float, folder: Path, *, has_peers: bool = True) -> Result:
    """Make pages in an empty folder, and run on them there. Raises ``CommandError`` where a run fails."""
    articles = make_articles(n_pages + 2 * SMALL_PAGES, reprint_share)
    renderer, pages = Renderer(), folder / "pages"
    command = Dragoman(folder / "root", pages)
    write_pages(articles[:n_pages], pages, renderer)
    homes = {"warm": folder / "prefect-first", "cold": folder / "prefect-empty"}
    runs = {(FIRST, "cold"): command.run(homes["warm"])}
    n_bytes = sum(page.stat().st_size for page in pages.iterdir())
    corpus = _look_at(command.root, n_pages, sum(article.is_reprint for article in articles[:n_pages]), n_bytes)
    alone = measure_alone(Settings(root=command.root), has_peers)
    for warmth, home in homes.items():
        runs[EMPTY, warmth] = command.run(home)
    homes["cold"] = folder / "prefect-small"
    for number, (warmth, home) in enumerate(homes.items()):
        start = n_pages + number * SMALL_PAGES
        write_pages(articles[start : start + SMALL_PAGES], pages, renderer)
        runs[SMALL, warmth] = command.run(home)
    return Result(corpus, runs, alone)


@dataclass(frozen=True, slots=True)
class Dragoman:
    """``dragoman run`` on a folder of pages, in a process of its own that starts its own Prefect server."""

    root: Path
    pages: Path

    def run(self, prefect_home: Path) -> Cost:
        """What it cost. Raises ``CommandError`` where it fails."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_THEIRS)}
        environment["PREFECT_HOME"] = str(prefect_home)
        executable = Path(sys.executable).with_name("dragoman")
        return measure_command([executable, "run", self.pages, "--root", self.root], environment, project_dir())


def _look_at(root: Path, n_pages: int, n_reprints: int, n_bytes: int) -> Corpus:
    settings = Settings(root=root)
    words: list[int] = read_table(settings, "articles", ["word_count"])["word_count"].to_pylist()  # type: ignore[assignment]
    n_documents = read_table(settings, "documents", ["document_id"]).num_rows
    duplicates = read_table(settings, "story_identities", ["duplicate_of"])["duplicate_of"]
    n_found = len(duplicates) - duplicates.null_count
    return Corpus(n_pages, n_reprints, n_bytes, n_documents, len(words), sum(words), n_found)


def corpus_line(corpus: Corpus) -> str:
    """What was read."""
    kilobytes, words = corpus.n_bytes / corpus.n_pages / 1000, corpus.n_words / max(1, corpus.n_articles)
    return (
        f"{corpus.n_pages:,} pages of {kilobytes:.0f} kB, {corpus.n_articles:,} of them articles of {words:.0f} words;"
        f" {corpus.n_reprints:,} were made as reprints, {corpus.n_found_reprints:,} found to be"
    )


if __name__ == "__main__":
    app()
