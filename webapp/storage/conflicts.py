"""Interests of their own that people declare in a case: policy, so a declaration warns and forbids nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.storage import desk
from webapp.storage.desk import Kind, Row
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Conflict:
    """An interest that somebody declared."""

    person: str
    """The e-mail address, in lower case."""
    reason: str
    """Which interest; "" once it was taken back."""
    by: str
    at: datetime


def declare(tx: Transaction, application: str, person: str, reason: str, *, by: str, at: datetime) -> Conflict:
    """Declare an interest; "" takes it back."""
    return _conflict(
        desk.write(tx, Kind.CONFLICT, {"reason": reason}, by=by, at=at, application=application, person=person)
    )


def conflicts_of(tx: Transaction, application: str) -> tuple[Conflict, ...]:
    """The interests that are declared now, one for each person."""
    last = {row.person: _conflict(row) for row in desk.of_application(tx, application, Kind.CONFLICT)}
    return tuple(one for one in last.values() if one.reason)


def _conflict(row: Row) -> Conflict:
    return Conflict(row.person, row.facts["reason"], row.by, row.at)
