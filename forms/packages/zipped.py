"""The files of a ZIP file: bounded, with names that lead nowhere, each unpacked to its end before anything is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from zipfile import ZipInfo

from forms.attaching.zip_parts import ENCRYPTED, LINK, UNPACKED_HERE, Bounds, Part, parts_of, unpack
from forms.limits import APPLICATION_SIZE, ATTACHMENT_SIZE, PACKAGE_FILES
from forms.packages.inside import Inside, is_packed
from forms.packages.package_refusals import refuse

_BOUNDS = Bounds(PACKAGE_FILES, refuse)
_OF_AN_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
"""Files that make a ZIP file a document of Word, Excel, PowerPoint or LibreOffice, or a book."""
_DEEPEST = 8
"""Folders in one another."""
_LONGEST_NAME, _SHOWN = 400, 60
_INSIDE = re.compile(r"(?![/~])(?![A-Za-z]:)(?!.*(?:^|/)\.{1,2}(?:/|$)).+", re.DOTALL)
"""A name that leads to a file in the package itself."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_OF_THE_SYSTEM = re.compile(r"(?:^|.*/)(?:__MACOSX/.*|\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini)", re.IGNORECASE)


def zipped(package: bytes) -> Iterator[Inside]:
    """Every file of a ZIP file, in its order.

    Raises:
        UnreadableFormError: It is damaged, two-faced, or unpacks to more than an application holds.
    """
    parts = parts_of(package, _BOUNDS, _check)
    if not parts:
        raise refuse("empty")
    room = APPLICATION_SIZE.most
    for part in parts:
        inside = _inside(package, part, room)
        room -= inside.size
        yield inside


def _inside(package: bytes, part: Part, room: int) -> Inside:
    """One file, unpacked once to see what it is; its bytes are let go, since all of them together are many."""
    name = name_of(part.entry)
    if why := _left_out(part.entry, name):
        return Inside(name, 0, why)
    content = unpack(package, part, room, _BOUNDS)
    why = "empty" if not content else "nested" if is_packed(content) else ""
    if len(content) > ATTACHMENT_SIZE.most:
        why = "too_large"
    return Inside(name, len(content), why, partial(unpack, package, part, APPLICATION_SIZE.most, _BOUNDS))


def name_of(entry: ZipInfo) -> str:
    """The name of a file as it is shown: older programs write the folders of Windows, and accents in two parts."""
    return unicodedata.normalize("NFC", entry.orig_filename.replace("\\", "/"))


def _left_out(entry: ZipInfo, name: str) -> str:
    if _OF_THE_SYSTEM.fullmatch(name):
        return "system"
    if entry.external_attr >> 16 & 0o170000 == LINK:
        return "link"
    if entry.flag_bits & ENCRYPTED:
        return "locked"
    return "" if entry.compress_type in UNPACKED_HERE else "odd_packing"


def _check(entries: list[ZipInfo]) -> None:
    names = [name_of(entry) for entry in entries]
    if _OF_AN_OFFICE.intersection(names):
        raise refuse("office")
    if len({name.casefold() for name in names}) != len(names):
        raise refuse("two_faced", what="two files in it have one name")
    for name in names:
        if not _INSIDE.fullmatch(name):
            raise refuse("two_faced", what="a file has a name that leads elsewhere")
        if _CONTROL.search(name):
            raise refuse("odd_name", what=f"with signs that can’t be shown: “{_CONTROL.sub('□', name)[:_SHOWN]}”")
        if len(name) > _LONGEST_NAME:
            raise refuse("odd_name", what=f"of more than {_LONGEST_NAME} characters: “{name[:_SHOWN]}…”")
        if name.count("/") > _DEEPEST:
            raise refuse("too_large", what=f"its folders lie in one another more than {_DEEPEST} deep")
