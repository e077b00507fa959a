"""The numbers of applications, 2026-0001 and on: none is given twice, and none is left out."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from webapp.storage.store import Transaction
from webapp.storage.tables import numbers


def give(tx: Transaction, year: int) -> str:
    """The next number of a year; given back when the transaction fails."""
    last = tx.connection.execute(select(numbers.c.last).where(numbers.c.year == year)).scalar()
    if last is None:
        tx.connection.execute(insert(numbers).values(year=year, last=1))
    else:
        tx.connection.execute(update(numbers).where(numbers.c.year == year).values(last=last + 1))
    return number(year, (last or 0) + 1)


def number(year: int, serial: int) -> str:
    """How a number is written."""
    return f"{year}-{serial:04}"


def taken_apart(application: str) -> tuple[int, int]:
    """The year and the serial of a number, which sort as numbers do."""
    year, serial = application.split("-")
    return int(year), int(serial)
