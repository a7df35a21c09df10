import hashlib
import os
from pathlib import Path

import pytest

from warehouse.errors import LakeError
from warehouse.raw import raw_path, read_document, read_raw, remove_partial_files, store_raw
from warehouse.settings import Settings


@pytest.fixture
def settings(root: Path) -> Settings:
    return Settings(root=root)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("data", [b"", b"plain words", b"\x00\xff" * 70_000, os.urandom(2_000_000)])
def test_bytes_come_back_as_they_were(settings: Settings, data: bytes) -> None:
    path = store_raw(settings, sha256(data), data)
    assert read_raw(settings, sha256(data)) == data
    assert path.relative_to(settings.raw).parts == (sha256(data)[:2], f"{sha256(data)}.zst")


def test_the_same_bytes_are_written_once(settings: Settings) -> None:
    path = store_raw(settings, sha256(b"x"), b"x")
    before = path.stat()
    store_raw(settings, sha256(b"x"), b"x")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_text_is_compressed(settings: Settings) -> None:
    data = b"The delegations met again. " * 1000
    assert store_raw(settings, sha256(data), data).stat().st_size < len(data) / 10


def test_a_flipped_byte_is_noticed(settings: Settings) -> None:
    path = store_raw(settings, sha256(b"some words"), b"some words")
    damaged = bytearray(path.read_bytes())
    damaged[-6] ^= 0x40
    path.write_bytes(damaged)
    with pytest.raises(LakeError, match=str(path)):
        read_raw(settings, sha256(b"some words"))


def test_a_missing_file_is_named(settings: Settings) -> None:
    with pytest.raises(LakeError, match="missing"):
        read_raw(settings, sha256(b"never stored"))


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_only_hashes_name_files(settings: Settings, name: str) -> None:
    with pytest.raises(LakeError, match="not a SHA-256"):
        raw_path(settings, name)


def test_half_written_files_are_removed(settings: Settings) -> None:
    kept = store_raw(settings, sha256(b"x"), b"x")
    leftover = settings.raw / "incoming" / ".abc.zst.123.tmp"
    leftover.write_bytes(b"half")
    assert remove_partial_files(settings) == 1
    assert not leftover.exists()
    assert kept.exists()


def test_a_document_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    raw = read_document(path, max_bytes=5)
    assert (raw.sha256, raw.n_bytes, raw.data) == (sha256(b"12345"), 5, b"12345")


def test_a_document_beyond_the_limit_is_hashed_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"y" * 3_000_000)
    raw = read_document(path, max_bytes=2_999_999)
    assert (raw.sha256, raw.n_bytes, raw.data) == (sha256(b"y" * 3_000_000), 3_000_000, None)


def test_a_pipe_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(OSError, match="not a regular file"):
        read_document(tmp_path / "pipe.txt", max_bytes=5)


@pytest.mark.parametrize("seconds", [-62135596801, 253402300800])
def test_an_impossible_time_of_a_file_is_no_time(tmp_path: Path, seconds: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    try:
        os.utime(path, (seconds, seconds))
    except OSError:
        pytest.fail("the file system refuses this time; choose another for the test")
    if path.stat().st_mtime == seconds:
        assert read_document(path, max_bytes=5).modified_at is None
