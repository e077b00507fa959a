"""The line at the foot of each page that counts it: “Page 3 of 16”, outside the structure of the document."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name

from forms.drawing import typing_font
from typefaces import advance

_SIZE = 7.5
_RIGHT, _BASELINE = 558.0, 36.2  # points from the lower left corner of the sheet
_SIGN = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"
"""What a page's last stream begins with when it is such a line."""


def finished(pdf: pikepdf.Pdf) -> bytes:
    """The form as a file, its pages counted; the same form is the same bytes."""
    number_pages(pdf)
    file = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()


def number_pages(pdf: pikepdf.Pdf) -> None:
    """Count the pages anew: a line that is there already is replaced."""
    font = pdf.Root.AcroForm.DR.Font[typing_font.FONT]
    for number, page in enumerate(pdf.pages, start=1):
        streams = _streams(page)[:-1] if _is_numbered(page) else _enclosed(pdf, page)
        streams.append(pdf.make_stream(_line(f"Page {number} of {len(pdf.pages)}")))
        page.obj.Contents = pikepdf.Array(streams)
        page.add_resource(font, Name.Font, typing_font.FONT, replace_existing=True)


def _enclosed(pdf: pikepdf.Pdf, page: pikepdf.Page) -> list[pikepdf.Object]:
    """What a page draws, so that it leaves no change of scale behind."""
    return [pdf.make_stream(b"q\n"), *_streams(page), pdf.make_stream(b"\nQ\n")]


def _streams(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _is_numbered(page: pikepdf.Page) -> bool:
    return _streams(page)[-1].read_bytes().startswith(_SIGN)


def _line(text: str) -> bytes:
    x = _RIGHT - advance(text, _SIZE)
    drawn = f"q BT {typing_font.FONT} {_SIZE} Tf 0.294 0.357 0.439 rg {x:.3f} {_BASELINE} Td ({text}) Tj ET Q\nEMC"
    return _SIGN + drawn.encode()
