"""Where a text names persons: spans of tokens, found by several witnesses that make up for each other.

The language model alone finds two of three persons in world news: it loses names after long titles, glues honorifics to
them and calls capitals persons. So candidates are runs of capitalised words that are no vocabulary, and a run counts as
a name if any witness speaks for it (``witnesses``) or if it is known from another place in the same article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from transforms.tag.lexicon import CALENDAR, PARTICLES, is_starter
from transforms.tag.sentence import Reading
from transforms.tag.text import strip_possessive
from transforms.tag.witnesses import has_witness, is_dateline_mark, is_listed_person

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PREPOSITIONS = frozenset({"in", "at", "to", "from", "near", "outside", "into", "of"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Vocabulary of titles and the calendar that is as often part of a name: 'Ri Son Gwon', 'Jan Kubis', 'Judge'.
_NAME_TOO = frozenset(
    {"son", "king", "judge", "dean", "bishop", "justice", "rector", "jan", "may", "april", "june", "august"}
)
# Countries and seats of government that are also given names: 'Jordan Kessler', 'Santiago Silveyra'.
_GIVEN_TOO = frozenset(
    "jordan chad georgia israel santiago francisco milan paris sydney adelaide florence victoria valencia carolina "
    "alexandria virginia sofia lincoln austin nana".split()
)
# Kinds of vocabulary that end names: 'Amit Shah', 'William Duma', 'John Key'.
_SURNAMES_TOO = frozenset({"head", "honorific", "rank", "modifier", "party"})
_FATHERS = frozenset({"bin", "ibn", "bint", "ben"})  # any capitalised word may follow: 'bin Sultan'
_SONS = frozenset("oghlu oglu ogly uulu kyzy qizi gizi kizi zade".split())  # they may end a name
_LONGEST = 6
_PARTICIPLES = frozenset(
    "flanking accompanying heading leading joining representing travelling traveling seated attending".split()
)
_DETERMINERS = frozenset({"the", "his", "her", "their", "its", "our", "this"})  # 'The X-led team', 'His Excellency'


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A person's name in sentence ``reading``: tokens ``first`` to ``last - 1``; offsets into the article's text."""

    reading: Reading
    first: int
    last: int

    @property
    def start(self) -> int:
        """Offset of the name's first character in the article's text."""
        return self.reading.tokens[self.first].start

    @property
    def end(self) -> int:
        """Offset behind the name's last character, without a possessive ending."""
        return self.start + len(self.text)

    @property
    def text(self) -> str:
        """The name as printed, without a possessive ending."""
        return strip_possessive(self.reading.span_text(self.first, self.last))

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return tuple(fold_name(token.bare) for token in self.reading.tokens[self.first : self.last])


@lru_cache(maxsize=65536)
def fold_name(word: str) -> str:
    """A word of a name without diacritics, case and apostrophes."""
    return anyascii(word).casefold().replace("'", "")


def find_names(readings: list[Reading]) -> list[NameSpan]:
    """The names of persons in an article, in order of their place."""
    runs = [run for reading in readings for run in _runs(reading)]
    sure = [run for run in runs if has_witness(run.reading, run.first, run.last)]
    sure += list(_beside_names(runs, sure))
    known = _known_names(sure)
    names = {(run.start, run.end): run for run in sure}
    for run in runs:
        if (run.start, run.end) not in names and _is_known(run, known):
            names[run.start, run.end] = run
    return [names[key] for key in sorted(names)]


def _runs(reading: Reading) -> Iterator[NameSpan]:
    """Maximal runs of words that could be a name."""
    i, n = 0, len(reading.tokens)
    while i < n:
        if not _opens_name(reading, i):
            i += 1
            continue
        end = i + 1
        while end < n and end - i < _LONGEST and not reading.tokens[end - 1].is_possessive:
            step = _continues_name(reading, end)
            if not step:
                break
            end += step
        yield NameSpan(reading, i, end)
        i = end


def _opens_name(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    if not _is_name_word(reading, i):
        # 'al-Jaafari' and 'bin Salman' open a name where the model or a title says so
        return token.bare.startswith(("al-", "el-")) and reading.labels[i] == "PERSON"
    if token.bare in _DETERMINERS or (i == 0 and token.bare in _PARTICIPLES):
        return False
    if i == 0 and is_starter(token.bare) and token.bare not in _NAME_TOO:
        return reading.labels[i] == "PERSON" and token.bare not in CALENDAR
    return True


def _is_name_word(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    text = token.text
    if not text[0].isupper():
        return False
    if token.bare in CALENDAR or (token.bare in _NAME_TOO and reading.terms[i]):
        return token.bare in _NAME_TOO and _has_name_neighbour(reading, i)
    if len(text) > 1 and text.isupper() and "." not in text and len(token.bare) > 1:
        if len(text) == 2 and reading.labels[i] == "PERSON" == reading.labels[min(i + 1, len(reading.tokens) - 1)]:
            return _is_mixed(reading, i + 1)  # 'JD Vance'
        # an acronym, or a surname in capitals: 'KUDO Mariko'
        return len(text) > 3 and not reading.terms[i] and any(_is_mixed(reading, k) for k in (i - 1, i + 1))
    kind, label = reading.kind(i), reading.labels[i]
    if not kind:
        return True
    if kind == "place":
        if label == "PERSON" or (label not in _PLACE_LABELS and reading.word(i - 1) not in _PREPOSITIONS):
            return True
        return i > 0 and _is_plain(reading, i - 1) and not reading.tokens[i - 1].is_possessive
    if token.bare not in _GIVEN_TOO or not _is_plain(reading, i + 1) or reading.word(i - 1) in _PREPOSITIONS:
        return False
    return reading.labels[i + 1] == "PERSON"


def _is_mixed(reading: Reading, i: int) -> bool:
    """Whether token ``i`` is a capitalised word in mixed case that is no vocabulary."""
    return 0 <= i < len(reading.tokens) and _is_plain(reading, i) and reading.tokens[i].text[1:].islower()


def _is_plain(reading: Reading, i: int) -> bool:
    """Whether token ``i`` is a capitalised word that is no vocabulary."""
    return i < len(reading.tokens) and reading.tokens[i].is_capitalised and not reading.terms[i]


def _has_name_neighbour(reading: Reading, i: int) -> bool:
    """Whether the words on both sides, or the next one after a short month, are plain capitalised words."""
    sides = [
        k for k in (i - 1, i + 1)
        if 0 <= k < len(reading.tokens) and reading.tokens[k].is_capitalised and not reading.terms[k]
        and reading.tokens[k].text.isalpha() and reading.word(k) not in CALENDAR
    ]  # fmt: skip
    return i + 1 in sides and (i - 1 in sides or reading.labels[i] == "PERSON" or reading.word(i) in CALENDAR)


def _continues_name(reading: Reading, i: int) -> int:
    """How many tokens from ``i`` on belong to the name that stands before; 0 where it ends."""
    token = reading.tokens[i]
    if _is_name_word(reading, i) or token.bare in _GENERATIONS or token.text in _SONS:
        return 1
    k = i
    while reading.word(k) in PARTICLES and k - i < 3 and reading.tokens[k].text not in ("y", "e", "a"):
        k += 1
    if k > i and k < len(reading.tokens):
        is_son = reading.word(k - 1) in _FATHERS and reading.tokens[k].is_capitalised
        return k + 1 - i if is_son or _is_name_word(reading, k) else 0
    if token.text.startswith(("al-", "el-", "ul-")):
        return 1
    # 'Larry King', 'Theresa May', 'Amit Shah': vocabulary inside a name that the model sees whole
    inside = reading.labels[i] == "PERSON" and reading.labels[i - 1] == "PERSON"
    is_name_too = token.bare in _NAME_TOO | CALENDAR or reading.is_geographic(i) or reading.kind(i) in _SURNAMES_TOO
    is_title = reading.is_title_word(i + 1)  # 'Tajik First Deputy Minister'
    is_inside = inside and any(a < i < b for a, b, _ in reading.entities)
    return int(is_inside and is_name_too and token.is_capitalised and not is_title)


def _beside_names(runs: list[NameSpan], sure: list[NameSpan]) -> Iterator[NameSpan]:
    """Runs that stand in a list beside a sure name: 'A and RUN', 'RUN and A', 'A, RUN and B'."""
    ends = {(s.reading.number, s.last) for s in sure}
    starts = {(s.reading.number, s.first) for s in sure}
    taken = {(s.start, s.end) for s in sure}
    for run in runs:
        if (run.start, run.end) in taken or not is_listed_person(run.reading, run.first, run.last):
            continue
        reading, number = run.reading, run.reading.number
        joint = run.first - 1
        if reading.is_geographic(joint) and reading.tokens[joint].is_possessive:
            joint -= 1  # 'A and Brazil's RUN'
        follows, precedes = (number, joint) in ends, (number, run.last + 1) in starts
        is_series = follows and precedes and reading.word(joint) == "," and reading.word(run.last) in ("and", ",")
        if is_series or (follows and reading.word(joint) == "and") or (precedes and reading.word(run.last) == "and"):
            yield run


def _known_names(names: Iterable[NameSpan]) -> set[tuple[str, ...]]:
    """Full names and the single words by which they may come back: any, since each custom has its own surname."""
    known: set[tuple[str, ...]] = set()
    for name in names:
        words = name.words
        known.add(words)
        if len(words) > 1:
            known.update((word,) for word in words if word not in PARTICLES and len(word) > 1)
    return known


def _is_known(run: NameSpan, known: set[tuple[str, ...]]) -> bool:
    reading = run.reading
    if run.words not in known or is_dateline_mark(reading, run.first, run.last):
        return False
    return run.last - run.first > 1 or not (run.first == 0 and is_starter(reading.word(0)))
