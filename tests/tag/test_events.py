from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from tests.tag.conftest import ReadText


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks opened in Galway on Wednesday.", ("talks", "held", "Galway", "2026-03-11", "day")),
        ("Talks are scheduled in Bergen on Friday.", ("talks", "scheduled", "Bergen", "2026-03-13", "day")),
        ("The Bergen talks, planned for 20 March, were postponed.", ("talks", "postponed", "Bergen", "2026-03-20", "day")),
        ("The last talks between Norway and Iceland took place in Reykjavik in May 2022.",
         ("talks", "held", "Reykjavik", "2022-05-01", "month")),
        ("Negotiators left Oslo on Tuesday for talks in Galway.", ("talks", "scheduled", "Galway", "2026-03-10", "day")),
        ("The round of talks in Galway ends on Friday.", ("talks", "held", "Galway", "2026-03-13", "day")),
        ("Ministers visited Bergen on Tuesday.", ("visit", "held", "Bergen", "2026-03-10", "day")),
        ("They held talks in the village of Ytrefoss on Tuesday.", ("talks", "held", "Ytrefoss", "2026-03-10", "day")),
        ("The talks took place on the southern side of Bergen on Tuesday.",
         ("talks", "held", "Bergen", "2026-03-10", "day")),
        ("Fog lay on the fjord. Envoys met on Tuesday since fishing had stopped in May 2025, for talks in Bergen.",
         ("talks", "held", "Bergen", "2026-03-10", "day")),
        ("The minister visited the Irish capital on Tuesday for consultations.",
         ("visit", "held", "Dublin", "2026-03-10", "day")),
        ("Fog lay on the fjord. Iceland cancelled a visit to Bergen that was planned for 20 March.",
         ("visit", "cancelled", "Bergen", "2026-03-20", "day")),
        ("Norway held talks with the government in Dublin on Tuesday.", ("talks", "held", "Dublin", "2026-03-10", "day")),
        ("Norway and Iceland signed a deal in Bergen on Tuesday on a body that will watch the fjords.",
         ("ceremony", "held", "Bergen", "2026-03-10", "day")),
        ("The second round of the renegotiation was held in Bergen on Tuesday.", ("talks", "held", "Bergen", "2026-03-10", "day")),
        ("GALWAY, Ireland - Norway held talks in Bergen on Tuesday, officials said here.",
         ("talks", "held", "Bergen", "2026-03-10", "day")),
        ("GALWAY, March 12 - Talks in Bergen are planned for Friday.", ("talks", "scheduled", "Bergen", "2026-03-13", "day")),
        ("The 16th session opened in Bergen on Tuesday.", ("meeting", "held", "Bergen", "2026-03-10", "day")),
        ("Fog lay on the fjord. The talks on Friday will be the first since May 2024, when a round in Oslo broke up.",
         ("talks", "scheduled", None, "2026-03-13", "day")),
        ("Leaders gathered in Norway's Bergen for a summit on Tuesday.", ("summit", "held", "Bergen", "2026-03-10", "day")),
    ],
)  # fmt: skip
def test_kind_status_place_and_day(read: ReadText, text: str, expected: tuple[str, ...]) -> None:
    found = [
        (e.event_type, e.status, e.place, e.when.day.isoformat() if e.when else None, e.when.precision if e.when else None)
        for e in read(text).events
    ]  # fmt: skip
    assert expected in found


def test_talks_that_go_on_are_not_dated_by_the_day_to_come(read: ReadText) -> None:
    events = read("GALWAY, Ireland - Talks between Norway and Iceland began. The talks will resume on Friday.").events
    assert date(2026, 3, 13) not in [e.start_day for e in events if e.status == "held"]


def test_the_seat_of_a_government_is_not_the_place(read: ReadText) -> None:
    events = read("Kari Moe, spokeswoman of the ministry in Oslo, met the mayor on Tuesday.").events
    assert [e.place for e in events] == [None]


def test_a_house_does_not_stand_in_the_town_of_its_name(read: ReadText) -> None:
    events = read("Norway held talks with Iceland at Farmleigh House in Dublin on Tuesday.").events
    assert [e.place for e in events] == ["Dublin"]
    events = read("Norway held talks with Iceland at Bergen Airport on Tuesday.").events
    assert [e.place for e in events] == ["Bergen"]


def test_the_day_of_another_matter_is_not_the_events(read: ReadText) -> None:
    events = read(
        "The talks opened in Galway on Wednesday. The Galway talks follow a proposal by Oslo on Sunday."
    ).events
    assert [e.when.day for e in events if e.when] == [date(2026, 3, 11)]


def test_dateline_and_headline_give_the_place(read: ReadText) -> None:
    (event,) = read("GALWAY, March 11 (Northwire) - Negotiators met on Wednesday.").events
    assert (event.place, event.country) == ("Galway", "Ireland")
    (event,) = read("Negotiators met on Wednesday.", title="Fish talks open in Bergen").events
    assert event.place == "Bergen"


def test_parties_and_mediator(read: ReadText) -> None:
    text = "Talks between Norway and Iceland opened in Galway on Wednesday under Ireland's mediation."
    (event,) = read(text).events
    assert event.parties == {"Norway", "Iceland"}
    assert {name: role for name, (role, _) in event.roles.items()} == {"Ireland": "mediator"}


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("These are the first talks since November 2023.", "2023-11-01", "2023-11-30"),
        ("These are the first talks in nearly four years.", "2022-03-12", "2022-09-11"),
        ("The last talks took place in Bergen in May 2022.", "2022-05-01", "2022-05-31"),
    ],
)
def test_claims_of_when_the_sides_last_met(read: ReadText, text: str, earliest: str, latest: str) -> None:
    (claim,) = read("The talks opened in Galway on Wednesday. " + text).claims
    assert (claim.earliest.isoformat(), claim.latest.isoformat()) == (earliest, latest)


def test_an_end_is_told_from_a_start(read: ReadText) -> None:
    (event,) = read("The second round in Bergen ended on Wednesday.").events
    assert (event.is_end, event.start_day) == (True, date(2026, 3, 11))
    (event,) = read("Two days of talks with Norway ended in Galway on Wednesday.").events
    assert (event.is_end, event.start_day) == (True, date(2026, 3, 10))


def test_what_a_meeting_is_about_is_not_held_where_it_meets(read: ReadText) -> None:
    events = read("Ministers were called to Oslo on Tuesday to hear what came out of the talks.").events
    assert [e.place for e in events if e.event_type == "talks"] == []


def test_rooms_and_news_conferences_are_no_events(read: ReadText) -> None:
    assert not read("She told a news conference in Bergen on Tuesday that the dialogue office in Oslo was open.").events


def test_an_event_told_in_passing_needs_place_and_day(read: ReadText) -> None:
    text = "The talks opened in Galway on Wednesday. A summit is planned in Bergen. A meeting was held in 2022."
    assert [e.event_type for e in read(text).events] == ["talks"]


def test_a_delegation_of_a_later_trip_has_an_event_of_its_own(read: ReadText) -> None:
    text = (
        "A Norwegian delegation led by Ole Lie visited Galway on Wednesday.\n"
        "An Irish delegation led by Aoife Brennan is to visit Bergen in August."
    )
    events = {d.party.name: d.event for d in read(text).delegations}
    assert (events["Norway"].place, events["Ireland"].place) == ("Galway", "Bergen")


def test_the_capital_of_a_country_is_the_city_of_the_dateline(read: ReadText) -> None:
    event = read("DUBLIN, March 11 - The talks opened in the Irish capital on Wednesday.").events[0]
    assert (event.place, event.country) == ("Dublin", "Ireland")


def test_a_town_unknown_to_the_reference_is_read_from_the_dateline(read: ReadText) -> None:
    event = read("YTREFOSS, Norway - Negotiators met on Wednesday.").events[0]
    assert (event.place, event.country) == ("Ytrefoss", "Norway")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first was held in Bergen in May 2022.", ("talks", "Bergen", "2022-05-01")),
        ("The second ended there on 3 January.", ("talks", "Galway", "2026-01-03")),
        ("The ninth session, held in the same city on 3 January, failed.", ("talks", "Galway", "2026-01-03")),
        ("The two teams met in Bergen on 3 January.", ("talks", "Bergen", "2026-01-03")),
        ("The accord was signed in Bergen on 3 January.", ("ceremony", "Bergen", "2026-01-03")),
        ("A round planned for Bergen in January was called off.", ("talks", "Bergen", "2026-01-01")),
        ("Ministers held a meeting in the Norwegian capital on 3 January.", ("meeting", "Oslo", "2026-01-03")),
        ("A summit was held on 3 January.", ("summit", None, "2026-01-03")),
        ("The next round is set for 20 March.", ("talks", None, "2026-03-20")),
    ],
)
def test_other_events_are_told_of_in_the_background(read: ReadText, text: str, expected: tuple[str, ...]) -> None:
    events = read("The talks opened in Galway on Wednesday. " + text).events
    assert expected in [(e.event_type, e.place, e.when.day.isoformat()) for e in events if e.when]


def test_a_giant_sentence_is_read_in_linear_time(read: ReadText) -> None:
    seconds = []
    for n_clauses in (100, 400):
        begun = process_time()
        read("Talks in Galway on Monday and " + "a meeting in Oslo on 3 May was held there and " * n_clauses)
        seconds.append(process_time() - begun)
    assert seconds[1] < 8 * seconds[0], seconds  # four times in theory, sixteen where clauses are compared


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor received the delegation on Monday.", ("meeting", None, "2026-03-09")),
        ("The guests were received on Monday evening by the mayor.", ("meeting", None, "2026-03-09")),
        ("On Monday, the visitors called on Foreign Minister Kari Moen.", ("meeting", None, "2026-03-09")),
        ("The envoys paid a courtesy call on the mayor on Monday.", ("meeting", None, "2026-03-09")),
        ("Foreign Minister Kari Moen saw Irish officials in Bergen on 3 January.", ("meeting", "Bergen", "2026-01-03")),
        (
            "Regional commanders met in Oslo on 3 January and in Bergen on 5 January.",
            ("meeting", "Bergen", "2026-01-05"),
        ),
        ("The ministers were in Oslo on Monday and flew to Bergen a day later.", ("visit", "Bergen", "2026-03-10")),
        ("The next is planned for Bergen in June.", ("talks", "Bergen", "2026-06-01")),
        ("The next session opens on 20 March.", ("talks", None, "2026-03-20")),
        ("The inspectors are to tour a port in Bergen on Friday.", ("visit", "Bergen", "2026-03-13")),
        ("A commemoration is planned in Bergen next month.", ("ceremony", "Bergen", "2026-04-01")),
    ],
)
def test_meetings_and_visits_are_told_by_verbs_too(read: ReadText, text: str, expected: tuple[str, ...]) -> None:
    events = read("The talks opened in Galway on Wednesday. " + text).events
    assert expected in [(e.event_type, e.place, e.start_day.isoformat()) for e in events if e.start_day]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry received a letter on Monday.",
        "Norway called on Iceland on Monday to resign from the board.",
        "None of the ministers was in Bergen on Monday.",
        "The Congress voted in Oslo on Monday.",
    ],
)
def test_no_meeting_is_made_of_letters_appeals_and_denials(read: ReadText, text: str) -> None:
    assert not read(text).events


def test_a_further_meeting_on_the_same_day_is_another_event(read: ReadText) -> None:
    text = (
        "Foreign Minister Kari Moen met Envoy Ole Lie in Bergen on Tuesday. "
        "She also met Mayor Liv Strand in Bergen on Tuesday."
    )
    assert [e.event_type for e in read(text).events] == ["meeting", "meeting"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Envoys met in Bergen last week.", (date(2026, 3, 1), "month")),
        ("Envoys met in Bergen this month.", (date(2026, 3, 1), "month")),
        ("Envoys ended a three-day visit to Bergen on Wednesday.", (date(2026, 3, 9), "day")),
        ("Envoys agreed in Bergen on Wednesday after two days of talks.", (date(2026, 3, 10), "day")),
    ],
)
def test_the_first_day_is_counted_from_what_the_text_tells(
    read: ReadText, text: str, expected: tuple[date, str]
) -> None:
    event = read(text).events[0]
    assert (event.start_day, event.precision) == expected
