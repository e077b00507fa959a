"""Draws the pages of a form as pictures, for a person to see beside what was read; only ever in the guarded process."""

from __future__ import annotations

import base64
import io
from typing import Any

import PIL.PngImagePlugin  # noqa: F401  # Pillow would look for it on the disk when the first picture is saved
import pypdfium2

from forms.limits import FORM_PAGES
from forms.reading.opening import check_bytes
from forms.refusals import TOO_MANY_PAGES, refusal

_MOST_WIDTH = 1700  # pixels: 200 a inch of a letter page
_MOST_PIXELS = 4_000_000


def draw(pdf: bytes, *, width: int, most: int) -> dict[str, Any]:
    """The first pages as PNG, in base64: as wide as wanted unless that is more than a screen could show."""
    check_bytes(pdf)
    try:
        document = pypdfium2.PdfDocument(pdf)
        if len(document) > FORM_PAGES.most:
            raise refusal("too_large", what=TOO_MANY_PAGES)
        document.init_forms()
        pages = [picture(document[number], width) for number in range(min(len(document), most))]
    except pypdfium2.PdfiumError as unreadable:
        raise refusal("password" if "password" in str(unreadable).lower() else "damaged") from None
    return {"pages": pages}


def picture(page: pypdfium2.PdfPage, width: int) -> str:
    """A page as PNG in base64."""
    points, height = page.get_size()
    scale = min(min(width, _MOST_WIDTH) / points, (_MOST_PIXELS / (points * height)) ** 0.5)
    written = io.BytesIO()
    page.render(scale=scale).to_pil().save(written, "PNG", compress_level=1)
    return base64.b64encode(written.getvalue()).decode("ascii")
