"""Mails that wait to be sent: one for each occasion, kept byte for byte, taken by one sender at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, select, update

from webapp.storage.store import Transaction
from webapp.storage.tables import mails

LEASE = timedelta(minutes=1)
"""How long a sender has a mail for itself; one that dies meanwhile has not sent it, or sends it twice alike."""


class State(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    """For good: a person has to look at it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it is handed in: whole, with its Message-ID."""

    key: str
    """The occasion, such as `received:2026-0001:1`; a second mail for it is not made."""
    address: str
    subject: str
    message: bytes
    draft: str | None = None
    application: str | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that is kept, and what became of it."""

    id: str
    key: str
    address: str
    subject: str
    message: bytes
    draft: str | None
    application: str | None
    state: State
    tries: int
    next_at: datetime
    trouble: str
    made_by: str
    made_at: datetime
    sent_at: datetime | None


def put(tx: Transaction, letter: Letter, *, by: str, at: datetime) -> Mail:
    """Keep a mail to be sent; for an occasion that had its mail, the first one."""
    if found := _mails(tx, mails.c.key == letter.key):
        return found[0]
    tx.connection.execute(
        insert(mails).values(
            id=token_hex(16), key=letter.key, address=letter.address, subject=letter.subject, message=letter.message,
            draft=letter.draft, application=letter.application, state=State.WAITING, tries=0, next_at=at,
            trouble="", made_by=by, made_at=at,
        )
    )  # fmt: skip
    return _mails(tx, mails.c.key == letter.key)[0]


def take(tx: Transaction, *, most: int, at: datetime) -> tuple[Mail, ...]:
    """The mails that are due; nobody else gets them before LEASE is over."""
    due = _mails(tx, and_(mails.c.state == State.WAITING, mails.c.next_at <= at), most)
    for mail in due:
        _set(tx, mail, tries=mail.tries + 1, next_at=at + LEASE)
    return tuple(_mails(tx, mails.c.id == mail.id)[0] for mail in due)


def sent(tx: Transaction, mail: Mail, *, at: datetime) -> None:
    """It has gone."""
    _set(tx, mail, state=State.SENT, sent_at=at, trouble="")


def try_again(tx: Transaction, mail: Mail, *, why: str, at: datetime) -> None:
    """It could not go now; `at` is when it is tried again."""
    _set(tx, mail, next_at=at, trouble=why)


def give_up(tx: Transaction, mail: Mail, *, why: str) -> None:
    """It can't go; a person has to look at it."""
    _set(tx, mail, state=State.FAILED, trouble=why)


def in_state(tx: Transaction, state: State, *, most: int) -> tuple[Mail, ...]:
    """The mails in a state, the longest due first."""
    return _mails(tx, mails.c.state == state, most)


def of_application(tx: Transaction, application: str) -> tuple[Mail, ...]:
    """The mails about an application."""
    return _mails(tx, mails.c.application == application)


def has(tx: Transaction, key: str) -> bool:
    """Whether an occasion had its mail."""
    return tx.connection.execute(select(mails.c.id).where(mails.c.key == key)).first() is not None


def sent_since(tx: Transaction, at: datetime, *, prefix: str) -> tuple[Mail, ...]:
    """The mails of occasions that begin so, and that have gone since an instant."""
    return _mails(tx, and_(mails.c.state == State.SENT, mails.c.sent_at >= at, mails.c.key.startswith(prefix)))


def waiting(tx: Transaction) -> int:
    """How many mails wait."""
    return int(tx.connection.execute(select(func.count()).where(mails.c.state == State.WAITING)).scalar_one())


def _set(tx: Transaction, mail: Mail, **values: Any) -> None:
    tx.connection.execute(update(mails).where(mails.c.id == mail.id).values(**values))


def _mails(tx: Transaction, condition: ColumnElement[bool], most: int | None = None) -> tuple[Mail, ...]:
    query = select(mails).where(condition).order_by(mails.c.next_at, mails.c.made_at, mails.c.id).limit(most)
    rows = tx.connection.execute(query).mappings()
    return tuple(Mail(**{**row, "state": State(row["state"])}) for row in rows)
