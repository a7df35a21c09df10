from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from transforms.extract.masthead.choice import choose_authors, choose_moment, choose_outlet, choose_standfirst
from transforms.extract.masthead.header import Header
from transforms.extract.masthead.metadata import Metadata
from transforms.extract.masthead.moment import Moment
from transforms.extract.text.lines import make_line
from transforms.reference import Reference

NOTHING = Header(None, None, (), None, None)
DAY = date(2025, 5, 16)
TOLD = Moment(datetime(2025, 5, 16, 8, 15, tzinfo=UTC), DAY, 2)
BARE = Moment(datetime(2025, 5, 16, tzinfo=UTC), DAY, 0)


def header_of(moment: Moment | None = None, authors: tuple[str, ...] = (), standfirst: str | None = None) -> Header:
    return Header(None, standfirst, authors, moment, "header" if moment else None)


@pytest.mark.parametrize(
    ("told", "printed", "uri", "expected"),
    [
        (TOLD, BARE, "https://a.example/2025/01/02/x", (TOLD, "meta")),
        (BARE, TOLD, "https://a.example/x", (TOLD, "header")),
        (BARE, Moment(datetime(2025, 5, 19, 9, tzinfo=UTC), date(2025, 5, 19), 2), "x", (BARE, "meta")),
        (None, TOLD, "https://a.example/2025/01/02/x", (TOLD, "header")),
        (None, None, "https://a.example/2025/05/16/x?d=2024-01-01", (BARE, "url")),
        (None, None, "https://a.example/x", (None, None)),
    ],
)
def test_moment(
    told: Moment | None, printed: Moment | None, uri: str, expected: tuple[Moment | None, str | None]
) -> None:
    metadata = Metadata(moment=told, basis="meta" if told else None)
    assert choose_moment(header_of(printed), metadata, uri, None) == expected


def test_the_files_own_time_comes_last() -> None:
    modified_at = datetime(2025, 5, 16, 8, 15)
    moment, basis = choose_moment(NOTHING, Metadata(), "file:///a.txt", modified_at)
    assert moment is not None
    assert (moment.at, basis) == (TOLD.at, "file")


def test_authors_of_metadata_before_printed_ones(reference: Reference) -> None:
    printed = header_of(authors=("Sela Okoro", "The Fjord Post"))
    assert choose_authors(printed, Metadata(authors=("Maren Tveit",)), reference) == ("Maren Tveit",)
    own = Metadata(own_names=frozenset({"thefjordpost"}))
    assert choose_authors(printed, own, reference) == ("Sela Okoro",)


@pytest.mark.parametrize(
    ("metadata", "uri", "agency", "outlet"),
    [
        (Metadata(outlet="Fjord Post"), "https://www.lantern.example/1", None, "The Morning Lantern"),
        (Metadata(outlet="Fjord Post", canonical_url="https://lantern.example/1"), "x", None, "The Morning Lantern"),
        (Metadata(outlet="the morning lantern"), "x", "AFP", "The Morning Lantern"),
        (Metadata(outlet="Fjord Post"), "https://fjord.example/1", "AFP", "Fjord Post"),
        (Metadata(), "file:///a.txt", "AFP", "AFP"),
        (Metadata(), "https://www.fjord.example/1", None, "fjord.example"),
        (Metadata(), "https://[broken", None, "unknown"),
    ],
)
def test_outlet(metadata: Metadata, uri: str, agency: str | None, outlet: str, reference: Reference) -> None:
    lines = [make_line("Envoys meet again")]
    assert choose_outlet(metadata, lines, uri, agency, reference) == outlet


def test_standfirst_is_no_piece_of_the_body() -> None:
    paragraphs = ["Two teams of envoys met in the harbour town on Monday, the ministry said."]
    told = Metadata(description="A quarrel over herring enters its fourth week")
    assert choose_standfirst(NOTHING, told, paragraphs) == told.description
    assert choose_standfirst(header_of(standfirst="Fleets stay in port"), told, paragraphs) == "Fleets stay in port"
    for cut in ("Two teams of envoys met in the harbour town", "A quarrel over herring enters…", "Too short a text"):
        assert choose_standfirst(NOTHING, Metadata(description=cut), paragraphs) is None
