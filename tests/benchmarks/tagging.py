"""Quality and cost of tagging: who sat at the table, how sure we are, and by which frames we miss.

    uv run python -m tests.benchmarks.tagging GOLD...

GOLD is a folder of articles and of `gold.json`, such as `tests/gold/wire_a`. Each article is read from its file and
tagged as a run does it. Printed are, over all folders:

* precision, recall and F1 of each kind of row, and delegations found in articles that have none;
* a reliability table: of rows held so sure, how many are right;
* with `--errors`, misses and false finds of members by the frame of their sentence, and every error by itself but
  for those on held-out articles;
* with `--speed`, the cost beside the language model alone, in one run.

Rules were written and weights trained with a look at articles whose number is not divisible by three:
`--held-out` measures on the others only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.benchmarks.cases import GoldError, article_rows, is_held_out, read_cases, read_gold
from tests.benchmarks.reliability import Reliability, measure_reliability
from tests.benchmarks.report import Report
from tests.benchmarks.tables import open_table
from tests.benchmarks.tagging_speed import WORDS, Cost, measure_cost
from tests.benchmarks.tally import MEASURES, Slip, Tally, Verdict
from transforms.tables import ARTICLES, table_of
from warehouse.reference import load_reference
from warehouse.settings import project_dir

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)


@app.command(help=__doc__)
def main(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="Folders of articles and gold.json.", show_default=False)
    ],
    held_out: Annotated[bool, typer.Option("--held-out", help="Only articles that nobody looked at.")] = False,
    developed_on: Annotated[bool, typer.Option("--developed-on", help="Only the others.")] = False,
    ids: Annotated[str | None, typer.Option(help="Only these articles, by commas.", show_default=False)] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List misses and false finds by frame.")] = False,
    speed: Annotated[bool, typer.Option("--speed", help="Measure cost, not quality.")] = False,
    repetitions: Annotated[int, typer.Option(help="How often a time is taken.", min=1)] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    part = None if held_out == developed_on else held_out
    wanted = set(ids.split(",")) if ids else None
    try:
        golds = {
            folder: [a for a in read_gold(folder, held_out=part) if not wanted or a["id"] in wanted] for folder in gold
        }
    except GoldError as error:
        raise typer.BadParameter(str(error)) from error
    report = Report(as_json=as_json)
    if speed:
        rows = [row for folder, articles in golds.items() for row in article_rows(folder, articles)]
        cost = measure_cost(table_of(rows, ARTICLES), repetitions)
        report.add("cost", asdict(cost), [cost_table(cost)])
    else:
        tally = Tally()
        console = Console(stderr=True)
        cases = list(golds.items())
        for folder, articles in track(
            cases, "Tagging", console=console, transient=True, disable=not console.is_terminal
        ):
            for case in read_cases(folder, articles):
                tally.add(case, load_reference(project_dir()))
        _report_quality(report, tally, sum(map(len, golds.values())), errors=errors)
    report.close()


def _report_quality(report: Report, tally: Tally, n_articles: int, *, errors: bool) -> None:
    counts = {
        name: asdict(c) | {"precision": c.precision, "recall": c.recall, "f1": c.f1} for name, c in tally.counts.items()
    }
    hard = {"articles": tally.n_hard_negatives, "false_delegations": tally.n_false_in_hard_negatives}
    report.add("quality", counts | {"hard_negatives": hard}, [quality_table(tally, n_articles)])
    known = {}
    for name, judged in tally.judged.items():
        forecasts = [(row["confidence"], is_right) for row, is_right in judged if row.get("confidence") is not None]
        if reliability := measure_reliability(forecasts):
            known[name] = reliability
    report.add(
        "reliability", {n: asdict(r) for n, r in known.items()}, [reliability_table(n, r) for n, r in known.items()]
    )
    if errors:
        _report_errors(report, tally)


def _report_errors(report: Report, tally: Tally) -> None:
    """Members by frame, and every error on articles that may be looked at."""
    wrong = [v for v in tally.verdicts if v.kind != "found" and not is_held_out(v.article_id)]
    slips = [slip for slip in tally.slips if not is_held_out(slip.article_id)]
    wrong.sort(key=lambda v: (v.cue, v.kind, v.article_id))
    slips.sort(key=lambda slip: (MEASURES.index(slip.measure), slip.article_id))
    plain = {"members": [asdict(v) for v in wrong], "others": [asdict(slip) for slip in slips]}
    report.add("errors", plain, [frame_table(tally.verdicts), *map(_verdict_line, wrong), *map(_slip_line, slips)])


def _verdict_line(verdict: Verdict) -> str:
    named = f"{verdict.article_id}  {verdict.party}: {verdict.name}"
    return f"{verdict.kind:7}{named}  ({verdict.cue})\n       {verdict.sentence}"


def _slip_line(slip: Slip) -> str:
    if slip.found is None:
        return f"missed {slip.article_id}  {slip.measure}: {slip.gold}"
    if slip.gold is None:
        return f"false  {slip.article_id}  {slip.measure}: {slip.found}"
    return f"wrong  {slip.article_id}  {slip.measure}: {slip.found}, and not {slip.gold}"


def quality_table(tally: Tally, n_articles: int) -> Table:
    """Precision, recall and F1 with the counts behind them."""
    false = f"{tally.n_false_in_hard_negatives} delegations in {tally.n_hard_negatives} articles that have none"
    table = open_table(f"quality on {n_articles} articles; {false}")
    table.add_column("")
    for column in ("precision", "recall", "F1", "found", "false", "missed"):
        table.add_column(column, justify="right")
    for name, count in tally.counts.items():
        shares = (f"{value:.3f}" for value in (count.precision, count.recall, count.f1))
        table.add_row(name, *shares, *(str(n) for n in (count.found, count.false, count.missed)))
    return table


def reliability_table(name: str, reliability: Reliability) -> Table:
    """Bins of confidence, each with the share that is right."""
    error = f"calibration error {reliability.calibration_error:.3f}, Brier score {reliability.brier:.3f}"
    table = open_table(f"reliability of {name}: {error}")
    for column in ("confidence", "rows", "mean confidence", "share right"):
        table.add_column(column, justify="right")
    for one in reliability.bins:
        table.add_row(f"{one.low:.2f} to {one.high:.2f}", str(one.n), f"{one.confidence:.3f}", f"{one.right:.3f}")
    return table


def frame_table(verdicts: Sequence[Verdict]) -> Table:
    """Members found, missed and false by the frame of their sentence, the costliest first."""
    table = open_table("members by the words of their sentence that are nearest to the name")
    table.add_column("frame")
    for column in ("found", "missed", "false", "recall", "precision"):
        table.add_column(column, justify="right")
    counts = Counter((v.cue, v.kind) for v in verdicts)
    for cue in sorted({v.cue for v in verdicts}, key=lambda c: -counts[c, "missed"] - counts[c, "false"]):
        found, missed, false = (counts[cue, kind] for kind in ("found", "missed", "false"))
        shares = (f"{found / total:.3f}" if total else "-" for total in (found + missed, found + false))
        table.add_row(cue, str(found), str(missed), str(false), *shares)
    return table


def cost_table(cost: Cost) -> Table:
    """What tagging costs."""
    table = open_table(f"cost of tagging {cost.n_articles} articles of {cost.n_words:,} words")
    table.add_column("")
    table.add_column("", justify="right")
    table.add_row(f"articles of {WORDS} words a CPU second", f"{cost.articles_a_second:.1f}")
    table.add_row("the same, seen before (reprints)", f"{cost.reprints_a_second:.1f}")
    for name, ratio in (("spaCy's tok2vec and ner", cost.ratio), ("its ner alone", cost.ner_ratio)):
        table.add_row(f"× {name}", f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})")
    table.add_row("peak memory of a process, MiB", f"{cost.peak_mib:.0f}")
    table.add_row("CPU seconds from start to ready", f"{cost.load_s:.2f}")
    table.add_row("of it Python, spaCy and its model", f"{cost.model_load_s:.2f}")
    return table


if __name__ == "__main__":
    app()
