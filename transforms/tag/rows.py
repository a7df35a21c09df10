"""A report as rows of the lake's reported tables; the keys hash the article's version and the place in its text."""

from __future__ import annotations

from typing import Any

from transforms.keys import key_of
from transforms.tables import LIST_SEPARATOR, REPORTED
from transforms.tag.claims import PREVIOUS_ROUND_DATE
from transforms.tag.confidence import ConfidenceModel, delegation_features, event_features, person_features
from transforms.tag.delegation import Delegation
from transforms.tag.events import Event
from transforms.tag.report import Report
from transforms.tag.sentence import Reading

EXTRACTOR = "en-roles-7"

Row = dict[str, Any]


class ArticleRows:
    """Rows of one version of one article, by table."""

    def __init__(
        self, report: Report, article_id: str, content_sha256: str, confidence: ConfidenceModel | None = None
    ) -> None:
        self.report = report
        self._confidence = confidence
        self.version = {"article_id": article_id, "content_sha256": content_sha256, "extractor": EXTRACTOR}
        self.tables: dict[str, list[Row]] = {name: [] for name in REPORTED}
        self._mention_ids: dict[int, str] = {}
        self._event_ids: dict[int, str] = {}
        self._write_people()
        self._write_entities()
        self._write_events()
        self._write_delegations()
        self._write_claims()
        self._check_keys()

    def _key(self, kind: str, *parts: str | int | None) -> str:
        return key_of(kind, self.version["article_id"], self.version["content_sha256"], *parts)

    def _probability(self, kind: str, features: list[str]) -> float | None:
        return round(self._confidence.probability(kind, features), 3) if self._confidence else None

    def _check_keys(self) -> None:
        """Two rows of one key would fail the tables of all articles: better this article alone."""
        for name, rows in self.tables.items():
            key = REPORTED[name].names[0]
            if len({row[key] for row in rows}) < len(rows):
                raise ValueError(f"{name}: two rows have the same {key}")

    def _write_people(self) -> None:
        for person in self.report.people.all:
            name = person.fullest
            mention_id = self._key("men", "person", name.start, name.end)
            self._mention_ids[id(person)] = mention_id
            self.tables["person_mentions"].append(
                self.version
                | _span(name.text, name.start)
                | {
                    "mention_id": mention_id,
                    "name_text": name.text,
                    "title_text": person.title_text,
                    "country": person.acts_for,
                    "confidence": self._probability("people", person_features(person, self.report.delegations)),
                }
            )

    def _write_entities(self) -> None:
        for entity in self.report.entities:
            self.tables["entity_mentions"].append(
                self.version
                | _span(entity.name, entity.start)
                | {
                    "mention_id": self._key("men", entity.entity_type, entity.start, entity.end),
                    "entity_type": entity.entity_type,
                    "name_text": entity.name,
                    "canonical_name": entity.canonical_name,
                    "country": entity.country,
                }
            )

    def _write_events(self) -> None:
        for number, event in enumerate(self.report.events):
            event_id = self._key("evr", number, event.evidence.sentence.start, event.event_type)
            self._event_ids[id(event)] = event_id
            self.tables["event_reports"].append(
                self.version
                | _quote(event.evidence)
                | {
                    "event_report_id": event_id,
                    "event_type": event.event_type,
                    "status": event.status,
                    "place": event.place,
                    "country": event.country,
                    "start_date": event.start_day,
                    "end_date": event.when.day if event.when and event.is_end else None,
                    "date_precision": event.precision,
                    "host": event.host,
                    "round_no": event.round_no,
                    "parties": LIST_SEPARATOR.join(sorted(event.parties)) or None,
                    "confidence": self._probability("events", event_features(event, self.report)),
                }
            )
            self._write_participants(event, event_id)

    def _write_participants(self, event: Event, event_id: str) -> None:
        evidence = {d.party.name: d.evidence for d in self.report.delegations if d.event is event}
        roles = {party: ("party", evidence.get(party, event.evidence)) for party in sorted(event.parties)}
        for party, (role, reading) in {**event.roles, **roles}.items():
            self.tables["participant_reports"].append(
                self.version
                | _quote(reading)
                | {
                    "participant_report_id": self._key("par", event_id, party, role),
                    "event_report_id": event_id,
                    "party": party,
                    "role": role,
                }
            )

    def _write_delegations(self) -> None:
        for number, delegation in enumerate(self.report.delegations):
            event = delegation.event
            delegation_id = self._key("der", number, delegation.party.name, self._event_ids[id(event)])
            self.tables["delegation_reports"].append(
                self.version
                | _quote(delegation.evidence)
                | {
                    "delegation_report_id": delegation_id,
                    "event_report_id": self._event_ids[id(event)],
                    "party": delegation.party.name,
                    "party_type": delegation.party.party_type,
                    "status": delegation.status,
                    "list_status": delegation.list_status,
                    "counterparts": LIST_SEPARATOR.join(sorted(event.parties - {delegation.party.name})) or None,
                    "place": event.place,
                    "date": event.start_day,
                    "date_precision": event.precision,
                    "size_stated": delegation.size_stated,
                    "confidence": self._probability("delegations", delegation_features(delegation, self.report)),
                }
            )
            self._write_members(delegation, delegation_id)

    def _write_members(self, delegation: Delegation, delegation_id: str) -> None:
        for member in delegation.members:
            self.tables["member_reports"].append(
                self.version
                | _quote(member.reading)
                | {
                    "member_report_id": self._key("mer", delegation_id, self._mention_ids[id(member.person)]),
                    "delegation_report_id": delegation_id,
                    "mention_id": self._mention_ids[id(member.person)],
                    "name_text": member.person.name,
                    "title_text": member.title,
                    "role": member.role,
                    "status": member.status,
                    "confidence": round(member.confidence, 3),
                }
            )

    def _write_claims(self) -> None:
        for number, claim in enumerate(self.report.claims):
            self.tables["claim_reports"].append(
                self.version
                | _quote(claim.reading)
                | {
                    "claim_report_id": self._key("clm", number, claim.reading.sentence.start),
                    "event_report_id": self._event_ids[id(claim.event)],
                    "property": PREVIOUS_ROUND_DATE,
                    "value_text": claim.value_text,
                    "earliest_date": claim.earliest,
                    "latest_date": claim.latest,
                }
            )


def _quote(reading: Reading) -> Row:
    return _span(reading.sentence.text, reading.sentence.start)


def _span(quote: str, start: int) -> Row:
    return {"quote": quote, "start_char": start, "end_char": start + len(quote)}
