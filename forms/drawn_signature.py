"""A signature that was drawn or scanned, set into the free space of our own paper."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pikepdf
from PIL import Image

HIGHEST, WIDEST = 38.0, 220.0
"""Points that a paper leaves free for it."""
_GAP = 3.0


def set_below(pdf: bytes, picture: bytes, *, line: str) -> bytes:
    """The paper with the picture in the free space below a line of it, the last one of those words.

    It is marked as decoration: that the paper is signed, how and by whom, stands in words below it.

    Args:
        pdf: Our own paper.
        picture: A PNG that was drawn anew within limits, of whatever came.
        line: The words above the space that the paper leaves free.

    Raises:
        ValueError: The line stands nowhere in the paper.
    """
    page, left, bottom = _place(pdf, line)
    with pikepdf.open(BytesIO(pdf)) as paper:
        image, size = _image(paper, picture)
        scale = min(HIGHEST / size[1], WIDEST / size[0])
        width, height = size[0] * scale, size[1] * scale
        target = paper.pages[page]
        drawn = target.add_resource(image, pikepdf.Name.XObject)
        place = f"{width:.2f} 0 0 {height:.2f} {left:.2f} {bottom - _GAP - height:.2f}"
        target.contents_add(f"/Artifact BMC q {place} cm {drawn} Do Q EMC".encode("ascii"))
        written = BytesIO()
        paper.save(written, deterministic_id=True)
    return written.getvalue()


def _place(pdf: bytes, line: str) -> tuple[int, float, float]:
    """The page of the last such line, and its left and lower edge in the page's own measure."""
    found: tuple[int, float, float] | None = None
    with pdfplumber.open(BytesIO(pdf)) as paper:
        for number, page in enumerate(paper.pages):
            for each in page.extract_text_lines():
                if str(each["text"]).strip() == line:
                    found = number, float(each["x0"]), float(page.height) - float(each["bottom"])
    if found is None:
        raise ValueError("the line does not stand in the paper")
    return found


def _image(paper: pikepdf.Pdf, picture: bytes) -> tuple[pikepdf.Stream, tuple[int, int]]:
    """The picture on white: transparency is nothing for an archive."""
    with Image.open(BytesIO(picture), formats=("PNG",)) as opened:
        rgba = opened.convert("RGBA")
    flat = Image.new("RGB", rgba.size, "white")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    image = pikepdf.Stream(paper, flat.tobytes())
    image.update(
        {
            "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": flat.width,
            "/Height": flat.height, "/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8,
        }
    )  # fmt: skip
    return image, flat.size
