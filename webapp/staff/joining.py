"""The page with which somebody takes an account: a name, a password, an authenticator, and codes for a bad day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue

from validator.formats import is_email
from webapp import clock
from webapp.kept import settings, store
from webapp.staff import authenticator, passwords
from webapp.staff.admission import Audience, admits
from webapp.staff.invitations import BY_PRINTED_LINK, JOINING, demand_printed
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, accounts, links, sessions
from webapp.storage.accounts import Account, Given
from webapp.storage.links import LinkClosedError
from webapp.storage.store import Transaction
from webapp.uploads import only

bp = Blueprint("joining", __name__, url_prefix="/staff")

_SECRET = "authenticator"  # noqa: S105 - where the new secret stands in the cookie, until its first code was typed


@dataclass(frozen=True, slots=True)
class Wrong:
    """What can't be taken: the field it is about, and why."""

    field: str
    message: str


@bp.get("/join/<token>")
@admits(Audience.LINK)
def join(token: str) -> ResponseReturnValue:
    """What an invitation leads to; looking changes nothing, since mail programs look too."""
    with store().reading() as tx:
        return _page(_invited(tx, token, at=clock.now()))


@bp.post("/join/<token>")
@admits(Audience.LINK)
def take(token: str) -> ResponseReturnValue:
    """Take the account: from here on it opens with this password and this authenticator."""
    now = clock.now()
    with store().reading() as tx:
        account = _invited(tx, token, at=now)
    if wrong := first_wrong((account.address, only("name"))):
        return _page(account, wrong), 422
    with store().writing() as tx:
        account = _invited(tx, token, at=now)
        links.use(tx, token, purpose=JOINING, by=account.address, at=now)
        account_log.note(tx, "join", about=account.address, by=account.address, at=now)
        return _joined(settle(tx, account, at=now))


@bp.get("/administrator/<token>")
@admits(Audience.LINK)
def first(token: str) -> ResponseReturnValue:
    """What a printed link leads to."""
    with store().reading() as tx:
        demand_printed(tx, token)
    return _page(None)


@bp.post("/administrator/<token>")
@admits(Audience.LINK)
def take_first(token: str) -> ResponseReturnValue:
    """Become an administrator, with a new account or with the one that this address has."""
    address, now = only("address"), clock.now()
    with store().reading() as tx:
        demand_printed(tx, token)
    if not (address.isascii() and is_email(address)):
        return _page(None, Wrong("address", "This is not an e-mail address. Write it like name@example.gov.")), 422
    if wrong := first_wrong((address, only("name"))):
        return _page(None, wrong), 422
    with store().writing() as tx:
        demand_printed(tx, token)
        account = _administrator(tx, address, at=now)
        account_log.note(tx, BY_PRINTED_LINK, about=account.address, by=account.address, at=now)
        return _joined(settle(tx, account, at=now))


def first_wrong(known: tuple[str, ...]) -> Wrong | None:
    """The first thing on the page that can't be taken."""
    password, secret = request.form.get("password", ""), session.get(_SECRET)
    if not 0 < len(only("name")) <= accounts.LONGEST_NAME:
        return Wrong("name", f"Write your name, in at most {accounts.LONGEST_NAME} letters.")
    if weak := passwords.weakness(password, known=known):
        return Wrong("password", weak)
    if password != request.form.get("repeated", ""):
        return Wrong("repeated", "The two passwords differ. Type the same one twice.")
    if not secret or authenticator.step_of(secret, only("code"), after=0, at=clock.now()) is None:
        return Wrong("code", "This is not the code of now. Look whether the key is the one below, and type a new code.")
    return None


def settle(tx: Transaction, account: Account, *, at: datetime) -> tuple[str, ...]:
    """Give an account its name, password and authenticator; who was signed in with it is not any more."""
    secret = str(session.pop(_SECRET))
    accounts.change(
        tx, account.id, name=only("name"), password=passwords.hash_of(request.form["password"]),
        authenticator=authenticator.seal(secret, settings().secret_key()),
        last_step=authenticator.step_of(secret, only("code"), after=0, at=at) or 0,
    )  # fmt: skip
    codes = authenticator.new_recovery_codes()
    accounts.give_recovery_codes(tx, account.id, codes, at=at)
    sessions.end_all(tx, account.id, by=account.address, at=at)
    return codes


def _invited(tx: Transaction, token: str, *, at: datetime) -> Account:
    link = links.find(tx, token, purpose=JOINING, at=at)
    account = accounts.read(tx, str(link.about["account"]))
    if account.disabled_at:
        raise LinkClosedError("This account was closed.", "Ask an administrator of this service.")
    return account


def _administrator(tx: Transaction, address: str, *, at: datetime) -> Account:
    given = Given(StaffRole.ADMINISTRATOR, clock.today())
    found = accounts.find(tx, address)
    if found is None:
        return accounts.make(tx, address=address, name=only("name"), roles=(given,), by="printed link", at=at)
    others = [one for one in found.roles if one.role != given.role]
    return accounts.change(tx, found.id, roles=(*others, given), disabled_at=None)


def _page(account: Account | None, wrong: Wrong | None = None) -> str:
    secret = session.setdefault(_SECRET, authenticator.new_secret())
    address = account.address if account else only("address")
    return render_template(
        "staff/join.html", account=account, wrong=wrong, address=address, typed=only("name"),
        picture=authenticator.picture(secret, address or "administrator"), secret=authenticator.in_groups(secret),
        shortest=passwords.SHORTEST,
    )  # fmt: skip


def _joined(codes: tuple[str, ...]) -> str:
    return render_template("staff/codes.html", codes=codes, new=True)
