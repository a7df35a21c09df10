"""Fixtures for all tests: a root of their own, and one Prefect server a session."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.object_store import BUCKET, serving
from tests.sample_run import SampleRun, readme_blocks, run_command

# Prefect reads these when it is first imported, which is after this file.
_HOME = tempfile.TemporaryDirectory(prefix="dragoman-prefect-", ignore_cleanup_errors=True)
os.environ["PREFECT_HOME"] = _HOME.name
os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
# All roots share what dbt remembers of the models, in all processes of the session: these find it set.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _CACHE = tempfile.TemporaryDirectory(prefix="dragoman-cache-", ignore_cleanup_errors=True)
    os.environ["DRAGOMAN_CACHE"] = _CACHE.name
# Servers with a scheduler start as fast as those for one run, see flows.server.
for _name in ("PREFECT_SERVER_REGISTER_BLOCKS_ON_START", "PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION"):
    os.environ[_name] = "0"
for _name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH", "DRAGOMAN_ROOT", "DRAGOMAN_STORE"):
    os.environ.pop(_name, None)


# Files that share what takes long to make, by the beginnings of their paths, and the folders whose tests take longest.
_SAMPLE_READERS = (
    "tests/site/",
    "tests/exports/",
    "tests/test_samples.py",
    "tests/test_readme.py",
    "tests/faults/test_dask.py",
)
_BEFORE_A_FAULT = tuple(
    f"tests/faults/test_{name}.py" for name in ("kills", "damage", "full_disk", "replays", "read_only_root")
)
_READERS_OF_MARTS = tuple(
    f"tests/sql_models/test_{name}.py" for name in ("article_changes", "checks", "contract", "marts", "publish")
)
_SHARING = {"the sample run": _SAMPLE_READERS, "the run before a fault": _BEFORE_A_FAULT, "marts": _READERS_OF_MARTS}
_LONGEST_FOLDERS = ("faults", "schedules", "flows", "site", "exports", "sql_models", "web")


class _SharingScheduling(LoadFileScheduling):
    """Each file runs in one process, and so do the files that share what takes long to make."""

    def _split_scope(self, nodeid: str) -> str:
        return next((name for name, paths in _SHARING.items() if nodeid.startswith(paths)), nodeid.split("::")[0])


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _SharingScheduling:
    return _SharingScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begins first, so that no process is left with it at the end."""
    items.sort(key=_place_in_order)


def _place_in_order(item: pytest.Item) -> int:
    folder = item.path.parent.name
    return _LONGEST_FOLDERS.index(folder) if folder in _LONGEST_FOLDERS else len(_LONGEST_FOLDERS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> SampleRun:
    """The sample articles, read and published by the command line."""
    root = tmp_path_factory.mktemp("samples") / "root"
    return SampleRun(root, run_command(readme_blocks("sh")[0], root))


@pytest.fixture(scope="session")
def bucket_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What a bucket of a real server holds, as files on disk; the environment names server and keys meanwhile."""
    folder = tmp_path_factory.mktemp("buckets")
    with serving(folder) as environment, pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        yield folder / BUCKET


@pytest.fixture
def store_url(bucket_folder: Path, tmp_path: Path) -> str:
    """A folder of that bucket, for one test alone."""
    return f"s3://{BUCKET}/{tmp_path.name}"


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A real server for all flows of the session: it costs ten seconds of processor time to start."""
    from flows.server import API_VARIABLE, TemporaryServer

    server = TemporaryServer()
    os.environ[API_VARIABLE] = server.api_url  # for runs in processes of their own
    atexit.register(server.stop)  # with the process, after Prefect has sent it the last logs
    from flows.batch import preload

    preload()
    with server.in_use():
        yield
