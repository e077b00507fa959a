"""Puts drawn values into the fields of a form: each page of a drawing becomes the appearance of one widget."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Name

from forms.drawing.states import size
from forms.reading.drawn import unescaped

_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*+)\)", re.DOTALL)
"""As the typesetter writes strings: every bracket in them is escaped."""


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
    return _STRING.sub(lambda string: b"<%s>" % unescaped(string[1]).hex().encode(), content)
