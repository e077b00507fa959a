"""Who was asked to sign what, and each step since: asked, opened, reminded, signed, declined, passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select, update

from webapp.storage.store import Transaction
from webapp.storage.tables import asking_steps, askings
from webapp.storage.troubles import NotKeptError


class Step(StrEnum):
    """What can happen to an asking."""

    ASKED = "asked"
    SENT_AGAIN = "sent again"
    OPENED = "opened"
    REMINDED = "reminded"
    SIGNED = "signed"
    DECLINED = "declined"
    FORWARDED = "forwarded"
    TAKEN_BACK = "taken back"


LAST = frozenset({Step.SIGNED, Step.DECLINED, Step.FORWARDED, Step.TAKEN_BACK})
"""After one of these nothing more can be done by its links."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken."""

    step: Step
    words: str
    """The reason, or to whom it was passed on."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, and for what."""

    slot: str
    name: str
    address: str
    named: str
    """The address that the application names: whoever it was passed on to holds it only as long as that stays."""
    service: str
    """The address that the pages are reached under, for mails that no browser asks for."""
    forwarded_from: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """An asking, with what became of it."""

    id: str
    draft: str
    asked: Asked
    prepared: Mapping[str, Any] | None
    """What is to be signed, until it is."""
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    steps: Sequence[Taken]

    @property
    def ended(self) -> Taken | None:
        """The step that ended it; None while it is open."""
        return next((one for one in self.steps if one.step in LAST), None)

    def first(self, step: Step) -> Taken | None:
        """The first time that a step was taken."""
        return next((one for one in self.steps if one.step is step), None)


def ask(tx: Transaction, draft: str, asked: Asked, *, expires_at: datetime, by: str, at: datetime) -> Asking:
    """Ask somebody to sign."""
    identity = token_hex(16)
    tx.connection.execute(
        insert(askings).values(
            id=identity, draft=draft, slot=asked.slot, name=asked.name, address=asked.address, named=asked.named,
            service=asked.service, forwarded_from=asked.forwarded_from, asked_by=by, asked_at=at,
            expires_at=expires_at,
        )
    )  # fmt: skip
    return take(tx, identity, Step.ASKED, by=by, at=at)


def take(tx: Transaction, asking: str, step: Step, *, by: str, at: datetime, words: str = "") -> Asking:
    """Write a step down."""
    place = select(func.count()).where(asking_steps.c.asking == asking)
    tx.connection.execute(
        insert(asking_steps).values(
            asking=asking, place=tx.connection.execute(place).scalar_one(), step=step, words=words, by=by, at=at
        )
    )
    return read(tx, asking)


def prepare(tx: Transaction, asking: str, prepared: Mapping[str, Any] | None) -> None:
    """Keep what is to be signed, until it is signed or done otherwise."""
    tx.connection.execute(update(askings).where(askings.c.id == asking).values(prepared=prepared))


def prolong(tx: Transaction, asking: str, *, expires_at: datetime) -> None:
    """Give more time."""
    tx.connection.execute(update(askings).where(askings.c.id == asking).values(expires_at=expires_at))


def read(tx: Transaction, asking: str) -> Asking:
    """The asking of that id.

    Raises:
        NotKeptError: There is none.
    """
    found = _askings(tx, askings.c.id == asking)
    if not found:
        raise NotKeptError("Nobody is asked this any more.", "Ask again on the page of the application.")
    return found[0]


def of_draft(tx: Transaction, draft: str) -> tuple[Asking, ...]:
    """Everybody who was asked about a draft, the first one first."""
    return _askings(tx, askings.c.draft == draft)


def unexpired(tx: Transaction, *, at: datetime) -> tuple[Asking, ...]:
    """The askings whose time is not over, whatever became of them."""
    return _askings(tx, askings.c.expires_at > at)


def _askings(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Asking, ...]:
    query = select(askings).where(condition).order_by(askings.c.asked_at, askings.c.id)
    rows = list(tx.connection.execute(query).mappings())
    taken = _steps(tx, [row["id"] for row in rows])
    return tuple(
        Asking(
            id=row["id"], draft=row["draft"],
            asked=Asked(**{name: row[name] for name in Asked.__slots__}),
            prepared=row["prepared"], asked_by=row["asked_by"], asked_at=row["asked_at"],
            expires_at=row["expires_at"], steps=taken.get(row["id"], ()),
        )
        for row in rows
    )  # fmt: skip


def _steps(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Taken]]:
    query = select(asking_steps).where(asking_steps.c.asking.in_(ids)).order_by(asking_steps.c.place)
    taken: dict[str, list[Taken]] = {}
    for row in tx.connection.execute(query).mappings() if ids else ():
        step = Taken(Step(row["step"]), row["words"], row["by"], row["at"])
        taken.setdefault(row["asking"], []).append(step)
    return taken
