"""Looks at how a Word document is packed, and unpacks it within limits, before any library sees it."""

from __future__ import annotations

import re
from zipfile import ZipInfo

from forms.attaching.attachment_refusals import refuse
from forms.attaching.docx_parts import read_parts
from forms.attaching.zip_parts import ENCRYPTED, LINK, Bounds, parts_of, unpack
from forms.limits import DOCUMENT_PARTS, UNPACKED_SIZE

_BOUNDS = Bounds(DOCUMENT_PARTS, refuse)
_TYPES = "[Content_Types].xml"
_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.{1,2}(?:/|$))[^\\\x00-\x1f:]{1,255}")


def check_docx(content: bytes) -> tuple[str, ...]:
    """The words of a Word document, once everything in it was looked at.

    Raises:
        UnreadableFormError: It is none, or holds what a document that is handed in does not need.
    """
    return read_parts(unpacked(content))


def unpacked(content: bytes) -> dict[str, bytes]:
    """Every part by its name.

    Raises:
        UnreadableFormError: It is damaged, two-faced, or more than a document holds.
    """
    parts: dict[str, bytes] = {}
    room = UNPACKED_SIZE.most
    for part in parts_of(content, _BOUNDS, _check_names):
        name = part.entry.filename
        parts[name] = unpack(content, part, room, _BOUNDS)
        room -= len(parts[name])
    return parts


def _check_names(entries: list[ZipInfo]) -> None:
    names = [entry.orig_filename for entry in entries]
    if _TYPES not in names:
        raise refuse("no_word")
    if len({name.casefold() for name in names}) != len(names):
        raise refuse("two_faced", what="a part stands in it twice")
    for entry in entries:
        if not _NAME.fullmatch(entry.orig_filename) or entry.external_attr >> 16 & 0o170000 == LINK:
            raise refuse("two_faced", what="a part has a name that leads elsewhere")
        if entry.flag_bits & ENCRYPTED:
            raise refuse("password")
