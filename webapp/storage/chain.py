"""Rows that are chained: each names the hash of the one before it, so that a changed or missing one shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping, Table, insert, select

from webapp.storage.canonical import canonical, sha256
from webapp.storage.store import Transaction

BEGINNING = "0" * 64
"""What stands in place of a hash before the first row."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain. Noted in another place, it shows later that nothing before it was rewritten."""

    seq: int
    hash: str


def add(tx: Transaction, table: Table, row: Mapping[str, Any]) -> int:
    """Add a row at the end of the chain of its table; returns its place, from 1 without a gap."""
    last = head(tx, table)
    linked = {**row, "seq": last.seq + 1, "previous": last.hash}
    tx.connection.execute(insert(table).values(**linked, hash=hash_of(table, linked)))
    return last.seq + 1


def head(tx: Transaction, table: Table) -> Head:
    """The end of the chain of a table."""
    row = tx.connection.execute(select(table.c.seq, table.c.hash).order_by(table.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hash) if row else Head(0, BEGINNING)


def hash_of(table: Table, row: Mapping[str, Any] | RowMapping) -> str:
    """The hash of a whole row, which holds its place and the hash of the one before it."""
    return sha256(canonical({column.name: _plain(row[column.name]) for column in table.c if column.name != "hash"}))


def _plain(value: Any) -> Any:
    """An instant in UTC, since a row comes back in it; anything else as it is."""
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
