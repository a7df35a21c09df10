"""What the README shows is what its commands print today."""

from __future__ import annotations

import re

import pytest

from tests.sample_run import README, SampleRun, readme_blocks
from warehouse.reference import load_reference
from warehouse.settings import project_dir


def shown(command: str) -> str:
    """The output that the README shows for a command: the block of text that follows it."""
    after = README.read_text(encoding="utf-8").split(f"```sh\n{command}\n```", 1)[1]
    match = re.search(r"```text\n(.*?)\n```", after, re.S)
    assert match
    return match[1]


def queries() -> list[str]:
    return [block for block in readme_blocks("sh") if "dragoman sql" in block]


def test_the_first_command_prints_what_is_shown(sample_run: SampleRun) -> None:
    printed = [line.rstrip() for line in sample_run.output.splitlines()]
    for line in shown(readme_blocks("sh")[0]).splitlines():
        assert line == "…" or line in printed


@pytest.mark.parametrize("command", queries())
def test_queries_print_what_is_shown(sample_run: SampleRun, command: str) -> None:
    printed = [line.rstrip() for line in sample_run.command(command).splitlines() if line.strip()]
    assert printed == shown(command).splitlines()


@pytest.mark.parametrize(("name", "folder"), [("report", "report/index.html"), ("export", "exports")])
def test_what_is_handed_on_is_where_it_is_said_to_be(sample_run: SampleRun, name: str, folder: str) -> None:
    (command,) = (block for block in readme_blocks("sh") if f"dragoman {name}" in block)
    sample_run.command(command)
    assert (sample_run.root / folder).exists()


def test_the_second_command_passes_the_tests() -> None:
    setup, test = readme_blocks("sh")[0].rsplit(" dragoman ", 1)[0], readme_blocks("sh")[1]
    assert test == f"{setup} pytest"


def test_every_public_table_is_named(sample_run: SampleRun) -> None:
    output = sample_run.command("uv run dragoman sql 'select table_name from duckdb_tables()' --csv")
    names = set(output.split()) - {"table_name", "member_report_versions"}  # that one serves as_of alone
    assert names
    assert {name for name in names if f"`{name}`" not in README.read_text(encoding="utf-8")} == set()


def test_the_reference_data_that_it_names_is_there() -> None:
    assert load_reference(project_dir()).outlets["northwire"].kind == "agency"
