"""The lists: events, series, parties with their delegations, people, conflicts; and the page that one starts from."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.site.links import party_path
from warehouse.site.pages import Site
from warehouse.site.rows import Groups, Row, read_rows
from warehouse.site.search import Entry
from warehouse.site.words import count

_FIRST = 8  # lines of a list on the first page
_CHANGES = 12


def write_lists(site: Site, series: list[Row], conflicts: list[Row]) -> None:
    """Write the lists of events, series, people and conflicts."""
    dated = sorted(site.events.values(), key=lambda row: (str(row["start_date"] or ""), row["event_id"]), reverse=True)
    site.write_list("events", "events.html", dated, title="Events")
    site.write_list("series", "series_list.html", series, title="Rounds")
    people = sorted(site.people.values(), key=lambda row: (-row["n_events"], -row["n_articles"], row["name"]))
    site.write_list("people", "people.html", people, title="People")
    site.write_list("conflicts", "conflicts.html", conflicts, title="Where reports differ")


def write_party_pages(site: Site) -> Iterator[Entry]:
    """Write the list of parties and the delegations of each; what the search finds each party by."""
    parties = sorted(read_rows(site.connection, "parties"), key=lambda row: row["party"])
    delegations = Groups(site.connection, "party_delegations")
    for party in parties:
        path = party_path(party["party"])
        rows = delegations.take(party["party"])
        years: dict[int, int] = {}
        for row in rows:
            if day := site.events[row["event_id"]]["start_date"]:
                years[day.year] = years.get(day.year, 0) + 1
        site.write_list(
            path.removesuffix(".html"),
            "party.html",
            rows,
            title=party["party"],
            party=party,
            years=sorted(years.items()),
        )
        yield Entry(party["party"], "", count(len(rows), "delegation"), path, 10**6 + len(rows))
    by_size = sorted(parties, key=lambda row: (-row["n_delegations"], row["party"]))
    site.write_list("parties", "parties.html", by_size, title="Parties")


def write_index(site: Site, series: list[Row], conflicts: list[Row], coverage: Row) -> None:
    """Write ``index.html``: what is there, how fresh it is, what changed last."""
    dated = [row for row in site.events.values() if row["start_date"]]
    latest = sorted(dated, key=lambda row: (row["start_date"], row["event_id"]), reverse=True)
    site.write(
        "index.html",
        "index.html",
        title="Who sat at the table",
        latest=latest[:_FIRST],
        series=[line for line in series if line["last_changes"]][:_FIRST],
        n_changes=_CHANGES,
        conflicts=conflicts[:_FIRST],
        n_conflicts=len(conflicts),
        coverage=coverage,
        n_delegations=sum(row["n_delegations"] for row in read_rows(site.connection, "parties")),
    )
