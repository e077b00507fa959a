"""Puts drawn values into the fields of a form: each page of a drawing becomes the appearance of one widget."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Name

from forms.drawing.states import size
from forms.reading.drawn import unescaped

_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
"""What matters in a string: brackets may stand in it as they are, as long as each is closed again."""


def show(pdf: pikepdf.Pdf, drawn: bytes, widgets: Sequence[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    """The appearances of some widgets, out of a drawing with one page for each."""
    with pikepdf.open(io.BytesIO(drawn)) as source:
        for page, widget in zip(source.pages, widgets, strict=True):
            width, height = size(widget)
            appearance = pdf.copy_foreign(page.as_form_xobject())
            appearance.write(b"/Tx BMC\nq\n" + _in_digits(appearance.read_bytes()) + b"\nQ\nEMC")
            appearance.BBox = Array([0, 0, round(width, 4), round(height, 4)])
            for key in {"/Group", "/Metadata", "/StructParents"} & set(appearance.keys()):
                del appearance[key]
            appearance.Type = Name.XObject
            yield appearance


def _in_digits(content: bytes) -> bytes:
    """A drawing with its strings in hexadecimal digits, which are shorter and faster to read than escaped bytes."""
    written, at = [], 0
    while (start := content.find(b"(", at)) >= 0:
        end = _end(content, start)
        written += [content[at:start], b"<%s>" % unescaped(content[start + 1 : end]).hex().encode()]
        at = end + 1
    return b"".join([*written, content[at:]])


def _end(content: bytes, start: int) -> int:
    """Where a string is closed."""
    depth = 0
    for found in _BRACKET.finditer(content, start):
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
        if not depth:
            return found.start()
    return len(content)
