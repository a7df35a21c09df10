"""Who publishes a page, by its own word: the names of its site, and how titles and tabs carry them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from transforms.extract.masthead.jsonld import Node, names_of, strings_of, text_of
from transforms.extract.text import wording
from transforms.extract.text.lines import fold_words

# A bar anywhere, other signs between blanks or, in scripts without blanks, between letters.
_BREAK = re.compile(r"\s+[|–—\-•·:»/]+\s+|\s?[|｜]\s?|(?<=[\u3040-\u9fff」』）】])[-–—_：:](?=\S)")
_EDGES = re.compile(r"^\s*[|–—\-•·:»]+\s|\s[|–—\-•·:»]+\s*$|^\s+|\s+$")
_SLOGAN = re.compile(r"\s+[|–—\-•·:]\s+.*$")
_SITE_WORDS = re.compile(r"\s+(?:web ?site|home ?page)$", re.IGNORECASE)
_NO_SITE = re.compile(r"^(?:https?:|www\.|@|[©ⓒ(]|copyright\b|home$|news$|index$)", re.IGNORECASE)
_NO_LABELS = wording.words_of("www com org net news co gov edu the online html")
_METAS = ("ogsitename", "applicationname", "applemobilewebapptitle", "publisher", "dcpublisher")
_MAX_SITE_WORDS, _MAX_BAR_WORDS, _MIN_INITIALS = 5, 4, 3
_MIN_CHARS, _MAX_CHARS = 3, 80
_MAX_NAMES = 60


def find_site_names(article: Node, nodes: Sequence[Node], metas: Mapping[str, Sequence[str]]) -> list[str]:
    """Names that the page gives of its outlet, cleaned, the most trusted first."""
    site, *others = (text_of(metas[name][0]) if name in metas else None for name in _METAS)
    publishers = names_of(article.get("publisher"), nodes)
    sites = [node.get("name") for node in nodes if "WebSite" in strings_of(node.get("@type"))]
    told = (site, *publishers, *(text_of(name) for name in sites), *others)
    return [name for given in told[:_MAX_NAMES] if given and (name := _clean(given))]


def pick_site_name(names: Sequence[str]) -> str | None:
    """The first name, or another spelling of it that is written as a name: fjordpost -> Fjord Post."""
    first = next(iter(names), None)
    if first is None or not first.islower():
        return first
    stem = compact(first.split(".")[0])
    return next((name for name in names if not name.islower() and compact(name).startswith(stem)), first)


def fold_own_names(names: Iterable[str], url: str | None) -> frozenset[str]:
    """Names of the outlet, compact: as given, as initials of three words and more, and as labels of its host."""
    own = {compact(name) for name in names}
    initials = ("".join(word[0] for word in name.split()) for name in names)
    own |= {compact(letters) for letters in initials if len(letters) >= _MIN_INITIALS}
    labels = (urlsplit(url).hostname or "").split(".")[:-1] if url else []
    own |= {compact(label) for label in labels if len(label) >= _MIN_CHARS and label not in _NO_LABELS}
    return frozenset(own - {""})


def strip_site(title: str, own_names: Collection[str]) -> str:
    """'Talks open | The Herald' -> 'Talks open': one of the outlet's compact names at either end.

    Also at most four words after a last bar, and the section before the outlet: 'Talks open - World - The Herald'.
    """
    breaks = list(_BREAK.finditer(title))
    if not breaks:
        return title
    head, tail = title[: breaks[-1].start()], title[breaks[-1].end() :]
    has_bar = "|" in breaks[-1][0] and len(tail.split()) <= _MAX_BAR_WORDS
    if head and (has_bar or _is_own(tail, own_names)):
        is_section = len(breaks) > 1 and head[breaks[-2].end() :].casefold() in wording.SECTION_WORDS
        return (head[: breaks[-2].start()] if is_section else head) or head
    return title[breaks[0].end() :] or title if _is_own(title[: breaks[0].start()], own_names) else title


def strip_edges(text: str) -> str:
    """A piece of a title without the bars and blanks that set it off."""
    return _EDGES.sub("", text)


def goes_on(title: str, stem: str) -> bool:
    """Whether a title is another one and, after a bar, something more."""
    return title.startswith(stem) and _BREAK.match(title, len(stem)) is not None


def read_site(tab: str, title: str | None) -> str | None:
    """The outlet that a page's ``<title>`` adds to the headline: 'Talks open - Fjord Post' -> 'Fjord Post'.

    A short one that shares no word with the headline is the outlet's alone: 'Fjord Post, Bergen' -> 'Fjord Post'.
    """
    if title is None or not tab:
        return None
    start = tab.find(title)
    if start < 0:
        is_apart = set(fold_words(tab).split()).isdisjoint(fold_words(title).split())
        is_alone = is_apart and len(tab.split()) <= _MAX_SITE_WORDS and not _BREAK.search(tab)
        return _clean(tab.split(", ")[0]) if is_alone else None
    rest = strip_edges(tab[:start] + tab[start + len(title) :]).rstrip(":|")
    return _clean(rest) if 0 < len(rest.split()) <= _MAX_SITE_WORDS and not _BREAK.search(rest) else None


def compact(text: str) -> str:
    """The letters and digits of a text in lower case, nothing between them: how names of sites are compared."""
    return fold_words(text).replace(" ", "").replace("_", "")


def _clean(told: str) -> str | None:
    name = _SITE_WORDS.sub("", _SLOGAN.sub("", told)).strip()
    return name if name and len(name) <= _MAX_CHARS and not _NO_SITE.search(name) else None


def _is_own(piece: str, own_names: Collection[str]) -> bool:
    name = compact(piece)
    return name in own_names or (
        len(name) >= _MIN_CHARS and any(name in own or (len(own) > _MIN_CHARS and own in name) for own in own_names)
    )
