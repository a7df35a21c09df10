"""Mentions of made-up people in made-up articles, with the truth of who is who.

People meet in affairs, a dozen of two or three countries each; an article tells of one affair and names some of its
people. Names, countries and titles are printed as newsrooms print them: spelled otherwise, mistyped, in another order,
with initials, by the surname alone, with a wrong country or without any.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from tests.benchmarks.people_names import LANGUAGES, Language, drop_marks
from transforms.tables import ARTICLES, PERSON_MENTIONS, table_of

KINDS = {"full": 52, "spelling": 16, "typo": 5, "order": 3, "initials": 5, "surname": 12, "middle": 7}
MENTIONS_A_PERSON = 8  # on average; a few are named by hundreds, most by a few
NAMESAKES, FAMILIES, JUNIORS = 0.03, 0.02, 0.25  # shares: of people, of people, of families
COUNTRY_MISSING, COUNTRY_WRONG = 0.14, 0.04
TITLED = 0.65
_PEOPLE_AN_AFFAIR, _PEOPLE_AN_ARTICLE = 12, (3, 9)
_DAY = datetime(2031, 1, 1, tzinfo=UTC)
_FIELDS = "foreign defence finance trade energy transport justice health fisheries culture interior agriculture".split()
_POSTS = (
    "{} minister", "deputy {} minister", "head of the {} committee", "{} ministry spokesman", "chief {} negotiator",
    "director of the {} department", "{} envoy", "permanent secretary for {}", "chairman of the {} commission",
)  # fmt: skip
_OTHER_WALKS = ("striker", "novelist", "singer", "shopkeeper", "goalkeeper", "nurse", "film director", "student")


@dataclass(slots=True)
class Person:
    """Who is meant. ``original`` is the name as in the language's own letters, given name first."""

    language: Language
    country: str
    original: tuple[str, ...]
    printed: tuple[str, ...]  # the usual romanisation
    middle: str | None
    titles: tuple[str, str]
    suffix: str = ""
    is_namesake: bool = False


@dataclass(slots=True)
class Corpus:
    """Tables of mentions and articles; the person and the kind of each mention, by mention_id."""

    mentions: pa.Table
    articles: pa.Table
    persons: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


def make_corpus(n_mentions: int, seed: int = 20_310_401) -> Corpus:
    """About ``n_mentions`` mentions, the same for the same arguments."""
    rng = random.Random(seed)
    people = _make_people(max(24, n_mentions // MENTIONS_A_PERSON), rng)
    affairs = _make_affairs(people, rng)
    weights = [1 / (1 + rank) ** 0.7 for rank in range(len(affairs))]
    corpus = Corpus(PERSON_MENTIONS.empty_table(), ARTICLES.empty_table())
    mentions: list[dict[str, object]] = []
    articles: list[dict[str, object]] = []
    while len(mentions) < n_mentions:
        affair = rng.choices(affairs, weights)[0]
        article_id = f"article-{len(articles):07}"
        articles.append(_article_row(article_id, len(articles)))
        printed: set[str] = set()
        for number in rng.sample(affair, min(len(affair), rng.randint(*_PEOPLE_AN_ARTICLE))):
            kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
            name = _print_name(people[number], kind, rng)
            if name in printed:
                continue
            printed.add(name)
            mention_id = f"mention-{len(mentions):08}"
            corpus.persons[mention_id] = number
            corpus.kinds[mention_id] = "namesake" if people[number].is_namesake and kind == "full" else kind
            country = _print_country(people, affair, number, rng)
            mentions.append(_mention_row(mention_id, article_id, name, country, _print_title(people[number], rng)))
    corpus.mentions, corpus.articles = table_of(mentions, PERSON_MENTIONS), table_of(articles, ARTICLES)
    return corpus


def _make_people(n: int, rng: random.Random) -> list[Person]:
    people: list[Person] = []
    while len(people) < n:
        draw = rng.random()
        if people and draw < NAMESAKES:
            people.append(_make_namesake(rng.choice(people), rng))
        elif people and draw < NAMESAKES + FAMILIES:
            people.append(_make_child(rng.choice(people), rng))
        else:
            people.append(_make_person(rng.choice(LANGUAGES), rng))
    return people


def _make_person(language: Language, rng: random.Random, surname: str | None = None) -> Person:
    original = (rng.choice(language.given), surname or _make_surname(language, rng))
    middle = rng.choice(language.middle) if language.middle and rng.random() < 0.6 else None
    printed = tuple(_spell(language, word, random.Random(1)) if _is_cyrillic(word) else word for word in original)
    return Person(language, rng.choice(language.countries), original, printed, middle, _make_titles(rng))


def _make_surname(language: Language, rng: random.Random) -> str:
    """A stem and an ending, half of the time with a second stem between them: as many as a country has."""
    ending = rng.choice(language.endings)
    blend = rng.choice(language.stems).casefold()[:3] if ending and rng.random() < 0.5 else ""
    return rng.choice(language.stems) + blend + ending


def _make_titles(rng: random.Random) -> tuple[str, str]:
    if rng.random() < 0.12:
        return (rng.choice(_OTHER_WALKS),) * 2
    subject = rng.choice(_FIELDS)
    post = rng.choice(_POSTS).format(subject)
    return post, post.replace("minister", "affairs minister") if subject == "foreign" else f"senior {post}"


def _make_namesake(person: Person, rng: random.Random) -> Person:
    """Somebody of the same name in another country."""
    others = [country for country in person.language.countries if country != person.country]
    country = rng.choice(others or ["Canada"])
    person.is_namesake = True
    return Person(person.language, country, person.original, person.printed, None, _make_titles(rng), is_namesake=True)


def _make_child(person: Person, rng: random.Random) -> Person:
    """A relative: the surname and the country, and now and then the given name with 'Jr.'"""
    child = _make_person(person.language, rng, person.original[-1])
    child.country = person.country
    if rng.random() < JUNIORS:
        child.original, child.printed, child.suffix = person.original, person.printed, " Jr."
    return child


def _make_affairs(people: list[Person], rng: random.Random) -> list[list[int]]:
    """Everybody in one affair at least; neighbours in a shuffled list of countries meet."""
    by_country: dict[str, list[int]] = {}
    for number, person in enumerate(people):
        by_country.setdefault(person.country, []).append(number)
    for numbers in by_country.values():
        rng.shuffle(numbers)
    affairs: list[list[int]] = []
    left = {country: list(numbers) for country, numbers in by_country.items()}
    while left:
        affair: list[int] = []
        for country in rng.sample(sorted(left), min(len(left), rng.randint(2, 3))):
            part = left[country][: _PEOPLE_AN_AFFAIR // 3]
            left[country] = left[country][len(part) :]
            if not left[country]:
                del left[country]
            affair += part + rng.sample(by_country[country], min(1, len(by_country[country])))
        affairs.append(list(dict.fromkeys(affair)))
    rng.shuffle(affairs)
    return affairs


def _print_name(person: Person, kind: str, rng: random.Random) -> str:
    given, surname = person.printed[0], person.printed[-1]
    if kind == "surname":
        return surname
    if kind == "initials":
        return f"{given[0]}. {surname}{person.suffix}"
    if kind == "spelling":
        given, surname = (_spell(person.language, word, rng) for word in person.original)
        if person.language.has_hyphens and rng.random() < 0.5:
            given = given.replace("-", " ").title()
    if kind == "typo":
        words = [given, surname]
        place = 0 if len(given) > len(surname) else 1
        words[place] = _mistype(words[place], rng)
        given, surname = words
    middle = f" {_latin(person, person.middle)}" if kind == "middle" and person.middle else ""
    is_first = person.language.is_surname_first is not (kind == "order")
    ordered = f"{surname} {given}{middle}" if is_first else f"{given}{middle} {surname}"
    return ordered + person.suffix


def _latin(person: Person, word: str) -> str:
    return _spell(person.language, word, random.Random(1)) if _is_cyrillic(word) else word


def _spell(language: Language, word: str, rng: random.Random) -> str:
    spelled = language.spell(word, rng)
    return drop_marks(spelled) if rng.random() < 0.2 else spelled


def _is_cyrillic(word: str) -> bool:
    return any("\u0400" <= letter <= "\u04ff" for letter in word)


def _mistype(word: str, rng: random.Random) -> str:
    """One letter left out, doubled, swapped with the next or hit beside; the first stays."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    change = rng.choice(("drop", "double", "swap", "slip"))
    if change == "drop":
        return word[:at] + word[at + 1 :]
    if change == "double":
        return word[: at + 1] + word[at:]
    if change == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice("aeiounrst") + word[at + 1 :]


def _print_country(people: list[Person], affair: list[int], number: int, rng: random.Random) -> str | None:
    draw = rng.random()
    if draw < COUNTRY_MISSING:
        return None
    return people[rng.choice(affair)].country if draw < COUNTRY_MISSING + COUNTRY_WRONG else people[number].country


def _print_title(person: Person, rng: random.Random) -> str | None:
    if rng.random() >= TITLED:
        return None
    title = person.titles[rng.random() < 0.2]
    return f"{person.country} {title}" if rng.random() < 0.15 else title


def _mention_row(
    mention_id: str, article_id: str, name: str, country: str | None, title: str | None
) -> dict[str, object]:
    return {
        "mention_id": mention_id, "article_id": article_id, "content_sha256": "v1", "name_text": name, "quote": name,
        "start_char": 0, "end_char": len(name), "extractor": "made-up", "title_text": title, "country": country,
    }  # fmt: skip


def _article_row(article_id: str, number: int) -> dict[str, object]:
    at = _DAY + timedelta(minutes=7 * number)
    return {
        "article_id": article_id, "content_sha256": "v1", "document_id": article_id, "uri": article_id,
        "source_id": "made-up", "source_name": "made-up", "language": "en", "text": "", "word_count": 0,
        "retrieved_at": at, "run_id": "made-up", "published_at": at, "published_on": at.date(),
    }  # fmt: skip
