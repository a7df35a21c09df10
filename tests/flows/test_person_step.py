"""The step that finds persons keeps to human decisions, and is done again when they change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from transforms import tables
from warehouse.decisions import digest_of_decisions
from warehouse.lake import ensure_lake, made_from, read_table, write_batch
from warehouse.person_state import read_person_state, write_person_state
from warehouse.settings import Settings

HEADER = "person_a,country_a,person_b,country_b,verdict,decided_by,decided_on,note\n"
SAME = "Ines Calvo,,Nesa Calvo,,same,desk,2031-05-01,\n"
AT = datetime(2031, 4, 2, 9, tzinfo=UTC)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefect_server: None) -> Path:
    """A project of which only the decisions exist."""
    from flows import build  # with Prefect, which must not be imported before its server has started

    monkeypatch.setattr(build, "project_dir", lambda: tmp_path)
    (tmp_path / "seeds").mkdir()
    _decide(tmp_path, "")
    return tmp_path


def _decide(project: Path, rows: str) -> None:
    (project / "seeds" / "person_decisions.csv").write_text(HEADER + rows, encoding="utf-8")


def _resolve(settings: Settings) -> None:
    from flows import build

    build.resolve_people.fn(settings)


def _lake(root: Path) -> Settings:
    """Two articles, each with a person of its own."""
    settings = Settings(root)
    ensure_lake(settings)
    common = {"content_sha256": "v1", "document_id": "doc", "uri": "file:///a", "retrieved_at": AT, "run_id": "run"}
    document = {**common, "raw_sha256": "0", "n_bytes": 1, "media_type": "text/plain"}
    source = {"source_id": "lantern", "source_name": "The Lantern", "language": "en", "text": "", "word_count": 0}
    article = {**common, **source, "published_at": AT, "published_on": date(2031, 4, 2)}
    span = {"content_sha256": "v1", "start_char": 0, "end_char": 10, "extractor": "test", "country": "Spain"}
    names = {"a1": "Ines Calvo", "a2": "Nesa Calvo"}
    mentions = [
        {**span, "mention_id": name, "article_id": key, "name_text": name, "quote": name} for key, name in names.items()
    ]
    batch = {
        "documents": tables.table_of([document], tables.DOCUMENTS),
        "articles": tables.table_of([{**article, "article_id": key} for key in names], tables.ARTICLES),
        "person_mentions": tables.table_of(mentions, tables.PERSON_MENTIONS),
    }
    write_batch(settings, "run-00000", batch)
    return settings


def test_change_of_decisions_is_a_reason_to_resolve_again(tmp_path: Path, project: Path) -> None:
    settings = _lake(tmp_path / "data")
    _resolve(settings)
    apart = read_table(settings, "person_identities")["person_id"].to_pylist()
    assert len(set(apart)) == 2
    state = made_from(settings, "person_identities")
    assert state is not None
    assert state.endswith(digest_of_decisions(project, settings))
    _decide(project, SAME)
    assert not state.endswith(digest_of_decisions(project, settings))
    _resolve(settings)
    (joined,) = set(read_table(settings, "person_identities")["person_id"].to_pylist())
    (alias,) = read_table(settings, "person_aliases").to_pylist()
    assert {alias["former_person_id"], alias["person_id"]} == set(apart)
    assert alias["person_id"] == joined
    assert read_table(settings, "person_decisions")["are_one"].to_pylist() == [True]


def test_former_ids_come_back_when_the_decision_goes(tmp_path: Path, project: Path) -> None:
    settings = _lake(tmp_path / "data")
    _resolve(settings)
    apart = read_table(settings, "person_identities")
    _decide(project, SAME)
    _resolve(settings)
    _decide(project, "")
    _resolve(settings)
    assert read_table(settings, "person_identities") == apart
    assert read_table(settings, "person_aliases").num_rows == 0


@pytest.mark.parametrize("damage", ["no state", "half a state", "state of another run", "other rules"])
def test_news_are_resolved_by_a_state_that_fits_and_by_no_other(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    settings = _lake(tmp_path / "data")
    _resolve(settings)
    mark = made_from(settings, "person_identities")
    known = read_person_state(settings, mark)
    assert known.rows["mention_id"].to_pylist() == ["Ines Calvo", "Nesa Calvo"]
    rows = settings.lake / "person_state" / "rows.parquet"
    if damage == "no state":
        rows.unlink()
    elif damage == "half a state":
        rows.write_bytes(rows.read_bytes()[:100])
    elif damage == "state of another run":
        write_person_state(settings, known, "another")
    else:
        monkeypatch.setattr("transforms.resolve.person_state.RULES", 0)
        _resolve(settings)
        assert made_from(settings, "person_identities") != mark
        return
    assert read_person_state(settings, mark).rows.num_rows == 0
    before = read_table(settings, "person_identities")
    _resolve(settings)
    assert read_table(settings, "person_identities") == before
    assert read_person_state(settings, mark).rows == known.rows
