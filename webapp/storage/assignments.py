"""Whose case it is: assigned, handed over, and by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.storage import desk
from webapp.storage.desk import Kind, Row, mailbox
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Owner:
    """Who looks after a case."""

    address: str
    """In lower case; "" for nobody."""
    name: str


NOBODY = Owner("", "")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A case given into somebody's hands."""

    owner: Owner
    note: str
    by: str
    at: datetime


def assign(tx: Transaction, application: str, owner: Owner, *, note: str, by: str, at: datetime) -> Assignment:
    """Write down whose case it is from now on; the lists are written by `casework.list_one`."""
    facts = {"name": owner.name, "note": note}
    row = desk.write(tx, Kind.ASSIGNMENT, facts, by=by, at=at, application=application, person=owner.address)
    return _assignment(row)


def owner_of(tx: Transaction, application: str) -> Owner:
    """Whose case it is now."""
    rows = desk.of_application(tx, application, Kind.ASSIGNMENT)
    return _assignment(rows[-1]).owner if rows else NOBODY


def assignments_of(tx: Transaction, application: str) -> tuple[Assignment, ...]:
    """In whose hands it was, in order."""
    return tuple(_assignment(row) for row in desk.of_application(tx, application, Kind.ASSIGNMENT))


def _assignment(row: Row) -> Assignment:
    return Assignment(Owner(mailbox(row.person), row.facts["name"]), row.facts["note"], row.by, row.at)
