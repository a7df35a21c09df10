"""What heads an article - day, authors, outlet, standfirst - chosen from what a page says, prints and is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from transforms.extract.masthead.byline import clean_authors
from transforms.extract.masthead.header import Header
from transforms.extract.masthead.imprint import UNKNOWN_OUTLET, find_by_host, find_outlet
from transforms.extract.masthead.metadata import Metadata
from transforms.extract.masthead.moment import Moment, find_day_in_path
from transforms.extract.text.lines import Line, fold_words
from transforms.reference import Reference, fold


def choose_moment(
    header: Header, metadata: Metadata, uri: str, modified_at: datetime | None
) -> tuple[Moment | None, str | None]:
    """When it was published, and on what basis.

    The page's metadata come first, then what it prints, then the day in its address, then the file's own time.
    """
    told, printed = metadata.moment, header.moment
    if told and printed and printed.precision > told.precision and told.allows(printed) and told.on == printed.on:
        return printed, header.basis
    if told:
        return told, metadata.basis
    if printed:
        return printed, header.basis
    in_path = find_day_in_path(unquote(urlsplit(uri).path) if "://" in uri else uri)
    if in_path:
        return in_path, "url"
    if modified_at is None:
        return None, None
    at = modified_at.replace(tzinfo=modified_at.tzinfo or UTC).astimezone(UTC)
    return Moment(at, at.date(), 2), "file"


def choose_authors(header: Header, metadata: Metadata, reference: Reference) -> tuple[str, ...]:
    """Whom the page's metadata and marked bylines name, else whom it prints."""
    return metadata.authors or clean_authors(header.authors, reference, metadata.own_names)


def choose_outlet(metadata: Metadata, lines: Sequence[Line], uri: str, agency: str | None, reference: Reference) -> str:
    """Who publishes: as the host tells, the page says or its outer lines print, else the agency, else the host."""
    by_host = find_by_host(metadata.canonical_url or uri, reference) or find_by_host(uri, reference)
    told = by_host.name if by_host else metadata.outlet or find_outlet(lines, uri, reference)
    known = reference.outlets.get(fold(told)) if told else None
    return known.name if known else told or agency or _host_of(metadata.canonical_url or uri) or UNKNOWN_OUTLET


def _host_of(uri: str) -> str | None:
    try:
        return (urlsplit(uri).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def choose_standfirst(header: Header, metadata: Metadata, paragraphs: Sequence[str]) -> str | None:
    """What stands below the headline, else the page's description unless it is cut off or is a piece of the body."""
    if header.standfirst:
        return header.standfirst
    told = metadata.description
    if not told or told.endswith(("…", "...")) or len(told.split()) < 5:
        return None
    folded = fold_words(told)
    return None if any(folded in fold_words(text) or fold_words(text) in folded for text in paragraphs[:3]) else told
