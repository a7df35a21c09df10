"""Apache Superset opens the published file, lists its tables and draws a chart from each.

Superset is heavy, so this runs only against one that was started as the cookbook says:
``DRAGOMAN_SUPERSET=http://127.0.0.1:8088 DRAGOMAN_SUPERSET_PASSWORD=... pytest tests/exports/test_superset.py``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import httpx
import pytest

from warehouse.settings import Settings

ADDRESS = os.environ.get("DRAGOMAN_SUPERSET", "")
COUNT = {"expressionType": "SQL", "sqlExpression": "count(*)", "label": "rows"}

pytestmark = pytest.mark.skipif(not ADDRESS, reason="DRAGOMAN_SUPERSET names no running Superset")


@dataclass(frozen=True, slots=True)
class Superset:
    """A running Superset by its REST API, logged in, and the id of the published file in it."""

    client: httpx.Client
    database_id: int

    def tables(self) -> set[str]:
        found = answer_of(self.client.get(f"/database/{self.database_id}/tables/", params={"q": "(schema_name:main)"}))
        return {one["value"] for one in found["result"]}

    def add_dataset(self, table: str) -> int:
        made = {"database": self.database_id, "schema": "main", "table_name": table}
        return int(answer_of(self.client.post("/dataset/", json=made))["id"])

    def columns(self, dataset_id: int) -> list[str]:
        found = answer_of(self.client.get(f"/dataset/{dataset_id}"))
        return [column["column_name"] for column in found["result"]["columns"]]

    def add_chart(self, table: str, dataset_id: int, column: str) -> dict[str, Any]:
        """Save a bar chart of rows by a column; the answer to what its browser side asks for."""
        params = {"viz_type": "echarts_timeseries_bar", "metrics": [COUNT], "groupby": [column], "x_axis": column}
        chart = {
            "slice_name": f"{table} by {column}",
            "viz_type": params["viz_type"],
            "datasource_id": dataset_id,
            "datasource_type": "table",
            "params": json.dumps(params),
        }
        answer_of(self.client.post("/chart/", json=chart))
        query = {"columns": [column], "metrics": [COUNT], "row_limit": 50_000}
        asked = {"datasource": {"id": dataset_id, "type": "table"}, "queries": [query], "form_data": params}
        return dict(answer_of(self.client.post("/chart/data", json=asked))["result"][0])

    def remove(self) -> None:
        """Remove all that was added."""
        related = answer_of(self.client.get(f"/database/{self.database_id}/related_objects/"))
        for chart in related["charts"]["result"]:
            self.client.delete(f"/chart/{chart['id']}")
        mine = f"(filters:!((col:database,opr:rel_o_m,value:{self.database_id})),page_size:100)"
        for dataset in answer_of(self.client.get("/dataset/", params={"q": mine}))["result"]:
            self.client.delete(f"/dataset/{dataset['id']}")
        self.client.delete(f"/database/{self.database_id}").raise_for_status()


def answer_of(response: httpx.Response) -> dict[str, Any]:
    assert response.is_success, f"{response.request.url}: {response.text[:500]}"
    return dict(response.json())


@pytest.fixture(scope="module")
def superset(samples: Settings) -> Iterator[Superset]:
    user = os.environ.get("DRAGOMAN_SUPERSET_USER", "admin")
    login = {"username": user, "password": os.environ["DRAGOMAN_SUPERSET_PASSWORD"], "provider": "db", "refresh": False}
    with httpx.Client(base_url=f"{ADDRESS.rstrip('/')}/api/v1", timeout=120) as client:
        client.headers["Authorization"] = (
            f"Bearer {answer_of(client.post('/security/login', json=login))['access_token']}"
        )
        token = answer_of(client.get("/security/csrf_token/"))["result"]
        client.headers.update({"X-CSRFToken": token, "Referer": ADDRESS})
        database = {
            "database_name": f"dragoman {samples.root}",
            "sqlalchemy_uri": f"duckdb:///{samples.database}",
            "extra": json.dumps({"engine_params": {"connect_args": {"read_only": True}}}),
        }
        superset = Superset(client, int(answer_of(client.post("/database/", json=database))["id"]))
        yield superset
        superset.remove()


def test_superset_draws_a_chart_from_each_public_table(superset: Superset, samples: Settings) -> None:
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        tables = {name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()}
        assert superset.tables() == tables
        for table in sorted(tables):
            dataset_id = superset.add_dataset(table)
            columns = superset.columns(dataset_id)
            assert columns == connection.table(table).columns
            for column in columns[:2]:
                bars = superset.add_chart(table, dataset_id, column)
                expected = connection.table(table).aggregate(f'"{column}", count(*) as rows').fetchall()
                assert sorted(bar["rows"] for bar in bars["data"]) == sorted(n for _, n in expected), (table, bars)
