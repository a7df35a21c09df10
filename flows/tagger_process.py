"""Articles are tagged in a process of their own, which is ended where some take longer than their budget.

Several go together, as the model is fastest so; where they end the process, each is tagged again by itself.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from flows.child_process import (
    budget,
    describe_end,
    keep_process,
    prepare_processes,
    serve,
    stop_idle_processes,
    take_process,
)
from transforms.tables import REPORTED
from warehouse.settings import project_dir

if TYPE_CHECKING:
    from spacy.language import Language

    from transforms.reference import Reference
    from transforms.tag.confidence import ConfidenceModel
    from transforms.tag.roles import RoleModel

    Tagger = tuple[Language, Reference, RoleModel, ConfidenceModel]

_MODULE = "flows.tagger_process"
_WARM_UP = {
    "article_id": "warm-up",
    "content_sha256": "",
    "title": "Talks open",
    "text": "The Norwegian delegation, led by Foreign Minister Ida Berg, met envoys of Iceland in Oslo on 3 May 2031.",
    "language": "en",
    "published_on": date(2031, 5, 4),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be tagged."""

    article_id: str
    reason: str  # tag_failed, timeout, crashed
    detail: str


@dataclass(frozen=True, slots=True)
class TaggedArticles:
    """Reported rows by table (``tables.REPORTED``), and the articles that have none because they failed."""

    tables: dict[str, pa.Table]
    failures: list[Failure]


@dataclass(frozen=True, slots=True)
class _Assignment:
    articles: pa.Table
    seconds: float


def prepare_taggers(n_processes: int = 1) -> None:
    """Have so many processes wait for the articles that will come."""
    prepare_processes(_MODULE, n_processes)


def stop_idle_taggers() -> None:
    """End the processes that wait for articles."""
    stop_idle_processes(_MODULE)


def tag_articles(articles: pa.Table, seconds: float) -> TaggedArticles:
    """What articles (``tables.ARTICLES``) report. ``seconds`` are for all of them, and again for each where they fail.

    One that takes longer fails with ``timeout``, one that ends the process otherwise, twice, with ``crashed``. Raises
    ``SeedError`` and ``ReaderError`` where no process can be started.
    """
    assignment = _Assignment(articles, seconds)
    tagged = _ask(assignment)
    if isinstance(tagged, TaggedArticles):
        return tagged
    if articles.num_rows > 1:
        return _join([tag_articles(articles.slice(place, 1), seconds) for place in range(articles.num_rows)])
    if not isinstance(tagged, str) and tagged != -signal.SIGALRM:  # somebody else may have ended it
        tagged = _ask(assignment)
        if isinstance(tagged, TaggedArticles):
            return tagged
    failure = _failure_of(articles, tagged, seconds)
    return TaggedArticles({name: schema.empty_table() for name, schema in REPORTED.items()}, [failure])


def _ask(assignment: _Assignment) -> TaggedArticles | str | int:
    """The answer; else what was raised, or the exit code of a process that ended."""
    tagger = take_process(_MODULE)
    try:
        for answer in tagger.ask(assignment, 1):
            keep_process(tagger, _MODULE)
            tagged: TaggedArticles | str = answer
            return tagged
    except BaseException:
        tagger.kill()
        raise
    return tagger.end()


def _failure_of(article: pa.Table, ended: str | int, seconds: float) -> Failure:
    (row,) = article.select(["article_id", "word_count"]).to_pylist()
    if isinstance(ended, str):
        return Failure(row["article_id"], "tag_failed", ended)
    size = f"{row['word_count']} words"
    if ended == -signal.SIGALRM:
        return Failure(row["article_id"], "timeout", f"not tagged within {seconds:g} s: {size}")
    detail = f"ended the process that tagged it, twice, with {describe_end(ended)}: {size}"
    return Failure(row["article_id"], "crashed", detail)


def _join(parts: list[TaggedArticles]) -> TaggedArticles:
    tables = {name: pa.concat_tables([part.tables[name] for part in parts]) for name in REPORTED}
    return TaggedArticles(tables, [failure for part in parts for failure in part.failures])


def _load() -> Tagger:
    from transforms.tag import tag_batch
    from warehouse.model import load_model
    from warehouse.reference import load_reference
    from warehouse.roles import load_confidence, load_roles

    tagger = load_model(), load_reference(project_dir()), load_roles(), load_confidence()
    tag_batch(pa.Table.from_pylist([_WARM_UP]), *tagger)  # what is made once is made by then
    return tagger


def _tag(tagger: Tagger, assignment: _Assignment) -> Iterator[TaggedArticles | str]:
    from transforms.tag import tag_batch

    try:
        with budget(assignment.seconds):
            tagged = tag_batch(assignment.articles, *tagger)
    except Exception as error:
        yield f"{type(error).__name__}: {error}"
        return
    failures = [Failure(article_id, "tag_failed", detail) for article_id, detail in tagged.failures]
    yield TaggedArticles(tagged.tables, failures)


if __name__ == "__main__":
    from flows import tagger_process  # so that its classes have the names by which the run knows them

    serve(int(sys.argv[1]), tagger_process._load, tagger_process._tag)
