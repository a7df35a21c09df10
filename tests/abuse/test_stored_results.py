"""Prefect's result storage is nobody's input: nothing is stored in it, and what is planted there is never read."""

from __future__ import annotations

import json
import pickle
import pkgutil
from importlib import import_module
from pathlib import Path

from warehouse.lake import ensure_lake, read_table
from warehouse.settings import Settings

ARTICLE = """Reef Gazette

Lamp of the northern reef is lit again

3 May 2031

The lamp on the northern reef was lit again on Friday after eleven dark weeks, the harbour office of the island said.

Two electricians had rowed out with a new lens on Thursday, and they slept in the tower because the wind had turned.
"""


class Planted:
    """Touches a file where it is unpickled."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.marker,))


def test_no_flow_and_no_task_keeps_results(prefect_server: None) -> None:
    import prefect
    from prefect.cache_policies import NO_CACHE

    import flows

    n_found = 0
    for module in pkgutil.walk_packages(flows.__path__, "flows."):
        for name, value in vars(import_module(module.name)).items():
            if isinstance(value, prefect.Flow | prefect.Task):
                n_found += 1
                assert value.persist_result is False, f"{module.name}.{name}"
                assert value.cache_result_in_memory or isinstance(value, prefect.Flow | prefect.Task)
            if isinstance(value, prefect.Task):
                assert value.cache_policy in (NO_CACHE, None), f"{module.name}.{name}"
                assert value.cache_key_fn is None
    assert n_found > 10


def test_planted_results_are_never_loaded(tmp_path: Path, prefect_server: None) -> None:
    from prefect.settings import PREFECT_LOCAL_STORAGE_PATH

    from flows.build import build
    from flows.ingest import ingest

    storage, marker = Path(PREFECT_LOCAL_STORAGE_PATH.value()), tmp_path / "loaded"
    storage.mkdir(parents=True, exist_ok=True)
    before = {path.name for path in storage.iterdir()}
    poison = {"metadata": {"serializer": {"type": "pickle"}}, "result": pickle.dumps(Planted(marker)).hex()}
    classy = {"__class__": "pathlib.Path", "data": [str(marker)], "metadata": {"serializer": {"type": "json"}}}
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "lamp.txt").write_text(ARTICLE)
    for name in ("build-batch", "build-r1-00000", "dedupe", "resolve-people", "resolve-events", "0" * 64):
        (storage / name).write_text(json.dumps(poison))
        (storage / f"{name}.json").write_text(json.dumps(classy))
        (storage / f"{name}.pickle").write_bytes(pickle.dumps(Planted(marker)))
    planted = {path.name: path.read_bytes() for path in storage.iterdir() if path.name not in before}
    settings = Settings(root=tmp_path / "root", n_workers=1)
    ensure_lake(settings)
    build(settings, ingest([str(tmp_path / "articles")], settings, "r1").batch_ids)
    assert read_table(settings, "articles").num_rows == 1
    assert not marker.exists()
    assert {path.name: path.read_bytes() for path in storage.iterdir() if path.name not in before} == planted
    for name in planted:
        (storage / name).unlink()
    pickle.loads(pickle.dumps(Planted(marker)))
    assert marker.exists(), "what was planted does what it says"
