"""dbt's documentation of the models as one page that needs no network: what each table is made of, and how."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from warehouse.errors import BuildError
from warehouse.publish import build_environment
from warehouse.settings import Settings

_PAGE = "index.html"


def write_docs(folder: Path, project: Path) -> list[dict[str, Any]]:
    """Write ``folder/index.html``; its descriptor, with the number of public tables as its ``rows``.

    dbt takes ten seconds and writes to a temporary folder alone. Raises ``BuildError`` with its words where it fails.
    """
    command = [sys.executable, "-m", "dbt.cli.main", "docs", "generate", "--static", "--empty-catalog"]
    command += ["--project-dir", str(project), "--profiles-dir", str(project)]
    with tempfile.TemporaryDirectory(prefix="dragoman-docs-") as root:
        settings = Settings(root=Path(root))
        environment = {**os.environ, **build_environment(settings)}
        run = subprocess.run(command, cwd=settings.build, env=environment, capture_output=True, text=True, check=False)
        page = settings.build / "target" / "static_index.html"
        if run.returncode or not page.is_file():
            raise BuildError(f"dbt could not document {project / 'sql'}:\n{run.stdout}{run.stderr}")
        text = page.read_text(encoding="utf-8")
    for path in (root, str(project)):  # of this machine, and nobody's concern
        text = text.replace(path, ".")
    (folder / _PAGE).write_text(text, encoding="utf-8")
    n_tables = len(list((project / "sql" / "marts").glob("*.sql")))
    description = "All tables and columns, and the models that they are made of."
    return [
        {"name": "documented_tables", "path": _PAGE, "format": "html", "mediatype": "text/html", "encoding": "utf-8"}
        | {"description": description, "rows": n_tables}
    ]
