"""The wire that an article credits: in its dateline, in what names its authors and sources, in its last words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from transforms.extract.masthead.moment import find_moment
from transforms.extract.masthead.site import compact
from transforms.extract.text.lines import Kind, Line, ends_sentence, split_aside
from transforms.reference import Outlet, Reference, fold

SOURCE = re.compile(
    r"^sources?\s?[:：]\s?(?P<name>.{2,80}?)(?:\s{2,}|\s?(?:Editors?|Author)\s?[:：]|[|•]|$)", re.IGNORECASE
)
_SOURCE_AFTER = re.compile(r"[|•]\s?sources?\s?[:：]\s?(?P<name>[^|•]{2,60})", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"^(?P<name>.{2,60}?) contributed (?:reporting )?to this (?:report|story|article)", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:reporting|inputs?|files?|material|information|contributions?)(?: reporting)? (?:by|from) "
    r"(?P<name>[^.()]{2,60})",
    re.IGNORECASE,
)
_ALONE = re.compile(r"^\(?(?P<name>[^()]{2,40})\)?$")
_DATELINE_END = re.compile(r"\((?P<name>[^()]{2,40})\)\s?(?:--|[-–—:])\s?")
_DATELINE_CHARS = 120
_DATELINE_BARE = re.compile(r"^(?:[^()/]{0,50}[\s.,])?[(/](?P<name>[^()]{2,40}?)[)/][.,]?\s(?=[^\W\d_a-z])")
_SIGNATURE = re.compile(r"(?<=[.!?…”\"»])\s?(?:[-–—]{1,2}\s?|/{1,2}\s?|\|\s)(?P<name>[^\s.!?][^.!?]{1,30})$")
_SIGNATURE_CHARS, _MAX_NAME_CHARS = 60, 200
_ACRONYM = 4  # characters
_MAX_CREDIT_WORDS = 8
_ANY_SOURCE = re.compile(
    r"^[(\[]?(?:sources?|quellen?|mit (?:material|informationen|agenturmaterial) (?:von|der)|mit|avec|con|com|with|med|"
    r"fuentes?|con información de|fonti|fonte|bron|kild[ae]|källa|lähde|zdroj|źródło|forrás|izvor|sursa|šaltinis|avots|"
    r"allikas|burimi|kaynak|sumber|nguồn|πηγή|джерело|источник|източник|извор|המקור|المصدر|منبع|來源|来源|出典|출처)"
    r"(?:\s?[:：]\s?|\s)(?P<name>\S.{1,60}?)[)\]]?$",
    re.IGNORECASE,
)
# A capital after the slash is a photographer's: 'dpa/lno' wrote, 'REUTERS/Ann Lee' took a picture.
_WIRE_FIRST = re.compile(
    r"^[(\[]?(?P<name>[^\s()\[\],/][^()\[\],/]{1,40}?)(?:/[^\W\d_A-Z]{1,6}){0,3}"
    r"(?:,\s?[^\W\d_a-z][\w .-]{1,25})?[)\]]?$"
)
_MENU_WORDS = frozenset({"app", "map", "mehr", "spa", "tap", "trend", "uni", "ana", "una", "petra", "fars"})
_NO_NAME = frozenset(":©0123456789")
_WIRE_BREAK = re.compile(
    r"\s?[;|•·,/&+()]\s?|\s[-–—]{1,2}\s|\s(?:and|und|et|y|e|with|mit|avec|con|staff|writers?|reporters?|in|at|from)\s|"
    r"^(?:by|von|par|por|with|mit|avec|con)\s|\s(?:staff|writers?|reporters?)$",
    re.IGNORECASE,
)


def find_agency(
    paragraphs: Sequence[Line],
    others: Iterable[Line],
    reference: Reference,
    told: str | None = None,
    own_names: Collection[str] = frozenset(),
) -> str | None:
    """The wire that the article credits: by its dateline, its metadata (``told``), a credit line, or its last words.

    A name that the reference knows as an agency's is given as the reference spells it, any other as printed; of those
    the outlet's ``own_names``, compact, are none.
    """
    dated = _read_dateline(paragraphs[0].text, reference) if paragraphs else None
    if dated or told:
        return dated or told
    for line in others:
        named = _read_credit(line, reference)
        if named and (_knows_agency(named, reference) or compact(named) not in own_names):
            return _spell(named, reference)
    return _split_signature(paragraphs[-1].text, reference)[1] if paragraphs else None


def find_wire(name: str, reference: Reference) -> str | None:
    """The agency in what was given as an author or a source: 'dpa/kra', 'Associated Press in Oslo', 'AFP, MANILA'."""
    for piece in _WIRE_BREAK.split(name[:_MAX_NAME_CHARS]):
        printed = piece.strip(" .,:;()[]")
        known = reference.outlets.get(fold(printed))
        if known is not None and known.kind == "agency" and _is_wire_name(printed, known):
            return known.name
    return None


def _is_wire_name(printed: str, outlet: Outlet) -> bool:
    """An acronym is one in capitals, or small throughout as in signatures: 'App' is no wire, 'APP' and 'dpa' are."""
    return len(printed) > _ACRONYM or printed.isupper() or printed.islower() or printed == outlet.name


def strip_agency(text: str, reference: Reference) -> str:
    """A paragraph without the agency that signs it: 'They will meet again. (Reuters)', 'They will meet. — AFP'."""
    return _split_signature(text, reference)[0]


def _read_dateline(text: str, reference: Reference) -> str | None:
    """The wire in a dateline: 'GENEVA, May 10 (X) --', 'Berlin (dpa/bb) -', 'MOSCOW, May 10. /TASS/. The'."""
    start = text[:_DATELINE_CHARS]
    match = _DATELINE_END.search(start)
    if match:
        name = match["name"].strip()
        return find_wire(name, reference) or (name if _is_dateline(text) else None)
    match = _DATELINE_BARE.match(start)
    return find_wire(match["name"], reference) if match else None


def _is_dateline(text: str) -> bool:
    """Whether the words before the bracket are a city in capitals: 'GENEVA, May 10 (X) --'."""
    first = re.split(r"[\s,]", text, maxsplit=1)[0]
    return len(first) >= 3 and first.isupper()


def _split_signature(text: str, reference: Reference) -> tuple[str, str | None]:
    """A paragraph and the wire that signs it in brackets or after a dash, if one does."""
    stem, aside = split_aside(text)
    if aside and ends_sentence(stem) and (wire := find_wire(aside, reference)):
        return stem, wire
    match = _SIGNATURE.search(text[-_SIGNATURE_CHARS:])
    if match and (wire := find_wire(match["name"], reference)):
        return text[: len(text) - len(match[0])].rstrip(), wire
    return text, None


def _read_credit(line: Line, reference: Reference) -> str | None:
    wire = _read_wire_line(line, reference)
    if wire:
        return wire
    inline = _SOURCE_AFTER.search(line.text) if line.n_words <= 25 else None
    if inline:
        return inline["name"].strip()
    if line.kind is not Kind.CREDIT:
        return None
    for shape in (SOURCE, _CONTRIBUTED, _FROM, _ALONE):
        match = shape.search(line.text)
        if match:
            name = match["name"].strip(" .")
            if shape is _ALONE and not (line.text.startswith("(") and _is_bare_credit(name)):
                continue
            return (
                None if find_moment(name) or len(name.split()) > 8 or _names_persons(name, shape, reference) else name
            )
    return None


def _read_wire_line(line: Line, reference: Reference) -> str | None:
    """The known wire in a line that is its name, its name and a place, or a source in any language."""
    if line.n_words > _MAX_CREDIT_WORDS or line.ends_sentence:
        return None
    match = _ANY_SOURCE.match(line.text) or _WIRE_FIRST.match(line.text)
    return find_wire(match["name"], reference) if match and _MENU_WORDS.isdisjoint(line.folded.split()) else None


def _is_bare_credit(name: str) -> bool:
    return len(name.split()) <= 4 and name[:1].isupper() and _NO_NAME.isdisjoint(name)


def _names_persons(name: str, shape: re.Pattern[str], reference: Reference) -> bool:
    """'Ann Lee contributed to this report' credits a colleague: two words or more that name no known agency."""
    return shape in (_CONTRIBUTED, _FROM) and len(name.split()) > 1 and not _knows_agency(name, reference)


def _knows_agency(name: str, reference: Reference) -> bool:
    known = reference.outlets.get(fold(name))
    return known is not None and known.kind == "agency"


def _spell(name: str, reference: Reference) -> str:
    known = reference.outlets.get(fold(name))
    return known.name if known is not None and known.kind == "agency" else name
