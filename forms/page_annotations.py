"""What hangs on the pages of a form: which page shows which box, and whether one can see it."""

from __future__ import annotations

from typing import Any

from forms.limits import FORM_PAGES
from forms.objects import Objects, is_reference
from forms.refusals import TOO_MANY_PAGES, refusal

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
"""Annotation flags (ISO 32000-2, table 167)."""

_Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


class Pages:
    """The pages of an open PDF and the annotations on them."""

    def __init__(self, objects: Objects) -> None:
        pages = objects.pdf.pages
        if len(pages) > FORM_PAGES.most:
            raise refusal("too_large", what=TOO_MANY_PAGES)
        self._objects = objects
        self.entries: list[dict[str, Any]] = [objects.dictionary(_reference(page.obj)) for page in pages]
        self._edges = [_rectangle(objects, page.get("/CropBox", page.get("/MediaBox"))) for page in self.entries]
        self.boxes: list[Any] = []
        """Every box of a field on any page, in the order of the pages."""
        self.others: list[dict[str, Any]] = []
        """Every annotation that is no field's box: links, attachments, films."""
        self._page_of: dict[str, int] = {}
        for number, page in enumerate(self.entries, start=1):
            for item in objects.array(page.get("/Annots")):
                self._add(item, number)

    def _add(self, item: Any, number: int) -> None:
        annotation = self._objects.dictionary(item)
        if annotation.get("/Subtype") == "/Widget":
            self.boxes.append(item)
        else:
            self.others.append(annotation)
        if is_reference(item):
            self._page_of[item] = number

    def number(self, reference: str | None) -> int | None:
        """The page that shows a box, counted from 1; None where no page does."""
        return self._page_of.get(reference) if reference else None

    def unseen(self, entries: dict[str, Any], reference: str | None) -> str | None:
        """Why nobody sees a box on the screen, as an end of the sentence "it stands …"; None where one does."""
        flags = entries.get("/F")
        if isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW):
            return "in a box that is kept from view"
        rectangle = _rectangle(self._objects, entries.get("/Rect"))
        if rectangle is None or rectangle[2] - rectangle[0] <= 0 or rectangle[3] - rectangle[1] <= 0:
            return "in a box without any size"
        number = self.number(reference)
        if number is None:
            return "in a box that is on no page" if reference else None
        edge = self._edges[number - 1]
        if edge and _apart(rectangle, edge):
            return "in a box beyond the edge of its page"
        return None


def _reference(handle: Any) -> str:
    number, generation = handle.objgen
    return f"{number} {generation} R"


def _apart(one: _Rectangle, other: _Rectangle) -> bool:
    return one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]


def _rectangle(objects: Objects, value: Any) -> _Rectangle | None:
    sides = objects.array(value)
    try:
        left, bottom, right, top = sides
        if right - left >= 0 and top - bottom >= 0:
            return left, bottom, right, top
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    except (TypeError, ValueError):
        resolved = [objects.get(side) for side in sides]
        return None if resolved == sides else _rectangle(objects, resolved)
