"""A temporary Prefect server for a run that has none to talk to.

Prefect would start one itself, but only after importing all of its server, and then wait for it. This one starts at
once, in its own process, while the run imports what it needs; it survives a Ctrl-C until the run has told it, and ends
with the run even where the run is killed.
"""

from __future__ import annotations

import atexit
import gc
import os
import socket
import subprocess
import sys
import threading
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from warehouse.errors import ServerError

API_VARIABLE = "PREFECT_API_URL"

_STARTUP_SECONDS = 180
_STOP_SECONDS = 10
_ENVIRONMENT = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_FINAL": "1"}
_FOR_ONE_RUN = {
    # What Prefect sets for its own temporary server: no part that only a lasting server needs, such as the scheduler.
    "PREFECT__SERVER_EPHEMERAL": "1",
    # No flow here keeps blocks; to register all kinds, each start would import every integration that is installed.
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "0",
    "PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION": "0",
}


class TemporaryServer:
    """A server process with an address. Start one with ``start_server``."""

    def __init__(self, has_scheduler: bool = False) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            # Requests wait in the socket's queue until the server is up.
            self.api_url = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "flows.server", str(listener.fileno())],
                env={**os.environ, **_ENVIRONMENT, **({} if has_scheduler else _FOR_ONE_RUN)},
                stdin=subprocess.PIPE,
                pass_fds=[listener.fileno()],
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until it answers. Raises ``ServerError`` where it ends or takes longer than three minutes."""
        try:
            with urllib.request.urlopen(f"{self.api_url}/health", timeout=_STARTUP_SECONDS):
                return
        except (urllib.error.URLError, OSError) as error:
            code = self._process.poll()
            ended = f"ended with code {code}" if code is not None else "does not answer"
            raise ServerError(
                f"Prefect's temporary server {ended} ({error}). Start one with `prefect server start`, set"
                f" {API_VARIABLE} to its address and run again."
            ) from error

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Run flows on it, once it answers, without heartbeats: each flow would wait a second for the last beat of its
        own, and nobody is left to listen when the server ends with the run.
        """
        self.wait()
        from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

        with temporary_settings(updates={PREFECT_API_URL: self.api_url, PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            yield

    def stop(self) -> None:
        """Tell it to end; it writes down the last events of the run and is gone within ten seconds."""
        if self._process.stdin:
            self._process.stdin.close()


def start_server(has_scheduler: bool = False) -> TemporaryServer | None:
    """Start a server for this process and make Prefect use it; None where Prefect is set up otherwise.

    To be called before Prefect is imported. The server is stopped when the process ends, after Prefect has sent it
    the last logs.
    """
    if os.name != "posix" or "prefect" in sys.modules or _has_own_server():
        return None
    server = TemporaryServer(has_scheduler)
    os.environ[API_VARIABLE] = server.api_url
    atexit.register(server.stop)
    return server


def _has_own_server() -> bool:
    """Whether the user's settings may name a server or forbid a temporary one; in doubt, Prefect decides."""
    if any(name in os.environ for name in (API_VARIABLE, "PREFECT_PROFILE", "PREFECT_PROFILES_PATH")):
        return True
    if any(name.startswith(("PREFECT_SERVER_EPHEMERAL_ENABLED", "PREFECT_API_")) for name in os.environ):
        return True
    home = Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser()
    if (home / "profiles.toml").exists() or Path("prefect.toml").exists() or Path(".env").exists():
        return True
    try:
        project: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text())
    except (OSError, ValueError):
        return False
    return "api" in project.get("tool", {}).get("prefect", {})


def _serve(descriptor: int) -> None:
    """Serve on an inherited socket until standard input ends, which it does with the parent."""
    import uvicorn

    gc.disable()  # 100,000 objects are made here to stay
    from prefect.server.api.server import create_app

    gc.freeze()
    gc.enable()
    config = uvicorn.Config(create_app, factory=True, lifespan="on", log_level="error")
    server = uvicorn.Server(config)

    def end_with_parent() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True
        time.sleep(_STOP_SECONDS)
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()
    server.run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
