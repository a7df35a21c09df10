"""Reference data that cannot be read stops a run before it reads or asks for anything, and says where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.errors import SeedError
from warehouse.settings import Settings, project_dir
from warehouse.sources import load_sources


def _mark(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _windows(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _twice(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join([*lines, lines[1]])


def _no_header(data: bytes) -> bytes:
    return data.partition(b"\n")[2]


def _renamed(data: bytes) -> bytes:
    return data.replace(b"source_id", b"source", 1)


def _dropped(data: bytes) -> bytes:
    return b"\n".join(line.rpartition(b",")[0] for line in data.splitlines()) + b"\n"


def _added(data: bytes) -> bytes:
    return b"\n".join(line + b",x" for line in data.splitlines()) + b"\n"


FAULTS = [_mark, _windows, _twice, _no_header, _renamed, _dropped, _added]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_run_refuses_seed_files_before_it_reads_anything(
    fault: Callable[[bytes], bytes], tmp_path: Path, prefect_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import flows.recorded
    from flows.pipeline import dragoman

    project = tmp_path / "project"
    shutil.copytree(project_dir() / "seeds", project / "seeds", ignore=shutil.ignore_patterns("articles"))
    path = project / "seeds" / "outlets.csv"
    before = path.read_bytes()
    path.write_bytes(fault(before))
    monkeypatch.setattr(flows.recorded, "project_dir", lambda: project)
    article = tmp_path / "article.txt"
    article.write_text("Never read.")
    settings = Settings(root=tmp_path / "root")
    line = before.count(b"\n") + 1 if fault is _twice else 1
    with pytest.raises(SeedError) as caught:
        dragoman([str(article)], settings)
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert not settings.raw.exists()
    assert not settings.database.exists()


@pytest.mark.parametrize("fault", FAULTS)
def test_sources_in_other_columns_are_refused_with_file_and_line(
    fault: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    shutil.copytree(project_dir() / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("articles"))
    path = tmp_path / "seeds" / "sources.csv"
    assert len(load_sources(tmp_path)) > 0
    path.write_bytes(fault(path.read_bytes()))
    with pytest.raises(SeedError, match=r"sources\.csv, line \d+: .* To repair it, "):
        load_sources(tmp_path)
