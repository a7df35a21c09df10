"""What a printed title says about who its bearer is: the words that tell, and the walk of life that they stand for."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[a-z]+")
_STOP_WORDS = "a an and as at by de for from her his in its of on s the their then to under who with"
# Words that stand in the titles of many people at once: to share one of them alone says nothing.
_GENERIC_WORDS = """
    acting affairs ambassador assistant chair chairman chairperson chairwoman chief co commission commissioner
    committee department deputy director envoy ex executive first former general governor head leader member
    minister ministry mp negotiator new newly officer official permanent premier president prime representative
    ruling second secretary senator senior special spokesman spokesperson spokeswoman state vice
"""
_WALKS = {
    "sport": """athlete boxer captain coach cricketer cyclist footballer goalkeeper golfer gymnast
    jockey midfielder player quarterback referee rower skater skier sprinter striker swimmer wrestler""",
    "arts": """actor actress architect artist author comedian composer conductor dancer designer filmmaker guitarist
    musician novelist painter photographer pianist playwright poet rapper sculptor singer songwriter violinist
    writer""",
    "daily life": """barber butcher chef driver electrician farmer fisherman gardener grocer mechanic nurse pensioner
    plumber pupil resident shopkeeper shopper student teacher tourist waiter waitress witness""",
    "public office": """adviser aide ambassador attache chancellor chief commander commissioner congressman
    congresswoman consul councillor delegate deputy diplomat emir envoy general governor king
    lawmaker leader lieutenant marshal mayor minister mp negotiator official parliamentarian premier
    president prince prosecutor queen representative secretary senator speaker spokesman spokesperson
    spokeswoman sultan undersecretary""",
}
_STOP, _GENERIC = frozenset(_STOP_WORDS.split()), frozenset(_GENERIC_WORDS.split())
_WALK_OF = {word: walk for walk, words in _WALKS.items() for word in words.split()}


@lru_cache(maxsize=200_000)
def title_words(title: str) -> frozenset[str]:
    """The words of a title that carry meaning, folded; British and American spellings are one."""
    words = _WORD.findall(anyascii(title).casefold().replace("'s", " ").replace("defence", "defense"))
    return frozenset(words) - _STOP


@lru_cache(maxsize=200_000)
def telling_words(title: frozenset[str]) -> frozenset[str]:
    """Of the words of a title those that few people share: two titles that have one in common support that their
    bearers are one, and so do two that are equal.
    """
    return title - _GENERIC


@lru_cache(maxsize=200_000)
def walk_of(title: str | None) -> str | None:
    """The walk of life of a title, None where no word tells. A former cricketer who is a member of parliament holds
    office.
    """
    walks = {_WALK_OF[word] for word in title_words(title or "") if word in _WALK_OF}
    return "public office" if "public office" in walks else min(walks, default=None)
