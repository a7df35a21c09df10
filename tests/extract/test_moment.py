from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.extract.masthead.moment import find_day_in_path, find_moment, read_iso


@pytest.mark.parametrize(
    ("text", "at", "on"),
    [
        ("20:21 UTC+8, 2025-05-16      0", (2025, 5, 16, 12, 21), (2025, 5, 16)),
        ("May 10, 2025 at 10:22 AM", (2025, 5, 10, 10, 22), (2025, 5, 10)),
        ("Posted Oct. 25, 2022 04:48 PM EDT", (2022, 10, 25, 20, 48), (2022, 10, 25)),
        ("12 Sep 2020 | 15:10 GMT", (2020, 9, 12, 15, 10), (2020, 9, 12)),
        ("Sun 25th February 2018 | 02:31 PM", (2018, 2, 25, 14, 31), (2018, 2, 25)),
        ("27.05.2024", (2024, 5, 27, 0, 0), (2024, 5, 27)),
        ("1 January 2025, 00:30 +03:00", (2024, 12, 31, 21, 30), (2025, 1, 1)),
        ("Updated: May 21, 2025 21:17 IST", (2025, 5, 21, 15, 47), (2025, 5, 21)),
        ("2025-05-16T20:21:07.5Z", (2025, 5, 16, 20, 21), (2025, 5, 16)),
        ("31/12/2024 23:59", (2024, 12, 31, 23, 59), (2024, 12, 31)),
        ("2024年5月27日", (2024, 5, 27, 0, 0), (2024, 5, 27)),
        ("12 мая 2025, 10:00", (2025, 5, 12, 10, 0), (2025, 5, 12)),
        ("16 mai 2025", (2025, 5, 16, 0, 0), (2025, 5, 16)),
        ("29 February 2024 12:00 a.m.", (2024, 2, 29, 0, 0), (2024, 2, 29)),
        ("Fr 16.05.25 | 14:07 Uhr", (2025, 5, 16, 14, 7), (2025, 5, 16)),
        ("16 mai 2025 à 10h30", (2025, 5, 16, 10, 30), (2025, 5, 16)),
        ("2025年5月16日 10時30分", (2025, 5, 16, 10, 30), (2025, 5, 16)),
    ],
)
def test_printed_moments(text: str, at: tuple[int, ...], on: tuple[int, int, int]) -> None:
    moment = find_moment(text)
    assert moment is not None
    assert moment.at == datetime(*at, tzinfo=UTC)  # type: ignore[misc, arg-type]
    assert moment.on == date(*on)


@pytest.mark.parametrize(
    "text",
    [
        "Friday",
        "yesterday at 10:00",
        "in March 2022",
        "2025",
        "05/06/2025",
        "30 February 2024",
        "1 May 1825",
        "12:30",
        "2025-13-40",
        "version 17.4.10.2",
    ],
)
def test_what_is_no_absolute_day_is_none(text: str) -> None:
    assert find_moment(text) is None


def test_precision_tells_day_time_and_zone_apart() -> None:
    texts = ("2025-05-16", "2025-05-16 10:00", "2025-05-16 10:00 GMT")
    assert [moment.precision for text in texts if (moment := find_moment(text))] == [0, 1, 2]


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2025-05-16T23:30:00-05:00", (2025, 5, 17, 4, 30)),
        ("2025-05-16", (2025, 5, 16, 0, 0)),
        ("Fri, 16 May 2025 08:15:00 GMT", (2025, 5, 16, 8, 15)),
        ("Fri May 16 08:15:00 CEST 2025", (2025, 5, 16, 6, 15)),
        ("Fri May 16 2025 08:15:00 GMT+0200 (CEST)", (2025, 5, 16, 6, 15)),
        ("2025-05-16 08:15:00 +0200", (2025, 5, 16, 6, 15)),
        ("1747383300", (2025, 5, 16, 8, 15)),
        ("1747383300000", (2025, 5, 16, 8, 15)),
    ],
)
def test_metadata_moments(value: str, at: tuple[int, ...]) -> None:
    moment = read_iso(value)
    assert moment is not None
    assert moment.at == datetime(*at, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00", "9999-12-31T23:59:59-12:00", "", "null", "0000-00-00"])
def test_absurd_metadata_moments_are_none(value: str) -> None:
    assert read_iso(value) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2025-05-16", "2025-05-16T10:21Z", True),
        ("2025-05-16T10:21", "2025-05-16T10:21+05:30", True),
        ("2025-05-16T10:21", "2025-05-16T10:40Z", False),
        ("2025-05-16", "2025-05-18T10:21Z", False),
    ],
)
def test_what_can_be_the_same_moment(one: str, other: str, expected: bool) -> None:
    moment, finer = read_iso(one), read_iso(other)
    assert moment is not None
    assert finer is not None
    assert moment.allows(finer) is expected


@pytest.mark.parametrize(
    ("path", "on"),
    [
        ("/world/2025/05/16/talks-open", date(2025, 5, 16)),
        ("/in/talks-2025-05-16.txt", date(2025, 5, 16)),
        ("/a/20250516/1.html", date(2025, 5, 16)),
    ],
)
def test_day_in_a_path(path: str, on: date) -> None:
    moment = find_day_in_path(path)
    assert moment is not None
    assert moment.on == on


@pytest.mark.parametrize("path", ["/a/f20250516ab.txt", "/2025/13/45/x", "/article/1234567", "/1025/05/16/x"])
def test_no_day_in_a_path(path: str) -> None:
    assert find_day_in_path(path) is None


@given(st.text(alphabet="0123456789-/.: UTCGM+apm,JuneMay年月日", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    for moment in (find_moment(text), read_iso(text), find_day_in_path(text)):
        assert moment is None or 1990 <= moment.on.year <= 2100
