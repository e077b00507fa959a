"""A folder as a package: every file in it, within the same bounds as those of a ZIP file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from forms.fields import UnreadableFormError
from forms.limits import APPLICATION_SIZE, ATTACHMENT_SIZE, PACKAGE_FILES
from forms.packages.inside import is_packed
from forms.packages.package_refusals import LEFT_OUT, refuse
from forms.packages.unpacking import Package, Packed

_OF_THE_SYSTEM = re.compile(r"\..*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


def folder_as_package(folder: Path) -> Package:
    """The files of a folder and of those below it, in order; nothing outside of it is ever opened.

    Raises:
        UnreadableFormError: It holds more than a package may.
    """
    files: list[Packed] = []
    left_out: list[tuple[str, str]] = []
    room = APPLICATION_SIZE.most
    for number, path in enumerate(_files(folder)):
        if number == PACKAGE_FILES.most:
            raise refuse("too_large", what=f"it has more than {PACKAGE_FILES}")
        name = path.relative_to(folder).as_posix()
        content = b"" if path.is_symlink() else _bytes_of(path)
        room -= len(content)
        if room < 0:
            raise refuse("too_large", what=f"its files have more than {APPLICATION_SIZE}")
        why = _why(path, content)
        if why:
            left_out.append((name, LEFT_OUT[why]))
        else:
            files.append(Packed(name, content))
    return Package(tuple(files), tuple(left_out))


def _files(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())
    except OSError:
        raise UnreadableFormError("folder", "This folder can’t be read.", "Look who may read it.") from None


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file, as far as it may be large; none of one that may not be opened."""
    try:
        with path.open("rb") as file:
            return file.read(ATTACHMENT_SIZE.most + 1)
    except OSError:
        return b""


def _why(path: Path, content: bytes) -> str:
    if _OF_THE_SYSTEM.fullmatch(path.name):
        return "system"
    if path.is_symlink():
        return "link"
    if not content:
        return "empty"
    if len(content) > ATTACHMENT_SIZE.most:
        return "too_large"
    return "nested" if is_packed(content) else ""
