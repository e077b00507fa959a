"""Draws one page of a scan in greys, whatever kind of file it came as; only ever in the guarded process."""

from __future__ import annotations

import base64
import io

import PIL.PngImagePlugin  # noqa: F401  # Pillow would look for it on the disk when the first picture is saved
import pypdfium2
from PIL import Image, ImageOps

from forms.attaching.attachment_refusals import refuse
from forms.attaching.kinds import JPEG, PNG, TIFF, Kind
from forms.attaching.picture_check import opened_picture, pages_of, scans
from forms.limits import FORM_PAGES, PICTURE_SCANS, SCAN_PAGES
from forms.refusals import refusal
from forms.scanned.lighting import evened
from forms.scanned.tesseract import WIDTH

PICTURES = (PNG, JPEG, TIFF)
_TALLEST = 2
"""Times its width: nothing that is taller is a page."""
_LENGTHWISE = (0, 180)
_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Degrees clockwise -> what Pillow, which counts the other way, calls that."""


def picture_kind(content: bytes) -> Kind | None:
    """The kind of picture that a file is, by its first bytes."""
    return next((kind for kind in PICTURES if content.startswith(kind.beginnings)), None)


def draw_page(content: bytes, number: int, *, turned: int = 0, width: int = WIDTH) -> tuple[int, Image.Image]:
    """How many pages a file has, and one of them, counted from 0, in greys, lit evenly.

    Args:
        content: The file.
        number: Of the page.
        turned: Degrees by which it is turned clockwise before it is drawn: 0, 90, 180 or 270.
        width: In pixels, when it is drawn.

    Raises:
        UnreadableFormError: It cannot be drawn.
    """
    if kind := picture_kind(content):
        count, page = page_of_picture(content, kind, number)
        page = page.transpose(_TURNS[turned]) if turned else page
    else:
        count, page = _of_pdf(content, number, turned, width)
    height = min(round(page.height * width / page.width), _TALLEST * width)
    return count, evened(page if page.width == width else page.resize((width, height), Image.Resampling.LANCZOS))


def page_of_picture(content: bytes, kind: Kind, number: int) -> tuple[int, Image.Image]:
    """How many pages a picture has, and one of them, counted from 0, in greys and the way up that its camera says.

    Raises:
        UnreadableFormError: It cannot be drawn.
    """
    if kind is JPEG and scans(content) > PICTURE_SCANS.most:
        raise refuse("too_large", what=f"it has more than {PICTURE_SCANS}")
    with opened_picture(content, kind) as picture:
        found: Image.Image | None = None
        count = 0
        for count, page in enumerate(pages_of(picture, kind), start=1):
            if count == number + 1:
                found = ImageOps.exif_transpose(_grey(page))
    if found is None:
        raise refuse("damaged")
    return count, found


def as_png(picture: Image.Image) -> str:
    """A picture as PNG in base64."""
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return base64.b64encode(written.getvalue()).decode("ascii")


def _of_pdf(content: bytes, number: int, turned: int, width: int) -> tuple[int, Image.Image]:
    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
        if count > min(FORM_PAGES.most, SCAN_PAGES.most):
            raise refusal("too_large", what=f"it has more than {SCAN_PAGES}")
        document.init_forms()
        page = document[number]
        across, down = page.get_size() if turned in _LENGTHWISE else reversed(page.get_size())
        scale = min(width / across, _TALLEST * width / down)
        return count, page.render(scale=scale, rotation=turned, grayscale=True).to_pil().convert("L")
    except pypdfium2.PdfiumError as unreadable:
        raise refusal("password" if "password" in str(unreadable).lower() else "damaged") from None


def _grey(page: Image.Image) -> Image.Image:
    """Greys on white paper."""
    if page.mode.startswith("I;16"):
        return page.point(lambda grey: grey / 256).convert("L")
    if "A" not in page.getbands() and "transparency" not in page.info:
        return page.convert("L")
    seen = page.convert("RGBA")
    paper = Image.new("L", seen.size, 255)
    paper.paste(seen.convert("L"), mask=seen.getchannel("A"))
    return paper
