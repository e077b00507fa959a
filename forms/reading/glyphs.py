"""Which characters the codes of a font stand for, as far as the font says (ISO 32000-2, 9.10.2)."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from functools import cache
from typing import Any

from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding

from forms.reading.objects import Entries, entries, items, name, unpacked

Reading = Callable[[bytes], str | None]
"""From the bytes of a shown string to its text; None where the font does not say."""

_LARGEST_MAP = 1_000_000  # bytes
_MOST_CODES = 0x10000
_SINGLE = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(?:<\s*([0-9A-Fa-f\s]*)>|\[([^\]]*)\])")
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_CODES = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}


def reading(font: Any) -> Reading:
    """How to read the strings that a font shows."""
    found = entries(font)
    unicode = found.get("/ToUnicode")
    if name(unicode) in {"Identity-H", "Identity-V"}:  # pdf.js: the codes are UTF-16 themselves
        return lambda shown: shown.decode("utf-16-be", "replace")
    table = _to_unicode(unpacked(unicode))
    if name(found.get("/Subtype")) == "Type0":
        two_bytes = name(found.get("/Encoding")) in {"Identity-H", "Identity-V"}
        return _by_table(table, 2) if table and two_bytes else _unreadable
    return _by_table({**_simple(found), **table}, 1)


def _unreadable(_: bytes) -> None:
    return None


def _by_table(table: dict[int, str], width: int) -> Reading:
    def read(shown: bytes) -> str | None:
        if len(shown) % width:
            return None
        codes = shown if width == 1 else struct.unpack(f">{len(shown) // 2}H", shown)
        try:
            return "".join(map(table.__getitem__, codes))
        except KeyError:  # a code that the font does not explain
            return None

    return read


def _simple(font: Entries) -> dict[int, str]:
    """The codes of a font of one byte: its base encoding, and the differences from it by glyph name."""
    encoding = font.get("/Encoding")
    described = entries(encoding)
    table = _base(name(described.get("/BaseEncoding")) if described else name(encoding), font)
    code = 0
    for item in items(described.get("/Differences")):
        if isinstance(item, int):
            code = item
        elif (glyph := name(item)) is not None:
            table[code] = agl.toUnicode(glyph)
            code += 1
    return {code: text for code, text in table.items() if text}


def _base(encoding: str | None, font: Entries) -> dict[int, str]:
    if encoding in _CODES:
        return dict(_code_page(_CODES[encoding]))
    if name(font.get("/BaseFont")) in {"ZapfDingbats", "Symbol"} or "/FontDescriptor" in font:
        return {}  # its codes are its own
    return dict(_standard())


@cache
def _code_page(codec: str) -> dict[int, str]:
    text = bytes(range(32, 256)).decode(codec, "replace")
    return {code: character for code, character in enumerate(text, start=32) if character != "\ufffd"}


@cache
def _standard() -> dict[int, str]:
    return {code: agl.toUnicode(glyph) for code, glyph in enumerate(StandardEncoding) if glyph != ".notdef"}


def _to_unicode(stream: bytes | None) -> dict[int, str]:
    """The codes that a ToUnicode map names."""
    table: dict[int, str] = {}
    if stream is None or len(stream) > _LARGEST_MAP:
        return table
    for kind, section in _SECTION.findall(stream):
        if len(table) >= _MOST_CODES:
            break
        if kind == b"char":
            table.update((int(code, 16), _text(target)) for code, target in _SINGLE.findall(section))
        else:
            for first, last, target, targets in _RANGE.findall(section):
                table.update(_of_range(int(first, 16), int(last, 16), target, targets))
                if len(table) >= _MOST_CODES:
                    break
    return table


def _of_range(first: int, last: int, target: bytes, targets: bytes) -> dict[int, str]:
    codes = range(first, min(last, first + 0xFFFF) + 1)
    if targets:
        return dict(zip(codes, map(_text, re.findall(rb"<([0-9A-Fa-f\s]*)>", targets)), strict=False))
    start = _text(target)
    if not start:
        return {}
    head, tail = start[:-1], ord(start[-1])
    return {code: head + chr(min(tail + step, 0x10FFFF)) for step, code in enumerate(codes)}


def _text(target: bytes) -> str:
    digits = re.sub(rb"\s", b"", target)
    return bytes.fromhex((digits + b"0" * (-len(digits) % 2)).decode()).decode("utf-16-be", "replace")
