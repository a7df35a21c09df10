"""SQL is written by us: what stands in it from outside are names that we give, never words of a page."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SQL = re.compile(
    r"^\s*(select|insert|update|delete|create|drop|attach|copy|with\s+\w+\s+as|comment on|set|pragma|from|create or replace)\s"
)


def built_queries() -> Iterator[tuple[str, str]]:
    """Each expression that our code puts into the text of a query: its file, and itself."""
    for package in ("flows", "transforms", "warehouse"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for value in built_in(ast.parse(path.read_text(encoding="utf-8"))):
                yield path.relative_to(ROOT).as_posix(), value


def built_in(module: ast.Module) -> Iterator[str]:
    """Each expression that a module puts into the text of a query."""
    assigned = [node for node in module.body if isinstance(node, ast.Assign) and _is_sql(node.value)]
    templates = {target.id for node in assigned for target in node.targets if isinstance(target, ast.Name)}
    for node in ast.walk(module):
        for value in _built_of(node, templates):
            yield ast.unparse(value)


def _built_of(node: ast.AST, templates: set[str]) -> list[ast.expr]:
    """What a string of SQL is built of: by an f-string, by ``format`` or ``%``, or by adding."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "replace"):
        template = node.func.value
        if _is_sql(template) or (isinstance(template, ast.Name) and template.id in templates):
            return [value for value in [*node.args, *(word.value for word in node.keywords)] if not _is_text(value)]
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        return [part.value for part in node.values if isinstance(part, ast.FormattedValue)] if SQL.match(text) else []
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod | ast.Add) and _is_sql(node.left):
        return [] if _is_text(node.right) else [node.right]
    return []


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant | ast.JoinedStr)


def _is_sql(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(SQL.match(node.value))


def test_the_audit_finds_what_it_looks_for() -> None:
    bad = [
        'f"select * from t where a = {text}"',
        '"select * from t where a = %s" % text',
        '"select " + text',
        '"select {}".format(text)',
        'QUERY = "select {a}"\ndef ask(): run(QUERY.format(a=text))',
    ]
    for source in bad:
        assert list(built_in(ast.parse(source))) == ["text"], source


def test_what_stands_in_a_query_is_a_name_of_ours() -> None:
    """Whoever adds one shows here that it is no word of a page, or passes a parameter."""
    found = list(built_queries())
    assert len(found) > 15
    assert {(path, value) for path, value in found if value not in OURS} == set()


def test_models_take_nothing_from_outside_but_paths() -> None:
    asked = {
        name
        for folder in ("sql", "tests/sql")
        for path in (ROOT / folder).rglob("*.sql")
        for name in re.findall(r"(?:env_)?var\('(\w+)'", path.read_text(encoding="utf-8"))
    }
    assert asked == set()
    sources = (ROOT / "sql" / "staging" / "_sources.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"env_var\('(\w+)'\)", sources)) == {"DRAGOMAN_LAKE", "DRAGOMAN_NEW_BATCHES"}


# Names of tables and columns that transforms/tables.py, the contract or a list in the module itself gives.
OURS = {
    "name", "table", "table.name", "kind", "key", "target", "where", "listed", "missing", "source", "query", "_UNDATED",
    "subject", "_quote_text(comment)", "_quote_name(name)", "MARTS_SCHEMA",
    "summary.run_id",  # of a query that is shown and not asked
    "_quoted(name)", "_quoted(table)", "_quoted(table.name)", "_quoted(one.table)", "_quoted(one.column)", "_quoted(one.field)",
    "', '.join(map(_quoted, marked))",
    "', '.join((f'referring.{column}' for column in columns))",
    "' and '.join((f'referring.{column} = referred.{other}' for column, other in zip(columns, targets, strict=True)))",
}  # fmt: skip
