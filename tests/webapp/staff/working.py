"""People who work here, each with a browser of their own.

    noor = signed_in(app, StaffRole.RESEARCH_SERVICES)   # an invented person, in the app of the fixture `app`
    noor.open("/cases"); noor.press("/cases/2026-0001/notes", [("words", "Seen.")], page="/cases/2026-0001")

`hired` is a person with a password and an authenticator of their own, `come_in` signs them in with both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from flask import Flask
from pyotp import TOTP

from tests.webapp.drafting import Person, person, store_of
from webapp import clock
from webapp.staff import authenticator, passwords
from webapp.staff.policy import StaffRole
from webapp.storage import accounts
from webapp.storage.accounts import Given
from webapp.storage.migrating import migrate
from webapp.storage.store import DATABASE, open_store
from webapp.storage.tables import sessions as sessions_table

PASSWORD = "four quiet unrelated words"  # noqa: S105
HASH = passwords.hash_of(PASSWORD)
SECRET = authenticator.new_secret()
SINCE = date(2020, 1, 1)


def made_home(folder: Path) -> Path:
    """The tables of today in a folder; returns the file that they lie in."""
    store = open_store(folder)
    migrate(store)
    store.close()
    return folder / DATABASE


def signed_in(app: Flask, role: StaffRole) -> Person:
    """Somebody in a role, signed in with a click as an invented person of the demonstration."""
    one = person(app)
    answer = one.press("/staff/as-invented", [("person", role.value)], page="/staff/sign-in")
    assert answer.status_code == 303
    return one


@dataclass(frozen=True, slots=True)
class Hired:
    """An account, and what its owner knows and has."""

    id: str
    address: str
    secret: str = SECRET

    def code(self, at: datetime | None = None) -> str:
        """What the authenticator shows."""
        return TOTP(self.secret).at(at or clock.now())


def hired(
    app: Flask, roles: Iterable[StaffRole], address: str = "kim@agency.example", name: str = "Kim Example"
) -> Hired:
    """Somebody real with a password and an authenticator."""
    given = [Given(role, SINCE) for role in roles]
    key = app.extensions["settings"].secret_key()
    with store_of(app).writing() as tx:
        account = accounts.make(tx, address=address, name=name, roles=given, by="test", at=clock.now())
        accounts.change(tx, account.id, password=HASH, authenticator=authenticator.seal(SECRET, key))
    return Hired(account.id, address)


def come_in(app: Flask, who: Hired) -> Person:
    """Sign in with the password and the code."""
    one = person(app)
    sent = [("address", who.address), ("password", PASSWORD)]
    assert one.press("/staff/sign-in", sent, page="/staff/sign-in").headers["Location"] == "/staff/code"
    assert one.press("/staff/code", [("code", who.code())], page="/staff/code").status_code == 303
    return one


def long_ago(app: Flask, at: datetime, **columns: datetime) -> None:
    """Every session as it would be if it had been begun, seen and proven at an instant."""
    values = {"begun_at": at, "seen_at": at, "proven_at": at, **columns}
    with store_of(app).writing() as tx:
        tx.connection.execute(sessions_table.update().values(**values))
