"""The headline that a page prints, told from kickers, breadcrumbs and names of sites; else what its metadata give."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import lxml.html

from transforms.extract.masthead.marks import is_aside, read_text
from transforms.extract.masthead.site import compact, goes_on, strip_edges, strip_site
from transforms.extract.text.lines import fold_words

_CUT = ("…", "...")
_KICKER = re.compile(
    r"kicker|overline|topline|over-?title|eye-?brow|pre-?title|dachzeile|spitzmarke|super-?title|vorspann|antetitulo|"
    r"volanta|occhiello|surtitre|label|rubri[ck]|category|section|off-?screen|hidden|sr-only|screen-?reader",
    re.IGNORECASE,
)
_LIKE, _SAME = 0.5, 1.0  # shares of common words
_MAX_HEADLINE = 400
_MIN_WORDS = 4
_MAX_PARTS = 8


def find_headline(
    headings: Sequence[lxml.html.HtmlElement],
    told: Iterable[str | None],
    own_names: Collection[str],
) -> tuple[str | None, lxml.html.HtmlElement | None]:
    """The headline and the heading that prints it, if one does.

    ``told`` are the titles that metadata give, the most trusted first. What is printed is right even where metadata
    say it in other words: the ``h1`` nearest to them, else a lower heading of the very words, else their own.
    """
    titles = _strip_repeats([strip_site(title, own_names) for title in told if title])
    first = _read_headings([heading for heading in headings if heading.tag == "h1"], titles, own_names)
    best = _pick_nearest(first, titles, _LIKE)
    if best is None and titles:
        lower = [heading for heading in headings if heading.tag != "h1"]
        best = _pick_nearest(_read_headings(lower, titles, own_names), titles, _SAME)
    if best is None and (not titles or (len(first) == 1 and len(first[0][0].split()) >= _MIN_WORDS)):
        best = next(iter(first), None)
    return best or (next(iter(titles), None), None)


def share_words(one: str, other: str) -> float:
    """The Dice share of common words, from 0 to 1."""
    left, right = set(fold_words(one).split()), set(fold_words(other).split())
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _strip_repeats(titles: list[str]) -> list[str]:
    """Without what one title has beyond another after a bar; those cut off by dots come last."""
    bare = [
        next((other for other in titles if len(other.split()) >= _MIN_WORDS and goes_on(title, other)), title)
        for title in titles
    ]
    return sorted(bare, key=lambda title: title.endswith(_CUT))


def _read_headings(
    headings: Iterable[lxml.html.HtmlElement], titles: list[str], own_names: Collection[str]
) -> list[tuple[str, lxml.html.HtmlElement]]:
    return [(text, heading) for heading in headings if (text := _read_heading(heading, titles, own_names))]


def _pick_nearest(
    printed: list[tuple[str, lxml.html.HtmlElement]], titles: list[str], least: float
) -> tuple[str, lxml.html.HtmlElement] | None:
    """The first of those that share most words with any of the titles, if they share enough."""
    shares = [max((share_words(text, title) for title in titles), default=0.0) for text, _ in printed]
    best = max(shares, default=0.0)
    return printed[shares.index(best)] if best >= least else None


def _read_heading(heading: lxml.html.HtmlElement, titles: Iterable[str], own_names: Collection[str]) -> str | None:
    """The headline in a heading, less the kicker above it; none where the heading is no headline at all."""
    text = read_text(heading, _MAX_HEADLINE + 1)
    if not text or len(text) > _MAX_HEADLINE or compact(text) in own_names or is_aside(heading):
        return None
    told = {fold_words(title) for title in titles}
    if fold_words(text) in told:
        return text
    return _drop_kicker(heading, text, told)


def _drop_kicker(heading: lxml.html.HtmlElement, text: str, told: Collection[str]) -> str:
    """What a part of a heading says if metadata say it too, or what follows a part that is named as a kicker."""
    inner = heading
    while len(inner) == 1 and read_text(inner[0], _MAX_HEADLINE + 1) == text:
        inner = inner[0]
    parts = [(part, shown) for part in list(inner)[:_MAX_PARTS] if (shown := read_text(part))]
    if not parts:
        return text
    kicker, first = parts[0]
    rest = strip_edges(text[len(first) :]) if text.startswith(first) else ""
    for shown in (*(shown for _, shown in parts), rest):
        if fold_words(shown) in told:
            return shown
    is_named = _KICKER.search(kicker.get("class", "")[:200]) is not None
    return rest if is_named and len(rest.split()) >= _MIN_WORDS - 1 else text
