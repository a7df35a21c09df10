"""A bucket of an object store that speaks S3, or a part of one, by way of obstore.

Endpoint, region and keys are read from the environment, by the names that the tools of AWS have for them:
``AWS_ENDPOINT_URL``, ``AWS_REGION``, ``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``. An object appears whole or not
at all: one PUT, or the end of an upload in parts.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.errors import InputError, StoreError
from warehouse.settings import STORE_VARIABLE

if TYPE_CHECKING:
    from obstore import ObjectMeta
    from obstore.store import ClientConfig, S3Config, S3Store

_ENDPOINT_VARIABLES = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
_ADVICE = (
    "See that the bucket is there, and that AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY "
    "are right; then run again."
)
_MESSAGE = re.compile("<Message>(.+?)</Message>", re.DOTALL)
_N_RETRIES = 5  # of a request, ever later
_RETRY_TIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stored:
    """An object: its name below the URL of the store, its size in bytes and when it was written, in whole seconds."""

    name: str
    n_bytes: int
    written_at: int  # seconds since 1970


class Store:
    """Objects below a URL such as ``s3://bucket/folder``. Get one with ``connect``.

    What goes wrong raises ``StoreError``, which names the object; an object that is not there, where it has to be,
    ``FileNotFoundError``.
    """

    def __init__(self, url: str, objects: S3Store) -> None:
        self.url = url
        self._objects = objects

    def read(self, name: str) -> bytes:
        """The bytes of an object."""
        with self._errors(name):
            return bytes(self._objects.get(name).bytes())

    def write(self, name: str, path: Path) -> Stored:
        """Put the bytes of a file under a name, over what is there; tells what the store has there then."""
        with self._errors(name):
            self._objects.put(name, path)
            return _stored(self._objects.head(name))

    def create(self, name: str, data: bytes) -> bool:
        """Put bytes under a name that is free; else False. Of two that try at a time one succeeds, where the server
        knows conditional writes.
        """
        from obstore.exceptions import AlreadyExistsError

        if self.has(name):
            return False
        try:
            with self._errors(name):
                self._objects.put(name, data, mode="create")
        except AlreadyExistsError:
            return False
        return True

    def has(self, name: str) -> bool:
        """Whether there is an object of this name."""
        try:
            with self._errors(name):
                self._objects.head(name)
        except FileNotFoundError:
            return False
        return True

    def fetch(self, name: str, path: Path) -> None:
        """Write the bytes of an object to a file, some at a time."""
        with path.open("wb") as file, self._errors(name):
            for chunk in self._objects.get(name).stream():
                file.write(chunk)

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects; those that are not there are passed over."""
        if listed := list(names):
            with self._errors(listed[0]):
                self._objects.delete(listed)

    def walk(self, folder: str) -> Iterator[Stored]:
        """All objects whose names begin with a folder's."""
        with self._errors(folder):
            for page in self._objects.list(folder):
                yield from map(_stored, page)

    @contextmanager
    def _errors(self, name: str) -> Iterator[None]:
        from obstore.exceptions import AlreadyExistsError, BaseError

        try:
            yield
        except (FileNotFoundError, AlreadyExistsError) as error:
            if "NoSuchBucket" in str(error):  # else the next to ask would take it for an object that is not there
                raise self._failure(name, error) from error
            raise
        except BaseError as error:
            raise self._failure(name, error) from error

    def _failure(self, name: str, error: Exception) -> StoreError:
        said = str(error).partition("Debug source:")[0]
        told = _MESSAGE.search(said)  # by the server, in XML
        reason = " ".join((told[1] if told else said).split()).rstrip(".")
        return StoreError(f"{self.url}/{name} cannot be read or written: {reason}. {_ADVICE}")


@cache
def connect(url: str) -> Store:
    """The store behind a URL; nothing is asked of it yet.

    Raises ``InputError`` where the library for it is not installed.
    """
    try:
        from obstore.store import S3Store
    except ImportError as error:
        raise InputError(f"{STORE_VARIABLE} is set, and obstore is missing: pip install 'dragoman[s3]'.") from error
    bucket, _, folder = url.removeprefix("s3://").partition("/")
    endpoint = next((value for name in _ENDPOINT_VARIABLES if (value := os.environ.get(name))), None)
    client: ClientConfig = {"connect_timeout": "5s", "timeout": "10m"}
    client["allow_http"] = bool(endpoint and endpoint.startswith("http://"))
    config: S3Config = {"endpoint": endpoint} if endpoint else {}
    objects = S3Store(
        bucket,
        prefix=folder or None,
        config=config,
        client_options=client,
        retry_config={"max_retries": _N_RETRIES, "retry_timeout": _RETRY_TIME},
    )
    return Store(url, objects)


def _stored(found: ObjectMeta) -> Stored:
    return Stored(found["path"], found["size"], int(found["last_modified"].timestamp()))
