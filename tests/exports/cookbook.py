"""The cookbook's queries and the answers it shows; ``python -m tests.exports.cookbook ROOT`` writes the answers anew.

ROOT is the root of a warehouse of the sample articles: ``dragoman run seeds/articles --root ROOT``.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console

from flows.screen import print_table
from warehouse.query import run_query
from warehouse.settings import Settings, project_dir

COOKBOOK = project_dir() / "sql" / "COOKBOOK.md"
_RECIPE = re.compile(r"```sql\n(?P<query>.*?)\n```\n\n```text\n(?P<answer>.*?)\n```", re.S)
_WIDTH = 100


def recipes() -> list[tuple[str, str]]:
    """Each query with the answer shown below it."""
    return [(match["query"], match["answer"]) for match in _RECIPE.finditer(COOKBOOK.read_text(encoding="utf-8"))]


def answer(settings: Settings, query: str) -> str:
    """What ``dragoman sql`` prints for a query, without empty lines."""
    output = io.StringIO()
    print_table(run_query(settings, query), Console(file=output, width=_WIDTH))
    return "\n".join(line.rstrip() for line in output.getvalue().splitlines() if line.strip())


def rewrite(settings: Settings) -> None:
    """Put today's answers below the queries."""

    def renew(match: re.Match[str]) -> str:
        return f"```sql\n{match['query']}\n```\n\n```text\n{answer(settings, match['query'])}\n```"

    COOKBOOK.write_text(_RECIPE.sub(renew, COOKBOOK.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    rewrite(Settings(root=Path(sys.argv[1]).absolute()))
