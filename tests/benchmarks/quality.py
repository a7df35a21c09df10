"""How good each system is: its measures over the pages of a set, and whether ours differs from the best of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from tests.benchmarks.bootstrap import Estimate, estimate_mean
from tests.benchmarks.cache import OutputCache
from tests.benchmarks.documents import Document, Gold, Output
from tests.benchmarks.scoring import MEASURES, Scores, score_page
from tests.benchmarks.systems import DRAGOMAN, System, read_safely
from tests.benchmarks.workers import Workers, quiet


@dataclass(frozen=True, slots=True)
class Result:
    """What one system reached on the pages of one set; without version and scores where it is not installed."""

    group: str
    system: str
    version: str | None
    clusters: tuple[str, ...] = ()  # of each page
    scores: tuple[Scores, ...] = ()  # of each page
    n_empty: int = 0  # pages without text
    failures: dict[str, int] = field(default_factory=dict)  # pages by what the system said instead

    def mean(self, measure: str) -> float | None:
        """The mean over the pages whose gold has the field; none without any."""
        values = [scores[measure] for scores in self.scores if measure in scores]
        return fmean(values) if values else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Our mean less that of the best other system, on one measure."""

    group: str
    measure: str
    ours: float
    peer: str
    theirs: float
    difference: Estimate

    @property
    def verdict(self) -> str:
        """What the interval allows to say."""
        if self.difference.low > 0:
            return "ahead"
        return "behind" if self.difference.high < 0 else "no difference shown"


def collect_outputs(
    documents: Sequence[Document], systems: Sequence[System], cache: OutputCache, workers: Workers, title: str
) -> dict[str, list[Output]]:
    """What each system makes of each document, by its name, in the order of the documents; known outputs are kept."""
    digests = [document.read().digest for document in documents]
    tasks = [
        (document, [system for system in systems if not cache.has(system, digest)])
        for document, digest in zip(documents, digests, strict=True)
    ]
    results = workers.map(read_document, tasks, title)
    for digest, (_, missing), outputs in zip(digests, tasks, results, strict=True):
        for system, output in zip(missing, outputs, strict=True):
            cache.put(system, digest, output)
    return {system.name: [cache.get(system, digest) for digest in digests] for system in systems}


@quiet()
def read_document(task: tuple[Document, Sequence[System]]) -> list[Output]:
    """The output of each system on one document."""
    document, systems = task
    page = document.read()
    return [read_safely(system, page) for system in systems]


def score_systems(
    golds: Sequence[Gold], outputs: dict[str, list[Output]], systems: Sequence[System], suffix: str = ""
) -> list[Result]:
    """A result for each set and system; ``suffix`` is added to the name of the set."""
    results = []
    for group in sorted({gold.group for gold in golds}):
        chosen = [i for i, gold in enumerate(golds) if gold.group == group]
        clusters = tuple(golds[i].publisher or golds[i].page_id for i in chosen)
        for system in systems:
            found = outputs.get(system.name)
            if found is None:
                results.append(Result(group + suffix, system.name, None))
                continue
            scores = tuple(score_page(golds[i], found[i]) for i in chosen)
            n_empty = sum(not found[i].text.strip() for i in chosen)
            failures = Counter(reason for i in chosen if (reason := found[i].failure))
            results.append(Result(group + suffix, system.name, system.version, clusters, scores, n_empty, failures))
    return results


def compare_with_best(results: Sequence[Result], measures: Sequence[str] = MEASURES) -> list[Comparison]:
    """Ours beside the best of the others, for each set and measure that both have."""
    comparisons = []
    for ours in (result for result in results if result.system == DRAGOMAN.name):
        peers = [result for result in results if result.group == ours.group and result is not ours and result.scores]
        for measure in measures:
            value = ours.mean(measure)
            if value is None or not peers:
                continue
            best = max(peers, key=lambda peer: peer.mean(measure) or 0.0)
            comparisons.append(_compare(ours, best, measure, value))
    return comparisons


def _compare(ours: Result, peer: Result, measure: str, value: float) -> Comparison:
    pairs = [
        (our_scores[measure] - their_scores[measure], cluster)
        for our_scores, their_scores, cluster in zip(ours.scores, peer.scores, ours.clusters, strict=True)
        if measure in our_scores
    ]
    difference = estimate_mean([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    return Comparison(ours.group, measure, value, peer.system, value - difference.value, difference)
