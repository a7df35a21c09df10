"""Repair: what is damaged is made again, from copies, from raw bytes, from the files that were read."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.progress import observer
from flows.reader_process import stop_idle_readers
from flows.rereading import repair_batches
from flows.tagger_process import stop_idle_taggers
from warehouse.lake import ensure_lake, remove_orphans
from warehouse.lock import hold_lock
from warehouse.repair import (
    drop_damaged_copies,
    list_checksums,
    publish_again,
    remove_damaged_tables,
    remove_damaged_wholes,
    renew_damaged_lists,
    restore_documents,
    restore_raw,
    restore_runs,
)
from warehouse.settings import Settings
from warehouse.staged import clear_staged
from warehouse.verify import is_published_sound
from warehouse.working_copy import update_working_copy


def repair(settings: Settings) -> list[str]:
    """Repair what can be; what was done, a line each. ``rebuild`` is then to publish anew.

    Raises ``Busy`` where a run goes on, ``LakeError`` where bytes are lost that nothing can be made of.
    """
    with hold_lock(settings, f"repair-{datetime.now(UTC):%Y%m%dT%H%M%S}"):
        observer().start_stage("Repairing")
        repairs = [*drop_damaged_copies(settings)]
        update_working_copy(settings)
        ensure_lake(settings)
        repairs += [*renew_damaged_lists(settings), *restore_documents(settings), *list_checksums(settings)]
        repairs += [*remove_damaged_wholes(settings), *restore_runs(settings), *restore_raw(settings)]
        remove_orphans(settings)
        damaged = remove_damaged_tables(settings)
        try:
            for batch_id in repair_batches(settings, damaged):
                repairs.append(f"batch {batch_id}, read again from its raw bytes")
        finally:
            clear_staged(settings)
            stop_idle_readers()
            stop_idle_taggers()
        if repairs or not is_published_sound(settings, observer()):
            repairs.append(publish_again(settings))
    return repairs
