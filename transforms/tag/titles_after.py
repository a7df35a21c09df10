"""Titles behind a name: 'X, minister of trade', 'X of the ministry', 'X, who heads the service'."""

from __future__ import annotations

from transforms.tag.lexicon import CONNECTORS
from transforms.tag.sentence import Reading
from transforms.tag.titles import ARTICLES, ENDS, Title, clean, is_common_noun, is_head, title_before

_LEADING = {"heads": "head", "leads": "leader", "chairs": "chair", "directs": "director", "runs": "head"}
_NOW = frozenset({"also", "now", "currently", "presently", "himself", "herself"})
_APPOSITION_WORDS = 9  # a head of a post stands within so many words of the name, or it is another clause


def title_after(reading: Reading, end: int, next_name: int | None = None) -> Title | None:
    """The title that follows a name which ends before token ``end``: ', head of X', '(head of X)', ', who heads X'.

    ``next_name`` is the first token of the next person's name in the sentence: a title never runs into it.
    """
    limit = len(reading.tokens) if next_name is None else next_name
    if end + 1 >= limit:
        return None
    mark = reading.tokens[end].text
    if mark == "(":
        close = next((k for k in range(end + 1, limit) if reading.tokens[k].text == ")"), None)
        if close and any(is_head(reading, k) for k in range(end + 1, close)):
            return Title(end + 1, close, clean(reading.span_text(end + 1, close)))
        return None
    if mark not in (",", "–", "—"):
        return None
    first = end + 1
    if reading.word(first) in ("and", "or") or (reading.word(first) in _LEADING and reading.kind(first) == "plural"):
        return None
    if reading.word(first) == "who" and reading.word(first + 1) in ("is", "was"):
        first += 2
    if reading.word(first) == "who":
        return _leading_clause(reading, first + 1, limit)
    while first < limit and reading.word(first) in ARTICLES | _NOW:
        first += 1
    last = _apposition_end(reading, first, limit)
    heads = [k for k in range(first, min(last, first + _APPOSITION_WORDS)) if is_head(reading, k)]
    if not heads or not _opens_title(reading, first, heads[0]):
        return None
    if last == next_name and title_before(reading, last, first):
        return None  # the words belong to the next person: 'A, Foreign Minister B'
    return Title(first, last, clean(reading.span_text(first, last)))


def body_after(reading: Reading, end: int) -> Title | None:
    """The body as the title where there is no other: 'NAME of the Border Service', 'NAME (Unity Party)'."""
    tokens = reading.tokens
    i = end + 1 if end < len(tokens) and tokens[end].text == "," and reading.word(end + 1) == "of" else end
    if i >= len(tokens):
        return None
    if tokens[i].text == "(":
        close = next((k for k in range(i + 1, min(len(tokens), i + 8)) if tokens[k].text == ")"), None)
        is_body = close and tokens[i + 1].is_capitalised and not reading.is_geographic(i + 1)
        if not close or not is_body or any(c.isdigit() for c in tokens[i + 1].text) or tokens[i + 2].text == "-":
            return None
        return Title(i + 1, close, reading.span_text(i + 1, close))
    if reading.word(i) != "of":
        return None
    first = last = i + 2 if reading.word(i + 1) == "the" else i + 1
    while last < len(tokens) and (
        tokens[last].is_capitalised
        or reading.kind(last) in ("institution", "modifier")
        or (reading.word(last) in CONNECTORS and _goes_on(reading, last + 1))
    ):
        last += 1
    is_body = any(reading.kind(k) in ("institution", "party") or reading.labels[k] == "ORG" for k in range(first, last))
    return Title(first, last, clean(reading.span_text(first, last))) if is_body else None


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether the name of a body goes on behind a connector: 'Ministry of | Public Security'."""
    return reading.kind(i) in ("institution", "modifier") or (
        reading.word(i - 1) in ("of", "for") and i < len(reading.tokens) and reading.tokens[i].is_capitalised
    )


def _leading_clause(reading: Reading, first: int, limit: int) -> Title | None:
    while first < limit and reading.word(first) in _NOW:
        first += 1
    noun = _LEADING.get(reading.word(first))
    if noun is None:
        return None
    last = _apposition_end(reading, first + 1, limit)
    start = first + 1
    while start < last and reading.word(start) in ARTICLES:
        start += 1
    if start >= last:
        return None
    return Title(first, last, f"{noun} of the {clean(reading.span_text(start, last))}")


def _opens_title(reading: Reading, first: int, head: int) -> bool:
    """Between the comma and the head stand only words that a title opens with, and at most one common noun."""
    if head > first and is_common_noun(reading, head - 1):
        head -= 1
    return all(
        reading.is_title_word(k)
        or reading.is_geographic(k)
        or reading.kind(k) == "party"
        or reading.tokens[k].is_capitalised
        or reading.word(k) in ("and", "of", "the")
        or "-" in reading.tokens[k].text
        for k in range(first, head)
    )


def _apposition_end(reading: Reading, first: int, limit: int) -> int:
    for k in range(first, limit):
        token = reading.tokens[k]
        if token.text == "," and _is_series(reading, k, limit):
            continue
        if token.text in ',;.:()–—?!"”' or token.bare in ENDS:
            return k
        if token.bare == "and" and _and_opens_item(reading, k, limit):
            return k
        if token.text.endswith("ed") and k > first + 1 and not reading.terms[k] and not token.is_capitalised:
            return k
    return limit


def _and_opens_item(reading: Reading, k: int, limit: int) -> bool:
    """Whether 'and' starts the next item of a list rather than joins two words of the title."""
    if limit < len(reading.tokens) and not any(reading.tokens[j].text in ",;" for j in range(k, limit)):
        return True  # the next name follows without a comma
    return not (reading.is_title_word(k + 1) or reading.is_title_word(k + 2) or reading.is_geographic(k + 1))


def _is_series(reading: Reading, comma: int, limit: int) -> bool:
    """Whether a comma stands inside a name of an office: 'Commission on Education, Science and Culture'."""
    for k in range(comma + 1, min(comma + 9, limit - 1)):
        if reading.word(k) == "and":
            return reading.kind(k + 1) in ("institution", "modifier") and not is_head(reading, k + 2)
        if reading.tokens[k].text != "," and (
            is_head(reading, k) or reading.kind(k) not in ("institution", "modifier")
        ):
            return False
    return False
