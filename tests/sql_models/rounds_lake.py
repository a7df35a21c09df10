"""A hand-made lake of rounds: counted, paused, put off and called off; of lists that changed, and of posts of every rank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sample_lake import RETRIEVED, SampleLake

Row = dict[str, Any]
# (person, title, role)
Member = tuple[str, str | None, str]

# How senior a post is, by the title as printed.
RANKS: dict[str, int | None] = {
    "President of Chile": 1,
    "king": 1,
    "prime minister": 2,
    "Vice President": 2,
    "Deputy Prime Minister": 3,
    "vice premier": 3,
    "Chilean foreign minister": 3,
    "Minister of Defence": 3,
    "Treasury Secretary": 3,
    "Secretary of State": 3,
    "president of the Upper Council": 3,
    "first deputy foreign minister": 4,
    "vice minister of commerce": 4,
    "Minister of State": 4,
    "presidential aide": 4,
    "head of the Harbour Service": 4,
    "deputy director of the Harbour Service": 5,
    "adviser to the president": 5,
    "assistant secretary": 5,
    "ambassador to Peru": 5,
    "spokesman for the prime minister": 6,
    "expert": 6,
    "former prime minister": None,
    "chief scientist of the Harbour Institute": None,
    "novelist": None,
}


def rounds_lake() -> SampleLake:
    """Each event has the name of what it shows."""
    lake = SampleLake()
    _add_series(lake)
    _add_history(lake)
    _add_replacements(lake)
    _add_stand_ins(lake)
    _add_titles(lake)
    _add_ranks(lake)
    _add_addition(lake)
    return lake


def _report(
    lake: SampleLake,
    event: str,
    parties: str,
    day: str,
    *,
    outlet: str = "fjord-herald",
    about: str = "",
    published: str = "",
    retrieved_at: datetime = RETRIEVED,
    name: str = "",
    **values: Any,
) -> Row:
    """One article that reports one event of ``parties``, joined by commas, on its ``day``; ``about`` is more text."""
    at = datetime.fromisoformat(published or day).replace(tzinfo=UTC)
    quote = f"{event} {about}"
    article = lake.article(name or f"{event}-{outlet}-{at:%m%d}", outlet, at, quote, retrieved_at=retrieved_at)
    report = lake.event(article, event, quote, start_date=date.fromisoformat(day), **values)
    for party in parties.split(","):
        lake.participant(report, party)
    return report


def _send(
    lake: SampleLake, report: Mapping[str, Any], party: str, *members: Member, list_status: str = "complete"
) -> None:
    delegation = lake.delegation(report, party, list_status=list_status)
    for person, title, role in members:
        lake.member(delegation, person, person, title=title, country=party, role=role)


def _add_series(lake: SampleLake) -> None:
    """Talks of 2022, and three rounds of 2025 of which one outlet calls the last a meeting."""
    for event, day, values in (
        ("march-2022", "2022-03-29", {}),
        ("round-1", "2025-05-16", {}),
        ("round-2", "2025-06-02", {"round_no": 2}),
        ("round-3", "2025-07-23", {"round_no": 3, "event_type": "meeting"}),
        ("summit", "2025-07-01", {"event_type": "summit"}),
    ):
        report = _report(lake, event, "Russia,Ukraine", day, place="Istanbul", country="Turkey", **values)
        lake.participant(report, "Turkey", "host")


def _add_history(lake: SampleLake) -> None:
    """A round held, one put off and made up for, one called off, and one that moved to another town."""

    def add(event: str, day: str, published: str, status: str, place: str = "Oslo", **values: Any) -> None:
        _report(lake, event, "Norway,Sweden", day, published=published, status=status, place=place, **values)

    add("first", "2026-02-10", "2026-02-10", "held")
    add("put-off", "2026-03-10", "2026-03-01", "proposed", outlet="quay-times")
    add("put-off", "2026-03-10", "2026-03-02", "scheduled", name="put-off")
    add(
        "put-off",
        "2026-03-10",
        "2026-03-02",
        "postponed",
        name="put-off",
        about="again",
        retrieved_at=RETRIEVED + timedelta(1),
    )
    add("made-up", "2026-04-10", "2026-04-08", "scheduled")
    add("made-up", "2026-04-11", "2026-04-11", "held", place="Bergen")
    add("called-off", "2026-05-10", "2026-05-01", "scheduled")
    add("called-off", "2026-05-10", "2026-05-05", "cancelled")


def _add_replacements(lake: SampleLake) -> None:
    lists: dict[str, tuple[list[Member], list[Member]]] = {
        "Chile": (
            [
                ("anna", "foreign minister", "head"),
                ("ben", "deputy minister of defence", "member"),
                ("carl", None, "expert"),
            ],
            [
                ("dora", "deputy foreign minister", "head"),
                ("eva", "deputy defence minister", "member"),
                ("carl", None, "expert"),
            ],
        ),
        "Peru": (
            [("pia", "President of Peru", "head"), ("quin", None, "member")],
            [("pia", "President of Peru", "head"), ("rosa", None, "member")],
        ),
        "Bolivia": (
            [("hugo", "ambassador", "member"), ("ines", None, "member")],
            [("juan", "ambassador", "member"), ("ines", None, "member")],
        ),
    }
    for number, day in enumerate(("2031-01-10", "2031-03-10")):
        report = _report(lake, f"lists-{number + 1}", ",".join(lists), day, about=" ".join(_names(lists)))
        for party, rounds in lists.items():
            _send(lake, report, party, *rounds[number], list_status="partial" if party == "Bolivia" else "complete")

    (report,) = (row for row in lake.rows["event_identities"] if row["event_id"] == "lists-1")
    lake.rows["event_aliases"].append({"former_event_id": "lists-0", **report})
    (mention,) = (row for row in lake.rows["person_identities"] if row["person_id"] == "quin")
    alias = {"former_person_id": "quinn", "person_id": "quin", "mention_id": mention["mention_id"]}
    lake.rows["person_aliases"].append(alias)


def _add_stand_ins(lake: SampleLake) -> None:
    """Talks to which one list was announced and another came; of Tonga nobody says who stayed at home."""
    plan = {
        "Samoa": [
            ("gus", "foreign minister", "head"),
            ("ivo", "deputy defence minister", "member"),
            ("kai", None, "expert"),
        ],
        "Tonga": [("lou", "foreign minister", "head")],
    }
    outcome = {
        "Samoa": [
            ("hana", "ambassador", "head"),
            ("jon", "deputy minister of defence", "member"),
            ("kai", None, "expert"),
        ],
        "Tonga": [("mia", "ambassador", "member")],
    }
    for day, lists, status in (("2031-09-01", plan, "announced"), ("2031-09-05", outcome, "attended")):
        about = " ".join(person for members in lists.values() for person, _, _ in members)
        report = _report(lake, "stood-in", "Samoa,Tonga", "2031-09-05", published=day, about=about)
        for party, members in lists.items():
            complete = "complete" if party == "Samoa" else "partial"
            delegation = lake.delegation(report, party, list_status=complete, status=status)
            for person, title, role in members:
                lake.member(delegation, person, person, title=title, country=party, role=role, status=status)


def _names(lists: Mapping[str, tuple[list[Member], list[Member]]]) -> list[str]:
    return [person for rounds in lists.values() for members in rounds for person, _, _ in members]


def _add_titles(lake: SampleLake) -> None:
    """Three outlets and the posts that they give three persons."""
    titles = {
        "fjord-herald": ("defence minister", "party chairman", "deputy director of the Harbour Service"),
        "quay-times": ("deputy defence minister", "presidential aide", "deputy head of the Harbour Service"),
        "harbour-post": ("Minister of Defense", "former presidential aide", None),
    }
    for outlet, posts in titles.items():
        report = _report(lake, "titled", "Kenya,Uganda", "2031-06-01", outlet=outlet, about="kim lea max")
        members = [(person, title, "member") for person, title in zip(("kim", "lea", "max"), posts, strict=True)]
        _send(lake, report, "Kenya", *members, list_status="partial")


def _add_ranks(lake: SampleLake) -> None:
    people = [f"person-{number:02}" for number in range(len(RANKS))]
    report = _report(lake, "ranked", "Chile,Japan", "2031-07-01", about=" ".join([*people, "yuki"]))
    _send(lake, report, "Chile", *((p, title, "member") for p, title in zip(people, RANKS, strict=True)))
    _send(lake, report, "Japan", ("yuki", "foreign minister", "member"))


def _add_addition(lake: SampleLake) -> None:
    """An article that names one more member two days later."""
    for days, members in ((0, [("tom", None, "member")]), (2, [("tom", None, "member"), ("una", None, "member")])):
        report = _report(
            lake,
            "added-to",
            "Fiji,Samoa",
            "2031-08-01",
            about=" ".join(person for person, _, _ in members),
            retrieved_at=RETRIEVED + timedelta(days),
        )
        _send(lake, report, "Fiji", *members)
