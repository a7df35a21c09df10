"""What the lines around the body of a text dump say of it: headline, standfirst, byline, day and time, outlet, wire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.extract.masthead.byline import looks_like_person, read_byline
from transforms.extract.masthead.moment import Moment, find_moment
from transforms.extract.masthead.printed_title import find_title
from transforms.extract.text import wording
from transforms.extract.text.body import Body
from transforms.extract.text.lines import Kind, Line, fold_words
from transforms.extract.text.wording import words_of
from transforms.reference import Reference

_DATED_WORDS = 25  # of a line that dates the article
_UPDATES = words_of(
    "updated modified aktualisiert geändert actualizado actualisé modifié aggiornato atualizado bijgewerkt uppdaterad "
    "oppdatert opdateret päivitetty aktualizacja aktualizováno frissítve güncelleme обновлено оновлено ενημέρωση"
)
_SIGNATURE_WORDS = 16
_ABOVE_REACH, _AFTER_REACH = 15, 6  # lines above the headline and below the body in which a byline stands
_BYLINE_REACH = 8  # lines below the headline in which a byline without 'By' stands


@dataclass(frozen=True, slots=True)
class Header:
    """What is printed around a body. ``basis`` is header or text, as the moment was found."""

    title: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    moment: Moment | None
    basis: str | None


def read_header(body: Body, reference: Reference, told_title: str | None = None) -> Header:
    """Read the lines before the body and the credits right after it, below ``told_title`` where metadata gives one."""
    title = told_title or find_title(body.before, body.paragraphs)
    moment, basis = _find_printed_moment(body, title)
    return Header(title, _find_standfirst(body, title), _find_authors(body, title, reference), moment, basis)


def _find_standfirst(body: Body, title: str | None) -> str | None:
    """The first line of some length between the headline and the body, unless it is the body's own lead."""
    seen_title = False
    leads = {line.folded for line in body.paragraphs}
    for line in body.before:
        if line.text == title:
            seen_title = True
        elif seen_title and line.kind is Kind.TEXT and line.n_words >= 5 and line.folded not in leads:
            return line.text
    return None


def _find_authors(body: Body, title: str | None, reference: Reference) -> tuple[str, ...]:
    """The names of the byline nearest below the headline, else beside or below the body, else above the headline."""
    below = _find_below(body.before, title)
    above = body.before[max(0, below - _ABOVE_REACH) : below]
    near = [*body.before[below:], *body.inside, *body.after[:_AFTER_REACH]]
    for line in (*near, *reversed(above)):
        if line.kind is Kind.BYLINE and (authors := _read_signed(line, reference)):
            return authors
    start = below or max(0, len(body.before) - _BYLINE_REACH)
    return _find_bare_byline(body.before[start : start + _BYLINE_REACH], reference)


def _read_signed(line: Line, reference: Reference) -> tuple[str, ...]:
    match = wording.SIGNED.match(line.text)
    return read_byline(line.text[match.end() :] if match else line.text, reference)


def _find_bare_byline(lines: Sequence[Line], reference: Reference) -> tuple[str, ...]:
    """Names that stand alone, before the date or a role, or below a line that says no more than 'By'."""
    for index, line in enumerate(lines):
        if line.kind not in (Kind.TEXT, Kind.DATE) or line.ends_sentence or line.n_words > _SIGNATURE_WORDS:
            continue
        authors = read_byline(line.text, reference)
        is_called = index > 0 and lines[index - 1].folded in wording.BYLINE_LABELS
        are_persons = all(looks_like_person(name, reference) for name in authors)
        if authors and (is_called or (are_persons and line.text.startswith(authors[0]))):
            return authors
    return ()


def _find_printed_moment(body: Body, title: str | None) -> tuple[Moment | None, str | None]:
    """The first day printed below the headline, else the nearest above it, at the best precision that any line gives.

    What stands above the headline is often today's date, and what follows the body the days of other articles.
    """
    below = _find_below(body.before, title)
    near = [*body.before[below:], *(line for line in body.inside if line.kind is Kind.DATE), *body.after[:3]]
    dated: list[tuple[bool, Moment]] = []
    for line in (*near, *reversed(body.before[:below])):
        if line.n_words <= _DATED_WORDS and line.kind is not Kind.NOTICE and (moment := find_moment(line.text)):
            is_update = not _UPDATES.isdisjoint(line.folded.split()[:6])
            dated.append((is_update, moment))
    if dated:
        first = next((moment for is_update, moment in dated if not is_update), dated[0][1])
        same_day = [moment for _, moment in dated if abs((moment.on - first.on).days) <= 1]
        return max(same_day, key=lambda moment: moment.precision), "header"
    if body.paragraphs and (moment := find_moment(body.paragraphs[0].text[:80])):
        return moment, "text"
    return None, None


def _find_below(before: Sequence[Line], title: str | None) -> int:
    """The index below the headline's last copy above the body; 0 where it is not printed there."""
    wanted = fold_words(title or "")
    return next((index + 1 for index in range(len(before) - 1, -1, -1) if before[index].folded == wanted), 0)
