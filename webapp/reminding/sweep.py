"""Telling of what is due: worked out from what runs and what was mailed, so that a worker that was down catches up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta

from procedure.policy import POLICY
from webapp.clock import PACIFIC
from webapp.mailing import outbox
from webapp.mailing.outbox import AddressError, Note
from webapp.reminding.rows import LEADS, Running, stage_of, words_of
from webapp.storage import assignments, holders, mails, pace
from webapp.storage.store import Store, Transaction

TEXT = "Application {number}.\n\n{words}\n\nThe page of the application says how it was counted.\n"
AT_ONCE = 200
"""So many in one transaction, so that nobody waits long."""


def remind(store: Store, *, sender: str, now: Callable[[], datetime]) -> int:
    """Mail what is to be told today and was not; returns how many mails were made. May run twice."""
    at = now()
    on = at.astimezone(PACIFIC).date()
    with store.reading() as tx:
        untold = [(one, note) for one in running(tx, on=on) for note in _notes(tx, one, on) if not _is_told(tx, note)]
    for start in range(0, len(untold), AT_ONCE):
        with store.writing() as tx:
            for _, note in untold[start : start + AT_ONCE]:
                with suppress(AddressError):  # the work list shows it all the same
                    outbox.post(tx, note, sender=sender, by="service", at=at)
    return len(untold)


def running(tx: Transaction, *, on: date) -> tuple[Running, ...]:
    """What runs and is due before the longest lead is over, the earliest first."""
    until = on + timedelta(days=max(LEADS))
    return tuple(Running(*row) for row in pace.all_running(tx, last=until))


def _notes(tx: Transaction, one: Running, on: date) -> Iterator[Note]:
    """The mails of one period: what the Department owes goes to its staff, what others owe or may do to both sides."""
    stage = stage_of(one, on)
    if not stage:
        return
    owner = assignments.owner_of(tx, one.application).address or POLICY.address
    told = [owner, *(() if one.is_ours else holders.holders_of(tx, one.application))]
    text = TEXT.format(number=one.application, words=words_of(one, on))
    for address in dict.fromkeys(told):
        key = f"reminder:{one.application}:{one.deadline}:{one.due_on}:{stage}:{address}"
        yield Note(key, address, f"Application {one.application}: what is due", text, application=one.application)


def _is_told(tx: Transaction, note: Note) -> bool:
    return mails.has(tx, note.key)
