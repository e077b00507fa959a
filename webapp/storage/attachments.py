"""Documents in their slots: what each is called, for whom, and whether it was looked at for harm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update

from webapp.storage.files import Kept
from webapp.storage.naming import name_file
from webapp.storage.store import Transaction
from webapp.storage.tables import attachments
from webapp.storage.troubles import NotKeptError


class State(StrEnum):
    """What is known about the harmlessness of a file."""

    RECEIVED = "received"
    SCANNING = "scanning"
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNABLE = "unscannable"
    NOT_SCANNED = "not scanned"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it is handed in."""

    slot: str
    """The slot by its clause, such as `irb_approval`."""
    name: str
    """What the file is called."""
    type: str
    """Its media type, by its content."""
    person: str = ""
    """Whose it is, where a slot has one for each person."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that is kept."""

    id: str
    draft: str | None
    application: str | None
    slot: str
    person: str
    name: str
    type: str
    size: int
    sha256: str
    state: State
    why: str
    """What was found, or why it could not be scanned."""
    pages: Sequence[str] | None
    """The text that was read in it, page by page; None while nobody has read it."""
    reader: str | None
    pictures: Sequence[int] | None
    """The places of its pages that are pictures; None where nobody has looked for them."""
    recognised: Sequence[int] | None
    """Of those the ones whose words were read off the picture."""
    recognition: str
    """How far that is, see `storage.recognition`."""
    tries: int
    tried_at: datetime | None
    added_by: str
    added_at: datetime


def add(
    tx: Transaction, document: Document, file: Kept, *, by: str, at: datetime,
    draft: str | None = None, application: str | None = None, state: State = State.RECEIVED,
) -> Attachment:  # fmt: skip
    """Keep a document of a draft, or of an application that was submitted; its bytes were put before.

    Raises:
        StorageBusyError: The file was swept meanwhile; put it again.
    """
    name_file(tx, file, at=at)
    identity = token_hex(16)
    tx.connection.execute(
        insert(attachments).values(
            id=identity, draft=draft, application=application, slot=document.slot, person=document.person,
            name=document.name, type=document.type, size=file.size, sha256=file.sha256, state=state, why="",
            added_by=by, added_at=at,
        )
    )  # fmt: skip
    return read(tx, identity)


def read(tx: Transaction, attachment: str) -> Attachment:
    """The attachment of that id.

    Raises:
        NotKeptError: There is none, or it was taken out.
    """
    found = _attachments(tx, attachments.c.id == attachment)
    if not found:
        raise NotKeptError("This document is not here any more.", "Add it again if it belongs to the application.")
    return found[0]


def of_draft(tx: Transaction, draft: str) -> tuple[Attachment, ...]:
    """The documents of a draft, in the order they were added."""
    return _attachments(tx, attachments.c.draft == draft)


def of_application(tx: Transaction, application: str) -> tuple[Attachment, ...]:
    """The documents of a submitted application, of every round, in the order they were added."""
    return _attachments(tx, attachments.c.application == application)


def in_state(tx: Transaction, state: State, *, most: int) -> tuple[Attachment, ...]:
    """The documents that wait in a state, the oldest first: what a scanner has to do."""
    return _attachments(tx, attachments.c.state == state)[:most]


def take_out(tx: Transaction, attachment: str) -> None:
    """Take a document out of a draft.

    Raises:
        NotKeptError: It isn't here, or was submitted: what the Department received stays.
    """
    if read(tx, attachment).application is not None:
        raise NotKeptError("This document was submitted and stays.", "Send another one if it is to be replaced.")
    tx.connection.execute(delete(attachments).where(attachments.c.id == attachment))


def replace(tx: Transaction, attachment: str, document: Document, file: Kept, *, by: str, at: datetime) -> Attachment:
    """Put another document in the place of one in a draft.

    Raises:
        NotKeptError: The former one isn't here, or was submitted.
    """
    former = read(tx, attachment)
    take_out(tx, attachment)
    return add(tx, document, file, draft=former.draft, by=by, at=at)


def put_in_place(tx: Transaction, attachment: str, slot: str, person: str) -> Attachment:
    """Put a document of a draft into another slot.

    Raises:
        NotKeptError: It isn't here, or was submitted: what the Department received stays.
    """
    if read(tx, attachment).application is not None:
        raise NotKeptError("This document was submitted and stays.", "Send another one if it is to be replaced.")
    return _set(tx, attachment, {"slot": slot, "person": person})


def set_state(tx: Transaction, attachment: str, state: State, *, why: str = "") -> Attachment:
    """Write down what a scan found."""
    return _set(tx, attachment, {"state": state, "why": why})


def set_pages(tx: Transaction, attachment: str, pages: Sequence[str], *, reader: str) -> Attachment:
    """Write down what was read in a document, and by which edition of the reader."""
    return _set(tx, attachment, {"pages": list(pages), "reader": reader})


def _set(tx: Transaction, attachment: str, values: dict[str, Any]) -> Attachment:
    tx.connection.execute(update(attachments).where(attachments.c.id == attachment).values(**values))
    return read(tx, attachment)


def _attachments(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Attachment, ...]:
    rows = tx.connection.execute(
        select(attachments).where(condition).order_by(attachments.c.added_at, attachments.c.id)
    ).mappings()
    return tuple(Attachment(**{**row, "state": State(row["state"])}) for row in rows)
