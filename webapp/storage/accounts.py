"""The accounts of the people who work here: who they are, in which roles and on which days, and how they show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update

from webapp.storage.canonical import sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import accounts, recovery_codes
from webapp.storage.troubles import NotKeptError, OvertakenError

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A role that an account has, from a day on and, where that is known, up to and with another."""

    role: str
    since: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Account:
    """A person who works here."""

    id: str
    address: str
    mailbox: str
    name: str
    roles: tuple[Given, ...]
    password: str | None = field(repr=False)
    authenticator: str | None = field(repr=False)
    last_step: int
    subject: str | None
    invented: bool
    disabled_at: datetime | None
    made_by: str
    made_at: datetime

    def roles_on(self, on: date) -> frozenset[str]:
        """The roles that hold on a day; none for an account that was disabled."""
        return frozenset() if self.disabled_at else frozenset(one.role for one in self.roles if one.holds(on))


def make(
    tx: Transaction, *, address: str, name: str, roles: Sequence[Given], by: str, at: datetime, invented: bool = False
) -> Account:
    """A new account, which nobody can use before it has a password or a provider of identities knows it.

    Raises:
        OvertakenError: There is one for that address already.
    """
    mailbox = address.strip().casefold()
    if find(tx, mailbox):
        raise OvertakenError(f"There is an account for {address} already.", "Open it in the list of people.")
    identity = token_hex(16)
    tx.connection.execute(
        insert(accounts).values(
            id=identity, address=address.strip(), mailbox=mailbox, name=name, roles=[_plain(one) for one in roles],
            last_step=0, invented=invented, made_by=by, made_at=at,
        )
    )  # fmt: skip
    return read(tx, identity)


def read(tx: Transaction, account: str) -> Account:
    """An account.

    Raises:
        NotKeptError: There is none of that name.
    """
    found = _accounts(tx, accounts.c.id == account)
    if not found:
        raise NotKeptError("There is no such account.", "Open the list of people.")
    return found[0]


def find(tx: Transaction, address: str) -> Account | None:
    """The account of an address, as mailboxes are compared: without regard to case."""
    return next(iter(_accounts(tx, accounts.c.mailbox == address.strip().casefold())), None)


def find_subject(tx: Transaction, subject: str) -> Account | None:
    """The account that a provider of identities knows by that name."""
    return next(iter(_accounts(tx, accounts.c.subject == subject)), None)


def everybody(tx: Transaction) -> tuple[Account, ...]:
    """Every account, by name."""
    return _accounts(tx, accounts.c.id.is_not(None))


def change(tx: Transaction, account: str, **values: Any) -> Account:
    """Set something of an account; `roles` as they are `Given`."""
    if "roles" in values:
        values["roles"] = [_plain(one) for one in values["roles"]]
    tx.connection.execute(update(accounts).where(accounts.c.id == account).values(**values))
    return read(tx, account)


def give_recovery_codes(tx: Transaction, account: str, codes: Sequence[str], *, at: datetime) -> None:
    """Keep a hash of each new code; the former ones are over."""
    tx.connection.execute(delete(recovery_codes).where(recovery_codes.c.account == account))
    for code in codes:
        row = {"id": token_hex(16), "account": account, "code_sha256": sha256(code), "made_at": at}
        tx.connection.execute(insert(recovery_codes).values(**row))


def use_recovery_code(tx: Transaction, account: str, code: str, *, at: datetime) -> bool:
    """Take a code, which opens a single time; False where it is none of theirs, or used."""
    unused = (recovery_codes.c.account == account, recovery_codes.c.used_at.is_(None))
    this = recovery_codes.c.code_sha256 == sha256(code.encode("utf-8", "replace"))
    done = tx.connection.execute(update(recovery_codes).where(*unused, this).values(used_at=at))
    return done.rowcount == 1


def unused_recovery_codes(tx: Transaction, account: str) -> int:
    """How many codes are left."""
    query = select(recovery_codes.c.id).where(recovery_codes.c.account == account, recovery_codes.c.used_at.is_(None))
    return len(tx.connection.execute(query).all())


def _accounts(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Account, ...]:
    rows = tx.connection.execute(select(accounts).where(condition).order_by(accounts.c.name, accounts.c.id)).mappings()
    return tuple(Account(**{**row, "roles": tuple(map(_given, row["roles"]))}) for row in rows)


def _given(row: dict[str, str | None]) -> Given:
    until = row["until"]
    return Given(str(row["role"]), date.fromisoformat(str(row["since"])), date.fromisoformat(until) if until else None)


def _plain(given: Given) -> dict[str, str | None]:
    until = given.until.isoformat() if given.until else None
    return {"role": given.role, "since": given.since.isoformat(), "until": until}
