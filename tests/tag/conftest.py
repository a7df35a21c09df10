"""A small reference of our own and a reader of text, so that each test shows a sentence and what it yields."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from transforms.reference import Reference
from transforms.tag.lexicon import Lexicon
from transforms.tag.recogniser import recogniser_of
from transforms.tag.report import Report, read_report
from transforms.tag.roles import ReaderOf, RoleReader
from warehouse.model import load_model
from warehouse.reference import load_reference
from warehouse.roles import load_roles
from warehouse.settings import project_dir

PUBLISHED = date(2026, 3, 12)  # a Thursday

ReadText = Callable[..., Report]


@pytest.fixture(scope="session")
def reference() -> Reference:
    return load_reference(Path(project_dir()))


@pytest.fixture(scope="session")
def lexicon(reference: Reference) -> Lexicon:
    return Lexicon(reference)


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> ReadText:
    """Reads by rules alone."""
    return _reader(lexicon, None)


@pytest.fixture(scope="session")
def read_learned(lexicon: Lexicon) -> ReadText:
    """Reads with the learned model that is shipped."""
    return _reader(lexicon, partial(RoleReader.of, load_roles()))


def _reader(lexicon: Lexicon, reader_of: ReaderOf | None) -> ReadText:
    nlp = load_model()

    def read_text(text: str, published: date | None = PUBLISHED, title: str | None = None) -> Report:
        entities = recogniser_of(nlp).entities([text])[0]
        return read_report(text, entities, lexicon, published, title, reader_of)

    return read_text
