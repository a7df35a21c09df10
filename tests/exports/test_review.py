"""Review: the doubtful merges are shown, verdicts are written and checked, and hold through every rebuild."""

from __future__ import annotations

import json
import shutil
from dataclasses import astuple
from datetime import date
from pathlib import Path
from types import ModuleType

import duckdb
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from tests.sample_run import SampleRun
from transforms.resolve.decisions import Subject
from warehouse.decisions import digest_of_decisions, load_decisions
from warehouse.errors import InputError
from warehouse.lake import read_table
from warehouse.member_decisions import load_member_decisions
from warehouse.review import Merge, decide, read_doubts
from warehouse.settings import Settings, project_dir

DAY = date(2031, 5, 1)


@pytest.fixture(scope="module")
def build_module(prefect_server: None) -> ModuleType:
    """The flows of build, imported before a test puts another project in place."""
    import flows.build

    return flows.build


# One name spelled otherwise and two persons placed in another country, each in the company of before.
LETTER = """Esja Post
2 July 2026

Mackerel negotiators look back on a long spring

REYKJAVIK, 2 July 2026 - Those who talked about mackerel in Galway and Bergen met again in Reykjavik on Wednesday, \
this time over dinner.

The Icelandic chief fisheries negotiator, Sigridur Torarinsdottir, thanked Hallgrimur Steinthorsson and Birna \
Eyvindardottir for their patience. The Danish scientist Einar Mollestad had brought a map, and Torbjorn Haugsvik of \
Norway a song.

Swedish quota director Ingrid Saeterdal and Marit Oksnevad of Sweden stayed for the speeches. Oddur Kjartansson, who \
keeps the minutes, did not.
"""


@pytest.fixture(scope="module")
def samples(sample_run: SampleRun, build_module: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The published warehouse of the sample articles and of one that leaves room for doubt; for reading only."""
    from flows.pipeline import dragoman

    folder = tmp_path_factory.mktemp("doubts")
    settings = Settings(root=folder / "root")
    shutil.copytree(sample_run.root, settings.root, symlinks=True)
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    dragoman([str(folder / "letter.txt")], settings)
    return settings


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of our own, with the decisions of today."""
    folder = tmp_path / "project"
    shutil.copytree(project_dir() / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("articles"))
    (folder / "pyproject.toml").touch()  # a checkout, not what is installed
    for module in ("warehouse.settings", "flows.review_screen"):
        monkeypatch.setattr(f"{module}.project_dir", lambda: folder)
    return folder


def review(samples: Settings, *arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["review", "--root", str(samples.root), *arguments], input=stdin)


def test_a_verdict_on_a_member_is_a_row_for_each_of_its_statements(samples: Settings, project: Path) -> None:
    members = read_doubts(samples, project, 1000).members
    member = next(one for one in members if len(one.report_ids) > 1)
    assert review(samples, "--decide", member.review_id, "same").exit_code == 2
    result = review(samples, "--decide", member.review_id, "wrong", "--by", "Ida", "--note", "of another party")
    assert result.exit_code == 0, result.output
    decisions = load_member_decisions(project, samples)
    assert [one.member_report_id for one in decisions] == member.report_ids
    assert {astuple(one)[1:4] for one in decisions} == {(member.name, member.party, "wrong")}
    assert member not in read_doubts(samples, project, 1000).members
    path = project / "seeds" / "member_decisions.csv"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:2]) + "\n", encoding="utf-8")
    assert member in read_doubts(samples, project, 1000).members  # another article said so since


def test_what_is_installed_is_not_written(samples: Settings, project: Path, tmp_path: Path) -> None:
    (project / "pyproject.toml").unlink()
    settings = Settings(root=tmp_path / "root")
    settings.root.mkdir()
    settings.database.symlink_to(samples.database)
    before = {path: path.read_bytes() for path in (project / "seeds").iterdir()}
    doubts = read_doubts(settings, project, 1)
    written = {
        decide(settings, project, doubts.merges[0].review_id, "same", "Ida", DAY, ""),
        decide(settings, project, doubts.members[0].review_id, "unsure", "Ida", DAY, ""),
    }
    assert {path.relative_to(settings.root).as_posix() for path in written} == {
        "decisions/person_decisions.csv",
        "decisions/member_decisions.csv",
    }
    assert {path: path.read_bytes() for path in (project / "seeds").iterdir()} == before
    after = read_doubts(settings, project, 1)
    assert after.merges != doubts.merges
    assert after.members != doubts.members
    assert digest_of_decisions(project, settings) != digest_of_decisions(project, Settings(root=tmp_path))


def test_a_wrong_statement_is_in_no_evidence(samples: Settings, project: Path, tmp_path: Path) -> None:
    member = read_doubts(samples, project, 1).members[0]
    shutil.copyfile(samples.database, tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:

        def n_told() -> list[int]:
            rows = "select count(*) from evidence(?, ?) where report_id in (select unnest(?))"
            counts = [
                connection.execute(rows, [kind, key, member.report_ids]).fetchall()[0][0]
                for kind, key in (("delegation", member.delegation_id), ("delegation_member", member.review_id))
            ]
            known = "select count(*) from as_of('2040-01-01') where delegation_id = ? and person_id = ?"
            return [*counts, *connection.execute(known, [member.delegation_id, member.person_id]).fetchall()[0]]

        assert n_told() == [len(member.report_ids), len(member.report_ids), 1]
        connection.execute(
            "insert into member_verdicts (member_report_id, verdict) select unnest(?), 'wrong'", [member.report_ids]
        )
        assert n_told() == [0, 0, 0]


def first_merge(samples: Settings, project: Path) -> Merge:
    return read_doubts(samples, project, 1).merges[0]


def test_doubts_show_both_sides_in_words_of_articles(samples: Settings, project: Path) -> None:
    doubts = json.loads(review(samples, "--json").stdout)
    texts = "\n".join(read_table(samples, "articles", ["text"]).column("text").to_pylist())
    assert len(doubts["merges"]) > 1
    assert len({one["review_id"] for one in doubts["merges"]}) == len(doubts["merges"])
    for one in doubts["merges"]:
        assert one["name"] in one["quote"]
        assert one["other_name"] in one["other_quote"]
        assert one["quote"] in texts
        assert one["other_quote"] in texts
        assert (one["name"], one["country"]) != (one["other_name"], one["other_country"])
    scores = [one["score"] for one in doubts["members"]]
    assert scores == sorted(scores)
    assert len(scores) == 20
    first = json.loads(review(samples, "--json", "--limit", "1").stdout)
    assert len(first["members"]) == 1
    everything = json.loads(review(samples, "--json", "--limit", "100000").stdout)
    assert first["n_members"] == len(everything["members"]) > 20
    assert first["n_merges"] == len(everything["merges"])
    listed = review(samples, "--list", "--limit", "1").stdout
    assert f"{first['n_members']} members (1 shown, more with --limit) wait for a verdict" in listed


def test_a_verdict_is_written_and_takes_the_merge_off_the_list(samples: Settings, project: Path) -> None:
    merge = first_merge(samples, project)
    assert merge.review_id in review(samples, "--list").stdout
    result = review(
        samples, "--decide", merge.review_id, "different", "--by", "Ida", "--note", 'a "Senator",\nno Minister'
    )
    assert result.exit_code == 0, result.output
    (decision,) = load_decisions(project, samples)
    assert decision.decision_id == merge.review_id
    assert (decision.verdict, decision.decided_by, decision.note) == ("different", "Ida", 'a "Senator", no Minister')
    assert merge.review_id not in review(samples, "--list").stdout
    again = review(samples, "--decide", merge.review_id, "same")
    assert again.exit_code == 2
    assert load_decisions(project, samples) == (decision,)


def test_what_will_not_do_leaves_the_file_as_it_was(samples: Settings, project: Path) -> None:
    merge = first_merge(samples, project)
    path = project / "seeds" / "person_decisions.csv"
    before = path.read_bytes()
    assert review(samples, "--decide", merge.review_id, "perhaps").exit_code == 2
    assert review(samples, "--decide", "decision-0", "same").exit_code == 2
    with pytest.raises(InputError, match="--by"):
        decide(samples, project, merge.review_id, "same", " ", DAY, "")
    with pytest.raises(InputError, match=r"person_decisions\.csv, line 2: note is 'a \| b \|'"):
        decide(samples, project, merge.review_id, "same", "Ida", DAY, "a | b |")
    assert path.read_bytes() == before
    path.write_bytes(before + b"broken\n")
    result = review(samples, "--decide", merge.review_id, "same")
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    assert path.read_bytes() == before + b"broken\n"
    assert {one.name for one in path.parent.iterdir()} == {
        one.name for one in (project_dir() / "seeds").iterdir() if one.name != "articles"
    }


def test_verdicts_are_asked_for_one_by_one(samples: Settings, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.review_screen import ask_verdicts
    from flows.screen import open_console

    answers = iter(["", "d", "two of them", "q"])
    monkeypatch.setattr("rich.console.Console.input", lambda *_, **__: next(answers))
    doubts = read_doubts(samples, project, 1000)
    ask_verdicts(open_console(), samples, doubts, "Ida")
    (decision,) = load_decisions(project, samples)
    assert (decision.decision_id, decision.note) == (doubts.merges[1].review_id, "two of them")


def test_a_verdict_holds_after_every_rebuild(
    samples: Settings, build_module: ModuleType, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve_people = build_module.resolve_people
    settings = Settings(root=tmp_path / "root")
    shutil.copytree(samples.lake, settings.lake)
    monkeypatch.setattr("flows.build.project_dir", lambda: project)
    merges = read_doubts(samples, project, 1000).merges
    for merge in merges:
        assert len({person for side in merge.sides for person in persons(settings, side)}) == 1
        decide(samples, project, merge.review_id, "different", "Ida", DAY, "")
    resolve_people.fn(settings)
    apart = [[persons(settings, side) for side in merge.sides] for merge in merges]
    assert all(len(one) == len(other) == 1 and one != other for one, other in apart)
    for name in ("person_identities", "person_aliases", "person_decisions"):
        (settings.lake / name / "all.parquet").unlink()
    resolve_people.fn(settings)  # from nothing but the reported rows
    assert [[persons(settings, side) for side in merge.sides] for merge in merges] == apart


def persons(settings: Settings, subject: Subject) -> set[str]:
    """The persons whom a name, of a country where one is given, stands for."""
    identities = read_table(settings, "person_identities").to_pylist()
    person_of = {row["mention_id"]: row["person_id"] for row in identities}
    mentions = read_table(settings, "person_mentions", ["mention_id", "name_text", "country"]).to_pylist()
    return {
        person_of[row["mention_id"]]
        for row in mentions
        if row["name_text"] == subject.text and subject.country in (None, row["country"])
    }
