"""What becomes of documents over several runs, from files to committed rows: real Prefect and Parquet, no dbt."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.summary import RunSummary
from transforms.records import Row
from warehouse.lake import ensure_lake, read_table, write_run
from warehouse.report import RunCounts, count_run
from warehouse.settings import Settings
from warehouse.staged import clear_staged

FERRY = """The Corrib Courier

Ferry to the outer island gets a second boat

By Nuala Fahy
3 May 2031

The ferry to the outer island will have a second boat from June, the harbour office said on Saturday at the quay.

Its crew of four was hired in the village, and {pay}

School children had waited for an hour on most afternoons, because the first boat takes no more than thirty people.
"""
LOW = "they will be paid as much as the crew of the first boat."
HIGH = "they will be paid more than the crew of the first boat ever was."


@dataclass
class Paper:
    """A folder of articles and the runs over it."""

    settings: Settings
    folder: Path
    n_runs: int = field(default=0)

    def write(self, **texts: str) -> None:
        self.folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (self.folder / f"{name}.txt").write_text(text)

    def run(self, *, is_completed: bool = True) -> RunCounts:
        from flows.build import build
        from flows.ingest import ingest

        self.n_runs += 1
        run_id = f"r{self.n_runs}"
        ingested = ingest([str(self.folder)], self.settings, run_id)
        build(self.settings, ingested.batch_ids)
        clear_staged(self.settings)
        counts = count_run(self.settings, run_id)
        n_counted = counts.n_articles + counts.n_duplicates + counts.n_refused
        assert ingested.n_files == ingested.n_unchanged + n_counted
        if is_completed:
            now = datetime.now(UTC)
            write_run(self.settings, RunSummary(run_id, now).run_row("completed", now))
        return counts

    def texts(self, name: str) -> list[str]:
        """The texts of an article in the order in which they were seen."""
        rows = [row for row in self.rows("articles") if row["uri"].endswith(f"/{name}.txt")]
        return [row["text"] for row in sorted(rows, key=lambda row: row["retrieved_at"])]

    def rows(self, table: str) -> list[Row]:
        rows: list[Row] = read_table(self.settings, table).to_pylist()
        return rows


@pytest.fixture
def paper(root: Path, tmp_path: Path, prefect_server: None) -> Paper:
    settings = Settings(root=root, n_workers=1)
    ensure_lake(settings)
    return Paper(settings, tmp_path / "paper")


def test_other_bytes_around_the_same_text_are_refused(paper: Paper) -> None:
    paper.write(ferry=FERRY.format(pay=LOW))
    paper.run()
    mentions = paper.rows("person_mentions")
    paper.write(ferry=FERRY.format(pay=LOW) + "\n\n\nContact us\n")
    counts = paper.run()
    assert (counts.n_articles, counts.rejects) == (0, {"duplicate_version": 1})
    (article,), (reject,) = paper.rows("articles"), paper.rows("rejects")
    assert (reject["stage"], reject["content_sha256"]) == ("extract", article["content_sha256"])
    assert article["content_sha256"] in reject["detail"]
    assert paper.run() == RunCounts(0, 0, 0, {})
    assert paper.rows("person_mentions") == mentions


@pytest.mark.parametrize("third", [FERRY.format(pay=LOW), FERRY.format(pay=LOW) + "\n\nContact us\n"])
def test_a_page_that_returns_to_its_former_words(paper: Paper, third: str) -> None:
    for text in (FERRY.format(pay=LOW), FERRY.format(pay=HIGH), third):
        paper.write(ferry=text)
        assert paper.run().n_articles == 1
    first, second, last = paper.texts("ferry")
    assert (first == last, LOW in last, HIGH in second) == (True, True, True)
    ids = [row["mention_id"] for row in paper.rows("person_mentions")]
    assert len(ids) == len(set(ids)), "what the former version reports is not reported again"
    assert paper.run() == RunCounts(0, 0, 0, {})
    paper.write(ferry=third + "\n\nAbout us\n")
    assert paper.run().rejects == {"duplicate_version": 1}


IMPRINT = "Readers in all parishes pay for these pages, and the printers are owned by those who work at the presses."
PROMO = "Get our weekly letter about boats and weather by writing your address on a card at the post office counter."
BACKGROUND = (
    "The county has closed nine small harbours since the great storm, and it plans to close three more by the autumn."
)
STORIES = {
    "school": ("The village school has found a teacher of music after two years", "She plays the harp and the drums"),
    "bridge": ("The stone bridge over the mill river was closed to lorries on Tuesday", "Its middle pillar has sunk"),
    "market": ("Sheep prices rose at the autumn market for the first time since spring", "Buyers came from far away"),
    "library": ("A box of letters was found behind a shelf in the parish library", "They are about a lost dog"),
    "tower": ("The clock in the church tower runs backwards since the lightning", "The sexton refuses to stop it"),
}


def report(name: str) -> str:
    event, detail = STORIES[name]
    return f"""The Corrib Courier

{event}

3 May 2031

{event}, and the people of the place talked of little else until the evening came.

{BACKGROUND}

{detail}, said a neighbour who had watched it all from the window of the kitchen with a cup of tea.

{detail} and so it will stay for a while, as the council of the parish has neither money nor men for {name} matters.

{IMPRINT}

{PROMO}
"""


def test_an_outlets_standing_lines_are_learned_from_earlier_runs(paper: Paper) -> None:
    for name in ("school", "bridge", "market"):
        paper.write(**{name: report(name)})
        paper.run()
        (text,) = paper.texts(name)
        assert text.endswith(f"{IMPRINT}\n{PROMO}"), "three articles must teach it"
    paper.write(library=report("library"), tower=report("tower"))
    paper.run()
    for name in ("library", "tower"):
        (text,) = paper.texts(name)
        assert IMPRINT not in text
        assert PROMO not in text
        assert BACKGROUND in text, "it stands in the midst of the article"
        assert f"{name} matters" in text.splitlines()[-1]
    paper.write(school=report("school") + "\nContact us\n")
    assert paper.run().rejects == {"duplicate_version": 1}, "what was learned since makes no new version"


def test_reprints_of_one_story_teach_nothing(paper: Paper) -> None:
    paper.write(**{f"copy{n}": report("school").replace("Tuesday", "Monday") + "\n" * n for n in range(5)})
    paper.run()
    paper.write(bridge=report("bridge"))
    paper.run()
    assert paper.texts("bridge")[0].endswith(f"{IMPRINT}\n{PROMO}")


def test_a_run_that_failed_teaches_when_the_next_one_has_ended_well(paper: Paper) -> None:
    paper.write(**{name: report(name) for name in ("school", "bridge", "market")})
    paper.run(is_completed=False)
    paper.write(library=report("library"))
    paper.run()
    assert IMPRINT in paper.texts("library")[0], "as if one run had read all four"
    paper.write(tower=report("tower"))
    paper.run()
    assert IMPRINT not in paper.texts("tower")[0]
