"""One PDF out of sheets, the filled form and every file that belongs to it: made to be sealed and kept."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from forms.binding.enclosed import Enclosure, enclose
from forms.binding.joined import join

FORM = "The filled form"


def bind(sheets: bytes, form: bytes | None, enclosures: Sequence[Enclosure], to: Path) -> None:
    """Write the bound PDF; the same parts are the same bytes.

    Files are deflated: what they hold would otherwise stand among the bytes of the whole, and a program that looks for
    the beginning or end of a PDF could take theirs for ours. So this takes time and, while it writes, the whole
    interpreter: for large files let it happen in a process of its own.

    Args:
        sheets: Our own pages, tagged; their title becomes that of the whole.
        form: The filled form; None where it could not be drawn.
        enclosures: The files.
        to: Where the PDF is written.
    """
    with pikepdf.open(io.BytesIO(sheets)) as book:
        if form:
            with pikepdf.open(io.BytesIO(form)) as further:
                join(book, further, title=FORM)
        enclose(book, enclosures)
        with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as says:
            for name in ("pdfaid:part", "pdfaid:conformance"):  # no checker of PDF/A-3 was run on the whole
                says.pop(name, None)
        book.save(to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
