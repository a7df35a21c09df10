"""Titles that stand before a name but apart from it: 'the head of the office, NAME', 'whose head is NAME'."""

from __future__ import annotations

from transforms.tag.lexicon import CONNECTORS, PARTICLES
from transforms.tag.sentence import Reading
from transforms.tag.titles import (
    ARTICLES,
    DETERMINERS,
    ENDS,
    PHRASE_ENDS,
    Title,
    behind_owner,
    body_start,
    clean,
    is_head,
    is_style,
    title_before,
)

_ADVERBIAL = frozenset("after before at in on during when while as following for to with without under despite".split())
_COPULAS = frozenset({"is", "was", "are", "were"})
_SEGMENT_WORDS = 16
_JOINTS = CONNECTORS | {"with", "from", "by", "under", "as"}


def title_before_comma(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title in the segment before the comma that precedes a name: 'the head of the office, NAME'."""
    comma = _style_start(reading, name, floor) - 1
    if comma <= floor or reading.tokens[comma].text != ",":
        return None
    end, start = comma, _behind_verb(reading, _segment_start(reading, comma, floor), comma)
    heads = [k for k in range(start, end) if is_head(reading, k)] or lower_ranks(reading, start, end)
    while not heads and start - 1 > floor and _is_name_of_office(reading, start, end):
        end = start - 1  # 'Permanent Secretary, Ministry of Finance, NAME'
        start = _segment_start(reading, end, floor)
        heads = [k for k in range(start, end) if is_head(reading, k)]
    if not heads or (start == 0 and reading.word(0) in _ADVERBIAL and not _is_enclosed(reading, name)):
        return None
    first = behind_owner(reading, body_start(reading, heads[0] + 1, start), heads[0])
    opener = reading.word(first - 1)
    if first > start and opener not in DETERMINERS and not reading.tokens[first - 1].is_possessive:
        return None
    return Title(first, comma, clean(reading.span_text(first, comma)))


def title_before_copula(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title in 'whose acting head is NAME', 'the other judges are NAME and NAME'."""
    if name - 1 <= floor or reading.word(name - 1) not in _COPULAS:
        return None
    title = title_before(reading, name - 1, floor)
    if title is None or title.is_rank or reading.word(title.last - 1) in ("members", "delegates", "participants"):
        return None
    return title


def lower_ranks(reading: Reading, first: int, last: int) -> list[int]:
    """Ranks that stand as common nouns: 'a lieutenant commander of the navy, NAME'."""
    return [k for k in range(first, last) if reading.kind(k) == "rank" and reading.tokens[k].text.islower()]


def _behind_verb(reading: Reading, first: int, last: int) -> int:
    """Where the title's own noun phrase starts: 'the rebels sent | their secretary', not 'the head of the office'."""
    for k in range(last - 1, first, -1):
        if reading.word(k) in ARTICLES and reading.word(k - 1) not in _JOINTS:
            return k
    return first


def _style_start(reading: Reading, name: int, floor: int) -> int:
    """The first token of the rank or style before a name: 'Admiral (ret.) NAME', 'Superintendent NAME'."""
    while name > floor:
        if reading.word(name - 1) == ")" and reading.kind(name - 2) == "rank" and name - 3 > floor:
            name -= 3
            continue
        last = name - 1
        is_alone = is_head(reading, last) and reading.tokens[last].is_capitalised and reading.word(last - 1) == ","
        if last < floor or not (is_style(reading, last) or is_alone):
            break
        name = last
    return name


def _is_enclosed(reading: Reading, name: int) -> bool:
    """Whether a mark follows the name: 'In R the head of S, NAME, said', not 'After talks with the king, NAME said'."""
    end = name
    while end < len(reading.tokens) and (reading.tokens[end].is_capitalised or reading.word(end) in PARTICLES):
        end += 1
    return end == len(reading.tokens) or reading.tokens[end].text in ",.;)"


def _is_name_of_office(reading: Reading, start: int, comma: int) -> bool:
    """Whether the words between two commas go on with the name of an office: ', peace and security,'."""
    words = range(start, comma)
    return (
        reading.tokens[start - 1].text == ","
        and len(words) <= _SEGMENT_WORDS // 2
        and any(reading.kind(k) == "institution" for k in words)
        and all(reading.terms[k] or reading.tokens[k].is_capitalised or reading.word(k) in CONNECTORS for k in words)
    )


def _segment_start(reading: Reading, comma: int, floor: int) -> int:
    """The first token of the phrase that ends before a comma: behind a mark, a verb or 'and the'."""
    k = comma
    while k > max(floor, comma - _SEGMENT_WORDS):
        token = reading.tokens[k - 1]
        is_end = token.bare in ENDS or token.bare in PHRASE_ENDS
        if token.text in ',;:()–—.?!"“”' or (is_end and not reading.terms[k - 1]):
            return k
        if token.bare == "and" and reading.word(k) in DETERMINERS:
            return k
        if _is_verb(reading, k - 1):
            return k
        k -= 1
    return k


def _is_verb(reading: Reading, k: int) -> bool:
    """By its look only: a small unknown word in -ed, which no determiner makes an adjective."""
    token = reading.tokens[k]
    is_past = token.text.islower() and token.bare.endswith("ed") and not reading.terms[k]
    return is_past and reading.word(k - 1) not in DETERMINERS
