"""How long a form is: from the longest one, the pages that an application does not need are taken out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Set
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary

from forms.drawing import layout

Key = tuple[int, int]
"""Number and generation of a PDF object."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a form has for further rows and for long answers."""

    row_pages: int
    continuation_pages: int

    @property
    def rows(self) -> int:
        """Rows there is room for."""
        return layout.ROWS_IN_PLACE + self.row_pages * layout.ROWS_A_PAGE

    @property
    def continuations(self) -> int:
        """Boxes for long answers there is room for."""
        return self.continuation_pages * layout.CONTINUATIONS_A_PAGE


BLANK = Extent(layout.BLANK_ROW_PAGES, layout.BLANK_CONTINUATION_PAGES)
LONGEST = Extent(layout.MOST_ROW_PAGES, layout.MOST_CONTINUATION_PAGES)


def extent_for(rows: int, continuations: int) -> Extent:
    """The shortest form, not shorter than the blank one, with so many rows and boxes for long answers."""
    return Extent(
        max(BLANK.row_pages, math.ceil((rows - layout.ROWS_IN_PLACE) / layout.ROWS_A_PAGE)),
        max(BLANK.continuation_pages, math.ceil(continuations / layout.CONTINUATIONS_A_PAGE)),
    )


def shorten(pdf: pikepdf.Pdf, extent: Extent) -> None:
    """Take out of the longest form the pages beyond an extent, with their fields and their place in the structure."""
    numbers = list(_superfluous(len(pdf.pages), extent))
    pages = {pdf.pages[number].obj.objgen for number in numbers}
    _drop_fields(pdf.Root.AcroForm.Fields, pages)
    _drop_structure(pdf.Root.StructTreeRoot, pdf, numbers, pages)
    for number in reversed(numbers):
        del pdf.pages[number]


def _superfluous(count: int, extent: Extent) -> Iterator[int]:
    continuations = count - LONGEST.continuation_pages
    rows = continuations - LONGEST.row_pages
    yield from range(rows + extent.row_pages, continuations)
    yield from range(continuations + extent.continuation_pages, count)


def _drop_fields(fields: pikepdf.Object, pages: Set[Key]) -> None:
    """Take the fields of some pages out of a list, and out of the lists below it; a list left empty goes as well."""
    for number in reversed(range(len(fields))):
        field = fields[number]
        if "/Kids" in field:
            _drop_fields(field.Kids, pages)
        gone = len(field.Kids) == 0 if "/Kids" in field else field.P.objgen in pages
        if gone:
            del fields[number]


def _drop_structure(tree: pikepdf.Object, pdf: pikepdf.Pdf, numbers: list[int], pages: Set[Key]) -> None:
    """Each page at the end is one section of the document, which goes with it."""
    document = tree.K[0] if isinstance(tree.K, Array) else tree.K
    document.K = Array([part for part in document.K if not (isinstance(part, Dictionary) and _on(part, pages))])
    parents = {int(pdf.pages[number].obj.StructParents) for number in numbers}
    for number in numbers:
        parents |= {int(widget.StructParent) for widget in pdf.pages[number].obj.Annots}
    entries = tree.ParentTree.Nums
    kept = [at for at in range(0, len(entries), 2) if int(entries[at]) not in parents]
    tree.ParentTree.Nums = Array([entries[at + step] for at in kept for step in (0, 1)])


def _on(part: pikepdf.Object, pages: Set[Key]) -> bool:
    return "/Pg" in part and part.Pg.objgen in pages
