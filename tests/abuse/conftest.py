"""Fixtures for all abuses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.abuse.servers import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one
