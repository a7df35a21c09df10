"""Pages from web archives: the same articles as from the web, whatever the order, and a damaged file is a reject."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.web.desk import NOTHING, Desk, story
from tests.web.site import Site, page


def write_archive(path: Path, *captures: tuple[datetime, str, str]) -> None:
    """Time, URL and page of each capture."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for at, url, body in captures:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body.encode()),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%SZ")},
            )
            writer.write_record(record)


def test_an_archive_is_read_once_and_the_web_goes_on_from_it(desk: Desk, site: Site, tmp_path: Path) -> None:
    url = f"{site.url}/2026/03/dams.html"
    first, edited = page(story("dams"), site.url), page(story("dams", head="Rosa Pinto"), site.url)
    other = page(story("fish"), site.url)
    folder = tmp_path / "crawl"
    folder.mkdir()
    captures = [
        (datetime(2026, 3, day, tzinfo=UTC), url, body) for day, body in ((12, first), (13, edited), (14, first))
    ]
    write_archive(
        folder / "a.warc.gz", *captures, (datetime(2026, 3, 12, tzinfo=UTC), url.replace("dams", "fish"), other)
    )
    counts = desk.run(str(folder))
    assert counts.n_articles == 3
    rows = sorted((row["retrieved_at"].day, row["uri"].rpartition("/")[2]) for row in desk.rows("documents"))
    assert rows == [(12, "dams.html"), (12, "fish.html"), (13, "dams.html")]
    assert {row["via"] for row in desk.rows("documents")} == {"archive"}
    assert desk.run(str(folder)) == NOTHING

    # The site now says what the archive saw last.
    site.write(story("dams", head="Rosa Pinto"))
    assert desk.run(url) == NOTHING


def test_a_damaged_archive_gives_what_it_holds_and_a_reject(desk: Desk, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "cut.warc.gz"
    at = datetime(2026, 3, 12, tzinfo=UTC)
    pages = [(at, f"{site.url}/2026/03/{slug}.html", page(story(slug), site.url)) for slug in ("dams", "fish", "boats")]
    write_archive(path, *pages)
    path.write_bytes(path.read_bytes()[:-300])
    counts = desk.run(str(path))
    assert counts.n_articles == 2
    (reject,) = desk.rows("rejects")
    assert "cut.warc.gz" in reject["detail"]
    assert desk.run(str(path)) == NOTHING
