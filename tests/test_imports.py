"""The direction of imports: flows -> transforms and warehouse; warehouse -> transforms; transforms -> nobody."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
PURE = {
    # no clock, environment, disk, network
    "os", "io", "pathlib", "shutil", "tempfile", "glob", "time", "subprocess", "socket", "ssl", "http",
    "requests", "httpx", "sqlite3", "duckdb", "logging", "threading", "multiprocessing", "asyncio", "random", "secrets",
}  # fmt: skip
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


def modules_of(package: str) -> list[Path]:
    return sorted((REPOSITORY / package).rglob("*.py"))


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the direction"
            yield node.module or ""


def roots_of(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports_of(path)}


@pytest.mark.parametrize("path", modules_of("transforms"), ids=str)
def test_transforms_are_pure(path: Path) -> None:
    assert not roots_of(path) & ({"flows", "warehouse", "prefect", "prefect_dbt", "dbt"} | PURE)
    assert not {"urllib.request", "urllib", "pyarrow.parquet", "pyarrow.dataset", "pyarrow.fs"} & set(imports_of(path))
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert (node.value.id, node.attr) not in CLOCKS, f"{path}:{node.lineno} reads the clock"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input"}, f"{path}:{node.lineno} touches the outside"


@pytest.mark.parametrize("path", modules_of("warehouse"), ids=str)
def test_the_warehouse_knows_no_flows(path: Path) -> None:
    assert not roots_of(path) & {"flows", "prefect", "prefect_dbt"}


def test_each_package_has_modules() -> None:
    assert all(modules_of(package) for package in ("flows", "transforms", "warehouse"))
