"""Acts that are sent twice: by a second click, a retry, or the back button. They are done once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from webapp.storage.canonical import canonical, sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import replays
from webapp.storage.troubles import StorageError


class OtherBodyError(StorageError):
    """A key that was sent before, with something else."""


def answered(tx: Transaction, key: str, *, act: str, body: Any, by: str) -> Any:
    """What the act answered when it was sent before; None the first time. Ask before acting, in the same transaction.

    Raises:
        OtherBodyError: The key came with something else before.
    """
    row = tx.connection.execute(
        select(replays.c.body_sha256, replays.c.answer).where(
            replays.c.by == by, replays.c.act == act, replays.c.key_sha256 == _hash(key)
        )
    ).first()
    if row is None:
        return None
    if row.body_sha256 != sha256(canonical(body)):
        raise OtherBodyError("This was sent before with other contents.", "Open the page again and send it from there.")
    return row.answer


def answer(tx: Transaction, key: str, given: Any, *, act: str, body: Any, by: str, at: datetime) -> None:
    """Keep what the act answered, so that it answers the same when it is sent again."""
    tx.connection.execute(
        insert(replays).values(
            by=by, act=act, key_sha256=_hash(key), body_sha256=sha256(canonical(body)), answer=given, at=at
        )
    )


def forget(tx: Transaction, *, before: datetime) -> None:
    """Forget what was answered before an instant."""
    tx.connection.execute(delete(replays).where(replays.c.at < before))


def _hash(key: str) -> str:
    """Of a key of any length and kind: it comes from outside."""
    return sha256(key.encode("utf-8", "surrogatepass"))
