"""Whether a box of a printed form is ticked: by what is drawn in it, a tick or disc, a letter, a stroke, a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from forms.flattened.placing import Placed
from forms.flattened.registering import Registration
from forms.flattened.sheets import Blank, Box, Sheet
from forms.flattened.words import Word

if TYPE_CHECKING:
    import pdfplumber.page

_WHITE = 0.9
_WHOLE = 0.9
"""Of the width and height of a box: what has more is its frame."""
_LEAST = 0.2
_LARGEST = 4.0
_GLYPHS = frozenset("xX×✓✔✗✘✕✖●•■⬤☑☒34568lnuH")
"""Letters that programs tick with; the digits and small letters are those of the font ZapfDingbats."""

Drawn = Literal["yes", "perhaps", "no"]


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn on a page that is no letter, at its place on the blank form."""

    box: Box
    is_stroke: bool
    """Whether it is an open line, which is no frame however large."""


def ticks_on(
    page: pdfplumber.page.Page, registration: Registration, sheet: Sheet, placed: Placed, known: Blank
) -> dict[str, Drawn]:
    """Whether each box and button of a page is ticked; of a digital signature, whether anything is drawn for it."""
    shapes = _shapes_of(page, registration)
    ticks: dict[str, Drawn] = {}
    for place, box in sheet.boxes.items():
        entered = placed.entered.get(place)
        words = entered.words if entered else []
        match known.controls[place.partition("/")[0]].kind:
            case "box" | "radio":
                ticks[place] = _mark(box, shapes, words)
            case "signature":
                ticks[place] = "yes" if words or _is_drawn_in(box, shapes) else "no"
    return ticks


def _shapes_of(page: pdfplumber.page.Page, registration: Registration) -> list[Shape]:
    """What is drawn on a page in ink, pictures too."""
    drawn = (one for kind in ("line", "curve", "rect", "image") for one in page.objects.get(kind, ()))
    edge = float(page.mediabox[0])  # pdfplumber adds it to the places of shapes, and not to those of letters
    return [_shape(one, edge, registration) for one in drawn if _is_inked(one)]


def _mark(box: Box, shapes: Iterable[Shape], words: Sequence[Word]) -> Drawn:
    """Whether a box is ticked."""
    found = [*_by_shape(box, shapes), *_by_letter(words)]
    if "yes" in found:
        return "yes"
    return "perhaps" if found else "no"


def _by_letter(words: Sequence[Word]) -> Iterator[Drawn]:
    if words:
        yield "yes" if len(words) == 1 and words[0].text in _GLYPHS else "perhaps"


def _by_shape(box: Box, shapes: Iterable[Shape]) -> Iterator[Drawn]:
    for shape in shapes:
        middle = complex((shape.box.left + shape.box.right) / 2, (shape.box.bottom + shape.box.top) / 2)
        across, up = shape.box.width / box.width, shape.box.height / box.height
        if across > _WHOLE and up > _WHOLE and not shape.is_stroke:
            continue
        if max(across, up) < _LEAST or max(across, up) > _LARGEST:
            continue
        if box.holds(middle, 0.0):
            yield "yes" if max(across, up) < 1 / _WHOLE and min(across, up) > _LEAST else "perhaps"
        elif shape.is_stroke and _crosses(shape.box, box):
            yield "perhaps"


def _crosses(stroke: Box, box: Box) -> bool:
    across = min(stroke.right, box.right) - max(stroke.left, box.left)
    up = min(stroke.top, box.top) - max(stroke.bottom, box.bottom)
    return across > 0.5 * box.width and up > 0.5 * box.height


def _shape(drawn: dict[str, Any], edge: float, registration: Registration) -> Shape:
    low, high = (registration(complex(drawn[f"x{end}"] - edge, drawn[f"y{end}"])) for end in "01")
    box = Box(min(low.real, high.real), min(low.imag, high.imag), max(low.real, high.real), max(low.imag, high.imag))
    return Shape(box, drawn["object_type"] == "line" or (drawn["object_type"] == "curve" and not drawn["fill"]))


def _is_inked(drawn: dict[str, Any]) -> bool:
    if drawn["object_type"] == "image":
        return True
    inks = [drawn.get("stroking_color")] if drawn.get("stroke") else []
    inks += [drawn.get("non_stroking_color")] if drawn.get("fill") else []
    return any(_is_dark(ink) for ink in inks)


def _is_dark(color: Any) -> bool:
    """Whether a colour is seen on white paper; one that is not understood is."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    numbers = [part for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 4:
        return max(numbers) > 1 - _WHITE
    return not numbers or min(numbers) < _WHITE


def _is_drawn_in(box: Box, shapes: Iterable[Shape]) -> bool:
    """Whether anything but its frame is drawn in a box, such as the picture of a signature."""
    return any(
        box.holds(complex((shape.box.left + shape.box.right) / 2, (shape.box.bottom + shape.box.top) / 2), 0.0)
        and not (shape.box.width > _WHOLE * box.width and shape.box.height > _WHOLE * box.height)
        and max(shape.box.width, shape.box.height) > _LEAST * box.height
        for shape in shapes
    )
