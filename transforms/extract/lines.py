"""Lines of a page as text: what each looks like, and what kind of line it is by its own words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from transforms.extract import wording
from transforms.extract.moment import find_moment

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_WORD = re.compile(r"\w+")
_ENDS = ".!?…。！？؟।։"
_CLOSERS = "\"'”’»」』)]*"
_BULLET = re.compile(r"^(?:[•●▪■◦‣∙·►▶➤✓*]|[-–—](?=\s))\s{0,3}(?=\S)")
# Chinese, Japanese, Thai, Lao, Khmer: scripts without blanks between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SHORT_CHARS = 400  # longer lines are never labelled by wording
MAX_LINES = 40_000  # blank ones included; an article has a few hundred
PROSE_WORDS = 8
_MIN_STEM_WORDS = 4  # fewer words that end in mid-sentence are a label, or a link inside a sentence
LONG_WORDS = 25


class Kind(StrEnum):
    """What a line is by its own words; ``TEXT`` is whatever no wording claims."""

    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"  # marked up as one
    DATE = "date"
    BYLINE = "byline"
    SECTION = "section"
    TOOLS = "tools"
    CAPTION = "caption"
    CREDIT = "credit"
    PROMOTION = "promotion"
    KEY_POINTS = "key_points"
    NOTICE = "notice"
    TAIL = "tail"
    COMMENTS = "comments"


HEADER_KINDS = frozenset({Kind.DATE, Kind.BYLINE, Kind.SECTION, Kind.TOOLS})
BODY_KINDS = frozenset({Kind.TEXT, Kind.ITEM})


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its blanks collapsed. ``folded`` holds its words in lower case, for comparing lines with each other."""

    text: str
    folded: str
    n_words: int
    ends_sentence: bool
    blank_before: bool
    kind: Kind

    @property
    def is_prose(self) -> bool:
        """A paragraph by its looks: a sentence of some length, or a long line however it ends."""
        return self.kind in BODY_KINDS and (
            self.n_words >= LONG_WORDS or (self.ends_sentence and self.n_words >= PROSE_WORDS)
        )


def split_lines(text: str) -> list[Line]:
    """The lines of a text dump that are not blank, in order; of a longer one those among its first ``MAX_LINES``."""
    lines: list[Line] = []
    blank = False
    for raw in rejoin(_BREAK.split(unicodedata.normalize("NFC", text), MAX_LINES)[:MAX_LINES]):
        if not raw:
            blank = True
            continue
        lines.append(make_line(raw, blank_before=blank))
        blank = False
    return lines


def count_lines(text: str) -> int:
    """Lines of a text, blank ones included."""
    return 1 + sum(1 for _ in _BREAK.finditer(text))


def make_line(text: str, *, blank_before: bool = False, kind: Kind | None = None) -> Line:
    """A line from its text, of the given kind or of the kind that its words tell."""
    shown = collapse(text)
    folded = fold_words(shown)
    n_words = count_words(shown, folded)
    ends = ends_sentence(shown)
    told = kind or (_tell_kind(shown, folded, n_words, ends, text) if len(shown) <= _SHORT_CHARS else Kind.TEXT)
    if told is Kind.ITEM:
        shown = _BULLET.sub("", shown)
    return Line(shown, folded, n_words, ends, blank_before, told)


def collapse(text: str) -> str:
    """One blank between words, none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def fold_words(text: str) -> str:
    """The words of a text in lower case, a blank between them."""
    return " ".join(_WORD.findall(text.casefold()))


def count_words(text: str, folded: str) -> int:
    """Words, where two characters count as one in scripts that put no blanks between words."""
    n_spaced = folded.count(" ") + 1 if folded else 0
    if len(text) < 12 * n_spaced:
        return n_spaced
    return n_spaced + sum(1 for _ in _UNSPACED.finditer(text)) // 2


def ends_sentence(text: str) -> bool:
    """Whether the line stops as a sentence does, closing quotation marks and one short parenthesis left aside."""
    bare = text.rstrip(_CLOSERS)
    if bare and bare[-1] in _ENDS:
        return True
    stem, aside = split_aside(text)
    return bool(aside) and stem.rstrip(_CLOSERS)[-1:] in tuple(_ENDS)


def split_aside(text: str) -> tuple[str, str]:
    """A line and the short parenthesis, bracket or '/ X' that ends it: ('He spoke.', 'Reuters'); else (text, '')."""
    for opener, closer in (("(", ")"), ("[", "]")):
        start = text.rfind(opener)
        if text.endswith(closer) and start > 0 and len(text) - start <= 60:
            return text[:start].rstrip(), text[start + 1 : -1].strip()
    start = text.rfind(" / ")
    if start > 0 and len(text) - start <= 33 and not text.endswith(tuple(_ENDS)):
        return text[:start].rstrip(), text[start + 3 :].strip()
    return text, ""


def rejoin(pieces: list[str]) -> list[str]:
    """Lines again from pieces that a naive renderer cut at links and bold words; blank lines become ''.

    A piece goes on with the one before it where it starts in lower case or with a comma and that one ends in
    mid-sentence; where that one is a link of a few words, both go on with the unfinished piece before it.
    """
    joined: list[list[str]] = []
    for piece in pieces:
        bare = piece.strip()
        if not bare or not joined or not joined[-1][0] or not _goes_on(joined[-1][-1], bare):
            joined.append([piece.rstrip() if bare else ""])
        elif len(joined[-1]) > 1 or len(joined[-1][0].split()) >= _MIN_STEM_WORDS:
            joined[-1].append(bare)
        elif len(joined) > 1 and joined[-2][0] and _is_unfinished(joined[-2][-1]):
            link = joined.pop()
            joined[-1] += [*link, bare]
        else:
            joined.append([piece.rstrip()])
    return [_glue(parts) for parts in joined]


def _goes_on(last: str, piece: str) -> bool:
    if not _is_unfinished(last):
        return False
    if piece[0] in ",;)" or piece.startswith(("'s ", "’s ", ". ")) or last.endswith(","):
        return True
    first = piece.split(" ", 1)[0].rstrip(",")
    return first.islower() and first.isalpha()


def _is_unfinished(text: str) -> bool:
    bare = text.rstrip(_CLOSERS + " ")
    return bare != "" and bare[-1] not in _ENDS + ":："


def _glue(parts: list[str]) -> str:
    text = parts[0]
    if len(parts) == 1:
        return text
    return text + "".join(part if part[0] in ",;)." or part[:2] in ("'s", "’s") else " " + part for part in parts[1:])


def _tell_kind(text: str, folded: str, n_words: int, ends: bool, raw: str) -> Kind:
    is_sentence = ends and n_words >= PROSE_WORDS
    for kind, holds in (
        (Kind.COMMENTS, not is_sentence and wording.COMMENTS.search(text)),
        (Kind.KEY_POINTS, n_words <= 6 and wording.KEY_POINTS.search(text)),
        (Kind.NOTICE, wording.NOTICE.search(text)),
        (Kind.TAIL, not is_sentence and wording.TAIL.search(text)),
        (Kind.CREDIT, n_words <= 40 and wording.CREDIT.search(text)),
        (Kind.CAPTION, _is_caption(text)),
        (Kind.BYLINE, n_words <= 25 and not is_sentence and wording.BYLINE.search(text)),
        (Kind.PROMOTION, (n_words <= 14 or not ends) and wording.PROMOTION.search(text)),
        (Kind.DATE, n_words <= 25 and _is_date_line(text, ends)),
        (Kind.TOOLS, _is_tool_bar(folded, ends)),
        (Kind.SECTION, not ends and _is_section(text, folded, n_words)),
        (Kind.ITEM, _BULLET.match(raw.lstrip()) and not _is_attribution(text, n_words, ends)),
    ):
        if holds:
            return kind
    return Kind.CREDIT if _is_attribution(text, n_words, ends) else Kind.TEXT


def _is_caption(text: str) -> bool:
    if wording.CAPTION_START.search(text):
        return True
    stem, aside = split_aside(text)
    if not aside or not stem:
        return False
    if text.endswith("]"):
        return "/" in aside or bool(wording.CAPTION_CREDIT.search(aside))
    stem_ends = stem.rstrip(_CLOSERS)[-1:] in tuple(_ENDS) or stem.endswith(")")
    if text.endswith(")"):
        return stem_ends and bool(wording.CAPTION_CREDIT.search(aside))
    return stem_ends and len(aside.split()) <= 3


def _is_date_line(text: str, ends: bool) -> bool:
    if wording.READING_TIME.match(text):
        return True
    moment = find_moment(text)
    if moment is None:
        found = wording.AGO.search(text)
        return found is not None and len(text.split()) <= 8 and not ends
    rest = _WORD.findall((text[: moment.start_char] + " " + text[moment.end_char :]).casefold())
    n_other = sum(1 for word in rest if word not in wording.DATE_WORDS and not word.isdigit())
    return n_other <= (2 if ends else 6)


def _is_tool_bar(folded: str, ends: bool) -> bool:
    words = folded.split()
    if not words:
        return True
    if ends and len(words) > 4:
        return False
    return all(word in wording.TOOL_WORDS or word.isdigit() for word in words)


def _is_section(text: str, folded: str, n_words: int) -> bool:
    """'News / World', 'POLITICS', '#Africa', 'Home India Cities Business': labels and paths, not headlines."""
    words = folded.split()
    if n_words <= 3 and all(word in wording.SECTION_WORDS for word in words):
        return True
    if text.startswith("#") and n_words <= 4:
        return True
    pieces = [piece.strip() for piece in re.split(r"[/>»›|•·]", text)]
    if len(pieces) > 1 and fold_words(pieces[0]) in ("home", "main page", "news", "start", "world", "homepage"):
        return True
    shares_words = sum(1 for word in words if word in wording.SECTION_WORDS)
    return n_words >= 3 and shares_words >= 0.5 * n_words and not any(word[:1].islower() for word in text.split())


def _is_attribution(text: str, n_words: int, ends: bool) -> bool:
    """'— Jane Roe, minister': who said the pull quote above."""
    return text.startswith(("—", "–")) and n_words <= 10 and not ends
