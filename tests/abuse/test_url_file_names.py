"""No URL becomes the name of a file (case 27): raw bytes and rows are named by hashes, inside the root."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.warehouse.archive_files import HTML, Archive, page_of
from transforms.records import document_id_of
from transforms.urls import UrlError, page_uri
from warehouse.archives import ArchivedPage, read_archive
from warehouse.raw import read_raw, store_raw
from warehouse.settings import Settings

HOSTILE = [
    "%2e%2e/%2e%2e/etc/passwd", "..%2f..%2fetc%2fpasswd", "..%5c..%5cboot.ini", "%00", "a%00.html", "con", "con.html", "aux:",
    "a" * 300, "%c3%a9" * 100, "Talks", "talks", "CON", "~root", "-rf", "a b", "$(id)", "a;b", "a|b", "%", ".git/config", "C:%5cx",
]  # fmt: skip


def test_hostile_urls_leave_files_named_by_hashes_alone(tmp_path: Path) -> None:
    archive = Archive()
    for number, name in enumerate(HOSTILE):
        archive.add(f"https://example.org/{name}", page_of(number), HTML)
    path = archive.save(tmp_path / "hostile.warc.gz")
    root = Settings(root=tmp_path / "root")
    pages = [page for page in read_archive(path) if isinstance(page, ArchivedPage)]
    assert len(pages) == len(HOSTILE)
    for page in pages:
        digest = sha256(page.body).hexdigest()
        store_raw(root, digest, page.body)
        assert read_raw(root, digest) == page.body
    left = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()} - {path.name}
    assert len(left) == len(HOSTILE)
    assert all(re.fullmatch(r"root/raw/([0-9a-f]{2})/\1[0-9a-f]{62}\.zst", name) for name in left)


def test_case_twins_are_two_documents() -> None:
    ids = {document_id_of(page_uri(f"https://example.org/{name}"), "0" * 64) for name in ("Talks", "talks", "TALKS")}
    assert len(ids) == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE)))
def test_any_url_gives_an_id_that_is_a_hash(text: str) -> None:
    try:
        uri = page_uri(f"https://example.org/{text}")
    except UrlError:
        return
    assert re.fullmatch(r"doc-[0-9a-f]{16}", document_id_of(uri, None))


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "0" * 63, "A" * 64, "0" * 63 + "/"])
def test_store_knows_no_other_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(Exception, match="is not a SHA-256"):
        store_raw(Settings(root=tmp_path), name, b"x")
