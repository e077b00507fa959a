"""Somebody works here: a row in each table of accounts and settings."""

from __future__ import annotations

from datetime import date

from procedure.business_days import Closure
from tests.webapp.storage.acts import NOW, STAFF
from webapp.storage import account_log, accounts, closures, letterheads, sessions, sign_in_attempts
from webapp.storage.accounts import Account, Given
from webapp.storage.store import Transaction

ROLES = (Given("research_services", date(2026, 1, 1)), Given("chief", date(2026, 7, 1), date(2026, 11, 30)))


def employ(tx: Transaction) -> Account:
    account = accounts.make(tx, address=STAFF, name="M. Example", roles=ROLES, by="service", at=NOW)
    accounts.give_recovery_codes(tx, account.id, ["aaaa-bbbb"], at=NOW)
    sessions.begin(tx, account.id, way="password", browser="a browser", at=NOW)
    sign_in_attempts.note(tx, STAFF, failed=True, at=NOW)
    account_log.note(tx, "invite", about=STAFF, by="service", at=NOW, facts={"roles": ["chief"]})
    closures.add(tx, Closure(date(2040, 1, 3), "a day of mourning"), by=STAFF, at=NOW)
    letterheads.add(tx, "[[official]]", {"mark.png": b"\x89PNG"}, since=date(2026, 1, 1), by=STAFF, at=NOW)
    return account
