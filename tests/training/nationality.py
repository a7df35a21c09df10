"""Fits how much each clue speaks for a person's country: ``python -m tests.training.nationality`` prints the weights.

The examples are the persons of the gold articles that are not held out, whose country no word beside the name tells.
"""

from __future__ import annotations

import json
import sys

from tests.training.confidence import published_of
from tests.training.fit import fit_ranking
from tests.training.roles import Article, entities_of, gold_articles
from transforms.tag import nationality
from transforms.tag.bodies import with_bodies
from transforms.tag.dates import dates_of
from transforms.tag.delegations import find_delegations
from transforms.tag.events import find_events
from transforms.tag.lexicon import Lexicon, Term
from transforms.tag.people import People, Person
from transforms.tag.sentence import Entity, read_sentences
from warehouse.reference import load_reference
from warehouse.settings import project_dir

PENALTY = 0.02

# The clues of each country at a person, and the right one
Example = tuple[dict[str, list[str]], set[str]]


class _Noted(nationality.Walk):
    """A walk that notes what it weighs."""

    examples: list[Example]
    gold: dict[str, str | None]

    def _likeliest(self, person: Person, place: nationality.Place) -> Term | None:
        right = self.gold.get(person.name)
        clues = dict(self.candidates(place))
        if right in clues and (person.title or len(person.words) > 1):
            self.examples.append((clues, {right}))
        return super()._likeliest(person, place)


def examples_of(article: Article, entities: list[Entity], lexicon: Lexicon) -> list[Example]:
    """The persons of an article whose country must be weighed."""
    published = published_of(article)
    readings = with_bodies(read_sentences("\n".join(article["body"]), entities, lexicon))
    if not readings:
        return []
    dates, people = dates_of(readings, published), People(readings)
    delegations = find_delegations(readings, dates, people, find_events(readings, dates, published), published, None)
    walk = _Noted(readings, people, delegations)
    walk.examples, walk.gold = [], {p["name"]: p["affiliation_country"] for p in article["people"]}
    walk.run()
    return walk.examples


def train(articles: list[Article], lexicon: Lexicon) -> dict[str, float]:
    """The weights of a conditional logit over the countries of each article."""
    read = zip(articles, entities_of(articles), strict=True)
    return fit_ranking([example for article, seen in read for example in examples_of(article, seen, lexicon)], PENALTY)


if __name__ == "__main__":
    weights = train(gold_articles(), Lexicon(load_reference(project_dir())))
    sys.stdout.write(json.dumps(weights, indent=4) + "\n")
