"""Processes that do without pandas.

pyarrow imports it, wherever it is installed, when it first makes a value: a second of processor time for each process,
and nothing here uses it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _Refusal(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name == "pandas":
            raise ModuleNotFoundError("This process does without pandas.", name=name)
        return None


def forbid_pandas() -> None:
    """Let this process import no pandas; to be called before pyarrow is used."""
    sys.meta_path.insert(0, _Refusal())
