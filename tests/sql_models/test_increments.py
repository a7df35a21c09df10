"""Tables that were built batch by batch are those that are built from the whole lake at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from built_warehouse import build
from random_news import RandomNews
from sample_lake import RETRIEVED, SampleLake

from transforms.tables import IDENTITIES, LAKE, table_of
from warehouse.build_database import new_batches_folder
from warehouse.lake import ensure_lake, replace_table, write_batch
from warehouse.seed_table import SEED_TABLES
from warehouse.settings import Settings

PUBLISHED = datetime(2026, 5, 20, 10, tzinfo=UTC)


class GrowingLake(SampleLake):
    """Writes what was added since the last time as a batch of its own, and all identities anew."""

    def __init__(self) -> None:
        super().__init__()
        self._n_written = dict.fromkeys(LAKE, 0)

    def write(self, settings: Settings, batch_id: str = "b1") -> None:
        ensure_lake(settings)
        new = {name: rows[self._n_written[name] :] for name, rows in self.rows.items()}
        self._n_written = {name: len(rows) for name, rows in self.rows.items()}
        loose = {*IDENTITIES, "runs"}
        write_batch(settings, batch_id, {n: table_of(rows, LAKE[n]) for n, rows in new.items() if n not in loose})
        for name in IDENTITIES:
            replace_table(settings, name, table_of(self.rows[name], LAKE[name]), batch_id)

    def rename(self, table: str, column: str, former: str, now: str) -> None:
        """Give rows of identities another id, as where two were found to be one."""
        rows = [row for row in self.rows[table] if row[column] == former]
        assert rows
        for row in rows:
            row[column] = now

    def credit(self, story: str, agency: str) -> None:
        """Find out which agency a story is of."""
        (row,) = (row for row in self.rows["story_identities"] if row["story_id"] == story)
        row["agency"] = agency

    def tell(self, name: str, outlet: str, head: str, *, days: int = 0, story: str | None = None) -> Mapping[str, Any]:
        """A version of an article about a delegation with its head."""
        quote = f"The second round opened in Bergen with {head} leading Norway and Kari Lund beside."
        article = self.article(
            name, outlet, PUBLISHED, quote, story=story, retrieved_at=RETRIEVED + timedelta(days=days)
        )
        event = self.event(article, "talks", quote, place="Bergen", country="Norway", start_date=PUBLISHED.date())
        self.participant(event, "Norway")
        self.place(event, "Bergen", "Norway")
        norway = self.delegation(event, "Norway", list_status="complete")
        self.member(norway, head, head, title="deputy fisheries minister", country="Norway", role="head")
        self.member(norway, "lund", "Kari Lund", country="Norway")
        return article


def grow(settings: Settings) -> Iterator[set[str]]:
    """Commit what three runs bring, of which the second is not published; the new batches at each publishing."""
    lake = GrowingLake()
    news = RandomNews(lake, seed=11)
    news.go_on(60)
    original = lake.tell("round-two", "fjord-herald", "Odd Fjeld")
    lake.tell("copy", "quay-times", "Odd Fjeld")
    unchanged = lake.tell("unchanged", "harbour-post", "Tor Aasen")
    for name in ("first", "joining", "credited"):
        lake.tell(name, "harbour-post", "Odd Fjeld")
    lake.write(settings, "b1")
    yield {"b1"}

    # A corrected article, a new one, two stories found to be one, and persons and events known by other ids.
    lake.tell("round-two", "fjord-herald", "Ingrid Solvang", days=1)
    # Somebody found that this article was misread.
    wrong = next(row for row in lake.rows["member_reports"] if row["name_text"] == "Tor Aasen")
    _decide(
        settings.root,
        f"{wrong['member_report_id']},Tor Aasen,Norway,wrong,desk,2026-05-21,the speaker of another party",
    )
    lake.tell("late", "reuters", "Ingrid Solvang", days=1, story="round-two")
    lake.rename("story_identities", "story_id", "copy", "round-two")
    # Stories of which no new batch tells: two are one, one is an agency's.
    lake.rename("story_identities", "story_id", "joining", "first")
    lake.credit("credited", "Reuters")
    lake.rename("person_identities", "person_id", "lund", "lund-now")
    lake.rename("event_identities", "event_id", "talks", "talks-now")
    news.go_on(30)
    lake.write(settings, "b2")

    # An article that returns to its former words, and a page in other bytes.
    lake.see_again(original, RETRIEVED + timedelta(days=2))
    sha256 = unchanged["content_sha256"]
    seen_at = RETRIEVED + timedelta(days=3)
    lake.reject(unchanged["uri"], "duplicate_version", seen_at, raw="other bytes", content_sha256=sha256)
    news.go_on(30)
    lake.write(settings, "b3")
    yield {"b2", "b3"}


def _decide(root: Path, row: str) -> None:
    path = root / "decisions" / "member_decisions.csv"
    path.parent.mkdir()
    path.write_text(f"{','.join(SEED_TABLES['member_decisions'].columns)}\n{row}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The build database of two increments, and the one of a build from the same lake at once."""
    grown, whole = (Settings(root=tmp_path_factory.mktemp(name)) for name in ("grown", "whole"))
    batch_ids = set[str]().union(*grow(whole))
    with ThreadPoolExecutor() as beside:
        failures = beside.submit(build, whole, data_tests=False)
        for new in grow(grown):
            assert build(grown, data_tests=False) == []
            assert _batches_read(grown) == new
        assert failures.result() == []
    assert _batches_read(whole) == batch_ids
    return grown.build_database, whole.build_database


def _batches_read(settings: Settings) -> set[str]:
    return {path.stem for path in (new_batches_folder(settings) / "articles").iterdir()} - {"0"}


def _tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        names = connection.execute("select table_name from duckdb_tables()").fetchall()
        return {name: connection.table(name).order("all").fetchall() for (name,) in names}


def test_tables_after_increments_are_those_of_a_full_build(databases: tuple[Path, Path]) -> None:
    grown, whole = map(_tables, databases)
    assert grown == whole


def test_the_increments_changed_what_earlier_batches_said(databases: tuple[Path, Path]) -> None:
    with duckdb.connect(str(databases[0]), read_only=True) as connection:
        superseded = "select name_text, is_superseded from person_mentions join articles using (article_id) where"
        heads = connection.execute(f"{superseded} articles.title = 'round two' and name_text <> 'Kari Lund' order by 1")
        assert heads.fetchall() == [("Ingrid Solvang", True), ("Odd Fjeld", False)]
        persons = connection.execute("select distinct person_id from person_mentions where name_text = 'Kari Lund'")
        assert persons.fetchall() == [("lund-now",)]
        said = "select verdict, is_superseded from member_verdicts join member_reports using (member_report_id, is_superseded)"
        assert connection.execute(said).fetchall() == [("wrong", False)]
        members = "select distinct name from delegation_members join people using (person_id) where name in (?, ?)"
        assert connection.execute(members, ["Tor Aasen", "Kari Lund"]).fetchall() == [("Kari Lund",)]
        stories = connection.execute("select title from articles where story_id = 'round-two' order by 1")
        assert [title for (title,) in stories.fetchall()] == ["copy", "late", "round two"]
        told = connection.execute(
            "select title, agency from articles where title in ('joining', 'credited') order by 1"
        )
        assert told.fetchall() == [("credited", "Reuters"), ("joining", None)]
