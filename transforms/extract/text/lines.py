"""Lines of a page as text: what each looks like, and what kind of line it is by its own words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from transforms.extract.masthead.moment import find_moment
from transforms.extract.text import wording
from transforms.extract.text.kind import Kind as Kind
from transforms.extract.text.phrases import ends_in_credit, find_phrase, is_service
from transforms.extract.text.wording import words_of

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_ENDS = ".!?…。！？؟।։"
_QUOTES = "\"'“„«»‘‚『「"
OPENING_QUOTES = tuple(_QUOTES)
_CLOSERS = "\"'”’»」』)]*"
_SIGNS = (".", "!", "?", ",", ";", ")", "”", '"', "»")
_MID_SIGNS = ",;)’'”"
_OPEN_WORDS = words_of(
    "a an the of to in on at by for from with and or as that which who said is are was were has have had der die "
    "das dem den des ein eine einen einem einer und oder von vom mit zu zur zum im auf für bei über aus nach wie "
    "le la les un une du de et ou à au aux en par pour sur dans avec que qui el los las una y o del al por para "
    "con il lo gli i di da della dei e che os um uma do dos na no em het een van op met voor door och att för på "
    "av till som og til med w z się że v ve s se и в на с по от за о к из у з та й"
)
_BULLET = re.compile(r"^(?:[•●▪■◦‣∙·►▶➤✓*]|[-–—+](?=\s))\s{0,3}(?=\S)")
# Chinese, Japanese, Thai, Lao, Khmer: scripts without blanks between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_SHORT_CHARS = 400  # longer lines are never labelled by wording
MAX_LINES = 40_000  # blank ones included; an article has a few hundred
PROSE_WORDS = 8
_MIN_STEM_WORDS = 4  # fewer words that end in mid-sentence are a label, or a link inside a sentence
LONG_WORDS = 25
_SERVICE_WORDS = 200
_SIGNED_WORDS = 8
_AGO_WORDS = 8
_HEADER_WORDS, _PROMOTION_WORDS, _CREDIT_LINE = 25, 14, 40  # longer lines are no such thing
_NAME_END = re.compile(r"[,|•·(]|\s[-–—]\s|\s(?=\d)")
_PLACES_WORDS = 45  # of a caption that says who stands where
_CREDIT_WORDS = 10  # of the credit of a picture
_MAX_BLANK, _MAX_INDENT = 8, 40  # more says nothing more of how a line is set


HEADER_KINDS = frozenset({Kind.DATE, Kind.BYLINE, Kind.SECTION, Kind.TOOLS})
BODY_KINDS = frozenset({Kind.TEXT, Kind.ITEM})


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its blanks collapsed. ``folded`` holds its words in lower case, for comparing lines with each other.

    ``setting`` is how a dump sets it: the blank lines above it and the blanks at its start.
    """

    text: str
    folded: str
    n_words: int
    ends_sentence: bool
    kind: Kind
    setting: tuple[int, int] = (0, 0)

    @property
    def blank_before(self) -> bool:
        """Whether a blank line stands above."""
        return self.setting[0] > 0

    @property
    def is_prose(self) -> bool:
        """A paragraph by its looks: a sentence of some length, or a long line however it ends."""
        return self.kind in BODY_KINDS and (
            self.n_words >= LONG_WORDS or (self.ends_sentence and self.n_words >= PROSE_WORDS)
        )


def split_lines(text: str) -> list[Line]:
    """The lines of a text dump that are not blank, in order; of a longer one those among its first ``MAX_LINES``."""
    lines: list[Line] = []
    n_blank = 0
    for raw in rejoin(_BREAK.split(unicodedata.normalize("NFC", text), MAX_LINES)[:MAX_LINES]):
        if not raw:
            n_blank += 1
            continue
        indent = len(raw) - len(raw.lstrip())
        lines.append(make_line(raw, setting=(min(n_blank, _MAX_BLANK), min(indent, _MAX_INDENT))))
        n_blank = 0
    return lines


def count_lines(text: str) -> int:
    """Lines of a text, blank ones included."""
    return 1 + sum(1 for _ in _BREAK.finditer(text))


def make_line(text: str, *, setting: tuple[int, int] = (0, 0), kind: Kind | None = None) -> Line:
    """A line from its text, of the given kind or of the kind that its words tell."""
    shown = collapse(text)
    folded = fold_words(shown)
    n_words = count_words(shown, folded)
    ends = ends_sentence(shown)
    told = kind or (
        _tell_kind(shown, folded, n_words, ends, text) if len(shown) <= _SHORT_CHARS else _tell_long(folded, n_words)
    )
    if told is Kind.ITEM:
        shown = _BULLET.sub("", shown)
    return Line(shown, folded, n_words, ends, told, setting)


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

    A piece goes on with the one right above it where the blank between them is left on either, or where it starts in
    lower case or with a sign and that one ends in mid-sentence; where that one is a link, both go on with the
    unfinished piece above it.
    """
    joined: list[list[str]] = []
    for previous, piece in pairwise(["", *pieces]):
        bare = piece.strip()
        above = joined[-1] if joined and joined[-1][0] else None
        if not bare or above is None:
            joined.append([piece.rstrip() if bare else ""])
        elif _is_cut(previous, piece, is_first=len(above) == 1):
            above.append(bare)
        elif _goes_on(above[-1], bare):
            if _is_stem(above) or bare in _SIGNS:
                above.append(bare)
            elif len(joined) > 1 and joined[-2][0] and _is_unfinished(joined[-2][-1]):
                joined.pop()
                joined[-1] += [*above, bare]
            else:
                joined.append([piece.rstrip()])
        else:
            joined.append([piece.rstrip()])
    return [_glue(parts) for parts in joined]


def _is_cut(above: str, below: str, *, is_first: bool) -> bool:
    """Whether a line was cut in two: one blank is left where it was cut, and the pieces are unlike the items of a menu.

    A text has its blank on the side of the link in it; the entries that a template sets all have theirs on the same
    side, and a day or a count has one before it.
    """
    starts, ends = above[:1].isspace(), above[-1:].isspace()
    if (starts, ends) == (below[:1].isspace(), below[-1:].isspace()):
        return False
    if is_first and starts and above.strip()[-1:].isdigit():
        return False
    gap = above[len(above.rstrip()) :] + below[: len(below) - len(below.lstrip())]
    return len(gap) == 1 and _is_unfinished(above.strip())


def _is_stem(parts: list[str]) -> bool:
    text = parts[0].strip()
    return len(parts) > 1 or len(text.split()) >= _MIN_STEM_WORDS or (len(text) == 1 and text.isupper())


def _goes_on(last: str, piece: str) -> bool:
    if not _is_unfinished(last):
        return False
    if piece[0] in _MID_SIGNS or piece in _SIGNS or piece.startswith((". ", ".”", '."')) or last.endswith(","):
        return True
    if _ends_open(last):
        return True
    first = piece.split(" ", 1)[0].rstrip(",")
    return first.islower() and first.isalpha()


def _ends_open(text: str) -> bool:
    """Whether a piece ends in a word that ends no line: an article, a preposition, 'and'."""
    return text.rsplit(" ", 1)[-1] in _OPEN_WORDS and text.count(" ") >= _MIN_STEM_WORDS


def _is_unfinished(text: str) -> bool:
    bare = text.rstrip(_CLOSERS + " ")
    return bare != "" and bare[-1] not in _ENDS + ":："


def _glue(parts: list[str]) -> str:
    glued = [parts[0]]
    is_capital = len(parts[0].strip()) == 1  # a large first letter
    for part in parts[1:]:
        glued.append(part if is_capital or part[0] in _MID_SIGNS or part[0] == "." or part in _SIGNS else f" {part}")
        is_capital = False
    return "".join(glued)


def _tell_kind(text: str, folded: str, n_words: int, ends: bool, raw: str) -> Kind:
    is_sentence = ends and n_words >= PROSE_WORDS
    words = folded.split()
    phrase = find_phrase(text, folded, n_words)
    if phrase and not (is_sentence and phrase in (Kind.TAIL, Kind.COMMENTS)):
        return phrase
    return (
        _tell_furniture(text, words, n_words, is_sentence)
        or (Kind.CAPTION if _is_caption(text, words, n_words, ends) else None)
        or _tell_header(text, words, n_words, ends)
        or (Kind.SERVICE if text[:1] not in _QUOTES and is_service(folded, n_words) else None)
        or (Kind.CREDIT if _is_attribution(text, n_words, ends) else None)
        or (Kind.ITEM if _BULLET.match(raw.lstrip()) else Kind.TEXT)
    )


def _tell_furniture(text: str, words: list[str], n_words: int, is_sentence: bool) -> Kind | None:
    if not is_sentence and wording.COMMENTS.match(text):
        return Kind.COMMENTS
    if n_words <= 6 and wording.KEY_POINTS.match(text):
        return Kind.KEY_POINTS
    if wording.NOTICE.match(text) or (not wording.RIGHTS_WORDS.isdisjoint(words) and wording.RIGHTS.search(text)):
        return Kind.NOTICE
    if not is_sentence and wording.TAIL.match(text):
        return Kind.TAIL
    if n_words <= _CREDIT_LINE and wording.CREDIT.match(text):
        return Kind.CREDIT
    return None


def _tell_header(text: str, words: list[str], n_words: int, ends: bool) -> Kind | None:
    is_sentence = ends and n_words >= PROSE_WORDS
    is_short = n_words <= _HEADER_WORDS
    if is_short and not is_sentence and (wording.BYLINE.match(text) or _is_signed(text)):
        return Kind.BYLINE
    if (n_words <= _PROMOTION_WORDS or not ends) and _is_promotion(text, words):
        return Kind.PROMOTION
    if is_short and _is_date_line(text, ends):
        return Kind.DATE
    if _is_tool_bar(words, ends):
        return Kind.TOOLS
    return Kind.SECTION if not ends and _is_section(text, words, n_words) else None


def _is_promotion(text: str, words: list[str]) -> bool:
    if wording.PROMOTION.match(text):
        return True
    return not wording.SUBSCRIPTION_WORDS.isdisjoint(words) and bool(wording.SUBSCRIPTION.search(text))


def _tell_long(folded: str, n_words: int) -> Kind:
    return Kind.SERVICE if n_words <= _SERVICE_WORDS and is_service(folded, n_words) else Kind.TEXT


def _is_caption(text: str, words: list[str], n_words: int, ends: bool) -> bool:
    if wording.CAPTION_START.match(text) or (n_words <= _PLACES_WORDS and wording.CAPTION_PLACES.search(text)):
        return True
    if 2 <= n_words <= _CREDIT_WORDS and not ends and not wording.PICTURE_AGENCIES.isdisjoint(words):
        return True
    if not ends and ends_in_credit(text):
        return True
    stem, aside = split_aside(text)
    if not aside or not stem:
        return False
    if text.endswith("]"):
        return "/" in aside or bool(wording.CAPTION_CREDIT.search(aside))
    stem_ends = stem.rstrip(_CLOSERS)[-1:] in tuple(_ENDS) or stem.endswith(")")
    if text.endswith(")"):
        return stem_ends and bool("/" in aside or wording.CAPTION_CREDIT.search(aside))
    return stem_ends and len(aside.split()) <= 3


def _is_signed(text: str) -> bool:
    """'Von Maren Tveit', 'par Maren Tveit et Ilse Varga, Brenn': a word for 'by' and nothing but names after it."""
    match = wording.SIGNED.match(text)
    if match is None:
        return False
    names = _NAME_END.split(text[match.end() :], maxsplit=1)[0].split()
    return 1 < len(names) <= _SIGNED_WORDS and all(
        name[0].isupper() or name in wording.NAME_PARTICLES for name in names
    )


def _is_date_line(text: str, ends: bool) -> bool:
    has_digit = _DIGIT.search(text) is not None
    if has_digit and (wording.READING_TIME.match(text) or wording.CLOCK.match(text)):
        return True
    moment = find_moment(text) if has_digit else None
    if moment is None:
        return not ends and len(text.split()) <= _AGO_WORDS and wording.AGO.search(text) is not None
    rest = _WORD.findall((text[: moment.start_char] + " " + text[moment.end_char :]).casefold())
    n_other = sum(1 for word in rest if word not in wording.DATE_WORDS and not word.isdigit())
    return n_other <= (2 if ends else 6)


def _is_tool_bar(words: list[str], ends: bool) -> bool:
    if not words:
        return True
    if ends and len(words) > 4:
        return False
    return all(word in wording.TOOL_WORDS or word.isdigit() for word in words)


def _is_section(text: str, words: list[str], n_words: int) -> bool:
    """'News / World', 'POLITICS', '#Africa', 'Home India Cities Business': labels and paths, not headlines."""
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
