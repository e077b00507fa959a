"""Which bytes of a file a signature covers: checked on the bytes themselves, whatever a library makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEX = re.compile(rb"<[0-9A-Fa-f\s]*>")

_SHAPE = "It covers bytes of the file in a way that no signing program writes, so something may stand between them."
_GAP = "It leaves out more of the file than the signature itself, and anything may stand there."
_END = "It claims to cover more bytes than the file has."
_PADDING = "Something is hidden behind the signature's own data, where no program writes anything."


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a file is covered."""

    length: int
    """Of the file as it was signed."""
    odd: str = ""
    """The sentence that tells what is odd about the range; empty where nothing is."""
    as_written: bool = False
    """The gap holds the signature's bytes as capital hexadecimal digits and nothing else."""


def coverage(pdf: bytes, byte_range: Sequence[object], contents: bytes) -> Coverage:
    """How much of a file a signature covers.

    Args:
        pdf: The file.
        byte_range: The /ByteRange of the signature: start and length of each covered part.
        contents: The signature's own bytes, which fill the gap as hexadecimal digits.
    """
    numbers = [int(number) for number in byte_range if isinstance(number, int)]
    if len(numbers) != 4 or len(byte_range) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return Coverage(0, _SHAPE)
    _, gap_from, gap_to, rest = numbers
    if gap_to + rest > len(pdf):
        return Coverage(len(pdf), _END)
    gap = pdf[gap_from:gap_to]
    if not _HEX.fullmatch(gap) or _bytes_of(gap) != contents:
        return Coverage(gap_to + rest, _GAP)
    if contents[extent(contents) :].strip(b"\0"):
        return Coverage(gap_to + rest, _PADDING)
    return Coverage(gap_to + rest, as_written=gap == b"<" + contents.hex().upper().encode() + b">")


def _bytes_of(gap: bytes) -> bytes:
    digits = b"".join(gap[1:-1].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def extent(contents: bytes) -> int:
    """How many bytes the ASN.1 value takes; all of them, where it does not say so at its beginning."""
    size = contents[1] if len(contents) > 1 else 0x80
    if size == 0x80:
        return len(contents)  # an indefinite length, which some programs write: it ends where its parts end
    if size < 0x80:
        return 2 + size
    more = size & 0x7F
    return 2 + more + int.from_bytes(contents[2 : 2 + more])
