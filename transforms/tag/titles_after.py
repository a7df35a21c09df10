"""Titles behind a name: 'X, minister of trade', 'X of the ministry', 'X, who heads the service'."""

from __future__ import annotations

from transforms.tag.lexicon import CALENDAR, CONNECTORS
from transforms.tag.sentence import Reading
from transforms.tag.title_clauses import LEADERS, title_in_who_clause
from transforms.tag.titles import ARTICLES, ENDS, Title, clean, is_common_noun, is_head, title_before
from transforms.tag.titles_apart import lower_ranks

_LEADING = frozenset("heads leads chairs directs runs".split())
# Letters behind a name that are a title: 'Anneliese Thackeray KC'.
POSTNOMINALS = frozenset("kc qc sc mp mps mep mla mna mlc td san msp".split())
_BODY_OPENERS = frozenset({"of", "from", "all", "both"})
_BEHIND_BODY = frozenset({",", ";", ".", ")", "and", ""})
_BODY_LABELS = frozenset({"", "ORG", "NORP", "PERSON"})
_TEAMS = frozenset("delegation team side mission talks negotiations".split())
_DATED = frozenset({"on", "in", "last", "this", "next"})
_AFTERWARDS = frozenset({"since", "also", "until", "whose"})  # they end an apposition
_NOW = frozenset({"also", "now", "currently", "presently", "today", "himself", "herself"})
_ONCE = frozenset({"once", "then", "formerly", "previously", "earlier"})  # part of the title: 'once minister of trade'
_CHOSEN = frozenset({"elected", "appointed", "named", "made", "nominated", "installed"})
_SERIES = frozenset({"institution", "modifier", "country"})
_OF_OFFICE = frozenset({"institution", "modifier"})
_CAPTIONS = frozenset("pictured left right centre center above below front back middle top bottom".split())
_LONGEST_NAME = 4  # tokens of a name in the genitive
_APPOSITION_WORDS = 9  # a head of a post stands within so many words of the name, or it is another clause


def title_after(reading: Reading, end: int, next_name: int | None = None) -> Title | None:
    """The title that follows a name which ends before token ``end``: ', head of X', '(head of X)', ', who heads X'.

    ``next_name`` is the first token of the next person's name in the sentence: a title never runs into it.
    """
    limit = len(reading.tokens) if next_name is None else next_name
    end = _behind_home(reading, end)
    if reading.word(end) in POSTNOMINALS and reading.tokens[end].text.isupper():
        return Title(end, end + 1, reading.tokens[end].text)
    if next_name and reading.word(end) == "," and (tied := _title_of_tie(reading, end + 1, next_name)):
        return tied
    if end + 1 == next_name and reading.word(end) == ",":
        return None
    if end + 1 >= limit:
        return None
    mark = reading.tokens[end].text
    if mark == "(":
        close = next((k for k in range(end + 1, limit) if reading.tokens[k].text == ")"), None)
        has_head = close is not None and any(is_head(reading, k) for k in range(end + 1, close))
        if close is None or not (has_head or _is_portfolio(reading, end + 1, close)):
            return None
        return Title(end + 1, close, clean(reading.span_text(end + 1, close)), is_rank=not has_head)
    if mark not in (",", "–", "—"):
        return None
    first = end + 1
    if reading.word(first) in POSTNOMINALS and reading.tokens[first].text.isupper():
        return Title(first, first + 1, reading.tokens[first].text)
    if reading.word(first) in ("and", "or") or (reading.word(first) in _LEADING and reading.kind(first) == "plural"):
        return None
    if reading.word(first) == "who":
        clause = title_in_who_clause(reading, first + 1, _apposition_end(reading, first + 1, limit))
        if clause or reading.word(first + 1) not in ("is", "was"):
            return clause
        first += 2
    is_role = reading.word(first) == "as"
    while first < limit and reading.word(first) in ARTICLES | _NOW | {"as", "another"}:
        first += 1
    if reading.word(first) in _CHOSEN and (reading.is_title_word(first + 1) or reading.word(first + 1) in ARTICLES):
        first += 1 + (reading.word(first + 1) in ARTICLES)
    opening = first
    while first < limit and reading.word(first) in ARTICLES | _ONCE:
        first += 1
    last = _apposition_end(reading, first, limit)
    if (now := _behind_past(reading, opening, last)) > opening:
        first = opening = now
    near = min(last, first + _APPOSITION_WORDS)
    heads = [k for k in range(first, near) if is_head(reading, k)] or lower_ranks(reading, first, near)
    if not heads or not _opens_title(reading, first, heads[0]):
        return None
    if last == next_name and title_before(reading, last, first):
        return None  # the words belong to the next person: 'A, Foreign Minister B'
    if is_role and last == first + 1 and reading.word(first) in LEADERS:
        return None  # 'NAME, as head,': of the delegation
    return Title(opening, last, clean(reading.span_text(opening, last)))


def _title_of_tie(reading: Reading, first: int, name: int) -> Title | None:
    """The title by which a person is tied to another, who starts at token ``name``: "A, Harald's deputy,", "A, Minister
    Harald's chief of staff,".
    """
    own = title_before(reading, name, first)
    near = range(name, min(name + _LONGEST_NAME, len(reading.tokens) - 1))
    owner = next((k for k in near if reading.tokens[k].is_possessive), None)
    if owner is None or not is_head(reading, owner + 1) or first != (own.first if own else name):
        return None
    last = _apposition_end(reading, owner + 1, len(reading.tokens))
    return Title(first, last, clean(reading.span_text(first, last)))


def _behind_home(reading: Reading, end: int) -> int:
    """The comma behind 'NAME of Norway, the chair of ...'; else the token behind the name."""
    if reading.word(end) not in ("of", "from"):
        return end
    first = end + 2 if reading.word(end + 1) == "the" else end + 1
    found = reading.terms[first] if first < len(reading.tokens) else None
    is_home = found is not None and reading.is_geographic(first) and reading.word(found.last) == ","
    return found.last if found and is_home else end


def _behind_past(reading: Reading, first: int, last: int) -> int:
    """Where the present post starts in 'once a rebel himself and now minister of state'; else ``first``."""
    now = next((k for k in range(first + 1, last - 1) if reading.words[k - 1 : k + 1] == ("and", "now")), None)
    if now is None or reading.word(first) not in _ONCE:
        return first
    return now + 2 if reading.word(now + 1) in ARTICLES else now + 1


def _is_portfolio(reading: Reading, first: int, last: int) -> bool:
    """Whether brackets hold what a minister is for: 'NAME (trade, industry and competition)'."""
    words = range(first, last)
    is_plain = all(reading.tokens[k].text.islower() or reading.tokens[k].text == "," for k in words)
    return is_plain and reading.word(first) not in _CAPTIONS and any(reading.kind(k) in _OF_OFFICE for k in words)


def body_after(reading: Reading, end: int) -> Title | None:
    """The body as the title where there is no other: 'NAME of the Border Service', 'NAME (Unity Party)'."""
    tokens = reading.tokens
    i = end + 1 if reading.word(end) == "," and reading.word(end + 1) in _BODY_OPENERS else end
    i += reading.word(i) in ("all", "both") and reading.word(i + 1) in ("of", "from")
    if i >= len(tokens):
        return None
    if tokens[i].text == "(":
        close = next((k for k in range(i + 1, min(len(tokens), i + 8)) if tokens[k].text == ")"), None)
        is_body = close and tokens[i + 1].is_capitalised and not reading.is_geographic(i + 1)
        if not close or not is_body or any(c.isdigit() for c in tokens[i + 1].text) or tokens[i + 2].text == "-":
            return None
        return Title(i + 1, close, reading.span_text(i + 1, close))
    if reading.word(i) not in ("of", "from"):
        return None
    first = i + 1
    while reading.word(first) in ARTICLES or reading.word(first) == "own":
        first += 1
    start = first + 1 if is_common_noun(reading, first) and reading.kind(first + 1) == "institution" else first
    last = _body_end(reading, start)  # 'the special | commission'
    if last == start:
        return None
    if reading.word(last) == "(" and reading.word(last + 2) == ")" and tokens[last].start == tokens[last - 1].end:
        last += 3  # 'CPI(M)'
    is_body = any(
        reading.kind(k) in ("institution", "party") or reading.labels[k] == "ORG" or _is_seat(reading, k)
        for k in range(first, last)
    )
    is_long = last - first > 1 or (reading.word(i) == "of" and _is_alone(reading, first))
    is_name = (
        is_long and not any(reading.terms[first:last]) and _BODY_LABELS.issuperset(reading.labels[first:last])
    )  # 'of Suqur al-Sham'
    if not (is_body or is_name) or reading.word(last - 1) in _TEAMS:
        return None
    return Title(first, last, clean(reading.span_text(first, last)))


def _is_alone(reading: Reading, i: int) -> bool:
    """Whether a single word may be a body's name: 'NAME of Akel, ', 'NAME of the CPI(M)'."""
    is_word = i < len(reading.tokens) and reading.tokens[i].text.isalpha()
    return is_word and (reading.word(i + 1) in _BEHIND_BODY or reading.tokens[i].text.isupper())


def _body_end(reading: Reading, first: int) -> int:
    """The token behind the name of a body: capitals, words of titles and bodies, and connectors between them."""
    last, k = first, first
    while k < len(reading.tokens):
        if reading.tokens[k].is_capitalised or reading.terms[k] or reading.tokens[k].text.startswith("al-"):
            last = k = k + 1
        elif reading.word(k) in CONNECTORS and k > first and _goes_on(reading, k):
            k += 1
        else:
            break
    return last


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether a connector stands inside the name of a body: 'Ministry | of Public Security', 'of | the Red Cross'."""
    if reading.word(i) == "the":
        return reading.word(i - 1) in ("of", "for")
    if reading.word(i) in ("of", "for"):
        return True
    following = i + 2 if reading.kind(i + 1) == "modifier" else i + 1
    return reading.word(i) in ("and", "&") and reading.kind(following) == "institution"


def _is_seat(reading: Reading, i: int) -> bool:
    """'NAME from the White House': the seat of a government in several words."""
    found = reading.terms[i]
    return found is not None and found.term.kind == "metonym" and reading.word(found.first - 1) == "the"


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
        or (reading.word(k) == "under" and reading.word(k + 1).startswith("secretar"))
        or (reading.tokens[k].is_possessive and is_head(reading, head))
        or "-" in reading.tokens[k].text
        for k in range(first, head)
    )


def _apposition_end(reading: Reading, first: int, limit: int) -> int:
    for k in range(first, limit):
        token = reading.tokens[k]
        if token.text == "," and _is_series(reading, k, limit):
            continue
        if token.text == "(" and _is_inserted(reading, k, limit):
            continue
        if token.text == ")" and any(reading.tokens[j].text == "(" for j in range(max(first, k - 6), k)):
            continue
        if token.text in ',;.:()–—?!"”' or token.bare in ENDS | _AFTERWARDS:
            return k
        if token.bare in _DATED and k > first and _is_date(reading, k + 1):
            return k
        if token.bare == "and" and _and_opens_item(reading, k, limit):
            return k
        if token.text.endswith("ed") and k > first + 1 and not reading.terms[k] and not token.is_capitalised:
            return k
    return limit


def _is_date(reading: Reading, i: int) -> bool:
    """'on Saturday', 'in 2019', 'last May': when somebody got a post is no part of the title."""
    return reading.word(i) in CALENDAR or (reading.word(i).isdigit() and len(reading.word(i)) == len("2019"))


def _is_inserted(reading: Reading, opening: int, limit: int) -> bool:
    """Whether a title goes on behind the brackets: 'director (India) at the foreign office'."""
    close = next((k for k in range(opening + 1, min(limit, opening + 6)) if reading.tokens[k].text == ")"), None)
    if close is None or close + 1 >= limit:
        return False
    return reading.word(close + 1) in ("of", "in", "at", "for") or reading.is_title_word(close + 1)


def _and_opens_item(reading: Reading, k: int, limit: int) -> bool:
    """Whether 'and' starts the next item of a list rather than joins two words of the title."""
    if reading.word(k + 1) == "now":
        return False  # 'once a teacher and now the minister'
    if limit < len(reading.tokens) and not any(reading.tokens[j].text in ",;" for j in range(k, limit)):
        return True  # the next name follows without a comma
    return not (reading.is_title_word(k + 1) or reading.is_title_word(k + 2) or reading.is_geographic(k + 1))


def _is_series(reading: Reading, comma: int, limit: int) -> bool:
    """Whether a comma stands inside a name of an office: 'Commission on Education, Science and Culture'."""
    for k in range(comma + 1, min(comma + 9, limit - 1)):
        if reading.word(k) == "and":
            is_noun = reading.kind(k + 1) in _SERIES and not reading.tokens[k + 1].is_possessive
            return is_noun and not is_head(reading, k + 2)
        if reading.tokens[k].text != "," and (is_head(reading, k) or reading.kind(k) not in _SERIES):
            return False
    return False
