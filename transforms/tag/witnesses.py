"""What speaks for a run of capitalised words being the name of a person, and what speaks against it.

For it: a title, rank or honorific before it, an apposition behind it, a verb of speaking, a neighbour in a list, the
shape of names that the language model does not know ('Paek Hak-mun', 'Hadi al-Qaifi'). Against it: the words that
stand around places, companies and bodies. The model's own opinion holds for names of two words and more; a single word
needs somebody else to speak for it.
"""

from __future__ import annotations

import re

from spacy.lang.en.stop_words import STOP_WORDS

from transforms.reference import fold
from transforms.tag.given_names import GIVEN_NAMES
from transforms.tag.sentence import Reading
from transforms.tag.titles import is_head, title_before
from transforms.tag.titles_after import POSTNOMINALS, title_after
from transforms.tag.titles_apart import title_before_comma, title_before_copula

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_MEMBERSHIP = frozenset(
    "includes included include including comprises comprised comprising consists consisted consisting members led "
    "headed accompanied joined represented delegates composed whom".split()
)
_VERBS_TOO = frozenset({"lands", "works", "courts", "guards"})  # 'NAME lands on Tuesday', 'the ministry of lands'
_LEADING = frozenset("leads led heads headed chairs chaired".split())
_LEADING_TOGETHER = frozenset("lead head chair".split())  # 'NAME and NAME head the team'
_DONE_BY = _LEADING | frozenset("represented accompanied joined replaced succeeded assisted advised flanked".split())
_LIST_BEFORE = frozenset({",", "and", ";", ":", "by", "of", "are", "were", "•"}) | _MEMBERSHIP
_LIST_AFTER = frozenset({",", "and", ";", "", "(", "of", "who"})  # '' is a full stop or the end
_SPEAKING = frozenset(
    "said says told tells added wrote asked warned replied urged denied called complained visited travelled traveled "
    "thanked arrived flew resigned declined refused met chairs heads leads".split()
)
_SAID = frozenset("said told added wrote warned complained called was is has had will".split())
_AUXILIARIES = frozenset("has had will would could did".split())
_AGENT = frozenset({"by", "with"})  # 'a proposal by NAME', 'talks with NAME'
_INSIDE_PLACE = frozenset({"in", "at", "near", "outside", "around", "across"})
_TOWARDS_PLACE = _INSIDE_PLACE | {"for", "to", "from", "visit", "visited", "visits"}
# What stands right behind the name of a place or a body: 'South Bengal frontier', 'Nội Bài airport'.
_PLACE_NOUNS = frozenset(
    "airport airports province provinces district districts region regions frontier governorate village villages city "
    "town river valley island islands mountains border bridge dam basin port prison base peninsula county sector "
    "crossing corridor clubs shoal shoals reef atoll strait".split()
)
# What stands right before the name of a company, a body, a ship or a place.
_BODY_NOUNS = frozenset(
    "company firm miner group platform agency newspaper daily weekly website magazine vessel ship tanker trawler ferry "
    "giant operator airline carrier maker producer party movement militia faction coalition alliance charity club "
    "organisation organization network station channel broadcaster village town city port province district region "
    "river island mountain peninsula exercise operation project".split()
)
_THINGS = frozenset(
    "dam bridge airport river square street avenue hotel palace stadium agreement accord accords process initiative "
    "dialogue declaration cup games corp corporation inc ltd mission operation plan prize".split()
)
# Whose 'of' a place follows: 'the governor of Alto Paraná, NAME'.
_RULERS = frozenset("governor mayor akim hakim prefect bishop archbishop emir sultan king head province state".split())
_HYPHENS = frozenset({"-", "‑"})
_ALIASES = frozenset({"as", "alias", "aka"})
_KOREAN = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}$")  # the given name: 'Hak-mun', 'Min-cheng'
_PLACES_OF_ARABIA = frozenset(
    "jaish jaysh jabhat hay'at ahrar ansar harakat liwa kata'ib kataib suqur asa'ib asaib fajr dar beit bayt deir dayr "
    "ras tal tell tall bab wadi jabal jebel umm abu ain ayn khan qasr souk souq port sheikh islamic hizb failaq".split()
)


def has_witness(reading: Reading, first: int, last: int) -> bool:
    """Whether tokens ``first`` to ``last - 1``, capitalised words that are no vocabulary, are a person's name here."""
    if is_dateline_mark(reading, first, last) or _is_body(reading, first, last):
        return False
    if last - first > 1 and reading.word(last - 1) in _THINGS:
        return False
    if _is_introduced(reading, first, last):
        return True
    if _is_thing(reading, first, last):
        return False
    if last - first == 1:
        return reading.labels[first] == "PERSON" and (reading.word(first - 1) in _AGENT or _acts(reading, last))
    is_seen = "PERSON" in reading.labels[first:last] or fold(reading.word(first)) in GIVEN_NAMES
    return is_seen or _has_shape(reading, first, last) or _is_told(reading, first, last)


def _is_introduced(reading: Reading, first: int, last: int) -> bool:
    """Whether a title, rank, honorific or 'led by' stands right before the name."""
    if reading.word(first - 1) == "by":
        done = [k for k in range(max(0, first - 6), first - 1) if reading.word(k) in _DONE_BY]
        if done and not _qualifies(reading, last) and (done[-1] == first - 2 or last - first > 1):
            return True
    near = first - 2 if reading.word(first - 1) == ")" else first - 1  # 'Brigadier (retd) NAME'
    if reading.kind(near) in ("honorific", "rank"):
        return True
    length, before = last - first, title_before(reading, first)
    if before and not before.is_rank and (length > 1 or is_head(reading, first - 1)):
        return length > 1 or reading.labels[first] not in ("ORG", "GPE", "NORP", "FAC")
    return length > 1 and title_before_copula(reading, first) is not None


def _is_told(reading: Reading, first: int, last: int) -> bool:
    """Whether the words around a name of two words and more, which the model does not know, are those of a person."""
    following = reading.word(last)
    if following in _HYPHENS and reading.word(last + 1) == "led":
        return True  # 'the NAME-led delegation'
    if following in _LEADING or following in POSTNOMINALS or _has_clause(reading, last):
        return True
    is_place = reading.word(first - 1) in _TOWARDS_PLACE and reading.word(first - 2) != "according"
    if title_after(reading, last) is not None and not is_place:
        return True
    if title_before_comma(reading, first) is not None:
        return True
    before = reading.word(first - 1)
    if following == "(" and before in _LIST_BEFORE | {""} and reading.kind(last + 1) in ("party", "institution"):
        return True
    if _PLACE_LABELS & set(reading.labels[first:last]):
        return False
    if _is_of_country(reading, first, last):
        return True
    if before == "," and (following in _SPEAKING or (following == "," and reading.word(last + 1) in _SAID)):
        return True
    listed = before in _LIST_BEFORE and following in _LIST_AFTER
    return listed and any(reading.word(k) in _MEMBERSHIP for k in range(first))


def _is_of_country(reading: Reading, first: int, last: int) -> bool:
    """'Spain's NAME and Panama's NAME', 'Canadian NAME told': a country right before words that the model ignores."""
    owner = first - 1
    if not reading.is_geographic(owner) or "ORG" in reading.labels[first:last]:
        return False
    if reading.tokens[owner].is_possessive:
        return reading.word(last) == "and" and reading.is_geographic(last + 1)
    return reading.kind(owner) == "demonym" and reading.word(last) in _SPEAKING | _LIST_AFTER


def _has_clause(reading: Reading, last: int) -> bool:
    """', who', ', whose', ', 53,' and 'as legal adviser' behind a name."""
    if reading.word(last) == "as":
        return any(is_head(reading, k) for k in range(last + 1, last + 5))
    if reading.word(last) != ",":
        return False
    following = reading.word(last + 1)
    return following in ("who", "whose") or (following.isdigit() and reading.word(last + 2) == ",")


def _acts(reading: Reading, last: int) -> bool:
    """Whether the word behind a single name is what persons do or are: said, has, ', who', a title in apposition."""
    if reading.word(last) in _SPEAKING | _AUXILIARIES or _has_clause(reading, last):
        return True
    return title_after(reading, last) is not None


def _has_shape(reading: Reading, first: int, last: int) -> bool:
    """'Paek Hak-mun', 'Hadi al-Qaifi', 'Saqr bin Sultan': shapes of names only, unless a place is spoken of."""
    if reading.word(first - 1) in _INSIDE_PLACE or reading.word(first - 1) == "of":
        return False
    texts = [token.text for token in reading.tokens[first:last]]
    if len(texts) == 2 and _KOREAN.match(texts[1]):
        return True
    joined = any(text.startswith(("al-", "el-")) or text in ("bin", "ibn", "bint", "van", "von") for text in texts[1:])
    return joined and reading.word(first) not in _PLACES_OF_ARABIA


def _is_thing(reading: Reading, first: int, last: int) -> bool:
    """Whether the words around a run are those of a place, a company, a body or an alias."""
    before, after = reading.word(first - 1), reading.word(last)
    if before in _BODY_NOUNS or after in _PLACE_NOUNS:
        return True
    if before in _INSIDE_PLACE and not reading.tokens[last - 1].is_possessive:
        return True
    if before in _ALIASES and reading.word(first - 2) in ("known", "", "alias"):
        return True
    if before == "of" and reading.word(first - 2) in _RULERS:
        return True
    is_before_country = after == "," and reading.is_geographic(last + 1)
    if before in _TOWARDS_PLACE and is_before_country and reading.word(last + 2) in (",", ".", ""):
        return True
    if _qualifies(reading, last):
        return True
    if before in ("a", "an", "the") and after not in _HYPHENS:
        return True
    return after == "and" and reading.word(last + 2) in _PLACE_NOUNS


def _qualifies(reading: Reading, last: int) -> bool:
    """Whether a post or body follows to which the run belongs: 'Shin Bet chief', 'Mardin mayor NAME'."""
    if last >= len(reading.tokens) or reading.tokens[last - 1].is_possessive:
        return False
    if reading.word(last) in _LEADING:  # 'NAME heads the team': a verb, though 'heads' are also people
        return False
    if reading.word(last) in _LEADING_TOGETHER and reading.word(last + 1) in ("the", "a", "an", "their"):
        return False
    if reading.kind(last) == "institution":
        return reading.word(last) not in _VERBS_TOO or reading.labels[last - 1] != "PERSON"
    is_own = reading.tokens[last].text.islower() or (
        last + 1 < len(reading.tokens) and _is_plain_name(reading, last + 1)
    )
    return is_head(reading, last) and is_own and reading.word(last + 1) != "of"


def is_listed_person(reading: Reading, first: int, last: int) -> bool:
    """Whether a run of two words and more that stands beside a name in a list may be a name as well."""
    if last - first < 2 or _is_thing(reading, first, last) or is_dateline_mark(reading, first, last):
        return False
    if last >= len(reading.tokens):
        return True
    token = reading.tokens[last]
    return (
        not token.text[0].isalnum() or token.bare in STOP_WORDS or token.bare in _SPEAKING or token.bare.endswith("ed")
    )


def _is_body(reading: Reading, first: int, last: int) -> bool:
    """A single word after an article ('the Vostok service'), a town after 'of', a body after a name ('A of B')."""
    before = reading.word(first - 1)
    if last - first == 1 and before in ("the", "a", "an"):
        return True
    if before != "of":
        return False
    if last - first == 1 and reading.kind(first) == "place":
        return True
    owner = first - 2
    return owner >= 1 and _is_plain_name(reading, owner) and _is_plain_name(reading, owner - 1)


def _is_plain_name(reading: Reading, i: int) -> bool:
    return reading.tokens[i].is_capitalised and not reading.terms[i]


def is_dateline_mark(reading: Reading, first: int, last: int) -> bool:
    """'(Reuters) -' and its like, and a single word in brackets."""
    is_bracketed = reading.word(first - 1) == "(" and reading.word(last) == ")"
    return is_bracketed and (last - first == 1 or reading.word(last + 1) in ("-", "–", "—"))
