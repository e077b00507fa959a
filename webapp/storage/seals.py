"""What the service sealed: each file by its hash, and by a code that people can type."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from secrets import choice

from sqlalchemy import ColumnElement, insert, select

from webapp.storage.store import Transaction
from webapp.storage.tables import seals

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a code: without I, L, O and U, so that none is taken for another when it is read aloud or typed."""
LENGTH = 16
GROUP = 4
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", "–": "", "‑": ""})


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that the service sealed."""

    code: str
    """Under which anybody may ask for it, such as 7K3M9QXAT20CDW5H."""
    sha256: str
    """Of the file as it was sealed."""
    what: str
    """What it is, in words that name no person: "The record of application 2026-0001, round 1"."""
    sealed_by: str
    sealed_at: datetime


def new_code() -> str:
    """A code that nobody can guess: 80 bits."""
    return "".join(choice(SIGNS) for _ in range(LENGTH))


def shown(code: str) -> str:
    """The code as it is printed: 7K3M-9QXA-T20C-DW5H."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def typed(text: str) -> str | None:
    """The code that somebody typed, with or without strokes, large or small; None where it can't be one."""
    code = "".join(text.upper().split()).translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def keep(tx: Transaction, sealed: Sealed) -> Sealed:
    """Write down that a file was sealed; of the same bytes what was written down first stays, and is returned."""
    if before := by_hash(tx, sealed.sha256):
        return before
    tx.connection.execute(insert(seals).values(**asdict(sealed)))
    return sealed


def by_code(tx: Transaction, code: str) -> Sealed | None:
    """What was sealed under a code; None where nothing was."""
    return _found(tx, seals.c.code == code)


def by_hash(tx: Transaction, sha256: str) -> Sealed | None:
    """What was sealed as the file of that hash; None where nothing was."""
    return _found(tx, seals.c.sha256 == sha256)


def _found(tx: Transaction, condition: ColumnElement[bool]) -> Sealed | None:
    row = tx.connection.execute(select(seals).where(condition)).mappings().first()
    return Sealed(**row) if row else None
