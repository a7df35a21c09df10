"""The text that a page's JSON-LD gives of its article, as a witness of which lines of the page are the article's.

It seldom keeps the paragraphs and is at times only the beginning, so it is compared by runs of letters and digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.extract.text.lines import Line, collapse, make_line

_RUN = 12  # characters
_STRIDE = 4
_MAX_CHARS = 200_000
_TOLD_SHARE = 0.5  # of a line's runs that must be told where the line is the article's
_AGREED_SHARE = 0.6  # of the page's prose that must be told before the rest of it is doubted
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"?', re.DOTALL)  # to the end where it is not closed
_STRING_WORDS = 40
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """The told text, and all runs of ``_RUN`` letters and digits in it."""

    text: str
    runs: frozenset[str]
    n_chars: int

    def tells(self, line: Line) -> bool:
        """Whether a line is in the text; a line too short to be told from others is."""
        squeezed = _squeeze(line.text)
        if len(squeezed) < _RUN:
            return True
        runs = [squeezed[start : start + _RUN] for start in range(0, len(squeezed) - _RUN + 1, _STRIDE)]
        return sum(1 for run in runs if run in self.runs) >= _TOLD_SHARE * len(runs)

    def sift(self, lines: Sequence[Line]) -> list[Line]:
        """The lines that are told, where the text is about as long as the prose on the page and agrees with it."""
        prose = [line for line in lines if line.is_prose]
        n_prose = sum(len(_squeeze(line.text)) for line in prose)
        n_agreed = sum(len(_squeeze(line.text)) for line in prose if self.tells(line))
        if n_agreed < _AGREED_SHARE * n_prose or self.n_chars < _AGREED_SHARE * n_prose:
            return list(lines)
        return [line for line in lines if self.tells(line)]

    def split(self) -> list[Line]:
        """The text as lines."""
        return [make_line(line) for line in self.text.splitlines() if collapse(line)]


def read_told(text: str | None) -> Told | None:
    """Make a witness of the text; none where there is none, or one longer than articles are."""
    if not text or len(text) > _MAX_CHARS:
        return None
    squeezed = _squeeze(text)
    runs = frozenset(squeezed[start : start + _RUN] for start in range(max(1, len(squeezed) - _RUN + 1)))
    return Told(text, runs, len(squeezed))


def _squeeze(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def find_scripted(scripts: Iterable[str]) -> str | None:
    """The longest text of some words that the scripts of a page hold as a JSON string, tags and all.

    Pages that a browser builds carry their article so, as the state from which they are built.
    """
    best = ""
    for script in scripts:
        for match in _STRING.finditer(script):
            if len(match[0]) > len(best) and match[1].count(" ") >= _STRING_WORDS:
                best = match[0]
    try:
        text = json.loads(best, strict=False) if best else None
    except ValueError:
        return None
    return text if isinstance(text, str) else None
