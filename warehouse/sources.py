"""The outlets that are read from where they publish: ``seeds/sources.csv``. Who they are says ``seeds/outlets.csv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from transforms.urls import UrlError, normal_url, without_secrets
from warehouse.seed_table import SEED_TABLES, SeedRow, read_seed

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_INTERVAL = re.compile(r"(every )?[1-9][0-9]* (minute|hour|day)s?")
_CRON = re.compile(r"[0-9A-Za-z*/,#-]+( [0-9A-Za-z*/,#-]+){4}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an outlet publishes, and when to look there.

    ``${NAME}`` in a URL stands for a variable of the environment, so that nothing here is a secret.
    """

    source_id: str
    name: str
    country: str | None  # name of the country that it publishes from
    kind: str  # agency, newspaper, broadcaster, website, government, other
    state_affiliation: str  # state, public, independent, unknown
    domain: str | None
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    language: str | None = None  # BCP 47
    schedule: str = ""  # cron of five fields in UTC, or an interval such as '30 minutes'; none where it is empty
    is_enabled: bool = False


def load_sources(project: Path) -> tuple[Source, ...]:
    """All sources of the project folder that holds ``seeds/``, in the order of their file; nothing is fetched.

    Raises ``SeedError``, naming file and line, where the file is missing or malformed, an outlet stands in it twice or
    not in outlets.csv, two rows name one URL, a URL cannot be fetched or holds a secret, or a schedule is none.
    """
    rows = {name: list(_read(project, name)) for name in ("sources", "outlets", "countries")}
    outlets = {row["source_id"]: row for row in rows["outlets"]}
    countries = {row["country_id"]: row["name"] for row in rows["countries"]}
    lines: dict[str, int] = {}
    return tuple(_make_source(row, outlets, countries, lines) for row in rows["sources"])


def _read(project: Path, name: str) -> list[SeedRow]:
    return list(read_seed(project.resolve() / "seeds" / f"{name}.csv", SEED_TABLES[name]))


def _make_source(row: SeedRow, outlets: dict[str, SeedRow], countries: dict[str, str], lines: dict[str, int]) -> Source:
    """The source of a row; ``lines`` collects ids and URLs, and where they stand."""
    outlet = outlets.get(row["source_id"])
    if outlet is None:
        raise row.error(f"no outlet has the source_id {row['source_id']!r}", "correct it or add it to outlets.csv")
    if not row["feeds"] and not row["sitemaps"]:
        raise row.error("neither feeds nor sitemaps are named", "name one or remove the row")
    for value in (row["source_id"], *row.parts("feeds"), *row.parts("sitemaps")):
        if value in lines:
            raise row.error(f"{without_secrets(value)!r} is taken by line {lines[value]}", "name it once")
        lines[value] = row.line
    _check_schedule(row)
    return Source(
        source_id=row["source_id"],
        name=outlet["name"],
        country=countries.get(outlet["country_id"]),
        kind=outlet["kind"],
        state_affiliation=outlet["state_affiliation"],
        domain=outlet["domain"] or None,
        feeds=_urls(row, "feeds"),
        sitemaps=_urls(row, "sitemaps"),
        language=row["language"] or None,
        schedule=row["schedule"],
        is_enabled=row["is_enabled"] == "true",
    )


def _urls(row: SeedRow, column: str) -> tuple[str, ...]:
    for url in row.parts(column):
        bare = _VARIABLE.sub("", url)  # a user before the host is refused too, as it is when fetched
        if without_secrets(bare) != bare:
            advice = "write ${NAME} in its place and set the environment variable NAME"
            raise row.error(f"{column} hold a secret: {without_secrets(url)}", advice)
        try:
            normal_url(_VARIABLE.sub("x", url))
        except UrlError as error:
            raise row.error(f"{column}: {error}", "write it as https://host/path") from error
    return tuple(row.parts(column))


def _check_schedule(row: SeedRow) -> None:
    schedule, language = row["schedule"], row["language"]
    if schedule and not _INTERVAL.fullmatch(schedule) and not _CRON.fullmatch(schedule):
        advice = "write five fields of cron ('15 */2 * * *', in UTC), an interval ('30 minutes') or nothing"
        raise row.error(f"schedule is {schedule!r}", advice)
    if language and not _LANGUAGE.fullmatch(language):
        raise row.error(f"language is {language!r}", "write it as in 'en' or 'pt-BR', or leave it empty")
