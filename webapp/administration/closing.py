"""The page of closures: days on which the office was closed beside its holidays, so that no clock counts them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from procedure.business_days import CLOSURES, Closure
from procedure.policy import Policy
from validator.dates import read_date, written
from webapp import clock
from webapp.administration.holidays import holidays
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import account_log, closures, recounting
from webapp.uploads import only

bp = Blueprint("closing", __name__, url_prefix="/staff/closures")

AT_ONCE = 5
"""Steps of the recount that are done before the page answers: most offices have no more."""
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Wrong:
    """What can't be taken: the field it is about, and why."""

    field: str
    why: str


@bp.get("")
@allowed(Capability.MANAGE_SETTINGS)
def listed() -> ResponseReturnValue:
    """Every closure, and the form to add one."""
    return _listed()


@bp.post("")
@allowed(Capability.MANAGE_SETTINGS)
def add() -> ResponseReturnValue:
    """Add a closure; open clocks are counted anew."""
    with store().reading() as tx:
        policy = closures.policy_of(tx)
    found = typed(only("on"), only("why"), policy)
    if isinstance(found, Wrong):
        return _listed(found), 422
    by, now = staff().address, clock.now()
    with store().writing() as tx:
        closures.add(tx, found, by=by, at=now)
        account_log.note(tx, "add_closure", about=written(found.on), by=by, at=now, facts={"why": found.why})
    recounting.recount(store(), now=clock.now, most=AT_ONCE)
    return redirect(url_for(".listed", done="added"), 303)


@bp.get("/<closure>/take-back")
@allowed(Capability.MANAGE_SETTINGS)
def ask(closure: str) -> ResponseReturnValue:
    """What taking back does, before it is done."""
    return render_template("administration/closure_ask.html", closure=_standing(closure))


@bp.post("/<closure>/take-back")
@allowed(Capability.MANAGE_SETTINGS)
def take_back(closure: str) -> ResponseReturnValue:
    """Take back a closure that was a mistake; a right whose last day was printed keeps at least that day."""
    found, by, now = _standing(closure), staff().address, clock.now()
    with store().writing() as tx:
        closures.take_back(tx, closure, by=by, at=now)
        account_log.note(tx, "take_back_closure", about=written(found.on_day), by=by, at=now)
    recounting.recount(store(), now=clock.now, most=AT_ONCE)
    return redirect(url_for(".listed", done="taken"), 303)


def typed(day: str, why: str, policy: Policy) -> Closure | Wrong:
    """The closure that somebody typed, or why it is none."""
    on = read_date(day)
    if on is None:
        return Wrong("on", f"“{day[:40]}” is not a date. Write month, day and year, such as 11/22/2026.")
    if all(closed := [calendar.closed(on) for calendar in policy.calendars]):
        return Wrong("on", f"{written(on)} is closed already: {closed[0]}. No clock counts it.")
    why = " ".join(why.split())[:LONGEST_REASON]
    if not why:
        return Wrong("why", "Write why the office is closed for the whole of that day: it stands beside each clock.")
    return Closure(on, why)


def _standing(closure: str) -> closures.Added:
    with store().reading() as tx:
        added = (one for one in closures.every(tx) if one.id == closure and one.taken_back_at is None)
        return next(added, None) or abort(404)


def _listed(wrong: Wrong | None = None) -> str:
    with store().reading() as tx:
        added = closures.every(tx)
    return render_template(
        "administration/closures.html", shipped=CLOSURES, added=added, wrong=wrong, done=request.args.get("done"),
        typed=request.form, holidays=holidays(clock.today()),
    )  # fmt: skip
