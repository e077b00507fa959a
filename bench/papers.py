"""The forms that are measured: ten pages with 150 fields of every kind, and our own form filled in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from pikepdf import Array, Dictionary, Name, String

from bench.applications import right, with_forty_errors
from forms.fill import fill

PAGES = 10
FIELDS_ON_A_PAGE = 15
KINDS = (
    "text", "text", "prose", "box", "text", "text", "radio", "list", "text", "text", "text", "box", "text", "prose",
    "signature",
)  # fmt: skip

PROSE, RADIO, COMBO, PRINTED = 1 << 12, 1 << 15 | 1 << 14, 1 << 17, 4
"""Flags of fields and of annotations, ISO 32000-2 tables 226 to 233."""


@cache
def filled() -> bytes:
    """Our form, filled with the right application."""
    return fill(right())


@cache
def filled_with_errors() -> bytes:
    """Our form, filled with the application that has forty errors."""
    return fill(with_forty_errors())


@cache
def printed_page() -> bytes:
    """The first page of our form, filled in and flattened by PDFium."""
    document = pypdfium2.PdfDocument(filled())
    document.init_forms()
    page = document[0]
    raw.FPDFPage_Flatten(page.raw, 0)
    alone = pypdfium2.PdfDocument.new()
    alone.import_pages(document, [0])
    out = BytesIO()
    alone.save(out)
    return out.getvalue()


def ten_pages() -> bytes:
    """A form as programs write it that leave the drawing of texts to the viewer; its names have two steps."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    sections = [_page(pdf, number, font) for number in range(PAGES)]
    pdf.Root.AcroForm = Dictionary(
        Fields=Array(sections),
        DA=String("/Helv 9 Tf 0 g"),
        DR=Dictionary(Font=Dictionary(Helv=font)),
        NeedAppearances=True,
    )
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _page(pdf: pikepdf.Pdf, number: int, font: pikepdf.Object) -> pikepdf.Object:
    """One more page, and the section of fields that stands on it."""
    page = pdf.add_blank_page(page_size=(612, 792))
    section = pdf.make_indirect(Dictionary(T=String(f"section{number + 1}"), Kids=Array()))
    labels, annotations = [], Array()
    for row, kind in enumerate(KINDS[:FIELDS_ON_A_PAGE]):
        height = 740 - 44 * row
        labels.append(f"BT /Helv 9 Tf 40 {height + 5} Td (Question {row + 1} of section {number + 1}) Tj ET")
        for widget in _field(pdf, section, kind, f"{kind}{row + 1}", height, page.obj):
            annotations.append(widget)
    page.obj.Resources = Dictionary(Font=Dictionary(Helv=font))
    page.obj.Contents = pdf.make_stream("\n".join(labels).encode())
    page.obj.Annots = annotations
    return section


def _field(
    pdf: pikepdf.Pdf, section: pikepdf.Object, kind: str, name: str, height: int, page: pikepdf.Object
) -> Iterator[pikepdf.Object]:
    """The widgets of one field, hung into its section; only a radio button has several, beside their field."""
    field = pdf.make_indirect(Dictionary(T=String(name), TU=String(f"Question {name}"), Parent=section))
    section.Kids.append(field)
    if kind != "radio":
        field.update(_entries(pdf, kind, height, page))
        yield field
        return
    field.update(_keys(FT=Name.Btn, Ff=RADIO, V=Name.b, Kids=Array()))
    for place, state in enumerate("abc"):
        shown = Name.b if state == "b" else Name.Off
        box = _box(pdf, 220 + 40 * place, height, page, state)
        field.Kids.append(pdf.make_indirect(Dictionary(Parent=field, AS=shown, **box)))
        yield field.Kids[-1]


def _entries(pdf: pikepdf.Pdf, kind: str, height: int, page: pikepdf.Object) -> dict[str, Any]:
    """The entries of a field that is its own widget, with its value."""
    match kind:
        case "box":
            return _keys(FT=Name.Btn, V=Name.yes, AS=Name.yes, **_box(pdf, 220, height, page, "yes"))
        case "signature":
            return _keys(FT=Name.Sig, **_place(220, height, 340, page))
        case "list":
            options = Array([Array([String("ca"), String("California")]), Array([String("ny"), String("New York")])])
            return _keys(FT=Name.Ch, Ff=COMBO, Opt=options, V=String("ca"), **_place(220, height, 340, page))
        case "prose":
            text = String("A longer answer, with several words.\rAnd its second line.")
            return _keys(FT=Name.Tx, Ff=PROSE, V=text, **_place(220, height, 340, page))
        case _:
            return _keys(FT=Name.Tx, V=String(f"Answer at {height}"), **_place(220, height, 340, page))


def _keys(**entries: Any) -> dict[str, Any]:
    return {f"/{name}": value for name, value in entries.items()}


def _place(x: int, y: int, width: int, page: pikepdf.Object) -> dict[str, Any]:
    """The entries of a widget annotation at a place on a page."""
    rectangle = Array([x, y, x + width, y + 36])
    return {"Type": Name.Annot, "Subtype": Name.Widget, "F": PRINTED, "P": page, "Rect": rectangle}


def _box(pdf: pikepdf.Pdf, x: int, y: int, page: pikepdf.Object, state: str) -> dict[str, Any]:
    """The entries of a box or radio button, with the drawing of each of its states."""
    states = {f"/{state}": _drawing(pdf, b"2 2 12 12 re f"), "/Off": _drawing(pdf, b"")}
    return {**_place(x, y, 16, page), "AP": Dictionary(N=Dictionary(states))}


def _drawing(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 16, 16]))
