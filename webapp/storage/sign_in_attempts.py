"""Who tried to sign in, and in vain: after five failures nobody can for a while, whether or not there is an account."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import delete, insert, select

from webapp.storage.canonical import sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import sign_in_attempts

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
"""After so many failures within this time, so long nothing is tried."""


def note(tx: Transaction, address: str, *, failed: bool, at: datetime) -> str:
    """Write down that somebody tried; who succeeds begins anew. Returns what `take_back` takes back."""
    identity = token_hex(16)
    row = {"id": identity, "mailbox_sha256": _hash(address), "failed": failed, "at": at}
    tx.connection.execute(insert(sign_in_attempts).values(**row))
    return identity


def take_back(tx: Transaction, attempt: str) -> None:
    """It was no failure after all."""
    tx.connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.id == attempt))


def locked_until(tx: Transaction, address: str, *, at: datetime) -> datetime | None:
    """Until when nothing is tried for an address; None where it may be tried now."""
    rows = tx.connection.execute(
        select(sign_in_attempts.c.failed, sign_in_attempts.c.at)
        .where(sign_in_attempts.c.mailbox_sha256 == _hash(address), sign_in_attempts.c.at > at - 2 * LOCKED_FOR)
        .order_by(sign_in_attempts.c.at.desc())
        .limit(MOST_FAILURES)
    ).all()
    if len(rows) < MOST_FAILURES or not all(row.failed for row in rows):
        return None
    newest, oldest = rows[0].at, rows[-1].at
    until: datetime = newest + LOCKED_FOR
    return until if newest - oldest < LOCKED_FOR and at < until else None


def forget(tx: Transaction, *, before: datetime) -> None:
    """Forget what was tried before an instant."""
    tx.connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.at < before))


def _hash(address: str) -> str:
    """Of what was typed: somebody may type a password there."""
    return sha256(address.strip().casefold().encode("utf-8", "replace"))
