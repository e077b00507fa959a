"""Sending the renewal notices of a month: which, then how far it is, then what failed and why."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.corresponding import batch
from webapp.corresponding.batch import Due
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import batches
from webapp.storage.batches import State
from webapp.storage.store import Transaction

bp = Blueprint("batches", __name__, url_prefix="/cases")

FORMER = 10


@bp.get("/renewal-notices")
@allowed(Capability.SEND_BATCHES)
def month() -> ResponseReturnValue:
    """The notices that are due in a month, and those that are late already."""
    first = _month()
    with store().reading() as tx:
        found, former = _due(tx, first), batches.newest(tx, most=FORMER)
    return render_template(
        "corresponding/month.html", first=first, found=found, former=former, today=clock.today(),
        later=_moved(first, 1), earlier=_moved(first, -1),
    )  # fmt: skip


@bp.post("/renewal-notices")
@allowed(Capability.SEND_BATCHES)
def begin() -> ResponseReturnValue:
    """Begin to send those that were chosen and are still due."""
    first, chosen = _month(), set(request.form.getlist("number"))
    with store().writing() as tx:
        dues = [one for one in _due(tx, first) if one.number in chosen]
        if not dues:
            return redirect(url_for(".month", month=f"{first:%Y-%m}", none=1), 303)
        what = f"Renewal notices, {first:%B %Y}"
        begun = batch.begin(tx, dues, what, by=staff().address, at=clock.now())
    return redirect(url_for(".progress", identity=begun.id), 303)


@bp.get("/batches/<identity>")
@allowed(Capability.SEND_BATCHES)
def progress(identity: str) -> ResponseReturnValue:
    """How far it is; the page comes again by itself until all is done, and can be left."""
    with store().reading() as tx:
        found = batches.find(tx, identity) or abort(404)
        items = batches.items_of(tx, identity)
    counts = {state: sum(one.state is state for one in items) for state in State}
    failed = [one for one in items if one.state is State.FAILED]
    noted = [one for one in items if one.state is State.DONE and one.why]
    return render_template(
        "corresponding/progress.html", batch=found, items=items, counts=counts, failed=failed, noted=noted, State=State
    )


def _due(tx: Transaction, first: date) -> tuple[Due, ...]:
    """Of this month and, where it is the present one, what is late from before."""
    today = clock.today()
    last = first.replace(day=monthrange(first.year, first.month)[1])
    since = date(1900, 1, 1) if (first.year, first.month) == (today.year, today.month) else first
    return batch.due_between(tx, first=since, last=last, on=today)


def _month() -> date:
    """The month that is asked for; the present one where it is none."""
    try:
        day = date.fromisoformat(f"{request.values.get('month', '')}-01")
    except ValueError:
        return clock.today().replace(day=1)
    return day if 1990 < day.year < 2190 else clock.today().replace(day=1)


def _moved(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 + months
    return f"{number // 12:04}-{number % 12 + 1:02}"
