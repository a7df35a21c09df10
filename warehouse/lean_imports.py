"""Processes that start without what their libraries would import and nothing here uses.

pyarrow imports pandas, wherever it is installed, when it first makes a value: a second of processor time. spaCy imports
its command line, and with that a downloader and a project manager: another second.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

_REFUSED = "pandas"
_EMPTIED = ("spacy.cli", "spacy.cli.info")  # spacy/__init__.py has ``from .cli.info import info``


class _Empty(Loader):
    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["info"] = None


class _Lean(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == _REFUSED:
            raise ModuleNotFoundError("This process does without pandas.", name=name)
        return spec_from_loader(name, _Empty(), is_package=name == _EMPTIED[0]) if name in _EMPTIED else None


def import_leanly() -> None:
    """Let this process import neither pandas nor spaCy's commands; to be called before pyarrow and spaCy are used."""
    sys.meta_path.insert(0, _Lean())
