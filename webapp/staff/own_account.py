"""One's own account: a new password, a new authenticator, new recovery codes, and the sessions on other devices."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.kept import settings, store
from webapp.staff import authenticator, passwords
from webapp.staff.admission import allowed
from webapp.staff.policy import Capability
from webapp.staff.signed_in import staff
from webapp.staff.telling import tell
from webapp.storage import account_log, accounts, sessions
from webapp.storage.store import Transaction
from webapp.uploads import only

bp = Blueprint("own_account", __name__, url_prefix="/staff/account")

_SECRET = "another authenticator"  # noqa: S105 - where the new secret stands in the cookie, until its first code was typed


@bp.get("")
@allowed(Capability.OWN_ACCOUNT)
def shown() -> ResponseReturnValue:
    """What can be changed, and where one is signed in."""
    return _shown()


@bp.post("/password")
@allowed(Capability.OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Set a new password; the other sessions end."""
    who, password = staff(), request.form.get("password", "")
    wrong = passwords.weakness(password, known=(who.address, who.name))
    if wrong is None and password != request.form.get("repeated", ""):
        wrong = "The two passwords differ. Type the same one twice."
    if wrong:
        return _shown(wrong, "password"), 422
    _change("change_password", password=passwords.hash_of(password))
    return redirect(url_for(".shown", done="password"), 303)


@bp.get("/authenticator")
@allowed(Capability.OWN_ACCOUNT)
def another() -> ResponseReturnValue:
    """The key of a new authenticator."""
    return _another()


@bp.post("/authenticator")
@allowed(Capability.OWN_ACCOUNT)
def change_authenticator() -> ResponseReturnValue:
    """Take a new authenticator once it has shown a right code; the former one is over."""
    secret = session.get(_SECRET, "")
    step = authenticator.step_of(secret, only("code"), after=0, at=clock.now()) if secret else None
    if step is None:
        return _another("This is not the code of now. Look whether the key is the one below, and type a new code."), 422
    session.pop(_SECRET)
    sealed = authenticator.seal(secret, settings().secret_key())
    _change("change_authenticator", authenticator=sealed, last_step=step)
    return redirect(url_for(".shown", done="authenticator"), 303)


@bp.post("/recovery-codes")
@allowed(Capability.OWN_ACCOUNT)
def new_recovery_codes() -> ResponseReturnValue:
    """New codes, shown this once; the former ones are over."""
    who, now, codes = staff(), clock.now(), authenticator.new_recovery_codes()
    with store().writing() as tx:
        accounts.give_recovery_codes(tx, who.id, codes, at=now)
        _note(tx, "new_recovery_codes", at=now)
    return render_template("staff/codes.html", codes=codes, new=False)


@bp.post("/sign-out-elsewhere")
@allowed(Capability.OWN_ACCOUNT)
def sign_out_elsewhere() -> ResponseReturnValue:
    """End every session but this one."""
    who, now = staff(), clock.now()
    with store().writing() as tx:
        sessions.end_all(tx, who.id, by=who.address, at=now, but=who.session)
        account_log.note(tx, "sign_out", about=who.address, by=who.address, at=now, facts={"where": "elsewhere"})
    return redirect(url_for(".shown", done="elsewhere"), 303)


def _change(act: str, **values: object) -> None:
    who, now = staff(), clock.now()
    with store().writing() as tx:
        accounts.change(tx, who.id, **values)
        sessions.end_all(tx, who.id, by=who.address, at=now, but=who.session)
        _note(tx, act, at=now)


def _note(tx: Transaction, act: str, *, at: datetime) -> None:
    """Write it down, and tell the owner by mail: it may have been somebody else at their desk."""
    who = staff()
    account_log.note(tx, act, about=who.address, by=who.address, at=at)
    tell(tx, accounts.read(tx, who.id), act, by=who.address, at=at)


def _shown(wrong: str = "", field: str = "") -> str:
    who = staff()
    with store().reading() as tx:
        account = accounts.read(tx, who.id)
        going_on = sessions.going_on(tx, at=clock.now(), account=who.id)
        left = accounts.unused_recovery_codes(tx, who.id)
    return render_template(
        "staff/account.html", who=who, account=account, sessions=going_on, codes_left=left, wrong=wrong, field=field,
        done=request.args.get("done"), shortest=passwords.SHORTEST,
    )  # fmt: skip


def _another(wrong: str = "") -> str:
    secret = session.setdefault(_SECRET, authenticator.new_secret())
    picture = authenticator.picture(secret, staff().address)
    return render_template(
        "staff/authenticator.html", wrong=wrong, picture=picture, secret=authenticator.in_groups(secret)
    )
