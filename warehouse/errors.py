"""What can go wrong, as one small tree.

::

    DragomanError
    ├── InputError        what was asked for cannot be read: a path, a URL, an option
    ├── SeedError         a file of reference data is wrong
    ├── Busy              another run writes under the same root
    ├── LakeError         a stored file is missing, damaged or cannot be written
    ├── StoreError        the object store does not answer, or refuses
    ├── BuildError        dbt, or one of its tests, failed
    ├── PublishError      the new snapshot could not be put in place
    ├── QueryError        a query was refused, or nothing is published yet
    ├── SiteError         the static site could not be written
    ├── ExportError       an export could not be written
    ├── ReaderError       the process that reads pages did not start
    └── ServerError       Prefect's temporary server did not start

Each message says what happened, to which file, and what to do next. ``exit_code`` is what the command leaves with.
A document that cannot be read is none of these: it becomes a row in ``rejects``, and the run goes on.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Any failure that has a message for the user."""

    exit_code = 1


class InputError(DragomanError):
    """What was asked for cannot be read."""

    exit_code = 2


class SeedError(DragomanError):
    """A file of reference data is wrong; the message names file and line."""


class Busy(DragomanError):  # noqa: N818 - the word that users know it by
    """Another run holds the lock; the message names its owner."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h: try again later


class LakeError(DragomanError):
    """A stored file is missing, damaged or cannot be written."""


class StoreError(DragomanError):
    """The object store does not answer, or refuses; what it holds may well be sound."""


class BuildError(DragomanError):
    """dbt, or one of its tests, failed; the message names the nodes."""


class PublishError(DragomanError):
    """The new snapshot could not be put in place; the previous one is still served."""


class QueryError(DragomanError):
    """A query was refused, or nothing is published yet."""


class SiteError(DragomanError):
    """The static site could not be written; the one before it still stands."""


class ExportError(DragomanError):
    """An export could not be written; what stood in its place still does."""


class ReaderError(DragomanError):
    """The process that reads pages did not start."""


class ServerError(DragomanError):
    """Prefect's temporary server did not start."""
