"""The letterhead and the officials of the Department, each from a day on: what was set is kept as it was."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex

from sqlalchemy import insert, select

from webapp.storage.store import Transaction
from webapp.storage.tables import letterheads


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of settings, with the pictures that it names."""

    id: str
    since: date
    toml: str
    pictures: Mapping[str, bytes]
    added_by: str
    added_at: datetime


def add(tx: Transaction, toml: str, pictures: Mapping[str, bytes], *, since: date, by: str, at: datetime) -> None:
    """Set the letterhead of letters from a day on; of two for one day the later one counts."""
    coded = {name: b64encode(content).decode("ascii") for name, content in pictures.items()}
    row = {"id": token_hex(16), "since": since, "toml": toml, "pictures": coded, "added_by": by, "added_at": at}
    tx.connection.execute(insert(letterheads).values(**row))


def every(tx: Transaction) -> tuple[Kept, ...]:
    """Every letterhead that was set, the newest day first."""
    query = select(letterheads).order_by(letterheads.c.since.desc(), letterheads.c.added_at.desc())
    rows = tx.connection.execute(query).mappings()
    return tuple(Kept(**{**row, "pictures": _decoded(row["pictures"])}) for row in rows)


def in_force(tx: Transaction, *, on: date) -> Kept | None:
    """The one for letters of a day; None where none is set for it."""
    return next((one for one in every(tx) if one.since <= on), None)


def _decoded(coded: Mapping[str, str]) -> dict[str, bytes]:
    return {name: b64decode(content) for name, content in coded.items()}
