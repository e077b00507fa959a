"""Documents whose pages are pictures: which wait to be read, what was read, and which nobody tries any more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, select, update

from webapp.storage.attachments import Attachment, State, read
from webapp.storage.store import Transaction
from webapp.storage.tables import attachments


class Recognition(StrEnum):
    """How far a document is whose pages may be pictures."""

    NONE = "none"
    """It has no such page."""
    WAITING = "waiting"
    DONE = "done"
    GIVEN_UP = "given up"


def found_pictures(tx: Transaction, attachment: str, pictures: Sequence[int]) -> Attachment:
    """Write down which pages of a document are pictures; where there are any, it waits to be read."""
    waits = Recognition.WAITING if pictures else Recognition.NONE
    return _set(tx, attachment, pictures=list(pictures), recognised=[], recognition=waits)


def next_one(tx: Transaction, states: Collection[State], *, before: datetime) -> Attachment | None:
    """The document that waits longest, of those in these states that nobody has tried since `before`."""
    waits = (
        select(attachments.c.id)
        .where(attachments.c.recognition == Recognition.WAITING, attachments.c.state.in_(states))
        .where(or_(attachments.c.tried_at.is_(None), attachments.c.tried_at < before))
        .order_by(attachments.c.added_at, attachments.c.id)
        .limit(1)
    )
    found = tx.connection.execute(waits).scalar()
    return read(tx, found) if found else None


def ahead_of(tx: Transaction, document: Attachment, states: Collection[State]) -> int:
    """How many pages are read before a document is: its own, and those of documents that came earlier."""
    waiting = (
        select(attachments.c.pictures)
        .where(attachments.c.recognition == Recognition.WAITING, attachments.c.state.in_(states))
        .where(attachments.c.added_at < document.added_at)
    )
    rows = tx.connection.execute(waiting).scalars()
    return len(document.pictures or ()) + sum(len(pictures or ()) for pictures in rows)


def begin(tx: Transaction, document: Attachment, *, at: datetime) -> Attachment:
    """Write down that a document is being read, before anything can go wrong."""
    return _set(tx, document.id, tries=document.tries + 1, tried_at=at)


def put_off(tx: Transaction, document: Attachment) -> Attachment:
    """Let a document wait as if it had not been tried: others were read meanwhile."""
    return _set(tx, document.id, tries=document.tries - 1, tried_at=None)


def write(
    tx: Transaction, document: Attachment, pages: Sequence[str], *, pictures: Sequence[int], recognised: Sequence[int],
    reader: str,
) -> Attachment:  # fmt: skip
    """Write down all that could be read, which pages are pictures, and which of them were read."""
    done = Recognition.DONE if pictures else Recognition.NONE
    return _set(
        tx, document.id, pages=list(pages), pictures=list(pictures), recognised=list(recognised), reader=reader,
        recognition=done,
    )  # fmt: skip


def give_up(tx: Transaction, document: Attachment) -> Attachment:
    """Try no more."""
    return _set(tx, document.id, recognition=Recognition.GIVEN_UP)


def _set(tx: Transaction, attachment: str, **values: object) -> Attachment:
    tx.connection.execute(update(attachments).where(attachments.c.id == attachment).values(**values))
    return read(tx, attachment)
