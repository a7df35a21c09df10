"""Articles that attack whoever reads, stores or asks for them: one of many costs itself alone, words stay words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pytest

from transforms.records import Row
from warehouse.lake import ensure_lake, read_table
from warehouse.settings import Settings
from warehouse.verify import verify

N_ARTICLES = 1_000  # of the promised 10,000, which take ten times as long
PLAIN = """Reef Gazette

Lamp {n} of the northern reef is lit again

3 May 2031

The lamp on the northern reef was lit again on Friday after eleven dark weeks, the harbour office of the island said.

Two electricians had rowed out with a new lens on Thursday, and they slept in the tower because the wind had turned.
"""
HOSTILE = [
    "'); drop table articles; --",
    "\"; attach '/etc/passwd' as p; select \"",
    "{{ env_var('HOME') }} {% raw %} ${HOME} %s %(name)s {0}",
    "\u202eevif\u202c \u200bzero\u200bwidth \u2067rtl\u2069",
    '=HYPERLINK("http://a.example") +1 -1 @SUM(A1)',
    "<script>alert(1)</script> [bold]markup[/bold] \x1b[31mred",
]
STORED = [" ".join(attack.replace("\u200b", " ").split()) for attack in HOSTILE]  # a blank of no width parts words
ATTACK = """Reef Gazette

Talks open in Galway {attack}

3 May 2031

Talks between Norway and Iceland opened in Galway on Friday, and a placard said: {attack} before the doors closed.

The Norwegian delegation is led by Fisheries Minister Ingrid Solberg, who read out {attack} and left it at that.
"""


def run(folder: Path, settings: Settings) -> None:
    """Ingest and build, without dbt."""
    from flows.build import build
    from flows.ingest import ingest

    ensure_lake(settings)
    build(settings, ingest([str(folder)], settings, "r1").batch_ids)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, prefect_server: None) -> Settings:
    base = tmp_path_factory.mktemp("hostile")
    folder = base / "'; drop table documents; --"
    folder.mkdir()
    for n, attack in enumerate(HOSTILE):
        (folder / f"{n}.txt").write_text(ATTACK.format(attack=attack))
    settings = Settings(root=base / "ro'ot", n_workers=1)
    run(folder, settings)
    return settings


def test_hostile_words_are_stored_as_they_stand(hostile: Settings) -> None:
    rows: list[Row] = read_table(hostile, "articles").sort_by("uri").to_pylist()
    assert read_table(hostile, "rejects").num_rows == 0
    for attack, row in zip(STORED, rows, strict=True):
        assert row["text"].count(attack) == 2, attack
        assert attack in row["title"]
    reports = read_table(hostile, "member_reports").to_pylist()
    assert Counter(row["name_text"] for row in reports) == {"Ingrid Solberg": len(HOSTILE)}


def test_hostile_words_are_found_by_parameters_and_do_nothing(hostile: Settings) -> None:
    from flows.progress import Observer

    pattern = str(hostile.lake / "articles" / "*.parquet").replace("'", "''")
    with duckdb.connect() as connection:
        connection.execute(f"create view articles as select * from read_parquet('{pattern}')")
        for attack in STORED:
            query = "select count(*) from articles where contains(text, $attack)"
            assert connection.execute(query, {"attack": attack}).fetchall() == [(1,)]
    faults = {fault for check in verify(hostile, Observer()).checks for fault in check.faults}
    assert faults == set()


def test_a_few_poisoned_articles_among_many_cost_themselves_alone(tmp_path: Path, prefect_server: None) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(N_ARTICLES):
        (folder / f"{n:05}.txt").write_text(PLAIN.format(n=n))
    with (folder / "line.txt").open("wb") as file:
        file.writelines(b"word " * 100_000 for _ in range(100))
    (folder / "surrogate.html").write_bytes(
        b'<html><head><title>\xed\xa0\x80 &#xD800;</title><meta charset="utf-8"></head><body>\xed\xa0\x80</body></html>'
    )
    (folder / "nul.txt").write_bytes(PLAIN.format(n="n").encode().replace(b" ", b"\0"))
    settings = Settings(root=tmp_path / "root", n_workers=1, batch_documents=500)
    run(folder, settings)
    assert read_table(settings, "articles", ["uri"]).num_rows == N_ARTICLES
    rejects = {Path(row["uri"]).name: row for row in read_table(settings, "rejects").to_pylist()}
    assert {name: (row["stage"], row["reason"]) for name, row in rejects.items()} == {
        "line.txt": ("ingest", "too_large"),
        "nul.txt": ("extract", "binary"),
        "surrogate.html": ("extract", "empty_extract"),
    }
    assert all(row["detail"] and row["document_id"] for row in rejects.values())
    assert read_table(settings, "documents").num_rows == N_ARTICLES + len(rejects)
