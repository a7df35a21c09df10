"""The benchmark of archives writes the pages that it says, and counts the time that was taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.archives import Turn, footprints_of, ratio_of, write_archive
from tests.benchmarks.documents import Document
from warehouse.archives import ArchivedPage, read_archive


def test_archive_holds_the_pages_each_under_its_url(tmp_path: Path) -> None:
    path, bodies = write_archive(tmp_path / "3.warc.gz", [Document("x", b"<p>Talks")] * 2)
    pages = list(read_archive(path))
    assert all(isinstance(page, ArchivedPage) for page in pages)
    assert [page.body for page in pages if isinstance(page, ArchivedPage)] == bodies
    assert bodies == [b"<p>Talks<!-- 3-0 -->", b"<p>Talks<!-- 3-1 -->"]
    assert len({page.url for page in pages}) == 2


def test_ratio_is_of_speeds_over_all_archives() -> None:
    ours = [Turn(10, 10, 2.0, 1.0, 100.0), Turn(30, 30, 6.0, 3.0, 102.0)]
    theirs = [Turn(10, 9, 1.0, 1.0, 50.0), Turn(30, 28, 5.0, 3.0, 50.0)]
    assert ratio_of(ours, theirs, "seconds").value == pytest.approx(6 / 8)
    assert ratio_of(ours, theirs, "cpu_seconds").value == pytest.approx(1.0)
    assert [(look.n_pages, look.resident_mib) for look in footprints_of(ours)] == [(10, 100.0), (40, 102.0)]
