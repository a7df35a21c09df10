"""Other linkage engines on the same mentions, with the settings that their documentation starts from.

Splink (Fellegi and Sunter's model, trained by expectation-maximisation, on DuckDB) and recordlinkage (the same model
over comparisons in pandas). Both compare names, countries and titles; pairs found to be one make groups by their
connected components. Neither is told which names belong to one article.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pyarrow as pa

from transforms.resolve import resolve_people
from transforms.resolve.components import Components
from transforms.resolve.names import parse_name
from transforms.resolve.person_state import PersonState
from transforms.tables import PERSON_IDENTITIES

MATCH = 0.9  # probability from which two records are one

Find = Callable[[pa.Table, pa.Table], dict[str, object]]


@dataclass(frozen=True, slots=True)
class System:
    """``find`` gives the person of each mention, by mention_id, from mentions and articles."""

    name: str
    package: str | None
    find: Find
    n_most: int  # mentions that it does in a reasonable time

    @property
    def is_installed(self) -> bool:
        return self.package is None or find_spec(self.package) is not None


def _find_dragoman(mentions: pa.Table, articles: pa.Table) -> dict[str, object]:
    found = resolve_people(mentions, articles, PERSON_IDENTITIES.empty_table()).identities
    return {row["mention_id"]: row["person_id"] for row in found.to_pylist()}


def _find_splink(mentions: pa.Table, articles: pa.Table) -> dict[str, object]:
    splink, cl = import_module("splink"), import_module("splink.comparison_library")
    block_on, records = splink.block_on, _distinct_records(mentions)
    api = splink.DuckDBAPI()
    settings = splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("first", [0.95, 0.88]),
            cl.JaroWinklerAtThresholds("last", [0.95, 0.88]),
            cl.ExactMatch("country"),
            cl.JaroWinklerAtThresholds("title", [0.95, 0.8]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("last", "substr(first, 1, 1)"),
            block_on("first", "substr(last, 1, 2)"),
        ],
    )
    linker = splink.Linker(api.register(pa.Table.from_pylist(records)), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("first", "last", "country")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("last", "country"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first", "country"))
    pairs = linker.inference.predict(threshold_match_probability=MATCH).as_record_list()
    return _group(records, ((pair["unique_id_l"], pair["unique_id_r"]) for pair in pairs))


def _find_recordlinkage(mentions: pa.Table, articles: pa.Table) -> dict[str, object]:
    recordlinkage = import_module("recordlinkage")
    records = _distinct_records(mentions)
    frame = import_module("pandas").DataFrame(records).set_index("unique_id")  # what is missing agrees with nothing
    indexer = recordlinkage.Index()
    indexer.block("last")
    indexer.block("first")
    compare = recordlinkage.Compare()
    for column in ("first", "last", "title"):
        compare.string(column, column, method="jarowinkler", threshold=0.88)
    compare.exact("country", "country")
    features = compare.compute(indexer.index(frame), frame)
    matches = recordlinkage.ECMClassifier(binarize=0.5).fit_predict(features)
    return _group(records, matches)


SYSTEMS = (
    System("dragoman", None, _find_dragoman, 10**9),
    System("Splink", "splink", _find_splink, 200_000),
    System("recordlinkage", "recordlinkage", _find_recordlinkage, 20_000),
)


def run_system(name: str, mentions: pa.Table, articles: pa.Table) -> tuple[dict[str, object], float]:
    """The person of each mention, and the seconds of processor time that it took, in a process of its own."""
    find = next(system.find for system in SYSTEMS if system.name == name)
    gc.disable()  # as the flow does
    start = time.process_time()
    return find(mentions, articles), time.process_time() - start


def add_mentions(mentions: pa.Table, articles: pa.Table, n_before: int, is_increment: bool) -> tuple[pa.Table, float]:
    """The persons once those of the first ``n_before`` mentions are known, and the seconds of processor time that the
    rest took: with what the first run remembers, or all anew with nothing but its ids.
    """
    gc.disable()  # as the flow does
    before = resolve_people(mentions.slice(0, n_before), articles, PERSON_IDENTITIES.empty_table())
    state = before.state if is_increment else PersonState()
    _forget_names()
    start = time.process_time()
    found = resolve_people(mentions, articles, before.identities, before.aliases, state=state)
    return found.identities, time.process_time() - start


def _forget_names() -> None:
    """What a process remembers of names: the next run is another process."""
    for module in ("names", "records", "posts", "profiles"):
        for function in vars(import_module(f"transforms.resolve.{module}")).values():
            if hasattr(function, "cache_clear"):
                function.cache_clear()


def _distinct_records(mentions: pa.Table) -> list[dict[str, Any]]:
    """What engines for structured rows can use: mentions alike in all columns are one record."""
    records: dict[tuple[str | None, ...], dict[str, Any]] = {}
    for row in mentions.to_pylist():
        mention_id, text, country, title = (row[c] for c in ("mention_id", "name_text", "country", "title_text"))
        tokens = parse_name(text).tokens or ("",)
        first = tokens[0] if len(tokens) > 1 else None
        known = {"first": first, "last": tokens[-1], "country": country, "title": title, "mention_ids": []}
        records.setdefault((text, country, title), {"unique_id": len(records), **known})["mention_ids"].append(
            mention_id
        )
    return list(records.values())


def _group(records: list[dict[str, Any]], pairs: Iterable[tuple[int, int]]) -> dict[str, object]:
    components = Components(len(records))
    for a, b in pairs:
        components.join(a, b)
    return {mention: components.find(record["unique_id"]) for record in records for mention in record["mention_ids"]}
