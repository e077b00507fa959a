"""A paragraph of a Word letter, read: its runs, tabs, breaks, pictures, page numbers, and its number in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from templates.blocks import Break, Inline, Look, PageNumber, Paragraph, Picture, Tab, Text
from templates.word_styles import (
    PARAGRAPH_KNOWN,
    Element,
    Properties,
    Styles,
    W,
    children,
    layout,
    local,
    value,
)

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU = 12_700
"""English Metric Units in a point."""

_HARMLESS = frozenset({"proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"})
_NUMBERS: dict[str, Literal["page", "pages"]] = {"PAGE": "page", "NUMPAGES": "pages"}

Lists = Mapping[tuple[str, str], Element]
"""A list's number and level -> how it is numbered."""


@dataclass(slots=True)
class Paragraphs:
    """Reads the paragraphs of one file, one after the other: lists are counted, what can't be held is gathered."""

    parts: Mapping[str, bytes]
    styles: Styles
    lists: Lists
    unsupported: set[str] = field(default_factory=set)
    pictures: dict[str, bytes] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    """Of the part that is being read: a relation's name -> the part that it leads to."""
    _counted: Counter[str] = field(default_factory=Counter)

    def read(self, element: Element) -> Paragraph:
        """The paragraph as a value."""
        properties = self.styles.paragraph(children(element.find(f"{W}pPr")))
        self.hold(properties, PARAGRAPH_KNOWN)
        if value(properties.get("spacing"), "lineRule", "auto") != "auto":
            self.unsupported.add("lines of a fixed height")
        number, indent = self._number(properties)
        inlines = tuple(self._inlines(element, properties))
        look = self.styles.drawn(properties, {}).look
        return Paragraph(inlines, look, number=number, **layout(properties, indent))

    def _number(self, properties: Properties) -> tuple[int, Element | None]:
        numbering = children(properties.get("numPr"))
        name = value(numbering.get("numId"))
        if not name or name == "0":
            return 0, None
        level = self.lists.get((name, value(numbering.get("ilvl"), default="0")))
        if level is None or value(level.find(f"{W}numFmt")) != "decimal" or value(level.find(f"{W}lvlText")) != "%1.":
            self.unsupported.add("a list other than 1. 2. 3.")
            return 0, None
        self._counted[name] += 1
        return self._counted[name], level.find(f"{W}pPr/{W}ind")

    def _inlines(self, paragraph: Element, properties: Properties) -> Iterator[Inline]:
        field: str | None = None
        for run in paragraph:
            if run.tag != f"{W}r":
                if run.tag != f"{W}pPr":
                    self.name(run)
                continue
            drawn = self.styles.drawn(properties, children(run.find(f"{W}rPr")))
            self.unsupported |= drawn.unknown
            for piece in run:
                kind = value(piece, "fldCharType") if piece.tag == f"{W}fldChar" else ""
                if kind == "begin":
                    field = ""
                elif kind == "end" and field is not None:
                    yield from self._field(field.strip(), drawn.look)
                    field = None
                elif field is None:
                    yield from self._piece(piece, drawn.look)
                elif piece.tag == f"{W}instrText":
                    field += piece.text or ""
        if field is not None:
            self.unsupported.add("a field over several paragraphs")

    def _field(self, name: str, look: Look) -> Iterator[Inline]:
        if name in _NUMBERS:
            yield PageNumber(_NUMBERS[name], look)
        else:
            self.unsupported.add(f"the field {name or 'without a name'}")

    def _piece(self, piece: Element, look: Look) -> Iterator[Inline]:
        kind = local(piece)
        if kind == "t":
            yield Text(piece.text or "", look)
        elif kind == "tab":
            yield Tab()
        elif kind == "br" and not value(piece, "type"):
            yield Break()
        elif kind == "noBreakHyphen":
            yield Text("\N{NON-BREAKING HYPHEN}", look)
        elif kind == "drawing":
            yield from self._picture(piece)
        elif kind != "rPr":
            self.name(piece)

    def _picture(self, drawing: Element) -> Iterator[Picture]:
        inline, blip = drawing.find(f"{_WP}inline"), drawing.find(f".//{_A}blip")
        if inline is None or blip is None:
            self.unsupported.add("a drawing that does not stand in the line")
            return
        name = self.relations[blip.get(f"{_R}embed")]
        self.pictures[name] = self.parts[name]
        extent = inline.find(f"{_WP}extent")
        alternative = inline.find(f"{_WP}docPr").get("descr", "")
        yield Picture(name, alternative, int(extent.get("cx")) / _EMU, int(extent.get("cy")) / _EMU)

    def hold(self, properties: Properties, known: frozenset[str]) -> None:
        """Gather the properties that our values can't hold."""
        self.unsupported |= properties.keys() - known

    def name(self, element: Element) -> None:
        """Gather an element that our values can't hold."""
        if local(element) not in _HARMLESS:
            self.unsupported.add(local(element))


def lists(xml: bytes | None) -> Lists:
    """The lists that a file defines."""
    if xml is None:
        return {}
    root = etree.fromstring(xml)
    kinds = {value(kind, "abstractNumId"): kind for kind in root.iter(f"{W}abstractNum")}
    return {
        (value(one, "numId"), value(level, "ilvl")): level
        for one in root.iter(f"{W}num")
        for level in kinds[value(one.find(f"{W}abstractNumId"))].iter(f"{W}lvl")
    }
