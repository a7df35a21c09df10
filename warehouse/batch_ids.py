"""Ids of batches: ``<run_id>-<number>``, which sort in the order of time and number.

Batch ``B`` that was read again is ``B.1``, then ``B.2``. Batches that were folded into one are ``A~D``, after the first
and the last of them; that one may be read again, too.
"""

from __future__ import annotations


def batch_id_of(run_id: str, number: int) -> str:
    """The id of a run's batch."""
    return f"{run_id}-{number:05d}"


def fold_id_of(batch_ids: list[str]) -> str:
    """The id of what batches, or runs, in their order are folded into."""
    return f"{first_of(batch_ids[0])}~{last_of(batch_ids[-1])}"


def first_of(batch_id: str) -> str:
    """The batch, or the run, itself, without its readings; of what several were folded into, the first."""
    return split_reading(batch_id)[0].partition("~")[0]


def last_of(batch_id: str) -> str:
    """As ``first_of``; of what several were folded into, the last."""
    return split_reading(batch_id)[0].rpartition("~")[2]


def runs_of(batch_id: str) -> tuple[str, str]:
    """The first and the last of the runs that committed a batch first, whoever read it again."""
    return first_of(batch_id).rsplit("-", 1)[0], last_of(batch_id).rsplit("-", 1)[0]


def split_reading(batch_id: str) -> tuple[str, int]:
    """A batch as it was committed first, and how many times it was read again."""
    base, _, reading = batch_id.partition(".")
    return base, int(reading or 0)


def join_reading(base: str, reading: int) -> str:
    """The id of a batch that was read again so many times."""
    return f"{base}.{reading}" if reading else base
