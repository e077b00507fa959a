"""Signing in and out: a password, then a code; and a proof of who one is once more before something that counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.kept import store
from webapp.staff import cookie, demo, invented, menu, proving, signed_in
from webapp.staff.admission import Audience, admits, allowed
from webapp.staff.browsers import described
from webapp.staff.policy import Capability
from webapp.staff.provider import agency
from webapp.storage import account_log, accounts, sessions
from webapp.storage.accounts import Account
from webapp.uploads import only

bp = Blueprint("sign_in", __name__, url_prefix="/staff")

_BETWEEN = "between"
"""In the cookie, between the password and the code: whose password it was, until when that counts, and where to go."""
CODE_WITHIN = timedelta(minutes=5)
TOO_LATE = "It took more than five minutes. Begin again with your password."


@bp.get("/sign-in")
@admits(Audience.EVERYBODY)
def ask() -> ResponseReturnValue:
    """The page that asks for address and password."""
    if signed_in.current():
        return redirect(onward(only("to")), 303)
    return asked(only("to"))


@bp.post("/sign-in")
@admits(Audience.EVERYBODY)
def enter_password() -> ResponseReturnValue:
    """Look at address and password; the answer says nothing of whether there is such an account."""
    found = proving.by_password(only("address"), request.form.get("password", ""))
    if isinstance(found, str):
        return asked(only("to"), found), 422
    until = (clock.now() + CODE_WITHIN).isoformat()
    session[_BETWEEN] = {"account": found.id, "until": until, "to": signed_in.own_path(only("to"))}
    return redirect(url_for(".code"), 303)


@bp.get("/code")
@admits(Audience.EVERYBODY)
def code() -> ResponseReturnValue:
    """The page that asks for the code of the authenticator."""
    return _code() if _between() else redirect(url_for(".ask"), 303)


@bp.post("/code")
@admits(Audience.EVERYBODY)
def enter_code() -> ResponseReturnValue:
    """Take the code; from here on the person is signed in."""
    between = _between()
    if between is None:
        return asked("", TOO_LATE), 422
    if wrong := proving.by_code(between["account"], only("code")):
        return _code(wrong), 422
    session.pop(_BETWEEN)
    return welcome(between["account"], way="password", to=between["to"])


@bp.post("/as-invented")
@admits(Audience.EVERYBODY)
def as_invented() -> ResponseReturnValue:
    """Sign in as one of the invented people of a demonstration, with a click."""
    found = invented.find(only("person"))
    if found is None:
        return asked(only("to"), "Nobody is invented here. Sign in with your own account."), 403
    return welcome(found.id, way="demonstration", to=only("to"))


@bp.post("/again")
@allowed(Capability.OWN_ACCOUNT)
def again() -> ResponseReturnValue:
    """Go on to where a proof was asked for; it was looked at before this is reached."""
    return redirect(onward(only("to")), 303)


@bp.post("/sign-out")
@admits(Audience.EVERYBODY)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    signed_in.leave()
    return cookie.take_away(redirect(url_for(".ask", out=1), 303))


def welcome(account: str, *, way: str, to: str) -> ResponseReturnValue:
    """Begin the session of somebody who has shown who they are, and lead them to where they were."""
    now = clock.now()
    with store().writing() as tx:
        found: Account = accounts.read(tx, account)
        browser = described(request.user_agent.string)
        token = sessions.begin(tx, account, way=way, browser=browser, at=now)
        account_log.note(tx, "sign_in", about=found.address, by=found.address, at=now, facts={"way": way})
    cookie.renew_mark()
    return cookie.give(redirect(onward(to), 303), token)


def _between() -> dict[str, Any] | None:
    kept: dict[str, Any] | None = session.get(_BETWEEN)
    return kept if kept and clock.now() < datetime.fromisoformat(kept["until"]) else None


def onward(to: str) -> str:
    """Where somebody was before they signed in, or their first page."""
    return signed_in.own_path(to) or url_for(menu.HOME)


def asked(to: str, wrong: str = "") -> str:
    """The page that asks for address and password, or leads to the agency."""
    people = invented.offered() if demo.is_open() else ()
    over = "ended" in request.args
    return render_template(
        "staff/sign_in.html", wrong=wrong, to=to, typed=only("address"), over=over, out="out" in request.args,
        invented=people, agency=agency(),
    )  # fmt: skip


def _code(wrong: str = "") -> str:
    return render_template("staff/code.html", wrong=wrong)
