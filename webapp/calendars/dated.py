"""What is due for an address: the periods of the applications it holds, and of the cases assigned to it. No names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from procedure.clocks import due, urgent_first
from procedure.deadlines import Kind, deadline
from webapp.storage import history, holders
from webapp.storage.closures import policy_of
from webapp.storage.desk import mailbox
from webapp.storage.listing import Wanted, listed
from webapp.storage.store import Transaction

MOST = 500
"""Of the cases assigned to somebody; a calendar with more of them is no help."""


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """One day that something is due on."""

    on: date
    application: str
    words: str
    clause: str
    key: str
    """The same for the same period, however often its day is counted again."""
    counted: str = ""
    """How the day was counted."""


def dates_of(tx: Transaction, address: str) -> tuple[Dated, ...]:
    """Every day that is due for an address, the earliest first."""
    return tuple(sorted({one.key: one for one in (*_assigned(tx, address), *_held(tx, address))}.values()))


def _held(tx: Transaction, address: str) -> Iterator[Dated]:
    policy = policy_of(tx)
    for number in holders.applications_of(tx, address):
        events = tuple(entry.event for entry in history.of_application(tx, number))
        for clock in urgent_first(due(events, policy=policy)):
            row = clock.deadline
            if clock.due:
                said = clock.counted.explanation if clock.counted else ""
                words = f"last day to {row.words}" if row.kind is Kind.RIGHT else row.words
                key = f"{number}-{row.name}-{clock.event.number}"
                yield Dated(clock.due, number, words, row.clause, key, said)


def _assigned(tx: Transaction, address: str) -> Iterator[Dated]:
    for item in listed(tx, Wanted(owners=(mailbox(address),)), most=MOST):
        if item.due_on and item.due:
            row = deadline(item.due)
            yield Dated(item.due_on, item.application, row.words, row.clause, f"{item.application}-{row.name}-next")
