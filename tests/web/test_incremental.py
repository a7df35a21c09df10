"""A site read again and again: only what is new in it is asked for, and a row exists once."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.desk import NOTHING, Desk, story
from tests.web.site import NOW, Reply, Site, sitemap
from warehouse.errors import InputError
from warehouse.settings import project_dir


def test_a_site_is_read_once_then_only_its_news(desk: Desk, site: Site) -> None:
    site.write(*(story(slug) for slug in ("dams", "fish", "boats")))
    site.list_all()
    first = desk.run(f"{site.url}/rss.xml", f"{site.url}/atom.xml", sites=[site.url])
    assert first.n_articles == 3
    assert max(site.took().values()) == 1, "what three listings name is asked for once"
    articles = {row["uri"] for row in desk.rows("articles")}
    assert articles == {f"{site.url}/2026/03/{slug}.html" for slug in ("dams", "fish", "boats")}

    # Nothing has changed: feeds and sitemaps are asked, and nothing else.
    before = sorted(desk.settings.lake.rglob("documents/*"))
    assert desk.run(f"{site.url}/rss.xml", f"{site.url}/atom.xml", sites=[site.url]) == NOTHING
    listings = ["/archive.xml.gz", "/atom.xml", "/news.xml", "/rss.xml", "/sitemap.xml"]
    assert site.statuses() == [(path, 200 if path == "/sitemap.xml" else 304) for path in listings], (
        "its parts may change"
    )
    assert sorted(desk.settings.lake.rglob("documents/*")) == before

    # An edit, a new article, and one whose time changed and not its words.
    site.took()
    site.write(replace(story("dams", head="Rosa Pinto"), updated_at=NOW + timedelta(hours=1)), story("reeds"))
    site.stories["fish"].updated_at = NOW + timedelta(hours=2)
    site.list_all()
    third = desk.run(f"{site.url}/atom.xml")
    assert third.n_articles == 2
    pages = {path: status for path, status in site.statuses() if path.startswith("/2026")}
    assert pages == {"/2026/03/dams.html": 200, "/2026/03/fish.html": 304, "/2026/03/reeds.html": 200}
    versions = [row for row in desk.rows("articles") if row["uri"].endswith("/dams.html")]
    assert len({row["article_id"] for row in versions}) == 1
    assert ["Rosa Pinto" in row["text"] for row in sorted(versions, key=lambda row: row["retrieved_at"])] == [
        False,
        True,
    ]

    # The change that was seen is not asked for again, though the feed names its time for ever.
    site.took()
    assert desk.run(f"{site.url}/atom.xml") == NOTHING
    assert site.statuses() == [("/atom.xml", 304)]


def test_twins_of_an_article_are_one(desk: Desk, site: Site, tmp_path: Path) -> None:
    """Tracking parameters, a redirect and a copy for printing that names its article: one page, one article."""
    site.write(story("dams"))
    page = "/2026/03/dams.html"
    site.redirect("/s/1", page)
    site.put("/leaves/77", site.replies[page].body.replace(b"Contact us", b"Printed"))
    links = [f"{page}?utm_source=x&fbclid=abc", page, "/s/1", "/leaves/77"]
    (tmp_path / "links.urls").write_text("".join(f"{site.url}{link}\n" for link in links))
    counts = desk.run(str(tmp_path / "links.urls"))
    assert counts.n_articles == 1
    assert counts.rejects == {"duplicate_version": 1}
    assert site.took() == {f"{page}?utm_source=x&fbclid=abc": 1, "/s/1": 1, page: 1, "/leaves/77": 1}
    (document, twin) = sorted(desk.rows("documents"), key=lambda row: row["url"].endswith("77"))
    assert document["uri"] == twin["uri"] == f"{site.url}{page}"
    assert (document["http_status"], document["via"]) == (200, "url_list")
    assert document["content_type"] == "text/html"
    assert desk.run(str(tmp_path / "links.urls")) == NOTHING
    assert site.took() == {}


def test_a_page_that_is_named_is_asked_again(desk: Desk, site: Site) -> None:
    site.write(story("dams"))
    url = f"{site.url}/2026/03/dams.html"
    assert desk.run(url).n_articles == 1
    assert desk.run(url) == NOTHING
    assert site.statuses()[-1][1] == 304
    site.write(story("dams", head="Rosa Pinto"))
    assert desk.run(url).n_articles == 1
    assert len(desk.rows("articles")) == 2


def test_sources_are_read_by_id_or_all_that_are_enabled(
    desk: Desk, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(project_dir() / "seeds", tmp_path / "seeds", ignore=shutil.ignore_patterns("articles"))
    header = "source_id,feeds,sitemaps,language,schedule,is_enabled\n"
    lines = f"northwire,{site.url}/rss.xml,,en,,true\ncorrib-courier,,{site.url}/${{CORRIB}}.xml,en,1 hour,false\n"
    (tmp_path / "seeds" / "sources.csv").write_text(header + lines)
    monkeypatch.setattr("warehouse.inputs.project_dir", lambda: tmp_path)
    site.write(story("dams"), story("fish"))
    site.list_all()
    assert desk.run(source_ids=["all"]).n_articles == 2
    assert site.took()["/news.xml"] == 0
    with pytest.raises(InputError, match="CORRIB"):
        desk.run(source_ids=["corrib-courier"])
    monkeypatch.setenv("CORRIB", "news")
    site.write(story("boats"))
    site.put("/news.xml", sitemap(site.stories.values(), site.url), "application/xml")
    assert desk.run(source_ids=["corrib-courier"]).n_articles == 1
    rows = sorted((row["uri"].rpartition("/")[2], row["via"], row["source_key"]) for row in desk.rows("documents"))
    assert rows == [
        ("boats.html", "sitemap", "corrib-courier"),
        ("dams.html", "feed", "northwire"),
        ("fish.html", "feed", "northwire"),
    ]
    with pytest.raises(InputError, match="no-such-paper"):
        desk.run(source_ids=["no-such-paper"])


def test_an_endless_sitemap_and_a_lie(desk: Desk, site: Site) -> None:
    """A sitemap that names itself and another for ever, and a feed that is a page: each a reject, the rest is read."""
    site.write(story("dams"))
    site.list_all()
    for number in range(9):
        children = [f"{site.url}/deep{number}.xml", f"{site.url}/deep{number + 1}.xml"]
        body = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in children)
        site.replies[f"/deep{number}.xml"] = Reply(f"<sitemapindex>{body}</sitemapindex>".encode(), "text/xml")
    site.put(
        "/robots.txt",
        f"Sitemap: {site.url}/deep0.xml\nSitemap: {site.url}/section\n",
        "text/plain",
    )
    counts = desk.run(f"{site.url}/rss.xml", sites=[site.url])
    assert counts.n_articles == 1
    assert desk.reasons() == {"deep3.xml": "too_deep", "section": "damaged_sitemap"}
    assert max(site.took().values()) == 1
