"""Build: staged documents become reported rows, and all reported rows identities."""

from __future__ import annotations

from typing import Any

import pyarrow.compute as pc
from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.batch import process_batch
from flows.progress import observer
from flows.workers import run_batches, with_workers
from warehouse.batch_ids import runs_of
from warehouse.decisions import digest_of_decisions, load_decisions
from warehouse.folding import fold_lake
from warehouse.lake import (
    check_batches,
    last_completed_run,
    made_from,
    read_table,
    remove_orphans,
    replace_table,
    state_of,
)
from warehouse.person_state import write_person_state
from warehouse.settings import Settings, project_dir
from warehouse.staged import stage_standing
from warehouse.working_copy import update_working_copy


@task(name="build-batch", task_run_name="build-{batch_id}", retries=1, cache_policy=NO_CACHE, persist_result=False)
def build_batch(settings: Settings, batch_id: str) -> int:
    """Commit one batch; only ids and paths cross the border of a process. After the commit, a retry is a no-op."""
    return process_batch(settings, batch_id)


@task(name="learn-standing-lines", cache_policy=NO_CACHE, persist_result=False)
def learn_standing_lines(settings: Settings, last_run_id: str) -> None:
    """Find what outlets print with all their articles, for the batches of this run, from those up to another run.

    That is the last one that ended well: so neither the order of the batches of a run nor that it was stopped and
    begun again makes a difference to the texts.
    """
    from transforms.extract.standing import learn_standing

    edge_lines = read_table(settings, "edge_lines", where=pc.field("run_id") <= last_run_id)
    stage_standing(settings, learn_standing(edge_lines))


@task(name="dedupe", cache_policy=NO_CACHE, persist_result=False)
def dedupe(settings: Settings) -> None:
    """Find the story that each article tells, and which article is its reprint."""
    from flows.stories import add_new_stories

    state = state_of(settings)
    stories = add_new_stories(settings).stories
    replace_table(settings, "story_aliases", stories.aliases, made_from=state)
    # The last, by which the step counts as done.
    replace_table(settings, "story_identities", stories.identities, made_from=state)


@task(name="resolve-people", cache_policy=NO_CACHE, persist_result=False)
def resolve_people(settings: Settings) -> None:
    """Find the person behind each mention, as the rules and human decisions have it."""
    from flows.people import resolve_new_people

    state = _state_for(settings, "person_identities")
    people = resolve_new_people(settings, load_decisions(project_dir(), settings), _rules_of_people(settings))
    replace_table(settings, "person_aliases", people.aliases, made_from=state)
    replace_table(settings, "person_decisions", people.decisions, made_from=state)
    write_person_state(settings, people.state, made_from=state)
    # The last, by which the step counts as done.
    replace_table(settings, "person_identities", people.identities, made_from=state)


@task(name="resolve-events", cache_policy=NO_CACHE, persist_result=False)
def resolve_events(settings: Settings) -> None:
    """Find the event behind each report."""
    from transforms.resolve import resolve_events as resolve

    state = state_of(settings)
    events = resolve(*(read_table(settings, *table) for table in _READ_FOR_EVENTS.items()))
    replace_table(settings, "event_aliases", events.aliases, made_from=state)
    # The last, by which the step counts as done.
    replace_table(settings, "event_identities", events.identities, made_from=state)


@flow(name="build", persist_result=False)
def build(settings: Settings, batch_ids: list[str]) -> bool:
    """Commit the staged batches, several at a time, then resolve what changed.

    Returns whether all batches of the lake were checked for damage, which takes as long as to read it.
    """
    if batch_ids:
        fold_lake(settings, runs_of(batch_ids[0])[0])
    last_run_id = last_completed_run(settings)
    if batch_ids and last_run_id:
        learn_standing_lines(settings, last_run_id)
    run_batches(build_batch, settings, batch_ids)
    if batch_ids:
        update_working_copy(settings)  # of what workers committed
        remove_orphans(settings)  # of workers that were killed
    due = {name: step for name, step in _RESOLVERS.items() if made_from(settings, name) != _state_for(settings, name)}
    if due:
        check_batches(settings)  # identities made of rows that are not all there would be other ones
    for resolve in due.values():
        observer().start_stage(f"Resolving ({resolve.name})")
        resolve(settings)
    return bool(due)


_READ_FOR_EVENTS = {
    "event_reports": [
        "event_report_id", "article_id", "content_sha256", "event_type", "status", "place", "country", "start_date",
        "date_precision", "round_no", "parties", "host",
    ],
    "articles": ["article_id", "content_sha256", "published_at", "published_on", "retrieved_at"],
    "event_identities": None,
    "event_aliases": None,
}  # fmt: skip
_RESOLVERS: dict[str, Any] = {
    "story_identities": dedupe,
    "person_identities": resolve_people,
    "event_identities": resolve_events,
}


def start_build(settings: Settings, batch_ids: list[str], n_documents: int) -> bool:
    """Run the flow with the workers that the settings and the number of batches ask for; returns what it does."""
    if batch_ids:
        observer().start_stage("Extracting and tagging", n_documents)
    is_checked: bool = with_workers(build, settings, batch_ids)(settings, batch_ids)
    return is_checked


def _state_for(settings: Settings, name: str) -> str:
    """A name for all that a table of identities is made from."""
    state = state_of(settings)
    return f"{state} {_rules_of_people(settings)}" if name == "person_identities" else state


def _rules_of_people(settings: Settings) -> str:
    """What decides who is who beside the articles: where it changes, all persons are resolved anew."""
    from transforms.resolve.person_state import RULES

    return f"{RULES} {digest_of_decisions(project_dir(), settings)}"
