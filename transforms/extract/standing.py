"""Standing lines: what an outlet prints with its articles whatever they tell, such as an imprint or an appeal.

No wording list knows them all, but they give themselves away: articles of one outlet that have nothing else in common
begin or end with the same line. Frequency alone would take for standing what sixty copies of one story share, so the
articles that teach a line must tell different stories. And enough of them must not be tied to the line by a name: the
background that an outlet puts under every article of a running story names what the article names.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from transforms.article import EdgeLine
from transforms.extract.text.lines import Line, fold_words
from transforms.records import UNKNOWN_SOURCE, Row
from transforms.tables import LIST_SEPARATOR

Standing = Mapping[str, frozenset[str]]  # folded lines by source_id

STORIES_MIN = 3  # that must have been told with a line
ARTICLES_SHARE_MIN = 0.02  # of the outlet's articles that must have it
UNTIED_SHARE_MIN = 1 / 3  # of the articles with it
OWN_SHARE_MIN = 0.25  # of a sketch that must be the article's own for two articles to be compared by it

_FIRST, _LAST = 2, 6  # lines at the beginning and the end of a body
_SHORT_WORDS = 14
_MAX_LINES = 60
_MAX_CHARS = 1000
_PARAGRAPH_WORDS = 12
_SKETCHED = 8
_MIN_NAME_CHARS = 3
_N_ARTICLES = "article_id_count_distinct"  # as Arrow names it
_SENTENCE_ENDS = tuple(".!?…:")
_QUOTES = "\"'“”‘’«»()[]"


def find_edge_lines(paragraphs: Sequence[Line], outlet: str) -> tuple[EdgeLine, ...]:
    """The lines of a body that may be standing ones: its last six, its first two and its short ones, each once.

    The name of the outlet ties no line to an article.
    """
    first, last = paragraphs[:_FIRST], paragraphs[-_LAST:]
    short = [line for line in paragraphs if line.n_words <= _SHORT_WORDS]
    of_outlet = set(fold_words(outlet).split())
    counts = Counter(name for line in paragraphs for name in set(_find_names(line.text)))
    found: dict[str, EdgeLine] = {}
    for line in [*last, *first, *short][:_MAX_LINES]:
        if line.folded and len(line.text) <= _MAX_CHARS:
            is_tied = any(counts[name] > 1 and name not in of_outlet for name in _find_names(line.text))
            found.setdefault(line.folded, EdgeLine(line.folded, is_tied))
    return tuple(found.values())


def sketch_story(paragraphs: Iterable[Line]) -> tuple[str, ...]:
    """The lowest hashes of the long paragraphs of a body: texts that share many of these share one of those.

    A bottom sketch over whole paragraphs (Broder, 'On the resemblance and containment of documents', SEQUENCES 1997).
    """
    hashes = {_hash_line(line.folded) for line in paragraphs if line.n_words >= _PARAGRAPH_WORDS}
    return tuple(sorted(hashes)[:_SKETCHED])


def learn_standing(edge_lines: pa.Table) -> dict[str, frozenset[str]]:
    """The standing lines by source, from rows of ``edge_lines`` in any order."""
    suspects = _find_suspects(edge_lines.filter(pc.field("source_id") != UNKNOWN_SOURCE))
    hashes: dict[str, set[str]] = defaultdict(set)
    for row in suspects:
        hashes[row["source_id"]].add(_hash_line(row["line"]))
    learned: dict[str, set[str]] = defaultdict(set)
    for row in suspects:
        if _are_of_many_stories(row["sketch_distinct"], hashes[row["source_id"]]):
            learned[row["source_id"]].add(row["line"])
    return {source_id: frozenset(lines) for source_id, lines in learned.items()}


def _find_suspects(rows: pa.Table) -> list[Row]:
    """The lines of a source that enough articles have, with the sketches of those articles that are not tied to it."""
    of_source = {row["source_id"]: row[_N_ARTICLES] for row in _group(rows, ["source_id"])}
    with_line = {(row["source_id"], row["line"]): row[_N_ARTICLES] for row in _group(rows, ["source_id", "line"])}
    untied = _group(rows.filter(~pc.field("is_tied")), ["source_id", "line"], [("sketch", "distinct")])
    return [
        row
        for row in untied
        if row[_N_ARTICLES] >= UNTIED_SHARE_MIN * with_line[row["source_id"], row["line"]]
        and with_line[row["source_id"], row["line"]] >= ARTICLES_SHARE_MIN * of_source[row["source_id"]]
    ]


def _group(rows: pa.Table, keys: list[str], more: Sequence[Any] = ()) -> list[Row]:
    """Groups of rows that stand for as many articles as can tell enough stories."""
    groups = rows.group_by(keys).aggregate([("article_id", "count_distinct"), *more])
    enough: list[Row] = groups.filter(pc.field(_N_ARTICLES) >= STORIES_MIN).to_pylist()
    return enough


def _are_of_many_stories(sketches: Iterable[str], suspects: Collection[str]) -> bool:
    """Whether as many of the sketches as a standing line needs have nothing in common with each other."""
    stories: list[set[str]] = []
    for sketch in sorted(sketches):
        hashes = set(sketch.split(LIST_SEPARATOR))
        if not any(_is_same_story(hashes, story, suspects) for story in stories):
            stories.append(hashes)
        if len(stories) == STORIES_MIN:
            return True
    return False


def _is_same_story(one: set[str], other: set[str], suspects: Collection[str]) -> bool:
    """Whether two sketches meet in what the articles have of their own; anywhere, where that is little to judge by."""
    own = [{entry for entry in sketch if entry not in suspects} for sketch in (one, other)]
    if all(len(rest) >= OWN_SHARE_MIN * len(sketch) for rest, sketch in zip(own, (one, other), strict=True)):
        return not own[0].isdisjoint(own[1])
    return not one.isdisjoint(other)


def _hash_line(folded: str) -> str:
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _find_names(text: str) -> Iterator[str]:
    """Words of a line that may be names or numbers: capitals inside a sentence, and digits; in lower case."""
    starts_sentence = True
    for word in text.split():
        bare = word.strip(_QUOTES + ",;.!?…:-–—")
        if len(bare) >= _MIN_NAME_CHARS and (bare[0].isdigit() or (bare[0].isupper() and not starts_sentence)):
            yield from fold_words(bare).split()
        starts_sentence = word.rstrip(_QUOTES).endswith(_SENTENCE_ENDS)
