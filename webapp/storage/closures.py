"""Days on which the office was closed beside its holidays: added by people, and never deleted, only taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from secrets import token_hex

from sqlalchemy import insert, select, update

from procedure.business_days import Closure
from procedure.policy import POLICY, Policy
from webapp.storage.store import Transaction
from webapp.storage.tables import closures


@dataclass(frozen=True, slots=True)
class Added:
    """A closure with who added it and, where it was a mistake, who took it back."""

    id: str
    on_day: date
    why: str
    added_by: str
    added_at: datetime
    taken_back_by: str | None
    taken_back_at: datetime | None
    counted_to: str | None
    """The last application that was recounted by it."""
    counted_at: datetime | None
    """When all were; None while the lists still show days that were counted without it."""


def add(tx: Transaction, closure: Closure, *, by: str, at: datetime) -> None:
    """Add a whole day on which the office was closed; `recounting` then counts the lists anew."""
    row = {"id": token_hex(16), "on_day": closure.on, "why": closure.why, "added_by": by, "added_at": at}
    tx.connection.execute(insert(closures).values(**row))


def take_back(tx: Transaction, closure: str, *, by: str, at: datetime) -> None:
    """Take back what was added by mistake; one that was taken back before keeps who did it."""
    standing = (closures.c.id == closure, closures.c.taken_back_at.is_(None))
    tx.connection.execute(
        update(closures).where(*standing).values(taken_back_by=by, taken_back_at=at, counted_to=None, counted_at=None)
    )


def every(tx: Transaction) -> tuple[Added, ...]:
    """Every closure that was added, by its day."""
    rows = tx.connection.execute(select(closures).order_by(closures.c.on_day, closures.c.added_at)).mappings()
    return tuple(Added(**row) for row in rows)


def counted(tx: Transaction, closure: str, *, to: str, done_at: datetime | None) -> None:
    """The lists were recounted up to an application; `done_at` is when that was the last one."""
    tx.connection.execute(update(closures).where(closures.c.id == closure).values(counted_to=to, counted_at=done_at))


def policy_of(tx: Transaction) -> Policy:
    """The policy by which clocks are counted here: with the closures that were added."""
    added = [Closure(one.on_day, one.why) for one in every(tx) if one.taken_back_at is None]
    return replace(POLICY, closures=(*POLICY.closures, *added))
