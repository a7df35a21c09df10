"""Invented articles as outlets print them in a year: talks with delegations, other news, and copies of agencies' texts.

A share of the articles are reprints: the text of an agency, as another outlet has cut, framed or edited it. People and
matters come back, as they do in the news. Half of the matters are talks, whose articles say who sat at the table.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.benchmarks.end_to_end_words import NewsWords, person_name
from tests.benchmarks.people_names import LANGUAGES
from tests.benchmarks.stories_reprints import reprint

N_OUTLETS = 40
_N_RECENT = 40  # agency texts that outlets still print
_ARTICLES_A_MATTER = 15
_PARAGRAPHS = (7, 18)
_START = datetime(2024, 1, 1, 6, tzinfo=UTC)
_MINUTES_A_YEAR = 365 * 24 * 60
_AGENCIES = ("Corvus", "Tern Press", "Plover News", "Avocet")
_AGENCY_SHARE = 0.5  # of texts that are no reprints
_SUBJECTS = "fisheries trade energy transport water border migration climate defence grain customs health".split()
_POSTS = (
    "deputy minister of {}", "minister of {}", "director of the {} department", "chief {} negotiator",
    "special envoy for {}", "head of the parliamentary {} committee", "adviser at the {} ministry",
    "permanent secretary for {}", "chairman of the national {} agency",
)  # fmt: skip
_TALKS = (
    "A delegation from {home}, led by {head}, {post}, arrived in {place} on {date} for {subject} talks with {other}.",
    "The {home} delegation is headed by {head}, {post}. It includes {first}, {first_post}, and {second}, {second_post}.",
    "{other} was represented by {third}, {third_post}, who was joined by {fourth}, {fourth_post}.",
    "{head}, {post} of {home}, met {third}, {third_post} of {other}, in {place} on {date}.",
    "Officials of {home} and {other} held a round of talks on {subject} in {place} on {date}.",
    "{home} will send a delegation of {size} to the talks, among them {first} and {second}.",
    "The members of the delegation are {head}, {post}; {first}, {first_post}; and {second}, {second_post}.",
    "A {size}-member team from {other}, headed by {third}, is to travel to {home} for a second round.",
    "{first}, {first_post}, said the delegation would stay in {place} until the {subject} accord is signed.",
    "{fourth}, {fourth_post}, did not travel to {place}, {third} said.",
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who prints: ``notice`` stands under its articles, ``number`` decides how its pages look."""

    number: int
    name: str
    host: str
    notice: str


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """What a page shows. ``agency_text`` is the number of the agency's text that it prints; None for its own."""

    number: int
    outlet: Outlet
    title: str
    paragraphs: list[str]
    author: str
    published_at: datetime
    agency_text: int | None = None
    is_reprint: bool = False


@dataclass(frozen=True, slots=True)
class _Matter:
    """What articles are about: two countries that talk and who speaks for them, or people alone."""

    names: list[str]
    slots: dict[str, str]


def make_articles(n: int, reprint_share: float, seed: int = 11) -> list[NewsArticle]:
    """``n`` articles in the order of publication, the same for the same arguments; each is a reprint so often."""
    draw = random.Random(seed)
    words = NewsWords(seed)
    outlets = [_make_outlet(words, draw, number) for number in range(N_OUTLETS)]
    matters = [_make_matter(words, draw, number) for number in range(max(4, n // _ARTICLES_A_MATTER))]
    articles: list[NewsArticle] = []
    sent: list[tuple[NewsArticle, list[str]]] = []  # agencies' texts, and the names in each
    for number in range(n):
        at = _START + timedelta(minutes=round(number * _MINUTES_A_YEAR / n))
        if sent and draw.random() < reprint_share:
            articles.append(_reprint(words, draw, draw.choice(sent[-_N_RECENT:]), number, outlets, at))
            continue
        matter = draw.choice(matters)
        article = _write(words, draw, matter, NewsArticle(number, draw.choice(outlets), "", [], "", at))
        articles.append(article)
        if article.agency_text is not None:
            sent.append((article, matter.names))
    return articles


def _make_outlet(words: NewsWords, draw: random.Random, number: int) -> Outlet:
    town = words.place(draw)
    kind = draw.choice(("Courier", "Post", "Ledger", "Herald", "Observer", "Gazette", "Daily"))
    notice = f"The {town} {kind} is printed in {words.place(draw)}. {words.sentence(draw, [words.name(draw)])}"
    return Outlet(number, f"{town} {kind}", f"www.outlet{number}.example", notice)


def _make_matter(words: NewsWords, draw: random.Random, number: int) -> _Matter:
    if number % 2:
        return _Matter([words.name(draw) for _ in range(5)], {})
    ours, theirs = draw.sample(LANGUAGES, 2)
    people = [person_name(draw, side) for side in (ours, ours, ours, theirs, theirs)]
    subject = draw.choice(_SUBJECTS)
    posts = [post.format(subject) for post in draw.sample(_POSTS, len(people))]
    slots = dict(zip(("head", "first", "second", "third", "fourth"), people, strict=True))
    slots |= dict(zip(("post", "first_post", "second_post", "third_post", "fourth_post"), posts, strict=True))
    slots |= {"home": draw.choice(ours.countries), "other": draw.choice(theirs.countries), "subject": subject}
    return _Matter(people, slots | {"place": draw.choice((words.place(draw), "Geneva", "Oslo", "Nairobi", "Lima"))})


def _write(words: NewsWords, draw: random.Random, matter: _Matter, empty: NewsArticle) -> NewsArticle:
    paragraphs = [words.paragraph(draw, matter.names) for _ in range(draw.randint(*_PARAGRAPHS))]
    title = words.phrase(draw)
    if matter.slots:
        date = f"{empty.published_at.day} {empty.published_at:%B}"
        slots = matter.slots | {"date": date, "size": draw.choice(("four", "five", "seven", "nine"))}
        for form in draw.sample(_TALKS, draw.randint(2, 5)):
            paragraphs.insert(draw.randrange(4), form.format_map(slots))
        title = "{home}, {other} in {subject} talks in {place}: ".format_map(slots) + title
    if draw.random() >= _AGENCY_SHARE:
        return replace(empty, title=title, paragraphs=paragraphs, author=words.name(draw))
    agency = draw.choice(_AGENCIES)
    paragraphs[0] = f"{words.place(draw).upper()} ({agency}) - {paragraphs[0]}"
    return replace(empty, title=title, paragraphs=paragraphs, author=agency, agency_text=empty.number)


def _reprint(
    words: NewsWords,
    draw: random.Random,
    sent: tuple[NewsArticle, list[str]],
    number: int,
    outlets: list[Outlet],
    at: datetime,
) -> NewsArticle:
    article, names = sent
    others = [outlet for outlet in outlets if outlet != article.outlet]
    title = article.title if draw.random() < 0.5 else words.phrase(draw)
    copy = reprint(article.paragraphs, names, words, draw)
    return replace(
        article,
        number=number,
        outlet=draw.choice(others),
        title=title,
        paragraphs=copy,
        published_at=at,
        is_reprint=True,
    )
