"""Puts drawn values into the fields of a form: each page of a drawing becomes the appearance of one widget."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Name

from forms.states import size


def show(pdf: pikepdf.Pdf, drawn: bytes, widgets: Sequence[pikepdf.Object]) -> Iterator[pikepdf.Object]:
    """The appearances of some widgets, out of a drawing with one page for each."""
    with pikepdf.open(io.BytesIO(drawn)) as source:
        for page, widget in zip(source.pages, widgets, strict=True):
            width, height = size(widget)
            appearance = pdf.copy_foreign(page.as_form_xobject())
            content = appearance.read_bytes()
            appearance.write(b"/Tx BMC\nq\n" + content + b"\nQ\nEMC")
            appearance.BBox = Array([0, 0, round(width, 4), round(height, 4)])
            for key in {"/Group", "/Metadata", "/StructParents"} & set(appearance.keys()):
                del appearance[key]
            appearance.Type = Name.XObject
            yield appearance
