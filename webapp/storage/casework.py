"""Acts on an application: what was done and what the lists say of it are written down together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from procedure.events import Event
from procedure.policy import Policy
from webapp.storage import assignments, history, messages, pace, submissions, work_list
from webapp.storage.closures import policy_of
from webapp.storage.migrating import migrate
from webapp.storage.store import Store, Transaction
from webapp.storage.tables import submissions as table


def act(
    tx: Transaction, application: str, event: Event, *, seen: int, by: str, at: datetime,
    kept: Mapping[str, Any] | None = None,
) -> history.Entry:  # fmt: skip
    """Write down what somebody did; `seen` is how many events that person saw, `kept` what is to be kept with it.

    Raises:
        NotKeptError: There is no such application.
        OvertakenError: Somebody was first; the words say who and when.
        NotPermittedError: The table does not permit it; the words say why.
    """
    submissions.read(tx, application)
    entry = history.append(tx, application, event, seen=seen, by=by, at=at, kept=kept or {})
    list_one(tx, application)
    return entry


def list_one(tx: Transaction, application: str, policy: Policy | None = None) -> None:
    """Write the row of one application in the lists again, such as after it was assigned."""
    policy = policy or policy_of(tx)
    work_list.write(tx, item_of(tx, application, policy))
    pace.write(tx, application, events_of(tx, application), policy)


def bring_to_today(store: Store) -> None:
    """Bring the tables to the edition of this service, and the lists with them.

    Raises:
        EditionError: The tables are newer than this service.
    """
    before, after = migrate(store)
    if before not in ("", after):
        with store.writing() as tx:
            list_anew(tx)


def list_anew(tx: Transaction) -> int:
    """Write the row of every application in the lists again, such as after a new closure; returns how many."""
    policy = policy_of(tx)
    every = tx.connection.execute(select(table.c.application).distinct()).scalars().all()
    for application in every:
        list_one(tx, application, policy)
    return len(every)


def item_of(tx: Transaction, application: str, policy: Policy) -> work_list.Item:
    """What the lists have to say of an application, made from its rounds, its history and the desk."""
    rounds = [submission.answers for submission in submissions.read(tx, application)]
    events = events_of(tx, application)
    owner, waits = assignments.owner_of(tx, application), messages.waits(tx, application)
    return work_list.item(application, rounds, events, policy, owner, message_waits=waits)


def events_of(tx: Transaction, application: str) -> tuple[Event, ...]:
    """The history of an application, as the procedure reads it."""
    return tuple(entry.event for entry in history.of_application(tx, application))
