"""Trains where and when the event of an article takes place: ``python -m tests.training.scenes``, on the gold articles.

The event that an article is about is that of most of its delegations which are not only recalled. The learner starts
from zero and draws no lots: the same articles always give the same weights.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.training.fit import fit_ranking
from tests.training.roles import Article, entities_of, gold_articles
from transforms.reference import fold
from transforms.tag.bodies import with_bodies
from transforms.tag.dates import dates_of
from transforms.tag.events import find_events, main_event
from transforms.tag.lexicon import Lexicon
from transforms.tag.scene_clues import Clues, day_clues, place_clues, spots_of
from transforms.tag.scenes import SceneModel
from transforms.tag.sentence import Entity, read_sentences
from warehouse.reference import load_reference
from warehouse.settings import project_dir

STORED = Path(__file__).parents[2] / "warehouse" / "scenes.json"
PENALTY = 0.03

Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """The clues of the places and days of an article, and which of them are right."""

    places: Clues
    right_places: set[str]
    days: Clues
    right_days: set[str]


def gold_scene(article: Article) -> Gold | None:
    """A delegation to the event that the article is about."""
    told = [d for d in article["delegations"] if d["status"] != "historic"]
    counted = Counter((d["place"], d["date"]) for d in told)
    most = max(counted, key=lambda k: counted[k], default=None)
    return next((d for d in told if (d["place"], d["date"]) == most), None)


def scene_of(article: Article, entities: list[Entity], lexicon: Lexicon) -> Scene | None:
    """What an article teaches; None without a delegation or a day of publication."""
    gold = gold_scene(article)
    if gold is None or len(article["published"] or "") != 10:
        return None
    published = date.fromisoformat(article["published"])
    readings = with_bodies(read_sentences("\n".join(article["body"]), entities, lexicon))
    dates = dates_of(readings, published)
    events = find_events(readings, dates, published)
    main = main_event(events, published)
    spots = spots_of(readings)
    headline = read_sentences(article["title"] or "", [], lexicon)
    days, _ = day_clues(readings, dates, events, main, published)
    places = place_clues(spots, headline, dates, events, main)
    right = {fold(name) for name in (gold["place"], *(gold.get("place_alt") or [])) if name}
    right_days = {gold["date"], *(gold.get("date_alt") or [])} & days.keys()
    return Scene(places, {spot.key for spot in spots if fold(spot.name) in right}, days, right_days)


def scenes_of(articles: list[Article], lexicon: Lexicon) -> Iterator[Scene]:
    """What each article teaches."""
    for article, entities in zip(articles, entities_of(articles), strict=True):
        scene = scene_of(article, entities, lexicon)
        if scene:
            yield scene


def train(scenes: Iterable[Scene]) -> SceneModel:
    """The model of these articles."""
    known = list(scenes)
    places = fit_ranking([(scene.places, scene.right_places) for scene in known], PENALTY)
    days = fit_ranking([(scene.days, scene.right_days) for scene in known], PENALTY)
    return SceneModel(places, days)


if __name__ == "__main__":
    model = train(scenes_of(gold_articles(), Lexicon(load_reference(project_dir()))))
    STORED.write_text(json.dumps(asdict(model), ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
