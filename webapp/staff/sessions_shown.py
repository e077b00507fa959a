"""Who is signed in now, and the button that ends a session."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.kept import store
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.storage import account_log, accounts, sessions

bp = Blueprint("sessions", __name__, url_prefix="/staff/sessions")


@bp.get("")
@allowed(Capability.MANAGE_PEOPLE)
def listed() -> ResponseReturnValue:
    """Every session that goes on, the last one seen first."""
    with store().reading() as tx:
        going_on = sessions.going_on(tx, at=clock.now())
        names = {one.id: one for one in accounts.everybody(tx)}
    return render_template("staff/sessions.html", going_on=[(one, names[one.account]) for one in going_on], who=staff())


@bp.post("/<session>/end")
@allowed(Capability.MANAGE_PEOPLE)
def end(session: str) -> ResponseReturnValue:
    """End one."""
    by, now = staff().address, clock.now()
    with store().writing() as tx:
        found = next((one for one in sessions.going_on(tx, at=now) if one.id == session), None)
        if found is None:
            abort(404)
        sessions.end(tx, session, by=by, at=now)
        about = accounts.read(tx, found.account).address
        account_log.note(tx, "end_session", about=about, by=by, at=now)
    return redirect(url_for(".listed", ended=1), 303)
