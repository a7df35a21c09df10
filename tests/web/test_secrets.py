"""Secrets in URLs: found in no table, log, state or record of Prefect; the server gets them."""

import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.web.desk import story
from tests.web.site import Reply, Site, rss
from transforms.urls import normal_url
from warehouse.errors import InputError
from warehouse.handed_over import redact, reveal, scrub

TOKEN, PASSWORD, KEY = "t0ken-9f8e7d6c5b4a", "pa55word-of-ida", "k3y-of-a-pr0vider"


def test_a_secret_is_used_and_never_recorded(
    site: Site, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prefect_server: None
) -> None:
    from prefect.client.orchestration import get_client

    monkeypatch.setenv("PROVIDER_KEY", KEY)
    site.write(story("dams"), story("fish"))
    path = f"/{KEY}/feed.xml?token={TOKEN}"
    feed = rss(site.stories.values(), site.url).replace("utm_source=rss", f"access_token={TOKEN}")
    site.replies[path] = Reply(feed.encode(), "application/rss+xml")
    site.redirect("/moved", f"{site.url}/2026/03/fish.html?signature={TOKEN}")
    targets = [
        f"{site.url}/${{PROVIDER_KEY}}/feed.xml?token={TOKEN}",
        f"{site.url}/missing?api_key={TOKEN}",
        f"{site.url}/moved?password={PASSWORD}",
        f"http://ida:{PASSWORD}@a.example/open.xml",  # refused
    ]
    result = CliRunner().invoke(app, ["run", *targets, "--root", str(root), "--verbose"])
    assert result.exit_code == 0, result.output
    assert "2 new articles" in result.stdout
    asked = site.took()
    assert asked[path] == 1
    assert any(TOKEN in one and "fish" in one for one in asked)

    status = CliRunner().invoke(app, ["status", "--json", "--root", str(root)])
    assert "/${PROVIDER_KEY}/feed.xml" in status.stdout
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs()
        recorded = [run.model_dump_json() for run in runs] + [log.model_dump_json() for log in client.read_logs()]
    assert any("REDACTED" in run for run in recorded)
    for value in (TOKEN, PASSWORD, KEY):
        assert not any(value in text for text in [result.output, status.output, *recorded])
        # Parquet is compressed: what the tables hold is asked of them; every other file is searched as it is.
        assert subprocess.run(["grep", "-rlaF", value, str(root)], capture_output=True, text=True).stdout == ""
    assert not _cells_with(root, (TOKEN, PASSWORD, KEY))


def _cells_with(root: Path, values: tuple[str, ...]) -> list[str]:
    import pyarrow.parquet as pq

    cells = [
        str(cell)
        for path in root.rglob("*.parquet")
        for row in pq.read_table(path).to_pylist()
        for cell in row.values()
    ]
    return [cell for cell in cells if any(value in cell for value in values)]


def test_a_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with pytest.raises(InputError, match="NO_SUCH_KEY"):
        reveal("https://a.example/${NO_SUCH_KEY}")


def test_a_variables_value_is_hidden_in_all_its_spellings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESCAPED_KEY", "ab%2fcd12345")
    real = reveal("https://a.example/${ESCAPED_KEY}/rss.xml")
    assert "cd12345" not in scrub(normal_url(real)) + scrub(real)


def test_two_secrets_of_one_url_are_not_mixed_up() -> None:
    redact("https://b.example/f?token=one-1234")
    with pytest.raises(InputError, match="two runs"):
        redact("https://b.example/f?token=two-1234")


def test_paths_stay_as_they_are_and_urls_come_back() -> None:
    assert redact("/a/token=x&key=y.txt") == "/a/token=x&key=y.txt"
    shown = redact(f"https://u:{PASSWORD}@a.example/f?token={TOKEN}&page=2")
    assert shown == "https://a.example/f?token=REDACTED&page=2"
    assert reveal(shown) == f"https://u:{PASSWORD}@a.example/f?token={TOKEN}&page=2"
    assert TOKEN not in scrub(f"GET https://a.example/?token={TOKEN} failed")
