"""What lies in a ZIP file, found and unpacked by ourselves; what it says of its own sizes counts for nothing."""

from __future__ import annotations

import codecs
import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from forms.fields import UnreadableFormError
from forms.limits import Limit

codecs.lookup("cp437")  # of the names in a ZIP file; looked for on the disk when it is first used

ENCRYPTED = 1
"""The flag of a part that opens only with a password."""
LINK = 0o120000
"""The kind of a part that only points to another file."""
UNPACKED_HERE = (ZIP_STORED, ZIP_DEFLATED)
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_MOST_RATIO = 100
_FREE = 1 << 20
"""Bytes that a part may unpack to whatever its ratio: an empty table of a thousand rows packs very well."""
_LONGEST_NAME = 512


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a ZIP file may hold, and the words that refuse one."""

    parts: Limit
    refuse: Callable[..., UnreadableFormError]


class Part(NamedTuple):
    """A file in a ZIP file: what the table of contents says of it, and where its packed bytes stand."""

    entry: ZipInfo
    start: int
    end: int


def parts_of(content: bytes, bounds: Bounds, check: Callable[[list[ZipInfo]], None]) -> list[Part]:
    """The files of a ZIP file, without its folders; `check` looks at what the table of contents says of them.

    Raises:
        UnreadableFormError: It is damaged, two-faced, or more than it may be.
    """
    _check_end(content, bounds)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            check(entries)
            parts = [_part(content, entry, archive.start_dir, bounds) for entry in entries]
    except (BadZipFile, NotImplementedError, struct.error, UnicodeDecodeError, ValueError, EOFError, OSError):
        raise bounds.refuse("damaged") from None
    _check_overlap(parts, bounds)
    return parts


def unpack(content: bytes, part: Part, room: int, bounds: Bounds) -> bytes:
    """A file as it really is; at most `room` bytes are ever made of it.

    Raises:
        UnreadableFormError: It is more than that, or not what it says.
    """
    packed, entry = content[part.start : part.end], part.entry
    if entry.compress_type not in UNPACKED_HERE:
        raise bounds.refuse("two_faced", what="a part is packed in a way that no word processor uses")
    unpacked = _inflated(packed, room, bounds) if entry.compress_type == ZIP_DEFLATED else packed
    if len(unpacked) > room:
        raise bounds.refuse("bomb")
    if len(unpacked) != entry.file_size or zlib.crc32(unpacked) != entry.CRC:
        raise bounds.refuse("two_faced", what="a part is not as long as it says, or was changed")
    return unpacked


def _check_end(content: bytes, bounds: Bounds) -> None:
    """The table of contents stands at the very end, is of one file, and is no longer than it may be."""
    place = content.rfind(b"PK\x05\x06", -(_END.size + 0xFFFF))
    if place < 0 or len(content) < place + _END.size:
        raise bounds.refuse("damaged", where=": its end is missing, as of a file that was not copied whole")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(content, place)
    if count > bounds.parts.most or size > _LONGEST_NAME * bounds.parts.most:
        raise bounds.refuse("too_large", what=f"it has more than {bounds.parts}")
    if disk or first_disk or here != count or start + size != place or place + _END.size + comment != len(content):
        raise bounds.refuse("two_faced", what="its table of contents is not where it says")


def _part(content: bytes, entry: ZipInfo, limit: int, bounds: Bounds) -> Part:
    """Where the packed bytes of a file stand; its own header must say what the table of contents says."""
    signature, _, flags, method, _, _, _, _, _, name_size, extra = _LOCAL.unpack_from(content, entry.header_offset)
    name = entry.header_offset + _LOCAL.size
    written = content[name : name + name_size].decode("utf-8" if flags & 0x800 else "cp437")
    if signature != b"PK\x03\x04" or written != entry.orig_filename or method != entry.compress_type:
        raise bounds.refuse("two_faced", what="a part says something else than the table of contents")
    start = name + name_size + extra
    if start + entry.compress_size > limit:
        raise bounds.refuse("two_faced", what="a part reaches into the table of contents")
    return Part(entry, start, start + entry.compress_size)


def _check_overlap(parts: list[Part], bounds: Bounds) -> None:
    """No byte belongs to two files: bombs are built so."""
    ordered = sorted((part.start, part.end) for part in parts)
    for (_, end), (start, _) in pairwise(ordered):
        if start < end:
            raise bounds.refuse("bomb")


def _inflated(packed: bytes, room: int, bounds: Bounds) -> bytes:
    most = min(room, max(_FREE, _MOST_RATIO * len(packed)))
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, most + 1)
    except zlib.error:
        raise _damaged(bounds) from None
    if len(content) > most:
        raise bounds.refuse("bomb")
    if not inflater.eof or inflater.unused_data:
        raise _damaged(bounds)
    return content


def _damaged(bounds: Bounds) -> UnreadableFormError:
    return bounds.refuse("damaged", where=": a part of it can’t be unpacked")
