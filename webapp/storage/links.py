"""Links that people get by mail: only a hash of each is kept; they end, can be revoked, and say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex, token_urlsafe
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, select, update

from webapp.storage.canonical import sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import links
from webapp.storage.troubles import StorageError

TOKEN_BYTES = 32


class LinkClosedError(StorageError):
    """A link that opens nothing: unknown, over, used or revoked; its words say which."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a link is for: the person it is sent to may do this one thing, on this draft or application."""

    purpose: str
    address: str
    draft: str | None = None
    application: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    """What else it is bound to: a Team Member's row, the hash of a text."""
    once: bool = False
    """Whether its act can be done a single time."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was made, and what became of it."""

    id: str
    purpose: str
    address: str
    draft: str | None
    application: str | None
    about: Mapping[str, Any]
    once: bool
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_by: str | None
    used_at: datetime | None
    revoked_by: str | None
    revoked_at: datetime | None

    def closed(self, at: datetime) -> str | None:
        """Why it opens nothing at that instant, in words; None while it is open."""
        if self.revoked_at:
            return "This link was taken back."
        if self.once and self.used_at:
            return "This link was used already."
        if at >= self.expires_at:
            return "This link has ended."
        return None


def make(tx: Transaction, purpose: Purpose, *, lasts: timedelta, by: str, at: datetime) -> tuple[Link, str]:
    """A new link, and the token that goes into its address: nobody can read it back later."""
    token = token_urlsafe(TOKEN_BYTES)
    identity = token_hex(16)
    tx.connection.execute(
        insert(links).values(
            id=identity, token_sha256=sha256(token), purpose=purpose.purpose, address=purpose.address,
            draft=purpose.draft, application=purpose.application, about=purpose.about, once=purpose.once,
            made_by=by, made_at=at, expires_at=at + lasts,
        )
    )  # fmt: skip
    return _links(tx, links.c.id == identity)[0], token


def find(tx: Transaction, token: str, *, purpose: str, at: datetime) -> Link:
    """The link of a token, opened for looking: nothing changes, since mail programs look at links too.

    Raises:
        LinkClosedError: It opens nothing.
    """
    found = _links(tx, links.c.token_sha256 == sha256(token)) if token.isascii() else ()
    if not found or found[0].purpose != purpose:
        raise LinkClosedError("This link is not one of ours, or was cut off.", "Open it from the mail once more.")
    if why := found[0].closed(at):
        raise LinkClosedError(why, "Ask for a new one on the page you came from; nothing you saved is lost.")
    return found[0]


def use(tx: Transaction, token: str, *, purpose: str, by: str, at: datetime) -> Link:
    """Act by a link; one that is for once is closed by it.

    Raises:
        LinkClosedError: It opens nothing, or somebody has used it meanwhile.
    """
    link = find(tx, token, purpose=purpose, at=at)
    if link.used_at is None:
        tx.connection.execute(update(links).where(links.c.id == link.id).values(used_by=by, used_at=at))
    return _links(tx, links.c.id == link.id)[0]


def revoke(tx: Transaction, link: str, *, by: str, at: datetime) -> None:
    """Take a link back; one that was taken back before keeps who did it and when."""
    tx.connection.execute(
        update(links).where(links.c.id == link, links.c.revoked_at.is_(None)).values(revoked_by=by, revoked_at=at)
    )


def revoke_all(tx: Transaction, purpose: str, address: str, *, by: str, at: datetime) -> None:
    """Take back every link that an address has for a purpose."""
    these = (links.c.purpose == purpose, links.c.address == address, links.c.revoked_at.is_(None))
    tx.connection.execute(update(links).where(*these).values(revoked_by=by, revoked_at=at))


def of_draft(tx: Transaction, draft: str) -> tuple[Link, ...]:
    """Every link to a draft, whatever became of it, in the order they were made."""
    return _links(tx, links.c.draft == draft)


def of_application(tx: Transaction, application: str) -> tuple[Link, ...]:
    """Every link to an application, whatever became of it, in the order they were made."""
    return _links(tx, links.c.application == application)


def of_address(tx: Transaction, address: str, *, purpose: str) -> tuple[Link, ...]:
    """Every link of a purpose to an address, whatever became of it, in the order they were made."""
    return _links(tx, and_(links.c.address == address, links.c.purpose == purpose))


def _links(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Link, ...]:
    columns = [column for column in links.c if column.name != "token_sha256"]
    rows = tx.connection.execute(select(*columns).where(condition).order_by(links.c.made_at, links.c.id)).mappings()
    return tuple(Link(**row) for row in rows)
