"""The search index: small scripts of names, one for each beginning of a word, which a page loads as one types.

A page that is opened from disk may load scripts but may not fetch data, so each shard is a script that calls
``dragomanShard``. It must fold names just as ``assets/site.js`` does.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from anyascii import anyascii

_NO_WORD = re.compile(r"[\W_]+")
_MARKS = re.compile("[\u2028\u2029<>&]")
_PER_SHARD = 1500
_MOST = 2000  # of one and the same word: the most often named


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: by its name or its other names, shown with a detail, the weightiest first."""

    name: str
    other_names: str
    detail: str
    path: str
    weight: int

    def values(self) -> list[str | int]:
        """As ``assets/site.js`` reads it."""
        folded = " ".join(sorted(words_of(f"{self.name} {self.other_names}")))
        return [self.name, folded, self.detail, self.path, self.weight]


def words_of(text: str) -> set[str]:
    """The words by which a text is found: without accents, and as plain ASCII, in lower case."""
    plain = "".join(
        char for char in unicodedata.normalize("NFD", text) if not unicodedata.category(char).startswith("M")
    )
    return {word for form in (plain, anyascii(text)) for word in _NO_WORD.split(form.lower()) if word}


def shards_of(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Entries by the beginning of their words; a shard has so many entries only where one word has more."""
    words = [(f"{word} ", entry) for entry in entries for word in words_of(f"{entry.name} {entry.other_names}")]
    return dict(_split("", words))


def shard_script(prefix: str, entries: Iterable[Entry]) -> str:
    """The script of one shard."""
    return f"dragomanShard({script_json(prefix)},{script_json([entry.values() for entry in entries])});\n"


def manifest_script(prefixes: Iterable[str]) -> str:
    """The script that names all shards: prefix and file."""
    return f"dragomanShards({script_json({prefix: shard_name(prefix) for prefix in prefixes})});\n"


def shard_name(prefix: str) -> str:
    """The file of a shard: a name in ASCII for a prefix in any script."""
    return f"{prefix.encode().hex()}.js"


def script_json(value: object) -> str:
    """JSON that is safe in a script, whatever page that script ever stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _MARKS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _split(prefix: str, words: list[tuple[str, Entry]]) -> Iterator[tuple[str, list[Entry]]]:
    if not words:
        return
    if prefix and (len(words) <= _PER_SHARD or prefix.endswith(" ")):
        unique = sorted({entry for _, entry in words}, key=lambda entry: (-entry.weight, entry.name, entry.path))
        yield prefix, unique[:_MOST]
        return
    by_next: dict[str, list[tuple[str, Entry]]] = {}
    for word, entry in words:
        by_next.setdefault(word[: len(prefix) + 1], []).append((word, entry))
    for longer in sorted(by_next):
        yield from _split(longer, by_next[longer])
