"""The named entities that a spaCy model sees in articles, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from spacy.language import Language

from transforms.tag.sentence import Entity

# At the model's default of 256 it holds 1.8 GB; beyond this size it is no faster.
_BATCH_PARAGRAPHS = 64
# What the model reads of one paragraph; no paragraph of prose is longer, and its memory grows with the length.
_MODEL_CHARS = 20_000
_REMEMBERED = 10_000  # paragraphs


class Recogniser:
    """Reads each paragraph as a document of its own, so that lines never glue, and equal ones once.

    Agency copy is printed again and again: what the model saw in the last 10,000 paragraphs is remembered.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._seen: dict[str, tuple[Entity, ...]] = {}  # the paragraph not needed for longest stands first

    def entities(self, texts: Iterable[str]) -> list[list[Entity]]:
        """The entities of each text, whose paragraphs are separated by newlines, with offsets into the text."""
        paragraphs = [list(_paragraphs(text)) for text in texts]
        self._read({part for parts in paragraphs for _, part in parts})
        found = [
            [(at + start, at + end, label) for at, part in parts for start, end, label in self._seen[part]]
            for parts in paragraphs
        ]
        for part in list(self._seen)[:-_REMEMBERED]:
            del self._seen[part]
        return found

    def _read(self, wanted: set[str]) -> None:
        for part in sorted(wanted & self._seen.keys()):
            self._seen[part] = self._seen.pop(part)
        new = sorted(wanted - self._seen.keys())
        docs = self._nlp.pipe((part[:_MODEL_CHARS] for part in new), batch_size=_BATCH_PARAGRAPHS)
        for part, doc in zip(new, docs, strict=True):
            self._seen[part] = tuple((e.start_char, e.end_char, e.label_) for e in doc.ents)


@lru_cache(maxsize=2)
def recogniser_of(nlp: Language) -> Recogniser:
    """The recogniser of a pipeline, with what it remembers: one a process."""
    return Recogniser(nlp)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for part in text.split("\n"):
        if part.strip():
            yield start, part
        start += len(part) + 1
