"""Batches: many letters in one act, each done once, whatever happens in the middle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_hex

from sqlalchemy import insert, select, update

from webapp.storage.store import Transaction
from webapp.storage.tables import batch_items, batches


class State(StrEnum):
    """What became of one letter of a batch."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    """Many letters that somebody sends in one act."""

    id: str
    kind: str
    what: str
    begun_by: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One letter of a batch."""

    batch: str
    application: str
    about: int
    state: State
    why: str
    """What stands against it, where it failed."""
    done_at: datetime | None


def begin(
    tx: Transaction, kind: str, what: str, items: Iterable[tuple[str, int]], *, by: str, at: datetime
) -> Batch:  # fmt: skip
    """Begin a batch for applications, each with the event that its letter tells of."""
    batch = Batch(token_hex(16), kind, what, by, at)
    tx.connection.execute(insert(batches).values(id=batch.id, kind=kind, what=what, begun_by=by, begun_at=at))
    rows = [
        {"batch": batch.id, "application": application, "about": about, "state": State.WAITING, "why": ""}
        for application, about in items
    ]
    if rows:
        tx.connection.execute(insert(batch_items), rows)
    return batch


def find(tx: Transaction, identity: str) -> Batch | None:
    """A batch by its identity."""
    row = tx.connection.execute(select(batches).where(batches.c.id == identity)).mappings().first()
    return Batch(**row) if row else None


def newest(tx: Transaction, *, most: int) -> tuple[Batch, ...]:
    """The batches that were begun last."""
    rows = tx.connection.execute(select(batches).order_by(batches.c.begun_at.desc()).limit(most)).mappings()
    return tuple(Batch(**row) for row in rows)


def items_of(tx: Transaction, identity: str) -> tuple[Item, ...]:
    """What became of each letter of a batch."""
    query = select(batch_items).where(batch_items.c.batch == identity).order_by(batch_items.c.application)
    rows = tx.connection.execute(query).mappings()
    return tuple(Item(**{**row, "state": State(row["state"])}) for row in rows)


def waiting(tx: Transaction, *, most: int) -> tuple[Item, ...]:
    """Letters of any batch that wait, the oldest batch first."""
    query = (
        select(batch_items)
        .join(batches, batches.c.id == batch_items.c.batch)
        .where(batch_items.c.state == State.WAITING)
        .order_by(batches.c.begun_at, batch_items.c.application)
        .limit(most)
    )
    return tuple(Item(**{**row, "state": State(row["state"])}) for row in tx.connection.execute(query).mappings())


def became(tx: Transaction, item: Item, state: State, why: str = "", *, at: datetime) -> None:
    """Write down what became of one letter, in the transaction that sends it."""
    mine = (batch_items.c.batch == item.batch, batch_items.c.application == item.application)
    tx.connection.execute(update(batch_items).where(*mine).values(state=state, why=why, done_at=at))
