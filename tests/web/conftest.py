"""A site on loopback that may be asked without waiting, and a root to read it into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.desk import Desk
from tests.web.site import Site, serving
from warehouse.lake import ensure_lake
from warehouse.settings import Settings

HASTE = {
    "DRAGOMAN_FETCH_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
    "DRAGOMAN_FETCH_HOST_DELAY_SECONDS": "0",
    "DRAGOMAN_FETCH_HOST_CONCURRENCY": "8",
    "DRAGOMAN_FETCH_N_RETRIES": "0",
    "DRAGOMAN_FETCH_DEADLINE_SECONDS": "2",
    "DRAGOMAN_FETCH_CIRCUIT_FAILURES": "100",
}


@pytest.fixture(autouse=True)
def haste(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in HASTE.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def desk(root: Path, prefect_server: None) -> Desk:
    settings = Settings(root=root, n_workers=1)
    ensure_lake(settings)
    return Desk(settings)
