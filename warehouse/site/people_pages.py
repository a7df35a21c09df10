"""The page of each person: at which tables, in which posts, under which spellings, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from anyascii import anyascii

from warehouse.site.links import page_path
from warehouse.site.pages import Site, parts_of
from warehouse.site.rows import Groups, Row
from warehouse.site.search import Entry
from warehouse.site.words import count

_SEATS_PER_PAGE = 100


def write_people_pages(site: Site) -> Iterator[Entry]:
    """Write ``people/<person_id>.html`` for each person; what the search finds each by."""
    groups = {
        name: Groups(site.connection, f"person_{name}")
        for name in ("names", "positions", "counterparts", "attendance", "quotes")
    }
    for person_id in sorted(site.people):
        person = site.people[person_id]
        rows = {name: group.take(person_id) for name, group in groups.items()}
        _write_person(site, person, **rows)
        other_names = " ".join(row["name"] for row in rows["names"])[:300]
        yield Entry(person["name"], other_names, _detail(person), page_path("people", person_id), _weight(person))


def _write_person(
    site: Site,
    person: Row,
    *,
    names: list[Row],
    positions: list[Row],
    counterparts: list[Row],
    attendance: list[Row],
    quotes: list[Row],
) -> None:
    mentions = [row for row in quotes if row["kind"] == "mention"]
    by_seat: dict[str, list[Row]] = {}
    for row in quotes:
        if row["kind"] == "member":
            by_seat.setdefault(row["delegation_id"], []).append(row)
    met_at = {site.events[row["event_id"]]["start_date"]: row["event_id"] for row in attendance}
    stem = page_path("people", person["person_id"]).removesuffix(".html")
    for path, seats, pager in parts_of(stem, attendance, _SEATS_PER_PAGE):
        notes = site.notes()
        is_first = pager["number"] == 1
        site.write(
            path,
            "person.html",
            title=person["name"],
            person=person,
            attendance=[{**row, "notes": notes.cite(by_seat.get(row["delegation_id"], []))} for row in seats],
            positions=[{**row, "notes": notes.cite(_titled(row, mentions), 3)} for row in positions if is_first],
            names=[
                {**row, "notes": notes.cite([one for one in quotes if one["name_text"] == row["name"]], 1)}
                for row in names
                if is_first
            ],
            counterparts=[{**row, "event_id": met_at.get(row["last_met_on"])} for row in counterparts if is_first],
            notes=notes,
            **pager,
        )


def _titled(position: Row, mentions: list[Row]) -> list[Row]:
    """The mentions that title the person so; else the titles of the first and last day of the post."""
    post = _fold(position["title"])
    titled = [row for row in mentions if row["title_text"]]
    days = (position["first_reported_on"], position["last_reported_on"])
    return [row for row in titled if post in _fold(row["title_text"])] or [
        row for row in titled if row["published_on"] in days
    ]


def _detail(person: Row) -> str:
    known = person["current_title"] or person["country"]
    return " · ".join(
        part for part in (known, count(person["n_events"], "event") if person["n_events"] else "") if part
    )


def _weight(person: Row) -> int:
    return int(person["n_events"]) * 1000 + min(int(person["n_articles"]), 999)


def _fold(text: str) -> str:
    return anyascii(text).lower().replace("defence", "defense")
