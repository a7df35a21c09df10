"""What a benchmark prints: tables as they come, or one JSON object at the end."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

_PLAIN_WIDTH = 140  # of what is written to a file or a pipe


class Report:
    """Collects the parts that were measured."""

    def __init__(self, *, as_json: bool) -> None:
        self._parts: dict[str, Any] | None = {} if as_json else None
        self._console = Console()
        if not self._console.is_terminal and "COLUMNS" not in os.environ:
            self._console.width = _PLAIN_WIDTH

    def add(self, name: str, data: object, tables: Sequence[Table | str]) -> None:
        """One part, as plain values and as tables."""
        if self._parts is not None:
            self._parts[name] = data
        else:
            self._console.print(*tables, sep="\n")

    def close(self) -> None:
        """Print what is not yet printed."""
        if self._parts is not None:
            json.dump(self._parts, sys.stdout, indent=2)
            sys.stdout.write("\n")
