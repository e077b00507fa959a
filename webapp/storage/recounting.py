"""The lists counted anew after a closure was added or taken back: in small steps, so that nobody has to wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from webapp.storage import casework, closures
from webapp.storage.closures import Added
from webapp.storage.store import Store, Transaction
from webapp.storage.tables import case_clocks, work_list

AT_ONCE = 100
"""Applications in one step: other writers wait no longer than for these."""
REACH = timedelta(days=366)
"""A period of the law is no longer: a day that ends earlier before the closure is not moved by it."""


def recount(store: Store, *, now: Callable[[], datetime], most: int | None = None) -> int:
    """Recount by every closure that is not counted yet; after `most` steps the rest is left. Returns how many steps."""
    with store.reading() as tx:
        if all(one.counted_at for one in closures.every(tx)):
            return 0  # nobody is kept waiting by a look that finds nothing
    steps = 0
    while most is None or steps < most:
        with store.writing() as tx:
            waiting = next((one for one in closures.every(tx) if one.counted_at is None), None)
            if waiting is None:
                break
            _step(tx, waiting, at=now())
        steps += 1
    return steps


def _step(tx: Transaction, closure: Added, *, at: datetime) -> None:
    applications = _touched(tx, closure)
    policy = closures.policy_of(tx)
    for application in applications:
        casework.list_one(tx, application, policy)
    last = applications[-1] if applications else closure.counted_to or ""
    closures.counted(tx, closure.id, to=last, done_at=None if len(applications) == AT_ONCE else at)


def _touched(tx: Transaction, closure: Added) -> list[str]:
    """The next applications of which a clock ends so late that the closure may move it."""
    ends = select(case_clocks.c.application).where(case_clocks.c.latest_on >= closure.on_day - REACH)
    query = select(work_list.c.application).where(work_list.c.application.in_(ends))
    if closure.counted_to:
        query = query.where(work_list.c.application > closure.counted_to)
    return list(tx.connection.execute(query.order_by(work_list.c.application).limit(AT_ONCE)).scalars())
