"""Looks at how a Word document is packed, and unpacks it within limits, before any library sees it."""

from __future__ import annotations

import codecs
import io
import re
import struct
import zlib
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from forms.attaching.attachment_refusals import refuse
from forms.attaching.docx_parts import read_parts
from forms.fields import UnreadableFormError
from forms.limits import DOCUMENT_PARTS, UNPACKED_SIZE

codecs.lookup("cp437")  # of the names in a ZIP file; looked for on the disk when it is first used

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 1
_MOST_RATIO = 100
_FREE = 1 << 20
"""Bytes that a part may unpack to whatever its ratio: an empty table of a thousand rows packs very well."""
_LONGEST_NAMES = 512 * DOCUMENT_PARTS.most
_LINK = 0o120000
_TYPES = "[Content_Types].xml"
_NAME = re.compile(r"(?!/)(?!.*(?:^|/)\.{1,2}(?:/|$))[^\\\x00-\x1f:]{1,255}")


def check_docx(content: bytes) -> tuple[str, ...]:
    """The words of a Word document, once everything in it was looked at.

    Raises:
        UnreadableFormError: It is none, or holds what a document that is handed in does not need.
    """
    return read_parts(unpacked(content))


def unpacked(content: bytes) -> dict[str, bytes]:
    """Every part by its name, unpacked by ourselves; what the file says of its own sizes counts for nothing.

    Raises:
        UnreadableFormError: It is damaged, two-faced, or more than a document holds.
    """
    _check_end(content)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check_names(entries)
            ranges = [_range(content, entry, archive.start_dir) for entry in entries]
    except (BadZipFile, NotImplementedError, struct.error, UnicodeDecodeError, ValueError, EOFError, OSError):
        raise refuse("damaged") from None
    _check_overlap(ranges)
    parts: dict[str, bytes] = {}
    room = UNPACKED_SIZE.most
    for entry, (start, end) in zip(entries, ranges, strict=True):
        parts[entry.filename] = _inflated(content[start:end], entry, room)
        room -= len(parts[entry.filename])
    return parts


def _check_end(content: bytes) -> None:
    """The table of contents stands at the very end, is of one file, and is no longer than a document's."""
    place = content.rfind(b"PK\x05\x06", -(_END.size + 0xFFFF))
    if place < 0 or len(content) < place + _END.size:
        raise refuse("damaged", where=": its end is missing, as of a file that was not copied whole")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(content, place)
    if count > DOCUMENT_PARTS.most or size > _LONGEST_NAMES:
        raise refuse("too_large", what=f"it has more than {DOCUMENT_PARTS}")
    if disk or first_disk or here != count or start + size != place or place + _END.size + comment != len(content):
        raise refuse("two_faced", what="its table of contents is not where it says")


def _check_names(entries: list[ZipInfo]) -> None:
    names = [entry.orig_filename for entry in entries]
    if _TYPES not in names:
        raise refuse("no_word")
    if len({name.casefold() for name in names}) != len(names):
        raise refuse("two_faced", what="a part stands in it twice")
    for entry in entries:
        if not _NAME.fullmatch(entry.orig_filename) or entry.external_attr >> 16 & 0o170000 == _LINK:
            raise refuse("two_faced", what="a part has a name that leads elsewhere")
        if entry.flag_bits & _ENCRYPTED:
            raise refuse("password")


def _range(content: bytes, entry: ZipInfo, limit: int) -> tuple[int, int]:
    """Where the packed bytes of a part stand; its own header must say what the table of contents says."""
    signature, _, flags, method, _, _, _, _, _, name_size, extra = _LOCAL.unpack_from(content, entry.header_offset)
    name = entry.header_offset + _LOCAL.size
    written = content[name : name + name_size].decode("utf-8" if flags & 0x800 else "cp437")
    if signature != b"PK\x03\x04" or written != entry.orig_filename or method != entry.compress_type:
        raise refuse("two_faced", what="a part says something else than the table of contents")
    start = name + name_size + extra
    if start + entry.compress_size > limit:
        raise refuse("two_faced", what="a part reaches into the table of contents")
    return start, start + entry.compress_size


def _check_overlap(ranges: list[tuple[int, int]]) -> None:
    """No byte belongs to two parts: bombs are built so."""
    ordered = sorted(ranges)
    for (_, end), (start, _) in pairwise(ordered):
        if start < end:
            raise refuse("bomb")


def _inflated(packed: bytes, entry: ZipInfo, room: int) -> bytes:
    """A part as it really is; at most `room` bytes are ever made of it."""
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise refuse("two_faced", what="a part is packed in a way that no word processor uses")
    content = _inflate(packed, room) if entry.compress_type == ZIP_DEFLATED else packed
    if len(content) > room:
        raise refuse("bomb")
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise refuse("two_faced", what="a part is not as long as it says, or was changed")
    return content


def _inflate(packed: bytes, room: int) -> bytes:
    most = min(room, max(_FREE, _MOST_RATIO * len(packed)))
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflater.decompress(packed, most + 1)
    except zlib.error:
        raise _damaged() from None
    if len(content) > most:
        raise refuse("bomb")
    if not inflater.eof or inflater.unused_data:
        raise _damaged()
    return content


def _damaged() -> UnreadableFormError:
    return refuse("damaged", where=": a part of it can’t be unpacked")
