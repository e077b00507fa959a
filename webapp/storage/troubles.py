"""What can be the matter with keeping something: each says it in words, with what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageError(Exception):
    """Something that could not be kept or found: what is the matter, and the remedy."""

    def __init__(self, matter: str, remedy: str) -> None:
        super().__init__(f"{matter} {remedy}")
        self.matter, self.remedy = matter, remedy


class StorageBusyError(StorageError):
    """Somebody else has been writing for so long that this act gave up: nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__(
            "The service is busy writing down something else, and what you did is not saved yet.",
            "Try again in a minute.",
        )


class StorageFullError(StorageError):
    """There is no room: nothing of this act was kept, and everything older is as it was."""

    def __init__(self) -> None:
        super().__init__(
            "The service has no room to keep anything more, and what you did is not saved.",
            "Try again later, and tell whoever runs this service that its disk is full.",
        )


class StorageDownError(StorageError):
    """The database can't be reached, or can't be used: nothing of this act was kept."""

    def __init__(self) -> None:
        super().__init__(
            "The service can't reach what it keeps, and what you did is not saved.",
            "Try again in a few minutes; if it stays so, tell whoever runs this service.",
        )


class AddressError(StorageError):
    """A DATABASE_URL that is none."""

    def __init__(self) -> None:
        super().__init__(
            "DATABASE_URL is not the address of a database that this service works with.",
            "Write postgresql://USER@HOST/NAME, or leave it out: SQLite in DATAREQUEST_HOME is used then.",
        )


class UnkeepableError(StorageError):
    """A text with a character that can't be written down."""

    def __init__(self) -> None:
        super().__init__(
            "A text holds a character that can't be written down (an invisible control character, or half of one).",
            "Type the text again instead of pasting it, or give the file another name.",
        )


class NotKeptError(StorageError):
    """What was asked for isn't here: never was, or was deleted."""


class OvertakenError(StorageError):
    """Somebody else acted first; says who and when."""


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what a database says into one of the errors above; what is our own mistake stays as it is."""
    try:
        yield
    except exc.StatementError as error:
        if isinstance(error.orig, StorageError):
            raise error.orig from None
        if trouble := _meaning(error.orig):
            raise trouble from error
        raise
    except exc.TimeoutError as error:
        raise StorageBusyError from error


@contextmanager
def disk_in_words() -> Iterator[None]:
    """Turn what the disk says into one of the errors above."""
    try:
        yield
    except OSError as error:
        raise (StorageFullError() if error.errno in _FULL else StorageDownError()) from error


def _meaning(error: BaseException | None) -> StorageError | None:
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return _of_postgresql(getattr(error, "sqlstate", None), lost=isinstance(error, _lost()))


def _of_sqlite(code: int) -> StorageError | None:
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageBusyError()
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return StorageFullError()
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StorageDownError()
    return None


def _of_postgresql(state: str | None, *, lost: bool) -> StorageError | None:
    """By SQLSTATE: lock not available, deadlock, statement cancelled; disk full; connection, shutdown, no room."""
    if state in ("55P03", "40P01", "40001", "57014"):
        return StorageBusyError()
    if state in ("53100", "58030"):
        return StorageFullError()
    if lost or (state or "")[:2] in ("08", "53", "57", "58"):
        return StorageDownError()
    return None


def _lost() -> type[BaseException] | tuple[()]:
    try:
        import psycopg
    except ImportError:
        return ()
    return psycopg.OperationalError
