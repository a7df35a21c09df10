"""Which tokens of a sentence are countries, parties, places and words of official titles.

The words come from the reference data; this room only finds them, longest match first, in one pass over the tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from transforms.reference import Reference, fold
from transforms.tag.text import Sentence, Token

CONNECTORS = frozenset({"of", "the", "for", "to", "and", "in", "on", "at", "&", "a", "an"})
PARTICLES = frozenset(
    "van von der den de del della di da do dos das du la le los las lo bin bint ibn al el ul ben ter ten abu y e zu "
    "zum zur á i af ag wa ya ould uld mint oghlu oglu ogly uulu kyzy qizi kizi".split()
)
CALENDAR = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)
# Words that stand at the head of a sentence with a capital and are no names; most come from spaCy's list of stop words.
_STARTERS = STOP_WORDS | frozenset(
    "according after ahead also although among amid asked at before both but despite earlier following former "
    "given however if instead last later meanwhile most neither next no not once one other others several since "
    "so some speaking still talks then there these those three today tomorrow two under until when while who with "
    "yesterday yet alongside unlike negotiators officials delegates ministers".split()
)
# Regions whose names hold the name of a country: they are no party.
_REGIONS = tuple(
    f"{side} {word}"
    for side in ("South", "North", "Latin", "Central")
    for word in ("America", "American", "Americans", "Asia", "Asian")
)
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase stands for. ``kind``: country, demonym, metonym, party, place or a class of seeds/posts.csv."""

    kind: str
    value: str  # name of the country or party; for a place its own name
    party_type: str | None = None
    country: str | None = None
    capital: str | None = None  # of a country or a people


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a sentence: tokens ``first`` to ``last - 1``."""

    first: int
    last: int
    term: Term


GEOGRAPHIC = frozenset({"country", "demonym", "metonym", "place"})
PARTY_LIKE = frozenset({"country", "demonym", "metonym", "party"})
TITLE_WORDS = frozenset({"head", "plural", "modifier", "institution", "rank", "honorific"})


class Lexicon:
    """Look-ups over ``Reference``, keyed by the folded words of a phrase."""

    def __init__(self, reference: Reference) -> None:
        self._terms: dict[tuple[str, ...], Term] = {}
        for name, place_country in reference.places.items():
            if name not in CALENDAR and name not in STOP_WORDS:  # March and Same are also towns
                self._add(name, Term("place", name, country=place_country))
        for phrase, post_class in reference.posts.items():
            self._add(phrase, Term(post_class, phrase))
        for name, party in reference.parties.items():
            self._add(name, Term("party", party.name, party.party_type, party.country))
        for kind, entries in (
            ("metonym", reference.metonyms),
            ("demonym", reference.demonyms),
            ("country", reference.country_names),
        ):
            for name, country in entries.items():
                self._add(name, Term(kind, country.name, "country", country.name, country.capital))
        for name in _REGIONS:
            self._add(name, Term("region", name))
        self.leaders = reference.leaders
        states = {country.name for country in reference.countries.values()}
        self.statesmen = {name: state for name, state in reference.leaders.items() if state in states}
        self._longest: dict[str, int] = {}  # words of the longest term that opens with a word
        for words in self._terms:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def _add(self, phrase: str, term: Term) -> None:
        words = tuple(fold(phrase).split())
        if 0 < len(words) <= _LONGEST:
            self._terms[words] = term

    def find(self, sentence: Sentence) -> list[Found]:
        """The terms of a sentence, longest first at each token, not overlapping, in order."""
        tokens, found, i = sentence.tokens, list[Found](), 0
        whole, bare = [_fold(token.text) for token in tokens], [token.bare for token in tokens]
        while i < len(tokens):
            longest = max(self._longest.get(bare[i], 0), self._longest.get(whole[i], 0))
            match = None
            for last in range(min(i + longest, len(tokens)), i, -1):
                # only the last word may stand in the genitive: "People's Republic of China's"
                term = self._terms.get((*whole[i : last - 1], bare[last - 1]))
                if term and _is_written_so(tokens[i:last], term):
                    match = Found(i, last, term)
                    break
            if match:
                found.append(match)
            i = match.last if match else i + 1
        return found


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    return fold(word)


def _is_written_so(tokens: tuple[Token, ...], term: Term) -> bool:
    """Names need their capitals: 'us' is not the US, 'Who' not the WHO, 'march' not a month."""
    if term.kind == "honorific" and tokens[0].bare in STOP_WORDS:
        return tokens[0].text.replace(".", "").isupper()  # 'H.E.', not 'He'
    if term.kind not in PARTY_LIKE and term.kind != "place":
        return True
    if len(tokens) > 1:
        return tokens[0].is_capitalised or tokens[-1].is_capitalised
    text = tokens[0].text.replace(".", "")
    letters = len(tokens[0].bare)
    if letters <= 2 or (letters == 3 and term.kind not in ("demonym", "place")):
        return text[:letters].isupper()
    return tokens[0].is_capitalised


@lru_cache(maxsize=8192)
def is_starter(word: str) -> bool:
    """Whether a bare word may stand capitalised at the head of a sentence without being a name."""
    return word in _STARTERS or word in CALENDAR or (word.endswith("ly") and len(word) > 5)
