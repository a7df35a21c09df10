"""What kind of page a body was found on: an article, or something that only looks like one.

Structure is asked first (``spread``), then what the page says of itself, then wording (``barrier``). A page counts as
an article until there is proof of something else: a rejected article is lost, a hub page among the articles is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice, pairwise
from statistics import median

from transforms.article import NotAnArticle
from transforms.extract.genre.barrier import CONSENT_WALL, ERROR_PAGE, asks_to_pay, find_notices, is_error_label
from transforms.extract.genre.spread import Row, Spread, is_mark, read_blocks, read_lines, spread_body
from transforms.extract.masthead.metadata import Metadata
from transforms.extract.page.markup import Page
from transforms.extract.text.body import Body
from transforms.extract.text.kind import Kind
from transforms.extract.text.lines import Line, fold_words

_MIN_WORDS = 20
_ARTICLE_TYPE = re.compile(r"article|.*(?:Article|(?<!Live)BlogPosting|Report|Review)")
_TOLD_KINDS = (
    ("a search result page", {"SearchResultsPage"}),
    ("a profile", {"ProfilePage", "profile"}),
    ("a photo gallery", {"ImageGallery", "MediaGallery"}),
    ("a hub page", {"CollectionPage"}),
    ("a product page", {"Product", "product", "product.item", "og:product"}),
    ("a calendar entry", {"Event", "event"}),
    ("a podcast", {"PodcastSeries", "PodcastEpisode", "RadioSeries", "RadioEpisode", "music.song", "music.playlist"}),
    ("a video page", {"VideoObject", "video", "video.other", "video.movie", "video.episode", "video.tv_show"}),
)
_SHORT_WORDS = 150  # a page of fewer is looked at closely, whatever it says of itself
_STUB_WORDS = 250  # what is free before a barrier is hardly longer
_THIN_WORDS = 60  # an error page, a caption or a company's word about itself is hardly longer
_FULL_WORDS = 100  # what is not free and has more, and ends as a sentence does, may be the whole of it
_LONG_PARAGRAPH = 40  # words; teasers are shorter
_MIN_LONG = 3
_MANY_TIMES = 8  # marked up as such; related links have a few, a live blog has one for each update
_NOTICE_SHARE = 0.3
_CONSENT_SHARE = 0.5
_BARRIER_ABOVE = 5  # rows above the last paragraph, as what a barrier offers may read like the article's end
_BARRIER_BELOW = 13
_BARRIER_WORDS = 40
_MIN_HEADLINES = 8
_MIN_TEASERS = 5
_TEASED_SHARE = 0.8
_TEASER_WORDS = 30
_LONGEST_TEASED = 50  # words of the longest run of paragraphs on a hub page, by its text alone
_LONGEST_LINKED = 80
_MIN_ENTRIES = 4  # updates of a live blog, pictures of a gallery
_FALLING_SHARE = 0.7
_UPDATE_SHARE = 0.3  # one stretch of prose with more of it is an article, whatever stands around it
_STAMPED_SHARE = 0.6
_HEADER_LINES = 12
_WORD_CHARS = 4  # shorter words say little of what a headline shares with its article


def require_article(
    body: Body,
    n_chars: int,
    *,
    lines: Sequence[Line] = (),
    metadata: Metadata | None = None,
    page: Page | None = None,
) -> None:
    """Return where the page is an article; raise ``NotAnArticle`` with the reason and the evidence where it is none.

    ``body`` is what was found on the page, ``n_chars`` the page's size; ``lines`` are those of a text dump in order;
    of an HTML page its word on itself and the page are looked at. Reasons: empty_extract, not_an_article, paywall_stub.
    """
    seen = _Evidence(body, lines, metadata or Metadata(), page)
    if detail := _find_notice(seen):
        raise NotAnArticle("not_an_article", detail)
    if detail := _find_barrier(seen):
        raise NotAnArticle("paywall_stub", detail)
    for find in (_find_gallery, _find_hub, _find_live_blog, _find_told_kind):
        if detail := find(seen):
            raise NotAnArticle("not_an_article", detail)
    if not body.paragraphs:
        raise NotAnArticle("empty_extract", f"no paragraph of prose in {n_chars} characters")
    if seen.is_bare and not _is_flash(seen):
        start = body.paragraphs[0].text[:60]
        detail = f"{seen.n_words} words of prose in {n_chars} characters, starting {start!r}"
        raise NotAnArticle("not_an_article", detail)


class _Evidence:
    """A body and what is known of its page; the rows are read where they are asked for, as it costs most."""

    def __init__(self, body: Body, lines: Sequence[Line], metadata: Metadata, page: Page | None) -> None:
        self.body = body
        self.metadata = metadata
        self.n_words = _count_words(body.paragraphs)
        self.is_told = any(_ARTICLE_TYPE.fullmatch(kind) for kind in metadata.types)
        self._lines = lines
        self._page = page

    @cached_property
    def rows(self) -> list[Row]:
        return read_lines(self._lines) if self._page is None else read_blocks(self._page.layout)

    @cached_property
    def spread(self) -> Spread:
        return spread_body(self.rows, None if self.is_bare else {line.folded for line in self.body.paragraphs})

    @property
    def is_bare(self) -> bool:
        """Whether there is next to no prose; Thai puts no mark at the end of a sentence, nor blanks between words."""
        is_said = any(line.ends_sentence or line.n_words > 2 * len(line.text.split()) for line in self.body.paragraphs)
        return self.n_words < _MIN_WORDS or not is_said

    @property
    def is_found(self) -> bool:
        """Whether the rows hold most of the body, so that its spread is known."""
        return self.spread.n_words >= 0.5 * self.n_words

    @cached_property
    def is_plain(self) -> bool:
        """Whether nothing calls for a look at the rows: some long paragraphs, and no row of times or numbers."""
        n_long = sum(1 for line in self.body.paragraphs if line.n_words >= _LONG_PARAGRAPH)
        if self.n_words < _SHORT_WORDS or n_long < _MIN_LONG:
            return False
        if self._page is not None:
            return sum(1 for _ in islice(self._page.root.iter("time"), _MANY_TIMES)) < _MANY_TIMES
        return sum(1 for line in self.body.inside if is_mark(line.text)) < _MIN_ENTRIES


def _find_notice(seen: _Evidence) -> str | None:
    """Error pages and the like: short, and a good part of what they say is the notice; a consent wall may be long."""
    if (seen.is_told and seen.metadata.moment) or (seen.is_bare and _is_flash(seen)):
        return None
    around = [row.text for row in seen.rows] if seen.n_words < _SHORT_WORDS else []
    is_jumbled = bool(around) and (seen.is_bare or not seen.is_found)
    texts = around if is_jumbled else [line.text for line in seen.body.paragraphs]
    said = find_notices(texts)
    share = sum(len(text) for _, text in said) / max(sum(len(text) for text in texts), 1)
    if seen.n_words >= _SHORT_WORDS:
        found = [hit for hit in said if hit[0] == CONSENT_WALL and share >= _CONSENT_SHARE]
    else:
        labels = [(ERROR_PAGE, text) for text in around if is_error_label(text)]
        is_noticed = share >= _NOTICE_SHARE or (labels and (said or seen.n_words < _THIN_WORDS))
        found = [*said, *labels] if is_noticed or seen.is_bare else []
    return f"{found[0][0]}: {seen.n_words} words, and {found[0][1][:60]!r}" if found else None


def _find_barrier(seen: _Evidence) -> str | None:
    """A text that ends where the reader is asked to pay, or that its page does not call free and breaks off."""
    if not 0 < seen.n_words < _STUB_WORDS or seen.metadata.is_free:
        return None
    last = seen.body.paragraphs[-1]
    at = max((index for index, row in enumerate(seen.rows) if row.text == last.text), default=None)
    near = seen.rows if at is None else seen.rows[max(0, at - _BARRIER_ABOVE) : at + _BARRIER_BELOW]
    short = (row.text for row in near if row.n_words <= _BARRIER_WORDS)
    bar = next((text for text in short if asks_to_pay(text)), None)
    if bar is not None:
        return f"{seen.n_words} words, then {bar[:60]!r}"
    is_cut = not last.ends_sentence or last.text.endswith(("...", "…", "]"))
    if seen.metadata.is_free is False and (is_cut or seen.n_words < _FULL_WORDS):
        return f"{seen.n_words} words of an article that is not free by its page's own word"
    return None


def _find_hub(seen: _Evidence) -> str | None:
    """Headlines without text, or each with a paragraph of its own."""
    if seen.is_plain:
        return None
    spread = seen.spread
    detail = f"a hub page: {spread.n_headlines} headlines{' linked' if spread.is_marked_up else ''}"
    teasers = [run.n_words for run in spread.runs if run.is_teaser]
    if _is_lost(seen):
        return f"{detail}, {seen.n_words} words of prose" if spread.n_headlines >= _MIN_HEADLINES else None
    if len(teasers) < _MIN_TEASERS or spread.n_headlines < _MIN_HEADLINES or not seen.is_found:
        return None
    longest = _LONGEST_LINKED if spread.is_marked_up else _LONGEST_TEASED
    is_scattered = sum(teasers) >= _TEASED_SHARE * spread.n_words and max(run.n_words for run in spread.runs) <= longest
    if is_scattered and median(teasers) <= _TEASER_WORDS:
        return f"{detail}, {median(teasers):.0f} words of prose each"
    return None


def _is_lost(seen: _Evidence) -> bool:
    """Whether the prose on a page, if any, is little and speaks of no headline there."""
    if seen.is_bare:
        return not _is_flash(seen)
    if seen.is_told or seen.n_words >= _THIN_WORDS:
        return False
    return not _is_dated(seen) and not _has_headline(seen)


def _is_dated(seen: _Evidence) -> bool:
    return seen.metadata.moment is not None or any(line.kind is Kind.DATE for line in seen.body.before[-_HEADER_LINES:])


def _has_headline(seen: _Evidence) -> bool:
    """Whether a line above the body shares half its longer words with it."""
    spoken = {word for line in seen.body.paragraphs for word in line.folded.split()}
    titles = [line.folded for line in seen.body.before if line.n_words >= 3 and not line.ends_sentence]
    for title in [fold_words(seen.metadata.title or ""), *titles]:
        words = [word for word in title.split() if len(word) >= _WORD_CHARS]
        if words and sum(word in spoken for word in words) >= 0.5 * len(words):
            return True
    return False


def _find_live_blog(seen: _Evidence) -> str | None:
    """Paragraphs under times of day that fall, or that the page calls a live blog; a chronicle's times rise."""
    says_live = "LiveBlogPosting" in seen.metadata.types
    if seen.is_plain and not says_live:
        return None
    runs = seen.spread.runs
    stamps = [run.stamp for run in runs if run.stamp is not None]
    if says_live and (len(stamps) >= _MIN_ENTRIES - 1 or not seen.is_told):
        return f"a live blog of {len(stamps)} updates"
    n_stamped = sum(run.n_words for run in runs if run.stamp is not None)
    n_falling = sum(1 for stamp, below in pairwise(stamps) if below <= stamp)
    is_live = (
        len(stamps) >= _MIN_ENTRIES
        and n_stamped >= _STAMPED_SHARE * seen.spread.n_words
        and n_falling >= _FALLING_SHARE * (len(stamps) - 1)
        and max(run.n_words for run in runs) <= _UPDATE_SHARE * seen.spread.n_words
    )
    return f"a live blog of {len(stamps)} updates, the newest first" if is_live else None


def _find_gallery(seen: _Evidence) -> str | None:
    """Captions and no text: under the numbers of their pictures, or marked as captions."""
    if seen.is_plain:
        return None
    spread = seen.spread
    numbered = [run for run in spread.runs if run.n_pictures]
    n_numbered = sum(run.n_words for run in numbered)
    if len(numbered) >= _MIN_ENTRIES and n_numbered >= _STAMPED_SHARE * spread.n_words:
        return f"a photo gallery of {max(run.n_pictures for run in numbered)} pictures"
    n_elsewhere = 0 if seen.is_bare else seen.n_words - spread.n_words
    is_mere = spread.n_words < _THIN_WORDS and n_elsewhere <= sum(spread.captions)
    if len(spread.captions) > _MIN_ENTRIES and is_mere and not seen.is_told:
        return f"a photo gallery of {len(spread.captions)} pictures, {spread.n_words} words of prose"
    return None


def _find_told_kind(seen: _Evidence) -> str | None:
    """What a page of few words says of itself, where it does not say that it is an article."""
    most = _THIN_WORDS if seen.metadata.moment else _SHORT_WORDS
    if seen.is_told or seen.n_words >= most:
        return None
    for kind, types in _TOLD_KINDS:
        if told := types & seen.metadata.types:
            return f"{kind}: says that it is {min(told)}, {seen.n_words} words of prose"
    return None


def _is_flash(seen: _Evidence) -> bool:
    """One sentence of news: under its own headline, with a day, and called an article where there is markup."""
    if not any(line.is_prose and line.ends_sentence for line in seen.body.paragraphs):
        return False
    if seen.metadata.types:
        return seen.is_told and seen.metadata.moment is not None and seen.metadata.title is not None
    return _is_dated(seen) and _has_headline(seen)


def _count_words(lines: Iterable[Line]) -> int:
    """Words of some lines together."""
    return sum(line.n_words for line in lines)
