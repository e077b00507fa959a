"""Signing in through the agency: only whoever has an account here, by the address that the agency confirms."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, redirect, session, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.kept import store
from webapp.mailing.mailed import our_address
from webapp.staff import signed_in
from webapp.staff.admission import Audience, admits
from webapp.staff.provider import JUST_NOW, Identity, NotConfirmedError, Provider, SignIn, agency
from webapp.staff.sign_in import asked, onward, welcome
from webapp.storage import account_log, accounts, sessions
from webapp.storage.accounts import Account, Given
from webapp.storage.store import Transaction
from webapp.uploads import only

bp = Blueprint("agency", __name__, url_prefix="/staff/agency")

WAY = "identity provider"
_AWAY = "away"
"""In the cookie, while somebody is at the provider: where to go then, and whether it is to prove who they are."""
NOT_CONFIRMED = (
    "The sign-in of your agency did not confirm who you are. Try again; if it stays so, tell an administrator."
)
NO_ACCOUNT = "Your agency knows you, but you have no account here. Ask an administrator of this service to invite you."
NOT_ANEW = "The sign-in of your agency did not ask who you are. Sign out there, and try again."


@bp.get("")
@admits(Audience.EVERYBODY)
def begin() -> ResponseReturnValue:
    """Lead to the agency's sign-in."""
    session[_AWAY] = {"to": signed_in.own_path(only("to")), "anew": "again" in only("for")}
    try:
        return _agency().begin(our_address() + url_for(".back"), anew=session[_AWAY]["anew"])
    except NotConfirmedError:
        return asked("", NOT_CONFIRMED), 503


@bp.get("/back")
@admits(Audience.EVERYBODY)
def back() -> ResponseReturnValue:
    """Where the agency leads back to."""
    away = session.pop(_AWAY, None) or {"to": "", "anew": False}
    provider = _agency()
    try:
        identity = provider.confirmed()
    except NotConfirmedError:
        return asked(away["to"], NOT_CONFIRMED), 422
    now = clock.now()
    with store().writing() as tx:
        account = _account(tx, identity)
        if account is None:
            return asked(away["to"], NO_ACCOUNT), 403
        _keep(tx, account, identity, provider.provider, at=now)
    return _proven(account, identity, away["to"]) if away["anew"] else welcome(account.id, way=WAY, to=away["to"])


def _agency() -> SignIn:
    return agency() or abort(404)


def _account(tx: Transaction, identity: Identity) -> Account | None:
    """The account that is bound to this person, else the one of their address that is bound to nobody yet."""
    found = accounts.find_subject(tx, identity.subject)
    if found is None and identity.address:
        found = accounts.find(tx, identity.address)
        if found and found.subject:
            return None  # the address went from one person to another: an administrator has to look
    return None if found is None or found.disabled_at or found.invented else found


def _keep(tx: Transaction, account: Account, identity: Identity, provider: Provider, *, at: datetime) -> None:
    """Bind the account to the person, and give it the roles of their groups."""
    if account.subject is None:
        accounts.change(tx, account.id, subject=identity.subject)
        account_log.note(tx, "bind", about=account.address, by=WAY, at=at)
    today = clock.today()
    had = account.roles_on(today)
    given = {role for role, group in provider.groups.items() if group in identity.groups}
    if {role for role in provider.groups if role in had} == given:
        return
    others = [one for one in account.roles if one.role not in provider.groups]
    accounts.change(tx, account.id, roles=[*others, *(Given(role, today) for role in sorted(given))])
    facts = {"roles": [role.title for role in sorted(given)]}
    account_log.note(tx, "change_roles", about=account.address, by=WAY, at=at, facts=facts)


def _proven(account: Account, identity: Identity, to: str) -> ResponseReturnValue:
    """Somebody who is signed in has shown the agency once more who they are."""
    who, now = signed_in.staff(), clock.now()
    if who.id != account.id or identity.proven_at is None or now - identity.proven_at > JUST_NOW:
        return asked(to, NOT_ANEW), 422
    with store().writing() as tx:
        sessions.proven(tx, who.session, at=now)
    return redirect(onward(to), 303)
