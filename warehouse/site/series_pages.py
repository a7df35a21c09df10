"""The page of each series of events: who sat for whom round by round, and what changed between the rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from warehouse.site.links import page_path
from warehouse.site.notes import Notes
from warehouse.site.pages import Site, parts_of
from warehouse.site.rows import Groups, Row

_ROUNDS_ABREAST = 8  # columns of one table
_ROUNDS_PER_PAGE = 16


def write_series_pages(site: Site) -> list[Row]:
    """Write ``series/<series_id>.html`` for each series of several events; a line on each, the latest first."""
    seats, changes, quotes = (Groups(site.connection, f"series_{name}") for name in ("seats", "changes", "quotes"))
    by_series: dict[str, list[Row]] = {}
    for event in site.events.values():
        if event["series_id"] in site.shared_series:
            by_series.setdefault(event["series_id"], []).append(event)
    lines = []
    for series_id in sorted(by_series):
        events = sorted(by_series[series_id], key=_order)
        lines.append(
            _write_series(
                site, series_id, events, seats.take(series_id), changes.take(series_id), quotes.take(series_id)
            )
        )
    return sorted(lines, key=lambda line: str(line["last_date"] or ""), reverse=True)


def _write_series(
    site: Site, series_id: str, events: list[Row], seats: list[Row], changes: list[Row], quotes: list[Row]
) -> Row:
    rounds = {event["round_no"]: event for event in events if event["round_no"] is not None}
    for row in seats:  # of events with one number, the one that delegations were sent to
        rounds[row["round_no"]] = site.events[row["event_id"]]
    title = " → ".join(dict.fromkeys((events[0]["name"].split(",")[0], events[-1]["name"].split(",")[0])))
    stem = page_path("series", series_id).removesuffix(".html")
    latest: list[Row] = []
    for path, numbers, pager in parts_of(stem, sorted(rounds, reverse=True), _ROUNDS_PER_PAGE):
        notes = site.notes()
        parties: list[Row] = [
            {"party": party, "tables": _tables(site, rows, numbers), "changes": _changes(rows, changes, quotes, notes)}
            for party, rows in _by_party(row for row in seats if row["round_no"] in numbers).items()
        ]
        timeline = [event for event in events if event["round_no"] is None or event["round_no"] in numbers]
        site.write(
            path, "series.html", title=title, timeline=timeline, rounds=rounds, parties=parties, notes=notes, **pager
        )
        if pager["number"] == 1:  # where the first page of the site points to
            steps = [step for one in parties for step in one["changes"]]
            last_round = max((step["round_no"] for step in steps if step["changed"]), default=None)
            latest = [row for step in steps if step["round_no"] == last_round for row in step["changed"]]
    return {
        "series_id": series_id,
        "name": title,
        "n_events": len(events),
        "n_changes": sum(row["change"] != "stayed" for row in changes),
        "first_date": events[0]["start_date"],
        "last_date": events[-1]["start_date"],
        "last_changes": latest,
    }


def _order(event: Row) -> tuple[str, int, str]:
    return (str(event["start_date"] or "9999"), event["round_no"] or 0, event["event_id"])


def _by_party(seats: Iterable[Row]) -> dict[str, list[Row]]:
    by_party: dict[str, list[Row]] = {}
    for row in seats:
        by_party.setdefault(row["party"], []).append(row)
    return by_party


def _tables(site: Site, seats: list[Row], numbers: Sequence[int]) -> list[Row]:
    """The rounds of a party, so many abreast, the latest first."""
    sat = sorted({row["round_no"] for row in seats if row["round_no"] in numbers})
    starts = range(0, len(sat), _ROUNDS_ABREAST)
    return [_table(site, sat[start : start + _ROUNDS_ABREAST], seats) for start in reversed(starts)]


def _table(site: Site, numbers: list[int], seats: list[Row]) -> Row:
    """People down, rounds across: each cell is the seat of that person in that round, or None."""
    people: dict[str, dict[int, Row]] = {}
    for row in seats:
        if row["person_id"] is not None and row["round_no"] in numbers:
            people.setdefault(row["person_id"], {})[row["round_no"]] = row
    ordered = sorted(people.items(), key=lambda item: (min(item[1]), -len(item[1]), site.people[item[0]]["name"]))
    complete = {row["round_no"] for row in seats if row["list_status"] == "complete"}
    return {
        "numbers": numbers,
        "complete": complete,
        "lines": [{"person_id": key, "cells": [cells.get(number) for number in numbers]} for key, cells in ordered],
    }


def _changes(seats: list[Row], changes: list[Row], quotes: list[Row], notes: Notes) -> list[Row]:
    """What changed for a party into each of these rounds, the latest first, each change with the words behind it."""
    party, numbers = seats[0]["party"], {row["round_no"] for row in seats}
    mine = [row for row in changes if row["party"] == party and row["round_no"] in numbers]
    said = [row for row in quotes if row["party"] == party]
    steps = []
    for number in sorted({row["round_no"] for row in mine}, reverse=True):
        rows = [row for row in mine if row["round_no"] == number]
        steps.append(
            {
                "round_no": number,
                "previous_round_no": rows[0]["previous_round_no"],
                "changed": [
                    {**row, "notes": notes.cite(_behind(row, said))} for row in rows if row["change"] != "stayed"
                ],
                "n_stayed": sum(row["change"] == "stayed" for row in rows),
            }
        )
    return steps


def _behind(change: Row, quotes: list[Row]) -> list[Row]:
    """What is said of the person in both rounds, and the complete list of the round in which the person was not."""
    lacking = {"joined": change["previous_round_no"], "left": change["round_no"]}.get(change["change"])
    behind = []
    for number in (change["previous_round_no"], change["round_no"]):
        said = [row for row in quotes if row["round_no"] == number]
        behind += [row for row in said if row["person_id"] == change["person_id"]][:2]
        behind += [row for row in said if number == lacking and row["is_complete"]][:2]
    return behind
