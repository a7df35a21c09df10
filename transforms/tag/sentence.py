"""A sentence with what is known of its words: terms of the lexicon and the entities that the language model saw."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from transforms.tag.lexicon import GEOGRAPHIC, PARTY_LIKE, TITLE_WORDS, Found, Lexicon, Term
from transforms.tag.text import Sentence, Token, split_sentences

# (start, end, label): offsets into the article's text and a label of the OntoNotes scheme
Entity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence. ``terms`` and ``labels`` run beside ``tokens``: the term that covers a token, the model's label."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    words: tuple[str, ...]  # their bare forms
    vocabulary: frozenset[str]  # the same, each once
    number: int
    found: tuple[Found, ...]
    terms: tuple[Found | None, ...]
    labels: tuple[str, ...]
    entities: tuple[tuple[int, int, str], ...] = field(default=())  # first token, last token + 1, label
    meant: Mapping[int, Term] = field(default_factory=dict)  # the party that 'the movement' at a token means
    sides: tuple[Found, ...] = ()  # of whom the article first speaks together: 'Mexico and Guatemala'

    def kind(self, i: int) -> str:
        """The kind of term that covers token ``i``, or an empty string."""
        found = self.terms[i] if 0 <= i < len(self.terms) else None
        return found.term.kind if found else ""

    def is_title_word(self, i: int) -> bool:
        """Whether token ``i`` belongs to the vocabulary of official titles."""
        return self.kind(i) in TITLE_WORDS

    def is_geographic(self, i: int) -> bool:
        """Whether token ``i`` names a country, a people, a seat of government or a city."""
        return self.kind(i) in GEOGRAPHIC

    def parties(self, first: int = 0, last: int | None = None) -> list[Found]:
        """Terms between two tokens that can stand for a party: countries, demonyms, seats of government, bodies.

        Not the capitals that papers and processes are called by: 'the Minsk agreements', 'the Lomé and Dakar rounds'.
        """
        end = len(self.tokens) if last is None else last
        here = [f for f in self.found if f.term.kind in PARTY_LIKE and first <= f.first and f.last <= end]
        return [f for f in here if f.term.kind != "metonym" or not self._names_paper(f.last)]

    def _names_paper(self, i: int) -> bool:
        """Whether a paper or process stands behind token ``i``, or behind a second capital there."""
        if self.word(i) in ("and", "or") and (other := self.terms[i + 1] if i + 1 < len(self.tokens) else None):
            i = other.last if other.term.kind == "metonym" else i
        return self.word(i) in _PAPERS

    def span_text(self, first: int, last: int) -> str:
        """The text from token ``first`` to token ``last - 1``, as printed."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return self.sentence.text[start - self.sentence.start : end - self.sentence.start]

    def word(self, i: int) -> str:
        """The bare form of token ``i``, or an empty string outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def places(self, wanted: Set[str], first: int = 0, last: int | None = None) -> list[int]:
        """The tokens from ``first`` to before ``last`` whose bare form is one of the wanted."""
        if self.vocabulary.isdisjoint(wanted):
            return []
        return [i for i, word in enumerate(self.words[:last]) if word in wanted and i >= first]


_PAPERS = frozenset(
    "process processes accord accords agreement agreements declaration declarations protocol protocols format track "
    "tracks framework frameworks treaty communique communiqué roadmap rounds".split()
)


def read_sentences(text: str, entities: list[Entity], lexicon: Lexicon) -> list[Reading]:
    """The sentences of an article, each with its terms and entities."""
    return [_read(sentence, number, entities, lexicon) for number, sentence in enumerate(split_sentences(text))]


def _read(sentence: Sentence, number: int, entities: list[Entity], lexicon: Lexicon) -> Reading:
    tokens, words = sentence.tokens, tuple(token.bare for token in sentence.tokens)
    labels = [""] * len(tokens)
    spans = []
    for start, end, label in entities:
        if end <= sentence.start or start >= sentence.end:
            continue
        first, last = sentence.token_at(start), sentence.token_at(end - 1)
        last = last + 1 if last < len(tokens) and tokens[last].start < end else last
        if first < last:
            spans.append((first, last, label))
            labels[first:last] = [label] * (last - first)
    found = [f for f in lexicon.find(sentence) if not _is_in_name(f, tokens, spans)]
    terms: list[Found | None] = [None] * len(tokens)
    for item in found:
        terms[item.first : item.last] = [item] * (item.last - item.first)
    return Reading(
        sentence, tokens, words, frozenset(words), number, tuple(found), tuple(terms), tuple(labels), tuple(spans)
    )


def _is_in_name(found: Found, tokens: tuple[Token, ...], entities: list[tuple[int, int, str]]) -> bool:
    """Whether a place or a people is a word of a person's name: 'Israel Katz', 'Siniša Mali', no 'Iran's Araghchi'."""
    if found.term.kind not in GEOGRAPHIC or found.last - found.first > 1:
        return False
    return any(
        label == "PERSON" and last - first > 1 and (found.last == last or not tokens[found.first].is_possessive)
        for first, last, label in entities
        if first <= found.first < last
    )
