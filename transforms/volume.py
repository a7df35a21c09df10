"""How many new pages a source gives, against its norm: a feed that fell silent, or suddenly gives ten times as many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

Alarm = Literal["silent", "tenfold"]

_MIN_DAYS = 3  # before which there is no norm
_TENFOLD = 10
_FEWEST = 10  # new pages that may be too many: a source of one page a month may have three in a day
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a feed, a sitemap or a list: when, how many pages it named, how many of them were new.

    ``n_listed`` is None where it answered 'not modified' or failed.
    """

    at: datetime
    n_listed: int | None
    n_new: int


@dataclass(frozen=True, slots=True)
class Volume:
    """The new pages of a source in the last 24 hours, beside its norm: the median of the days before, of those on which
    it was asked; None with less than three days known.
    """

    source_key: str
    n_pages: int
    norm: float | None
    last_new_at: datetime | None
    alarm: Alarm | None


def volume_of(source_key: str, history: Sequence[Asked], now: datetime) -> Volume:
    """Compare a source's last 24 hours with the days before; ``history`` are its requests, in any order.

    The first request of all gives what had gathered before, and belongs to no day. An alarm is 'tenfold' where the
    last day brought ten pages or more, and ten times the norm; and 'silent' where the last answer names no page though
    earlier ones did, or nothing has been new for twice as long as ever before, and for a day at least.
    """
    asked = sorted(history, key=lambda one: one.at)
    later = asked[1:]
    today = sum(one.n_new for one in later if now - one.at < _DAY)
    days: Counter[int] = Counter()
    for one in later:
        if now - one.at >= _DAY:
            days[(now - one.at) // _DAY] += one.n_new
    norm = float(median(days.values())) if len(days) >= _MIN_DAYS else None
    news = [one.at for one in asked if one.n_new]
    alarm: Alarm | None = None
    if norm is not None and today >= max(_FEWEST, _TENFOLD * norm):
        alarm = "tenfold"
    elif _has_emptied(asked) or _is_overdue(news, now):
        alarm = "silent"
    return Volume(source_key, today, norm, news[-1] if news else None, alarm)


def _has_emptied(asked: Sequence[Asked]) -> bool:
    listed = [one.n_listed for one in asked if one.n_listed is not None]
    return bool(listed) and listed[-1] == 0 and any(listed)


def _is_overdue(news: Sequence[datetime], now: datetime) -> bool:
    """Whether nothing has been new for twice the longest gap so far: so nights and weekends that were seen count."""
    if len(news) < _MIN_DAYS:
        return False
    longest = max(later - earlier for earlier, later in pairwise(news))
    return now - news[-1] > max(_DAY, 2 * longest)
