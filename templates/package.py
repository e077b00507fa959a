"""The file of a Word letter: a zip of parts, deflated once where they don't change, dated always the same.

Python's zipfile deflates every part again for each letter and writes the time; this writes what is deflated already.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Self
from zipfile import ZipFile

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _UTF8, _DEFLATED, _MIDNIGHT, _FIRST_DAY = 20, 0x800, 8, 0, 33


@dataclass(frozen=True, slots=True)
class Part:
    """One part, deflated; crc and size are of its content."""

    name: str
    crc: int
    size: int
    deflated: bytes

    @classmethod
    def of(cls, name: str, content: bytes) -> Self:
        """Deflate a part."""
        deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        return cls(name, zlib.crc32(content), len(content), deflate.compress(content) + deflate.flush())


@dataclass(frozen=True, slots=True)
class Package:
    """Parts in the order in which they stand in the file."""

    parts: tuple[Part, ...]

    def bytes(self) -> bytes:
        """The file; the same parts are the same bytes."""
        written, directory = bytearray(), bytearray()
        for part in self.parts:
            name = part.name.encode()
            about = (_VERSION, _UTF8, _DEFLATED, _MIDNIGHT, _FIRST_DAY, part.crc, len(part.deflated), part.size)
            directory += _CENTRAL.pack(b"PK\1\2", _VERSION, *about, len(name), 0, 0, 0, 0, 0, len(written)) + name
            written += _LOCAL.pack(b"PK\3\4", *about, len(name), 0) + name + part.deflated
        end = _END.pack(b"PK\5\6", 0, 0, len(self.parts), len(self.parts), len(directory), len(written), 0)
        return bytes(written + directory + end)


def contents(docx: bytes) -> dict[str, bytes]:
    """The content of each part of a Word file, by name, in order."""
    with ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
