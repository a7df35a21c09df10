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

_LETTERS = re.compile(r"[a-z]+")
_APOSTROPHES = re.compile("['’‘`ʼʹ]")
_INITIAL = 0.9  # an initial agrees with every name that begins with it
_UNLIKE = 0.55  # most that two tokens get that are too far apart for one name
_NO_VOWELS = str.maketrans("", "", "aeiou")
_SHORT = 4  # letters; names up to here are other names where one letter differs: Chol and Chun
_JUNIOR = 0.95  # where one alone is called junior: perhaps the son
_SWAPPED = 0.99  # of the score where the order of the tokens differs
_EXTRA_INSIDE = 0.02  # less for each token that only one name has between its ends: a middle name, a patronymic
_EXTRA_OUTSIDE = 0.07  # the same at an end: a second surname, a first given name


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. ``tokens`` are lower-case ASCII words in printed order, without particles and honorifics."""

    tokens: tuple[str, ...]
    suffix: str | None  # jr, sr, ii, iii, iv
    key: str = field(init=False, compare=False)
    """The same for names that differ in letter case, marks, hyphens, particles and honorifics only."""
    sound_key: str = field(init=False, compare=False)
    """The same for most spellings of one name in any order; middle names and patronymics count."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", " ".join([*self.tokens, *([self.suffix] if self.suffix else [])]))
        object.__setattr__(self, "sound_key", " ".join(sorted(fold_token(token) for token in self.tokens)))

    @property
    def is_lone(self) -> bool:
        """A single word, mostly a surname."""
        return len(self.tokens) == 1

    @property
    def has_initials_only(self) -> bool:
        """Whether but one token is written out, beside initials: 'A. Fomin'."""
        return len(self.tokens) > 1 and sum(len(token) > 1 for token in self.tokens) == 1


@lru_cache(maxsize=500_000)
def parse_name(text: str) -> Name:
    """The parts of a name as printed. A name without a Latin rendering has no tokens."""
    plain = _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", text))).casefold()
    words = _LETTERS.findall(ARTICLE_PREFIX.sub("", plain))
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
    if x == y:
        return 1.0
    score = float(JaroWinkler.similarity(x, y))
    shorter = min(len(x), len(y))
    too_far = Levenshtein.distance(x, y) > max(1, shorter // 3)
    return min(score, _UNLIKE) if too_far or shorter <= _SHORT or _differ_in_gender(x, y) else score


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
    if "".join(a.tokens) == "".join(b.tokens):
        return 1.0 if a.suffix == b.suffix else _JUNIOR
    pairs = _align(a.tokens, b.tokens)
    if len(b.tokens) == 2:  # most names: what follows, at less cost
        (_, place, first), (_, _, second) = pairs
        n, m = len(a.tokens[0]), len(a.tokens[1])
        result = ((first * n + second * m) / (n + m) + min(first, second)) / 2
        return max(0.0, result * _SWAPPED if place else result)
    weights = [len(a.tokens[i]) for i, _, _ in pairs]
    scores = [score for _, _, score in pairs]
    mean = sum(score * weight for score, weight in zip(scores, weights, strict=True)) / sum(weights)
    result = (mean + min(scores)) / 2
    order = [j for _, j, _ in sorted(pairs)]
    if order != sorted(order):
        result *= _SWAPPED
    return max(0.0, result - _cost_of_extras(b.tokens, order))


def _align(a: tuple[str, ...], b: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """Pairs (index in a, index in b, score), every token of the shorter ``a`` once, the best pairs first."""
    if len(a) == len(b) == 2:
        straight = [(i, i, compare_tokens(a[i], b[i])) for i in (0, 1)]
        crossed = [(i, 1 - i, compare_tokens(a[i], b[1 - i])) for i in (0, 1)]
        return straight if max(pair[2] for pair in straight) >= max(pair[2] for pair in crossed) else crossed
    scored = sorted(
        ((compare_tokens(x, y), i == j, -i, -j) for i, x in enumerate(a) for j, y in enumerate(b)), reverse=True
    )
    pairs: list[tuple[int, int, float]] = []
    for score, _, i, j in scored:
        if all(-i != used_i and -j != used_j for used_i, used_j, _ in pairs):
            pairs.append((-i, -j, score))
    return pairs


@lru_cache(maxsize=500_000)
def block_keys(name: Name) -> set[str]:
    """Keys of which two spellings of one name share at least one.

    The bones of one token go with the first letter of another, or with the consonant after it, for names whose first
    letter is spelled in many ways (Tchako, Tako).
    """
    folded = [fold_token(token) for token in name.tokens]
    bones = [bones_of(word) for word in folded]
    pairs = [(x, y) for i, x in enumerate(bones) for j, y in enumerate(bones) if i != j]
    return {f"{x} {y[0]}" for x, y in pairs} | {f"{x}  {y[1]}" for x, y in pairs if len(y) > 1}


@lru_cache(maxsize=500_000)
def bones_of(folded: str, n_letters: int = 3) -> str:
    """The first consonants of a folded token, beginning with the first letter, whatever it is."""
    return folded[:1] + folded[1:].translate(_NO_VOWELS)[: n_letters - 1]


def _cost_of_extras(tokens: tuple[str, ...], aligned: list[int]) -> float:
    """What the tokens of the longer name cost that the shorter lacks."""
    cost = 0.0
    for place, token in enumerate(tokens):
        if place in aligned:
            continue
        inside = 0 < place < len(tokens) - 1 or PATRONYMIC.search(token) or len(token) == 1
        cost += _EXTRA_INSIDE if inside else _EXTRA_OUTSIDE
    return cost
