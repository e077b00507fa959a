"""A thousand renewal notices sent in one act, beside drawing the same letters and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, measured
from tests.applications import RIGHT
from tests.webapp.cases.played import TERMS, do, received
from webapp.corresponding import batch
from webapp.corresponding.table import find
from webapp.corresponding.writing import writing
from webapp.letters.making import written_as
from webapp.storage import batches
from webapp.storage.batches import State
from webapp.storage.migrating import migrate
from webapp.storage.store import Store, open_store

MANY = 1_000
DRAWN = 40
"""So many of the letters are made and drawn alone, for comparison."""
AT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 25)
MOST = 2.0


def figures() -> Iterator[Figure]:
    """Processor time of a sent notice, beside the same letter only drawn; how long all take; how many failed."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        migrate(store)
        _cases(store)
        alone = _drawn_alone(store)
        identity = _begun(store)
        wall, cpu = time.perf_counter(), time.process_time()
        while batch.work(store, sender="service@agency.example", now=lambda: AT):
            _progress(store, identity)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        done, failed = _progress(store, identity)
        store.close()
    yield measured("notice_vs_letter_drawn", cpu / MANY / alone, "ratio", MOST)
    yield measured("thousand_notices_seconds", wall, "s")
    yield measured("thousand_notices_failed", failed + MANY - done, "letters", 0)


def _cases(store: Store) -> None:
    terms = {**TERMS, "timeframe_from": TODAY, "timeframe_to": TODAY, "reason": "Seen on paper."}
    for number in range(MANY):
        application = received(store, RIGHT, on=TODAY - timedelta(60))
        facts = {**terms, "expires_on": TODAY + timedelta(80 + number % 30)}
        do(store, application, "approve", facts, on=TODAY - timedelta(50), seen=1)


def _begun(store: Store) -> str:
    with store.writing() as tx:
        dues = batch.due_between(tx, first=date(1900, 1, 1), last=date(2027, 12, 31), on=TODAY)
        return batch.begin(tx, dues, "Renewal notices", by="m.example@agency.example", at=AT).id


def _drawn_alone(store: Store) -> float:
    """Processor seconds of one letter that is made and drawn, and neither kept nor sent."""
    from webapp.cases import case

    with store.reading() as tx:
        letters = []
        for number in range(1, DRAWN + 1):
            view = case.read(tx, f"2026-{number:04}", on=TODAY)
            one = find(view, batch.KIND, 2)
            if one:
                letters.append(writing(tx, view, one))
    begun = time.process_time()
    for letter in letters:
        written_as(letter.make(letter.proposed), "pdf")
    return (time.process_time() - begun) / len(letters)


def _progress(store: Store, identity: str) -> tuple[int, int]:
    """How many are sent, and how many could not be: what the page of progress shows."""
    with store.reading() as tx:
        items = batches.items_of(tx, identity)
    return sum(one.state is State.DONE for one in items), sum(one.state is State.FAILED for one in items)
