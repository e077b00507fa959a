"""What hangs on the pages of a form: which page shows which box, and whether one can see it."""

from __future__ import annotations

from typing import Any

import pikepdf

from forms.limits import FORM_FIELDS, FORM_PAGES
from forms.reading.objects import UNNUMBERED, Entries, Identity, entries, identity, items
from forms.refusals import TOO_MANY_PAGES, TOO_MUCH, refusal

_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
"""Annotation flags (ISO 32000-2, table 167)."""

_MOST_ANNOTATIONS = 20 * FORM_FIELDS.most
_BOX = pikepdf.Name.Widget
_Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""


class Pages:
    """The pages of an open PDF and the annotations on them."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        if len(pdf.pages) > FORM_PAGES.most:
            raise refusal("too_large", what=TOO_MANY_PAGES)
        self.entries = [entries(page.obj) for page in pdf.pages]
        self.boxes: list[Any] = []
        """Every box of a field on any page, in the order of the pages."""
        self.others: list[Entries] = []
        """Every annotation that is no field's box: links, attachments, films."""
        self._count = 0
        self._known: dict[Identity, Entries] = {}
        self._page_of: dict[Identity, int] = {}
        for number, page in enumerate(self.entries, start=1):
            for item in items(page.get("/Annots")):
                self._add(item, number)
        self._edges = [_rectangle(page.get("/CropBox") or page.get("/MediaBox")) for page in self.entries]

    def _add(self, item: Any, number: int) -> None:
        self._count += 1
        if self._count > _MOST_ANNOTATIONS:
            raise refusal("too_large", what=TOO_MUCH)
        annotation = entries(item)
        if annotation.get("/Subtype") == _BOX:
            self.boxes.append(item)
        else:
            self.others.append(annotation)
        known = identity(item)
        if known != UNNUMBERED:
            self._known[known] = annotation
            self._page_of[known] = number

    def read(self, item: Any, known: Identity) -> Entries:
        """The entries of an object, which are not read twice where it hangs on a page."""
        found = self._known.get(known)
        if found is None:
            found = entries(item)
            if known != UNNUMBERED:
                self._known[known] = found
        return found

    def number(self, known: Identity) -> int | None:
        """The page that shows a box, counted from 1; None where no page does."""
        return self._page_of.get(known)

    def without_boxes(self) -> tuple[int, ...]:
        """The pages, counted from 1, that have words or pictures, but no box of a field."""
        boxed = set(self._page_of.values())
        bare = [(number, page) for number, page in enumerate(self.entries, start=1) if number not in boxed]
        return tuple(number for number, page in bare if _shows_something(entries(page.get("/Resources"))))

    def unseen(self, box: Entries, known: Identity) -> str | None:
        """Why nobody sees a box on the screen, as an end of the sentence "it stands …"; None where one does."""
        flags = box.get("/F")
        if isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW):
            return "in a box that is kept from view"
        place = _rectangle(box.get("/Rect"))
        if place is None or place[2] <= place[0] or place[3] <= place[1]:
            return "in a box without any size"
        number = self.number(known)
        if number is None:
            return None if known == UNNUMBERED else "in a box that is on no page"
        edge = self._edges[number - 1]
        return "in a box beyond the edge of its page" if edge and _apart(place, edge) else None


def _shows_something(resources: Entries) -> bool:
    return bool(entries(resources.get("/Font")) or entries(resources.get("/XObject")))


def _apart(one: _Rectangle, other: _Rectangle) -> bool:
    return one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]


def _rectangle(value: Any) -> _Rectangle | None:
    try:
        found = pikepdf.Rectangle(value)
    except (TypeError, ValueError):
        return None
    return found.llx, found.lly, found.urx, found.ury
