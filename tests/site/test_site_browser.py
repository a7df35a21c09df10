"""The site as a person uses it, in a real headless Chromium without a network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe

from tests.site.browser import Browser

SECTIONS = ("index", "series", "events", "people", "parties", "conflicts", "coverage", "rejects")
FOLDERS = ("series", "events", "people", "parties", "outlets")
WAIT = 10


def largest_pages(site: Path) -> list[Path]:
    """Each kind of page once: of many, the largest."""
    many = [max((site / folder).iterdir(), key=lambda path: path.stat().st_size) for folder in FOLDERS]
    return [site / f"{name}.html" for name in SECTIONS] + many


@pytest.fixture
def quiet(browser: Browser) -> Iterator[Browser]:
    """A browser whose console must stay empty and which must load nothing but files."""
    browser.view(1280, "light")
    browser.complaints()
    yield browser
    assert browser.complaints() == []
    loaded = browser.run("return performance.getEntriesByType('resource').map((one) => one.name)")
    assert [name for name in loaded if not name.startswith("file:")] == []


def type_and_wait(browser: Browser, text: str) -> list[str]:
    from selenium.webdriver.support.wait import WebDriverWait

    box = browser.find("#q")
    box.clear()
    box.send_keys(text)
    WebDriverWait(browser.driver, WAIT).until(lambda _: browser.find_all("#found:not([hidden]) li"))
    return [item.text for item in browser.find_all("#found li")]


def test_from_search_to_evidence(quiet: Browser, site: Path) -> None:
    quiet.open(site / "index.html")
    found = type_and_wait(quiet, "torb haug")
    assert len(found) == 1
    assert found[0].startswith("Torbjorn Haugsvik")
    quiet.find("#found li a").click()
    assert quiet.find("h1").text == "Torbjorn Haugsvik"
    quiet.find("td[data-label=Event] a").click()
    assert "#del-" in quiet.driver.current_url
    assert quiet.find(".card:target h3").text == "Norway"
    conflict = quiet.find("#differences ~ .conflicts")
    assert len(conflict.find_elements("css selector", ".conflict:first-child .versions blockquote")) >= 2
    reference = quiet.find(".members li .refs a")
    reference.click()
    note = quiet.find(".notes li:target")
    assert note.find_element("css selector", "blockquote").text
    assert note.find_element("css selector", "time").text.endswith("2026")
    assert note.find_element("css selector", "a.outlet").get_attribute("href").startswith("file:")
    links = quiet.run("return [...document.querySelectorAll('cite a')].map((one) => one.href)")
    assert links
    assert all(link.startswith("https://") for link in links)
    quiet.find("a[rel=next]").click()
    assert "Bergen" in quiet.find("h1").text


def test_search_finds_parties_other_spellings_and_says_when_there_is_nobody(quiet: Browser, site: Path) -> None:
    quiet.open(site / "coverage.html")
    assert type_and_wait(quiet, "norw")[0].startswith("Norway")
    assert type_and_wait(quiet, "Thorarins") == type_and_wait(quiet, "Þórarinsd")
    assert type_and_wait(quiet, "xqzz") == ["Nobody of that name."]
    quiet.find("#q").send_keys("\ue00c")  # escape
    assert not quiet.find("#found").is_displayed()


def test_the_keyboard_is_enough(quiet: Browser, site: Path) -> None:
    quiet.open(site / "index.html")
    keys = quiet.driver.switch_to.active_element
    keys.send_keys("\ue004")  # tab
    assert quiet.driver.switch_to.active_element.text == "Skip to the content"
    quiet.find("body").send_keys("/")
    assert quiet.driver.switch_to.active_element.get_attribute("id") == "q"
    names = type_and_wait(quiet, "ice")
    quiet.find("#q").send_keys("\ue015")  # arrow down
    chosen = quiet.find("#found li[aria-selected=true]")
    assert chosen.text == names[0]
    assert quiet.find("#q").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    quiet.find("#q").send_keys("\ue007")  # enter
    assert quiet.find("h1").text == "Iceland"


def test_every_kind_of_page_fits_the_screen(quiet: Browser, site: Path, hostile_site: Path) -> None:
    for page in largest_pages(site) + largest_pages(hostile_site):
        quiet.open(page)
        for width in (320, 641):  # the widest that is laid out for a phone is 640
            quiet.view(width, "light")
            assert quiet.run("return document.documentElement.scrollWidth") <= width, (page, width)


def test_pages_are_light_by_day_and_dark_by_night(quiet: Browser, site: Path, tmp_path: Path) -> None:
    """The screenshots stay in pytest's folder of temporary files, for people to look at."""
    for page in largest_pages(site)[::3]:
        quiet.open(page)
        for width, scheme in ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")):
            quiet.view(width, scheme)
            quiet.screenshot(tmp_path / f"{page.parent.name}-{page.stem[:10]}-{width}-{scheme}.png")
            paper = quiet.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
            assert (sum(paper) > 384) == (scheme == "light")


def test_axe_finds_nothing_to_complain_of(quiet: Browser, site: Path) -> None:
    """Names, roles and order for those who cannot see the page; contrast by day and by night for those who can."""
    axe = Axe()
    contrast = {"runOnly": ["color-contrast"]}
    pages = largest_pages(site)
    checks = [(page, 320, "light", None) for page in pages] + [(page, 1280, "dark", contrast) for page in pages[-5:]]
    for page, width, scheme, options in checks:
        quiet.view(width, scheme)
        quiet.open(page)
        found = axe.run(quiet.driver, options=options)["violations"]
        assert not found, [(page.name, scheme, one["id"], one["nodes"][0]["html"]) for one in found]


def test_hostile_words_run_nothing(quiet: Browser, hostile_site: Path) -> None:
    for page in largest_pages(hostile_site):
        quiet.open(page)
        assert quiet.run("return window.pwned === undefined"), page
    found = type_and_wait(quiet, "onerror")
    assert any("<img src=x" in one for one in found)
    assert quiet.run("return document.querySelectorAll('#found img, #found script').length") == 0
    quiet.find("#found li a").click()
    assert "<script>" in quiet.find("h1").text
    assert quiet.run("return window.pwned === undefined")
