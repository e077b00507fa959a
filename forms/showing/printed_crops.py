"""Draws the part of a printed page that a field of our form stood on; only ever in the guarded process."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pdfplumber.page
import pypdfium2

from forms.flattened.recognising import recognise
from forms.flattened.registering import Registration
from forms.flattened.sheets import WIDTH, Blank, Box, blank
from forms.flattened.turning import Window, is_turned, turned, window
from forms.flattened.words import words_of
from forms.limits import FORM_PAGES
from forms.reading.opening import check_bytes
from forms.refusals import refusal
from forms.showing.crops import MOST, Place, Sides, frame_of, picture_of


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of the file that is a page of the form."""

    number: int
    """Counted from 0."""
    rotation: int
    """Degrees clockwise by which it is turned when its words run to the right."""
    window: Window
    registration: Registration


_Boxes = dict[str, tuple[_Shown, Box]]
"""Field, or field and button -> the page that it stands on, and its place on the blank form."""


def cut_printed(pdf: bytes, *, names: list[str]) -> dict[str, Any]:
    """For each field or group of that name the number of its page and a PNG in base64; without those on no page."""
    check_bytes(pdf)
    boxes = _boxes(pdf, blank())
    try:
        document = pypdfium2.PdfDocument(pdf)
        crops = {}
        for name in names[:MOST]:
            if here := [one for of, one in boxes.items() if _belongs(of, name)]:
                crops[name] = _crop(document, here[0][0], [box for shown, box in here if shown is here[0][0]])
    except pypdfium2.PdfiumError:
        raise refusal("damaged") from None
    return {"crops": crops}


def _boxes(pdf: bytes, known: Blank) -> _Boxes:
    found: _Boxes = {}
    try:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            for page in document.pages[: FORM_PAGES.most]:
                _sort_in(page, known, found)
                page.close()
    except (MemoryError, TimeoutError):
        raise
    except Exception:  # pdfminer raises whatever its code runs into on a broken page
        raise refusal("damaged") from None
    return found


def _sort_in(page: pdfplumber.page.Page, known: Blank, found: _Boxes) -> None:
    recognised = recognise(words_of(page), known)
    if recognised is None and is_turned(page):
        _sort_in(turned(page), known, found)
    elif recognised and recognised.registration:
        rotation = page.page_obj.rotate // 90 * 90
        shown = _Shown(page.page_number - 1, rotation, window(page), recognised.registration)
        for name, box in recognised.sheet.boxes.items():
            found.setdefault(name, (shown, box))


def _belongs(place: str, name: str) -> bool:
    return place == name or place.startswith((f"{name}.", f"{name}/"))


def _crop(document: pypdfium2.PdfDocument, shown: _Shown, boxes: list[Box]) -> list[Any]:
    page = document[shown.number]
    page.set_rotation(shown.rotation)
    places = [Place(shown.number, box.left, box.bottom, box.right, box.top) for box in boxes]
    return [shown.number + 1, picture_of(page, _on_page(frame_of(places, 0.0, WIDTH), shown), shown.window)]


def _on_page(frame: Sides, shown: _Shown) -> Sides:
    """Where a part of the blank form is on a page, however that lies."""
    left, bottom, right, top = frame
    back = shown.registration.projection.inverse()
    corners = [back(complex(x, y)) for x in (left, right) for y in (bottom, top)]
    across, up = [point.real for point in corners], [point.imag for point in corners]
    return min(across), min(up), max(across), max(up)
