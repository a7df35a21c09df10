"""Romanised names of persons: their tokens, folded, and how alike two of them are.

Method: tokens are folded over transliteration systems, aligned whatever their order, and compared by Jaro-Winkler
(Winkler, 1990, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record
Linkage"). The score is half the mean of the aligned tokens and half their minimum, a soft form of the token alignment
of Monge and Elkan (1996, "The field matching problem"): the minimum keeps a shared given name from carrying two
different surnames.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler, Levenshtein

from transforms.resolve.name_tables import (
    ARTICLE_PREFIX,
    FOLDS,
    GIVEN_NAMES,
    HONORIFICS,
    LEADING_PARTICLES,
    PARTICLES,
    PATRONYMIC,
    SUFFIXES,
)

FULL, INITIALS, LONE = range(3)  # kinds of names, from the one that says most

_LETTERS = re.compile(r"[a-z]+")
_APOSTROPHES = re.compile("['’‘`ʼʹ]")
_INITIAL = 0.9  # an initial agrees with every name that begins with it
_UNLIKE = 0.55  # most that two tokens get that are too far apart for one name
LETTERS_AN_EDIT = 3  # of the shorter of two words, for each letter that they may differ by
SHORT = 4  # letters; names up to here are other names where one letter differs: Chol and Chun
_JUNIOR = 0.95  # where one alone is called junior: perhaps the son
_SWAPPED = 0.99  # of the score where the order of the tokens differs
_EXTRA_INSIDE = 0.02  # less for each token that only one name has between its ends: a middle name, a patronymic
_EXTRA_OUTSIDE = 0.07  # the same at an end: a second surname, a first given name


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name taken apart. ``tokens`` are lower-case ASCII words in printed order, without particles and honorifics.
    Two names are told apart by their keys.
    """

    tokens: tuple[str, ...]
    suffix: str | None  # jr, sr, ii, iii, iv
    words: tuple[str, ...] = field(init=False)  # the tokens that are written out, as they sound
    joined: str = field(init=False)  # the tokens as one word
    kind: int = field(init=False)  # FULL, INITIALS where all but one token are initials, or LONE
    key: str = field(init=False)
    """The same for names that differ in letter case, marks, hyphens, particles and honorifics only."""
    sound_key: str = field(init=False)
    """The same for most spellings of one name in any order; middle names and patronymics count."""

    def __post_init__(self) -> None:
        folded = tuple(map(fold_token, self.tokens))
        words = tuple(x for x, token in zip(folded, self.tokens, strict=True) if len(token) > 1 or len(folded) == 1)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "joined", "".join(self.tokens))
        object.__setattr__(self, "kind", LONE if len(folded) == 1 else INITIALS if len(words) == 1 else FULL)
        object.__setattr__(self, "key", " ".join([*self.tokens, *([self.suffix] if self.suffix else [])]))
        object.__setattr__(self, "sound_key", " ".join(sorted(folded)))


@lru_cache(maxsize=500_000)
def parse_name(text: str) -> Name:
    """The parts of a name as printed. A name without a Latin rendering has no tokens."""
    plain = _APOSTROPHES.sub("", text)
    if not plain.isascii():
        plain = _APOSTROPHES.sub("", anyascii(plain))
    words = _LETTERS.findall(ARTICLE_PREFIX.sub("", plain.casefold()))
    suffix = next((word for word in words[1:] if word in SUFFIXES), None)
    words = [word for position, word in enumerate(words) if position == 0 or word not in SUFFIXES]
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    last = len(words) - 1
    return Name(
        tuple(word for place, word in enumerate(words) if place == last or not _is_particle(word, place)), suffix
    )


def _is_particle(word: str, place: int) -> bool:
    return word in (PARTICLES if place else LEADING_PARTICLES)


@lru_cache(maxsize=500_000)
def fold_token(token: str) -> str:
    """A token as it sounds, the same for most of its transliterations; known given names become one form."""
    folded = GIVEN_NAMES.get(token, token)
    for pattern, sound in FOLDS:
        folded = pattern.sub(sound, folded)
    return folded


@lru_cache(maxsize=500_000)
def compare_tokens(a: str, b: str) -> float:
    """0 to 1: how surely two words are the same name, an initial agreeing with what begins with it."""
    if a == b:
        return 1.0
    x, y = fold_token(a), fold_token(b)
    if len(a) == 1 or len(b) == 1:
        return _INITIAL if a[0] == b[0] or x[0] == y[0] else 0.0
    return compare_words(x, y)


def compare_words(x: str, y: str) -> float:
    """0 to 1: how surely two folded words are the same name."""
    if x == y:
        return 1.0
    score = float(JaroWinkler.similarity(x, y))
    shorter = min(len(x), len(y))
    is_near = shorter > SHORT and Levenshtein.distance(x, y) <= shorter // LETTERS_AN_EDIT
    return score if is_near and not _differ_in_gender(x, y) else min(score, _UNLIKE)


def _differ_in_gender(x: str, y: str) -> bool:
    """Whether one has a feminine ending beside the other: Ivanov and Ivanova, Zelenski and Zelenska, Aleksandr and
    Aleksandra.
    """
    return any(one.endswith("a") and other in (one[:-1], one[:-1] + "i") for one, other in ((x, y), (y, x)))


@lru_cache(maxsize=500_000)
def compare_names(a: Name, b: Name) -> float:
    """0 to 1: how surely two names of at least two tokens each are one name. Symmetric.

    1.0 means the same tokens after folding, in the same order. Lone tokens score 0 by design: a surname alone is
    resolved by its context.
    """
    if len(a.tokens) > len(b.tokens) or (len(a.tokens) == len(b.tokens) and a.key > b.key):
        a, b = b, a
    if len(a.tokens) < 2 or (a.suffix and b.suffix and a.suffix != b.suffix):
        return 0.0
    if a.joined == b.joined:
        return 1.0 if a.suffix == b.suffix else _JUNIOR
    if len(b.tokens) == 2:
        return _compare_two(a.tokens, b.tokens)
    pairs = _align(a.tokens, b.tokens)
    weights = [len(a.tokens[i]) for i, _, _ in pairs]
    scores = [score for _, _, score in pairs]
    mean = sum(score * weight for score, weight in zip(scores, weights, strict=True)) / sum(weights)
    result = (mean + min(scores)) / 2
    order = [j for _, j, _ in sorted(pairs)]
    if order != sorted(order):
        result *= _SWAPPED
    return max(0.0, result - _cost_of_extras(b.tokens, order))


def _compare_two(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """``compare_names`` for names of two tokens, which most are, at less cost."""
    (one, other), weight = a, 1.0
    first, second = compare_tokens(one, b[0]), compare_tokens(other, b[1])
    best = max(first, second)
    if best < 1.0:
        crossed = compare_tokens(one, b[1]), compare_tokens(other, b[0])
        if max(crossed) > best:
            (first, second), weight = crossed, _SWAPPED
    n, m = len(one), len(other)
    return ((first * n + second * m) / (n + m) + min(first, second)) / 2 * weight


def _align(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """Pairs (index in a, index in b, score), every token of the shorter ``a`` once, the best pairs first."""
    scored = sorted(
        ((compare_tokens(x, y), i == j, -i, -j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True
    )
    pairs: list[tuple[int, int, float]] = []
    for score, _, i, j in scored:
        if all(-i != used_i and -j != used_j for used_i, used_j, _ in pairs):
            pairs.append((-i, -j, score))
    return pairs


def _cost_of_extras(tokens: tuple[str, ...], aligned: list[int]) -> float:
    """What the tokens of the longer name cost that the shorter lacks."""
    cost = 0.0
    for place, token in enumerate(tokens):
        if place in aligned:
            continue
        inside = 0 < place < len(tokens) - 1 or PATRONYMIC.search(token) or len(token) == 1
        cost += _EXTRA_INSIDE if inside else _EXTRA_OUTSIDE
    return cost
