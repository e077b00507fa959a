"""Takes the folds of a letter out of a page: lines from edge to edge, paler than ink, that run through its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PIL import Image

_STRIPS = 40
"""Parts of the width of a page in which a line is level."""
_SLOPES = sorted((step / 10 for step in range(-40, 41)), key=abs)
"""Pixels that a fold may rise or fall from one part to the next."""
_SHADE = 0.85
"""Of the grey around: what is darker over a whole part is a line, or words."""
_DEEP = 20
"""By which it is darker at least, of 255."""
_SEEN = 0.9
"""Share of the parts in which a fold is seen: it runs over the margins, where no words stand."""
_MARGIN = 2
_INK = 90
"""The grey below which a point is ink, and stays."""
_ABOVE, _BELOW = 6, 14
"""Pixels that a fold and its shadow take."""
_MOST = 4
_PALE = [grey if grey < _INK else 255 for grey in range(256)]
_AROUND = (-36, -30, -24, 24, 30, 36)
"""Pixels above and below a line where it isn't any more."""


def without_folds(page: Image.Image) -> Image.Image:
    """The page without its folds; what is as dark as ink stays where they ran."""
    width = page.width // _STRIPS
    if not width:
        return page
    means = page.crop((0, 0, width * _STRIPS, page.height)).resize((_STRIPS, page.height), Image.Resampling.BOX)
    greys = means.tobytes()
    for fold in list(_folds([greys[number::_STRIPS] for number in range(_STRIPS)])):
        page = page.copy()
        for number, row in enumerate(fold):
            right = page.width if number == _STRIPS - 1 else (number + 1) * width
            part = number * width, max(0, row - _ABOVE), right, min(page.height, row + _BELOW)
            page.paste(page.crop(part).point(_PALE), part[:2])
    return page


def _folds(strips: Sequence[bytes]) -> Iterator[list[int]]:
    """The row of each fold in every part, from the left."""
    found, last = 0, -_BELOW
    for row in range(len(strips[0])):
        if row - last >= _BELOW and found < _MOST and (path := _followed(strips, row)):
            found, last = found + 1, row
            yield path


def _followed(strips: Sequence[bytes], row: int) -> list[int]:
    """The straight way through all parts that begins at a row of the first; none where it is no line all along."""
    if not _is_line(strips[0], row):
        return []
    for slope in _SLOPES:
        path = [round(row + slope * number) for number in range(len(strips))]
        if 0 <= path[-1] < len(strips[0]) and _is_fold(strips, path):
            return path
    return []


def _is_fold(strips: Sequence[bytes], path: Sequence[int]) -> bool:
    margins = (-1, -_MARGIN, *range(_MARGIN))
    if not all(_is_line(strips[number], path[number]) for number in margins):
        return False
    return sum(map(_is_line, strips, path)) >= _SEEN * len(strips)


def _is_line(strip: bytes, row: int) -> bool:
    """Whether a row is darker than most of what is above and below it."""
    around = sorted(strip[min(max(0, row + away), len(strip) - 1)] for away in _AROUND)
    grey, paper = min(strip[max(0, row - 1) : row + 2]), around[len(around) // 2 - 1]
    return grey < _SHADE * paper and paper - grey > _DEEP
