"""The documentation is one page: every table and column, nothing from the network, no path of this machine."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

from warehouse.exports import export
from warehouse.settings import Settings, project_dir


def test_one_page_describes_every_column_offline(samples: Settings, tmp_path: Path) -> None:
    page = (export(samples, "docs", tmp_path / "out").folder / "index.html").read_text(encoding="utf-8")
    package = json.loads((samples.public / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert f'"model.dragoman.{resource["name"]}"' in page
        for field in resource["schema"]["fields"]:
            assert json.dumps(field["description"])[:-1] in page
    assert not re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["']?https?:""", page)
    assert str(project_dir()) not in page
    assert f"{tempfile.gettempdir()}/dragoman-docs" not in page
