"""Draws the part of a page that a field stands on, for a person to see; only ever in the guarded process."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import pikepdf
import PIL.PngImagePlugin  # noqa: F401  # Pillow would look for it on the disk when the first picture is saved
import pypdfium2
from PIL import Image

from forms.reading.field_tree import FieldTree, Node
from forms.reading.objects import entries, items
from forms.reading.opening import opened
from forms.reading.page_annotations import Pages
from forms.refusals import refusal

MOST = 100
_SCALE = 1.6
_AROUND, _ABOVE = 8.0, 48.0
"""Points: above what is typed in stand its label and help."""
_TALLEST = 130.0
_TICKED, _ABOVE_TICKED, _BELOW_TICKED = 24.0, 26.0, 22.0
"""Points: whatever is narrower is a box to tick; its words stand beside it, or in a line above."""
_MARGIN = 54.0
"""Points: the margin of our pages; a box to tick is shown with its whole line."""
_COLORS = 24

Sides = tuple[float, float, float, float]
"""Left, bottom, right and top of a part of a page, in points."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands."""

    page: int
    """Counted from 0."""
    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_ticked(self) -> bool:
        """Whether it is a box or button to tick."""
        return self.right - self.left < _TICKED


def cut(pdf: bytes, source: BinaryIO, *, names: list[str]) -> dict[str, Any]:
    """For each field or group of that name the number of its page and a PNG in base64; without those on no page."""
    with opened(pdf, source) as form:
        found = dict(_places(form, names[:MOST]))
    try:
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()
        crops = {name: _crop(document[places[0].page], places) for name, places in found.items()}
    except pypdfium2.PdfiumError:
        raise refusal("damaged") from None
    return {"crops": crops}


def _places(form: pikepdf.Pdf, names: Iterable[str]) -> Iterator[tuple[str, list[Place]]]:
    """The places of each field on the first page that shows it."""
    pages = Pages(form)
    nodes = list(FieldTree(entries(entries(form.Root).get("/AcroForm")), pages).fields())
    for name in names:
        here = [place for node in nodes if _belongs(node, name) for place in _boxes(node, pages)]
        if here:
            yield name, [place for place in here if place.page == here[0].page]


def _belongs(node: Node, name: str) -> bool:
    return node.name == name or node.name.startswith(f"{name}.")


def _boxes(node: Node, pages: Pages) -> Iterator[Place]:
    for widget in node.widgets:
        number = pages.number(widget.identity)
        if number is None or pages.unseen(widget.entries, widget.identity):
            continue
        left, bottom, right, top = map(float, items(widget.entries.get("/Rect")))
        yield Place(number - 1, min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _crop(page: pypdfium2.PdfPage, places: list[Place]) -> list[Any]:
    window = page.get_cropbox()
    return [places[0].page + 1, picture_of(page, frame_of(places, window[0], window[2]), window)]


def picture_of(page: pypdfium2.PdfPage, frame: Sides, window: Sides) -> str:
    """A part of a page; the window is what programs show of the page, counted as the frame is."""
    left, bottom, right, top = frame
    west, south, east, north = window
    margins = (left - west, bottom - south, east - right, north - top)
    picture = page.render(scale=_SCALE, crop=tuple(max(0.0, margin) for margin in margins)).to_pil()
    return as_crop(picture)


def frame_of(places: list[Place], west: float, east: float) -> Sides:
    """The field with its words, or a choice with all its boxes, of a page between two edges; of a tall one the top."""
    left, bottom = min(place.left for place in places), min(place.bottom for place in places)
    right, top = max(place.right for place in places), max(place.top for place in places)
    bottom = max(bottom, top - _TALLEST)
    if all(place.is_ticked for place in places):
        left, right = west + _MARGIN, east - _MARGIN + 2 * _AROUND
        bottom, top = bottom - _BELOW_TICKED, top + _ABOVE_TICKED
    else:
        right, bottom, top = right + _AROUND, bottom - _AROUND, top + _ABOVE
    return left - _AROUND, bottom, right, top


def as_crop(picture: Image.Image) -> str:
    """A picture as a small PNG in base64."""
    written = io.BytesIO()
    picture.quantize(_COLORS).save(written, "PNG", optimize=True)
    return base64.b64encode(written.getvalue()).decode("ascii")
