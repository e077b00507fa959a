"""Documents that are pictures: a letter as it comes from scanners, cameras and word processors."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx as python_docx
import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageFont

from typefaces.faces import FACES

LETTER = ("Sampleton University", "Approval of Research", "IRB Number: IRB-2026-0311", "Expiration Date: May 31, 2027")
TABLE = (("Protocol", "2026/118-B"), ("Approved", "06/01/2026"), ("Expires", "05/31/2027"), ("Risk", "Minimal"))


def drawn(lines: Sequence[str] = LETTER, size: tuple[int, int] = (1000, 420)) -> Image.Image:
    """Lines of type, as on a page of 150 dots an inch."""
    page = Image.new("L", size, 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((60, 40 + 80 * number), line, font=_face(34), fill=20)
    return page


def table(rows: Sequence[tuple[str, str]] = TABLE) -> Image.Image:
    """A table of labels and values, its columns far apart and ruled."""
    page = Image.new("L", (1200, 90 * len(rows) + 60), 255)
    drawing = ImageDraw.Draw(page)
    for number, (label, value) in enumerate(rows):
        top = 30 + 90 * number
        drawing.rectangle((30, top, 1170, top + 90), outline=0, width=3)
        drawing.line((600, top, 600, top + 90), fill=0, width=3)
        drawing.text((60, top + 22), label, font=_face(34), fill=20)
        drawing.text((700, top + 22), value, font=_face(34), fill=20)
    return page


def file(page: Image.Image, kind: str = "PNG", *more: Image.Image) -> bytes:
    """A picture, or pages as one file."""
    written = io.BytesIO()
    page.save(written, kind, **({"save_all": True, "append_images": more} if more else {}))
    return written.getvalue()


def pdf(*pages: Image.Image | bytes, over: str = "") -> bytes:
    """A PDF of pages that are pictures, or are those of another PDF; a few words may stand over each picture."""
    document = pypdfium2.PdfDocument.new()
    for page in pages:
        part = page if isinstance(page, bytes) else _with_words(file(page.convert("RGB"), "PDF"), over)
        document.import_pages(pypdfium2.PdfDocument(part))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word(*pages: Image.Image, words: str = "") -> bytes:
    """A Word document of pictures, with a few words above them."""
    document = python_docx.Document()
    if words:
        document.add_paragraph(words)
    for page in pages:
        document.add_picture(io.BytesIO(file(page)))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _with_words(part: bytes, words: str) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(part)) as document:
        page = document.pages[0]
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources["/Font"] = Dictionary(F=document.make_indirect(helvetica))
        page.contents_add(document.make_stream(f"BT /F 8 Tf 20 8 Td ({words}) Tj ET".encode()))
        document.save(written)
    return written.getvalue()


def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FACES[0].path), size)
