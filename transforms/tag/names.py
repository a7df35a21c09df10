"""Where a text names persons: spans of tokens, found by several witnesses that make up for each other.

The language model alone finds two of three persons in world news: it loses names after long titles, glues honorifics to
them and calls capitals persons. So candidates are runs of capitalised words that are no vocabulary, and a run counts as
a name if any witness speaks for it: the model, a title before it, an apposition after it, or another place in the same
article where it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii
from spacy.lang.en.stop_words import STOP_WORDS

from transforms.tag.lexicon import CALENDAR, PARTICLES, is_starter
from transforms.tag.sentence import Reading
from transforms.tag.text import strip_possessive
from transforms.tag.titles import is_head, title_before, title_before_comma
from transforms.tag.titles_after import title_after

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PREPOSITIONS = frozenset({"in", "at", "to", "from", "near", "outside", "into", "of"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
# Vocabulary of titles and the calendar that is as often part of a name: 'Ri Son Gwon', 'Jan Kubis', 'Judge'.
_NAME_TOO = frozenset(
    {"son", "king", "judge", "dean", "bishop", "justice", "rector", "jan", "may", "april", "june", "august"}
)
_MEMBERSHIP = frozenset(
    "includes included include including comprises comprised comprising consists consisted consisting members led "
    "headed accompanied joined represented delegates".split()
)
_LEADING = frozenset({"leads", "led", "heads", "headed", "chairs", "chaired"})
_LIST_BEFORE = frozenset({",", "and", ";", ":", "by", "of", "are", "were", "•"}) | _MEMBERSHIP
_LIST_AFTER = frozenset({",", "and", ";", ".", "(", "of", "who"})
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
    sure = [run for run in runs if _has_witness(run)]
    sure += _between_names(runs, sure)
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
        return False  # an acronym
    kind, label = reading.kind(i), reading.labels[i]
    if not kind:
        return True
    if kind == "place":
        return label == "PERSON" or (label not in _PLACE_LABELS and reading.word(i - 1) not in _PREPOSITIONS)
    return False


def _has_name_neighbour(reading: Reading, i: int) -> bool:
    """Whether the words on both sides, or the next one after a short month, are plain capitalised words."""
    sides = [
        k for k in (i - 1, i + 1)
        if 0 <= k < len(reading.tokens) and reading.tokens[k].is_capitalised and not reading.terms[k]
        and reading.tokens[k].text.isalpha() and reading.word(k) not in CALENDAR
    ]  # fmt: skip
    return i + 1 in sides and (i - 1 in sides or reading.labels[i] == "PERSON" or reading.word(i) in CALENDAR)


def _continues_name(reading: Reading, i: int) -> int:
    """How many tokens from ``i`` on belong to the name that stands before: 0, 1 or 2."""
    token = reading.tokens[i]
    if _is_name_word(reading, i) or token.bare in _GENERATIONS:
        return 1
    if token.text.casefold() in PARTICLES and i + 1 < len(reading.tokens) and token.text not in ("y", "e", "a"):
        return 2 if _is_name_word(reading, i + 1) else 0
    if token.text.startswith(("al-", "el-", "ul-")):
        return 1
    # 'Larry King', 'Theresa May': vocabulary inside a name that the model sees whole
    inside = reading.labels[i] == "PERSON" and reading.labels[i - 1] == "PERSON"
    is_name_too = token.bare in _NAME_TOO | CALENDAR or reading.is_geographic(i)
    return int(inside and is_name_too and token.is_capitalised and any(a < i < b for a, b, _ in reading.entities))


def _has_witness(run: NameSpan) -> bool:
    reading, first, last = run.reading, run.first, run.last
    length = last - first
    if _is_dateline_mark(run) or _is_body(run):
        return False
    if reading.word(first - 1) == "by" and reading.word(first - 2) in _LEADING:
        return True
    if "PERSON" in reading.labels[first:last]:
        return length > 1 or not _is_common_word(run)
    if reading.kind(first - 1) in ("honorific", "rank"):
        return True
    before = title_before(reading, first)
    if before and not before.is_rank and (length > 1 or is_head(reading, first - 1)):
        return length > 1 or reading.labels[first] not in ("ORG", "GPE", "NORP", "FAC")
    if length < 2:
        return False
    if reading.word(last + 1) == "led" and reading.tokens[last].text in "-‑":
        return True  # 'the NAME-led delegation'
    if reading.word(last) in _LEADING or (reading.word(last) == "," and reading.word(last + 1) == "who"):
        return True
    if set(reading.labels[first:last]) & _PLACE_LABELS:
        return False
    if title_after(reading, last) is not None or title_before_comma(reading, first) is not None:
        return True
    listed = reading.word(first - 1) in _LIST_BEFORE and reading.word(last) in _LIST_AFTER
    return listed and any(reading.word(k) in _MEMBERSHIP for k in range(first))


def _is_body(run: NameSpan) -> bool:
    """A single word after an article ('the Vostok service'), a town after 'of', a body after a name ('A of B')."""
    reading, before = run.reading, run.reading.word(run.first - 1)
    if run.last - run.first == 1 and before in ("the", "a", "an"):
        return True
    if before != "of":
        return False
    if run.last - run.first == 1 and reading.kind(run.first) == "place":
        return True
    owner = run.first - 2
    return owner >= 1 and _is_name_word(reading, owner) and _is_name_word(reading, owner - 1)


def _between_names(runs: list[NameSpan], sure: list[NameSpan]) -> list[NameSpan]:
    """Runs of two words and more that stand in a list between two sure names: 'A, RUN and B'."""
    ends = {(s.reading.number, s.last) for s in sure}
    starts = {(s.reading.number, s.first) for s in sure}
    taken = {(s.start, s.end) for s in sure}
    return [
        run
        for run in runs
        if run.last - run.first > 1
        and (run.start, run.end) not in taken
        and (run.reading.number, run.first - 1) in ends
        and run.reading.word(run.first - 1) == ","
        and run.reading.word(run.last) in ("and", ",")
        and (run.reading.number, run.last + 1) in starts
    ]


def _is_common_word(run: NameSpan) -> bool:
    """A single word that the model takes for a person: a place after "in", or a first word before a noun."""
    reading = run.reading
    if reading.word(run.first - 1) in ("in", "at", "near", "outside"):
        return True
    following = reading.tokens[run.last] if run.last < len(reading.tokens) else None
    if run.first > 0 or following is None or reading.tokens[run.first].is_possessive:
        return False
    return following.text[0].islower() and following.bare not in STOP_WORDS and not following.bare.endswith(("ed", "s"))


def _is_dateline_mark(run: NameSpan) -> bool:
    """'(Reuters) -' and its like, and a single word in brackets."""
    tokens = run.reading.tokens
    return (
        run.first > 0
        and tokens[run.first - 1].text == "("
        and run.last < len(tokens)
        and tokens[run.last].text == ")"
        and run.last - run.first == 1
    )


def _known_names(names: Iterable[NameSpan]) -> set[tuple[str, ...]]:
    """Full names and the single words by which they may come back: the last, and the first of Asian and Arab names."""
    known: set[tuple[str, ...]] = set()
    for name in names:
        words = name.words
        known.add(words)
        if len(words) > 1:
            known.update({(words[-1],), (words[0],)})
    return known


def _is_known(run: NameSpan, known: set[tuple[str, ...]]) -> bool:
    reading = run.reading
    if run.words not in known or _is_dateline_mark(run):
        return False
    return run.last - run.first > 1 or not (run.first == 0 and is_starter(reading.word(0)))
