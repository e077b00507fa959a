"""Which codes of which font a page really draws, and what a font says that its codes mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

_SHOWS = {"Tj", "TJ", "'", '"'}
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])")


def drawn_codes(
    holder: pikepdf.Object | pikepdf.Page, seen: set[tuple[int, int]] | None = None
) -> Iterator[tuple[pikepdf.Object, set[int]]]:
    """Every font that a page or form draws with, and its codes; forms drawn inside it too."""
    seen = set() if seen is None else seen
    resources = holder.get("/Resources", pikepdf.Dictionary())
    fonts, forms = resources.get("/Font", pikepdf.Dictionary()), resources.get("/XObject", pikepdf.Dictionary())
    used: dict[str, set[int]] = {}
    current, outer = "", []
    for instruction in pikepdf.parse_content_stream(holder):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            outer.append(current)
        elif operator == "Q" and outer:
            current = outer.pop()
        elif operator == "Tf":
            current = str(operands[0])
        elif operator in _SHOWS and current in fonts:
            used.setdefault(current, set()).update(_codes(operands, is_composite(fonts[current])))
        elif operator == "Do" and forms.get(str(operands[0])) is not None:
            form = forms[str(operands[0])]
            if form.get("/Subtype") == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                yield from drawn_codes(form, seen)
    for name, codes in used.items():
        yield fonts[name], codes


def is_composite(font: pikepdf.Object) -> bool:
    """Whether a code of the font has two bytes."""
    return bool(font.get("/Subtype") == "/Type0")


def meanings(font: pikepdf.Object) -> dict[int, str]:
    """What each code means in Unicode, by the font's ToUnicode; a code without meaning is absent."""
    stream = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    table = stream.read_bytes()
    found: dict[int, str] = {}
    for block in _BFCHAR.findall(table):
        cells = [bytes.fromhex(cell.decode()) for cell in _HEX.findall(block)]
        found |= {int.from_bytes(code): _text(text) for code, text in zip(cells[::2], cells[1::2], strict=False)}
    for block in _BFRANGE.findall(table):
        for first, last, target in _RANGE.findall(block):
            found |= _range(int(first, 16), int(last, 16), [bytes.fromhex(t.decode()) for t in _HEX.findall(target)])
    return {code: text for code, text in found.items() if text.strip("\0\ufffd")}


def _range(first: int, last: int, targets: list[bytes]) -> dict[int, str]:
    if len(targets) > 1:
        return {first + index: _text(target) for index, target in enumerate(targets)}
    start = int.from_bytes(targets[0])
    size = len(targets[0])
    return {code: _text((start + code - first).to_bytes(size)) for code in range(first, min(last, first + 0xFFFF) + 1)}


def _text(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")


def _codes(operands: Iterable[Any], composite: bool) -> Iterator[int]:
    for operand in operands:
        if isinstance(operand, pikepdf.Array):
            yield from _codes(iter(operand), composite)
        elif isinstance(operand, pikepdf.String):
            data = bytes(operand)
            step = 2 if composite else 1
            yield from (int.from_bytes(data[place : place + step]) for place in range(0, len(data), step))
