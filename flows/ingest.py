"""Ingest: files, archives and pages become documents, their raw bytes kept; what is already known is skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prefect import flow

from flows.intake import Intake, Page
from flows.progress import observer
from warehouse.archives import ArchivedFault, ArchiveLimits, read_archive
from warehouse.handed_over import reveal, scrub
from warehouse.inputs import Inputs, choose_sources, find_inputs
from warehouse.settings import Settings
from warehouse.sources import Source

if TYPE_CHECKING:
    from flows.web_memory import WebMemory

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Ingested:
    """What ingest found: ``batch_ids`` are staged and wait for build."""

    batch_ids: list[str]
    n_files: int  # documents that were looked at: files, pages, archived pages
    n_unchanged: int
    n_ignored: int  # files of the given folders that are no articles by their suffix
    memory: WebMemory | None = None  # to be saved when the batches are committed; None where no server was asked


@flow(name="ingest", persist_result=False)
def ingest(
    paths: list[str],
    settings: Settings,
    run_id: str,
    source_ids: list[str] | None = None,
    sites: list[str] | None = None,
) -> Ingested:
    """Read what is behind ``paths`` (files, folders, archives, URLs, feeds, sitemaps, lists of URLs), behind sources
    of seeds/sources.csv and behind sites by their robots.txt, and stage what is new in batches.

    URLs are as ``redact`` gives them. What is too large or cannot be read is staged with its reject. Raises
    ``InputError`` where a path does not exist, a URL cannot be asked for, an id is unknown or there is nothing to read.
    """
    inputs = find_inputs(paths)
    sources = choose_sources(source_ids or [])
    intake = Intake(settings, run_id)
    if inputs.files:
        _read_files(inputs.files, intake)
    if inputs.archives:
        _read_archives(inputs.archives, settings, intake)
    memory = None
    if inputs.urls or inputs.listings or sources or sites:
        memory = _read_web(inputs, sources, sites or [], settings, run_id, intake)
    return Ingested(intake.stage(), intake.n_taken, intake.n_unchanged, inputs.n_ignored, memory)


def _read_files(files: Sequence[Path], intake: Intake) -> None:
    observer().start_stage("Reading", len(files))
    for path in files:
        n_rejects = intake.n_rejects
        intake.take_file(path)
        observer().advance(1, intake.n_rejects - n_rejects)


def _read_archives(archives: Sequence[Path], settings: Settings, intake: Intake) -> None:
    """Read archives record by record; the bar counts megabytes, as nobody knows how many pages they hold."""
    observer().start_stage("Reading archives", sum(path.stat().st_size for path in archives) // _MB, "MB")
    limits = ArchiveLimits(max_decoded_bytes=settings.max_document_bytes)
    n_shown = n_before = 0
    for path in archives:
        for found in read_archive(path, limits):
            n_rejects = intake.n_rejects
            if isinstance(found, ArchivedFault):
                uri = scrub(found.url) if found.url else f"{path.as_uri()}#{found.offset}"
                intake.refuse(uri, "ingest", found.reason, scrub(found.detail))
            else:
                seen = found.status, found.headers, found.body, found.captured_at
                intake.take_page(Page(found.url, found.url, *seen, "archive", path.as_uri()))
            n_done = (n_before + found.offset) // _MB
            observer().advance(n_done - n_shown, intake.n_rejects - n_rejects)
            n_shown = n_done
        n_before += path.stat().st_size
    observer().advance(n_before // _MB - n_shown)


def _read_web(
    inputs: Inputs, sources: Sequence[Source], sites: Sequence[str], settings: Settings, run_id: str, intake: Intake
) -> WebMemory:
    from flows.downloads import request_of
    from flows.web import WebReader
    from flows.web_memory import WebMemory
    from warehouse.web import Fetcher, FetchPolicy

    policy = FetchPolicy.load()
    memory = WebMemory(settings, run_id)
    with Fetcher(policy) as fetcher:
        reader = WebReader(settings, intake, memory, fetcher, policy)
        requests = [request_of(reveal(url), "url") for url in inputs.urls]
        for source in sources:
            key = source.source_id
            requests += [request_of(reveal(url), "feed", key, expected="feed") for url in source.feeds]
            requests += [request_of(reveal(url), "sitemap", key, expected="sitemap") for url in source.sitemaps]
        for site in sites:
            requests += reader.sitemaps_of(reveal(site))
        reader.read(requests, inputs.listings)
    return memory
