"""What an administrator does with accounts: each act is written down in the log, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from werkzeug.datastructures import MultiDict

from validator.dates import read_date
from webapp.staff.invitations import JOINING, invite
from webapp.staff.policy import StaffRole
from webapp.storage import account_log, accounts, links, sessions
from webapp.storage.accounts import Account, Given
from webapp.storage.store import Transaction

Act = Callable[..., None]


class NotTakenError(ValueError):
    """Something typed that can't be taken: the field it is about, and why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field, self.why = field, why


def employ(tx: Transaction, *, address: str, name: str, roles: Sequence[Given], by: str, at: datetime) -> Account:
    """Make an account, and mail its owner the link with which they take it.

    Raises:
        OvertakenError: There is one for that address already.
        AddressError: No mail can go there.
    """
    account = accounts.make(tx, address=address, name=name, roles=roles, by=by, at=at)
    account_log.note(tx, "invite", about=account.address, by=by, at=at, facts={"roles": _in_words(roles)})
    invite(tx, account, by=by, at=at)
    return account


def change_roles(tx: Transaction, account: Account, roles: Sequence[Given], *, by: str, at: datetime) -> None:
    """Give somebody these roles and no others."""
    accounts.change(tx, account.id, roles=roles)
    facts = {"before": _in_words(account.roles), "roles": _in_words(roles)}
    account_log.note(tx, "change_roles", about=account.address, by=by, at=at, facts=facts)


def close(tx: Transaction, account: Account, *, by: str, at: datetime) -> None:
    """Close an account: its sessions end at once; what its owner did stays."""
    accounts.change(tx, account.id, disabled_at=at)
    sessions.end_all(tx, account.id, by=by, at=at)
    links.revoke_all(tx, JOINING, account.address, by=by, at=at)
    account_log.note(tx, "close", about=account.address, by=by, at=at)


def reopen(tx: Transaction, account: Account, *, by: str, at: datetime) -> None:
    """Open a closed account again, with the roles that it had."""
    accounts.change(tx, account.id, disabled_at=None)
    account_log.note(tx, "reopen", about=account.address, by=by, at=at)


def reset(tx: Transaction, account: Account, *, by: str, at: datetime) -> None:
    """Take password and authenticator from an account, and mail its owner a link to set new ones.

    Raises:
        AddressError: No mail can go there.
    """
    accounts.change(tx, account.id, password=None, authenticator=None, subject=None)
    accounts.give_recovery_codes(tx, account.id, (), at=at)
    sessions.end_all(tx, account.id, by=by, at=at)
    account_log.note(tx, "reset", about=account.address, by=by, at=at)
    invite(tx, account, by=by, at=at)


def sign_out(tx: Transaction, account: Account, *, by: str, at: datetime) -> None:
    """End every session of an account."""
    sessions.end_all(tx, account.id, by=by, at=at)
    account_log.note(tx, "sign_out", about=account.address, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Asked:
    """An act that is asked for once more before it is done: its button, and what it does."""

    button: str
    does: str
    act: Act
    others_only: bool = False
    """Whether nobody does it with their own account."""


ACTS = {
    "close": Asked(
        "Close the account", "They are signed out at once and can’t sign in any more. What they did stays.", close, True
    ),
    "reopen": Asked("Open the account again", "They can sign in as before, in the roles of today.", reopen),
    "reset": Asked(
        "Send a new link",
        "Password, authenticator and recovery codes are over and they are signed out. A mail brings them a link, with "
        "which they set new ones.",
        reset,
        True,
    ),
    "sign-out": Asked("Sign them out", "Every session of theirs ends, on every device.", sign_out),
}


def typed_roles(form: MultiDict[str, str], *, today: date) -> tuple[Given, ...]:
    """The roles that are ticked on a page, each with its days; without a first day it holds from today.

    Raises:
        NotTakenError: A day is none, or the last comes before the first.
    """
    return tuple(_typed(form, role, today) for role in StaffRole if form.get(role.value))


def _typed(form: MultiDict[str, str], role: StaffRole, today: date) -> Given:
    since = _day(form, f"{role.value}.since", role) or today
    until = _day(form, f"{role.value}.until", role)
    if until and until < since:
        raise NotTakenError(role.value, f"{role.title}: the last day is before the first one.")
    return Given(role.value, since, until)


def _day(form: MultiDict[str, str], name: str, role: StaffRole) -> date | None:
    text = form.get(name, "").strip()
    day = read_date(text)
    if text and day is None:
        raise NotTakenError(
            role.value, f"{role.title}: “{text[:40]}” is not a date. Write month, day and year, such as 11/22/2026."
        )
    return day


def _in_words(roles: Sequence[Given]) -> list[str]:
    return [f"{StaffRole(one.role).title} {_days(one)}" for one in roles]


def _days(given: Given) -> str:
    until = f" to {given.until.isoformat()}" if given.until else ""
    return f"from {given.since.isoformat()}{until}"
