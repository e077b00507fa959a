"""A file in a package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inside:
    """A file in a package, or why it is left out."""

    name: str
    size: int = 0
    why: str = ""
    """The kind of reason why it is left out; empty: it is taken."""
    content: Callable[[], bytes] = bytes
    """Its bytes, unpacked when they are asked for."""


PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
"""How packed files begin."""
OFFICE = b"[Content_Types].xml"
"""What the table of contents of a Word document names; nothing of it is believed here."""

_END = 22 + 0xFFFF
"""Bytes in which the end of a ZIP file stands, with the longest remark on it."""


def is_packed(content: bytes) -> bool:
    """Whether a file is itself a package: a Word document is packed too, and is none."""
    return content.startswith(PACKED) and OFFICE not in content and b"mimetypeapplication/" not in content[:100]


def ends_as_zip(content: bytes) -> bool:
    """Whether a file ends like a ZIP file, whatever it begins with."""
    return b"PK\x05\x06" in content[-_END:]
