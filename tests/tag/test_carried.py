"""Events that other sentences than the delegation's own tell: of the paragraph, of the lead; and which dates count."""

from __future__ import annotations

import pytest

from tests.tag.conftest import ReadText

_LEAD = "GALWAY, Ireland - Norway and Iceland held talks on Wednesday on cod quotas.\nThe Norwegian delegation is led by Ole Lie.\n"

Row = tuple[str | None, str | None, str | None, str]


def _rows(read: ReadText, text: str) -> list[Row]:
    """Head, place, month and status of the delegations of an article."""
    return [
        (
            d.head.name if d.head else None,
            d.event.place,
            d.event.start_day.strftime("%Y-%m") if d.event.start_day else None,
            d.status,
        )
        for d in read(text).delegations
    ]


_NOW = ("Ole Lie", "Galway", "2026-03", "attended")
_BERGEN = ("Kari Moe", "Bergen", "2024-05", "historic")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The process began in Bergen in May 2024. Norway sent Kari Moe to lead its delegation.", _BERGEN),
        ("Bergen, in May 2024, was easier. The delegation of Norway was led by Kari Moe.", _BERGEN),
        ("The process began in Bergen in May 2024.\nNorway's first delegation was led by Kari Moe.", None),
        ("The process began in Bergen in May 2024. Norway's other delegation is led by Kari Moe.", None),
        ("All are invited to Bergen on March 25. Kari Moe will lead Norway's delegation.",
         ("Kari Moe", "Bergen", "2026-03", "announced")),
        ("Kari Moe, who sat in the Norwegian delegation in Bergen in May 2024, is a judge now.",
         (None, "Bergen", "2024-05", "historic")),
    ],
)  # fmt: skip
def test_a_paragraph_goes_on_telling_of_its_event(read: ReadText, text: str, expected: Row | None) -> None:
    rows = _rows(read, _LEAD + text)
    assert _NOW in rows
    assert expected in rows if expected else {row[1] for row in rows} == {"Galway"}


@pytest.mark.parametrize(
    "text",
    [
        "Kari Moe, whom Anna Dahl replaced as minister in May 2024, is in the Norwegian delegation.",
        "Kari Moe has been in the Norwegian delegation since the talks with Russia opened near Bergen in May 2024.",
        "The Norwegian delegation, smaller than at the round in Bergen in May 2024, includes Kari Moe.",
        "Kari Moe, appointed deputy minister in May 2024, is in the Norwegian delegation.",
        "Kari Moe has been in the Norwegian delegation since the middle of May 2024.",
        "Kari Moe, prime minister from 1998 to 1999, is in the Norwegian delegation.",
        "Kari Moe is in the Norwegian delegation, as in 2019.",
    ],
)
def test_the_date_of_an_aside_is_not_that_of_the_delegation(read: ReadText, text: str) -> None:
    assert _rows(read, _LEAD + text) == [_NOW]


_TEAM = "\nOle Lie leads the Norwegian delegation. Iceland sent two ministers to the talks."


@pytest.mark.parametrize(
    ("lead", "place", "day"),
    [
        ("GALWAY, Ireland - The doors of the old mill closed on Tuesday and nobody smiled.", "Galway", "2026-03-10"),
        ("GALWAY, Ireland - The paper initialled in Bergen on Tuesday has two pages.", "Bergen", "2026-03-10"),
        ("GALWAY, Ireland - The doors closed on Tuesday before next month's fair in Bergen.", "Galway", "2026-03-10"),
    ],
)
def test_the_scene_of_the_lead_is_the_event(read: ReadText, lead: str, place: str, day: str) -> None:
    delegation = read(lead + _TEAM).delegations[0]
    assert (delegation.event.place, str(delegation.event.start_day)) == (place, day)


def test_a_lead_that_sends_somebody_is_no_scene(read: ReadText) -> None:
    rows = _rows(read, "OSLO - Norway will send a mission to Galway on Friday, officials agreed on Tuesday." + _TEAM)
    assert {row[3] for row in rows} == {"announced"}


def test_a_scene_without_a_delegation_is_no_event(read: ReadText) -> None:
    assert read("GALWAY, Ireland - The doors of the old mill closed on Tuesday.\nRain fell.").events == []


@pytest.mark.parametrize(
    ("lead", "status"),
    [
        ("OSLO - Minister Ole Lie left Oslo on Wednesday for a summit in Galway on Friday.", "travelling"),
        ("OSLO - Minister Ole Lie has not left for a summit in Galway on Friday.", "announced"),
    ],
)
def test_who_has_set_out_travels(read: ReadText, lead: str, status: str) -> None:
    text = f"{lead}\nLie heads the Norwegian delegation to the summit, which has nine members."
    assert [row[3] for row in _rows(read, text)] == [status]


def test_a_second_delegation_goes_where_its_sentence_sends_it(read: ReadText) -> None:
    text = (
        "OSLO - A delegation of Norway led by Ole Lie left for Tokyo on Wednesday.\n"
        "A second delegation, headed by Kari Moe, took off for Chile."
    )
    assert [(row[0], row[1], row[3]) for row in _rows(read, text)] == [
        ("Ole Lie", "Tokyo", "travelling"),
        ("Kari Moe", "Chile", "travelling"),
    ]


def test_whoever_led_a_delegation_elsewhere_before_does_not_lead_it_now(read: ReadText) -> None:
    text = "A delegation of Norway came to Galway on Wednesday.\nIn May 2024, in Bergen, it was led by Kari Moe."
    assert _rows(read, text) == [(None, "Galway", "2026-03", "attended"), _BERGEN]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In May 2024 Kari Moe led a Norwegian delegation to Bergen.", "Bergen"),
        ("An earlier Norwegian mission to the city, sent on February 3 and led by Kari Moe, went home early.", "Galway"),
    ],
)  # fmt: skip
def test_the_place_of_a_recalled_journey(read: ReadText, text: str, place: str) -> None:
    assert [row[1] for row in _rows(read, _LEAD + text) if row[3] == "historic"] == [place]
