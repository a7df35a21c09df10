"""What was read: articles by outlet and month, how fresh they are, and what was refused."""

from __future__ import annotations

from warehouse.site.links import page_path
from warehouse.site.pages import Site
from warehouse.site.rows import Row, read_rows

_MONTHS = 24
_SHADES = 5


def write_coverage(site: Site) -> Row:
    """Write ``coverage.html``, the articles of each outlet and the rejects; the totals."""
    outlets = read_rows(site.connection, "outlets")
    months = read_rows(site.connection, "outlet_months")
    rejects = read_rows(site.connection, "rejects")
    shown = sorted({row["month"] for row in months if row["month"]})[-_MONTHS:]
    totals = {month: sum(row["n_articles"] for row in months if row["month"] == month) for month in shown}
    refused: dict[tuple[str, str], int] = {}
    for row in rejects:
        refused[row["stage"], row["reason"]] = refused.get((row["stage"], row["reason"]), 0) + 1
    summary: Row = {
        "n_articles": len(site.articles),
        "n_outlets": len(outlets),
        "n_rejects": len(rejects),
        "last_seen_at": max((row["last_seen_at"] for row in outlets), default=None),
        "last_published_on": max(
            (one.published_on for one in site.articles.values() if one.published_on), default=None
        ),
    }
    site.write_list(
        "coverage",
        "coverage.html",
        _with_months(outlets, months, shown[::-1]),
        title="Coverage",
        summary=summary,
        months=shown[::-1],
        totals=list(totals.items()),
        refused=sorted(refused.items(), key=lambda item: -item[1]),
        runs=read_rows(site.connection, "runs"),
    )
    site.write_list("rejects", "rejects.html", rejects, title="What was refused")
    _write_outlets(site, outlets)
    return summary


def _write_outlets(site: Site, outlets: list[Row]) -> None:
    by_outlet: dict[str, list[Row]] = {row["source_id"]: [] for row in outlets}
    for article in site.articles.values():
        by_outlet[article.source_id].append({"article": article})
    for outlet in outlets:
        stem = page_path("outlets", outlet["source_id"]).removesuffix(".html")
        site.write_list(stem, "outlet.html", by_outlet[outlet["source_id"]], title=outlet["name"], outlet=outlet)


def _with_months(outlets: list[Row], months: list[Row], shown: list[str]) -> list[Row]:
    """Each outlet with its number of articles in each month and the shade of that number: 0 for none, up to 5."""
    numbers = {(row["source_id"], row["month"]): row["n_articles"] for row in months}
    highest = max((row["n_articles"] for row in months if row["month"] in shown), default=1)
    return [
        {
            **outlet,
            "cells": [
                (number, -(-number * _SHADES // highest))
                for number in (numbers.get((outlet["source_id"], month), 0) for month in shown)
            ],
        }
        for outlet in outlets
    ]
