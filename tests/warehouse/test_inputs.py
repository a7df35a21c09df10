from pathlib import Path

import pytest

from warehouse.errors import InputError
from warehouse.inputs import choose_sources, find_inputs, media_type_of, media_type_of_page


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


@pytest.mark.parametrize("given", ["nowhere", "ftp://example.org/page", "https://exa mple.org/", "a\0b"])
def test_what_cannot_be_read_is_named(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=given[:1]):
        find_inputs([given])


def test_a_url_is_taken_as_it_is_given(tmp_path: Path) -> None:
    inputs = find_inputs(["https://example.org/rss.xml", "http://example.org/a?b=c", "https://example.org/rss.xml"])
    assert inputs.urls == ("https://example.org/rss.xml", "http://example.org/a?b=c")


def test_archives_and_lists_are_told_from_articles(tmp_path: Path) -> None:
    archives = [write(tmp_path / name) for name in ("a.warc.gz", "sub/b.WARC")]
    listed = write(tmp_path / "c.urls", "https://example.org/1\n")
    article = write(tmp_path / "d.txt", "https://example.org/1\n")
    inputs = find_inputs([str(tmp_path)])
    assert (inputs.files, inputs.archives, inputs.listings) == ((article,), tuple(sorted(archives)), (listed,))
    # A text file that is named directly and holds nothing but URLs is a list, and so is a saved feed or sitemap.
    feed = write(tmp_path / "saved", '<?xml version="1.0"?><rss version="2.0"><channel/></rss>')
    assert find_inputs([str(article), str(feed)]).listings == (article, feed)
    prose = write(tmp_path / "e.txt", "Read more at\nhttps://example.org/1\n")
    assert find_inputs([str(prose)]).files == (prose,)


def test_sources_are_chosen_by_id() -> None:
    assert choose_sources([]) == ()
    with pytest.raises(InputError, match="no-such-paper"):
        choose_sources(["no-such-paper"])


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


@pytest.mark.parametrize(
    ("content_type", "data", "media_type"),
    [
        ("text/html", b"no tags", "text/html"),
        ("Text/Plain", b"Words", "text/plain"),
        ("text/plain", b" <!DOCTYPE html><p>", "text/html"),
        (None, b"Words", "text/html"),
        ("application/xhtml+xml", b"<?xml", "text/html"),
    ],
)
def test_media_types_of_pages(content_type: str | None, data: bytes, media_type: str) -> None:
    assert media_type_of_page(content_type, data) == media_type
