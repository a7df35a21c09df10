"""Trains the model of roles on the gold articles of this repository: ``python -m tests.training.roles``.

Articles whose number is divisible by three are never read here: they are held out to measure on.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from transforms.reference import fold
from transforms.tag.events import Event
from transforms.tag.lexicon import Lexicon
from transforms.tag.people import People
from transforms.tag.recogniser import recogniser_of
from transforms.tag.report import read_report
from transforms.tag.roles import RoleModel, RoleReader
from transforms.tag.roles.mentions import Mention
from transforms.tag.roles.model import ROLES
from transforms.tag.roles.party_features import NOBODY
from transforms.tag.sentence import Entity, Reading
from warehouse.model import load_model
from warehouse.reference import load_reference
from warehouse.settings import project_dir

GOLD = Path(__file__).parents[1] / "gold"
CORPORA = ("corpus", "wire_a", "wire_b", "wire_c")
STORED = Path(__file__).parents[2] / "warehouse" / "roles.json"
LEAST_COUNT = 2  # features seen less often are left out
ROLE_PENALTY, PARTY_PENALTY = 0.02, 0.02
THRESHOLD = 0.55
STEPS = 250

Article = dict[str, Any]
Matrix = npt.NDArray[np.float32]


@dataclass(slots=True)
class Examples:
    """What a model learns from: features with the right role, and candidate parties with the right ones."""

    roles: list[tuple[list[str], int]] = field(default_factory=list)
    parties: list[tuple[dict[str, list[str]], set[str]]] = field(default_factory=list)


@dataclass(slots=True)
class Teacher(RoleReader):
    """A reader that knows the gold: it decides as the gold does and notes what it saw."""

    gold: Sequence[Article] = ()
    examples: Examples = field(default_factory=Examples)
    parties_meant: list[set[str]] = field(default_factory=list)

    def decide(self, features: list[str], mention: Mention, framed: set[str]) -> tuple[str, float]:
        """The gold's role of a mention."""
        person = fold(self.people.at(mention.name).name).split()
        role, spoken_of = "none", False
        self.parties_meant = []
        for delegation in self.gold:
            names = [m["name"] for m in delegation["members"] + delegation.get("optional_members", [])]
            known = next((n for n in names if _is_same(person, fold(n).split())), None)
            if known is None:
                continue
            spoken_of = True
            if known in [m["name"] for m in delegation["members"]] and _rests_on(delegation["evidence"], mention):
                role = "head" if known == delegation["head"] else "member"
                self.parties_meant.append(_names_of(delegation))
        if role != "none" or not spoken_of:  # what is said of a member elsewhere teaches nothing
            self.examples.roles.append((features, ROLES.index(role)))
            if framed:  # the words must be able to speak for themselves
                self.examples.roles.append((_without_frames(features), ROLES.index(role)))
        return role, 1.0

    def choose(self, features: dict[str, list[str]], mention: Mention, framed: str | None) -> tuple[str, float]:
        """The candidate that the gold names."""
        meant = set[str]().union(*self.parties_meant)
        right = {name for name in features if fold(name) in meant}
        self.examples.parties.append((features, right or {NOBODY}))
        if framed:
            plain = {name: _without_frames(found) for name, found in features.items()}
            self.examples.parties.append((plain, right or {NOBODY}))
        return min(right, default=NOBODY), 1.0


def _without_frames(features: list[str]) -> list[str]:
    return [f for f in features if not f.startswith("frame") and "|frame" not in f and "+frame" not in f]


def _is_same(words: list[str], gold: list[str]) -> bool:
    if len(words) == 1 or len(gold) == 1:
        return words[-1] in gold or gold[-1] in words
    shared = len(set(words) & set(gold))
    return shared >= 2 and shared == min(len(set(words)), len(set(gold)))


def _rests_on(evidence: str, mention: Mention) -> bool:
    sentence = mention.name.reading.sentence.text
    return any(sentence in part or part in sentence for part in evidence.split(" || ") if part)


def _names_of(delegation: Article) -> set[str]:
    names = [delegation["party"], *delegation.get("party_aliases", [])]
    return {fold(name) for name in names if isinstance(name, str)}


def gold_articles(corpora: Iterable[str] = CORPORA) -> list[Article]:
    """The articles that are not held out."""
    articles = [a for name in corpora for a in json.loads((GOLD / name / "gold.json").read_text("utf-8"))["articles"]]
    return [a for a in articles if int(re.sub(r"\D", "", a["id"])) % 3]


def entities_of(articles: list[Article]) -> list[list[Entity]]:
    """What the language model sees in each article."""
    return recogniser_of(load_model()).entities("\n".join(a["body"]) for a in articles)


def learn_from(article: Article, entities: list[Entity], lexicon: Lexicon) -> Examples:
    """The examples that one article gives."""
    published = date.fromisoformat(article["published"]) if len(article["published"] or "") == 10 else None
    examples = Examples()

    def teacher_of(readings: list[Reading], people: People, events: list[Event]) -> Teacher:
        teacher = Teacher(RoleModel({}, {}), people, gold=article["delegations"], examples=examples)
        teacher.survey(readings, events)
        return teacher

    read_report("\n".join(article["body"]), entities, lexicon, published, article["title"], teacher_of)
    return examples


def fit(examples: list[tuple[list[str], int]], labels: int, penalty: float) -> dict[str, list[float]]:
    """Weights of a multinomial logistic regression with an L2 penalty, by full-batch Adam from zero: no chance in it."""
    index, x = _matrix([features for features, _ in examples])
    y = np.eye(labels, dtype=np.float32)[[label for _, label in examples]]

    def slope(w: Matrix) -> Matrix:
        scores = x @ w
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        return np.asarray(x.T @ (odds - y) / len(x), np.float32)

    w = _minimise(slope, (x.shape[1], labels), penalty)
    return {name: [round(float(v), 3) for v in w[k]] for name, k in index.items() if np.abs(w[k]).max() >= 0.005}


def fit_ranking(examples: list[tuple[dict[str, list[str]], set[str]]], penalty: float) -> dict[str, float]:
    """Weights of a conditional logit: the right ones of each set of candidates against the rest."""
    sets = [one for one in examples if 0 < len(one[1]) < len(one[0])]
    index, x = _matrix([features for candidates, _ in sets for features in candidates.values()])
    right = np.array([name in names for candidates, names in sets for name in candidates], np.float32)
    starts = np.cumsum([0, *(len(candidates) for candidates, _ in sets)])[:-1]
    sizes = [len(candidates) for candidates, _ in sets]

    def slope(w: Matrix) -> Matrix:
        odds = np.exp(np.clip(x @ w[:, 0], -30, 30))
        kept = odds * right
        share = odds / np.repeat(np.add.reduceat(odds, starts), sizes)
        share -= kept / np.repeat(np.add.reduceat(kept, starts), sizes)
        return np.asarray(x.T @ share / len(sets), np.float32)[:, None]

    w = _minimise(slope, (x.shape[1], 1), penalty)
    return {name: round(float(w[k, 0]), 3) for name, k in index.items() if abs(w[k, 0]) >= 0.005}


def _matrix(examples: list[list[str]]) -> tuple[dict[str, int], Matrix]:
    """The features that occur often enough, by their column, and which example has which."""
    counts = Counter(f for features in examples for f in set(features))
    names = sorted(f for f, n in counts.items() if n >= LEAST_COUNT)
    index = {name: k for k, name in enumerate(names)}
    x = np.zeros((len(examples), len(names)), np.float32)
    for row, features in enumerate(examples):
        x[row, [index[f] for f in features if f in index]] = 1
    return index, x


def _minimise(slope_at: Callable[[Matrix], Matrix], shape: tuple[int, int], penalty: float) -> Matrix:
    w = np.zeros(shape, np.float32)
    mean, square = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        slope = slope_at(w) + penalty * w / 10
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope * slope - square)
        w -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w


def train(examples: Iterable[Examples]) -> dict[str, Any]:
    """The model in its stored form."""
    gathered = list(examples)
    roles = fit([e for one in gathered for e in one.roles], len(ROLES), ROLE_PENALTY)
    parties = fit_ranking([e for one in gathered for e in one.parties], PARTY_PENALTY)
    return {
        "threshold": THRESHOLD,
        "roles": roles,
        "parties": parties,
    }


def all_examples(articles: list[Article]) -> Iterator[Examples]:
    """The examples of articles, in order."""
    lexicon = Lexicon(load_reference(project_dir()))
    for article, entities in zip(articles, entities_of(articles), strict=True):
        yield learn_from(article, entities, lexicon)


if __name__ == "__main__":
    model = train(all_examples(gold_articles()))
    STORED.write_text(json.dumps(model, ensure_ascii=False, sort_keys=True, indent=None) + "\n", "utf-8")
