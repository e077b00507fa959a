"""Reads attached pictures whole, within limits, and draws them anew to be looked at; only in the guarded process."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, ImageSequence

from forms.attaching.attachment_refusals import refuse
from forms.attaching.kinds import JPEG, PNG, TIFF, Kind
from forms.fields import UnreadableFormError
from forms.limits import PICTURE_PAGES, PICTURE_SCANS, PICTURE_SIZE

Image.init()  # every part of it that a picture may ask for: there is no disk to look for them later
Image.MAX_IMAGE_PIXELS = None  # each page is measured here, before any of it is unpacked

_FORMATS = {PNG.media_type: ("PNG",), JPEG.media_type: ("JPEG", "MPO"), TIFF.media_type: ("TIFF",)}
"""A photograph of a phone is a JPEG with more of the same behind it (MPO); its first picture is the one."""
_START, _END_OF_PICTURE = 0xDA, 0xD9
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}


def check_picture(content: bytes, kind: Kind) -> int:
    """How many pages a picture has, once all of it was read.

    Raises:
        UnreadableFormError: It is damaged, or more than a document needs.
    """
    if kind is JPEG and scans(content) > PICTURE_SCANS.most:
        raise refuse("too_large", what=f"it has more than {PICTURE_SCANS}")
    with opened_picture(content, kind) as picture:
        count = 0
        for page in pages_of(picture, kind):
            page.load()
            count += 1
        return count


def draw_picture(content: bytes, kind: Kind, *, width: int, most: int) -> list[str]:
    """The first pages as PNG in base64, as wide as wanted; nothing of the file itself is in them but its colors.

    Raises:
        UnreadableFormError: They can't be drawn.
    """
    with opened_picture(content, kind) as picture:
        return [_drawn(page, width) for _, page in zip(range(most), pages_of(picture, kind), strict=False)]


def scans(jpeg: bytes) -> int:
    """How many scans a JPEG has in its first picture: thousands of them keep a program busy for minutes."""
    count, place = 0, 2
    while 0 <= place < len(jpeg) - 3:
        place = jpeg.find(b"\xff", place)
        if place < 0 or place + 3 >= len(jpeg):
            break
        marker = jpeg[place + 1]
        if marker == _END_OF_PICTURE:
            break
        if marker in (0x00, 0xFF) or marker in _WITHOUT_LENGTH:
            place += 1 if marker == 0xFF else 2
            continue
        count += marker == _START
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
    return count


@contextmanager
def opened_picture(content: bytes, kind: Kind) -> Iterator[Image.Image]:
    """A picture, of which nothing was unpacked yet; UnreadableFormError where it is damaged."""
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS[kind.media_type]) as picture:
            yield picture
    except (UnreadableFormError, MemoryError):
        raise
    except Exception:  # a library of pictures raises whatever its decoders do on one broken file or another
        raise refuse("damaged") from None


def pages_of(picture: Image.Image, kind: Kind) -> Iterator[Image.Image]:
    """The pages of a TIFF, or the one picture that any other file is; each is measured before it is unpacked."""
    most = PICTURE_PAGES.most if kind is TIFF else 1
    for number, page in enumerate(ImageSequence.Iterator(picture)):
        if kind is JPEG and number:
            return
        if number == most:
            raise refuse("too_large", what=f"it has more than {PICTURE_PAGES}") if kind is TIFF else refuse("moving")
        if page.width * page.height > PICTURE_SIZE.most:
            raise refuse("too_large", what=f"it has more than {PICTURE_SIZE}")
        yield page


def _drawn(page: Image.Image, width: int) -> str:
    page.draft("RGB", (width, width * 2))  # a JPEG is then unpacked no larger than needed
    picture = page.convert("L") if page.mode[0] in "IF" else page  # sixteen bits and more of gray
    picture = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    picture.thumbnail((width, width * 2))  # before it is turned, so that there are never three of the whole size
    picture = ImageOps.exif_transpose(picture)
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    written = io.BytesIO()
    paper.save(written, "PNG", compress_level=1)
    return base64.b64encode(written.getvalue()).decode("ascii")
