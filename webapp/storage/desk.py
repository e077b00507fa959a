"""What people do at the desk beside the acts of the law: each is one row, chained to the one before, never changed.

What holds now is what the last row of its kind says: an assignment is over when the next one is written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select

from webapp.storage import chain
from webapp.storage.chain import Head
from webapp.storage.store import Transaction
from webapp.storage.tables import desk


class Kind(StrEnum):
    """What was done."""

    ASSIGNMENT = "assignment"
    """`person` owns the case from now on; "" is nobody."""
    NOTE = "note"
    """Words for staff alone."""
    MESSAGE = "message"
    """Words from Research Services to the researcher, or back."""
    ANSWER = "answer"
    """Staff's answer to a question that the check asks of them."""
    CONFLICT = "conflict"
    """`person` declares an interest of their own in the case, or takes that back."""
    ABSENCE = "absence"
    """When `person` is away, and who stands in."""
    DOCUMENT = "document"
    """A document that arrived for the case, and was put beside it."""
    FILTER = "filter"
    """A filter of the work list that `person` keeps."""
    MAILBOX = "mailbox"
    """The mailbox `person` holds the application from now on: who reads it follows the case."""
    LETTER_DRAFT = "letter draft"
    """What was typed for a letter that is not sent yet; nothing: it was let go."""
    NOTICE = "notice"
    """A notice that somebody gave without an account, as it was given."""
    NOTICE_SETTLED = "notice settled"
    """What was done with a notice that was written into no application."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was done."""

    seq: int
    kind: Kind
    application: str | None
    person: str
    """An e-mail address in lower case; "" for nobody."""
    facts: Mapping[str, Any]
    by: str
    at: datetime
    hash: str


def write(
    tx: Transaction, kind: Kind, facts: Mapping[str, Any], *, by: str, at: datetime,
    application: str | None = None, person: str = "",
) -> Row:  # fmt: skip
    """Write down what somebody did."""
    row = {"kind": kind, "application": application, "person": mailbox(person), "facts": dict(facts)}
    seq = chain.add(tx, desk, {**row, "by": by, "at": at})
    return _rows(tx, desk.c.seq == seq)[0]


def of_application(tx: Transaction, application: str, kind: Kind) -> tuple[Row, ...]:
    """What was done to an application, in order."""
    return _rows(tx, desk.c.application == application, desk.c.kind == kind)


def of_person(tx: Transaction, kind: Kind, person: str) -> tuple[Row, ...]:
    """What was done about a person, in order."""
    return _rows(tx, desk.c.kind == kind, desk.c.person == mailbox(person))


def of_kind(tx: Transaction, kind: Kind) -> tuple[Row, ...]:
    """Everything of a kind, in order."""
    return _rows(tx, desk.c.kind == kind)


def head(tx: Transaction) -> Head:
    """The end of the chain."""
    return chain.head(tx, desk)


def mailbox(address: str) -> str:
    """An address as it is compared."""
    return address.strip().casefold()


def _rows(tx: Transaction, *conditions: ColumnElement[bool]) -> tuple[Row, ...]:
    found = tx.connection.execute(select(desk).where(*conditions).order_by(desk.c.seq)).mappings()
    return tuple(_row(row) for row in found)


def _row(row: RowMapping) -> Row:
    named = {name: row[name] for name in ("seq", "application", "person", "facts", "by", "at", "hash")}
    return Row(**named, kind=Kind(row["kind"]))
