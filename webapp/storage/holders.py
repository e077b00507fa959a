"""Whose mailbox holds an application: that of its draft, until staff give it into another one, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from webapp.storage import desk, drafts, submissions
from webapp.storage.desk import Kind
from webapp.storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Given:
    """An application given into a mailbox by staff: of a paper, of a lost mailbox, of a researcher who takes over."""

    address: str
    why: str
    by: str
    at: datetime


def give(tx: Transaction, application: str, address: str, *, why: str, by: str, at: datetime) -> Given:
    """Give an application into a mailbox: who can read it follows the case, and nobody else does."""
    row = desk.write(tx, Kind.MAILBOX, {"why": why}, by=by, at=at, application=application, person=address)
    return Given(row.person, why, by, at)


def given(tx: Transaction, application: str) -> tuple[Given, ...]:
    """In which mailboxes it was put by staff, in order."""
    rows = desk.of_application(tx, application, Kind.MAILBOX)
    return tuple(Given(row.person, str(row.facts["why"]), row.by, row.at) for row in rows)


def holders_of(tx: Transaction, application: str) -> tuple[str, ...]:
    """The mailboxes that hold an application now; none for a paper that staff gave to nobody.

    Raises:
        NotKeptError: There is no such application.
    """
    put = given(tx, application)
    if put:
        return (put[-1].address,)
    rounds = submissions.read(tx, application)
    owners = (desk.mailbox(drafts.read(tx, one.draft).owner) for one in rounds if one.draft)
    return tuple(dict.fromkeys(owners))


def applications_of(tx: Transaction, address: str) -> tuple[str, ...]:
    """The applications that a mailbox holds: what was submitted from it, and what staff gave into it."""
    submitted = [submissions.of_draft(tx, draft.id) for draft in drafts.of_owner(tx, address) if draft.submitted]
    put = [row.application for row in desk.of_person(tx, Kind.MAILBOX, address) if row.application]
    found = dict.fromkeys((*(one.application for one in submitted if one), *put))
    return tuple(one for one in found if desk.mailbox(address) in holders_of(tx, one))
