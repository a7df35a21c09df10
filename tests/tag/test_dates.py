from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.tag.dates import find_dates, number_of

THURSDAY = date(2026, 3, 12)


def dates(text: str, published: date | None = THURSDAY) -> list[tuple[str, str]]:
    return [(m.day.isoformat(), m.precision) for m in find_dates(text, 0, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Thursday.", ("2026-03-12", "day")),
        ("They met on Friday.", ("2026-03-06", "day")),
        ("They will meet on Friday.", ("2026-03-13", "day")),
        ("The session, set for Monday", ("2026-03-16", "day")),
        ("last Thursday", ("2026-03-05", "day")),
        ("next Thursday", ("2026-03-19", "day")),
        ("They arrived yesterday evening", ("2026-03-11", "day")),
        ("on 30 December", ("2025-12-30", "day")),
        ("on April 2", ("2026-04-02", "day")),
        ("the 16th of May 2025", ("2025-05-16", "day")),
        ("on Feb. 24, 2022", ("2022-02-24", "day")),
        ("He was there at the end of February.", ("2026-02-01", "month")),
        ("It ends in February.", ("2027-02-01", "month")),
        ("in November 2023", ("2023-11-01", "month")),
        ("in November", ("2025-11-01", "month")),
        ("two months ago", ("2026-01-01", "month")),
        ("three years ago", ("2023-01-01", "year")),
        ("since 1952", ("1952-01-01", "year")),
        ("last year", ("2025-01-01", "year")),
        ("2026-02-28", ("2026-02-28", "day")),
        ("from 3 to 6 March", ("2026-03-03", "day")),
        (
            "They will hold their first dialogue in seventeen years in the city of Bergen on Friday.",
            ("2026-03-13", "day"),
        ),
        ("They will meet, he said on Friday.", ("2026-03-06", "day")),
        ("The meeting on Friday will be opened by the king.", ("2026-03-13", "day")),
        ("The round ends on Friday.", ("2026-03-13", "day")),
        ("A second day of talks is planned for Friday.", ("2026-03-13", "day")),
        ("On Friday the visitors are to meet the mayor.", ("2026-03-13", "day")),
        ("They leave for Bergen on Friday.", ("2026-03-13", "day")),
        ("They met last week.", ("2026-03-02", "week")),
        ("They will meet next week.", ("2026-03-16", "week")),
        ("earlier this month", ("2026-03-01", "month")),
    ],
)
def test_news_dates(text: str, expected: tuple[str, str]) -> None:
    assert dates(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("came on Feb. 4 last year for the games", [("2025-02-04", "day")]),
        ("At last year's meeting in Oslo, in February", [("2025-02-01", "month")]),
        ("last year a mission went to Oslo on 2 February", [("2025-02-02", "day")] * 2),
        ("In 2019, when talks began, a mission came in May", [("2019-05-01", "month")] * 2),
        ("Trade fell last year, and talks open on 3 May", [("2025-01-01", "year"), ("2026-05-03", "day")]),
    ],
)
def test_a_date_takes_the_year_that_its_clause_tells(text: str, expected: list[tuple[str, str]]) -> None:
    assert dates(text)[-len(expected) :] == expected


def test_a_leap_day_of_last_year_is_the_last_of_february() -> None:
    (year, mention) = find_dates("last year it met on 29 February", 0, date(2024, 5, 1))
    assert year.day == mention.day == date(2023, 2, 28)


@pytest.mark.parametrize(
    "text",
    ["in nearly two years", "in the 21st century", "a three-day visit", "they may 3", "31 April", "within a week", ""],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert dates(text) == []


def test_without_a_day_of_publication_only_full_dates_are_read() -> None:
    assert dates("on Friday, in May, on 3 June 2024", None) == [("2024-06-03", "day")]


def test_last_day_of_a_month() -> None:
    (mention,) = find_dates("in February 2024", 0, None)
    assert mention.last_day == date(2024, 2, 29)


def test_number_of() -> None:
    assert [number_of(w) for w in ("Twelve", "1,200", "many", "9" * 12)] == [12, 1200, None, None]


@given(st.text(max_size=80), st.dates())
def test_any_text_on_any_day_is_read_without_error(text: str, published: date) -> None:
    for mention in find_dates(text, 5, published):
        assert text[mention.start - 5 : mention.end - 5] == mention.text
