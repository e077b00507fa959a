"""Giving a case, or all of a person's cases, into somebody's hands: written down, and in the lists at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from webapp.storage import assignments, work_list
from webapp.storage.assignments import Owner
from webapp.storage.store import Transaction


def give(tx: Transaction, applications: Iterable[str], owner: Owner, *, note: str, by: str, at: datetime) -> int:
    """Give cases into somebody's hands; those that are there already stay as they are. Returns how many were given."""
    given = 0
    for application in applications:
        if assignments.owner_of(tx, application).address != owner.address:
            assignments.assign(tx, application, owner, note=note, by=by, at=at)
            work_list.set_owner(tx, application, owner)
            given += 1
    return given


def hand_over(tx: Transaction, former: Owner, owner: Owner, *, note: str, by: str, at: datetime) -> int:
    """Give all of a person's cases into somebody else's hands, whatever their state; returns how many."""
    return give(tx, work_list.owned_by(tx, former), owner, note=note, by=by, at=at)
