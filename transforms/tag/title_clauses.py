"""Titles that a clause gives: 'NAME, who speaks for X', 'the committee headed by NAME', 'NAME as its spokesman'.

They hold where no title stands beside the name. What somebody does for a delegation is a role, not a title.
"""

from __future__ import annotations

from transforms.tag.sentence import Reading
from transforms.tag.text import strip_possessive
from transforms.tag.titles import ARTICLES, DETERMINERS, Title, body_start, clean, is_head

# 'who heads X' → 'head of X'. The literal words stay where English has no noun for them.
_NOUNS = {
    "heads": "head of", "leads": "leader of", "chairs": "chair of", "directs": "director of", "runs": "head of",
    "commands": "commander of", "manages": "manager of", "coordinates": "coordinator of", "edits": "editor of",
    "represents": "representative of", "advises": "adviser to", "oversees": "responsible for",
    "teaches": "teacher of",
}  # fmt: skip
_PHRASES = {
    ("speaks", "for"): "spokesman for", ("presides", "over"): "president of", ("works", "for"): "",
    ("in", "charge", "of"): "in charge of", ("responsible", "for"): "responsible for",
}  # fmt: skip
_DONE = {"headed": "head", "led": "leader", "chaired": "chair", "directed": "director", "run": "head"}
_ADVERBS = frozenset("also now currently presently still himself herself is was previously formerly long".split())
_GROUPS = frozenset(
    "delegation delegations team teams side sides mission talks negotiations negotiators delegates dialogue session "
    "sessions meeting meetings visit group panel government discussion round inspectors visitors list initiative "
    "operation operations campaign project program programme".split()
)
_ROLES = frozenset("members member delegates delegate guests guest observers observer participants participant".split())
LEADERS = frozenset({"head", "leader", "chief", "chair"})
_LONGEST = 16  # words of a predicate that is read as a title
_PREPOSITIONS = frozenset({"at", "in", "on", "for", "with"})
_AMONG = frozenset({"them", "whom", "these"})


def title_in_who_clause(reading: Reading, first: int, last: int) -> Title | None:
    """The title in a clause that opens behind 'who' at token ``first`` and ends before ``last``: 'who heads the X'."""
    while first < last and reading.word(first) in _ADVERBS:
        first += 1
    noun, start = _noun_of_verb(reading, first)
    while start < last and reading.word(start) in ARTICLES:
        start += 1
    if noun is None or start >= last or _is_group(reading, start, last) or reading.tokens[last - 1].is_possessive:
        return None
    if reading.word(start) in _PREPOSITIONS:
        noun = noun.partition(" ")[0]  # 'who teaches at X'
    article = "the " if noun.endswith(" of") and reading.tokens[start - 1].bare == "the" else ""
    return Title(first, last, f"{noun} {article}{clean(reading.span_text(start, last))}")


def _noun_of_verb(reading: Reading, i: int) -> tuple[str | None, int]:
    """What the verb at token ``i`` makes of its subject, and the token behind the verb."""
    for words, noun in _PHRASES.items():
        if tuple(reading.word(i + k) for k in range(len(words))) == words:
            return noun or None, i + len(words)
    return _NOUNS.get(reading.word(i)), i + 1


def _is_group(reading: Reading, first: int, last: int) -> bool:
    """Whether the words are a delegation or its talks; 'the security team' is a body like any other."""
    for k in range(first, min(last, first + 4)):
        if reading.word(k) in _GROUPS:
            return reading.kind(k - 1) != "institution"
    return False


def title_as(reading: Reading, end: int) -> Title | None:
    """The title in 'NAME as its spokesman', 'NAME as chairman'; the part in a delegation is none."""
    if reading.word(end) != "as":
        return None
    first = end + 1
    while reading.word(first) in DETERMINERS:
        first += 1
    last = first
    while last < len(reading.tokens) and (reading.is_title_word(last) or reading.is_geographic(last)):
        last += 1
    heads = [k for k in range(first, last) if is_head(reading, k)]
    if not heads or reading.word(last - 1) in _ROLES or "delegate" in reading.words[first:last]:
        return None
    if reading.word(first) in LEADERS and last == first + 1:
        return None  # 'with NAME as head': of the delegation
    return Title(first, last, clean(reading.span_text(first, last)))


def title_of_predicate(reading: Reading, end: int) -> Title | None:
    """The title in 'NAME, is deputy chairman of the cabinet', 'NAME was the minister of trade'."""
    i = end + 1 if reading.word(end) == "," else end
    if reading.word(i) not in ("is", "was"):
        return None
    first = i + 1
    while reading.word(first) in DETERMINERS or reading.word(first) in _ADVERBS:
        first += 1
    last = first
    end = min(len(reading.tokens), first + _LONGEST)
    while last < end and reading.tokens[last].text not in ",;.:()" and reading.word(last) != "and":
        last += 1
    head = next((k for k in range(first, last) if is_head(reading, k)), None)
    is_plain = head is not None and all(
        reading.is_title_word(k) or reading.is_geographic(k) or reading.kind(k) == "party" for k in range(first, head)
    )
    if not is_plain or head is None or _is_role_in_group(reading, head, last):
        return None
    return Title(first, last, clean(reading.span_text(first, last)))


def _is_role_in_group(reading: Reading, head: int, last: int) -> bool:
    return reading.word(head) in _ROLES or any(reading.word(k) in _GROUPS for k in range(head, last))


def title_of_body(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title in 'the committee, headed by NAME' and 'the party is led by NAME': head of the body."""
    if reading.word(name - 1) != "by" or reading.word(name - 2) not in _DONE:
        return None
    body = name - 3
    while body > floor and reading.word(body) in ("is", "was", "being", "which", ","):
        body -= 1
    if body <= floor or reading.kind(body) != "institution" or reading.word(body) in _GROUPS:
        return None
    first = body_start(reading, body + 1, floor)
    noun = _DONE[reading.word(name - 2)]
    return Title(first, name, f"{noun} of the {clean(reading.span_text(first, body + 1))}")


def title_of_owner(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The body in "the property commission's NAME", "Komeito's NAME" as the title; a country is none."""
    owner = name - 1
    if owner < floor or not reading.tokens[owner].is_possessive:
        return None
    found = reading.terms[owner]
    if found is None or found.term.kind not in ("institution", "party") or reading.word(owner) in _GROUPS:
        return None
    first = body_start(reading, name, floor)
    return Title(first, name, strip_possessive(clean(reading.span_text(first, name))))


def title_among(reading: Reading, name: int, floor: int = 0) -> Title | None:
    """The title in 'seven legislators, among them NAME', 'two envoys of R, including NAME'."""
    i = name - 1
    while i > floor and (reading.kind(i) in ("honorific", "rank") or reading.tokens[i].is_possessive):
        i -= 1
    if reading.word(i) in _AMONG and reading.word(i - 1) == "among":
        i -= 1
    elif reading.word(i) not in ("including", "namely"):
        return None
    comma = i - 1
    if comma <= floor or reading.tokens[comma].text != ",":
        return None
    for k in range(comma - 1, max(floor, comma - 12) - 1, -1):
        if reading.tokens[k].text in ",;:":
            return None
        if reading.kind(k) == "plural":
            if reading.word(k) in _ROLES and reading.word(k + 1) != "of":
                return None
            last = k + 1 if reading.word(k + 1) != "of" else _phrase_end(reading, k + 1, comma)
            first = body_start(reading, k + 1, floor)
            return Title(first, last, clean(reading.span_text(first, last)))
    return None


def _phrase_end(reading: Reading, first: int, limit: int) -> int:
    last = first + 1
    while last < limit and (
        reading.terms[last] or reading.tokens[last].is_capitalised or reading.word(last) in ("the", "of", "and")
    ):
        last += 1
    return last
