"""Names of authors from bylines and metadata: no 'By', no roles, no agencies, no addresses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from transforms.extract.masthead import roles
from transforms.extract.masthead.moment import find_moment
from transforms.extract.masthead.site import compact
from transforms.extract.text import wording
from transforms.extract.text.lines import collapse, fold_words
from transforms.extract.text.wording import words_of
from transforms.reference import Reference, fold

_BETWEEN = re.compile(
    r"\s?[;|•·●,،、，；\n/／&+＋]\s?|\s[-–—]{1,2}\s|"
    r"\s(?:(?i:and|und|with|mit|avec)|et|och|og|en|ve|ja|dan|és|và|та|и|і|και|و)\s"
)
# Ortega y Gasset is one, Ana Gil y Eva Ruiz are two.
_LETTER_BETWEEN = re.compile(r"(?<=\s)(\S+)\s[yeiaа]\s(?=\S+\s\S)")
_PLACE = re.compile(r"\s(?:in|at|from|aus|à|en|em|из|в|у|z|we?) [^\W\d_a-z].{0,60}$")
_ASIDE = re.compile(r"\s?[(\[（【][^()\[\]（）【】]{0,60}[)\]）】]")
_WEEKDAY = re.compile(r",?\s(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*$", re.IGNORECASE)
_WEEKDAYS = words_of("mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday")
_MAIL = re.compile(r"\S{1,64}@\S{0,200}")
_ADDRESS = re.compile(r"https?:|www\.|@|\.(?:com|org|net|[a-z]{2})$")
_EDGES = " .,:;-–—\"'()[]*"
_SUFFIX = re.compile(r"\s?(?:記者|记者|特派員|編集委員|通讯员|기자|특파원|논설위원)$")
_PARTICLES = words_of(
    "de da do dos das di du del della dello dei degli la le lo los las el al e y i van von vom zu zum zur der den ter "
    "ten te 't af av bin ibn bint ben ap of und och"
)
_UNSPACED_NAME = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{2,8}")
_MAX_NAME_WORDS = 5
_MAX_NAME_CHARS = 60
_MAX_GIVEN = 1000
_MAX_NAMES = 30


def read_byline(text: str, reference: Reference) -> tuple[str, ...]:
    """The authors that a printed byline names: 'By Ann Lee and Bo Kim, Herald staff' -> ('Ann Lee', 'Bo Kim')."""
    moment = find_moment(text)
    before, after = (text, "") if moment is None else (text[: moment.start_char], text[moment.end_char :])
    named = clean_authors([wording.AGO.split(before)[0]], reference)
    signed = next((piece for piece in after.split("|") if roles.LEAD.match(piece.strip())), "")
    return named or clean_authors([signed], reference)


def clean_authors(
    names: Iterable[str], reference: Reference, own_names: Collection[str] = frozenset()
) -> tuple[str, ...]:
    """Names of persons among what was given as authors, each once, in order.

    ``own_names`` are names of the outlet, compact: it is never its own author.
    """
    authors: dict[str, str] = {}
    for given in names:
        for position, piece in enumerate(split_names(given)):
            name = _lower_capitals(_strip_outlet(_bare_name(piece, is_first=position == 0), reference))
            is_masthead = position > 0 and not roles.MASTHEADS.isdisjoint(fold_words(name).split())
            if _is_name(name, reference) and not is_masthead and not _is_own(name, own_names):
                authors.setdefault(fold(name), name)
        if len(authors) >= _MAX_NAMES:
            break
    return tuple(authors.values())


def split_names(given: str) -> list[str]:
    """What a list of names holds: 'Von Ann Lee, Bo Kim (Text) und Ida Vik' -> three names, 'Lee, Ann' -> one."""
    shown = collapse(given[:_MAX_GIVEN])
    if roles.SOURCES.match(shown):
        return []
    text = _ASIDE.sub("", roles.LEAD.sub("", _MAIL.sub(" ", shown)))
    pieces = [piece.strip() for piece in _BETWEEN.split(_LETTER_BETWEEN.sub(r"\1; ", text)) if piece.strip()]
    is_reversed = len(pieces) == 2 and ", " in text and all(piece.isalpha() and piece.istitle() for piece in pieces)
    return [f"{pieces[1]} {pieces[0]}"] if is_reversed else pieces


def looks_like_person(text: str, reference: Reference) -> bool:
    """Whether a line that stands alone can be a byline without 'By': two to four capitalised words and nothing else."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not _is_name(text, reference):
        return False
    folded = fold_words(text).split()
    is_other = any(word in wording.SECTION_WORDS or word in roles.MASTHEADS for word in folded)
    if is_other or fold(text) in reference.places:
        return False
    shown = [word for word in words if word.lower() not in _PARTICLES]
    return all(
        word[0].isupper() and (not word.isupper() or len(word) <= 2) and (word[-1].isalnum() or len(word) <= 3)
        for word in shown
    )


def is_unspaced_name(text: str) -> bool:
    """Whether a text can be a Chinese, Japanese or Korean name."""
    return _UNSPACED_NAME.fullmatch(text) is not None


def _bare_name(piece: str, *, is_first: bool) -> str:
    """A name without what is said of it: 'Reporter Ann Lee in Oslo' -> 'Ann Lee'; empty where it is no author's."""
    text = roles.LEAD.sub("", piece)
    if roles.OTHERS.match(text):
        return ""
    words = _SUFFIX.sub("", _PLACE.sub("", _WEEKDAY.sub("", text)).strip(_EDGES)).split()
    while len(words) > 1 and words[0].casefold().strip(".:") in roles.PERSONAL:
        words.pop(0)
    if is_first and len(words) > 2 and words[-1].casefold() in roles.PERSONAL:
        while len(words) > 2 and words[-1].casefold() in roles.TRAILING:
            words.pop()
        if any(word.casefold() in roles.BEATS or word.casefold() in wording.SECTION_WORDS for word in words):
            return ""
    return " ".join(words).strip(_EDGES)


def _strip_outlet(name: str, reference: Reference) -> str:
    """'Ann Lee Associated Press' -> 'Ann Lee': no known outlet behind a name of two words and more."""
    words = name.split()
    for cut in range(2, min(len(words), _MAX_NAME_WORDS + 1)):
        if fold(" ".join(words[cut:])) in reference.outlets:
            return " ".join(words[:cut])
    return name


def _lower_capitals(name: str) -> str:
    """'MARY O'HARA' -> 'Mary O'Hara'; a name with one word in capitals, or of initials, stays as it is."""
    words = name.split()
    if len(words) < 2 or not name.isupper() or not any(len(word) > 3 for word in words):
        return name
    return " ".join(word if "." in word or word in ("II", "III", "IV") else word.title() for word in words)


def _is_name(name: str, reference: Reference) -> bool:
    words = name.split()
    is_short = len(name) < 3 and not is_unspaced_name(name)
    if not words or is_short or len(words) > _MAX_NAME_WORDS or len(name) > _MAX_NAME_CHARS:
        return False
    if any(char.isdigit() for char in name) or _ADDRESS.search(name) or words[-1].islower():
        return False
    if any(word.islower() and word not in _PARTICLES for word in words):
        return False
    folded = fold(name)
    if folded in reference.outlets or folded in reference.country_names:
        return False
    if len(words) == 1 and (folded in reference.places or folded in wording.SECTION_WORDS or folded in _WEEKDAYS):
        return False
    return not any(word in roles.COLLECTIVE or word in roles.PERSONAL for word in fold_words(name).split())


def _is_own(name: str, own_names: Collection[str]) -> bool:
    folded = compact(name)
    if folded in own_names:
        return True
    return (
        " " not in name and len(folded) > 3 and any(folded in own or own in folded for own in own_names if len(own) > 3)
    )
