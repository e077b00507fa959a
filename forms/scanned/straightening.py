"""Draws a scanned page anew, so that each point of it lies where it does on our blank form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image

from forms.scanned.pose import Pose
from forms.scanned.tesseract import DPI, WIDTH

HEIGHT = 3300
"""Pixels: of the page as it is drawn, a letter page."""
_PIXELS = DPI / 72
_ACROSS, _DOWN = 24, 32
"""Into so many parts the page is divided; within one of them it counts as evenly stretched."""

_Part = tuple[tuple[int, int, int, int], tuple[float, ...]]
"""A part of what is drawn, and the four corners of what is seen there, from the upper left one to its left."""


def straightened(page: Image.Image, pose: Pose) -> Image.Image:
    """The page as it would look if it had been scanned straight; what lies beyond its edges is white.

    Args:
        page: In greys, turned as its pose says, of any width.
        pose: How it lies.
    """
    parts = list(_parts(pose, page.width / WIDTH * _PIXELS, page.height))
    return page.transform((WIDTH, HEIGHT), Image.Transform.MESH, parts, Image.Resampling.BICUBIC, fillcolor=255)


def _parts(pose: Pose, pixels: float, height: int) -> Iterator[_Part]:
    def seen(x: int, y: int) -> tuple[float, float]:
        point = pose.back(complex(x, HEIGHT - y) / _PIXELS) * pixels
        return point.real, height - point.imag

    across = [WIDTH * number // _ACROSS for number in range(_ACROSS + 1)]
    down = [HEIGHT * number // _DOWN for number in range(_DOWN + 1)]
    for left, right in pairwise(across):
        for top, bottom in pairwise(down):
            corners = (*seen(left, top), *seen(left, bottom), *seen(right, bottom), *seen(right, top))
            yield (left, top, right, bottom), corners
