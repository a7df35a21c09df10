"""Trains how sure the product is of a person, an event, a delegation: ``python -m tests.training.confidence``.

The labels are those of the benchmark of tagging on the gold articles of this repository that are not held out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from tests.benchmarks.cases import Case
from tests.benchmarks.tally import Tally
from tests.training.fit import fit
from tests.training.roles import Article, entities_of, gold_articles
from transforms.reference import Reference
from transforms.tag.confidence import delegation_features, event_features, person_features
from transforms.tag.lexicon import Lexicon
from transforms.tag.report import Report, read_report
from transforms.tag.roles import RoleModel, RoleReader
from transforms.tag.rows import ArticleRows
from warehouse.reference import load_reference
from warehouse.roles import load_roles
from warehouse.settings import project_dir

STORED = Path(__file__).parents[2] / "warehouse" / "confidence.json"
KINDS = {
    "people": ("person_mentions", "mention_id"),
    "events": ("event_reports", "event_report_id"),
    "delegations": ("delegation_reports", "delegation_report_id"),
}
PENALTY = 0.1

Example = tuple[list[str], int]


def read_cases(articles: list[Article], reference: Reference, roles: RoleModel) -> Iterator[tuple[Report, Case]]:
    """What the product says of each article, as objects and as rows."""
    lexicon = Lexicon(reference)
    for article, entities in zip(articles, entities_of(articles), strict=True):
        text, reader_of = "\n".join(article["body"]), partial(RoleReader.of, roles)
        report = read_report(text, entities, lexicon, published_of(article), article["title"], reader_of)
        yield report, Case(article, ArticleRows(report, article["id"], "").tables)


def examples_of(report: Report, case: Case, reference: Reference) -> dict[str, list[Example]]:
    """The features of each reported row, and whether it is right."""
    features = {
        "people": [person_features(p, report.delegations) for p in report.people.all],
        "events": [event_features(e, report) for e in report.events],
        "delegations": [delegation_features(d, report) for d in report.delegations],
    }
    tally = Tally()
    tally.add(case, reference)
    found = {}
    for kind, (table, key) in KINDS.items():
        right = {row[key]: is_right for row, is_right in tally.judged.get(kind, [])}
        rows = [(f, row[key]) for f, row in zip(features[kind], case.reported[table], strict=True)]
        found[kind] = [(f, int(right[one])) for f, one in rows if one in right]
    return found


def train(articles: list[Article], reference: Reference, roles: RoleModel) -> dict[str, dict[str, float]]:
    """Weights of features by the kind of row."""
    gathered: dict[str, list[Example]] = {kind: [] for kind in KINDS}
    for report, case in read_cases(articles, reference, roles):
        for kind, examples in examples_of(report, case, reference).items():
            gathered[kind] += examples
    return {kind: fit(examples, PENALTY) for kind, examples in gathered.items()}


def published_of(article: Article) -> date | None:
    """The day of publication, where the gold gives it to the day."""
    published = article["published"] or ""
    return date.fromisoformat(published) if len(published) == len("2026-01-01") else None


if __name__ == "__main__":
    weights = train(gold_articles(), load_reference(project_dir()), load_roles())
    STORED.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
