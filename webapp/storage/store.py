"""The database and the folder of files, opened; and one transaction with them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import URL, make_url

from webapp.storage.files import Files
from webapp.storage.troubles import AddressError, disk_in_words, in_words

DATABASE = "datarequest.sqlite"
PATIENCE = 5
"""Seconds that a writer waits for another one before it gives up in words."""
_WRITERS = 966
"""The advisory lock that makes writers on PostgreSQL stand in line, as they do on SQLite."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Everything that one act reads and writes: all of it is kept, or nothing."""

    connection: Connection
    files: Files


@dataclass(frozen=True, slots=True)
class Store:
    """What the service keeps: rows in a database, bytes in a folder."""

    engine: Engine
    files: Files

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """One look at everything as it stands at one moment; never waits for a writer."""
        with in_words(), self.engine.connect() as connection:
            yield Transaction(_only_reading(connection), self.files)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """One act, one writer at a time; what it did is on the disk when the block ends.

        Raises:
            StorageBusyError: Another writer was at it for longer than PATIENCE.
            StorageFullError: There is no room; nothing was kept.
            StorageDownError: The database can't be used.
        """
        with in_words(), self.engine.begin() as connection:
            in_line(connection)
            yield Transaction(connection, self.files)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(home: Path, url: str | None = None) -> Store:
    """The store of a home; SQLite in it, or the PostgreSQL server that a DATABASE_URL names. Nothing is connected yet.

    Raises:
        AddressError: The address is none.
        StorageDownError: The folder can't be used.
    """
    with disk_in_words():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Store(open_engine(database_url(home, url)), Files(home / "files"))


def database_url(home: Path, url: str | None) -> URL:
    """The address of the database; PostgreSQL is spoken to by psycopg, however the address begins."""
    if not url:
        return URL.create("sqlite", database=str((home / DATABASE).resolve()))
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except (exc.ArgumentError, ValueError):
        raise AddressError from None
    if address.get_backend_name() not in ("postgresql", "sqlite"):
        raise AddressError
    return address.set(drivername="postgresql+psycopg") if address.get_backend_name() == "postgresql" else address


def open_engine(url: URL, *, foreign_keys: bool = True) -> Engine:
    """The engine of a database, with all that makes a commit last; migrations rebuild tables without foreign keys."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, pool_timeout=PATIENCE)
        event.listen(engine, "connect", lambda raw, _: _prepare(raw, foreign_keys=foreign_keys))
        event.listen(engine, "begin", _begin)
        return engine
    options = f"-c lock_timeout={PATIENCE}s -c idle_in_transaction_session_timeout=60s -c synchronous_commit=on"
    return create_engine(
        url,
        connect_args={"options": options, "connect_timeout": PATIENCE},
        pool_timeout=PATIENCE,
        pool_pre_ping=True,  # a server that was restarted is reached again without a restart of ours
        isolation_level="READ COMMITTED",
    )


def in_line(connection: Connection) -> None:
    """Wait until no other writer is at work; ends with the transaction.

    One writer at a time gives numbers without gaps, one chain of events, and one decision where two people decide.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:writers)"), {"writers": _WRITERS})
    else:
        connection.execute(text("SELECT 1"))  # BEGIN IMMEDIATE goes before it and does the waiting


def _only_reading(connection: Connection) -> Connection:
    """One moment for the whole transaction, however long it takes: a backup may."""
    if connection.dialect.name != "postgresql":
        return connection.execution_options(only_reading=True)
    connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    return connection


def _prepare(raw: Any, *, foreign_keys: bool) -> None:
    """Give SQLite its settings; the transactions are begun by us, since sqlite3 begins them too late."""
    connection: sqlite3.Connection = raw
    connection.isolation_level = None
    for setting in (
        f"busy_timeout = {PATIENCE * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    """A writer takes its place at once: one that reads first and writes then would be told "locked" without a wait."""
    reading = connection.get_execution_options().get("only_reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
