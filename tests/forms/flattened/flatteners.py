"""Programs that print or flatten a filled form: each takes it away its fields and leaves what is drawn."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Collection
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

Flattener = Callable[[bytes, Path], bytes]


def by_cairo(form: bytes, folder: Path) -> bytes:
    """poppler's pdftocairo, as document viewers of the GNOME desktop print to PDF."""
    return _converted(form, folder, "pdftocairo", "-pdf", "{source}", "{out}")


def by_qpdf(form: bytes, folder: Path) -> bytes:
    """qpdf, which draws what has no drawing in Latin letters only."""
    return _converted(
        form, folder, "qpdf", "--generate-appearances", "--flatten-annotations=all", "{source}", "{out}", most=3
    )


def by_ghostscript(form: bytes, folder: Path) -> bytes:
    """Ghostscript, below many PDF printers."""
    options = ("-q", "-dNOPAUSE", "-dBATCH", "-dPreserveAnnots=false", "-sDEVICE=pdfwrite", "-sOutputFile={out}")
    return _converted(form, folder, "gs", *options, "{source}")


def by_pdfium(form: bytes, _: Path | None = None) -> bytes:
    """PDFium, the viewer inside Chrome and Edge."""
    return pages_by_pdfium(form, None)


def pages_by_pdfium(form: bytes, numbers: Collection[int] | None) -> bytes:
    """Some pages, counted from 0, flattened by PDFium; all where none is named."""
    document = pdfium.PdfDocument(form)
    document.init_forms()
    for number in range(len(document)):
        if numbers is None or number in numbers:
            page = document[number]  # kept: the page closes with its last name
            raw.FPDFPage_Flatten(page.raw, 0)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def moved(form: bytes, *, matrix: tuple[float, ...]) -> bytes:
    """A flattened form whose pages are drawn scaled, shifted or turned, as printers fit them to their paper."""
    change = pikepdf.Matrix(*matrix).encode()
    with pikepdf.open(io.BytesIO(form)) as pdf:
        for page in pdf.pages:
            page.contents_add(b"q " + change + b" cm\n", prepend=True)
            page.contents_add(b"\nQ")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def drawn_on(form: bytes, page: int, drawing: bytes) -> bytes:
    """A flattened form with something drawn on one of its pages, counted from 0, in a font called /Hand."""
    with pikepdf.open(io.BytesIO(form)) as pdf:
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[page].add_resource(helvetica, pikepdf.Name.Font, pikepdf.Name.Hand)
        pdf.pages[page].contents_add(b"q " + drawing + b" Q")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _converted(form: bytes, folder: Path, *command: str, most: int = 0) -> bytes:
    """What a program makes of the form; it may end with any code up to the most."""
    source, out = folder / "filled.pdf", folder / "printed.pdf"
    source.write_bytes(form)
    words = [word.format(source=source, out=out) for word in command]
    ended = subprocess.run(words, capture_output=True)
    assert ended.returncode <= most, ended.stderr
    return out.read_bytes()
