"""Logs as JSON lines, from a run whose batches are read side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from warehouse.lake import read_table
from warehouse.settings import Settings

RUN = """
import sys
from pathlib import Path
from flows.pipeline import dragoman
from warehouse.settings import Settings
if __name__ == "__main__":
    dragoman([sys.argv[1]], Settings(Path(sys.argv[2]), batch_documents=4, n_workers=2))
"""


def test_json_lines_carry_ids_also_from_batches_side_by_side(
    articles: Path, root: Path, tmp_path: Path, prefect_server: None
) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN)
    environment = {**os.environ, "DRAGOMAN_LOG": "json", "PREFECT_LOGGING_LEVEL": "DEBUG"}
    environment.pop("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", None)
    command = [sys.executable, str(script), str(articles), str(root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert all(line.keys() >= {"timestamp", "level", "logger", "message"} for line in lines)

    settings = Settings(root)
    (run,) = read_table(settings, "runs").to_pylist()
    ours = [line for line in lines if line["logger"] == "dragoman"]
    assert {line["run_id"] for line in ours} == {run["run_id"]}
    rejected = {(line["document_id"], line["stage"], line["reason"]) for line in ours if "reason" in line}
    rows = read_table(settings, "rejects").to_pylist()
    assert rejected == {(row["document_id"], row["stage"], row["reason"]) for row in rows}
    told = {(line["article_id"], line["document_id"]) for line in ours if "article_id" in line}
    assert told == {(row["article_id"], row["document_id"]) for row in read_table(settings, "articles").to_pylist()}
    assert {line["batch_id"] for line in ours if "batch_id" in line} == {f"{run['run_id']}-0000{n}" for n in (0, 1)}
