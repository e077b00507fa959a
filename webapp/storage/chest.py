"""Where a backup lies: a folder, or one ZIP file; it has its name only once it is whole."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zipfile import Path as ZipPath

from webapp.storage.files import sync_folder
from webapp.storage.troubles import StorageError, disk_in_words

Opener = Callable[[str], AbstractContextManager[IO[bytes]]]
"""Opens a new member by its name, to be written."""
Inside = Path | ZipPath
"""A chest that is read; both kinds are joined by `/` and opened alike."""


class ChestError(StorageError):
    """A place that a backup can't be written to, or is none."""


@contextmanager
def filled(place: Path) -> Iterator[Opener]:
    """A new chest; where anything goes wrong, nothing is left of it.

    Raises:
        ChestError: There is something already.
        StorageFullError: There is no room.
    """
    if place.exists():
        raise ChestError(f"There is something at {place} already.", "Name a place that isn't there yet.")
    unfinished = place.with_name(f"{place.name}.unfinished")
    try:
        with disk_in_words():
            place.parent.mkdir(parents=True, exist_ok=True)
            with _zip(unfinished) if place.suffix == ".zip" else _folder(unfinished) as opener:
                yield opener
            unfinished.rename(place)
            sync_folder(place.parent)
    except BaseException:
        shutil.rmtree(unfinished) if unfinished.is_dir() else unfinished.unlink(missing_ok=True)
        raise


@contextmanager
def opened(place: Path) -> Iterator[Inside]:
    """A chest to be read.

    Raises:
        ChestError: There is none.
    """
    if place.is_dir():
        yield place
        return
    try:
        archive = ZipFile(place)
    except (OSError, BadZipFile):
        raise ChestError(f"{place} is no backup.", "Name the folder or the ZIP file that a backup wrote.") from None
    try:
        with archive:
            yield ZipPath(archive)
    except (BadZipFile, EOFError, zlib.error):
        raise ChestError(f"{place} is damaged.", "Nothing was restored; take another backup.") from None


@contextmanager
def _folder(folder: Path) -> Iterator[Opener]:
    folder.mkdir(mode=0o700)

    @contextmanager
    def member(name: str) -> Iterator[IO[bytes]]:
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())

    yield member
    for each in (path for path in folder.rglob("*") if path.is_dir()):
        sync_folder(each)
    sync_folder(folder)


@contextmanager
def _zip(path: Path) -> Iterator[Opener]:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            yield lambda name: archive.open(name, "w", force_zip64=True)
        file.flush()
        os.fsync(file.fileno())
