from pathlib import Path

import pytest

from warehouse.errors import InputError
from warehouse.inputs import find_inputs, media_type_of


def write(path: Path, text: str = "words") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_folders_are_read_through_and_other_files_counted(tmp_path: Path) -> None:
    wanted = [write(tmp_path / name) for name in ("a.txt", "b.HTML", "sub/deep/c.htm", "sub/d.text")]
    for name in ("e.pdf", "README", ".hidden.txt", "sub/f.csv"):
        write(tmp_path / name)
    write(tmp_path / ".git" / "g.txt")
    inputs = find_inputs([str(tmp_path)])
    assert inputs.files == tuple(sorted(wanted))
    assert inputs.n_ignored == 4


def test_a_file_named_directly_is_taken_whatever_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / ".page.dump")
    assert find_inputs([str(path)]).files == (path,)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(path)
    inputs = find_inputs([str(path), str(tmp_path), str(tmp_path / "." / "a.txt")])
    assert inputs.files == (path,)


@pytest.mark.parametrize("given", ["nowhere", "https://example.org/page", "a\0b"])
def test_what_cannot_be_read_is_named(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=given[:1]):
        find_inputs([given])


def test_an_empty_folder_is_no_input(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf")
    with pytest.raises(InputError, match="No articles"):
        find_inputs([str(tmp_path)])


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.html", b"no tags", "text/html"),
        ("a.txt", b"<html>a page that was saved as text</html>", "text/plain"),
        ("a", b"\xef\xbb\xbf\n<!DOCTYPE html><p>", "text/html"),
        ("a.dump", b"Words", "text/plain"),
        ("a.dump", b"", "text/plain"),
    ],
)
def test_media_types(name: str, data: bytes, media_type: str) -> None:
    assert media_type_of(Path(name), data) == media_type
