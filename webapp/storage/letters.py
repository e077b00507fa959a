"""The letters of an application: drafts that change, and what was sent, which never does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select

from webapp.storage import desk
from webapp.storage.desk import Kind
from webapp.storage.files import Kept
from webapp.storage.naming import name_file
from webapp.storage.store import Transaction
from webapp.storage.tables import letters

MAIL, POST = "mail", "post"


@dataclass(frozen=True, slots=True)
class Sending:
    """A letter as it is sent."""

    occasion: str
    """The same for the same letter of the same event: it is sent once."""
    kind: str
    about: int
    """The event that it tells of."""
    event: int | None
    """The event that its sending is."""
    facts: Mapping[str, Any]
    template_sha256: str
    how: str
    address: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that was sent."""

    id: str
    application: str
    occasion: str
    kind: str
    about: int
    event: int | None
    facts: Mapping[str, Any]
    template_sha256: str
    docx_sha256: str
    pdf_sha256: str
    how: str
    address: str
    sent_on: date
    sent_by: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Use:
    """What one edition of a template was used for."""

    kind: str
    template_sha256: str
    first_on: date
    sent: int
    """How many letters were sent with it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed for a letter that is not sent yet."""

    kind: str
    about: int
    typed: Mapping[str, str]
    by: str
    at: datetime


def keep(
    tx: Transaction, application: str, sending: Sending, *, docx: Kept, pdf: Kept, by: str, at: datetime
) -> Sent:  # fmt: skip
    """Keep a letter that leaves the house; of an occasion that had its letter, the first one stays."""
    if before := of_occasion(tx, sending.occasion):
        return before
    for file in (docx, pdf):
        name_file(tx, file, at=at)
    identity = token_hex(16)
    tx.connection.execute(
        insert(letters).values(
            id=identity, application=application, docx_sha256=docx.sha256, pdf_sha256=pdf.sha256, sent_by=by,
            sent_at=at, **asdict(sending),
        )
    )  # fmt: skip
    return _letters(tx, letters.c.id == identity)[0]


def of_occasion(tx: Transaction, occasion: str) -> Sent | None:
    """The letter of an occasion; None where none was sent."""
    return next(iter(_letters(tx, letters.c.occasion == occasion)), None)


def of_application(tx: Transaction, application: str) -> tuple[Sent, ...]:
    """Every letter that was sent in an application, the first one first."""
    return _letters(tx, letters.c.application == application)


def find(tx: Transaction, application: str, identity: str) -> Sent | None:
    """One letter of an application."""
    return next((one for one in of_application(tx, application) if one.id == identity), None)


def uses(tx: Transaction) -> tuple[Use, ...]:
    """Every edition of a template with which letters were sent."""
    edition = (letters.c.kind, letters.c.template_sha256)
    query = select(*edition, func.min(letters.c.sent_on), func.count()).group_by(*edition).order_by(*edition)
    return tuple(Use(*row) for row in tx.connection.execute(query))


def keep_draft(
    tx: Transaction, application: str, kind: str, about: int, typed: Mapping[str, str], *, by: str, at: datetime
) -> None:
    """Keep what was typed; nothing lets the draft go."""
    facts = {"kind": kind, "about": about, "typed": dict(typed)}
    desk.write(tx, Kind.LETTER_DRAFT, facts, by=by, at=at, application=application)


def drafts_of(tx: Transaction, application: str) -> tuple[Draft, ...]:
    """The drafts of an application that stand, the newest words of each."""
    rows = desk.of_application(tx, application, Kind.LETTER_DRAFT)
    newest = {(row.facts["kind"], row.facts["about"]): row for row in rows}
    return tuple(
        Draft(kind, about, row.facts["typed"], row.by, row.at)
        for (kind, about), row in newest.items()
        if row.facts["typed"]
    )


def _letters(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Sent, ...]:
    rows = tx.connection.execute(select(letters).where(condition).order_by(letters.c.sent_at, letters.c.id)).mappings()
    return tuple(Sent(**row) for row in rows)
