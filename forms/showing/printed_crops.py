"""Draws the part of a printed page that a field of our form stood on; only ever in the guarded process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdfium2

from forms.flattened.recognising import recognise
from forms.flattened.registering import Registration
from forms.flattened.sheets import Blank, Box, blank
from forms.flattened.words import words_of
from forms.limits import FORM_PAGES
from forms.reading.opening import check_bytes
from forms.refusals import refusal
from forms.showing.crops import MOST, Place, picture_of

_Boxes = dict[str, tuple[int, Registration, Box]]
"""Field, or field and button -> the page that it stands on, counted from 0, how that lies, and its place."""


def cut_printed(pdf: bytes, *, names: list[str]) -> dict[str, Any]:
    """For each field or group of that name the number of its page and a PNG in base64; without those on no page."""
    check_bytes(pdf)
    boxes = _boxes(pdf, blank())
    try:
        document = pypdfium2.PdfDocument(pdf)
        crops = {}
        for name in names[:MOST]:
            if places := list(_places(name, boxes)):
                crops[name] = [places[0].page + 1, picture_of(document, places)]
    except pypdfium2.PdfiumError:
        raise refusal("damaged") from None
    return {"crops": crops}


def _boxes(pdf: bytes, known: Blank) -> _Boxes:
    found: _Boxes = {}
    try:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            for page in document.pages[: FORM_PAGES.most]:
                recognised = recognise(words_of(page), known)
                if recognised and recognised.registration:
                    for name, box in recognised.sheet.boxes.items():
                        found.setdefault(name, (page.page_number - 1, recognised.registration, box))
                page.close()
    except (MemoryError, TimeoutError):
        raise
    except Exception:  # pdfminer raises whatever its code runs into on a broken page
        raise refusal("damaged") from None
    return found


def _places(name: str, boxes: _Boxes) -> Iterator[Place]:
    """The places of a field on the first page that shows it."""
    here = [one for of, one in boxes.items() if of == name or of.startswith((f"{name}.", f"{name}/"))]
    yield from (_place(*one) for one in here if one[0] == here[0][0])


def _place(page: int, registration: Registration, box: Box) -> Place:
    """Where a field of the blank form stands on a page, however that lies."""
    back = registration.projection.inverse()
    on_page = [back(complex(x, y)) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    across, up = [point.real for point in on_page], [point.imag for point in on_page]
    return Place(page, min(across), min(up), max(across), max(up))
