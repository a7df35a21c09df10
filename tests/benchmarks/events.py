"""Which reports are of one event, against the gold's event_key: by the gold's own reports, and by the product's.

    uv run python -m tests.benchmarks.events GOLD...

GOLD is a folder of articles and of `gold.json`, such as `tests/gold/corpus`, in which an `event_key` that stands in two
articles is one event. Printed for each folder are precision, recall and F1 over pairs of reports

* of resolution alone: the events of the gold are resolved as if they had been tagged so;
* of tagging and resolution (`--tagged`): what the product reports, where it is the gold's event, and its share.

The first line is of pairs of articles that may be looked at: those whose number is not divisible by `--every`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import typer
from rich.table import Table

from tests.benchmarks.cases import Case, GoldError, Row, article_rows, iso, read_cases, read_gold
from tests.benchmarks.people import score_pairs
from tests.benchmarks.report import Report
from tests.benchmarks.tables import open_table
from transforms.reference import Reference, fold
from transforms.resolve import resolve_events
from transforms.tables import ARTICLES, EVENT_IDENTITIES, EVENT_REPORTS, LIST_SEPARATOR, table_of
from warehouse.reference import load_reference
from warehouse.settings import project_dir

app = typer.Typer(add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False)

_PLANS = {"announced": "scheduled", "travelling": "scheduled", "cancelled": "cancelled"}
_PRECISIONS = {10: "day", 7: "month", 4: "year"}  # by the length of an ISO date
_LEAST_AGREEMENT = 2  # of place, date and parties, for a report to be the gold's event


@dataclass(frozen=True, slots=True)
class EventsResult:
    """Pairs of reports that are one event, on some articles of one folder."""

    reports: str  # gold, product
    articles: str  # looked at, all
    n_reports: int
    share_reported: float  # of the gold's events that are among the reports
    precision: float
    recall: float
    f1: float


@app.command(help=__doc__)
def main(
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD...", help="Folders of articles and gold.json.", show_default=False)
    ],
    tagged: Annotated[bool, typer.Option("--tagged", help="Also what the product reports of the articles.")] = False,
    every: Annotated[int, typer.Option(help="Articles with a number divisible by this are held out.", min=2)] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object.")] = False,
) -> None:
    report = Report(as_json=as_json)
    for folder in gold:
        try:
            golds = read_gold(folder)
        except GoldError as error:
            raise typer.BadParameter(str(error)) from error
        results = measure(folder, golds, every=every, tagged=tagged)
        report.add(str(folder), [asdict(result) for result in results], [events_table(results, str(folder))])
    report.close()


def measure(folder: Path, golds: Sequence[Row], *, every: int, tagged: bool) -> list[EventsResult]:
    """Resolve the reports of all articles of a folder together, and score them."""
    articles = table_of(article_rows(folder, golds), ARTICLES)
    reference = load_reference(project_dir())
    rows = [row for gold in golds for row in gold_reports(gold, reference)]
    truth = {row["event_report_id"]: str(row["event_key"]) for row in rows}
    n_gold = len(truth)
    results = _score("gold", rows, articles, truth, n_gold, every)
    if tagged:
        cases = list(read_cases(folder, golds))
        rows = [row for case in cases for row in case.reported["event_reports"]]
        truth = {report_id: key for case in cases for report_id, key in match_events(case, reference).items()}
        results += _score("product", rows, articles, truth, n_gold, every)
    return results


def gold_reports(gold: Row, reference: Reference) -> list[Row]:
    """The gold's events of an article as rows of ``EVENT_REPORTS``, with the gold's ``event_key`` beside them."""
    plans = {d.get("event_key"): _PLANS[d["status"]] for d in gold["delegations"] if d["status"] in _PLANS}
    rows = []
    for number, event in enumerate(gold["events"]):
        start = event["start_date"]
        is_ahead = bool(start) and start > gold["published"]
        place = event["place"]
        country = reference.country_names.get(fold(place or ""))
        rows.append(
            {
                "event_report_id": f"{gold['id']}/{number}",
                "event_key": event["event_key"],
                "article_id": gold["id"],
                "event_type": event["type"],
                "status": plans.get(event["event_key"], "scheduled" if is_ahead else "held"),
                "place": place,
                "country": country.name if country else reference.places.get(fold(place or "")),
                "start_date": date.fromisoformat((start + "-01-01")[:10]) if start else None,
                "date_precision": _PRECISIONS[len(start)] if start else None,
                "parties": LIST_SEPARATOR.join(sorted(event["participants"])),
                "quote": "",
                "start_char": 0,
                "end_char": 0,
                "extractor": "gold",
            }
        )
    return rows


def match_events(case: Case, reference: Reference) -> dict[str, str]:
    """The product's reports of an article that are an event of the gold, with its event_key; each at most once."""
    pairs = [
        (agreement, report["event_report_id"], wanted["event_report_id"], wanted["event_key"])
        for report in case.reported["event_reports"]
        for wanted in gold_reports(case.gold, reference)
        if (agreement := _agree(report, wanted)) >= _LEAST_AGREEMENT
    ]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, report_id, wanted_id, key in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if report_id not in found and wanted_id not in taken:
            found[report_id] = key
            taken.add(wanted_id)
    return found


def _agree(report: Row, wanted: Row) -> float:
    """How much of place, date, parties and type agrees; 0 where place, date or parties contradict."""
    places = [fold(row["place"] or row["country"] or "") for row in (report, wanted)]
    dates = [iso(row["start_date"], row["date_precision"]) or "" for row in (report, wanted)]
    parties = [set((row["parties"] or "").split(LIST_SEPARATOR)) - {""} for row in (report, wanted)]
    is_same_country = bool(report["country"]) and report["country"] == wanted["country"]
    agreement = 0.0
    for one, other, is_alike in (
        (*places, places[0] == places[1] or is_same_country),
        (*dates, dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])),
        (*parties, bool(parties[0] & parties[1])),
    ):
        if one and other and not is_alike:
            return 0.0
        agreement += bool(one and other)
    return agreement + (0.5 if report["event_type"] == wanted["event_type"] else 0.0)


def _score(
    kind: str, rows: Sequence[Row], articles: pa.Table, truth: Mapping[str, str], n_gold: int, every: int
) -> list[EventsResult]:
    columns = [{name: row.get(name) for name in EVENT_REPORTS.names} for row in rows]
    versions = dict(zip(articles["article_id"].to_pylist(), articles["content_sha256"].to_pylist(), strict=True))
    for row in columns:
        row["content_sha256"] = versions[row["article_id"]]
    resolved = resolve_events(table_of(columns, EVENT_REPORTS), articles, EVENT_IDENTITIES.empty_table())
    event_of = {row["event_report_id"]: row["event_id"] for row in resolved.identities.to_pylist()}
    article_of = {row["event_report_id"]: row["article_id"] for row in rows}
    seen = {key: value for key, value in truth.items() if not is_every(article_of[key], every)}
    share = len(truth) / n_gold if n_gold else 1.0
    parts: list[tuple[str, Mapping[str, Any]]] = [("looked at", seen), ("all", truth)]
    return [EventsResult(kind, name, len(part), share, *score_pairs(part, event_of)) for name, part in parts]


def is_every(article_id: str, every: int) -> bool:
    """Whether the number of an article is divisible by ``every``."""
    return int(re.sub(r"\D", "", article_id) or 1) % every == 0


def events_table(results: Sequence[EventsResult], name: str) -> Table:
    """A line for each kind of report and part of the articles."""
    table = open_table(f"{name}: pairs of reports of one event")
    for column in ("reports of", "articles"):
        table.add_column(column)
    for column in ("reports", "events reported", "precision", "recall", "F1"):
        table.add_column(column, justify="right")
    for row in results:
        shares = (f"{value:.3f}" for value in (row.share_reported, row.precision, row.recall, row.f1))
        table.add_row(row.reports, row.articles, str(row.n_reports), *shares)
    return table


if __name__ == "__main__":
    app()
