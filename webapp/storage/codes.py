"""Codes that are mailed for one act: short, few tries, soon over; only a salted hash of each is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from secrets import randbelow, token_hex

from sqlalchemy import insert, select, update

from webapp.storage.canonical import sha256
from webapp.storage.store import Transaction
from webapp.storage.tables import codes

DIGITS = 6


class Entered(StrEnum):
    """What became of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    """Its time has passed, it was used, or a newer one was sent."""
    TOO_OFTEN = "too often"


def make(tx: Transaction, link: str, *, lasts: timedelta, by: str, at: datetime) -> str:
    """A new code for a link; only the last one counts."""
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    salt = token_hex(16)
    tx.connection.execute(update(codes).where(codes.c.link == link, codes.c.expires_at > at).values(expires_at=at))
    tx.connection.execute(
        insert(codes).values(
            id=token_hex(16), link=link, salt=salt, code_sha256=sha256(salt + code),
            made_by=by, made_at=at, expires_at=at + lasts, tries=0,
        )
    )  # fmt: skip
    return code


def is_open(tx: Transaction, link: str, *, most_tries: int, at: datetime) -> bool:
    """Whether the last code of a link can still be entered."""
    waiting = (codes.c.link == link) & codes.c.used_at.is_(None) & (codes.c.expires_at > at)
    return tx.connection.execute(select(codes.c.id).where(waiting & (codes.c.tries < most_tries))).first() is not None


def enter(tx: Transaction, link: str, code: str, *, most_tries: int, at: datetime) -> Entered:
    """Try a code. A wrong one counts, so the transaction is to be ended as usual; a right one opens a single time."""
    row = (
        tx.connection.execute(
            select(codes).where(codes.c.link == link, codes.c.used_at.is_(None), codes.c.expires_at > at)
        )
        .mappings()
        .first()
    )
    if row is None:
        return Entered.OVER
    if row["tries"] >= most_tries:
        return Entered.TOO_OFTEN
    typed = "".join(code.split())
    right = typed.isascii() and compare_digest(sha256(row["salt"] + typed), row["code_sha256"])
    values = {"used_at": at} if right else {"tries": row["tries"] + 1}
    tx.connection.execute(update(codes).where(codes.c.id == row["id"]).values(**values))
    return Entered.RIGHT if right else Entered.WRONG
