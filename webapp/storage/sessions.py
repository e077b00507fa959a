"""The sessions of people who are signed in: kept here and not in the browser, so that each can be ended from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex, token_urlsafe

from sqlalchemy import ColumnElement, delete, insert, select, update

from webapp.storage.canonical import sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import sessions

IDLE = timedelta(minutes=30)
"""Without a click for so long, a session is over."""
LONGEST = timedelta(hours=12)
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A person who is, or was, signed in with one browser."""

    id: str
    account: str
    way: str
    """How they signed in: password, identity provider, demonstration."""
    browser: str
    begun_at: datetime
    seen_at: datetime
    proven_at: datetime
    """When they last showed who they are."""
    ended_at: datetime | None
    ended_by: str | None

    def over(self, at: datetime) -> str | None:
        """Why it is over at that instant, in words; None while it goes on."""
        if self.ended_at:
            return "You are signed out."
        if at >= self.begun_at + LONGEST:
            return f"You were signed out {LONGEST // timedelta(hours=1)} hours after you signed in."
        if at >= self.seen_at + IDLE:
            return f"You were signed out after {IDLE // timedelta(minutes=1)} minutes without a click."
        return None


def begin(tx: Transaction, account: str, *, way: str, browser: str, at: datetime) -> str:
    """A new session; returns the token for the browser, of which only a hash is kept."""
    token = token_urlsafe(TOKEN_BYTES)
    tx.connection.execute(
        insert(sessions).values(
            id=token_hex(16), token_sha256=sha256(token), account=account, way=way,
            browser=browser, begun_at=at, seen_at=at, proven_at=at,
        )
    )  # fmt: skip
    return token


def find(tx: Transaction, token: str) -> Session | None:
    """The session of a token, whether or not it is over."""
    return next(iter(_sessions(tx, sessions.c.token_sha256 == sha256(token))), None) if token.isascii() else None


def seen(tx: Transaction, session: str, *, at: datetime) -> None:
    """There was a click."""
    tx.connection.execute(update(sessions).where(sessions.c.id == session).values(seen_at=at))


def proven(tx: Transaction, session: str, *, at: datetime) -> None:
    """The person has shown once more who they are."""
    tx.connection.execute(update(sessions).where(sessions.c.id == session).values(proven_at=at, seen_at=at))


def end(tx: Transaction, session: str, *, by: str, at: datetime) -> None:
    """End a session; one that was ended before keeps who did it."""
    _end(tx, sessions.c.id == session, by=by, at=at)


def end_all(tx: Transaction, account: str, *, by: str, at: datetime, but: str = "") -> None:
    """End the sessions of an account, but for one."""
    _end(tx, (sessions.c.account == account) & (sessions.c.id != but), by=by, at=at)


def going_on(tx: Transaction, *, at: datetime, account: str | None = None) -> tuple[Session, ...]:
    """The sessions that are not over, of one account or of all, the last one seen first."""
    of = sessions.c.account == account if account else sessions.c.id.is_not(None)
    found = _sessions(tx, of & sessions.c.ended_at.is_(None) & (sessions.c.seen_at > at - IDLE))
    return tuple(one for one in found if one.over(at) is None)


def forget(tx: Transaction, *, before: datetime) -> None:
    """Forget the sessions that nobody has used since an instant."""
    tx.connection.execute(delete(sessions).where(sessions.c.seen_at < before))


def _end(tx: Transaction, condition: ColumnElement[bool], *, by: str, at: datetime) -> None:
    open_ones = condition & sessions.c.ended_at.is_(None)
    tx.connection.execute(update(sessions).where(open_ones).values(ended_at=at, ended_by=by))


def _sessions(tx: Transaction, condition: ColumnElement[bool]) -> tuple[Session, ...]:
    columns = [column for column in sessions.c if column.name != "token_sha256"]
    query = select(*columns).where(condition).order_by(sessions.c.seen_at.desc(), sessions.c.id)
    return tuple(Session(**row) for row in tx.connection.execute(query).mappings())
