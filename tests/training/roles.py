"""Trains the model of roles: ``python -m tests.training.roles``, on the gold articles and the training paragraphs.

Articles whose number is divisible by three are never read here: they are held out to measure on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.training.fit import fit, fit_ranking, fit_surety
from tests.training.lessons import (
    NEITHER,
    CountryLesson,
    Lesson,
    Verdict,
    countries_of_gold,
    lesson_of_gold,
    lesson_of_paragraph,
    read_paragraphs,
)
from tests.training.origins import Named, names_of_paragraph, origins_of
from transforms.reference import Reference
from transforms.tag.events import Event
from transforms.tag.lexicon import Lexicon
from transforms.tag.nationality import NOBODY as NO_COUNTRY
from transforms.tag.people import People, Person
from transforms.tag.recogniser import recogniser_of
from transforms.tag.report import read_report
from transforms.tag.roles import RoleModel, RoleReader
from transforms.tag.roles.decisions import Decision
from transforms.tag.roles.mentions import Mention
from transforms.tag.roles.model import log_odds
from transforms.tag.roles.origins import Origins
from transforms.tag.roles.party_features import NOBODY
from transforms.tag.sentence import Entity, Reading
from warehouse.model import load_model
from warehouse.reference import load_reference
from warehouse.roles import load_scenes
from warehouse.settings import project_dir

GOLD = Path(__file__).parents[1] / "gold"
CORPORA = ("corpus", *(f"wire_{letter}" for letter in "abcdefghijklmnors"))
STORED = Path(__file__).parents[2] / "warehouse" / "roles.json"
ROLE_PENALTY, PARTY_PENALTY, COUNTRY_PENALTY = 0.003, 0.004, 0.01
THRESHOLD = 0.42
FOLDS = 4
ARTICLE, PARAGRAPH = "article", "paragraph"

NO_MODEL = RoleModel({}, {}, {}, scenes=load_scenes())

Article = dict[str, Any]
Clues = dict[str, list[str]]  # of those for whom a person may act
Judged = tuple[float, float, list[str], bool]  # the odds of role and party, what speaks for them, are they right


@dataclass(frozen=True, slots=True)
class Text:
    """A text to learn from, and what is right of its persons."""

    body: str
    lesson: Lesson
    title: str | None = None
    published: date | None = None
    named: tuple[Named, ...] = ()  # persons with their countries
    country_of: CountryLesson = lambda _person: None
    source: str = ARTICLE  # members are more frequent in paragraphs that are written to train on


@dataclass(slots=True)
class Examples:
    """What the models learn from: features with the right answer, and candidate parties with the right ones."""

    belongs: list[tuple[list[str], int]] = field(default_factory=list)
    leads: list[tuple[list[str], int]] = field(default_factory=list)
    parties: list[tuple[dict[str, list[str]], set[str]]] = field(default_factory=list)


@dataclass(slots=True)
class Teacher(RoleReader):
    """A reader that knows what is right: it decides so, and notes what it saw."""

    lesson: Lesson = lambda _mention, _person: NEITHER
    source: str = ARTICLE
    examples: Examples = field(default_factory=Examples)
    verdict: Verdict = NEITHER

    def belonging(self, features: list[list[str]], chain: list[Mention]) -> list[float]:
        """1 for the names that are in a delegation."""
        verdicts = [self.lesson(mention, self.people.at(mention.name)) for mention in chain]
        for seen, verdict in zip(features, verdicts, strict=True):
            if verdict.teaches:
                seen = [*seen, f"source:{self.source}"]
                self.examples.belongs += [(one, int(verdict.role != "none")) for one in _also_without_frames(seen)]
        return [float(verdict.role != "none") for verdict in verdicts]

    def role_of(self, features: list[str], mention: Mention, framed: set[str]) -> str:
        """The right role."""
        self.verdict = self.lesson(mention, self.people.at(mention.name))
        leads = int(self.verdict.role == "head")
        self.examples.leads += [(one, leads) for one in _also_without_frames(features)]
        return self.verdict.role

    def choose(self, features: dict[str, list[str]], framed: str | None, overrule: float) -> tuple[str, float]:
        """The right one of the candidates."""
        right = {name for name in features if name != NOBODY and self.verdict.means(name)}
        self.examples.parties.append((features, right or {NOBODY}))
        if framed:
            plain = {name: _without_frames(found) for name, found in features.items()}
            self.examples.parties.append((plain, right or {NOBODY}))
        return min(right, default=NOBODY), 1.0


@dataclass(slots=True)
class Judge(RoleReader):
    """A reader that decides as its model does, and notes how often that is right, and for whom persons act."""

    text: Text = Text("", lambda _mention, _person: NEITHER)
    judged: list[Judged] = field(default_factory=list)
    countries: list[tuple[Clues, set[str]]] = field(default_factory=list)

    def weigh(self, decision: Decision, support: list[str]) -> Decision:
        """Notes a decision with what speaks for it, and whether role and party are right."""
        verdict = self.text.lesson(decision.mention, self.people.at(decision.mention.name))
        if verdict.teaches:
            is_right = verdict.role != "none" and decision.party is not None and verdict.means(decision.party.name)
            odds = log_odds(decision.confidence), log_odds(decision.sure_of_party)
            self.judged.append((*odds, support, is_right))
        return RoleReader.weigh(self, decision, support)

    def choose_country(self, person: Person, clues: Clues) -> str:
        """The right one, where it is among those for whom a person may act."""
        right = self.text.country_of(person)
        if right in clues:
            self.countries.append((clues, {right}))
            return right
        return NO_COUNTRY


def _also_without_frames(features: list[str]) -> list[list[str]]:
    """The words must be able to speak for themselves."""
    plain = _without_frames(features)
    return [features] if len(plain) == len(features) else [features, plain]


def _without_frames(features: list[str]) -> list[str]:
    return [f for f in features if not f.startswith("frame") and "|frame" not in f and "+frame" not in f]


def gold_articles(corpora: Iterable[str] = CORPORA) -> list[Article]:
    """The articles that are not held out."""
    articles = [a for name in corpora for a in json.loads((GOLD / name / "gold.json").read_text("utf-8"))["articles"]]
    return [a for a in articles if int(re.sub(r"\D", "", a["id"])) % 3]


def entities_of(articles: list[Article]) -> list[list[Entity]]:
    """What the language model sees in each article."""
    return recogniser_of(load_model()).entities("\n".join(a["body"]) for a in articles)


def text_of(article: Article, reference: Reference) -> Text:
    """A gold article to learn from."""
    published = date.fromisoformat(article["published"]) if len(article["published"] or "") == 10 else None
    named = tuple((p["name"], p["affiliation_country"]) for p in article["people"] if p["affiliation_country"])
    lesson = lesson_of_gold(article["delegations"])
    country_of = countries_of_gold(article["people"], reference)
    return Text("\n".join(article["body"]), lesson, article["title"], published, named, country_of)


def all_texts(reference: Reference) -> list[Text]:
    """The gold articles that are not held out, and the training paragraphs."""
    paragraphs = [
        Text(p.text, lesson_of_paragraph(p, reference), named=names_of_paragraph(p, reference), source=PARAGRAPH)
        for p in read_paragraphs()
    ]
    return [*(text_of(article, reference) for article in gold_articles()), *paragraphs]


def read_with(reader_of: Callable[[Text, People], RoleReader], texts: Sequence[Text], lexicon: Lexicon) -> None:
    """Reads each text with a reader of its own."""
    seen = recogniser_of(load_model()).entities(text.body for text in texts)
    for text, entities in zip(texts, seen, strict=True):

        def surveying(readings: list[Reading], people: People, events: list[Event], text: Text = text) -> RoleReader:
            reader = reader_of(text, people)
            reader.survey(readings, events)
            return reader

        read_report(text.body, entities, lexicon, text.published, text.title, surveying)


def examples_of(texts: Sequence[Text], lexicon: Lexicon, origins: Origins) -> list[Examples]:
    """The examples that each text gives; ``origins`` must not know the names of these texts."""
    found = {id(text): Examples() for text in texts}
    model = replace(NO_MODEL, origins=origins)

    def teacher_of(text: Text, people: People) -> Teacher:
        return Teacher(model, people, lesson=text.lesson, source=text.source, examples=found[id(text)])

    read_with(teacher_of, texts, lexicon)
    return [found[id(text)] for text in texts]


def train(examples: Iterable[Examples], origins: Origins) -> RoleModel:
    """The model, before it knows how far its probabilities can be trusted."""
    gathered = list(examples)
    belongs = fit([e for one in gathered for e in one.belongs], ROLE_PENALTY)
    leads = fit([e for one in gathered for e in one.leads], ROLE_PENALTY)
    parties = fit_ranking([e for one in gathered for e in one.parties], PARTY_PENALTY)
    return replace(NO_MODEL, belongs=belongs, leads=leads, parties=parties, origins=origins)


def train_surely(texts: Sequence[Text], lexicon: Lexicon) -> RoleModel:
    """The model, with what its probabilities were worth on articles that it was not trained on.

    For whom persons act is learned there, too: of delegations and origins of names as they are on unknown articles.
    Paragraphs are of another kind: they are known to every model, and none is tried on them.
    """
    folds = [texts[k::FOLDS] for k in range(FOLDS)]
    origins = [_origins(text for other in folds if other is not fold for text in other) for fold in folds]
    taught = [examples_of(fold, lexicon, known) for fold, known in zip(folds, origins, strict=True)]
    judged, countries = list[Judged](), list[tuple[Clues, set[str]]]()
    for fold, known in zip(folds, origins, strict=True):
        seen = [
            one
            for other, examples in zip(folds, taught, strict=True)
            for text, one in zip(other, examples, strict=True)
            if other is not fold or text.source == PARAGRAPH
        ]
        trained = train(seen, known)

        def judge_of(text: Text, people: People, model: RoleModel = trained) -> Judge:
            return Judge(model, people, text=text, judged=judged, countries=countries)

        read_with(judge_of, [text for text in fold if text.source == ARTICLE], lexicon)
    model = train((one for examples in taught for one in examples), _origins(texts))
    surety, acts = fit_surety(judged), fit_ranking(countries, COUNTRY_PENALTY)
    return replace(model, surety=surety, threshold=THRESHOLD, countries=acts)


def _origins(texts: Iterable[Text]) -> Origins:
    return origins_of(one for text in texts for one in text.named)


if __name__ == "__main__":
    known = load_reference(project_dir())
    model = train_surely(all_texts(known), Lexicon(known))
    weights = {
        name: value for name, value in asdict(model).items() if name != "scenes"
    }  # they have a file of their own
    STORED.write_text(json.dumps(weights, ensure_ascii=False, sort_keys=True, indent=None) + "\n", "utf-8")
