"""What the environment says of a root and its limits."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from warehouse.errors import InputError
from warehouse.settings import Settings


def test_the_environment_sets_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_BATCH_DOCUMENTS", "1000")
    monkeypatch.setenv("DRAGOMAN_WORKERS", " 3 ")
    settings = Settings.load(tmp_path)
    assert (settings.batch_documents, settings.n_workers) == (1000, 3)
    monkeypatch.setenv("DRAGOMAN_WORKERS", "")
    monkeypatch.delenv("DRAGOMAN_BATCH_DOCUMENTS")
    monkeypatch.delenv("DRAGOMAN_CACHE")
    assert Settings.load(tmp_path) == replace(Settings(tmp_path), n_workers=os.cpu_count())


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "³"])
def test_a_limit_that_is_none_is_refused(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_BATCH_DOCUMENTS", value)
    with pytest.raises(InputError, match="DRAGOMAN_BATCH_DOCUMENTS"):
        Settings.load(tmp_path)
