from __future__ import annotations

import pytest

from tests.sample_run import SampleRun
from warehouse.settings import Settings


@pytest.fixture(scope="session")
def samples(sample_run: SampleRun) -> Settings:
    """The published warehouse of the sample articles; for reading only."""
    return Settings(root=sample_run.root)
