"""Where a report was written: the place that opens its first sentence."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.tag.sentence import Reading

_DATELINE_TOKENS = 16  # 'NEW DELHI, March 3 (Agency) --'
_PLACES = frozenset({"place", "metonym"})
_DASHES = frozenset({"-", "–", "—", "--", ":", "|"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was written: the place, its country where known, the token of the dash."""

    place: str
    country: str | None
    dash: int


def dateline(lead: Reading) -> Dateline | None:
    """The place that opens the first sentence before a dash or colon: 'NEW DELHI, March 3 (Agency) --'.

    A town that the reference data do not know must be in capitals, or be seen as a place by the model.
    """
    size = min(len(lead.tokens), _DATELINE_TOKENS)
    mark = next((i for i in range(1, size) if lead.tokens[i].text in _DASHES), None) or _after_agency(lead, size)
    if mark is None or any(lead.tokens[i].text == "." for i in range(mark)):
        return None
    last = next((i for i in range(mark) if lead.tokens[i].text in ",(/"), mark)
    known = next((f for f in lead.found if f.first == 0 and f.last <= last and f.term.kind in _PLACES), None)
    is_town = all(lead.tokens[i].text.isupper() or lead.labels[i] == "GPE" for i in range(last))
    if known is None and not is_town:
        return None
    country = next((f.term.country for f in lead.found if last < f.first < mark and f.term.kind == "country"), None)
    last = known.last if known else last
    country = country or (known.term.country if known else None)
    return Dateline(as_printed(lead.span_text(0, last)), country, mark)


def end_of_dateline(reading: Reading) -> int:
    """The token of the mark that closes the dateline of a lead, whose date is that of the report; 0 without one."""
    line = dateline(reading) if reading.number == 0 else None
    return line.dash if line else 0


def _after_agency(lead: Reading, size: int) -> int | None:
    """The bracket that closes a dateline without a dash: 'New Delhi, Aug 21 (ABC) India and Nepal ...'."""
    mark = next((i for i in range(3, size) if lead.tokens[i].text == ")"), None)
    return mark if mark and lead.tokens[mark - 1].text.isupper() and lead.tokens[mark - 2].text == "(" else None


def as_printed(text: str) -> str:
    """A place as a sentence would print it: 'NEW DELHI' is New Delhi."""
    return text.title() if text.isupper() else text
