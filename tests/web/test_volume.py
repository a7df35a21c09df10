"""Sources that fell silent, or give ten times what they used to."""

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.web.desk import Desk, story
from tests.web.site import Site
from transforms.volume import Asked, volume_of
from warehouse.volume import read_volumes, write_fetches

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def history(*counts: int, every: timedelta = timedelta(days=1), listed: int | None = 20) -> list[Asked]:
    """One request each, the last of them just now."""
    return [Asked(NOW - every * (len(counts) - 1 - i), listed, n_new) for i, n_new in enumerate(counts)]


@pytest.mark.parametrize(
    ("asked", "n_pages", "norm", "alarm"),
    [
        (history(20), 0, None, None),  # what had gathered before the first request is no day's news
        (history(20, 300), 300, None, None),  # nobody knows yet what is normal
        (history(20, 4, 6, 5, 7), 7, 5.0, None),
        (history(20, 4, 6, 5, 49), 49, 5.0, None),
        (history(20, 4, 6, 5, 50), 50, 5.0, "tenfold"),
        (history(20, 0, 0, 0, 9), 9, 0.0, None),  # a handful after nothing
        (history(20, 0, 0, 0, 10), 10, 0.0, "tenfold"),
        (history(20, 4, 6, 5, 0), 0, 5.0, None),  # a day without news is not silence
        (history(20, 4, 6, 5, 0, 0, 0), 0, 4.0, "silent"),
        (history(20, 4, 0, 0, 5, 6, 5, 0, 0), 0, 4.0, None),  # weekends were seen before
        (history(20, 9, 9, 9, 9, 0, 0, every=timedelta(hours=3)), 36, None, None),
        (
            [*history(20, 4), Asked(NOW + timedelta(minutes=1), 0, 0)],
            4,
            None,
            "silent",
        ),  # an empty feed that had entries
        (
            [*history(20, 4), Asked(NOW + timedelta(minutes=1), None, 0)],
            4,
            None,
            None,
        ),  # 'not modified' names none, and is no silence
    ],
)
def test_volume_against_the_norm(asked: list[Asked], n_pages: int, norm: float | None, alarm: str | None) -> None:
    volume = volume_of("herald", asked, NOW)
    assert (volume.n_pages, volume.norm, volume.alarm) == (n_pages, norm, alarm)
    assert volume_of("herald", asked[::-1], NOW) == volume


def test_alarms_are_shown_by_status(desk: Desk, site: Site) -> None:
    feed = f"{site.url}/rss.xml"
    now = datetime.now(UTC)
    for day in range(6, 0, -1):
        at = now - timedelta(days=day, hours=1)
        row = {
            "url": feed,
            "kind": "feed",
            "outcome": "fetched",
            "via": "feed",
            "source_key": feed,
            "n_listed": 5,
            "n_new": 1,
        }
        write_fetches(desk.settings, f"{at:%Y%m%dT%H%M%S}-past", [{**row, "run_id": f"past-{day}", "fetched_at": at}])
    site.write(*(story(f"round-{number}") for number in range(12)))
    site.list_all()
    desk.run(feed)
    assert [(one.source_key, one.n_pages, one.norm, one.alarm) for one in read_volumes(desk.settings)] == [
        (feed, 12, 1.0, "tenfold")
    ]
    shown = CliRunner().invoke(app, ["status", "--root", str(desk.settings.root)]).stdout
    assert "tenfold" in shown
