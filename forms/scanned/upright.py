"""Lays a scanned page upon our blank form, and leaves of it only what was written into the boxes."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageFilter

from forms.drawing.controls import Control
from forms.flattened.marks import Drawn
from forms.flattened.sheets import Box, blank
from forms.scanned.pose import Pose
from forms.scanned.straightening import HEIGHT, straightened
from forms.scanned.tesseract import DPI

_PIXELS = DPI / 72
_DARK = 0.72
"""Of the grey of the paper around it: what is darker is ink."""
_PALE, _BLACK = 0.66, 0.2
"""Of the grey of the paper: what is lighter counts as paper, what is darker as black."""
_INK, _PERHAPS = 0.06, 0.015
"""Shares of the inner part of a box that are inked where it is ticked, and where that is uncertain."""
_INNER = 0.2
_EMPTY = 0.0012
"""Share of a box of text that may be inked and still holds nothing: dust, and what is left of its frame."""
_FRAME = 2.5
"""Points from the edge of a box in which its frame may lie, once a page was laid upon the blank."""
_REACH = 40
"""Pixels to both sides of a box that a fold runs on to."""
_LINE = 0.7
"""Of a column or row: more ink is a line."""


@dataclass(frozen=True, slots=True)
class Upright:
    """A page that was laid upon the blank form."""

    picture: Image.Image
    """What was written into the boxes, and nothing else, at its place."""
    ticks: dict[str, Drawn]
    inked: list[str]
    """The boxes of text in which anything is written."""


def upright(page: Image.Image, number: int, pose: Pose) -> Upright:
    """The page as it would look if it had been scanned straight.

    Args:
        page: In greys.
        number: Of the page of the blank form that it is, counted from 1.
        pose: How it lies.
    """
    known = blank()
    straight = straightened(page, pose)
    written = Image.new("L", straight.size, 255)
    ticks: dict[str, Drawn] = {}
    inked: list[str] = []
    for place, box in known.sheets[number - 1].boxes.items():
        control = known.controls[place.partition("/")[0]]
        part = straight.crop(_sides(box))
        if control.kind in {"box", "radio", "signature"}:
            ticks[place] = _ticked(straight, box, control)
            continue
        part = _without_frame(_on_white(part))
        if _share(part, 255) > _EMPTY:
            inked.append(place)
            written.paste(part, _sides(box)[:2])
    return Upright(written, ticks, inked)


def _sides(box: Box) -> tuple[int, int, int, int]:
    return (
        round(box.left * _PIXELS),
        round(HEIGHT - box.top * _PIXELS),
        round(box.right * _PIXELS),
        round(HEIGHT - box.bottom * _PIXELS),
    )


def _on_white(part: Image.Image) -> Image.Image:
    """A part of the page as if its paper were white; pale ink, as of stamps and shadows, goes with it."""
    pale, black = _PALE * _paper(part), _BLACK * _paper(part)
    return part.point([round(255 * min(1.0, max(0.0, (grey - black) / (pale - black)))) for grey in range(256)])


def _paper(part: Image.Image) -> int:
    """The grey of the paper: most of any box is empty, so that it is the one in the middle of the lighter half."""
    counts = part.histogram()
    half, seen = sum(counts) // 2, 0
    for grey in range(255, 0, -1):
        seen += counts[grey]
        if seen > half:
            return max(grey, 60)
    return 60


def _share(part: Image.Image, paper: int) -> float:
    """The share of a part that is ink."""
    counts = part.filter(ImageFilter.MedianFilter(3)).histogram()
    return sum(counts[: round(_DARK * paper)]) / max(1, sum(counts))


def _ticked(straight: Image.Image, box: Box, control: Control) -> Drawn:
    sides = _sides(box)
    part = _without_folds(straight, sides)
    across, down = part.width * _INNER, part.height * _INNER
    inner = part.crop((round(across), round(down), round(part.width - across), round(part.height - down)))
    share = _share(inner, _paper(part))
    if control.kind == "signature":
        return "yes" if share > _EMPTY else "no"
    return "yes" if share > _INK else "perhaps" if share > _PERHAPS else "no"


def _without_folds(straight: Image.Image, sides: tuple[int, int, int, int]) -> Image.Image:
    """A box without the lines that run through it and on to both its sides, as a fold of the paper does."""
    left, top, right, bottom = sides
    part = straight.crop(sides)
    reach = min(right - left, _REACH)
    paper = _paper(part)
    ink = straight.crop((left - reach, top, right + reach, bottom)).point(_inked(paper))
    for number, share in enumerate(ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()):
        if share > 255 * _LINE:
            part.paste(paper, (0, max(0, number - 1), part.width, number + 2))
    return part


def _inked(paper: int) -> list[int]:
    """A table that makes ink white and all else black, so that the mean of a part is its share of ink."""
    return [255 * (grey < _DARK * paper) for grey in range(256)]


def _without_frame(part: Image.Image) -> Image.Image:
    """A box of text without the lines that are left of its frame at its edges."""
    edge = round(_FRAME * _PIXELS)
    ink = part.point(_inked(255))
    columns = ink.resize((part.width, 1), Image.Resampling.BOX).tobytes()
    rows = ink.resize((1, part.height), Image.Resampling.BOX).tobytes()
    left, right = _lines(columns[:edge]), _lines(columns[: -edge - 1 : -1])
    top, bottom = _lines(rows[:edge]), _lines(rows[: -edge - 1 : -1])
    clean = Image.new("L", part.size, 255)
    inside = (left, top, part.width - right, part.height - bottom)
    clean.paste(part.crop(inside), inside[:2])
    for number, share in enumerate(rows):  # a fold runs through the whole box; no line of text is so black
        if share > 255 * _LINE:
            clean.paste(255, (0, number, part.width, number + 1))
    return clean


def _lines(inks: bytes) -> int:
    """How many of the outermost columns or rows a line takes that runs along the whole edge."""
    return max((number for number, ink in enumerate(inks, start=1) if ink > 255 * _LINE), default=0)
