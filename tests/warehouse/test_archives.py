"""Pages out of web archives: whole, odd, damaged and hostile ones (cases 22 and 27)."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.warehouse.archive_files import HTML, Archive, bomb_of, cc_news, chunked, page_of
from warehouse.archives import ArchivedFault, ArchivedPage, ArchiveLimits, is_archive, read_archive

N_PAGES = 6
BODIES = {page_of(number) for number in range(N_PAGES)}
COMPRESSED = Archive().add_pages(N_PAGES)
PLAIN = Archive(is_gzip=False).add_pages(N_PAGES)


def read(
    path: Path, data: bytes, limits: ArchiveLimits | None = None
) -> tuple[list[ArchivedPage], list[ArchivedFault]]:
    path.write_bytes(data)
    found = list(read_archive(path, limits))
    return [one for one in found if isinstance(one, ArchivedPage)], [
        one for one in found if isinstance(one, ArchivedFault)
    ]


@pytest.fixture(name="path")
def make_path(tmp_path: Path) -> Path:
    return tmp_path / "crawl.warc.gz"


@pytest.mark.parametrize("archive", [COMPRESSED, PLAIN], ids=["gzip", "plain"])
def test_pages_come_in_their_order_with_url_and_place(tmp_path: Path, archive: Archive) -> None:
    pages, faults = read(tmp_path / "crawl.warc", archive.data)
    assert not faults
    assert [page.url for page in pages] == [f"https://example.org/{number}" for number in range(N_PAGES)]
    assert [page.body for page in pages] == [page_of(number) for number in range(N_PAGES)]
    assert [page.offset for page in pages] == archive.offsets


def test_archive_of_one_gzip_member(path: Path) -> None:
    pages, faults = read(path, gzip.compress(PLAIN.data))
    assert (len(pages), faults) == (N_PAGES, [])


def test_archive_in_the_shape_of_cc_news(path: Path) -> None:
    pages, faults = read(path, cc_news(3))
    assert not faults
    assert [page.body for page in pages] == [page_of(number) for number in range(3)]
    assert pages[1].captured_at == datetime(2026, 3, 10, 9, tzinfo=UTC)
    assert pages[1].headers == {
        "content_type": "text/html",
        "charset": "utf-8",
        "etag": '"1"',
        "last_modified": "Tue, 10 Mar 2026 08:00:00 GMT",
    }


@pytest.mark.parametrize(
    ("encoding", "transfer", "encode"),
    [
        ("gzip", "", gzip.compress),
        ("deflate", "", zlib.compress),
        ("br", "", brotli.compress),
        ("gzip", "chunked", lambda body: chunked(gzip.compress(body))),
        ("", "chunked", chunked),
        ("gzip", "chunked", lambda body: body),  # decoded when it was kept, and its headers left as they were
        ("", "chunked", lambda body: body),
        ("br", "", lambda body: b"\n " + body),
    ],
)
def test_encodings_are_taken_off(path: Path, encoding: str, transfer: str, encode: Callable[[bytes], bytes]) -> None:
    named = (("Content-Encoding", encoding), ("Transfer-Encoding", transfer))
    headers = [(name, value) for name, value in named if value]
    archive = Archive().add("https://example.org/", encode(page_of(0)), HTML, *headers)
    pages, faults = read(path, archive.data)
    assert not faults
    assert [page.body.strip() for page in pages] == [page_of(0)]


def test_what_is_no_page_is_passed_over(path: Path) -> None:
    archive = (
        Archive()
        .add("https://example.org/logo.png", b"\x89PNG", ("Content-Type", "image/png"))
        .add("https://example.org/robots.txt", b"User-agent: *", ("Content-Type", "text/plain"))
        .add("https://example.org/gone", page_of(1), HTML, status="404 Not Found")
        .add("https://example.org/moved", b"", HTML, ("Location", "/"), status="301 Moved")
        .add("dns:example.org", b"example.org. 1 IN A 192.0.2.1", kind="resource", warc_content_type="text/dns")
        .add(
            "https://example.org/same",
            b"",
            HTML,
            kind="revisit",
            warc_headers_dict={"WARC-Refers-To-Target-URI": "https://example.org/same"},
        )
        .add("https://example.org/saved", page_of(2), kind="resource", warc_content_type="text/html")
        .add("<https://example.org/angled>", page_of(3), ("Server", "x"))
    )
    pages, faults = read(path, archive.data)
    assert not faults
    assert [(page.url[20:], page.body) for page in pages] == [("saved", page_of(2)), ("angled", page_of(3))]


def test_faults_name_file_place_and_reason_and_no_secret(path: Path) -> None:
    archive = (
        Archive()
        .add("https://example.org/0?token=opensesame", bytes(3000), HTML)
        .add("https://example.org/1", bomb_of(1_000_000), HTML, ("Content-Encoding", "gzip"))
        .add("https://example.org/2", b"\x1f\x8b nonsense", HTML, ("Content-Encoding", "gzip"))
        .add("https://example.org/3", b"nonsense", HTML, ("Content-Encoding", "sdch"))
        .add("https://exa mple.org/4", page_of(4), HTML)
        .add(
            "https://example.org/5",
            b"",
            HTML,
            kind="revisit",
            warc_headers_dict={"WARC-Refers-To-Target-URI": "https://example.org/other"},
        )
        .add("https://example.org/6", page_of(6), HTML)
    )
    pages, faults = read(path, archive.data, ArchiveLimits(max_bytes=2500, max_decoded_bytes=5000))
    assert [page.url for page in pages] == ["https://example.org/6"]
    assert [fault.reason for fault in faults] == [
        "too_large",
        "too_large",
        "bad_encoding",
        "bad_encoding",
        "bad_url",
        "revisit",
    ]
    assert [fault.offset for fault in faults] == archive.offsets[:6]
    for fault in faults:
        assert fault.detail.startswith(f"{path}, byte {fault.offset} (http")
        assert "opensesame" not in fault.detail


@pytest.mark.parametrize(
    "data", [b"", b"hello\n" * 99, gzip.compress(b"hello", mtime=0), b"\x1f\x8b\x08", b"WARC/1.0\r\n\r\n"]
)
def test_what_is_no_archive_is_one_fault(path: Path, data: bytes) -> None:
    pages, faults = read(path, data)
    assert not pages
    assert [(fault.offset, fault.reason) for fault in faults] == [(0, "damaged")]
    assert str(path) in faults[0].detail


@pytest.mark.parametrize("archive", [COMPRESSED, PLAIN], ids=["gzip", "plain"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_archive_that_is_cut_off_gives_what_it_holds_and_a_fault(path: Path, archive: Archive, share: float) -> None:
    begin, end = archive.offsets[-1], len(archive.data)
    pages, faults = read(path.with_suffix(""), archive.data[: begin + int(share * (end - begin - 10))])
    assert [page.body for page in pages] == [page_of(number) for number in range(N_PAGES - 1)]
    assert [(fault.offset, fault.reason) for fault in faults] == [(begin, "damaged")]


@pytest.mark.parametrize("archive", [COMPRESSED, PLAIN], ids=["gzip", "plain"])
def test_hole_costs_the_records_that_it_is_in(path: Path, archive: Archive) -> None:
    begin = archive.offsets[2] + 30
    data = archive.data[:begin] + b"\0" * 100 + archive.data[begin + 100 :]
    pages, faults = read(path.with_suffix(""), data)
    assert [page.body for page in pages] == [page_of(number) for number in range(N_PAGES) if number != 2]
    assert [(fault.offset, fault.reason) for fault in faults] == [(archive.offsets[2], "damaged")]


@pytest.mark.parametrize("length", [b"5000", b"99999999999999"])
def test_length_that_lies_does_not_swallow_the_records_after_it(path: Path, length: bytes) -> None:
    data = re.sub(rb"Content-Length: \d+", b"Content-Length: " + length, PLAIN.data, count=1)
    pages, faults = read(path.with_suffix(""), data)
    assert [page.body for page in pages] == [page_of(number) for number in range(1, N_PAGES)]
    assert [fault.offset for fault in faults] == [0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([COMPRESSED, PLAIN]),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 60), st.binary(max_size=60)), min_size=1, max_size=3),
)
def test_damage_of_any_kind_never_gives_a_page_that_was_not_there(
    path: Path, archive: Archive, cuts: list[tuple[float, int, bytes]]
) -> None:
    data = archive.data
    # A record of a plain file has one sum: who loses that, and then some of the page, cannot know of it.
    for share, n_bytes, put in cuts if archive is COMPRESSED else cuts[:1]:
        place = int(share * len(data))
        data = data[:place] + put + data[place + n_bytes :]
    pages, faults = read(path.with_suffix(""), data)
    assert {page.body for page in pages} <= BODIES
    assert len(pages) + len(faults) <= 2 * N_PAGES
    if archive is COMPRESSED:  # plain files have no sums of their headers
        assert len(pages) == N_PAGES or faults


def test_bombs_take_no_memory(path: Path) -> None:
    member = Archive(is_gzip=False).add("https://example.org/0", bytes(60_000_000), HTML).data
    layered = Archive().add("https://example.org/1", bomb_of(60_000_000), HTML, ("Content-Encoding", "gzip")).data
    path.write_bytes(gzip.compress(member, 1) + layered + COMPRESSED.data)
    code = f"""
from pathlib import Path
from warehouse.archives import ArchivedFault, read_archive
import warehouse.web.bodies
peak_kib = lambda: int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
before = peak_kib()
found = list(read_archive(Path({str(path)!r})))
print(peak_kib() - before, [one.reason for one in found if isinstance(one, ArchivedFault)], len(found))
"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    grown, told = answer.split(" ", 1)
    assert told.strip() == f"['too_large', 'too_large'] {2 + N_PAGES}"
    assert int(grown) < 40_000  # KiB


@pytest.mark.parametrize("name", ["a.warc", "A.WARC.GZ", "CC-NEWS-20260310080000-00001.warc.gz"])
def test_archives_are_told_by_their_names(name: str) -> None:
    assert is_archive(Path(name))
    assert not is_archive(Path(f"{name}.html"))
