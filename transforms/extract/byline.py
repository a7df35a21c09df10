"""Names of authors from bylines and metadata: no 'By', no roles, no agencies, no addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.extract import wording
from transforms.extract.lines import collapse, fold_words
from transforms.extract.moment import find_moment
from transforms.extract.wording import words_of
from transforms.reference import Reference, fold

_LEAD = re.compile(
    r"^(?:(?:by|written by|reported by|story by|text by|words by|posted by|published by|report by|"
    r"von|par|por|di|door|av|af)\s?:?\s"
    r"|(?:authors?|reporters?|writers?|byline|journalist)\s?[:：]\s?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s?(?:;|\||•|·|,|\n|/| and | & | und | et | y | og | och )\s?")
_PLACE = re.compile(r"\s(?:in|at|from) [A-Z].{0,60}$")
_ASIDE = re.compile(r"\s?\([^()]{0,60}\)")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net)\b")
_ROLES = words_of(
    "staff editor editors reporter reporters correspondent correspondents writer writers desk newsroom bureau "
    "team agency agencies wire wires report reports news press service services admin administrator author "
    "authors contributor contributors columnist producer journalist chief editorial online web digital senior "
    "special associated international media guest photographer anonymous unknown redaktion redaccion redacción "
    "rédaction redazione редакция posted published updated source sources none null photo photos video "
)
_MAX_NAME_WORDS = 5


def read_byline(text: str, reference: Reference) -> tuple[str, ...]:
    """The authors that a printed byline names: 'By Ann Lee and Bo Kim, Herald staff' -> ('Ann Lee', 'Bo Kim')."""
    moment = find_moment(text)
    bare = text if moment is None else text[: moment.start_char]
    bare = wording.AGO.split(bare)[0]
    return clean_authors([_LEAD.sub("", bare)], reference)


def clean_authors(names: Iterable[str], reference: Reference, outlet: str | None = None) -> tuple[str, ...]:
    """Names of persons among what was given as authors, each once, in order; never the outlet itself."""
    own_name = fold(outlet or "")
    authors: dict[str, str] = {}
    for given in names:
        for piece in _BETWEEN.split(_ASIDE.sub("", _LEAD.sub("", collapse(given[:1000])))):
            name = _PLACE.sub("", piece).strip(" .,;:-–—\"'()[]")
            if _is_name(name, reference) and fold(name) != own_name:
                authors.setdefault(fold(name), name)
    return tuple(authors.values())


def looks_like_person(text: str, reference: Reference) -> bool:
    """Whether a line that stands alone can be a byline without 'By': two to four capitalised words and nothing else."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not _is_name(text, reference):
        return False
    if any(word in wording.SECTION_WORDS for word in fold_words(text).split()) or fold(text) in reference.places:
        return False
    shown = [
        word for word in words if word.lower() not in ("de", "da", "van", "von", "der", "bin", "al", "del", "la", "di")
    ]
    return all(word[0].isupper() and not word.isupper() and word[-1].isalnum() for word in shown)


def _is_name(name: str, reference: Reference) -> bool:
    words = name.split()
    if not words or len(words) > _MAX_NAME_WORDS or len(name) > 60 or len(name) < 3:
        return False
    if any(char.isdigit() for char in name) or _ADDRESS.search(name) or name[0].islower():
        return False
    folded = fold(name)
    if folded in reference.outlets or folded in reference.country_names:
        return False
    return not any(word in _ROLES for word in fold_words(name).split())
