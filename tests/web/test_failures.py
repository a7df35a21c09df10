"""Pages that cannot be had: each leaves one reject with its reason, and is asked for again by rule."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.desk import NOTHING, Desk, story
from tests.web.site import Reply, Site
from warehouse.url_states import MAX_FAILURES, UrlState

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def test_failures_are_rejects_and_are_retried(desk: Desk, site: Site) -> None:
    slugs = ["good", "gone", "broken", "slow", "cut", "round", "secret", "paper"]
    site.write(*(story(slug) for slug in slugs))
    site.list_all()
    pages = {slug: site.replies[site.stories[slug].path] for slug in slugs}
    paths = {slug: site.stories[slug].path for slug in slugs}
    site.fail(paths["gone"], 410)
    site.fail(paths["broken"], 500)
    site.replies[paths["slow"]] = Reply(pages["slow"].body, seconds_a_byte=0.1)
    site.replies[paths["cut"]] = Reply(pages["cut"].body, cut=200)
    site.redirect(paths["round"], paths["round"])
    site.replies[paths["paper"]] = Reply(b"%PDF-1.7 of a paper", "application/pdf")
    site.put("/robots.txt", "User-agent: *\nDisallow: /2026/03/secret\n", "text/plain")
    feed = f"{site.url}/rss.xml"
    first = desk.run(feed)
    assert first.n_articles == 1
    assert desk.reasons() == {
        "gone.html": "http_error",
        "broken.html": "http_error",
        "slow.html": "timeout",
        "cut.html": "connection_failed",
        "round.html": "too_many_redirects",
        "secret.html": "robots_disallowed",
        "paper.html": "binary",
    }
    assert {row["outcome"] for row in desk.fetches() if row["kind"] == "page"} == {"fetched", "failed"}

    # Too early to ask again; what failed is counted, and its reject is not written twice.
    site.took()
    assert desk.run(feed) == NOTHING
    assert site.took() == {"/rss.xml": 1}

    # The feed says that nothing has changed, and yet what failed is asked for again, and only that.
    for slug in ("broken", "cut", "round"):
        site.replies[paths[slug]] = pages[slug]
    site.fail(paths["slow"], 404)
    later = desk.impatient().run(feed)
    assert later.n_articles == 3
    assert later.rejects == {"http_error": 1}, "a new reason is a new reject; those known are not repeated"
    asked = site.statuses()
    assert ("/rss.xml", 304) in asked
    assert {path.partition("?")[0] for path, _ in asked} == {"/rss.xml"} | {
        paths[slug] for slug in ("gone", "broken", "slow", "cut", "round")
    }


def test_a_host_is_asked_when_it_says(desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_FETCH_N_RETRIES", "1")
    site.write(story("dams"), story("fish"))
    site.list_all()
    path = site.stories["dams"].path
    page = site.replies[path]
    site.replies[path] = Reply(status=429, headers={"Retry-After": "1"}, then=page)
    started = time.monotonic()
    assert desk.run(f"{site.url}/rss.xml").n_articles == 2
    assert time.monotonic() - started > 1
    # One that asks for an hour is left alone; the next run tries again.
    site.replies[path] = Reply(status=429, headers={"Retry-After": "3600"}, then=page)
    site.stories["dams"].updated_at = datetime.now(UTC) + timedelta(hours=1)
    site.list_all()
    assert desk.run(f"{site.url}/atom.xml").rejects == {"rate_limited": 1}
    assert desk.impatient().run(f"{site.url}/atom.xml") == NOTHING
    assert (f"{path}", 304) in site.statuses()


def test_a_feed_that_fails_is_read_when_it_is_back(desk: Desk, site: Site) -> None:
    site.write(story("dams"))
    site.list_all()
    rss = site.replies["/rss.xml"]
    feed = f"{site.url}/rss.xml"
    site.fail("/rss.xml", 503)
    assert desk.run(feed).rejects == {"http_error": 1}
    site.replies["/rss.xml"] = Reply(rss.body, "application/rss+xml", cut=100)
    assert desk.run(feed).rejects == {"connection_failed": 1}
    site.replies["/rss.xml"] = rss
    assert desk.run(feed).n_articles == 1
    outcomes = [row["outcome"] for row in desk.fetches() if row["url"] == feed]
    assert outcomes == ["failed", "failed", "fetched"]


@pytest.mark.parametrize(
    ("n_failures", "waited", "is_due"),
    [
        (0, timedelta(days=9), False),
        (1, timedelta(minutes=14), False),
        (1, timedelta(minutes=15), True),
        (3, timedelta(minutes=59), False),
        (3, timedelta(hours=1), True),
        (MAX_FAILURES - 1, timedelta(hours=23), True),
        (MAX_FAILURES, timedelta(days=9), False),
    ],
)
def test_the_wait_doubles_and_ends(n_failures: int, waited: timedelta, is_due: bool) -> None:
    state = UrlState("https://a.example/", n_failures=n_failures, failed_at=NOW - waited if n_failures else None)
    assert state.is_due(NOW, retry_seconds=900) is is_due


def test_a_change_is_told_by_the_times_of_who_lists_it() -> None:
    state = UrlState("https://a.example/")
    state.answered(NOW, '"1"', None, NOW + timedelta(hours=5))  # its clock is ahead of ours
    assert not state.is_outdated(NOW + timedelta(hours=5))
    assert state.is_outdated(NOW + timedelta(hours=6))
    state.answered(NOW, None, None, None, is_unchanged=True)
    assert (state.etag, state.updated_at) == ('"1"', NOW + timedelta(hours=5))
    assert not UrlState("https://b.example/").is_outdated(NOW)


def test_an_answer_without_marks_forgets_those_of_the_one_before() -> None:
    state = UrlState("https://a.example/")
    state.answered(NOW, '"1"', None, None)
    state.answered(NOW, None, None, None)
    assert state.etag is None


def test_not_to_have_been_asked_never_gives_a_page_up() -> None:
    state = UrlState("https://a.example/")
    for _ in range(MAX_FAILURES):
        state.failed(NOW, was_asked=False)
    assert state.is_due(NOW + timedelta(minutes=15), retry_seconds=900)
