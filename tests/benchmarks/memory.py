"""Whether memory stays flat when one process reads many pages."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from tests.benchmarks.documents import Document
from tests.benchmarks.quality import read_document
from tests.benchmarks.systems import DRAGOMAN

EVERY = 1000  # pages between two looks
_WARM_UP = 0.2  # the share of the pages in which models and caches may still fill
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Footprint:
    """The resident memory of this process after a number of pages."""

    n_pages: int
    resident_mib: float


def watch_memory(documents: Sequence[Document], n_pages: int) -> Iterator[Footprint]:
    """Read so many pages in this process, the same ones over and over; look at least ten times on the way."""
    every = max(1, min(EVERY, n_pages // 10))
    for n, document in enumerate(islice(cycle(documents), n_pages), 1):
        read_document((document, [DRAGOMAN]))
        if n % every == 0 or n == n_pages:
            yield Footprint(n, _resident_mib())


def find_slope(footprints: Sequence[Footprint]) -> float | None:
    """MiB gained over 1,000 pages once warm, by least squares; none where there are fewer than two looks."""
    warm = [look for look in footprints if look.n_pages >= _WARM_UP * footprints[-1].n_pages]
    if len(warm) < 2:
        return None
    return float(np.polyfit([look.n_pages / 1000 for look in warm], [look.resident_mib for look in warm], 1)[0])


def _resident_mib() -> float:
    """Now, where the system tells (Linux); else the most that it ever was."""
    if _STATM.exists():
        return int(_STATM.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
