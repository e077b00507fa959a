"""What the fields of a form are called, and what is printed beside each; only ever in the guarded process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, BinaryIO, NamedTuple

import pypdfium2

from forms.editions.blank_fields import BlankField, Option
from forms.reading.choices import options_of
from forms.reading.field_tree import FieldTree, Node
from forms.reading.objects import entries, entry, items, keys, text
from forms.reading.opening import opened
from forms.reading.page_annotations import Pages
from forms.reading.values import held
from forms.refusals import refusal

_LINE, _ABOVE = 1.5, 15.0
"""Points: how much higher and lower than a box its own line may stand; how far above it a label may."""
_FAR = 260.0
"""Points: how far beside a box to tick its words may go."""
_SAME_COLUMN = 4.0
_LONGEST = 160


class _Box(NamedTuple):
    """Where a box stands: page counted from 0, edges in points."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def fields_of_blank(pdf: bytes, source: BinaryIO) -> dict[str, Any]:
    """Every field in the order of the form: name, kind, tooltip, words beside it, and what can be chosen."""
    with opened(pdf, source) as form:
        pages = Pages(form)
        nodes = list(FieldTree(entries(form.Root.get("/AcroForm")), pages).fields())
        boxes = {node.name: list(_boxes(node, pages)) for node in nodes}
        words = _Words(pdf, [box for several in boxes.values() for box in several])
        found = [blank for node in nodes if (blank := _blank(node, boxes[node.name], words))]
    return {"fields": [asdict(one) for one in found]}


def _blank(node: Node, boxes: list[_Box], words: _Words) -> BlankField | None:
    kind = held(node)
    if kind is None or not node.name:
        return None
    tooltip = text(node.get("/TU"))
    first = boxes[0] if boxes else None
    ticked = kind.kind in {"box", "radio"}
    return BlankField(
        name=node.name,
        kind=kind.kind,
        tooltip=_short(tooltip.text) if tooltip else "",
        labels=tuple(words.beside(first, ticked=ticked)) if first else (),
        page=first.page + 1 if first else 0,
        options=tuple(_options(node, kind.kind, boxes, words)),
    )


def _options(node: Node, kind: str, boxes: list[_Box], words: _Words) -> Iterator[Option]:
    """What can be chosen: of a list its entries, of boxes their states with the words beside each."""
    if kind == "list":
        yield from (Option(value, label) for value, label in options_of(node))
    elif kind == "radio":
        named = [one.text if (one := text(item)) else "" for item in items(node.get("/Opt"))]
        for widget, box in zip(node.widgets, boxes, strict=False):
            for state in keys(entry(widget.entries.get("/AP"), "/N")):
                if state != "Off":
                    value = named[int(state)] if state.isdecimal() and int(state) < len(named) else state
                    yield Option(value, next(iter(words.beside(box, ticked=True)), ""))


def _boxes(node: Node, pages: Pages) -> Iterator[_Box]:
    for widget in node.widgets:
        number = pages.number(widget.identity)
        edges = [float(edge) for edge in items(widget.entries.get("/Rect")) if isinstance(edge, int | float) or edge]
        if number is not None and len(edges) == 4:
            left, right = sorted((edges[0], edges[2]))
            bottom, top = sorted((edges[1], edges[3]))
            yield _Box(number - 1, left, bottom, right, top)


class _Words:
    """The words that are printed on the pages, asked for by place."""

    def __init__(self, pdf: bytes, boxes: list[_Box]) -> None:
        try:
            self._document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            raise refusal("damaged") from None
        self._boxes = boxes
        self._pages: dict[int, pypdfium2.PdfTextPage] = {}

    def beside(self, box: _Box, *, ticked: bool) -> Iterator[str]:
        """The words that may name a box, the nearest first: beside it, above it, and on top of its column."""
        left, right, above = self._left(box), self._right(box), self._above(box)
        order = (right, left, above) if ticked else (left, above)
        yield from dict.fromkeys(words for words in (*order, self._column(box)) if words)

    def _left(self, box: _Box) -> str:
        edges = [other.right for other in self._on_line(box) if other.right <= box.left]
        return self._at(box.page, max(edges, default=0.0), box.bottom - _LINE, box.left, box.top + _LINE)

    def _right(self, box: _Box) -> str:
        edges = [other.left for other in self._on_line(box) if other.left >= box.right]
        end = min([*edges, box.right + _FAR])
        return self._at(box.page, box.right, box.bottom - _LINE, end, box.top + _LINE)

    def _above(self, box: _Box) -> str:
        return self._at(box.page, box.left - _LINE, box.top, max(box.right, box.left + 60), box.top + _ABOVE)

    def _column(self, box: _Box) -> str:
        """What stands above the topmost box of a column of boxes that begin and end alike."""
        alike = [
            other
            for other in self._boxes
            if other.page == box.page
            and abs(other.left - box.left) < _SAME_COLUMN
            and abs(other.right - box.right) < _SAME_COLUMN
            and other.bottom > box.bottom
        ]
        return self._above(max(alike, key=lambda other: other.top)) if alike else ""

    def _on_line(self, box: _Box) -> Iterator[_Box]:
        middle = (box.bottom + box.top) / 2
        for other in self._boxes:
            if other.page == box.page and other != box and other.bottom < middle < other.top:
                yield other

    def _at(self, page: int, left: float, bottom: float, right: float, top: float) -> str:
        if page not in self._pages:
            self._pages[page] = self._document[page].get_textpage()
        try:
            return _short(self._pages[page].get_text_bounded(left, bottom, right, top))
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            return ""


def _short(words: str) -> str:
    """Words as one line; of a long text the part that names."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())
    return line[:_LONGEST].strip(" _.:*-")
