"""The administrator's pages of the people who work here."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import clock
from webapp.kept import store
from webapp.mailing.outbox import AddressError
from webapp.staff import employing
from webapp.staff.admission import allowed
from webapp.staff.employing import ACTS, NotTakenError
from webapp.staff.logged import in_words
from webapp.staff.policy import Capability, StaffRole
from webapp.staff.signed_in import NotForYouError, staff
from webapp.storage import account_log, accounts, sessions
from webapp.storage.accounts import Account
from webapp.uploads import only

bp = Blueprint("people_here", __name__, url_prefix="/staff/people")

NEWEST = 20
NO_MAIL = "No mail can be sent to this address. Write it like name@example.gov."
NOT_ONESELF = "Nobody does this with their own account: ask another administrator."


@bp.get("")
@allowed(Capability.MANAGE_PEOPLE)
def listed() -> ResponseReturnValue:
    """Everybody who has an account."""
    with store().reading() as tx:
        everybody = accounts.everybody(tx)
        here = {session.account for session in sessions.going_on(tx, at=clock.now())}
    return render_template("staff/people.html", everybody=everybody, here=here, today=clock.today(), role=StaffRole)


@bp.get("/new")
@allowed(Capability.MANAGE_PEOPLE)
def ask_whom() -> ResponseReturnValue:
    """The page that asks who is invited."""
    return _new()


@bp.post("/new")
@allowed(Capability.MANAGE_PEOPLE)
def invite() -> ResponseReturnValue:
    """Invite somebody by mail."""
    address, name = only("address"), only("name")
    try:
        if not 0 < len(name) <= accounts.LONGEST_NAME:
            raise NotTakenError("name", f"Write their name, in at most {accounts.LONGEST_NAME} letters.")
        roles = employing.typed_roles(request.form, today=clock.today())
        with store().writing() as tx:
            account = employing.employ(tx, address=address, name=name, roles=roles, by=staff().address, at=clock.now())
    except NotTakenError as wrong:
        return _new(wrong), 422
    except AddressError:
        return _new(NotTakenError("address", NO_MAIL)), 422
    return redirect(url_for(".person", account=account.id, done="invited"), 303)


@bp.get("/<account>")
@allowed(Capability.MANAGE_PEOPLE)
def person(account: str) -> ResponseReturnValue:
    """One person: roles, sessions, and what was done with the account."""
    return _person(account)


@bp.post("/<account>/roles")
@allowed(Capability.MANAGE_PEOPLE)
def change_roles(account: str) -> ResponseReturnValue:
    """Give somebody other roles; nobody takes the administrator's from themselves."""
    try:
        roles = employing.typed_roles(request.form, today=clock.today())
    except NotTakenError as wrong:
        return _person(account, wrong), 422
    who, today = staff(), clock.today()
    stays = any(one.role == StaffRole.ADMINISTRATOR and one.since <= today and one.until is None for one in roles)
    if account == who.id and not stays:
        return _person(account, NotTakenError(StaffRole.ADMINISTRATOR.value, NOT_ONESELF)), 422
    with store().writing() as tx:
        employing.change_roles(tx, accounts.read(tx, account), roles, by=who.address, at=clock.now())
    return redirect(url_for(".person", account=account, done="roles"), 303)


@bp.get("/<account>/<act>")
@allowed(Capability.MANAGE_PEOPLE)
def ask(account: str, act: str) -> ResponseReturnValue:
    """What an act does, before it is done."""
    with store().reading() as tx:
        found = accounts.read(tx, account)
    return render_template("staff/ask.html", account=found, act=act, asked=_asked(found, act))


@bp.post("/<account>/<act>")
@allowed(Capability.MANAGE_PEOPLE)
def do(account: str, act: str) -> ResponseReturnValue:
    """Do it."""
    try:
        with store().writing() as tx:
            found = accounts.read(tx, account)
            _asked(found, act).act(tx, found, by=staff().address, at=clock.now())
    except AddressError:
        return _person(account, NotTakenError("account", NO_MAIL)), 422
    return redirect(url_for(".person", account=account, done=act), 303)


def _asked(account: Account, act: str) -> employing.Asked:
    asked = ACTS.get(act)
    if asked is None:
        abort(404)
    if asked.others_only and account.id == staff().id:
        raise NotForYouError(NOT_ONESELF)
    return asked


def _new(wrong: NotTakenError | None = None) -> str:
    return render_template("staff/person_new.html", wrong=wrong, roles=list(StaffRole), typed=request.form)


def _person(account: str, wrong: NotTakenError | None = None) -> str:
    with store().reading() as tx:
        found = accounts.read(tx, account)
        going_on = sessions.going_on(tx, at=clock.now(), account=account)
        newest = account_log.newest(tx, most=NEWEST, about=found.address)
    acts = {"reopen" if found.disabled_at else "close", "sign-out", *(() if found.disabled_at else ("reset",))}
    mine = found.id == staff().id
    offered = {name: one for name, one in ACTS.items() if name in acts and not (mine and one.others_only)}
    return render_template(
        "staff/person.html", account=found, wrong=wrong, roles=list(StaffRole), typed=_typed(found), mine=mine,
        sessions=going_on, log=[(one, in_words(one)) for one in newest], acts=offered, done=request.args.get("done"),
    )  # fmt: skip


def _typed(account: Account) -> dict[str, str]:
    """The fields of the roles: what was just typed, else what holds."""
    if request.method == "POST" and request.endpoint == "people_here.change_roles":
        return request.form.to_dict()
    typed = {one.role: "yes" for one in account.roles}
    typed |= {f"{one.role}.since": f"{one.since:%m/%d/%Y}" for one in account.roles}
    return typed | {f"{one.role}.until": f"{one.until:%m/%d/%Y}" for one in account.roles if one.until}
