"""Where outlets are read, and what a broken ``sources.csv`` says (case 16)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from warehouse.errors import SeedError
from warehouse.settings import project_dir
from warehouse.sources import load_sources

HEADER = "source_id,feeds,sitemaps,language,schedule,is_enabled\n"
GOOD = "northwire,https://a.example/rss|https://a.example/atom,,en,30 minutes,true\n"


@pytest.fixture(name="project")
def copy_seeds(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    for name in ("outlets", "countries", "sources"):
        shutil.copy(project_dir() / "seeds" / f"{name}.csv", tmp_path / "seeds")
    return tmp_path


def write(project: Path, content: str | bytes) -> Path:
    path = project / "seeds" / "sources.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_examples_as_shipped_are_disabled() -> None:
    sources = load_sources(project_dir())
    assert sources
    assert not any(source.is_enabled for source in sources)


def test_source_knows_its_outlet(project: Path) -> None:
    write(project, HEADER + GOOD + 'esja-post,,https://b.example/map?key=${KEY},is,"5,35 * * * *",false\n')
    first, second = load_sources(project)
    assert (first.source_id, first.name, first.kind) == ("northwire", "Northwire", "agency")
    assert first.feeds == ("https://a.example/rss", "https://a.example/atom")
    assert (first.sitemaps, first.schedule, first.is_enabled) == ((), "30 minutes", True)
    assert second.country == "Iceland"
    assert second.sitemaps == ("https://b.example/map?key=${KEY}",)
    assert (second.language, second.schedule, second.is_enabled) == ("is", "5,35 * * * *", False)


def test_file_without_rows_names_no_source(project: Path) -> None:
    write(project, HEADER)
    assert load_sources(project) == ()


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (GOOD, 1, "the header is northwire"),
        ("source_id,feeds\n", 1, "make it source_id,feeds,sitemaps"),
        ("\ufeff" + HEADER + GOOD, 1, "byte-order mark"),
        (HEADER + GOOD.replace("\n", "\r\n"), 2, "LF alone"),
        (HEADER.encode() + b"northwire,https://a.example/\xff,,,,true\n", 2, "not UTF-8"),
        (HEADER + GOOD + "northwire,https://b.example/,,,,true\n", 3, "'northwire' is taken by line 2"),
        (HEADER + GOOD + "esja-post,https://a.example/atom,,,,true\n", 3, "'https://a.example/atom' is taken by line 2"),
        (HEADER + "northwire,https://a.example/|https://a.example/,,,,true\n", 2, "taken by line 2"),
        (HEADER + "nobody,https://a.example/,,,,true\n", 2, "no outlet has the source_id 'nobody'"),
        (HEADER + "northwire,,,,,true\n", 2, "neither feeds nor sitemaps"),
        (HEADER + "northwire,https://a.example/,,,,yes\n", 2, "use one of false, true"),
        (HEADER + "northwire,ftp://a.example/,,,,true\n", 2, "only http and https"),
        (HEADER + "northwire,a.example/rss,,,,true\n", 2, "write it as https://host/path"),
        (HEADER + "northwire,https://a.example/,,English,,true\n", 2, "language is 'English'"),
        (HEADER + "northwire,https://a.example/,,,hourly,true\n", 2, "schedule is 'hourly'"),
        (HEADER + "northwire,https://a.example/,,,0 minutes,true\n", 2, "schedule is '0 minutes'"),
        (HEADER + "northwire,https://a.example/,,,* * * *,true\n", 2, "five fields of cron"),
        (HEADER + "northwire,https://a.example/?token=opensesame,,,,true\n", 2, "feeds hold a secret"),
        (HEADER + "northwire,https://me:opensesame@a.example/,,,,true\n", 2, "feeds hold a secret"),
        (HEADER + "northwire,https://me:${PASSWORD}@a.example/,,,,true\n", 2, "feeds hold a secret"),
        (HEADER + "northwire,https://a.example/?token=opensesame${X},,,,true\n", 2, "set the environment variable"),
    ],
)  # fmt: skip
def test_broken_file_is_refused_with_its_line(project: Path, content: str | bytes, line: int, words: str) -> None:
    path = write(project, content)
    with pytest.raises(SeedError) as caught:
        load_sources(project)
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert words in str(caught.value)
    assert "opensesame" not in str(caught.value)


def test_missing_file_is_named(project: Path) -> None:
    (project / "seeds" / "sources.csv").unlink()
    with pytest.raises(SeedError, match=r"sources\.csv: cannot be read"):
        load_sources(project)
