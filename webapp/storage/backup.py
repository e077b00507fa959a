"""A backup of everything kept, while people go on writing; and putting it back into an empty place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from webapp.storage import audit, casework, chest, history, rows
from webapp.storage.canonical import sha256
from webapp.storage.chain import BEGINNING, Head
from webapp.storage.chest import ChestError, Inside, Opener
from webapp.storage.migrating import EditionError, edition, editions, migrate
from webapp.storage.store import Store, Transaction
from webapp.storage.tables import files

FORMAT = 1
MANIFEST = "manifest.json"


class DamagedError(ChestError):
    """A backup that is not what was written."""

    def __init__(self, what: str) -> None:
        super().__init__(f"This backup is damaged: {what}.", "Nothing was restored; take another backup.")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    at: datetime
    edition: str
    head: Head
    rows: int
    files: int
    damaged: tuple[str, ...]
    """The files that were missing or changed in what is kept, and so aren't in the backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, and what is wrong with it."""

    rows: int
    files: int
    faults: tuple[audit.Fault, ...]


def back_up(store: Store, place: Path, *, at: datetime) -> Backup:
    """Write everything that is kept at one moment to a folder or a ZIP file; nobody is held up.

    Rows are read in one transaction. A file is deleted a day after its row at the earliest (`naming.PATIENCE`), so
    each file that those rows name is still there when it is copied.

    Raises:
        ChestError: There is something already.
        StorageFullError: There is no room.
    """
    with store.reading() as tx, chest.filled(place) as member:
        tables = {table.name: _write_table(tx, table, member) for table in rows.tables_of(tx.connection)}
        whole = dict(_write_files(tx, member)) if "files" in tables else {}
        backup = Backup(
            at=at,
            edition=edition(tx.connection),
            head=history.head(tx) if "events" in tables else Head(0, BEGINNING),
            rows=sum(table["rows"] for table in tables.values()),
            files=sum(whole.values()),
            damaged=tuple(address for address, is_whole in whole.items() if not is_whole),
        )
        with member(MANIFEST) as file:
            manifest = {"format": FORMAT, "tables": tables, **asdict(backup), "at": at.isoformat()}
            file.write(json.dumps(manifest, indent=1).encode("ascii"))
    return backup


def restore(store: Store, place: Path) -> Restored:
    """Put a backup back where nothing is kept yet, bring it to today's edition, and look whether all of it is right.

    Raises:
        ChestError: It is no backup, or something is kept here already.
        DamagedError: It is not what was written.
        EditionError: A newer version of this service wrote it.
    """
    with chest.opened(place) as inside:
        manifest = _manifest(inside)
        _demand_whole(inside, manifest)
        _prepare(store, manifest["edition"])
        for address in _addresses(inside, set(manifest["damaged"])):
            if store.files.put(_member(inside, _file(address)).read_bytes()).sha256 != address:
                raise DamagedError(f"the file {address} was changed")
        with store.writing() as tx:
            count = sum(_read_table(tx, table, inside) for table in rows.tables_of(tx.connection))
    casework.bring_to_today(store)
    return Restored(count, manifest["files"], tuple(audit.verify(store)))


def _write_table(tx: Transaction, table: Table, member: Opener) -> dict[str, Any]:
    count, digest = 0, hashlib.sha256()
    with member(_lines(table.name)) as file:
        for line in rows.lines(tx.connection, table):
            file.write(line)
            digest.update(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _write_files(tx: Transaction, member: Opener) -> Iterator[tuple[str, bool]]:
    """Copy every file that has a row; yields its hash, and whether it was there and whole."""
    for address in tx.connection.execute(select(files.c.sha256).order_by(files.c.sha256)).scalars().all():
        try:
            content = tx.files.read(address)
        except FileNotFoundError:
            content = b""
        whole = sha256(content) == address
        if whole:
            with member(_file(address)) as file:
                file.write(content)
        yield address, whole


def _manifest(inside: Inside) -> dict[str, Any]:
    try:
        manifest = json.loads((inside / MANIFEST).read_bytes())
        if manifest["format"] != FORMAT:
            raise ChestError("Another version of this service wrote this backup.", "Restore it with that version.")
    except (OSError, KeyError, ValueError, TypeError):
        raise ChestError("This is no backup, or only a part of one.", "Name what a backup wrote, whole.") from None
    return dict(manifest)


def _demand_whole(inside: Inside, manifest: Mapping[str, Any]) -> None:
    """Look at every row's hash before anything is written."""
    for name, written in manifest["tables"].items():
        digest = hashlib.sha256(_member(inside, _lines(name)).read_bytes()).hexdigest()
        if digest != written["sha256"]:
            raise DamagedError(f"the rows of “{name}” were changed")


def _prepare(store: Store, wanted: str) -> None:
    """Tables of the backup's edition, with nothing in them."""
    if wanted and wanted not in editions():
        raise EditionError(
            f"A newer version of this service wrote this backup (edition {wanted}).",
            "Install that version, and restore with it.",
        )
    with store.reading() as tx:
        empty = rows.is_empty(tx.connection)
    if not empty:
        raise ChestError("Something is kept here already.", "Name an empty DATAREQUEST_HOME (and database).")
    migrate(store, to=wanted, backward=True)


def _read_table(tx: Transaction, table: Table, inside: Inside) -> int:
    with _member(inside, _lines(table.name)).open("rb") as file:
        return rows.put(tx.connection, table, iter(file))


def _addresses(inside: Inside, damaged: set[str]) -> Iterator[str]:
    with _member(inside, _lines("files")).open("rb") as file:
        named = [json.loads(line)["sha256"] for line in file]
    return (address for address in named if address not in damaged)


def _member(inside: Inside, name: str) -> Inside:
    member = inside / name
    if not member.is_file():
        raise DamagedError(f"“{name}” is missing")
    return member


def _lines(table: str) -> str:
    return f"rows/{table}.jsonl"


def _file(address: str) -> str:
    return f"files/{address[:2]}/{address}"
