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

from transforms.tag.lexicon import CALENDAR, is_starter
from transforms.tag.sentence import Reading

_OFFICES = frozenset(
    "office administration cabinet secretariat executive council house chamber committee board".split()
)
_ELECTED = ("-designate", "-elect")
_CROSSED = frozenset({"of", "for", "to", "on", "in", "at"})
ENDS = frozenset("who whom which while where when said says told was is were are has have had will would".split())
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
DETERMINERS = ARTICLES | {"this", "that", "another", "two", "three"}
_STYLES = frozenset("ambassador professor engineer prince princess father sister brother counsellor".split())
# Honorifics that name an office and are the title where there is no other.
_OFFICES_OF_HONOUR = frozenset("sen sens rep reps monsignor msgr rev reverend imam gov".split())
_POINTERS = frozenset("group movement rebels rebel guerrillas side country kingdom bloc organisation island".split())
PHRASE_ENDS = frozenset("with by including include includes included comprises comprise under named".split())


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed: tokens ``first`` to ``last - 1`` of its sentence. ``text`` may reword 'who heads'.

    A rank, or a portfolio in brackets, counts where there is no other.
    """

    first: int
    last: int
    text: str
    is_rank: bool = False


def is_head(reading: Reading, i: int) -> bool:
    """Whether token ``i`` heads a post: minister, chief, ambassadors; 'deputy' does unless a title word follows."""
    word = reading.word(i)
    if word in ("deputy", "assistant"):
        following = i + 2 if reading.is_geographic(i + 1) else i + 1  # 'deputy US ambassador'
        return not reading.is_title_word(following)
    if word.endswith(_ELECTED):
        return True
    if word == "official":  # 'an official parliamentary delegation'
        return reading.kind(i + 1) not in ("institution", "modifier")
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


def behind_owner(reading: Reading, first: int, head: int) -> int:
    """The first token of a title behind the country or body that owns the post: "Egypt's intelligence chief"."""
    owners = [k for k in range(first, head) if reading.tokens[k].is_possessive and _is_owner(reading, k)]
    return owners[-1] + 1 if owners else first


def _is_owner(reading: Reading, i: int) -> bool:
    """A country, a party, or a word that points back to one: "the movement's spokesman"."""
    return reading.is_geographic(i) or reading.kind(i) == "party" or reading.word(i) in _POINTERS


def is_style(reading: Reading, k: int) -> bool:
    """Whether a word is an honorific, a rank or a style that is a title only where there is no other."""
    return reading.kind(k) in ("honorific", "rank") or reading.word(k) in _STYLES


def title_before(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title that ends right before token ``name``; nothing left of token ``floor`` is read."""
    end = name
    while end > floor and reading.kind(end - 1) == "honorific":
        end -= 1
    start = _chain_start(reading, end, floor)
    if start is None or reading.tokens[end - 1].is_possessive:
        return _rank_before(reading, name, floor)
    start = behind_owner(reading, start, next((k for k in range(start, end) if is_head(reading, k)), start))
    if all(is_style(reading, i) for i in range(start, end)):
        return Title(start, end, clean(reading.span_text(start, end)), is_rank=True)
    while is_style(reading, end - 1) and any(is_head(reading, i) for i in range(start, _term_start(reading, end - 1))):
        end -= 1
    return Title(start, end, clean(reading.span_text(start, end)))


def _term_start(reading: Reading, i: int) -> int:
    found = reading.terms[i]
    return found.first if found else i


def _rank_before(reading: Reading, name: int, floor: int) -> Title | None:
    end = name
    while end > floor and reading.kind(end - 1) == "honorific" and reading.word(end - 1) not in _OFFICES_OF_HONOUR:
        end -= 1
    start = end
    if reading.word(end - 1) == ")" and reading.kind(end - 2) == "rank" and end - 3 > floor:
        start = end - 3  # 'Brigadier (retd) NAME'
    while start > floor and (reading.kind(start - 1) == "rank" or reading.word(start - 1) in _OFFICES_OF_HONOUR):
        start -= 1
    if reading.kind(start) not in ("rank", "honorific"):
        return None
    if start < end and start > floor and reading.word(start - 1) == "retired":
        start -= 1
    return Title(start, end, clean(reading.span_text(start, end)), is_rank=True) if start < end else None


def _chain_start(reading: Reading, end: int, floor: int) -> int | None:
    """The first token of a title that ends before ``end``, or None where no head of a post is found."""
    i, best = end, None
    while True:
        core = body_start(reading, i, floor)
        if core == i and best is None and i == end:
            return None
        has_head = any(is_head(reading, k) for k in range(core, i))
        if has_head:
            best = core
            if not _is_office_of(reading, core, i, floor):
                return _join_title(reading, _join_and(reading, core, floor), floor)
        crossed = _cross(reading, core, floor)
        if crossed is None:
            return best
        i = crossed


def body_start(reading: Reading, end: int, floor: int) -> int:
    """The left end of an unbroken run of words of titles and bodies that ends before ``end``."""
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
        while i > floor and reading.labels[i - 1] == reading.labels[i] == "PERSON" and not reading.terms[i - 1]:
            i -= 1  # 'Shin Bet chief NAME'
        while i > floor and reading.kind(i - 1) == "modifier":
            i -= 1
    while i < end and (reading.tokens[i].text in "()" or reading.word(i) in ARTICLES):
        i += 1
    return i


_OPENERS = frozenset(
    {"", ",", ";", ":", "and", "the", "a", "an", "are", "is", "were", "was", "by", "as", "with", "include"}
)


def _is_plain_noun(reading: Reading, i: int) -> bool:
    """A common noun that qualifies a post: ', quota director NAME', 'former rebel commander NAME'."""
    is_opened = reading.word(i - 1) in _OPENERS or reading.kind(i - 1) == "modifier"
    return is_common_noun(reading, i) and (is_opened or (i > 0 and reading.tokens[i - 1].is_possessive))


def _is_qualifier(reading: Reading, i: int, floor: int) -> bool:
    """A noun before a post, or a name between 'former' and a post that the model takes for a person."""
    if _is_plain_noun(reading, i):
        return True
    if not (i >= floor and reading.tokens[i].is_capitalised and reading.tokens[i].text.isalpha()):
        return False
    if i > floor and reading.word(i - 1) in ("former", "deputy", "acting", "then"):
        return True
    following = reading.tokens[i + 1]
    return reading.labels[i] == "PERSON" and following.text.islower() and not (i == 0 and is_starter(reading.word(0)))


def is_common_noun(reading: Reading, i: int) -> bool:
    """Whether token ``i`` is a word in small letters that may be a noun."""
    token = reading.tokens[i]
    if not (token.text.isalpha() and token.text.islower()) or reading.terms[i] or token.bare in STOP_WORDS:
        return False
    return not token.bare.endswith(("ed", "ly", "ing", "s")) and token.bare not in PHRASE_ENDS


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
    if word in ("and", "&") and reading.kind(i - 2) in ("institution", "country", "region"):
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


def _join_title(reading: Reading, core: int, floor: int) -> int:
    """Takes in the first of two posts: 'Deputy Prime Minister and Minister of Interior NAME'."""
    left = core - 2
    if left < floor or reading.word(core - 1) != "and" or not reading.tokens[core].is_capitalised:
        return core
    if reading.kind(left) != "head" or not reading.tokens[left].is_capitalised:
        return core
    return body_start(reading, core - 1, floor)


def _join_and(reading: Reading, core: int, floor: int) -> int:
    """Takes in the left part of 'Security and Defence Council Secretary', 'Council of Agriculture minister'."""
    if core - 2 >= floor and reading.word(core - 1) in ("of", "for", "on") and reading.tokens[core].is_capitalised:
        is_body = reading.kind(core - 2) == "institution" and reading.tokens[core - 2].is_capitalised
        left = body_start(reading, core - 1, floor) if is_body else core
        return core if any(is_head(reading, k) for k in range(left, core - 1)) else left
    if (
        core - 2 >= floor
        and reading.word(core - 1) == "and"
        and reading.kind(core) == "institution"
        and reading.kind(core - 2) == "institution"
        and reading.tokens[core - 2].is_capitalised
    ):
        left = body_start(reading, core - 1, floor)
        if not any(is_head(reading, k) for k in range(left, core - 1)):
            return left
    return core


def clean(text: str) -> str:
    """A title without an article or possessive before it or a loose preposition behind it, its blanks collapsed."""
    text = re.sub(r"\s+", " ", text).strip(" ,;:-–—")
    text = re.sub(r"(?: (?:of|to|for|under|at|in|on|from|by|with|as|and|the|a))+$", "", text)
    text = re.sub(r"\s+(?:himself|herself)$", "", text)
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
