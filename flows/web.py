"""Pages from where they are published: feeds, sitemaps and lists are asked first, then what is new in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows.discovery import Listing, Named, read_listing
from flows.downloads import Answer, Downloads, Request, request_of
from flows.intake import Intake, Page
from flows.progress import observer
from flows.web_memory import WebMemory
from transforms.discover.errors import DiscoveryError
from transforms.discover.kinds import Kind, kind_of
from transforms.records import Row
from transforms.urls import UrlError, normal_url
from warehouse.handed_over import scrub
from warehouse.settings import Settings
from warehouse.web import Fetched, Fetcher, FetchError, FetchPolicy

_N_THREADS = 16
_MAX_DEPTH = 3  # of sitemaps below sitemaps
_MAX_LISTINGS = 50_000  # of a run: sitemaps may name one another without end


class WebReader:
    """Asks for listings and pages, and gives the pages to the intake of a run."""

    def __init__(
        self, settings: Settings, intake: Intake, memory: WebMemory, fetcher: Fetcher, policy: FetchPolicy
    ) -> None:
        self._settings = settings
        self._intake = intake
        self._memory = memory
        self._fetcher = fetcher
        self._policy = policy
        self._wanted: dict[str, Request] = {}  # pages that listings name, by what they are remembered as
        self._listings: dict[str, Row] = {}  # what was found of each listing, by what it is remembered as
        self._asked: set[str] = set()  # listings, and what the user named

    def read(self, requests: list[Request], files: Iterable[Path]) -> None:
        """Ask for what the user or a source names, read listings that lie in files, then ask for their new pages."""
        for path in files:
            self._read_file(path)
        self._discover(requests)
        self._fetch_pages(self._choose_pages())

    def sitemaps_of(self, site: str) -> list[Request]:
        """Requests for the sitemaps that a site's robots.txt names, else for the one where most sites have theirs."""
        key = scrub(site)
        try:
            urls = self._fetcher.sitemaps_of(site) or (normal_url("/sitemap.xml", site),)
        except FetchError as error:
            self._intake.refuse(scrub(site), "fetch", error.reason, scrub(error.detail))
            return []
        return [request_of(url, "sitemap", key, expected="sitemap") for url in urls]

    def _downloads(self) -> Downloads:
        return Downloads(self._fetcher, _N_THREADS, self._policy.host_concurrency)

    def _discover(self, requests: list[Request]) -> None:
        observer().start_stage("Looking for articles", len(requests), "feeds, sitemaps and URLs")
        with self._downloads() as downloads:
            self._ask_listings(downloads, requests)
            for request, answer in downloads.answers():
                n_rejects = self._intake.n_rejects
                self._ask_listings(downloads, self._take_answer(request, answer))
                observer().advance(1, self._intake.n_rejects - n_rejects)

    def _ask_listings(self, downloads: Downloads, requests: list[Request]) -> None:
        self._memory.states.look_up(request.shown for request in requests)
        for request in requests:
            if request.shown in self._asked:
                continue
            if len(self._asked) >= _MAX_LISTINGS:
                self._intake.refuse(request.shown, "fetch", "too_many_listings", f"more than {_MAX_LISTINGS} in a run")
                continue
            self._asked.add(request.shown)
            downloads.add(self._memory.conditional(request))

    def _take_answer(self, request: Request, answer: Answer) -> list[Request]:
        """Take a page, or note the pages that a listing names; returns the sitemaps below it."""
        kind: Kind = self._memory.kind_of(request)
        if isinstance(answer, FetchError):
            self._refuse(request, kind, answer.reason, answer.detail, answer.status)
            return []
        if answer.status == 304:
            if kind == "page":
                self._take_page(request, answer)
            else:
                self._note_listing(request, answer, kind)
            return []
        kind = kind_of(answer.body, answer.headers.get("content_type"), answer.final_url)
        if kind == "page" and request.expected is None:
            self._take_page(request, answer)
            return []
        if kind == "page":  # what has to be a feed is read as one, and the error says why it is none
            kind = request.expected or kind
        try:
            listing = read_listing(kind, answer.body, answer.final_url)
        except DiscoveryError as error:
            self._refuse(request, kind, f"damaged_{kind}", str(error), answer.status)
            return []
        self._note_listing(request, answer, kind)
        if listing.sitemaps:  # which change while their index does not: it is to be read in full each time
            self._memory.forget_marks(request)
        return self._take_listing(replace(request, via=kind), listing)

    def _note_listing(self, request: Request, answer: Fetched, kind: Kind) -> None:
        self._listings[request.shown] = self._memory.note_answer(request, answer, kind)

    def _take_listing(self, request: Request, listing: Listing) -> list[Request]:
        """Want the pages that a listing names; returns requests for the sitemaps below it."""
        row = self._listings[request.shown]
        row["n_listed"], row["n_new"] = len(listing.pages), 0
        for fault in listing.faults:
            self._intake.refuse(f"{request.shown}#{fault.partition(':')[0]}", "fetch", "bad_url", scrub(fault))
        for named in listing.pages:
            self._want(request, named)
        if listing.sitemaps and request.depth >= _MAX_DEPTH:
            self._intake.refuse(request.shown, "fetch", "too_deep", f"{_MAX_DEPTH} sitemaps above it")
            return []
        below = (request_of(each.url, "sitemap", request.source_key, expected="sitemap") for each in listing.sitemaps)
        return [replace(child, depth=request.depth + 1) for child in below]

    def _read_file(self, path: Path) -> None:
        """Read a listing that lies in a file: its pages are asked for as if a server had named them."""
        uri = path.as_uri()
        try:
            data = path.read_bytes()
            found = kind_of(data, None, uri)
            kind: Kind = "url_list" if found == "page" else found  # the error says why it is none
            listing = read_listing(kind, data, uri)
        except (OSError, DiscoveryError) as error:
            reason = "unreadable" if isinstance(error, OSError) else "damaged_list"
            self._intake.refuse(uri, "fetch", reason, scrub(str(error)))
            return
        self._listings[uri] = {}
        self._take_listing(Request(uri, uri, kind, uri), listing)

    def _want(self, listed: Request, named: Named) -> None:
        try:
            page = request_of(named.url, listed.via, listed.source_key, is_page=True)
        except UrlError as error:
            self._intake.refuse(scrub(named.url), "fetch", "bad_url", scrub(str(error)))
            return
        first = self._wanted.get(page.shown) or replace(page, listed_by=listed.shown)
        times = [at for at in (first.updated_at, named.updated_at) if at is not None]
        self._wanted[page.shown] = replace(first, updated_at=max(times, default=None))

    def _choose_pages(self) -> list[Request]:
        """Those that are new, were changed, or failed and are due again; the rest are known."""
        now, retry_seconds = datetime.now(UTC), self._settings.retry_seconds
        states = self._memory.states
        states.look_up(self._wanted)
        chosen: list[Request] = []
        for page in self._wanted.values():
            state = states.get(page.shown)
            if state is None:
                self._listings[page.listed_by or ""]["n_new"] += 1
                chosen.append(page)
            elif state.is_due(now, retry_seconds) if state.n_failures else state.is_outdated(page.updated_at):
                chosen.append(page)
        self._intake.skip(len(self._wanted) - len(chosen))
        # Pages that failed, of listings that name them no more or say that nothing has changed.
        for state in states.failed_of(self._listings):
            if state.url not in self._wanted and state.asked_as and state.is_due(now, retry_seconds):
                key = state.source_key or state.url
                chosen.append(Request(state.asked_as, state.url, state.via or "feed", key, state.listed_by))
        return chosen

    def _fetch_pages(self, pages: list[Request]) -> None:
        observer().start_stage("Fetching", len(pages), "pages")
        with self._downloads() as downloads:
            for page in pages:
                downloads.add(self._memory.conditional(page))
            for request, answer in downloads.answers():
                n_rejects = self._intake.n_rejects
                if isinstance(answer, FetchError):
                    self._refuse(request, "page", answer.reason, answer.detail, answer.status)
                else:
                    self._take_page(request, answer)
                observer().advance(1, self._intake.n_rejects - n_rejects)

    def _take_page(self, request: Request, answer: Fetched) -> None:
        self._memory.note_answer(request, answer, "page")
        if answer.status == 304:
            self._intake.skip(1)
            return
        seen = answer.status, answer.headers, answer.body, answer.fetched_at
        self._intake.take_page(Page(request.url, answer.final_url, *seen, request.via, request.source_key))

    def _refuse(self, request: Request, kind: Kind, reason: str, detail: str, status: int | None) -> None:
        row = self._memory.note_failure(request, kind, reason, scrub(detail), status)
        if kind != "page":
            self._listings[request.shown] = row
        self._intake.refuse(request.shown, "fetch", reason, scrub(detail))
