from __future__ import annotations

from collections.abc import Iterator

import pytest
from built_warehouse import Warehouse, publish
from sample_lake import sample_lake

from warehouse.lake import ensure_lake
from warehouse.settings import Settings


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    # A root with every character that means something to SQL, to globs or to format strings.
    settings = Settings(root=tmp_path_factory.mktemp("root") / "o'hara [1] {lake}*")
    sample_lake().write(settings)
    yield from publish(settings, unit_tests=True)


@pytest.fixture(scope="session")
def empty_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    settings = Settings(root=tmp_path_factory.mktemp("root"))
    ensure_lake(settings)
    yield from publish(settings)
