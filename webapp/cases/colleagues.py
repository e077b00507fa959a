"""Who can look after a case, and whose cases come to somebody while another is away."""

from __future__ import annotations

from datetime import date

from webapp.staff.policy import Capability, StaffRole, may
from webapp.storage import absences, accounts
from webapp.storage.assignments import Owner
from webapp.storage.desk import mailbox
from webapp.storage.store import Transaction


def colleagues(tx: Transaction, *, on: date) -> tuple[Owner, ...]:
    """Everybody who may work on cases on a day, by name."""
    return tuple(
        Owner(account.mailbox, account.name)
        for account in accounts.everybody(tx)
        if may([StaffRole(role) for role in account.roles_on(on)], Capability.WORK_ON_CASES)
    )


def colleague(tx: Transaction, address: str, *, on: date) -> Owner | None:
    """The colleague of an address; None where nobody of that address may work on cases."""
    return next((one for one in colleagues(tx, on=on) if one.address == mailbox(address)), None)


def stood_in_for(tx: Transaction, address: str, *, on: date) -> tuple[Owner, ...]:
    """Those who are away, and in whose place the person of an address stands."""
    return tuple(one.person for one in absences.away(tx, on=on) if one.stand_in.address == mailbox(address))
