"""Renewal notices of a month in one act: each is made from its case, goes out once, and what failed says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from procedure.approval import expirations
from procedure.permission import NotPermittedError
from templates.problems import LetterError
from webapp.cases import case
from webapp.cases.case import CaseView
from webapp.cases.reaching import researcher_address
from webapp.clock import PACIFIC
from webapp.corresponding import sending
from webapp.corresponding.sending import Way, Who, is_done
from webapp.corresponding.table import Fitting, find
from webapp.corresponding.writing import Writing, writing
from webapp.letters.making import written_as
from webapp.mailing.outbox import AddressError
from webapp.storage import accounts, batches, pace
from webapp.storage.batches import Batch, Item, State
from webapp.storage.letters import MAIL
from webapp.storage.store import Store, Transaction
from webapp.storage.troubles import NotKeptError, OvertakenError

KIND = "renewal-notice"
UNREACHED = "No mail can go to the researcher: no address is known, or it is none."
A_STEP = 25
"""How many letters are made before the worker looks at the mails again."""


@dataclass(frozen=True, slots=True)
class Due:
    """A renewal notice that is due and not sent."""

    number: str
    title: str
    researcher: str
    about: int
    """The event that set the expiration date."""
    expires_on: date
    due_on: date
    address: str
    """Where it would be mailed; "" where none is known."""


def due_between(tx: Transaction, *, first: date, last: date, on: date) -> tuple[Due, ...]:
    """The notices that are due in a stretch of time, the earliest first."""
    found = pace.running(tx, "renewal_notice", first=first, last=last)
    dues = (_due(tx, number, due_on, on) for number, due_on in found)
    return tuple(one for one in dues if one)


def begin(tx: Transaction, dues: Sequence[Due], what: str, *, by: str, at: datetime) -> Batch:
    """Begin the batch; the worker sends it."""
    return batches.begin(tx, KIND, what, [(one.number, one.about) for one in dues], by=by, at=at)


def work(store: Store, *, sender: str, now: Callable[[], datetime]) -> int:
    """Send a few of the letters that wait; returns how many were looked at. May be ended at any moment."""
    with store.reading() as tx:
        waiting = batches.waiting(tx, most=A_STEP)
    for item in waiting:
        _send(store, item, sender=sender, at=now())
    return len(waiting)


def _send(store: Store, item: Item, *, sender: str, at: datetime) -> None:
    """One letter: made without holding anybody up, then sent and ticked off in one transaction."""
    try:
        with store.reading() as tx:
            one, address, who = _prepared(tx, item, at=at)
        if one is None:
            return _became(store, item, State.DONE, "The notice was given before.", at=at)
        made = one.make(one.proposed)
        pdf = written_as(made, "pdf")
        with store.writing() as tx:
            way = Way(MAIL, address, at.astimezone(PACIFIC).date())
            sending.send(tx, one, made, pdf, way, who, sender=sender, at=at)
            batches.became(tx, item, State.DONE, at=at)
    except LetterError as wrong:
        why = " ".join(f"{problem.label}: {problem.message}" for problem in wrong.problems)
        _became(store, item, State.FAILED, why, at=at)
    except AddressError:
        _became(
            store, item, State.FAILED, "No mail can go to the researcher: no address is known, or it is none.", at=at
        )
    except OvertakenError:
        return None  # somebody has acted on the case just now: it is looked at again in the next step
    except (NotPermittedError, NotKeptError) as refused:
        _became(store, item, State.FAILED, str(refused), at=at)
    return None


def _prepared(tx: Transaction, item: Item, *, at: datetime) -> tuple[Writing | None, str, Who]:
    """The letter with where it goes and who sends it; None where its notice was given meanwhile."""
    batch = batches.find(tx, item.batch)
    by = batch.begun_by if batch else ""
    account = accounts.find(tx, by)
    view = case.read(tx, item.application, on=at.astimezone(PACIFIC).date())
    one = find(view, KIND, item.about)
    if one is None:
        raise NotPermittedError("The approval that the notice tells of stands no more in the case.")
    who = Who(by, account.name if account else by, view.seen)
    return None if is_done(view, one) else writing(tx, view, one), researcher_address(tx, view), who


def _became(store: Store, item: Item, state: State, why: str, *, at: datetime) -> None:
    with store.writing() as tx:
        batches.became(tx, item, state, why, at=at)


def _due(tx: Transaction, number: str, due_on: date, on: date) -> Due | None:
    view = case.read(tx, number, on=on)
    one = _of(view)
    if one is None:
        return None
    day = one.event.facts["expires_on"]
    researcher = next((each.name for each in view.persons if each.researcher and each.until is None), "")
    return Due(number, view.title, researcher, one.event.number, day, due_on, researcher_address(tx, view))


def _of(view: CaseView) -> Fitting | None:
    """The notice of the expiration date that holds now, if it was not given."""
    set_by = expirations(view.case)
    one = find(view, KIND, set_by[-1][0].number) if set_by else None
    return None if one is None or is_done(view, one) else one
