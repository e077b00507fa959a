"""Turns a printed page that lies on a side or on its head, so that its words run from left to right."""

from __future__ import annotations

import cmath
import math
from collections import Counter
from typing import NamedTuple

import pdfplumber.page

from forms.flattened.words import Point

_QUARTER = math.pi / 2


class Window(NamedTuple):
    """What is shown of a page, in points from the lower left of the whole page as it is turned."""

    left: float
    bottom: float
    right: float
    top: float


def is_turned(page: pdfplumber.page.Page) -> bool:
    """Whether most letters of a page run elsewhere than to the right."""
    return bool(_quarters(page))


def turned(page: pdfplumber.page.Page) -> pdfplumber.page.Page:
    """The page, turned until most of its letters run to the right; what was read of it before holds no more."""
    whole = page.page_obj
    whole.rotate = (whole.rotate // 90 + _quarters(page)) % 4 * 90
    whole.attrs["Rotate"] = whole.rotate
    return pdfplumber.page.Page(page.pdf, whole, page.page_number, page.initial_doctop)


def window(page: pdfplumber.page.Page) -> Window:
    """What programs show of a page."""
    whole = page.page_obj
    west, south, east, north = whole.mediabox
    left, bottom, right, top = whole.cropbox
    shown = complex(max(left, west), max(bottom, south)), complex(min(right, east), min(top, north))
    one, other = (_placed(corner, complex(west, south), complex(east, north), whole.rotate) for corner in shown)
    across, up = sorted((one.real, other.real)), sorted((one.imag, other.imag))
    return Window(across[0], up[0], across[1], up[1])


def _quarters(page: pdfplumber.page.Page) -> int:
    """By how many quarters to the left of the reader's right most letters run: 0, 1, 2 or 3."""
    directions = Counter(round(cmath.phase(complex(*letter["matrix"][:2])) / _QUARTER) % 4 for letter in page.chars)
    return directions.most_common(1)[0][0] if directions else 0


def _placed(corner: Point, lowest: Point, highest: Point, rotation: int) -> Point:
    """Where a corner comes to lie when the page is turned clockwise by so many degrees."""
    inward, outward = corner - lowest, highest - corner
    return {
        90: complex(inward.imag, outward.real),
        180: outward,
        270: complex(outward.imag, inward.real),
    }.get(rotation, inward)
