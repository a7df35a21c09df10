"""What all pages share: the templates, the articles and people they speak of, and lists that go over several pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.site import words
from warehouse.site.folder import SiteFolder
from warehouse.site.links import file_name, numbered, page_path, party_path
from warehouse.site.notes import Article, Notes, article_of
from warehouse.site.rows import Row, read_rows

PER_PAGE = 200  # rows of a list on one page

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Site:
    """One site in the making."""

    connection: duckdb.DuckDBPyConnection
    folder: SiteFolder
    templates: Environment
    articles: Mapping[str, Article]
    people: Mapping[str, Row]
    events: Mapping[str, Row]
    shared_series: frozenset[str]  # series with more than one event: only these have a page
    published_at: datetime

    def notes(self) -> Notes:
        """A new page's evidence."""
        return Notes(self.articles)

    def write(self, path: str, template: str, **values: Any) -> None:
        """Write one page; ``root`` in it leads from the page to the root of the site."""
        root = "../" * path.count("/")
        page = self.templates.get_template(template).render(
            root=root, path=path, published_at=self.published_at, people=self.people, events=self.events, **values
        )
        self.folder.write(path, page)

    def write_list(self, stem: str, template: str, rows: Sequence[Row], **values: Any) -> None:
        """Write a list as ``stem.html``, ``stem-2.html`` and so on, at least one page."""
        for path, part, pager in parts_of(stem, rows, PER_PAGE):
            self.write(path, template, rows=part, n_rows=len(rows), **pager, **values)


def parts_of(stem: str, rows: Sequence[Item], size: int) -> Iterator[tuple[str, Sequence[Item], dict[str, Any]]]:
    """Rows in parts of a size, at least one: the path of the page of each, the part, what its pager needs."""
    n_pages = max(1, -(-len(rows) // size))
    pages = [numbered(stem.rsplit("/", 1)[-1], number) for number in range(1, n_pages + 1)]
    for number in range(1, n_pages + 1):
        part = rows[(number - 1) * size : number * size]
        yield numbered(stem, number), part, {"number": number, "pages": pages}


def open_site(connection: duckdb.DuckDBPyConnection, folder: SiteFolder, published_at: datetime) -> Site:
    """Read what pages refer to across the site: articles without their texts, people, events."""
    events = {row["event_id"]: row for row in read_rows(connection, "events")}
    seen: dict[str | None, int] = {}
    for row in events.values():
        seen[row["series_id"]] = seen.get(row["series_id"], 0) + 1
    return Site(
        connection=connection,
        folder=folder,
        templates=_templates(),
        articles={row["article_id"]: article_of(row) for row in read_rows(connection, "articles")},
        people={row["person_id"]: row for row in read_rows(connection, "people")},
        events=events,
        shared_series=frozenset(key for key, number in seen.items() if key is not None and number > 1),
        published_at=published_at,
    )


def _templates() -> Environment:
    """Every value is escaped, whatever the template; a name that a template lacks is an error."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {"say": words.say, "day": words.say_day, "time": words.say_time}
    environment.globals |= {
        "count": words.count,
        "days": words.say_days,
        "event_path": lambda key: page_path("events", key),
        "person_path": lambda key: page_path("people", key),
        "series_path": lambda key: page_path("series", key),
        "outlet_path": lambda key: page_path("outlets", key),
        "party_path": party_path,
        "anchor": file_name,
    }
    return environment
