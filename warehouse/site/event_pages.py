"""The page of each event: its delegations side by side, on what the outlets differ, and the words it all rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from anyascii import anyascii

from warehouse.site.links import page_path
from warehouse.site.notes import Note, Notes
from warehouse.site.pages import Site
from warehouse.site.rows import Groups, Row

_NOT_LISTED = ("not listed", "not announced")


def write_event_pages(site: Site) -> list[Row]:
    """Write ``events/<event_id>.html`` for each event; the conflicts of all of them, the latest first."""
    groups = {
        name: Groups(site.connection, f"event_{name}")
        for name in ("participants", "stages", "delegations", "members", "conflicts", "quotes")
    }
    conflicts = []
    for event_id in sorted(site.events):
        rows = {name: group.take(event_id) for name, group in groups.items()}
        conflicts += _write_event(site, site.events[event_id], **rows)
    dates = {event_id: str(event["start_date"] or "") for event_id, event in site.events.items()}
    return sorted(conflicts, key=lambda row: dates[row["event_id"]], reverse=True)


def _write_event(
    site: Site,
    event: Row,
    *,
    participants: list[Row],
    stages: list[Row],
    delegations: list[Row],
    members: list[Row],
    conflicts: list[Row],
    quotes: list[Row],
) -> list[Row]:
    notes = site.notes()
    pick = _picker(notes, quotes)
    differing = [{**row, "values": list(_values(site, row, quotes, notes))} for row in conflicts]
    site.write(
        page_path("events", event["event_id"]),
        "event.html",
        title=event["name"],
        event=event,
        event_notes=pick(kind="event"),
        participants=[
            {**row, "notes": pick(kind="participant", party=row["party"], role=row["role"])} for row in participants
        ],
        stages=[{**row, "notes": notes.cite(one for one in quotes if _is_of_stage(one, row))} for row in stages],
        conflicts=differing,
        delegations=[_delegation(row, members, pick) for row in delegations],
        in_series=event["series_id"] in site.shared_series,
        notes=notes,
    )
    return differing


def _picker(notes: Notes, quotes: list[Row]) -> Callable[..., list[Note]]:
    """Cite the quotes that have these values."""

    def pick(**values: Any) -> list[Note]:
        return notes.cite(row for row in quotes if all(row[name] == value for name, value in values.items()))

    return pick


def _is_of_stage(quote: Row, stage: Row) -> bool:
    kind = "former" if stage["is_superseded"] else "event"
    return (quote["kind"], quote["status"], quote["day"]) == (kind, stage["status"], stage["day"])


def _delegation(delegation: Row, members: list[Row], pick: Callable[..., list[Note]]) -> Row:
    delegation_id = delegation["delegation_id"]
    seats = [
        {**row, "notes": pick(kind="member", delegation_id=delegation_id, person_id=row["person_id"])}
        for row in members
        if row["delegation_id"] == delegation_id
    ]
    return {
        **delegation,
        "members": seats,
        "notes": pick(kind="delegation", delegation_id=delegation_id),
        "size_notes": pick(kind="delegation", delegation_id=delegation_id, size_stated=delegation["size_stated"]),
        "head_notes": pick(
            kind="member", delegation_id=delegation_id, person_id=delegation["head_person_id"], role="head"
        ),
    }


def _values(site: Site, conflict: Row, quotes: list[Row], notes: Notes) -> Iterator[Row]:
    """Each of the values that cannot hold together, with the quotes that give it."""
    about = [row for row in quotes if _is_about(conflict, row)]
    for value in conflict["reported_values"].split("; "):
        said = [row for row in about if value in _said(site, conflict, row, about)]
        yield {"value": value, "notes": notes.cite(said or about), "is_modal": value == conflict["modal_value"]}


def _is_about(conflict: Row, quote: Row) -> bool:
    kinds = {
        "start_date": ("event",),
        "place": ("event",),
        "previous_round_date": ("claim",),
        "size_stated": ("delegation",),
        "head": ("member",),
        "title": ("member",),
        "membership": ("member", "delegation"),
    }
    if quote["kind"] not in kinds.get(conflict["property"], (quote["kind"],)):
        return False
    if conflict["delegation_id"] not in (None, quote["delegation_id"]):
        return False
    return quote["kind"] != "member" or conflict["person_id"] in (None, quote["person_id"])


def _said(site: Site, conflict: Row, quote: Row, about: list[Row]) -> set[str]:
    """The values of a conflict that one quote may give, in the wording of ``conflicts``."""
    match conflict["property"], quote["kind"]:
        case "start_date", _:
            return {str(quote["day"])}
        case "place", _:
            place = _fold(quote["place"])
            return {value for value in conflict["reported_values"].split("; ") if _fold(value) in place}
        case "size_stated", _:
            return {str(quote["size_stated"])}
        case "previous_round_date", _:
            days = (quote["earliest_date"], quote["latest_date"])
            return {row["value_text"] for row in about if (row["earliest_date"], row["latest_date"]) == days}
        case "head", _ if quote["role"] == "head":
            report = quote["delegation_report_id"]
            heads = {
                row["person_id"] for row in about if row["delegation_report_id"] == report and row["role"] == "head"
            }
            return {" and ".join(sorted(site.people[key]["name"] for key in heads if key in site.people))}
        case "title", _:
            return {str(quote["title_text"])}
        case "membership", "member":
            return {str(quote["status"])}
        case "membership", "delegation" if quote["list_status"] == "complete":
            named = {row["article_id"] for row in about if row["kind"] == "member"}
            return set() if quote["article_id"] in named else set(_NOT_LISTED)
    return set()


def _fold(text: str | None) -> str:
    return anyascii(text or "").lower()
