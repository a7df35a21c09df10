"""An object store behind a real server: what comes back, and what is said where it does not answer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.object_store import ACCESS_KEY, BUCKET, SECRET_KEY
from warehouse.errors import InputError, StoreError
from warehouse.settings import Settings
from warehouse.store import Store, connect


@pytest.fixture
def store(store_url: str) -> Store:
    return connect(store_url)


def test_objects_come_back_as_they_were_written(store: Store, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(bytes(range(256)) * 100_000)  # goes up in several parts
    stored = store.write("lake/articles/b1.parquet", large)
    store.fetch("lake/articles/b1.parquet", tmp_path / "fetched")
    assert (tmp_path / "fetched").read_bytes() == store.read("lake/articles/b1.parquet") == large.read_bytes()
    (listed,) = store.walk("lake")
    assert (listed.name, listed.n_bytes) == (stored.name, stored.n_bytes)
    assert (
        abs(listed.written_at - stored.written_at) <= 1
    )  # the server notes the time once more when all parts are there
    assert (stored.name, stored.n_bytes) == ("lake/articles/b1.parquet", 25_600_000)
    assert list(store.walk("lake/art")) == []  # folders, not beginnings of names


def test_what_is_not_there_is_missed_and_may_be_deleted(store: Store) -> None:
    assert not store.has("raw/x")
    with pytest.raises(FileNotFoundError):
        store.read("raw/x")
    store.delete(["raw/x", "raw/y"])
    store.delete([])
    assert list(store.walk("raw")) == []


def test_a_name_that_is_taken_is_not_created(store: Store) -> None:
    assert store.create("owner", b"one")
    assert not store.create("owner", b"other")
    assert store.read("owner") == b"one"
    store.delete(["owner"])
    assert store.create("owner", b"other")


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("AWS_SECRET_ACCESS_KEY", "not-the-key", "signature we calculated does not match"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:1", "error sending request"),
        ("", "", "bucket does not exist"),
    ],
)
def test_a_store_that_cannot_be_used_is_explained_without_keys(
    store_url: str, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, reason: str
) -> None:
    if variable:
        monkeypatch.setenv(variable, value)
    store = connect(store_url if variable else store_url.replace(f"s3://{BUCKET}", "s3://no-such-bucket"))
    with pytest.raises(StoreError, match=f"^{store.url}/lake/x cannot be read or written: .*{reason}.*AWS_") as caught:
        store.read("lake/x")
    assert not any(secret in str(caught.value) for secret in (ACCESS_KEY, SECRET_KEY, "not-the-key"))


@pytest.mark.parametrize("url", ["s3://key:secret@bucket/lake", "https://key@host", "s3://?key", "s3://bucket/a?b=key"])
def test_what_is_no_store_is_refused_and_not_repeated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_STORE", url)
    with pytest.raises(InputError, match="DRAGOMAN_STORE is not s3://BUCKET") as caught:
        Settings.load()
    assert "key" not in str(caught.value)


def test_who_lacks_the_library_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(InputError, match=r"pip install 'dragoman\[s3\]'"):
        connect("s3://bucket/who-lacks-the-library")


def test_a_store_may_be_a_whole_bucket_and_its_endpoint_that_of_aws(
    bucket_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = connect(f"s3://{BUCKET}")
    assert store.create("of-the-whole-bucket", b"x")
    assert (bucket_folder / "of-the-whole-bucket").read_bytes() == b"x"
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    assert connect("s3://bucket-of-aws/folder").url == "s3://bucket-of-aws/folder"
