"""Quality and speed of reading news pages, beside the systems that others use.

    uv run --group benchmark python -m tests.benchmarks.extraction PAGES

PAGES is a folder of saved pages, `NAME.html` or `NAME.html.gz` in UTF-8, at any depth below it or below a folder
`html` in it; and of `gold.jsonl` or `gold.jsonl.gz`, which says what a reader sees on them, a JSON object a line:

* `id`: the path of the page less its suffix;
* `url`: its address;
* `paragraphs`: its body;
* `core`: its body without standfirst and sub-headings;
* `title`, `authors` (a list), `date` (ISO 8601): what stands above the body;
* `publisher`: the outlet;
* `set`: pages of one set are averaged together.

Only `id` and `paragraphs` must be there; a measure is taken over the pages whose gold has its field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from tests.benchmarks import dumps as text_dumps
from tests.benchmarks import scoring
from tests.benchmarks.cache import OutputCache
from tests.benchmarks.documents import Corpus, CorpusError, read_corpus
from tests.benchmarks.memory import find_slope, watch_memory
from tests.benchmarks.quality import Comparison, Result, collect_outputs, compare_with_best, score_systems
from tests.benchmarks.report import Report
from tests.benchmarks.speed import measure_speed
from tests.benchmarks.systems import DRAGOMAN, SYSTEMS, System
from tests.benchmarks.tables import comparison_table, memory_table, quality_table, timing_table
from tests.benchmarks.workers import Workers

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)


@app.command(help=__doc__)
def main(
    pages: Annotated[Path, typer.Argument(metavar="PAGES", help="The folder of pages and gold.", show_default=False)],
    gold: Annotated[Path | None, typer.Option(help="The gold, where it is not in PAGES.", show_default=False)] = None,
    quality: Annotated[bool, typer.Option("--quality", help="Measure quality; so does giving no other part.")] = False,
    dumps: Annotated[bool, typer.Option("--dumps", help="Measure quality on naive text dumps of the pages.")] = False,
    speed: Annotated[bool, typer.Option("--speed", help="Measure processor time, all systems in one run.")] = False,
    memory: Annotated[int, typer.Option(help="Watch memory over so many pages.", min=0)] = 0,
    peer: Annotated[
        list[str] | None, typer.Option(help="Compare with this system only; may be repeated.", show_default=False)
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(help="Keep the outputs of other systems in this folder.", show_default=False)
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Read so many pages at most.", min=1, show_default=False)] = None,
    workers: Annotated[int, typer.Option(help="Processes; with 1, the work is done in this one.", min=1)] = 2,
    repetitions: Annotated[int, typer.Option(help="How often the time of a page is taken.", min=1)] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    try:
        corpus = read_corpus(pages, gold, limit)
    except CorpusError as error:
        raise typer.BadParameter(str(error)) from error
    systems, outputs, pool, report = _choose(peer), OutputCache(cache), Workers(workers), Report(as_json=as_json)
    if quality or not (dumps or speed or memory):
        _report_quality(report, corpus, systems, outputs, pool)
    if dumps:
        _report_dumps(report, corpus, outputs, pool)
    if speed:
        _report_speed(report, corpus, systems, repetitions, pool)
    if memory:
        _report_memory(report, corpus, memory)
    report.close()


def _choose(peers: Sequence[str] | None) -> Sequence[System]:
    if not peers:
        return SYSTEMS
    names = {system.name for system in SYSTEMS}
    if unknown := sorted(set(peers) - names):
        raise typer.BadParameter(f"no system {', '.join(unknown)}; there are: {', '.join(sorted(names))}.")
    return [system for system in SYSTEMS if system is DRAGOMAN or system.name in peers]


def _report_quality(
    report: Report, corpus: Corpus, systems: Sequence[System], cache: OutputCache, workers: Workers
) -> None:
    installed = [system for system in systems if system.version]
    outputs = collect_outputs(corpus.documents, installed, cache, workers, "Reading pages")
    _add_results(report, "quality", score_systems(corpus.golds, outputs, systems), scoring.MEASURES)


def _report_dumps(report: Report, corpus: Corpus, cache: OutputCache, workers: Workers) -> None:
    _add_results(report, "dumps", text_dumps.measure_dumps(corpus, cache, workers), text_dumps.MEASURES)


def _add_results(report: Report, name: str, results: Sequence[Result], measures: Sequence[str]) -> None:
    comparisons = compare_with_best(results, measures)
    groups = {result.group: [other for other in results if other.group == result.group] for result in results}
    tables = [quality_table(members, measures) for members in groups.values()]
    plain = {
        "results": [_plain_result(result, measures) for result in results],
        "comparisons": [_plain_comparison(row) for row in comparisons],
    }
    report.add(name, plain, [*tables, comparison_table(comparisons)])


def _plain_result(result: Result, measures: Sequence[str]) -> dict[str, Any]:
    counts = {"pages": len(result.scores), "empty": result.n_empty, "failures": result.failures}
    means = {measure: result.mean(measure) for measure in measures}
    return {"set": result.group, "system": result.system, "version": result.version, **counts, **means}


def _plain_comparison(comparison: Comparison) -> dict[str, Any]:
    fields = asdict(comparison)
    return {"set": fields.pop("group"), **fields, "verdict": comparison.verdict}


def _report_speed(
    report: Report, corpus: Corpus, systems: Sequence[System], repetitions: int, workers: Workers
) -> None:
    timings = measure_speed(corpus, systems, repetitions, workers)
    table = timing_table(timings, len(corpus.documents), repetitions)
    report.add("speed", [asdict(timing) for timing in timings], [table])


def _report_memory(report: Report, corpus: Corpus, n_pages: int) -> None:
    console = Console(stderr=True)
    looks = watch_memory(corpus.documents, n_pages)
    footprints = list(track(looks, "Reading pages", console=console, transient=True, disable=not console.is_terminal))
    slope = find_slope(footprints)
    plain = {"footprints": [asdict(look) for look in footprints], "mib_per_1000_pages": slope}
    report.add("memory", plain, [memory_table(footprints, slope)])


if __name__ == "__main__":
    app()
