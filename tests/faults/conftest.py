"""Fixtures for all faults; the articles of tests/flows serve here as well."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.runs import BUILT, RUN, Case, Tables
from tests.flows.conftest import articles, later_article

__all__ = ["articles", "later_article"]


@pytest.fixture(scope="session")
def before(articles: Path, later_article: str, tmp_path_factory: pytest.TempPathFactory, prefect_server: None) -> Case:
    base = tmp_path_factory.mktemp("kills")
    case = Case(base / "place", base / "articles", base / "place")
    case.folder.mkdir()
    for name in ("opening.txt", "report.html", "menu.html"):
        shutil.copy(articles / name, case.folder)
    case.run()
    (case.folder / "later.txt").write_text(later_article)
    return case.copy_to(base / "before")


@pytest.fixture(scope="session")
def undisturbed(before: Case) -> Tables:
    """The tables after a run that nothing stopped."""
    case = before.play()
    case.run()
    return case.tables()


@pytest.fixture(scope="session")
def built(before: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A run killed when dbt had built all tables."""
    case = before.play()
    case.kill(BUILT, RUN, str(case.folder))
    return case.copy_to(tmp_path_factory.mktemp("built") / "root")
