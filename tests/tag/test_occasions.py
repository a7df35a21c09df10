"""Where and when: the event that the lead tells, those that are recalled, and which of them a delegation belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tag.conftest import ReadText

_LEAD = "GALWAY, Ireland - Norway and Iceland held talks on Wednesday on cod quotas.\nThe Norwegian delegation is led by Ole Lie."


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("GALWAY, Ireland - Officials agreed on Tuesday on quotas at the close of two days of talks.", "Galway", "2026-03-09"),
        ("Two days of talks on a ceasefire in Gaza ended in Bergen on Tuesday.", "Bergen", "2026-03-09"),
        ("GALWAY, Ireland - Envoys opened talks on the war in Sudan on Tuesday.", "Galway", "2026-03-10"),
        ("Talks at Ytrefoss ended on Tuesday.", "Ytrefoss", "2026-03-10"),
        ("Officials met in Bergen on Tuesday for a second day of talks.", "Bergen", "2026-03-09"),
        ("The talks began in Bergen on Tuesday, the ministry in Oslo said.", "Bergen", "2026-03-10"),
        ("GALWAY, Ireland - Envoys will meet again next week, after talks that began on Saturday.", "Galway", "2026-03-07"),
        ("Envoys left talks on next year's quotas in Bergen on Tuesday.", "Bergen", "2026-03-10"),
        ("Oslo, March 11 (NW) Norway and Iceland on Tuesday reviewed quotas at a meeting here.", "Oslo", "2026-03-10"),
    ],
)  # fmt: skip
def test_place_and_day_of_what_the_lead_tells(read: ReadText, text: str, place: str, day: str) -> None:
    event = read(text).main
    assert event is not None
    assert (event.place, event.start_day) == (place, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister flew to Bergen on Monday.", ("visit", "Bergen", "2026-03-09")),
        ("The minister leaves for Bergen on Friday.", ("visit", "Bergen", "2026-03-13")),
        ("The minister was in Bergen on Monday.", ("visit", "Bergen", "2026-03-09")),
        ("The king received bishops in Bergen on Monday.", ("meeting", "Bergen", "2026-03-09")),
    ],
)
def test_journeys_and_receptions_told_with_place_and_day(
    read: ReadText, text: str, expected: tuple[str, str, str]
) -> None:
    found = [(e.event_type, e.place, e.start_day.isoformat() if e.start_day else None) for e in read(text).events]
    assert expected in found


def test_a_journey_without_a_day_is_no_event(read: ReadText) -> None:
    assert [e.event_type for e in read(_LEAD + " The minister flew to Bergen.").events] == ["talks"]


@pytest.mark.parametrize(
    ("text", "head", "place", "month"),
    [
        ("Another round was held in Bergen in May 2024. Norway's team was then led by Kari Moe.", "Kari Moe", "Bergen", "2024-05"),
        ("In the first round, in Bergen in May 2024, Kari Moe led the Norwegian team.", "Kari Moe", "Bergen", "2024-05"),
        ("An earlier Norwegian delegation, sent on February 16, was led by Kari Moe.", "Kari Moe", None, "2026-02"),
        ("The first cycle took place in Bergen in May 2024. At that table Norway's team was led by Kari Moe.", "Kari Moe", "Bergen", "2024-05"),
        ("A round was held in Bergen in May 2024. Norway was represented there by a team under Kari Moe.", "Kari Moe", "Bergen", "2024-05"),
        ("Five rounds of talks had been held in Bergen since May 2024. In those Norway's team was led by Kari Moe.", "Kari Moe", "Bergen", "2024-05"),
        ("At last year's talks in Bergen, in May, the Norwegian team was led by Kari Moe.", "Kari Moe", "Bergen", "2025-05"),
    ],
)  # fmt: skip
def test_an_earlier_delegation_of_a_party_is_another_one(
    read: ReadText, text: str, head: str, place: str | None, month: str
) -> None:
    found = [d for d in read(_LEAD + "\n" + text).delegations if d.head and d.head.name == head]
    assert [d.status for d in found] == ["historic"]
    assert (found[0].event.place, str(found[0].event.start_day)[:7]) == (place, month)


def test_a_team_on_another_trip_has_that_trip(read: ReadText) -> None:
    text = _LEAD + "\nA technical team of the Icelandic government left for Bergen on Tuesday."
    events = {d.party.name: d.event for d in read(text).delegations}
    assert (events["Norway"].place, events["Iceland"].place) == ("Galway", "Bergen")


def test_a_first_delegation_days_before_has_its_own_day(read: ReadText) -> None:
    text = _LEAD + "\nA first delegation of Norway spoke with the Icelanders in Bergen on Monday."
    found = [(d.event.place, d.event.start_day) for d in read(text).delegations]
    assert found == [("Galway", date(2026, 3, 11)), ("Bergen", date(2026, 3, 9))]


def test_the_arrival_belongs_to_the_talks_that_follow(read: ReadText) -> None:
    text = _LEAD + "\nThe Icelandic team, led by Jon Jonsson, arrived in the city of Galway on Tuesday."
    assert {d.party.name: d.event.start_day for d in read(text).delegations} == {
        "Norway": date(2026, 3, 11),
        "Iceland": date(2026, 3, 11),
    }


def test_a_group_with_a_head_of_its_own_that_travels_on_is_another(read: ReadText) -> None:
    text = "Talks between Norway and Iceland ended in Galway on Wednesday. The Norwegian delegation left at noon."
    text += "\nA working-level group headed by Kari Moe will travel to Bergen on Saturday."
    found = [(d.head.name if d.head else None, d.event.place) for d in read(text).delegations]
    assert found == [(None, "Galway"), ("Kari Moe", "Bergen")]


def test_a_date_in_an_aside_is_not_the_delegations(read: ReadText) -> None:
    text = _LEAD + " Kari Moe, who was in it in January, did not come."
    assert [d.event.start_day for d in read(text).delegations] == [date(2026, 3, 11)]


def test_the_outcome_in_the_lead_stands_for_the_talks(read: ReadText) -> None:
    text = (
        "GALWAY, Ireland - Norwegian and Icelandic envoys parted on Tuesday without a result.\n" + _LEAD.split("\n")[1]
    )
    (delegation,) = read(text).delegations
    assert (delegation.event.event_type, delegation.event.place, delegation.status) == ("talks", "Galway", "attended")
    assert delegation.event.start_day == date(2026, 3, 10)


@pytest.mark.parametrize(
    "lead",
    [
        "GALWAY, Ireland - Experts from Norway returned to Galway on Tuesday to go on drafting a quota deal.",
        "GALWAY, Ireland - Representatives of Norway and Iceland sat in one room on Tuesday for the first time.",
        "GALWAY, Ireland - Norway and Iceland installed a negotiating table in the city on Tuesday.",
    ],
)
def test_a_lead_without_an_event_noun_still_opens_the_talks(read: ReadText, lead: str) -> None:
    text = lead + " The Norwegian delegation is led by Ole Lie.\nThe previous session was held in Bergen in May 2024."
    (delegation,) = read(text).delegations
    assert (delegation.event.place, delegation.event.start_day) == ("Galway", date(2026, 3, 10))


def test_an_empty_text_has_nothing(read: ReadText) -> None:
    assert read("").delegations == []


def test_a_delegation_elsewhere_last_month_is_another(read: ReadText) -> None:
    recalled = "In Bergen last month the Norwegian side was led by Bank Governor Nils Berg."
    found = {d.head.name: (d.event.place, d.status) for d in read(f"{_LEAD}\n{recalled}").delegations if d.head}
    assert found == {"Ole Lie": ("Galway", "attended"), "Nils Berg": ("Bergen", "historic")}


def test_who_led_the_delegation_last_year_is_of_another(read: ReadText) -> None:
    recalled = "Former minister Nils Berg, who led the Norwegian delegation last year, wished it well."
    found = {d.head.name: d.status for d in read(f"{_LEAD}\n{recalled}").delegations if d.head}
    assert found == {"Ole Lie": "attended", "Nils Berg": "historic"}


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("A fact-finding mission of Norway returned to Oslo on Monday from Galway.", "Galway", "2026-03-09"),
        ("The Norwegian delegation was at Kirov House in Bergen on Monday for talks.", "Bergen", "2026-03-09"),
    ],
)
def test_where_they_were(read: ReadText, text: str, place: str, day: str) -> None:
    event = read(text).main
    assert event is not None
    assert (event.place, event.start_day) == (place, date.fromisoformat(day))


def test_who_calls_off_his_trip_does_not_call_off_the_talks(read: ReadText) -> None:
    text = "Fisheries Minister Ole Lie will lead the Norwegian delegation to talks in Galway on Monday, after Premier Eva Falk"
    assert [d.status for d in read(f"{text} called off her trip.").delegations] == ["announced"]
    assert [d.status for d in read(f"{text} called off the meeting.").delegations] == ["cancelled"]
