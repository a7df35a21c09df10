"""Published rows as FollowTheMoney entities (https://followthemoney.tech/, model 3.8), and the statements reports make.

A delegation is an Organization, its members hold a Membership in it, and a Representation ties it to the party that
sent it; an event is an Event, a post a Position with an Occupancy for each who is titled so, an article an Article with
its Mentions. Ids are those of the warehouse or hashes of what the entity is: the same rows give the same entities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from transforms.export.redistributable import is_local, short_quote
from transforms.keys import key_of
from transforms.tables import LIST_SEPARATOR

Row = Mapping[str, Any]
Entity = dict[str, Any]

# Codes of ISO 639-1 and the codes of 639-3 that the model knows.
_LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "af:afr ar:ara az:aze be:bel bg:bul bs:bos ca:cat cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas "
        "fi:fin fr:fra he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan "
        "ko:kor ky:kir lb:ltz lt:lit lv:lav mk:mkd mn:mon ms:msa mt:mlt my:mya nb:nor ne:nep nl:nld nn:nor no:nor "
        "pl:pol pt:por ro:ron ru:rus sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa tg:tgk tk:tuk tl:tgl tr:tur uk:ukr "
        "ur:urd uz:uzb zh:zho"
    ).split()
)
_DIGITS = {"year": 4, "month": 7}
_STATUS_OF_POST = {"current": "current", "former": "ended"}


@dataclass(frozen=True, slots=True)
class EntityMaker:
    """Makes entities of rows; ``codes`` has the two-letter code of each country's name."""

    codes: Mapping[str, str]
    is_redistributable: bool = False

    def party(self, row: Row) -> Entity:
        """Who sends delegations: a country's government, or a body."""
        name = row["party"]
        schema = "PublicBody" if name in self.codes else "Organization"
        return _entity(party_id(name), schema, name=name, country=self._code(name), classification=row["party_type"])

    def person(self, row: Row) -> Entity:
        """A person with all spellings."""
        return _entity(
            row["person_id"],
            "Person",
            name=row["name"],
            alias=row["aliases"],
            country=self._code(row["country"]),
            position=row["current_title"],
        )

    def position(self, row: Row) -> Entity:
        """A post, whoever holds it."""
        return _entity(
            _position_id(row),
            "Position",
            name=row["title"],
            country=self._code(row["country"]),
            description=row["organisation"],
        )

    def occupancy(self, row: Row) -> Entity:
        """A person in a post; the dates are those of reports, not of office."""
        return _entity(
            row["position_id"],
            "Occupancy",
            holder=row["person_id"],
            post=_position_id(row),
            status=_STATUS_OF_POST.get(row["status"]),
            date=[_day(row["first_reported_on"]), _day(row["last_reported_on"])],
        )

    def event(self, row: Row) -> Entity:
        """An event with the parties and delegations that took part."""
        return _entity(
            row["event_id"],
            "Event",
            name=row["name"],
            startDate=_day(row["start_date"], row["date_precision"]),
            endDate=_day(row["end_date"]),
            location=[row["city"], row["venue"]],
            country=self._code(row["country"]),
            organizer=[party_id(name) for name in row["hosts"] or ()],
            involved=[*map(party_id, row["parties"] or ()), *(row["delegations"] or ())],
            keywords=[row["event_type"], row["status"], row["plover_type"]],
            proof=row["articles"],
        )

    def delegation(self, row: Row) -> Entity:
        """A delegation as an organisation of its own."""
        return _entity(
            row["delegation_id"],
            "Organization",
            name=f"Delegation of {row['party']}, {row['event_name']}",
            classification="delegation",
            status=row["status"],
            country=self._code(row["party"]),
            proof=row["articles"],
        )

    def representation(self, row: Row) -> Entity:
        """That a delegation acts for the party that sent it."""
        return _entity(
            _representation_id(row["delegation_id"]),
            "Representation",
            agent=row["delegation_id"],
            client=party_id(row["party"]),
            role="delegation",
            date=_day(row["start_date"], row["date_precision"]),
        )

    def membership(self, row: Row) -> Entity:
        """A person's seat in a delegation; the title stands in ``description``."""
        return _entity(
            row["delegation_member_id"],
            "Membership",
            member=row["person_id"],
            organization=row["delegation_id"],
            role=row["role"],
            status=row["status"],
            description=row["title_text"],
            date=_day(row["start_date"], row["date_precision"]),
        )

    def article(self, row: Row) -> Entity:
        """An article in its present version."""
        return _entity(
            row["article_id"],
            "Article",
            title=row["title"],
            author=(row["authors"] or "").split(LIST_SEPARATOR),
            publisher=row["source_name"],
            sourceUrl=[url for url in (row["url"], row["canonical_url"]) if url and not is_local(url)],
            language=_LANGUAGES.get(row["language"]),
            publishedAt=_moment(row["published_at"]),
            retrievedAt=_moment(row["retrieved_at"]),
            bodyText=None if self.is_redistributable else row["text"],
        )

    def person_mention(self, row: Row) -> Entity:
        """A person in an article."""
        return self._mention(row, "Person", row["person_id"])

    def entity_mention(self, row: Row) -> Entity:
        """An organisation or a place in an article; who or what it is was not resolved."""
        return self._mention(row, "Organization" if row["entity_type"] == "organisation" else "Address", None)

    def _mention(self, row: Row, schema: str, resolved: str | None) -> Entity:
        return _entity(
            row["mention_id"],
            "Mention",
            document=row["article_id"],
            name=row["name_text"],
            detectedSchema=schema,
            resolved=resolved,
            contextCountry=self._code(row["country"]),
        )

    def _code(self, country: str | None) -> str | None:
        return self.codes.get(country) if country else None

    def statements(self, kind: str, row: Row) -> Iterator[dict[str, Any]]:
        """What a report of a ``kind`` of ``STATED`` says of an entity, property by property, with its words.

        Outlets may differ: a statement need not be what the entity has.
        """
        entity_id, schema, values = STATED[kind](row)
        quote = short_quote(row["quote"]) if self.is_redistributable else row["quote"]
        url = row["url"]
        evidence = {
            "document_id": row["article_id"],
            "source": row["source_name"],
            "url": None if url and self.is_redistributable and is_local(url) else url,
            "published_at": _moment(row["published_at"]),
            "quote": quote,
            **{name: row[name] for name in ("version", "start_char", "end_char", "extractor", "report_id")},
        }
        for name, value in values:
            if value:
                yield {"entity_id": entity_id, "schema": schema, "property": name, "value": value, **evidence}


def party_id(name: str) -> str:
    """The id of the entity of a party."""
    return key_of("party", name)


_Stated = tuple[str, str, list[tuple[str, str | None]]]  # entity, its schema, properties with values


def _stated_of_event(row: Row) -> _Stated:
    day = _day(row["start_date"], row["date_precision"])
    values = [("startDate", day), ("location", row["place"]), ("keywords", row["status"])]
    return row["event_id"], "Event", values


def _stated_of_participant(row: Row) -> _Stated:
    name = "organizer" if row["role"] == "host" else "involved"
    return row["event_id"], "Event", [(name, party_id(row["party"]))]


def _stated_of_delegation(row: Row) -> _Stated:
    return _representation_id(row["delegation_id"]), "Representation", [("client", party_id(row["party"]))]


def _stated_of_member(row: Row) -> _Stated:
    values = [("role", row["role"]), ("status", row["status"]), ("description", row["title_text"])]
    return row["delegation_member_id"], "Membership", values


def _stated_of_mention(row: Row) -> _Stated:
    return row["report_id"], "Mention", [("name", row["name_text"])]


STATED = {
    "event_reports": _stated_of_event,
    "participant_reports": _stated_of_participant,
    "delegation_reports": _stated_of_delegation,
    "member_reports": _stated_of_member,
    "person_mentions": _stated_of_mention,
    "entity_mentions": _stated_of_mention,
}


def _entity(entity_id: str, schema: str, **properties: str | Sequence[str | None] | None) -> Entity:
    """An entity as FollowTheMoney writes it: each property a list of texts, without those that have no value."""
    kept = {}
    for name, values in properties.items():
        texts = [values] if values is None or isinstance(values, str) else values
        unique = list(dict.fromkeys(text for text in texts if text))
        if unique:
            kept[name] = unique
    return {"id": entity_id, "schema": schema, "properties": kept}


def _position_id(row: Row) -> str:
    return key_of("post", row["title"], row["organisation"], row["country"])


def _representation_id(delegation_id: str) -> str:
    return key_of("rep", delegation_id)


def _day(day: date | None, precision: str | None = None) -> str | None:
    """A date in as many digits as are known."""
    return day.isoformat()[: _DIGITS.get(precision or "", 10)] if day else None


def _moment(moment: datetime | None) -> str | None:
    """A time in seconds, UTC: the model has no finer."""
    return moment.isoformat(timespec="seconds") if moment else None
