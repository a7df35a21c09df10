"""Official titles as printed before and after a person's name.

Before a name a title is a chain of words of the post lexicon, capitalised words and connectors that holds a head of a
post ('Chief of the Main Directorate of the General Staff of the Russian Armed Forces'); after a name it is an
apposition or stands in brackets. The chain is walked from the name to the left, over connectors only while the head is
still missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.lang.en.stop_words import STOP_WORDS

from transforms.tag.lexicon import CALENDAR, CONNECTORS, is_starter
from transforms.tag.sentence import Reading

_OFFICES = frozenset(
    "office administration cabinet secretariat executive council house chamber committee board".split()
)
_CROSSED = frozenset({"of", "for", "to", "on", "in", "at"})
_ENDS = frozenset("who whom which while where when said says told was is were are has have had will would".split())
_LEADING = {"heads": "head", "leads": "leader", "chairs": "chair", "directs": "director", "runs": "head"}
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_DETERMINERS = _ARTICLES | {"this", "that", "another", "two", "three"}
_STYLES = frozenset("ambassador professor engineer prince princess father sister brother counsellor".split())
# Honorifics that name an office and are the title where there is no other.
_OFFICES_OF_HONOUR = frozenset("sen sens rep reps monsignor msgr rev reverend imam gov".split())
_ADVERBIAL = frozenset("after before at in on during when while as following for to with without under despite".split())
_PHRASE_ENDS = frozenset("with by including include includes included comprises comprise under named".split())
_NOW = frozenset({"also", "now", "currently", "presently", "himself", "herself"})
_COPULAS = frozenset({"is", "was", "are", "were"})
_SEGMENT_WORDS = 16
_APPOSITION_WORDS = 9  # a head of a post stands within so many words of the name, or it is another clause


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: tokens ``first`` to ``last - 1`` of its sentence. ``text`` may reword 'who heads'."""

    first: int
    last: int
    text: str
    is_rank: bool = False


def is_head(reading: Reading, i: int) -> bool:
    """Whether token ``i`` heads a post: minister, chief, ambassadors; 'deputy' does unless a title word follows."""
    if reading.word(i) == "deputy" and not reading.is_title_word(i + 1):
        return True
    return reading.kind(i) in ("head", "plural")


def is_nested(reading: Reading, name: int) -> bool:
    """Whether the name at token ``name`` stands inside another person's title: 'adviser to President NAME'."""
    title = title_before(reading, name)
    i = title.first if title else name
    while reading.word(i - 1) in ("the", "a"):
        i -= 1
    if reading.word(i - 1) not in ("to", "of", "for"):
        return False
    return any(is_head(reading, k) for k in range(max(0, i - 6), i - 1))


def title_before_comma(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title in the segment before the comma that precedes a name: 'the head of the office, NAME'."""
    while name > floor and _is_style(reading, name - 1):
        name -= 1
    comma = name - 1
    if comma <= floor or reading.tokens[comma].text != ",":
        return None
    start = _segment_start(reading, comma, floor)
    heads = [k for k in range(start, comma) if is_head(reading, k)]
    while not heads and start - 1 > floor and _is_name_of_office(reading, start, comma):
        start = _segment_start(reading, start - 1, floor)  # 'Permanent Secretary, Ministry of Finance, NAME'
        heads = [k for k in range(start, comma) if is_head(reading, k)]
    if not heads or (start == 0 and reading.word(0) in _ADVERBIAL):
        return None
    first = _core_start(reading, heads[0] + 1, start)
    opener = reading.word(first - 1)
    if first > start and opener not in _DETERMINERS and not reading.tokens[first - 1].is_possessive:
        return None
    return Title(first, comma, _clean(reading.span_text(first, comma)))


def _is_name_of_office(reading: Reading, start: int, comma: int) -> bool:
    """Whether the words between two commas go on with the name of an office: ', peace and security,'."""
    words = range(start, comma)
    return (
        reading.tokens[start - 1].text == ","
        and len(words) <= _SEGMENT_WORDS // 2
        and any(reading.kind(k) == "institution" for k in words)
        and all(reading.terms[k] or reading.tokens[k].is_capitalised or reading.word(k) in CONNECTORS for k in words)
    )


def title_before_copula(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title in 'whose acting head is NAME', 'the other judges are NAME and NAME'."""
    if name - 1 <= floor or reading.word(name - 1) not in _COPULAS:
        return None
    title = title_before(reading, name - 1, floor)
    return None if title is None or title.is_rank else title


def _segment_start(reading: Reading, comma: int, floor: int) -> int:
    """The first token of the phrase that ends before a comma: behind a mark, a verb or 'and the'."""
    k = comma
    while k > max(floor, comma - _SEGMENT_WORDS):
        token = reading.tokens[k - 1]
        if token.text in ',;:()–—.?!"“”' or token.bare in _ENDS or token.bare in _PHRASE_ENDS:
            return k
        if token.bare == "and" and reading.word(k) in _DETERMINERS:
            return k
        if _is_verb(reading, k - 1):
            return k
        k -= 1
    return k


def _is_verb(reading: Reading, k: int) -> bool:
    """By its look only: a small unknown word in -ed, which no determiner makes an adjective."""
    token = reading.tokens[k]
    is_past = token.text.islower() and token.bare.endswith("ed") and not reading.terms[k]
    return is_past and reading.word(k - 1) not in _DETERMINERS


def _is_style(reading: Reading, k: int) -> bool:
    """Whether a word is an honorific, a rank or a style that is a title only where there is no other."""
    return reading.kind(k) in ("honorific", "rank") or reading.word(k) in _STYLES


def title_before(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title that ends right before token ``name``; nothing left of token ``floor`` is read."""
    end = name
    while end > floor and reading.kind(end - 1) == "honorific":
        end -= 1
    start = _chain_start(reading, end, floor)
    if start is None:
        return _rank_before(reading, name, floor)
    start += reading.word(start) == "under" and end - start > 2 and reading.word(start + 1) != "secretary"
    if all(_is_style(reading, i) for i in range(start, end)):
        return Title(start, end, _clean(reading.span_text(start, end)), is_rank=True)
    while _is_style(reading, end - 1) and any(is_head(reading, i) for i in range(start, end - 1)):
        end -= 1
    return Title(start, end, _clean(reading.span_text(start, end)))


def _rank_before(reading: Reading, name: int, floor: int) -> Title | None:
    end = name
    while end > floor and reading.kind(end - 1) == "honorific" and reading.word(end - 1) not in _OFFICES_OF_HONOUR:
        end -= 1
    start = end
    while start > floor and (reading.kind(start - 1) == "rank" or reading.word(start - 1) in _OFFICES_OF_HONOUR):
        start -= 1
    return Title(start, end, _clean(reading.span_text(start, end)), is_rank=True) if start < end else None


def _chain_start(reading: Reading, end: int, floor: int) -> int | None:
    """The first token of a title that ends before ``end``, or None where no head of a post is found."""
    i, best = end, None
    while True:
        core = _core_start(reading, i, floor)
        if core == i and best is None and i == end:
            return None
        has_head = any(is_head(reading, k) for k in range(core, i))
        if has_head:
            best = core
            if not _is_office_of(reading, core, i, floor):
                return _join_and(reading, core, floor)
        crossed = _cross(reading, core, floor)
        if crossed is None:
            return best
        i = crossed


def _core_start(reading: Reading, end: int, floor: int) -> int:
    """Left end of an unbroken run of title material that ends before ``end``."""
    i = end
    while i > floor:
        token = reading.tokens[i - 1]
        if token.text == ")":
            opening = next((k for k in range(i - 2, max(floor, i - 8) - 1, -1) if reading.tokens[k].text == "("), None)
            if opening is None:
                break
            i = opening
            continue
        if not _is_material(reading, i - 1):
            break
        i -= 1
    if floor < i < end and is_head(reading, i) and _is_qualifier(reading, i - 1, floor):
        i -= 1
        while i > floor and reading.kind(i - 1) == "modifier":
            i -= 1
    while i < end and (reading.tokens[i].text in "()" or reading.word(i) in _ARTICLES):
        i += 1
    return i


_OPENERS = frozenset(
    {"", ",", ";", ":", "and", "the", "a", "an", "are", "is", "were", "was", "by", "as", "with", "include"}
)


def _is_plain_noun(reading: Reading, i: int) -> bool:
    """A common noun that qualifies a post: ', quota director NAME', 'former rebel commander NAME'."""
    return _is_common_noun(reading, i) and (reading.word(i - 1) in _OPENERS or reading.kind(i - 1) == "modifier")


def _is_qualifier(reading: Reading, i: int, floor: int) -> bool:
    """A noun before a post, or a name between 'former' and a post that the model takes for a person."""
    if _is_plain_noun(reading, i):
        return True
    return (
        i > floor and reading.tokens[i].is_capitalised and reading.word(i - 1) in ("former", "deputy", "acting", "then")
    )


def _is_common_noun(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    if not (token.text.isalpha() and token.text.islower()) or reading.terms[i] or token.bare in STOP_WORDS:
        return False
    return not token.bare.endswith(("ed", "ly", "ing", "s")) and token.bare not in _PHRASE_ENDS


def _is_material(reading: Reading, i: int) -> bool:
    token = reading.tokens[i]
    if reading.is_title_word(i) or reading.kind(i) in ("country", "demonym", "metonym", "party"):
        return True
    if not token.text[:1].isalpha() or token.bare in CALENDAR:
        return False
    if token.text.startswith("then-") or (token.is_capitalised and reading.labels[i] != "PERSON"):
        return not (i == 0 and is_starter(token.bare))
    return False


def _cross(reading: Reading, core: int, floor: int) -> int | None:
    """The token right of which the chain goes on beyond 'of the', 'for', 'and'; None where it ends."""
    i = core
    while i > floor and reading.word(i - 1) in ("the", "a", "an"):
        i -= 1
    if i <= floor:
        return None
    word = reading.word(i - 1)
    if word in _CROSSED:
        return i - 1
    if word in ("and", "&") and reading.kind(i - 2) == "institution" and core < len(reading.tokens):
        return i - 1
    return None


def _is_office_of(reading: Reading, core: int, end: int, floor: int) -> bool:
    """Whether 'President' here only names an office: 'head of the Office of the President NAME'."""
    if end - core != 1:
        return False
    i = core
    while i > floor and reading.word(i - 1) == "the":
        i -= 1
    return i - 2 >= floor and reading.word(i - 1) == "of" and reading.word(i - 2) in _OFFICES


def _join_and(reading: Reading, core: int, floor: int) -> int:
    """Takes in the left part of 'National Security and Defence Council Secretary'."""
    if (
        core - 2 >= floor
        and reading.word(core - 1) == "and"
        and reading.kind(core) == "institution"
        and reading.kind(core - 2) == "institution"
        and reading.tokens[core - 2].is_capitalised
    ):
        left = _core_start(reading, core - 1, floor)
        if not any(is_head(reading, k) for k in range(left, core - 1)):
            return left
    return core


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
            return Title(end + 1, close, _clean(reading.span_text(end + 1, close)))
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
    while first < limit and reading.word(first) in _ARTICLES | _NOW:
        first += 1
    last = _apposition_end(reading, first, limit)
    heads = [k for k in range(first, min(last, first + _APPOSITION_WORDS)) if is_head(reading, k)]
    if not heads or not _opens_title(reading, first, heads[0]):
        return None
    if last == next_name and title_before(reading, last, first):
        return None  # the words belong to the next person: 'A, Foreign Minister B'
    return Title(first, last, _clean(reading.span_text(first, last)))


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
    return Title(first, last, _clean(reading.span_text(first, last))) if is_body else None


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
    while start < last and reading.word(start) in _ARTICLES:
        start += 1
    if start >= last:
        return None
    return Title(first, last, f"{noun} of the {_clean(reading.span_text(start, last))}")


def _opens_title(reading: Reading, first: int, head: int) -> bool:
    """Between the comma and the head stand only words that a title opens with, and at most one common noun."""
    if head > first and _is_common_noun(reading, head - 1):
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
        if token.text in ',;.:()–—?!"”' or token.bare in _ENDS:
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


def _clean(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–—")
    return re.sub(r"^(?:the|a|an|his|her|its|their)\s+", "", text, flags=re.IGNORECASE)


def singular(reading: Reading, title: Title) -> str:
    """A title in the plural as one person bears it: 'Senators' → 'Senator', 'envoys of R' → 'envoy of R'."""
    head = next((k for k in range(title.first, title.last) if is_head(reading, k)), None)
    if head is None or reading.kind(head) != "plural":
        return title.text
    word = reading.tokens[head].text
    for ending, one in (("men", "man"), ("ies", "y"), ("s", "")):
        if word.endswith(ending):
            return title.text.replace(word, word.removesuffix(ending) + one, 1)
    return title.text
