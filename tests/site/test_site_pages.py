"""The static site without a browser: what it links to, escapes, replaces and refuses."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import lxml.html
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.sample_run import SampleRun
from tests.site.copies import BROKEN, heavy_copy, large_copy
from warehouse.errors import Busy, InputError, SiteError
from warehouse.settings import Settings
from warehouse.site import build_site
from warehouse.site.folder import replacing_site
from warehouse.site.links import file_name, page_path, party_path, web_link
from warehouse.site.search import Entry, manifest_script, script_json, shard_script, shards_of, words_of


@pytest.mark.parametrize("address", ["https://example.org/a?b=1&c=2#d", "http://example.org", "HTTPS://Example.org/ø"])
def test_web_addresses_become_links(address: str) -> None:
    assert web_link(address) == address
    assert web_link("file:///a.html", address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
        "vbscript:x", "file:///etc/passwd", "//example.org", "/path", "", None, "https:", "https://", "http://[",
        "https://example.org/\nx", "https://example.org/\"onclick=\"x", "https://example.org/<x>", "\x01https://example.org",
        "ftp://example.org", "https:javascript:alert(1)",
    ],
)  # fmt: skip
def test_nothing_else_becomes_a_link(address: str | None) -> None:
    assert web_link(address) is None


def test_pages_stay_in_their_folder() -> None:
    assert page_path("events", "event-0b27") == "events/event-0b27.html"
    for key in ("../../etc/passwd", "a/b", "A", "a" * 300, "", ".", "con\x00", "é"):
        assert file_name(key).isalnum()
        assert len(file_name(key)) <= 64
    assert len({file_name(key) for key in ("A", "a", "Á", "á")}) == 4
    assert party_path("European Union").startswith("parties/european-union-")
    assert party_path("../<b>").count("/") == 1
    assert party_path("Čad") != party_path("Cad")


def test_names_are_found_with_and_without_accents() -> None:
    assert words_of("Håvard Sæterdal-O'Neill") == {"havard", "sæterdal", "saeterdal", "o", "neill"}
    assert words_of("Лавров") == {"лавров", "lavrov"}


def test_each_beginning_of_a_word_is_in_a_shard() -> None:
    entries = [
        Entry(f"Ana {first}{second}a", "", "", f"people/{first}{second}.html", 1)
        for first in "abcdefghijklmnopqrstuvwxyz"
        for second in "0123456789" * 9
    ]
    entries += [Entry("Lone", "Lo", "", "people/lone.html", 2)]
    shards = shards_of([*entries, *(Entry("Same Name", "", "", f"people/{n}.html", n) for n in range(7000))])
    assert len(shards["same "]) == 2000
    assert shards["same "][0].weight == 6999
    assert all(len(found) <= 1500 for prefix, found in shards.items() if not prefix.endswith(" "))
    for word in ("a0a", "z9a", "ana", "lone", "lo"):
        at = [prefix for prefix in shards if f"{word} ".startswith(prefix)]
        assert len(at) == 1, word
        assert any(word in words_of(f"{entry.name} {entry.other_names}") for entry in shards[at[0]])


def test_scripts_hold_no_markup() -> None:
    script = shard_script("<", [Entry(BROKEN, "", BROKEN, "people/a.html", 1)]) + manifest_script(["</script>"])
    assert not set("<>&\u2028") & set(script)
    assert script_json("\u2028<") == '"\\u2028\\u003c"'


def test_every_local_link_leads_somewhere(site: Path) -> None:
    n_links, ids = 0, {path: set(lxml.html.parse(path).xpath("//@id")) for path in site.rglob("*.html")}
    for path in ids:
        for link in lxml.html.parse(path).xpath("//@href | //@src"):
            if link.startswith(("http://", "https://", "data:,")):
                continue
            target, _, fragment = link.partition("#")
            page = (path.parent / target).resolve() if target else path.resolve()
            assert page.is_file(), f"{path.name}: {link}"
            assert not fragment or fragment in ids[page], f"{path.name}: {link}"
            n_links += 1
    assert n_links > 1000


def test_every_seat_and_value_links_to_its_words(site: Path) -> None:
    n_seats = 0
    for path in (site / "events").iterdir():
        page = lxml.html.parse(path)
        for seat in page.xpath("//ul[@class='members']/li"):
            n_seats += 1
            assert seat.xpath(".//span[@class='refs']/a"), f"{path.name}: {seat.text_content()}"
        for value in page.xpath("//div[@class='versions']/div"):
            assert value.xpath(".//blockquote"), f"{path.name}: {value.text_content()}"
    assert n_seats > 30
    for path in (site / "people").iterdir():
        for row in lxml.html.parse(path).xpath("//tbody/tr"):
            assert row.xpath(".//span[@class='refs']/a"), f"{path.name}: {row.text_content()}"
    changes = [
        change
        for path in (site / "series").iterdir()
        for change in lxml.html.parse(path).xpath("//ul[@class='changes']/li")
    ]
    assert len(changes) > 5
    assert all(change.xpath(".//span[@class='refs']/a") for change in changes)


def test_values_of_a_conflict_have_their_own_quotes(site: Path) -> None:
    page = next(path for path in (site / "events").iterdir() if "Size of the delegation" in path.read_text())
    four, five = (
        set(value.xpath(".//blockquote/text()"))
        for value in lxml.html.parse(page).xpath("//article[contains(., 'Size of the')]//div[@class='versions']/div")
    )
    assert any("four-member" in quote for quote in four)
    assert five
    assert not four & five


def test_hostile_words_stay_words(hostile_site: Path) -> None:
    seen = 0
    for path in hostile_site.rglob("*.html"):
        page = lxml.html.parse(path)
        assert len(page.xpath("//script")) == 1, path
        assert not page.xpath("//img | //iframe | //@onerror | //@onload | //@onmouseover | //@style"), path
        assert {link.split(":")[0].lower() for link in page.xpath("//@href") if ":" in link} <= {"https", "data"}, path
        assert "49" not in page.xpath("string(//h1)")
        seen += "window.pwned" in page.getroot().text_content()
    assert seen > 40
    links = {link for path in hostile_site.rglob("*.html") for link in lxml.html.parse(path).xpath("//cite/a/@href")}
    assert links == {"https://example.org/good?a=1&b=2"}


def test_no_page_is_large(sample_run: SampleRun, tmp_path: Path) -> None:
    site = build_site(heavy_copy(sample_run.database, tmp_path / "root", 300))
    assert site.largest_bytes < 1_000_000
    folder = site.index.parent
    seats = [len(lxml.html.parse(path).xpath("//tr")) for path in (folder / "people").glob("person-0-*.html")]
    assert len(seats) == 14
    rounds = list((folder / "series").iterdir())
    assert len(rounds) == 10
    assert sum("complete list" in path.read_text() for path in rounds) == 10


def test_a_warehouse_without_rows_has_a_site_too(sample_run: SampleRun, tmp_path: Path) -> None:
    site = build_site(large_copy(sample_run.database, tmp_path / "root", 0))
    assert "No article tells of an event" in site.index.read_text()
    assert "Last retrieved" in site.index.with_name("coverage.html").read_text()


def test_a_former_site_is_replaced_and_nothing_else(sample_run: SampleRun, tmp_path: Path) -> None:
    settings, out = Settings(root=sample_run.root), tmp_path / "report"
    out.mkdir()
    build_site(settings, out)
    (out / "events" / "event-gone.html").write_text("old")
    build_site(settings, out)
    assert not (out / "events" / "event-gone.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine")
    for place, reason in ((other, "holds other files"), (other / "thesis.txt", "no folder")):
        with pytest.raises(InputError, match=reason):
            build_site(settings, place)
    assert (other / "thesis.txt").read_text() == "mine"
    with pytest.raises(SiteError, match="could not be written"):
        build_site(settings, other / "thesis.txt" / "report")


def test_a_failure_leaves_the_former_site(tmp_path: Path) -> None:
    out = tmp_path / "report"
    with replacing_site(out) as folder:
        folder.write("index.html", "first")
    with pytest.raises(AttributeError), replacing_site(out) as folder:
        folder.write("index.html", None)  # type: ignore[arg-type]
    assert (out / "index.html").read_text() == "first"
    with replacing_site(out), pytest.raises(Busy), replacing_site(out):
        pass


def test_a_killed_build_leaves_the_former_site(tmp_path: Path) -> None:
    out = tmp_path / "report"
    with replacing_site(out) as folder:
        folder.write("index.html", "first")
    killed = multiprocessing.get_context("spawn").Process(target=_write_and_die, args=(out,))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    assert (out / "index.html").read_text() == "first"
    os.replace(out, tmp_path / ".report.old")  # killed between the two renames
    with pytest.raises(RuntimeError), replacing_site(out):
        raise RuntimeError
    assert (out / "index.html").read_text() == "first"
    with replacing_site(out) as folder:
        folder.write("index.html", "second")
    assert (out / "index.html").read_text() == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def _write_and_die(out: Path) -> None:
    with replacing_site(out) as folder:
        folder.write("index.html", "half")
        os.kill(os.getpid(), signal.SIGKILL)


def test_the_command_says_where_the_site_is(sample_run: SampleRun, tmp_path: Path) -> None:
    def call(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["report", *arguments], env={"COLUMNS": "100"})
        return result.exit_code, result.output

    code, output = call("--root", str(sample_run.root), "--out", str(tmp_path / "site"))
    assert (code, str(tmp_path / "site" / "index.html") in output) == (0, True)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("a")
    code, output = call("--root", str(sample_run.root), "--out", str(tmp_path / "notes"))
    assert (code, "--out" in output) == (2, True)
    code, output = call("--root", str(tmp_path / "none"))
    assert (code, "dragoman run" in output) == (1, True)
    assert not (tmp_path / "none").exists()
