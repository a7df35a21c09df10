"""Mentions found by names like those that are asked for, whatever else is known of their bearers: among all names,
without a look at most of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from transforms.resolve.names import FULL, LONE, Name, compare_names
from transforms.resolve.person_state import Mask, Names, Rows
from transforms.resolve.profiles import POSSIBLE_NAME, SURNAME_MIN, compare_lone
from transforms.resolve.records import fold_country, parse_printed
from transforms.resolve.spellings import find_like_words

Bearer = tuple[int, str | None]  # number of a name, and a country


class NameSearch:
    """All mentions by name and country; ``countries`` are those of the mentions, as printed."""

    def __init__(self, names: Names, countries: Sequence[str | None]) -> None:
        self._names = names
        encoded = pa.array(countries, pa.string()).dictionary_encode()
        printed = encoded.dictionary.to_pylist()
        codes = encoded.indices.fill_null(len(printed)).to_numpy().astype(np.int64)
        folded = [fold_country(country) for country in printed] + [None]
        self._n_codes = len(folded)
        self._keys = names.of * self._n_codes + codes
        keys = np.unique(self._keys)
        self._bearers: dict[int, list[tuple[int, str | None]]] = defaultdict(list)  # key and country, by name
        self._bearer_of = {key: (key // self._n_codes, folded[key % self._n_codes]) for key in keys.tolist()}
        for key, (number, country) in self._bearer_of.items():
            self._bearers[number].append((key, country))
        sounds = np.unique(np.array(names.sound_keys, object), return_inverse=True)[1]
        places = np.unique([country or "" for country in folded], return_inverse=True)[1]
        self.cells: Rows = sounds[names.of] * self._n_codes + places[codes]  # equal where sound and country are
        words = names.table["words"].combine_chunks()
        self._words = pc.list_flatten(words)
        self._owners = pc.list_parent_indices(words).to_numpy().astype(np.int64)
        all_words: list[Any] = self._words.unique().to_pylist()
        self._all_words: set[str] = set(all_words)

    def bearers_of(self, rows: Rows) -> set[Bearer]:
        """The names and countries of mentions."""
        return {self._bearer_of[key] for key in np.unique(self._keys[rows]).tolist()}

    def rows_of(self, bearers: Set[Bearer]) -> Mask:
        """The mentions of some names and countries."""
        keys = [key for key, bearer in self._bearer_of.items() if bearer in bearers]
        return np.isin(self._keys, np.array(keys, np.int64))

    def find(self, asked: Iterable[Bearer], among: Mask) -> Mask:
        """Of the mentions ``among`` which is searched, those whose bearer can have to do with one of ``asked``, by name
        and country alone; two lone names never have.
        """
        countries: dict[int, set[str | None]] = defaultdict(set)
        for number, country in asked:
            countries[number].add(country)
        found: set[int] = set()
        is_candidate = np.zeros(self._names.table.num_rows, np.bool_)
        is_candidate[self._names.of[among]] = True
        for number, others in self._pair_names(list(countries), is_candidate):
            for other in others:
                found.update(
                    key
                    for key, country in self._bearers[other]
                    if any(self._may_meet(number, mine, other, country) for mine in countries[number])
                )
        return np.asarray(np.isin(self._keys, np.fromiter(found, np.int64, len(found))) & among)

    def _may_meet(self, one: int, mine: str | None, other: int, theirs: str | None) -> bool:
        if mine == theirs:
            return True
        # Of one name, written alike, in two countries.
        return mine is None or theirs is None or _tokens_of(self._name(one)) == _tokens_of(self._name(other))

    def _pair_names(self, asked: list[int], is_candidate: Mask) -> Iterable[tuple[int, list[int]]]:
        """For each of ``asked`` the candidates that are like it."""
        mine = {number: self._name(number) for number in asked}
        like = find_like_words({word for name in mine.values() for word in name.words}, self._all_words)
        holders: dict[str, list[int]] = defaultdict(list)  # by a word, those of the asked that have one like it
        by_joined: dict[str, list[int]] = defaultdict(list)
        for number, name in mine.items():
            for like_word in {other for word in name.words for other in like[word]}:
                holders[like_word].append(number)
            by_joined[name.joined].append(number)
        is_brief = {number: _is_brief(name) for number, name in mine.items()}
        telling = {other for n in asked if is_brief[n] for word in mine[n].words for other in like[word]}
        pairs: dict[int, list[int]] = defaultdict(list)
        for other in np.flatnonzero(
            self._share_words(holders.keys(), telling, by_joined.keys()) & is_candidate
        ).tolist():
            name = self._name(other)
            n_words = Counter(number for word in set(name.words) for number in holders.get(word, ()))
            brief = _is_brief(name)
            near = [n for n, count in n_words.items() if count > 1 or brief or is_brief[n]]
            for number in {*near, *by_joined.get(name.joined, ())}:
                if _are_like(mine[number], name):
                    pairs[number].append(other)
        return pairs.items()

    def _share_words(self, words: Set[str], telling: Set[str], joined: Set[str]) -> Mask:
        """Which names have two of ``words``, one of those that are ``telling``, or are written as one word alike; a
        name with a single word written out needs one of ``words`` only.
        """
        table = self._names.table
        n_shared = np.bincount(self._owners[_are_in(self._words, words)], minlength=table.num_rows)
        n_telling = np.bincount(self._owners[_are_in(self._words, telling)], minlength=table.num_rows)
        is_brief = table["n_tokens"].to_numpy() > pc.list_value_length(table["words"]).to_numpy()
        is_brief |= self._names.kinds != FULL
        found: Mask = (n_shared > 1) | (n_telling > 0) | (is_brief & (n_shared > 0)) | _are_in(table["joined"], joined)
        return found

    def _name(self, number: int) -> Name:
        return parse_printed(self._names.texts[number])


def _is_brief(name: Name) -> bool:
    """Whether one word alone can find it: others are left out, or initials."""
    return name.kind != FULL or len(name.tokens) > len(name.words)


def _are_like(one: Name, other: Name) -> bool:
    if one.kind == LONE and other.kind == LONE:
        return False
    if one.kind == LONE or other.kind == LONE:
        lone, name = (one, other) if one.kind == LONE else (other, one)
        return compare_lone(lone.tokens[0], name, True)[0] >= SURNAME_MIN
    return compare_names(one, other) >= POSSIBLE_NAME


def _tokens_of(name: Name) -> tuple[list[str], str | None]:
    return sorted(name.tokens), name.suffix


def _are_in(values: pa.ChunkedArray[Any] | pa.Array[Any], wanted: Set[str]) -> Mask:
    found = pc.is_in(values, value_set=pa.array(sorted(wanted), pa.string()))
    return np.asarray(found.to_numpy(zero_copy_only=False) if isinstance(found, pa.Array) else found.to_numpy())
