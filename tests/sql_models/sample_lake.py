"""A small lake about talks that never were: two rounds between Norway and Iceland, told by four outlets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from transforms.keys import key_of
from transforms.tables import IDENTITIES, LAKE, table_of
from warehouse.lake import ensure_lake, replace_table, write_batch, write_run
from warehouse.settings import Settings

EXTRACTOR = "test-1"
RETRIEVED = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)


class SampleLake:
    """Rows of lake tables, with keys and spans filled in; ``write`` puts them on disk as one batch."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in LAKE}
        self._texts: dict[tuple[str, str], str] = {}

    def article(
        self,
        name: str,
        outlet: str,
        published_at: datetime,
        text: str,
        *,
        story: str | None = None,
        agency: str | None = None,
        retrieved_at: datetime = RETRIEVED,
    ) -> dict[str, Any]:
        """A version of the article ``name``; the first article of a story is the one that others duplicate."""
        uri = f"https://{outlet}.example/{name}"
        article_id = key_of("art", uri)
        content_sha256 = hashlib.sha256(text.encode()).hexdigest()
        document_id = key_of("doc", uri, content_sha256)
        n_bytes = len(text.encode())
        self._add(
            "documents",
            document_id=document_id,
            uri=uri,
            raw_sha256=content_sha256,
            n_bytes=n_bytes,
            media_type="text/plain",
            retrieved_at=retrieved_at,
            run_id="run-1",
        )
        row = self._add(
            "articles",
            article_id=article_id,
            content_sha256=content_sha256,
            document_id=document_id,
            uri=uri,
            source_id=outlet,
            source_name=outlet.replace("-", " ").title(),
            language="en",
            text=text,
            word_count=len(text.split()),
            retrieved_at=retrieved_at,
            run_id="run-1",
            title=name.replace("-", " "),
            agency=agency,
            published_at=published_at,
            published_on=published_at.date(),
            published_at_basis="meta",
        )
        self._texts[article_id, content_sha256] = text
        self._identify_story(article_id, story or name)
        return row

    def see_again(self, article: Mapping[str, Any], retrieved_at: datetime) -> None:
        """The bytes of a version again, after others."""
        (document,) = (row for row in self.rows["documents"] if row["document_id"] == article["document_id"])
        self._add("documents", **{**document, "retrieved_at": retrieved_at})
        self._add("articles", **{**article, "retrieved_at": retrieved_at})

    def reject(
        self, uri: str, reason: str, retrieved_at: datetime, raw: str = "", content_sha256: str | None = None
    ) -> None:
        """A document that gave no article, or no new version."""
        raw_sha256 = hashlib.sha256(raw.encode()).hexdigest()
        document_id = key_of("doc", uri, raw_sha256)
        self._add(
            "documents",
            document_id=document_id,
            uri=uri,
            raw_sha256=raw_sha256,
            n_bytes=len(raw),
            media_type="text/html",
            retrieved_at=retrieved_at,
            run_id="run-1",
        )
        self._add(
            "rejects",
            reject_id=key_of("rej", document_id, "extract", reason),
            document_id=document_id,
            uri=uri,
            stage="extract",
            reason=reason,
            detail=raw or "no bytes",
            rejected_at=retrieved_at + timedelta(seconds=1),
            run_id="run-1",
            content_sha256=content_sha256,
        )

    def event(self, article: Mapping[str, Any], event: str, quote: str, **values: Any) -> dict[str, Any]:
        """A report of the event ``event``, which is also its identity."""
        report_id = key_of("evr", article["article_id"], article["content_sha256"], event, quote)
        defaults = {
            "event_type": "talks",
            "status": "held",
            "date_precision": "day" if "start_date" in values else None,
        }
        self._add("event_identities", event_report_id=report_id, event_id=event)
        return self._report("event_reports", article, quote, event_report_id=report_id, **{**defaults, **values})

    def participant(self, event: Mapping[str, Any], party: str, role: str = "party") -> None:
        """A party in the words of an event's report."""
        key = key_of("par", event["event_report_id"], party, role)
        event_report_id = event["event_report_id"]
        self._again(
            "participant_reports",
            event,
            participant_report_id=key,
            event_report_id=event_report_id,
            party=party,
            role=role,
        )

    def claim(self, event: Mapping[str, Any], value_text: str, earliest: date, latest: date) -> None:
        """A claim on the previous round, in the words of an event's report."""
        self._again(
            "claim_reports",
            event,
            claim_report_id=key_of("clm", event["event_report_id"], value_text),
            event_report_id=event["event_report_id"],
            property="previous_round_date",
            value_text=value_text,
            earliest_date=earliest,
            latest_date=latest,
        )

    def delegation(self, event: Mapping[str, Any], party: str, **values: Any) -> dict[str, Any]:
        """A delegation in the words of an event's report."""
        defaults = {"party_type": "country", "status": "attended", "list_status": "unknown"}
        return self._again(
            "delegation_reports",
            event,
            delegation_report_id=key_of("dlr", event["event_report_id"], party),
            event_report_id=event["event_report_id"],
            party=party,
            **{**defaults, **values},
        )

    def member(
        self,
        delegation: Mapping[str, Any],
        person: str,
        name: str,
        *,
        title: str | None = None,
        country: str | None = None,
        role: str = "member",
        status: str = "attended",
    ) -> None:
        """A member of a delegation, and the mention of the person; ``person`` is also the identity."""
        mention_id = key_of("men", delegation["article_id"], delegation["content_sha256"], name)
        if all(row["mention_id"] != mention_id for row in self.rows["person_mentions"]):
            self.mention(delegation, person, name, title=title, country=country)
        self._again(
            "member_reports",
            delegation,
            member_report_id=key_of("mbr", delegation["delegation_report_id"], name),
            delegation_report_id=delegation["delegation_report_id"],
            mention_id=mention_id,
            name_text=name,
            title_text=title,
            role=role,
            status=status,
        )

    def mention(
        self, report: Mapping[str, Any], person: str, name: str, *, title: str | None = None, country: str | None = None
    ) -> None:
        """A person in the article of a report."""
        mention_id = key_of("men", report["article_id"], report["content_sha256"], name)
        self._report(
            "person_mentions", report, name, mention_id=mention_id, name_text=name, title_text=title, country=country
        )
        self._add(
            "person_identities", mention_id=mention_id, person_id=person, decided_by="rule", rule="test", score=0.9
        )

    def place(self, report: Mapping[str, Any], name: str, country: str) -> None:
        """A place in the article of a report."""
        key = key_of("ent", report["article_id"], report["content_sha256"], name)
        self._report(
            "entity_mentions",
            report,
            name,
            mention_id=key,
            entity_type="place",
            name_text=name,
            canonical_name=name,
            country=country,
        )

    def write(self, settings: Settings, batch_id: str = "b1") -> None:
        """Commit all rows to the lake."""
        ensure_lake(settings)
        loose = {*IDENTITIES, "runs"}
        write_batch(settings, batch_id, {n: table_of(r, LAKE[n]) for n, r in self.rows.items() if n not in loose})
        for name in IDENTITIES:
            replace_table(settings, name, table_of(self.rows[name], LAKE[name]), batch_id)
        for row in self.rows["runs"]:
            write_run(settings, row)

    def _identify_story(self, article_id: str, story: str) -> None:
        stories = self.rows["story_identities"]
        if all(row["article_id"] != article_id for row in stories):
            first = next((row["article_id"] for row in stories if row["story_id"] == story), None)
            self._add("story_identities", article_id=article_id, story_id=story, duplicate_of=first)

    def _report(self, table: str, article: Mapping[str, Any], quote: str, **values: Any) -> dict[str, Any]:
        text = self._texts[article["article_id"], article["content_sha256"]]
        start = text.index(quote)
        return self._add(
            table,
            article_id=article["article_id"],
            content_sha256=article["content_sha256"],
            quote=quote,
            start_char=start,
            end_char=start + len(quote),
            extractor=EXTRACTOR,
            **values,
        )

    def _again(self, table: str, report: Mapping[str, Any], **values: Any) -> dict[str, Any]:
        return self._report(table, report, report["quote"], **values)

    def _add(self, table: str, **values: Any) -> dict[str, Any]:
        self.rows[table].append(values)
        return values


def sample_lake() -> SampleLake:
    """Plan and outcome, a disputed head, a reprint, a denial, a corrected article, one that returned to its former words, and
    a second round.
    """
    lake = SampleLake()
    _add_plan(lake)
    _add_first_round(lake)
    _add_dispute(lake)
    _add_second_round(lake)
    _add_returned(lake)
    lake.reject("file:///empty.txt", "empty_file", RETRIEVED)
    lake._add(
        "runs",
        run_id="run-1",
        flow_name="test",
        started_at=RETRIEVED,
        status="completed",
        n_documents=7,
        n_unchanged=0,
        n_duplicates=0,
        n_articles=6,
        n_rejects=1,
        duration_ms=1200,
        ended_at=RETRIEVED + timedelta(seconds=2),
    )
    return lake


def _add_plan(lake: SampleLake) -> None:
    quote = "Ingrid Solvang, deputy fisheries minister, will lead Norway's team with Tor Aasen and Kari Lund."
    article = lake.article(
        "plan",
        "harbour-post",
        datetime(2026, 3, 9, 7, tzinfo=UTC),
        f"Norway meets Iceland in Galway on Tuesday.\n{quote}",
    )
    event = lake.event(
        article, "talks-1", quote, status="scheduled", place="Galway", country="Ireland", start_date=date(2026, 3, 10)
    )
    for party in ("Norway", "Iceland"):
        lake.participant(event, party)
    lake.participant(event, "Ireland", "host")
    norway = lake.delegation(event, "Norway", status="announced")
    lake.member(
        norway,
        "solvang",
        "Ingrid Solvang",
        title="deputy fisheries minister",
        country="Norway",
        role="head",
        status="announced",
    )
    lake.member(norway, "aasen", "Tor Aasen", country="Norway", status="announced")
    lake.member(norway, "lund", "Kari Lund", country="Norway", status="announced")


def _add_first_round(lake: SampleLake) -> None:
    quote = (
        "Norway sent four people, led by Deputy Fisheries Minister Ingrid Solvang and with Tor Aasen of the Coast "
        "Guard, the first talks since June 2024."
    )
    other = "Iceland's side was led by B. Karlsdottir, former head of the Marine Research Institute."
    for name, outlet, story in (("round-one", "reuters", "wire"), ("wire-copy", "quay-times", "wire")):
        article = lake.article(
            name,
            outlet,
            datetime(2026, 3, 11, 18, tzinfo=UTC),
            f"GALWAY (Reuters) {quote}\n{other}",
            story=story,
            agency="Reuters",
        )
        event = lake.event(article, "talks-1", quote, place="Galway", country="Ireland", start_date=date(2026, 3, 11))
        lake.claim(event, "since June 2024", date(2024, 6, 1), date(2024, 6, 30))
        lake.place(event, "GALWAY", "Ireland")
        for party in ("Norway", "Iceland"):
            lake.participant(event, party)
        norway = lake.delegation(event, "Norway", list_status="complete", size_stated=4, counterparts="Iceland")
        lake.member(
            norway, "solvang", "Ingrid Solvang", title="Deputy Fisheries Minister", country="Norway", role="head"
        )
        lake.member(norway, "aasen", "Tor Aasen", title="commander of the Norwegian Coast Guard", country="Norway")
        iceland = lake.delegation({**event, "quote": other}, "Iceland", list_status="complete")
        lake.member(
            iceland,
            "karlsdottir",
            "B. Karlsdottir",
            title="former head of the Marine Research Institute",
            country="Iceland",
            role="head",
        )


def _add_dispute(lake: SampleLake) -> None:
    quote = "Tor Aasen headed the five Norwegians, the first there in nearly four years; Kari Lund was not among them."
    article = lake.article("dispute", "fjord-herald", datetime(2026, 3, 12, 9, tzinfo=UTC), quote)
    event = lake.event(article, "talks-1", quote, place="Galway", start_date=date(2026, 3, 1), date_precision="month")
    lake.claim(event, "in nearly four years", date(2022, 3, 12), date(2022, 9, 12))
    lake.participant(event, "Norway")
    norway = lake.delegation(event, "Norway", size_stated=5, list_status="partial")
    lake.member(norway, "aasen", "Tor Aasen", country="Norway", role="head")
    lake.member(norway, "lund", "Kari Lund", country="Norway", status="denied")


def _add_second_round(lake: SampleLake) -> None:
    first = "The second round opened in Bergen with Odd Fjeld leading Norway against Birna Karlsdottir of Iceland."
    second = first.replace("Odd Fjeld", "Ingrid Solvang")
    published_at = datetime(2026, 5, 20, 10, tzinfo=UTC)
    director = "Fisheries Agency (FA) director"
    corrected = f"{second}\nCorrection: the lead named the wrong head, and Kari Lund sat beside her."
    for text, quote, retrieved_at in (
        (first, first, RETRIEVED),
        (corrected, second, RETRIEVED + timedelta(days=1)),
    ):
        article = lake.article("round-two", "fjord-herald", published_at, text, retrieved_at=retrieved_at)
        event = lake.event(
            article, "talks-2", quote, place="Bergen", country="Norway", start_date=date(2026, 5, 20), round_no=2
        )
        norway = lake.delegation(event, "Norway")
        iceland = lake.delegation(event, "Iceland", list_status="complete")
        lake.member(
            iceland,
            "karlsdottir",
            "Birna Karlsdottir",
            title=director,
            country="Iceland",
            role="head",
        )
        if quote == first:
            lake.member(norway, "fjeld", "Odd Fjeld", country="Norway", role="head")
        else:
            lake.member(
                norway, "solvang", "Ingrid Solvang", title="Acting Defence Minister", country="Norway", role="head"
            )
            lake.member(norway, "lund", "Kari Lund", title="Norway's newly appointed envoy", country="Norway")


def _add_returned(lake: SampleLake) -> None:
    """Versions 1, 2, 1 and 3, an error page, version 2, the same in other bytes, and the error page again."""
    days = iter(RETRIEVED + timedelta(days=day) for day in range(8))

    def read(place: str) -> dict[str, Any]:
        published_at = datetime(2026, 5, 21, 10, tzinfo=UTC)
        text = f"The ferry leaves from {place} on Sunday."
        article = lake.article("ferry", "quay-times", published_at, text, retrieved_at=next(days))
        lake.place(article, place, "Norway")
        return article

    first, second = read("Askvoll"), read("Bremanger")
    lake.see_again(first, next(days))
    read("Selje")
    lake.reject(first["uri"], "not_an_article", next(days), "<p>Something went wrong.")
    lake.see_again(second, next(days))
    lake.reject(first["uri"], "duplicate_version", next(days), f"<p>{second['text']}", second["content_sha256"])
    lake.reject(first["uri"], "not_an_article", next(days), "<p>Something went wrong.")
