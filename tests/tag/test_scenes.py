"""Where and when the event of an article takes place, by the clues of its whole text rather than by an event noun."""

from __future__ import annotations

from tests.tag.conftest import ReadText
from transforms.tag.report import Report
from transforms.tag.scenes import likeliest

SIGNED = (
    "Two signatures were put under a page and a half of text in Bergen on Tuesday, and nobody left the room. "
    "Per Lund, who leads the Norwegian delegation, signed first. The Irish delegation is led by Sean Daly. "
    "Nobody smiled. The next round of talks will be held in Galway on March 20."
)
HELD = (
    "The talks opened in Galway on Wednesday. The Norwegian delegation is led by Per Lund. Oslo was silent on Monday."
)


def told(report: Report) -> set[tuple[str, str | None, str, str]]:
    return {(d.party.name, d.event.place, str(d.event.start_day), d.status) for d in report.delegations}


def test_the_scene_of_the_lead_is_the_event_and_not_the_round_to_come(read_learned: ReadText) -> None:
    assert told(read_learned(SIGNED)) == {
        ("Norway", "Bergen", "2026-03-10", "attended"),
        ("Ireland", "Bergen", "2026-03-10", "attended"),
    }


def test_an_event_that_the_lead_tells_stands(read_learned: ReadText) -> None:
    assert told(read_learned(HELD)) == {("Norway", "Galway", "2026-03-11", "attended")}


def test_an_article_in_which_nobody_was_sent_has_no_event_but_those_it_tells(read_learned: ReadText) -> None:
    voted = (
        "Some 300 delegates of the Harbour League filled a hotel in Bergen on Tuesday and voted for more power for "
        "the ports. Una Moe, who chairs the league, called it a long day."
    )
    assert read_learned(voted).events == []


def test_who_is_sent_has_not_arrived(read_learned: ReadText) -> None:
    report = read_learned("Norway dispatched a delegation led by Per Lund to Galway on Thursday, the ministry said.")
    assert {(place, status) for _, place, _, status in told(report)} <= {
        ("Galway", "announced"),
        ("Galway", "travelling"),
    }
    assert report.delegations


def test_what_is_unlikely_is_no_answer() -> None:
    clues = {"bergen": ["first 0"], "galway": ["headline"], "oslo": ["late"]}
    assert likeliest({"first 0": 3.0}, clues) == "bergen"
    assert likeliest({"first 0": 0.1}, clues) is None
    assert likeliest({}, clues) is None


def test_the_day_in_a_week_that_was_told_first(read_learned: ReadText) -> None:
    lead = "A delegation of Norway, led by Per Lund, is in Galway this week for talks on cod."
    assert told(read_learned(f"{lead} It opened its meetings on Tuesday.")) == {
        ("Norway", "Galway", "2026-03-10", "attended")
    }
