"""What a run learns of the URLs that it asks: rows of ``fetches``, and the states that the next run begins with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flows.downloads import Request
from transforms.discover.kinds import Kind
from transforms.records import Row
from warehouse.handed_over import scrub
from warehouse.settings import Settings
from warehouse.url_states import UrlState, UrlStates
from warehouse.volume import write_fetches
from warehouse.web import Fetched

_MAX_DETAIL_CHARS = 500


class WebMemory:
    """To be saved when the documents that it speaks of are committed, and to be dropped where they are not."""

    def __init__(self, settings: Settings, run_id: str) -> None:
        self.states = UrlStates.load(settings)
        self._settings = settings
        self._run_id = run_id
        self._fetches: list[Row] = []

    def save(self) -> None:
        """Write the history of requests, then the states. Raises ``LakeError`` where the disk refuses."""
        if self._fetches:
            write_fetches(self._settings, self._run_id, self._fetches)
            self.states.save(self._settings)

    def conditional(self, request: Request) -> Request:
        """The request with what the last answer was marked by, so that it is only sent again where it has changed."""
        state = self.states.get(request.shown)
        return request if state is None else replace(request, etag=state.etag, last_modified=state.last_modified)

    def kind_of(self, request: Request) -> Kind:
        """What the URL has to be, or was when it answered last."""
        state = self.states.get(request.shown)
        return request.expected or (state.kind if state else "page")

    def note_answer(self, request: Request, answer: Fetched, kind: Kind) -> Row:
        """Note an answer; returns its row, to which a listing adds what it names."""
        state = self._entry(request, kind)
        marks = answer.headers.get("etag"), answer.headers.get("last_modified")
        state.answered(answer.fetched_at, *marks, request.updated_at, is_unchanged=answer.status == 304)
        row = {
            "outcome": "unchanged" if answer.status == 304 else "fetched",
            "fetched_at": answer.fetched_at,
            "final_url": scrub(answer.final_url),
            "http_status": answer.status,
            "n_bytes": answer.n_wire_bytes,
            "duration_ms": answer.duration_ms,
        }
        return self._note(request, kind, row)

    def forget_marks(self, request: Request) -> None:
        """Let the URL be asked in full next time."""
        state = self.states.entry(request.shown)
        state.etag = state.last_modified = None

    def note_failure(self, request: Request, kind: Kind, reason: str, detail: str, status: int | None) -> Row:
        """Note that a URL gave nothing, for a reason as in ``rejects``; returns its row."""
        now = datetime.now(UTC)
        was_asked = status is not None or reason not in ("circuit_open", "rate_limited")
        self._entry(request, kind).failed(now, was_asked=was_asked)
        row = {
            "outcome": "failed",
            "fetched_at": now,
            "http_status": status,
            "reason": reason,
            "detail": detail[:_MAX_DETAIL_CHARS],
        }
        return self._note(request, kind, row)

    def _entry(self, request: Request, kind: Kind) -> UrlState:
        state = self.states.entry(request.shown)
        state.kind, state.via, state.source_key = kind, request.via, request.source_key
        state.listed_by = request.listed_by or state.listed_by
        state.asked_as = request.url if scrub(request.url) == request.url else None
        return state

    def _note(self, request: Request, kind: Kind, properties: Row) -> Row:
        row = {
            "run_id": self._run_id,
            "url": request.shown,
            "kind": kind,
            "via": request.via,
            "source_key": request.source_key,
            **properties,
        }
        self._fetches.append(row)
        return row
