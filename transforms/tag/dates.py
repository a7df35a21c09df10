"""Dates in running news text, resolved against the day of publication, each with an honest precision.

The conventions are those of news writing: a bare weekday is the last one up to the day of publication, or the next one
where the clause looks ahead; a day without a year is the nearest past one, or the nearest to come; a month or a year
stays a month or a year. Weeks and seasons give nothing: no column could hold them truthfully.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from transforms.tag.sentence import Reading

_MONTHS = {name.casefold(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.casefold(): i for i, name in enumerate(calendar.day_name)}
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20}

_MONTH = "|".join(sorted((re.escape(m) for m in _MONTHS), key=len, reverse=True))
_DAY = "|".join(_DAYS)
_LONG_PAST_DAYS = 45  # what lies further back than this is only recalled
_MONTHS_TO_COME = 3  # a bare month so near ahead is the coming one: 'in late April', said in March
_NUMBER = "|".join(_NUMBERS)
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<y>(?:19|20)\d\d)\b)?"
_TO = r"(?: ?[-–—] ?| to | and )"  # of several days the first counts: 'from 11 to 14 December'
_PATTERNS = [
    ("iso", re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")),
    (
        "day",
        re.compile(
            rf"\b(?P<d>\d{{1,2}}){_NTH}(?:{_TO}\d{{1,2}}{_NTH})?(?: of)? (?P<m>{_MONTH})\b\.?{_YEAR}",
            re.I,
        ),
    ),
    (
        "day",
        re.compile(
            rf"\b(?P<m>{_MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\.\d|:)(?:,? (?P<y>(?:19|20)\d\d)\b)?", re.I
        ),
    ),
    ("month", re.compile(rf"\b(?P<m>{_MONTH})\b\.?,? (?:of )?(?P<y>(?:19|20)\d\d)\b", re.I)),
    ("weekday", re.compile(rf"\b(?:(?P<which>last|next|this|coming|previous) )?(?P<w>{_DAY})\b", re.I)),
    (
        "month",
        re.compile(rf"\b(?P<which>in|since|last|next|this|early|late|mid|until|during|of) (?P<m>{_MONTH})\b", re.I),
    ),
    (
        "relative",
        re.compile(
            r"\b(?:earlier )?(?P<r>yesterday|today|tonight|tomorrow|last (?:night|week|month|year)|"
            r"this (?:week|month|year)|next (?:week|month|year))\b",
            re.I,
        ),
    ),
    ("ago", re.compile(rf"\b(?P<n>\d{{1,3}}|{_NUMBER}) (?P<u>day|week|month|year)s? (?:ago|earlier)\b", re.I)),
    ("year", re.compile(r"\b(?:in|since|during|of|from|back in) (?P<y>(?:19|20)\d\d)\b", re.I)),
]
_FOLLOWING = re.compile(
    r"\b(?:the same day|(?:a|one) day (?:later|earlier)|the (?:next|following|previous) day|the (?:day|night) before)\b"
    r"(?! [a-z]+['’]s)",
    re.I,
)
_BACKWARDS = re.compile(r"earlier|previous|before")
_AHEAD = re.compile(
    r"\b(?:will|shall|scheduled|set (?:to|for)|due|is to|are to|plan(?:s|ned)? to|expected|upcoming|to be held|"
    r"next(?! \w+['’]s)|ahead of|going to|would|could|may|begins?|(?<!the )(?:starts?|opens?|ends?|closes?)|"
    r"concludes?|resumes?|(?:is|are) planned for|leaves?|departs?|travels?|flies|fly|arrives?|goes|"
    r"continues|returns|is in|are in|(?:opening|beginning|starting)(?= on\b))\b",
    re.I,
)
_NEXT_AHEAD = re.compile(r"\s+(?:will|shall|is to|are to|is due|are due)\b")  # 'the meeting on Friday will be'
# 'On Monday the visitors are to meet the mayor': the date opens the sentence.
_OPENING = re.compile(r"(?:(?:Later|Early|Late) )?(?:[Oo]n|[Ii]n|By) |")
_MAIN_AHEAD = re.compile(r",?(?: [\w'’-]+){1,8}? (?:will|shall|is to|are to|is due|are due)\b")
# The year that a clause tells for the dates behind it: 'last year', or at the opening of the sentence 'In 2013'.
_YEAR_TOLD = re.compile(r"^In (?P<y>(?:19|20)\d\d)\b|\blast year\b", re.I)
_BARE = re.compile(rf"(?:(?:in|on|of) )?(?:\d{{1,2}}{_NTH} (?:of )?)?(?:{_MONTH})\b\.?(?: \d{{1,2}}{_NTH})?", re.I)
_NEW_CLAUSE = re.compile(r"\b(?:and|but|while)\b|;")
_NEAR = 3  # characters between a day and 'last year'
_OWNING = re.compile(r"['’]s\b")
_SAYING = re.compile(r"\b(?:said|says|told|announced|reported|according|(?<!the )reports|wrote|posted)\b")
_CLAUSE_CHARS = 160
# A verb of the past takes the clause back: 'would meet again, after talks that began on Saturday'.
_PAST = re.compile(
    r"(?<!be )\b(?:began|started|opened|ended|concluded|closed|met|held|took|left|arrived|broke|signed|lasted)\b"
)
# What was planned once lies behind: 'had been due to begin on Tuesday'.
_ONCE_AHEAD = re.compile(r"\b(?:had been|was|were) (?:due|set|scheduled|planned|to|expected)\b")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text: offsets into the article, the first day of what it names; day, week, month or year."""

    start: int
    end: int
    day: date  # the first day of what the text names
    precision: str
    text: str

    @property
    def last_day(self) -> date:
        """The last day of what the date names."""
        if self.precision == "day":
            return self.day
        if self.precision == "week":
            return self.day + timedelta(days=6)
        if self.precision == "year":
            return self.day.replace(month=12, day=31)
        return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])


def is_long_past(when: DateMention, published: date) -> bool:
    """Whether a date lies weeks back; of a month or year that is over, its first day counts."""
    is_over = when.last_day < published or when.text.casefold().startswith("earlier")
    day = when.day if is_over else when.last_day
    return (published - day).days > _LONG_PAST_DAYS


def dates_of(readings: list[Reading], published: date | None) -> list[list[DateMention]]:
    """The dates of each sentence of an article; 'the same day' is counted from the day told last."""
    dates: list[list[DateMention]] = []
    last: date | None = None
    for reading in readings:
        text, start = reading.sentence.text, reading.sentence.start
        dates.append(_with_followed(text, start, find_dates(text, start, published), last))
        last = next((d.day for d in reversed(dates[-1]) if d.precision == "day"), last)
    return dates


def find_dates(text: str, offset: int, published: date | None) -> list[DateMention]:
    """The dates of one sentence that starts at ``offset`` of the article, in order, none overlapping.

    Without a day of publication only dates that name their year are given.
    """
    taken: list[tuple[int, int]] = []
    mentions = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < b and a < match.end() for a, b in taken) or _is_verb_may(match):
                continue
            if kind == "relative" and _OWNING.match(text, match.end()):
                continue  # 'talks on next year's quotas'
            resolved = _resolve(kind, match, published, _is_ahead(text, match))
            if resolved:
                taken.append(match.span())
                day, precision = resolved
                mentions.append(DateMention(offset + match.start(), offset + match.end(), day, precision, match[0]))
    return _in_year_told(text, offset, sorted(mentions, key=lambda m: m.start), published)


def _in_year_told(text: str, offset: int, mentions: list[DateMention], published: date | None) -> list[DateMention]:
    """Dates without a year take the one that their clause tells.

    'on Oct. 4 last year', 'At last year's meeting in Oslo, in November', 'In 2013 a mission came in May'.
    """
    told = _YEAR_TOLD.search(text)
    if told is None or published is None:
        return mentions
    year = int(told["y"]) if told["y"] else published.year - 1
    clause = _NEW_CLAUSE.search(text, told.end())
    end = clause.start() if clause else len(text)
    of_year = {m.start: _moved(m, year) for m in mentions if _is_of_year(told, end, m, offset)}
    first = next(iter(of_year.values()), None)
    dated = [of_year.get(m.start, m) for m in mentions]
    # The year itself is then as fine as the date that follows it.
    return [
        replace(m, day=first.day, precision=first.precision) if first and m.start == offset + told.start() else m
        for m in dated
    ]


def _is_of_year(told: re.Match[str], end: int, mention: DateMention, offset: int) -> bool:
    """Whether a date without a year stands behind the year told, up to the clause's end, or right before it."""
    first, last = mention.start - offset, mention.end - offset
    if mention.precision not in ("day", "month") or not _BARE.fullmatch(mention.text):
        return False
    if last <= told.start():
        return not told["y"] and told.start() - last < _NEAR and mention.precision == "day"
    return told.end() <= first < end


def _moved(mention: DateMention, year: int) -> DateMention:
    day = mention.day
    return replace(mention, day=date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1])))


def _with_followed(text: str, offset: int, mentions: list[DateMention], anchor: date | None) -> list[DateMention]:
    """The dates of a sentence with the days that it counts from the day told before, in it or at ``anchor``.

    'met the mayor on the same day', 'and went to Oslo a day later'.
    """
    followed = []
    for match in _FOLLOWING.finditer(text):
        start = offset + match.start()
        before = next((m.day for m in reversed(mentions) if m.precision == "day" and m.end <= start), anchor)
        if before and not any(m.start < offset + match.end() and start < m.end for m in mentions):
            days = 0 if "same" in match[0] else -1 if _BACKWARDS.search(match[0]) else 1
            day = before + timedelta(days=days)
            followed.append(DateMention(start, offset + match.end(), day, "day", match[0]))
    return sorted([*mentions, *followed], key=lambda m: m.start) if followed else mentions


def _is_ahead(text: str, match: re.Match[str]) -> bool:
    """Whether the clause of a date looks ahead: 'will meet ... on Friday', but not 'will meet, he said on Friday'."""
    before = text[max(0, match.start() - _CLAUSE_CHARS) : match.start()]
    if _OPENING.fullmatch(text[: match.start()]) and _MAIN_AHEAD.match(text, match.end()):
        return True
    last = max((m.end() for m in _AHEAD.finditer(before)), default=None)
    if last is None or _SAYING.search(before, last):
        return bool(_NEXT_AHEAD.match(text, match.end()))
    return not _ONCE_AHEAD.search(before) and not _PAST.search(before, last)


def number_of(word: str) -> int | None:
    """The number that a word or digits stand for, or None."""
    folded = word.casefold().replace(",", "")
    return int(folded) if folded.isdecimal() and len(folded) < 7 else _NUMBERS.get(folded)


def _is_verb_may(match: re.Match[str]) -> bool:
    """Months that are also words count only with a capital: may, march."""
    month = match.groupdict().get("m")
    return bool(month) and month[0].islower() if month and not month.isdigit() else False


def _resolve(kind: str, match: re.Match[str], published: date | None, is_ahead: bool) -> tuple[date, str] | None:
    part = match.groupdict()
    try:
        if kind in ("iso", "day") and part.get("y"):
            return date(int(part["y"]), _month(part["m"]), int(part["d"])), "day"
        if kind == "month" and part.get("y"):
            return date(int(part["y"]), _month(part["m"]), 1), "month"
        if kind == "year":
            return date(int(part["y"]), 1, 1), "year"
        if published is None:
            return None
        if kind == "day":
            return _nearest_day(_month(part["m"]), int(part["d"]), published, is_ahead), "day"
        if kind == "month":
            return _nearest_month(_month(part["m"]), part["which"].casefold(), published, is_ahead), "month"
        if kind == "weekday":
            return _weekday(_DAYS[part["w"].casefold()], (part["which"] or "").casefold(), published, is_ahead), "day"
        if kind == "ago":
            return _ago(number_of(part["n"]) or 0, part["u"].casefold(), published)
        return _relative(part["r"].casefold(), published)
    except (ValueError, OverflowError):  # 31 April, or a date beyond the calendar
        return None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS[text.casefold()]


def _nearest_day(month: int, day: int, published: date, is_ahead: bool) -> date:
    years = (published.year - 1, published.year, published.year + 1)
    candidates = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    late = 0 if is_ahead else 60  # a day to come is as near as a past one only where the clause looks ahead
    return min(candidates, key=lambda d: abs((d - published).days) + (late if d > published else 0))


def _nearest_month(month: int, which: str, published: date, is_ahead: bool) -> date:
    year = published.year
    if which == "next" or (is_ahead and month < published.month):
        year += month <= published.month
    elif which == "last":
        year -= month >= published.month
    elif month - published.month > (12 if is_ahead else _MONTHS_TO_COME):
        year -= 1
    return date(year, month, 1)


def _weekday(day: int, which: str, published: date, is_ahead: bool) -> date:
    back = (published.weekday() - day) % 7
    if which in ("next", "coming") or (is_ahead and which == ""):
        ahead = (day - published.weekday()) % 7
        return published + timedelta(days=ahead or (7 if which == "next" else 0))
    if which in ("last", "previous") and back == 0:
        back = 7
    return published - timedelta(days=back)


def _ago(n: int, unit: str, published: date) -> tuple[date, str] | None:
    if unit in ("day", "week"):
        day = published - timedelta(days=n * (7 if unit == "week" else 1))
        return (day, "day") if unit == "day" else (day.replace(day=1), "month")
    if unit == "year":
        return date(published.year - n, 1, 1), "year"
    months = published.year * 12 + published.month - 1 - n
    return date(months // 12, months % 12 + 1, 1), "month"


def _relative(word: str, published: date) -> tuple[date, str] | None:
    days = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    if word in days:
        return published + timedelta(days=days[word]), "day"
    which, unit = word.split()
    if unit == "week":
        monday = published - timedelta(days=published.weekday())
        return monday + timedelta(days={"last": -7, "this": 0, "next": 7}[which]), "week"
    if word.endswith("year"):
        return date(published.year + {"last": -1, "this": 0, "next": 1}[which], 1, 1), "year"
    return _ago({"last": 1, "this": 0, "next": -1}[which], "month", published)
