"""Which dates of a sentence are those of the delegations of which it tells."""

from __future__ import annotations

from transforms.tag.dates import DateMention
from transforms.tag.event_places import since_clauses
from transforms.tag.groups import GROUP_WORDS
from transforms.tag.sentence import Reading
from transforms.tag.statements import LED, Statement

_SAYING = frozenset({"said", "says", "told"})
_LONGEST_ASIDE = 20  # tokens from 'who' to the date
_CHOSEN = frozenset("appointed named elected founded formed born created nominated replaced".split())
_AS = frozenset({"than", "as"})
_WHEN = frozenset({"at", "in", "on", "during"})
_LONGEST_COMPARISON = 8  # tokens from 'than' to the date
_MOST_DATES = 12  # no sentence of prose tells more


def own_dates(reading: Reading, dates: list[DateMention]) -> list[DateMention]:
    """The dates of a sentence that can be those of its delegations: none of 'since', of an aside or a comparison."""
    since = since_clauses(reading) if dates else frozenset[int]()
    told = [d for d in dates[:_MOST_DATES] if reading.sentence.token_at(d.start) not in since]
    return [d for d in told if not _is_aside(reading, d)]


def _is_aside(reading: Reading, when: DateMention) -> bool:
    """Whether a date only dates what a relative clause says: 'the spokesman, who was in it in May, did not travel'."""
    i = reading.sentence.token_at(when.start)
    comma = next((k for k in range(i - 1, max(-1, i - _LONGEST_ASIDE), -1) if reading.tokens[k].text == ","), None)
    if not _CHOSEN.isdisjoint(reading.words[max(0, i - _LONGEST_COMPARISON, (comma or 0)) : i + 1]):
        return True
    is_term = when.text.startswith("from") and reading.word(i + 2) in ("to", "until")
    if is_term or is_compared(reading, i):
        return True
    if comma is None or reading.word(comma + 1) not in ("who", "whom", "whose"):
        return False
    return (LED | GROUP_WORDS).isdisjoint(reading.words[comma:i])


def is_compared(reading: Reading, i: int) -> bool:
    """Whether token ``i`` stands in a comparison: 'fewer than at the round in X in May', 'as in 2016'."""
    return any(reading.word(k) in _AS and reading.word(k + 1) in _WHEN for k in range(i - _LONGEST_COMPARISON, i))


def is_quoted(statement: Statement, when: DateMention) -> bool:
    """Whether a date only stands in what a member says: 'A, head of the delegation, said that last year ...'."""
    reading, last = statement.reading, max((n.person.name.last for n in statement.named), default=None)
    i = reading.sentence.token_at(when.start)
    return last is not None and any(reading.word(k) in _SAYING for k in range(last, i - 2))
