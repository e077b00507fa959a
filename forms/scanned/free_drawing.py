"""Draws a page of any document, of any size, so that its letters can be read; only ever in the guarded process."""

from __future__ import annotations

import pypdfium2
from PIL import Image

from forms.attaching.attachment_refusals import refuse
from forms.attaching.docx_pictures import pictures_in_word
from forms.attaching.kinds import DOCX, PDF, kind_of
from forms.scanned.folds import without_folds
from forms.scanned.pictures import page_of_picture

_PIXELS = 8_700_000
"""Of every page: a page of letter size or A4 at 300 dots an inch."""
_LONGEST = 6600
"""Pixels of a side."""
_ENLARGED = 3.0
"""Times that a picture is enlarged at most: more does not make it clearer."""
_FINEST = 600 / 72
"""Pixels to a point at most: a business card needs no more."""
_GRAIN, _LEAST = 4, 30
"""Pixels that grains of a scan disappear in, and the difference of greys below which there is nothing but grains."""


def draw_free_page(content: bytes, number: int, turn: int = 0) -> Image.Image:
    """A page, counted from 0, in greys; of a Word document one of its pictures.

    Args:
        content: A document that can be attached.
        number: The place of the page.
        turn: The degrees by which it is turned to the left, a multiple of 90.

    Raises:
        UnreadableFormError: It can't be drawn.
    """
    kind = kind_of(content)
    if kind is PDF:
        page = _of_pdf(content, number)
    elif kind is DOCX:
        pictures = pictures_in_word(content)
        if number >= len(pictures):
            raise refuse("damaged")
        page = _of_picture(pictures[number], 0)
    else:
        page = _of_picture(content, number)
    page = without_folds(_in_full_contrast(page))
    return page.rotate(turn, expand=True) if turn else page


def _of_pdf(content: bytes, number: int) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(content)
        document.init_forms()
        page = document[number]
        width, height = page.get_size()
        scale = _scale(width, height, _FINEST)
        drawn: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        return drawn.convert("L")
    except (pypdfium2.PdfiumError, IndexError):
        raise refuse("damaged") from None


def _of_picture(content: bytes, number: int) -> Image.Image:
    page = page_of_picture(content, kind_of(content), number)[1]
    scale = _scale(page.width, page.height, _ENLARGED)
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    return page if size == page.size else page.resize(size, Image.Resampling.LANCZOS)


def _in_full_contrast(page: Image.Image) -> Image.Image:
    """Ink as black and paper as white, however pale the one and grey the other; an empty page stays as it is."""
    greys = [grey for grey, count in enumerate(page.reduce(_GRAIN).histogram()) if count]
    darkest, lightest = greys[0], greys[-1]
    if lightest - darkest < _LEAST:
        return page
    return page.point([min(255, max(0, 255 * (grey - darkest) // (lightest - darkest))) for grey in range(256)])


def _scale(width: float, height: float, largest: float) -> float:
    """What makes a page as large as every page here, as far as it may be enlarged and its longer side may be long."""
    wanted: float = (_PIXELS / max(1.0, width * height)) ** 0.5
    return min(wanted, _LONGEST / max(width, height), largest)
