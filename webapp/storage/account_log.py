"""What was done with accounts and settings: a chain like that of the cases, to which is only added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from webapp.storage import chain
from webapp.storage.store import Transaction
from webapp.storage.tables import account_log


@dataclass(frozen=True, slots=True)
class Noted:
    """One act: what was done, about whom, by whom and when."""

    seq: int
    act: str
    about: str
    facts: Mapping[str, Any]
    by: str
    at: datetime


def note(
    tx: Transaction, act: str, *, about: str, by: str, at: datetime, facts: Mapping[str, Any] | None = None
) -> None:
    """Write an act down, in the transaction that does it."""
    chain.add(tx, account_log, {"act": act, "about": about, "facts": dict(facts or {}), "by": by, "at": at})


def newest(tx: Transaction, *, most: int, before: int | None = None, about: str | None = None) -> tuple[Noted, ...]:
    """The newest acts first: of all, or those about one address; `before` goes on from a former page."""
    query = select(account_log).order_by(account_log.c.seq.desc()).limit(most)
    if before is not None:
        query = query.where(account_log.c.seq < before)
    if about is not None:
        query = query.where(account_log.c.about == about)
    rows = tx.connection.execute(query).mappings()
    return tuple(Noted(*(row[name] for name in Noted.__slots__)) for row in rows)


def times(tx: Transaction, act: str) -> int:
    """How often something was done."""
    query = select(func.count()).select_from(account_log).where(account_log.c.act == act)
    return int(tx.connection.execute(query).scalar_one())
