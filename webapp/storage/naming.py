"""The rows that name files: written only while the file is safe, and swept when nothing speaks of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, exists, insert, select

from webapp.storage.files import Kept
from webapp.storage.store import Store, Transaction
from webapp.storage.tables import files, metadata
from webapp.storage.troubles import StorageBusyError, disk_in_words

PATIENCE = timedelta(days=1)
"""How long a file without a name stays: longer than any upload, and than any backup that has seen its name."""


def name_file(tx: Transaction, file: Kept, *, at: datetime) -> None:
    """Write down that a file is kept; the row comes after the file, never before.

    Raises:
        StorageBusyError: The file was swept in between.
    """
    if not tx.files.holds(file.sha256):
        raise StorageBusyError
    if not _is_named(tx, file.sha256):
        tx.connection.execute(insert(files).values(sha256=file.sha256, size=file.size, kept_at=at))


def sweep(store: Store, *, at: datetime) -> int:
    """Delete the files that no row has named for PATIENCE; returns how many.

    What may go is looked for without holding anybody up; it goes while no other writer could be naming it.
    """
    with store.reading() as tx, disk_in_words():
        unnamed = [path for path in tx.files.untouched_since(at - PATIENCE) if not _is_named(tx, path.name)]
    with store.writing() as tx, disk_in_words():
        gone = [path for path in unnamed if not _is_named(tx, path.name)]
        for path in gone:
            path.unlink(missing_ok=True)
        for address in tx.connection.execute(delete(files).where(_unspoken_of()).returning(files.c.sha256)).scalars():
            tx.files.let_go(address, at=at)
    return len(gone)


def _is_named(tx: Transaction, address: str) -> bool:
    return tx.connection.execute(select(files.c.sha256).where(files.c.sha256 == address)).first() is not None


def _unspoken_of() -> ColumnElement[bool]:
    """Whether no row of any table refers to a file."""
    return and_(
        *(
            ~exists().where(key.parent == files.c.sha256)
            for table in metadata.sorted_tables
            for key in table.foreign_keys
            if key.column is files.c.sha256
        )
    )
