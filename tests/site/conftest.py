from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample_run import SampleRun
from tests.site.browser import CHROMIUM, DRIVER, Browser, open_browser
from tests.site.copies import hostile_copy
from warehouse.settings import Settings
from warehouse.site import build_site


@pytest.fixture(scope="session")
def site(sample_run: SampleRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample articles."""
    return build_site(Settings(root=sample_run.root), tmp_path_factory.mktemp("site") / "report").index.parent


@pytest.fixture(scope="session")
def hostile_site(sample_run: SampleRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every word that comes from an article tries to break out of its page."""
    settings = hostile_copy(sample_run.database, tmp_path_factory.mktemp("hostile") / "root")
    return build_site(settings).index.parent


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM or not DRIVER:
        pytest.skip("no Chromium with its driver: apt-get install chromium chromium-driver")
    with open_browser() as one:
        yield one
