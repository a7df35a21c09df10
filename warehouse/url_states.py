"""What is remembered of URLs between runs: ``lake/url_states/all.parquet``, replaced whole when a run's batches stand.

So a killed run forgets what it asked for, and the next one asks again: a page is fetched at least once, and the ledger
of documents sees to it that a row exists once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from transforms.discover.kinds import Kind
from transforms.tables import table_of
from transforms.web_tables import URL_STATES
from warehouse.errors import LakeError
from warehouse.settings import Settings
from warehouse.shared_files import replacing_shared

MAX_FAILURES = 8  # in a row; then a page is given up, until the user names it
_LONGEST_WAIT = timedelta(days=1)


@dataclass(slots=True)
class UrlState:
    """A row of ``url_states``."""

    url: str
    kind: Kind = "page"
    n_failures: int = 0
    fetched_at: datetime | None = None
    failed_at: datetime | None = None
    updated_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    listed_by: str | None = None
    asked_as: str | None = None
    via: str | None = None
    source_key: str | None = None

    def is_due(self, now: datetime, retry_seconds: float) -> bool:
        """Whether a URL that failed last time is to be tried again: after a wait that doubles with each failure, from
        ``retry_seconds`` up to a day, and ``MAX_FAILURES`` times at most.
        """
        if not 0 < self.n_failures < MAX_FAILURES or self.failed_at is None:
            return False
        wait = timedelta(seconds=retry_seconds * 2 ** (self.n_failures - 1))
        return now - self.failed_at >= min(wait, _LONGEST_WAIT)

    def is_outdated(self, updated_at: datetime | None) -> bool:
        """Whether it was changed, as who lists it tells, since the change known last; else since it was fetched."""
        known = self.updated_at or self.fetched_at
        return updated_at is not None and known is not None and updated_at > known

    def answered(
        self,
        at: datetime,
        etag: str | None,
        last_modified: str | None,
        updated_at: datetime | None,
        *,
        is_unchanged: bool = False,
    ) -> None:
        """Note an answer; one that says 'not modified' may leave out what the one before gave."""
        self.n_failures, self.failed_at, self.fetched_at = 0, None, at
        if is_unchanged:
            etag, last_modified = etag or self.etag, last_modified or self.last_modified
        self.etag, self.last_modified = etag, last_modified
        self.updated_at = max(filter(None, (self.updated_at, updated_at)), default=None)

    def failed(self, at: datetime, *, was_asked: bool = True) -> None:
        """Note a failure; what the last answer gave is still true. Not to have been asked counts as one at most."""
        self.n_failures = self.n_failures + 1 if was_asked else max(self.n_failures, 1)
        self.failed_at = at


class UrlStates:
    """The states of all URLs; rows that were not looked up stay as they are."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._known: dict[str, UrlState | None] = {}  # those looked up; None where there is none

    @classmethod
    def load(cls, settings: Settings) -> UrlStates:
        """Read them; none before the first run. Raises ``LakeError`` where the file is damaged."""
        path = _path(settings)
        if not path.exists():
            return cls(URL_STATES.empty_table())
        try:
            return cls(pq.read_table(path, schema=URL_STATES, page_checksum_verification=True))
        except (OSError, pa.ArrowException) as error:
            raise LakeError(f"{path} cannot be read: {error}. Delete it: then pages are asked for again.") from error

    def look_up(self, urls: Iterable[str]) -> None:
        """Make the states of these URLs known, in one pass over all."""
        wanted = [url for url in dict.fromkeys(urls) if url not in self._known]
        if not wanted:
            return
        self._known.update(dict.fromkeys(wanted))
        for state in self._matching(pc.field("url").isin(pa.array(wanted, pa.string()))):
            self._known[state.url] = state

    def get(self, url: str) -> UrlState | None:
        """The state of a URL that was looked up; None where it was never asked for."""
        return self._known[url]

    def entry(self, url: str) -> UrlState:
        """The state of a URL that was looked up, made where there is none."""
        state = self._known[url]
        if state is None:
            state = self._known[url] = UrlState(url)
        return state

    def failed_of(self, listed_by: Iterable[str]) -> list[UrlState]:
        """Pages that failed last time, of these feeds and sitemaps; they count as looked up."""
        listings = pa.array(listed_by, pa.string())
        found = list(self._matching((pc.field("n_failures") > 0) & pc.field("listed_by").isin(listings)))
        for state in found:
            self._known.setdefault(state.url, state)
        return [known for state in found if (known := self._known[state.url]) is not None]

    def save(self, settings: Settings) -> None:
        """Write all of them. Raises ``LakeError`` where the disk refuses; the former ones then stand."""
        changed = [state for state in self._known.values() if state is not None]
        urls = pa.array([state.url for state in changed], pa.string())
        kept = self._table.filter(~pc.field("url").isin(urls))
        rows = pa.concat_tables([kept, table_of([asdict(state) for state in changed], URL_STATES)])
        with replacing_shared(settings, _path(settings)) as temporary:
            pq.write_table(rows, temporary, compression="zstd", write_page_checksum=True)

    def _matching(self, expression: pc.Expression) -> Iterator[UrlState]:
        for row in self._table.filter(expression).to_pylist():
            yield UrlState(**row)


def _path(settings: Settings) -> Path:
    return settings.lake / "url_states" / "all.parquet"
