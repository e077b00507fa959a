"""Bytes by their hash: whole or not at all, and safe on the disk before any row speaks of them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex

from webapp.storage.canonical import sha256
from webapp.storage.troubles import disk_in_words

_ADDRESS = re.compile(r"[0-9a-f]{64}")
_ARRIVING = "arriving"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is safe on the disk."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Files:
    """A folder of files under their hashes, `ab/cd/abcd…`; what lies there is never rewritten."""

    folder: Path

    def put(self, content: bytes) -> Kept:
        """Make bytes safe on the disk; those that are here whole stay as they are.

        Raises:
            StorageFullError: There is no room.
        """
        address = sha256(content)
        path = self.path(address)
        with disk_in_words():
            if self.holds(address) and path.read_bytes() == content:
                os.utime(path)  # so that a sweep takes it for new
            else:
                self._write(path, content)
        return Kept(address, len(content))

    @contextmanager
    def arriving(self) -> Iterator[Path]:
        """Where a file may be written that is too large to be held in memory; it goes unless it is taken."""
        path = self.folder / _ARRIVING / token_hex(16)
        with disk_in_words():
            _make_folder(path.parent)
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def take(self, arrived: Path) -> Kept:
        """Make a file that was written in `arriving` safe under its hash; nobody writes to it any more.

        Raises:
            StorageFullError: There is no room.
        """
        with disk_in_words():
            with arrived.open("rb") as file:
                address = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            path, size = self.path(address), arrived.stat().st_size
            _make_folder(path.parent)
            arrived.replace(path)
            sync_folder(path.parent)
        return Kept(address, size)

    def is_whole(self, address: str) -> bool:
        """Whether there is a file of that hash, and it is still what was put."""
        try:
            with self.path(address).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == address
        except OSError:
            return False

    def read(self, address: str) -> bytes:
        """The bytes of that hash; FileNotFoundError where there are none."""
        return self.path(address).read_bytes()

    def holds(self, address: str) -> bool:
        """Whether there is a file of that hash."""
        return self.path(address).is_file()

    def path(self, address: str) -> Path:
        """Where the file of that hash lies."""
        if not _ADDRESS.fullmatch(address):
            raise FileNotFoundError(address)
        return self.folder / address[:2] / address[2:4] / address

    def untouched_since(self, at: datetime) -> Iterator[Path]:
        """Every file that was put, or let go, before an instant; those that never arrived whole too."""
        for path in self.folder.glob("*/**/*"):
            with suppress(FileNotFoundError):
                if path.is_file() and path.stat().st_mtime < at.timestamp():
                    yield path

    def let_go(self, address: str, *, at: datetime) -> None:
        """Begin the time after which a file that no row names is swept: a backup that runs now still finds it."""
        with suppress(FileNotFoundError):
            os.utime(self.path(address), (at.timestamp(), at.timestamp()))

    def _write(self, path: Path, content: bytes) -> None:
        arriving = self.folder / _ARRIVING / token_hex(16)
        _make_folder(arriving.parent)
        _make_folder(path.parent)
        try:
            with os.fdopen(os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            arriving.replace(path)
        except BaseException:
            arriving.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each name of them safe too."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)
