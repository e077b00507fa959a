"""Cuts out of a scan the part of a page that a field stands on, straightened; only ever in the guarded process."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PIL import Image

from forms.flattened.sheets import Box, blank
from forms.scanned.pictures import draw_page
from forms.scanned.pose import Pose
from forms.scanned.straightening import HEIGHT, straightened
from forms.scanned.tesseract import DPI, WIDTH
from forms.showing.crops import MOST, Place, as_crop, frame_of

_PIXELS = DPI / 72
_SMALLER = 2.6
"""A crop is shown at the size of those of other forms."""


def cut_scan(content: bytes, *, names: list[str], laid: Sequence[Sequence[float]]) -> dict[str, Any]:
    """For each field or group of that name the number of its page and a PNG in base64; without those on no page.

    Args:
        content: The scan.
        names: Full names of fields, or of groups of them.
        laid: Of each page of the form its number in the file, counted from 0, the number of the page of the blank
            form that it is, and how it lies, in numbers.
    """
    crops: dict[str, Any] = {}

    @lru_cache(2)
    def page_of(number: int, pose: Pose) -> Image.Image:
        return straightened(draw_page(content, number, turned=pose.turned, width=pose.width)[1], pose)

    for page, sheet, *plain in laid:
        boxes = blank().sheets[int(sheet) - 1].boxes
        for name in names[:MOST]:
            places = [_place(int(page), box) for of, box in boxes.items() if _belongs(of, name)]
            if places and name not in crops:
                crops[name] = [int(page) + 1, _picture(page_of(int(page), Pose.of(plain)), places)]
    return {"crops": crops}


def _belongs(place: str, name: str) -> bool:
    return place == name or place.startswith((f"{name}.", f"{name}/"))


def _place(page: int, box: Box) -> Place:
    return Place(page, box.left, box.bottom, box.right, box.top)


def _picture(page: Image.Image, places: list[Place]) -> str:
    left, bottom, right, top = frame_of(places, 0.0, WIDTH / _PIXELS)
    sides = (left * _PIXELS, HEIGHT - top * _PIXELS, right * _PIXELS, HEIGHT - bottom * _PIXELS)
    part = page.crop(
        (round(max(0.0, sides[0])), round(max(0.0, sides[1])), round(min(WIDTH, sides[2])), round(sides[3]))
    )
    return as_crop(part.resize((round(part.width / _SMALLER), round(part.height / _SMALLER)), Image.Resampling.LANCZOS))
