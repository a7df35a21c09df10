"""What a run remembers of the persons that it found, so that the next one resolves only what has to do with news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from transforms.resolve.records import Reported, parse_printed

RULES = 2  # another number, and all is resolved anew: raise it with every change that can change who is who

Rows = NDArray[np.int64]
Mask = NDArray[np.bool_]

NOBODY = -1


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


STATE_ROWS = _schema(
    {
        "mention_id": pa.string(),
        "title_text": pa.string(),  # as it was read: a mention read anew keeps its id
        "country": pa.string(),
        "is_current": pa.bool_(),
        "age": pa.timestamp("us", tz="UTC"),
        "story_id": pa.string(),
        "person": pa.int64(),  # a row of the person: the same for all its rows
        "component": pa.int64(),  # a row of those who have an influence on each other; -1 for a lone name
        "is_decided": pa.bool_(),  # a human decision speaks of it
    }
)
STATE_FITS = _schema(
    {
        "record": pa.int64(),  # a row of a lone name
        "person": pa.int64(),  # whom it can be
        "weight": pa.float64(),
        "likeness": pa.float64(),
    }
)
STATE_NAMES = _schema(
    {
        "name_text": pa.string(),
        "words": pa.list_(pa.string()),
        "n_tokens": pa.int64(),
        "kind": pa.int64(),
        "joined": pa.string(),
        "sound_key": pa.string(),
    }
)


@dataclass(frozen=True, slots=True)
class PersonState:
    """Mentions in a fixed order, to which new ones are added; whom lone names can be; names taken apart."""

    rows: pa.Table = field(default_factory=STATE_ROWS.empty_table)
    fits: pa.Table = field(default_factory=STATE_FITS.empty_table)
    names: pa.Table = field(default_factory=STATE_NAMES.empty_table)


def order_like(mentions: pa.Table, state: PersonState) -> pa.Table | None:
    """The mentions with those of the state first, in its order; None where one of these is gone."""
    places = pc.index_in(state.rows["mention_id"], value_set=mentions["mention_id"].combine_chunks())
    if places.null_count:
        return None
    is_new = pc.invert(pc.is_in(mentions["mention_id"], value_set=state.rows["mention_id"].combine_chunks()))
    return pa.concat_tables([mentions.take(places), mentions.filter(is_new)])


def find_news(reported: Reported, state: PersonState) -> Mask:
    """Which mentions are new, or of an article of which something else is known than before."""
    n = state.rows.num_rows
    is_changed = np.ones(len(reported), np.bool_)
    now: dict[str, list[Any]] = {
        "title_text": [title or "" for title in reported.titles[:n]],
        "country": [country or "" for country in reported.countries[:n]],
        "is_current": reported.is_current[:n],
        "age": [age for age, _ in reported.ages[:n]],
        "story_id": reported.stories[:n],
    }
    is_same = np.ones(n, np.bool_)
    for column, values in now.items():
        kind, known = STATE_ROWS.field(column).type, cast(Any, state.rows[column].combine_chunks())
        known = pc.fill_null(known, "") if kind == pa.string() else known
        is_same &= pc.equal(known, pa.array(values, kind)).to_numpy(zero_copy_only=False)
    is_changed[:n] = ~is_same
    articles = {reported.articles[row] for row in np.flatnonzero(is_changed).tolist()}
    return np.fromiter((article in articles for article in reported.articles), np.bool_, len(reported))


@dataclass(frozen=True, slots=True)
class Names:
    """The names of all mentions: ``of`` has the number of the name of each, the columns are by number."""

    of: Rows
    texts: list[str]
    table: pa.Table
    kinds: Rows
    sound_keys: list[str]


def number_names(reported: Reported, state: PersonState) -> Names:
    """Take the names apart that the state does not know."""
    encoded = pa.array(reported.names, pa.string()).dictionary_encode()
    texts = encoded.dictionary
    places = pc.index_in(texts, value_set=state.names["name_text"].combine_chunks())
    is_new = pc.is_null(places).to_numpy(zero_copy_only=False)
    new: list[Any] = texts.filter(pa.array(is_new)).to_pylist()
    table = pa.concat_tables([state.names.take(places.drop_null()), _take_apart(new)])
    order = np.argsort(np.concatenate([np.flatnonzero(~is_new), np.flatnonzero(is_new)]))
    table = table.take(order).combine_chunks()
    of = encoded.indices.to_numpy().astype(np.int64)
    texts_of: list[Any] = texts.to_pylist()
    sound_keys: list[Any] = table["sound_key"].to_pylist()
    return Names(of, texts_of, table, table["kind"].to_numpy(), sound_keys)


def _take_apart(texts: Sequence[str]) -> pa.Table:
    names = [parse_printed(text) for text in texts]
    columns: list[list[Any]] = [
        list(texts),
        [list(name.words) for name in names],
        [len(name.tokens) for name in names],
        [name.kind for name in names],
        [name.joined for name in names],
        [name.sound_key for name in names],
    ]
    return pa.table(columns, schema=STATE_NAMES)
