"""Whatever day a page or a clock claims: a time in UTC, or none; never an overflow, never another day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.reading import Reading, read_document
from transforms.reference import Reference
from transforms.tables import ARTICLES, table_of
from warehouse.reference import load_reference
from warehouse.settings import project_dir

PAGE = """<!doctype html><html lang="en"><head><title>Lamp of the northern reef is lit again - Reef Gazette</title>
<meta property="og:site_name" content="Reef Gazette"><meta property="article:published_time" content="{when}"></head>
<body><article><h1>Lamp of the northern reef is lit again</h1>
<p>The lamp on the northern reef was lit again after eleven dark weeks, the harbour office of the island said.</p>
<p>Two electricians had rowed out with a new lens, and they slept in the tower because the wind had turned on them.</p>
<p>The harbour master said that ships may pass the reef by night again, and that the old lens goes to a museum.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(project_dir())


def published_at(when: str, reference: Reference, modified_at: datetime | None = None) -> datetime | None:
    document = {
        "document_id": "doc-1",
        "uri": "file:///lamp.html",
        "media_type": "text/html",
        "retrieved_at": datetime(2031, 5, 4, tzinfo=UTC),
        "modified_at": modified_at,
        "run_id": "r1",
    }
    reading = read_document(document, PAGE.format(when=when).encode(), reference, {})
    assert isinstance(reading, Reading), reading
    at: datetime | None = table_of([reading.article], ARTICLES).column("published_at")[0].as_py()
    return at


@pytest.mark.parametrize(
    ("when", "utc"),
    [
        ("2024-02-29T23:30:00-01:00", "2024-03-01T00:30:00+00:00"),
        ("2031-03-30T02:30:00+01:00", "2031-03-30T01:30:00+00:00"),  # an hour that summer time leaves out
        ("2031-10-26T02:30:00+02:00", "2031-10-26T00:30:00+00:00"),  # one that comes twice
        ("2031-05-03T12:00:00Z", "2031-05-03T12:00:00+00:00"),
        ("2031-05-03T12:00:00.123456789+14:00", "2031-05-02T22:00:00"),
    ],
)
def test_a_time_with_its_zone_is_told_in_utc(when: str, utc: str, reference: Reference) -> None:
    found = published_at(when, reference)
    assert found is not None
    assert found.isoformat().startswith(utc)


@pytest.mark.parametrize(
    "when",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2031-02-29T12:00:00Z", "2031-05-03T25:61:00Z", "+275760-09-13",
     "1e400", "99999999999999999999", "-1", "2031-05-03T12:00:00+99:99"],
)  # fmt: skip
def test_an_impossible_time_is_none_or_of_this_age(when: str, reference: Reference) -> None:
    found = published_at(when, reference)
    assert found is None or 1900 < found.year < 2100


def test_the_time_of_a_file_does_not_lead_past_the_calendar(reference: Reference) -> None:
    for moment in (datetime.min, datetime.max):
        published_at("", reference, moment.replace(tzinfo=UTC))
