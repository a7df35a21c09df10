"""What of the gold was found, what was missed and what is false, over the articles of a set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.benchmarks.agreement import (
    countries_agree,
    dates_agree,
    names_agree,
    pair,
    parties_agree,
    texts_agree,
    titles_agree,
)
from tests.benchmarks.cases import Case, iso
from tests.benchmarks.cues import cue_of
from transforms.reference import Reference

Row = dict[str, Any]

MEASURES = (
    "delegations", "head", "members", "titles", "place", "date", "status", "people", "people titles",
    "people countries", "events",
)  # fmt: skip
_HALF = 0.5


@dataclass(slots=True)
class Count:
    """How many were found, reported falsely and missed."""

    found: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what is reported that is right; 1 where nothing is."""
        return self.found / (self.found + self.false) if self.found + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that is reported; 1 where there is none."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return (
            2 * self.found / (2 * self.found + self.false + self.missed)
            if self.found + self.false + self.missed
            else 1.0
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """One member that the gold or the product puts into a delegation: found, missed or false, and by which words."""

    article_id: str
    kind: str
    party: str
    name: str
    cue: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A row or a field that is missed, false or wrong."""

    article_id: str
    measure: str
    gold: object
    found: object


@dataclass(slots=True)
class Tally:
    """The counts of each measure, the verdicts on members, and which reported rows are right."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in MEASURES})
    verdicts: list[Verdict] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)  # but for members
    judged: dict[str, list[tuple[Row, bool]]] = field(default_factory=dict)  # reported rows, and whether they are right
    n_hard_negatives: int = 0
    n_false_in_hard_negatives: int = 0

    def add(self, case: Case, reference: Reference) -> None:
        """Count one article."""
        if case.gold.get("hard_negative"):
            self.n_hard_negatives += 1
            self.n_false_in_hard_negatives += len(case.delegations)
        self._add_delegations(case, reference)
        self._add_people(case, reference)
        self._add_events(case)

    def _add_delegations(self, case: Case, reference: Reference) -> None:
        gold, found = case.gold["delegations"], case.delegations
        pairs = pair(gold, found, partial(_likeness, reference=reference))
        for i, j in pairs:
            self._compare(case, gold[i], found[j], reference)
        for i in set(range(len(gold))) - {i for i, _ in pairs}:
            self._miss(case, gold[i])
        for j in set(range(len(found))) - {j for _, j in pairs}:
            self._decide(case, "delegations", None, found[j]["party"], is_right=False)
            self._judge("delegations", found[j], is_right=False)
            for name in ("place", "date", "status"):
                self.counts[name].false += found[j][name] is not None
            self._judge_members(case, None, found[j])

    def _compare(self, case: Case, gold: Row, found: Row, reference: Reference) -> None:
        is_right = parties_agree(gold, found["party"], reference)
        self._decide(case, "delegations", gold["party"], found["party"], is_right=is_right)
        self._judge("delegations", found, is_right=is_right)
        self._judge_members(case, gold, found)
        places, dates = ([gold.get(n), *gold.get(f"{n}_alt", [])] for n in ("place", "date"))
        self._decide(case, "place", gold.get("place"), found["place"], is_right=texts_agree(places, found["place"]))
        self._decide(case, "date", gold.get("date"), found["date"], is_right=dates_agree(dates, found["date"]))
        statuses = [gold["status"], *gold.get("status_alt", [])]
        self._decide(case, "status", gold["status"], found["status"], is_right=found["status"] in statuses)

    def _miss(self, case: Case, gold: Row) -> None:
        self._decide(case, "delegations", gold["party"], None, is_right=False)
        for name in ("place", "date", "status"):
            self.counts[name].missed += gold.get(name) is not None
        self._judge_members(case, gold, None)

    def _judge_members(self, case: Case, gold: Row | None, found: Row | None) -> None:
        ours, theirs = gold["members"] if gold else [], found["members"] if found else []
        pairs = dict(pair(ours, theirs, lambda g, f: names_agree(g["name"], f["name_text"])))
        self._judge_head(case, gold, theirs)
        for i, member in enumerate(ours):
            kind = "found" if i in pairs else "missed"
            sentence = (
                theirs[pairs[i]]["quote"] if i in pairs else _sentence_of(member["name"], (gold or {})["evidence"])
            )
            self._verdict(case, kind, (gold or {})["party"], member["name"], sentence)
            if i in pairs:
                self._decide_title(case, "titles", member, theirs[pairs[i]])
        optional = [m["name"] for m in gold.get("optional_members", [])] if gold else []
        for j, member in enumerate(theirs):
            is_right = j in pairs.values()
            if not is_right and any(names_agree(name, member["name_text"]) for name in optional):
                continue
            self._judge("members", member, is_right=is_right)
            if not is_right:
                self._verdict(case, "false", str((found or {})["party"]), member["name_text"], member["quote"])

    def _judge_head(self, case: Case, gold: Row | None, members: Sequence[Row]) -> None:
        wanted = gold.get("head") if gold else None
        head = next((m["name_text"] for m in members if m["role"] == "head"), None)
        names = [wanted, *gold.get("head_alt", [])] if gold else []
        is_right = head is not None and any(names_agree(name, head) for name in names if name)
        if wanted or not is_right:  # a likely head where the gold has none costs nothing
            self._decide(case, "head", wanted, head, is_right=is_right)

    def _verdict(self, case: Case, kind: str, party: str, name: str, sentence: str) -> None:
        setattr(self.counts["members"], kind, getattr(self.counts["members"], kind) + 1)
        self.verdicts.append(Verdict(case.gold["id"], kind, party, name, cue_of(sentence, name), sentence))

    def _add_people(self, case: Case, reference: Reference) -> None:
        gold, found = case.gold["people"], case.reported["person_mentions"]
        pairs = pair(gold, found, lambda g, f: names_agree(g["name"], f["name_text"]))
        self._count(case, "people", pairs, [g["name"] for g in gold], [f["name_text"] for f in found])
        for j, person in enumerate(found):
            self._judge("people", person, is_right=j in [k for _, k in pairs])
        for i, j in pairs:
            self._decide_title(case, "people titles", gold[i], found[j])
            ours, theirs = gold[i].get("affiliation_country"), found[j]["country"]
            is_right = bool(ours and theirs) and countries_agree(ours, theirs, reference)
            self._decide(case, "people countries", ours, theirs, is_right=is_right)

    def _add_events(self, case: Case) -> None:
        gold, found = case.gold["events"], case.reported["event_reports"]
        pairs = pair(gold, found, _is_same_event)
        self._count(
            case,
            "events",
            pairs,
            [_event_line(g["type"], g.get("place"), g.get("start_date")) for g in gold],
            [_event_line(f["event_type"], f["place"], iso(f["start_date"], f["date_precision"])) for f in found],
        )
        for j, event in enumerate(found):
            self._judge("events", event, is_right=j in [k for _, k in pairs])

    def _count(
        self, case: Case, measure: str, pairs: Sequence[tuple[int, int]], gold: list[str], found: list[str]
    ) -> None:
        """Rows of a kind, each given by what it says."""
        self.counts[measure].found += len(pairs)
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
            self._decide(case, measure, gold[i], None, is_right=False)
        for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
            self._decide(case, measure, None, found[j], is_right=False)

    def _decide(self, case: Case, measure: str, gold: object, found: object, *, is_right: bool) -> None:
        """A field with one value: a wrong one is false and, where the gold has one, a miss too."""
        count = self.counts[measure]
        if not is_right and (gold is not None or found is not None):
            self.slips.append(Slip(case.gold["id"], measure, gold, found))
        count.found += is_right and found is not None
        count.false += found is not None and not is_right
        count.missed += gold is not None and not is_right

    def _decide_title(self, case: Case, measure: str, gold: Row, found: Row) -> None:
        titles = [gold.get("title") or "", *gold.get("title_alt", [])]
        printed = found["title_text"] or None
        is_right = printed is not None and titles_agree(titles, printed)
        self._decide(case, measure, titles[0] or None, printed, is_right=is_right)

    def _judge(self, measure: str, row: Row, *, is_right: bool) -> None:
        self.judged.setdefault(measure, []).append((row, is_right))


def _likeness(gold: Row, found: Row, reference: Reference) -> float:
    """How much a reported delegation is that of the gold: by party, head and members, then by place and date."""
    ours, theirs = gold["members"], found["members"]
    n_shared = len(pair(ours, theirs, lambda g, f: names_agree(g["name"], f["name_text"])))
    shared = 2 * n_shared / (len(ours) + len(theirs)) if n_shared else 0.0
    head = next((m["name_text"] for m in theirs if m["role"] == "head"), None)
    has_head = bool(gold.get("head") and head and names_agree(gold["head"], head))
    party = parties_agree(gold, found["party"], reference)
    if not (party or has_head or shared >= _HALF):
        return 0
    place = texts_agree([gold.get("place") or ""], found["place"])
    day = dates_agree([gold.get("date") or ""], found["date"])
    return 4 * party + 3 * has_head + 3 * shared + place + day


def _is_same_event(gold: Row, found: Row) -> bool:
    day = iso(found["start_date"], found["date_precision"])
    return (
        gold["type"] == found["event_type"]
        and (not gold.get("place") or texts_agree([gold["place"]], found["place"]))
        and (not gold.get("start_date") or dates_agree([gold["start_date"]], day))
    )


def _event_line(kind: str, place: str | None, day: str | None) -> str:
    return " ".join(filter(None, (kind, place, day)))


def _sentence_of(name: str, evidence: str) -> str:
    parts = evidence.split(" || ")
    return next((part for part in parts if any(word in part for word in name.split()[::-1])), parts[0])


def add_all(cases: Iterable[Case], reference: Reference) -> Tally:
    """The tally of a set."""
    tally = Tally()
    for case in cases:
        tally.add(case, reference)
    return tally
