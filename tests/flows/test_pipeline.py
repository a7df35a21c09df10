"""The whole run, end to end: real Prefect, dbt, DuckDB and Parquet."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.progress import Observer, watch
from flows.summary import RunSummary
from warehouse.lake import committed_batches, read_table
from warehouse.lock import is_held
from warehouse.query import run_query
from warehouse.report import new_delegations
from warehouse.settings import Settings


class Recorder(Observer):
    """Notes what a run says of its progress."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.steps: dict[str, tuple[int | None, int]] = {}

    def start_stage(self, name: str, n_steps: int | None = None, unit: str = "documents") -> None:
        self.stages.append(name)
        self.steps[name] = (n_steps, 0)

    def advance(self, n_steps: int, n_rejects: int = 0) -> None:
        total, done = self.steps[self.stages[-1]]
        self.steps[self.stages[-1]] = (total, done + n_steps)


@dataclass
class Story:
    """Three runs over one folder: the first, one with nothing new, one with one more article."""

    folder: Path
    settings: Settings
    first: RunSummary
    progress: Recorder
    after_first: dict[str, str]
    second: RunSummary
    after_second: dict[str, str]
    third: RunSummary


def files_of(settings: Settings) -> dict[str, str]:
    """Hash and time of the published files and of all files of the lake but the rows of runs."""
    paths = [settings.database, *settings.public.resolve().rglob("*.parquet")]
    paths += [path for path in settings.lake.rglob("*.parquet") if path.parent.name != "runs"]
    return {
        str(path): f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_mtime_ns}"
        for path in sorted(paths)
    }


@pytest.fixture(scope="module")
def story(articles: Path, later_article: str, tmp_path_factory: pytest.TempPathFactory, prefect_server: None) -> Story:
    from flows.pipeline import dragoman

    folder = tmp_path_factory.mktemp("input") / "articles"
    shutil.copytree(articles, folder)
    # Three batches in two worker processes.
    settings = Settings(root=tmp_path_factory.mktemp("story") / "root", batch_documents=3, n_workers=2)
    recorder = Recorder()
    with watch(recorder):
        first = dragoman([str(folder)], settings)
    after_first = files_of(settings)
    second = dragoman([str(folder)], settings)
    after_second = files_of(settings)
    (folder / "later.txt").write_text(later_article)
    page = folder / "report.html"  # new bytes around the same words
    page.write_text(page.read_text().replace("Contact us", "Contact us today"))
    third = dragoman([str(folder)], settings)
    return Story(folder, settings, first, recorder, after_first, second, after_second, third)


def test_every_file_is_published_or_accounted_for(story: Story) -> None:
    first = story.first
    assert (first.n_files, first.n_unchanged, first.n_ignored) == (8, 0, 1)
    assert (first.n_articles, first.n_duplicates, first.n_rejects) == (3, 1, 4)
    assert first.n_files == first.n_articles + first.n_duplicates + first.n_rejects


def test_rejects_have_a_stage_and_a_reason(story: Story) -> None:
    rows = run_query(story.settings, "select uri, stage, reason, detail from rejects order by uri").rows
    rejected = {Path(uri).name: (stage, reason) for uri, stage, reason, _ in rows}
    assert set(rejected) == {"binary.txt", "empty.txt", "huge.txt", "menu.html", "report.html"}
    assert rejected["huge.txt"] == ("ingest", "too_large")
    assert rejected["empty.txt"] == ("extract", "empty_file")
    assert rejected["report.html"] == ("extract", "duplicate_version")
    assert {stage for stage, _ in rejected.values()} == {"ingest", "extract"}
    assert all(detail for *_, detail in rows)


def test_articles_are_published_with_their_text(story: Story) -> None:
    rows = run_query(story.settings, "select url, title, text, run_id from articles order by url").rows
    assert [Path(url).name for url, *_ in rows] == ["copy-of-opening.txt", "ferry.txt", "later.txt", "report.html"]
    assert "Café owners" in rows[1][2]
    assert rows[3][1] == "Lake talks: Bolivia wants monthly measurements"
    assert [run_id for *_, run_id in rows] == [story.first.run_id] * 2 + [story.third.run_id, story.first.run_id]


def test_an_exact_copy_is_a_document_and_no_article(story: Story) -> None:
    documents = read_table(story.settings, "documents", ["uri", "document_id", "duplicate_of"]).to_pylist()
    ids = {Path(row["uri"]).name: row["document_id"] for row in documents}
    copies = {Path(row["uri"]).name: row["duplicate_of"] for row in documents if row["duplicate_of"]}
    assert copies == {"opening.txt": ids["copy-of-opening.txt"]}


def test_delegations_are_found_with_their_heads(story: Story) -> None:
    settings = story.settings
    answer = run_query(
        settings,
        "select d.party, p.name from delegations d left join people p on p.person_id = d.head_person_id"
        " where d.first_seen_at < (select started_at from runs where run_id = ?) order by 1, 2",
        [story.third.run_id],
    )
    assert ("Bolivia", "Hugo Vargas") in answer.rows
    assert ("Peru", "Marta Salcedo") in answer.rows


def test_a_second_run_changes_nothing(story: Story) -> None:
    assert story.after_second == story.after_first
    assert (story.second.n_unchanged, story.second.n_articles, story.second.n_rejects) == (8, 0, 0)
    assert not story.second.is_published


def test_new_bytes_around_the_same_words_are_no_new_version(story: Story) -> None:
    uri = (story.folder / "report.html").as_uri()
    documents = read_table(story.settings, "documents", ["uri"]).column("uri").to_pylist()
    assert documents.count(uri) == 2
    versions = run_query(story.settings, "select version from articles where url = ?", [uri]).rows
    assert versions == [(1,)]


def test_one_more_file_is_one_more_article_and_old_keys_stay(story: Story) -> None:
    assert (story.third.n_articles, story.third.n_unchanged, story.third.n_files) == (1, 7, 9)
    assert story.third.rejects == {"duplicate_version": 1}
    assert story.third.is_published
    snapshots = [story.settings.snapshots / run.run_id for run in (story.first, story.third)]
    import duckdb

    for table, key in (
        ("articles", "article_id"),
        ("delegation_reports", "delegation_report_id"),
        ("delegations", "delegation_id"),
        ("people", "person_id"),
        ("events", "event_id"),
    ):
        before, after = (
            {row[0] for row in duckdb.read_parquet(str(folder / table / "*.parquet")).project(key).fetchall()}
            for folder in snapshots
        )
        assert before <= after, table


def test_new_delegations_are_those_that_readers_have_not_had(story: Story) -> None:
    new = new_delegations(story.settings, story.third.read_before)
    assert "The delegation will be led by Deputy Foreign Minister Marta Salcedo" in " ".join(one.quote for one in new)
    everything = new_delegations(story.settings, story.first.read_before)
    assert {one.delegation_id for one in new} < {one.delegation_id for one in everything}


def test_every_run_leaves_its_row(story: Story) -> None:
    runs = read_table(story.settings, "runs").sort_by("started_at").to_pylist()
    assert [run["run_id"] for run in runs] == [story.first.run_id, story.second.run_id, story.third.run_id]
    assert [run["status"] for run in runs] == ["completed"] * 3
    assert [run["n_documents"] for run in runs] == [8, 8, 9]
    assert all(run["duration_ms"] > 0 for run in runs)
    published = run_query(story.settings, "select run_id, status from runs order by started_at").rows
    assert published == [(run["run_id"], "completed") for run in runs]


def test_progress_was_told(story: Story) -> None:
    assert story.progress.stages[:2] == ["Reading", "Extracting and tagging"]
    assert story.progress.stages[-1] == "Publishing"
    for stage in ("Reading", "Extracting and tagging", "Building the tables"):
        total, done = story.progress.steps[stage]
        assert total == done, stage


def test_nothing_is_left_behind(story: Story) -> None:
    assert not is_held(story.settings)
    assert not (story.settings.build / "staged").exists()
    assert len(committed_batches(story.settings)) == 4
    assert not list(story.settings.root.rglob("*.tmp*"))


def test_artifacts_show_the_runs_in_prefect(story: Story) -> None:
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        artifacts = client.read_artifacts()
    by_key: dict[str | None, list[str]] = {}
    for artifact in artifacts:
        by_key.setdefault(artifact.key, []).append(str(artifact.data))
    assert {"dragoman-progress", "dragoman-summary", "dragoman-delegations", "dragoman-models"} <= set(by_key)
    assert any("too_large" in data for data in by_key["dragoman-summary"])
    assert any("Marta Salcedo" in data for data in by_key["dragoman-delegations"])
