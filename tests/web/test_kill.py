"""A run killed while it fetches, and one killed between the commit and what it remembers: nothing is lost or doubled."""

import os
import signal
import subprocess
import sys

from tests.web.desk import NOTHING, Desk, story
from tests.web.site import Site
from warehouse.crash_points import CRASH_VARIABLE, CrashPoint
from warehouse.lake import remove_orphans
from warehouse.staged import clear_staged

RUN = """
import sys
from pathlib import Path
from tests.web.desk import Desk
from warehouse.settings import Settings
Desk(Settings(Path(sys.argv[1]), n_workers=1)).run(sys.argv[2])
"""


def kill(desk: Desk, feed: str, point: CrashPoint) -> None:
    command = [sys.executable, "-c", RUN, str(desk.settings.root), feed]
    process = subprocess.run(command, env={**os.environ, CRASH_VARIABLE: point}, capture_output=True, text=True)
    assert process.returncode == -signal.SIGKILL, process.stderr
    remove_orphans(desk.settings)  # as every run begins
    clear_staged(desk.settings)


def test_killed_runs_lose_nothing_and_double_nothing(desk: Desk, site: Site) -> None:
    site.write(story("dams"), story("fish"))
    site.list_all()
    feed = f"{site.url}/rss.xml"
    kill(desk, feed, "raw bytes stored")
    assert desk.rows("documents") == []
    kill(desk, feed, "batch committed")
    assert len(desk.rows("articles")) == 2
    assert desk.fetches() == []
    assert all(status == 200 for _, status in site.statuses()), "who was killed remembers no request"

    # The pages are asked for again, as nothing is remembered of them, and are known when they come.
    site.took()
    assert desk.run(feed) == NOTHING
    assert sorted(site.took().values()) == [1, 1, 1]
    assert len(desk.rows("articles")) == len(desk.rows("documents")) == 2
    assert desk.run(feed) == NOTHING
    assert site.statuses() == [("/rss.xml", 304)]
