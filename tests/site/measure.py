"""How a large site behaves: ``uv run python -m tests.site.measure DATABASE --delegations 10000``.

Copies a published warehouse, fills it with so many invented delegations, builds its site and opens it in Chromium.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.site.browser import CHROMIUM, DRIVER, Browser, open_browser
from tests.site.copies import large_copy
from warehouse.site import build_site

_PAGES = ("index.html", "events.html", "people.html", "conflicts.html", "coverage.html")
_FOLDERS = ("events", "people", "series", "parties", "outlets")
_READY = "return performance.getEntriesByType('navigation')[0].domInteractive"
_SEARCH = """
const [text, done] = arguments, box = document.getElementById('q'), list = document.getElementById('found');
const start = performance.now();
new MutationObserver(() => { if (!list.hidden && list.children.length) done(performance.now() - start); })
  .observe(list, { attributes: true, childList: true });
box.focus(); box.value = text; box.dispatchEvent(new Event('input'));
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path, help="a published warehouse.duckdb, for its tables")
    parser.add_argument("--delegations", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = large_copy(options.database, Path(folder) / "root", options.delegations)
        wall, processor = time.perf_counter(), time.process_time()
        site = build_site(settings)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        _say(f"built in {wall:.0f} s ({processor:.0f} s of one processor)")
        _say(f"{site.n_files:,} files, {site.n_bytes / 1e6:.0f} MB; the largest {site.largest_bytes / 1e3:.0f} kB")
        if CHROMIUM and DRIVER:
            with open_browser() as browser:
                _measure(browser, site.index.parent)


def _measure(browser: Browser, site: Path) -> None:
    largest = [max((site / folder).iterdir(), key=lambda path: path.stat().st_size) for folder in _FOLDERS]
    for width in (1280, 320):
        browser.view(width, "light")
        for page in [site / name for name in _PAGES] + largest:
            times = []
            for _ in range(3):
                browser.open(page)
                times.append(browser.run(_READY))
            name, n_bytes = page.relative_to(site), page.stat().st_size
            _say(f"{width} px  {name!s:40} {n_bytes / 1e3:6.0f} kB  ready in {statistics.median(times):.0f} ms")
    for text in ("ka", "dal", "ruritania", "kalan sevik"):
        browser.open(site / "index.html")
        first = browser.driver.execute_async_script(_SEARCH, text)
        again = browser.driver.execute_async_script(_SEARCH, text + " ")
        _say(f"search {text!r:14} {first:.0f} ms, again {again:.0f} ms")
    _say(f"console: {browser.complaints() or 'silent'}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
