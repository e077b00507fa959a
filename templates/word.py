"""A Word letter, read: bytes -> `Writing`. What our values can't hold is named, never left out quietly."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from templates.blocks import (
    Block,
    Break,
    Cell,
    Inline,
    PageNumber,
    Paragraph,
    Picture,
    Row,
    Sheet,
    Tab,
    Table,
    Text,
    Writing,
)
from templates.package import contents
from templates.word_styles import (
    PARAGRAPH_KNOWN,
    RUN_KNOWN,
    Element,
    Properties,
    Styles,
    W,
    children,
    layout,
    local,
    look,
    points,
    styles,
    value,
)

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CREATED = "{http://purl.org/dc/terms/}created"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_EMU = 12_700

_TABLE_KNOWN = frozenset({"tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"})
_ROW_KNOWN = frozenset({"cantSplit", "tblHeader"})
_CELL_KNOWN = frozenset({"tcW", "shd", "vAlign"})
_SECTION_KNOWN = frozenset({"headerReference", "footerReference", "pgSz", "pgMar", "titlePg"})
_HARMLESS = frozenset({"proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak"})
_NUMBERS: dict[str, Literal["page", "pages"]] = {"PAGE": "page", "NUMPAGES": "pages"}


def read(docx: bytes) -> Writing:
    """The letter as values."""
    return _Reader(contents(docx)).writing()


class _Reader:
    """One pass over one file: the numbers of its lists and the names of what it can't hold are gathered on the way."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.styles: Styles = styles(parts["word/styles.xml"])
        self.unsupported: set[str] = set(self.styles.unknown())
        self.counted: Counter[str] = Counter()
        self.lists = _lists(parts.get("word/numbering.xml"))
        self.relations = self._relations("word/document.xml")
        self.pictures: dict[str, bytes] = {}

    def writing(self) -> Writing:
        body = etree.fromstring(self.parts["word/document.xml"]).find(f"{W}body")
        section = body.find(f"{W}sectPr")
        properties = children(section)
        self._look_for(properties, _SECTION_KNOWN)
        core = etree.fromstring(self.parts["docProps/core.xml"])
        first = "first" if "titlePg" in properties else "default"
        return Writing(
            title=core.findtext(f"{_DC}title", ""),
            language=core.findtext(f"{_DC}language", "en-US"),
            created=core.findtext(_CREATED, ""),
            sheet=_sheet(properties),
            first_header=self._edge(section, "header", first),
            header=self._edge(section, "header", "default"),
            footer=self._edge(section, "footer", "default"),
            body=tuple(self._blocks(body)),
            pictures=self.pictures,
            unsupported=tuple(sorted(self.unsupported)),
        )

    def _edge(self, section: Element, kind: str, which: str) -> tuple[Block, ...]:
        for reference in section.iter(f"{W}{kind}Reference"):
            if value(reference, "type") == which:
                part = self.relations[reference.get(f"{_R}id")]
                outer, self.relations = self.relations, self._relations(part)
                blocks = tuple(self._blocks(etree.fromstring(self.parts[part])))
                self.relations = outer
                return blocks
        return ()

    def _relations(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        xml = self.parts.get(f"{folder}/_rels/{name}.rels")
        if xml is None:
            return {}
        rows = etree.fromstring(xml).iter(f"{_PACKAGE}Relationship")
        return {row.get("Id"): posixpath.normpath(posixpath.join(folder, row.get("Target"))) for row in rows}

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            if element.tag == f"{W}p":
                yield self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield self._table(element)
            elif element.tag != f"{W}sectPr":
                self._name(element)

    def _paragraph(self, element: Element) -> Paragraph:
        own = children(element.find(f"{W}pPr"))
        self._look_for(own, PARAGRAPH_KNOWN)
        properties = self.styles.paragraph(own)
        number, indent = self._number(properties)
        inlines = tuple(self._inlines(element, properties))
        drawn = look(self.styles.run(properties, {}))
        return Paragraph(inlines, drawn, number=number, **layout(properties, indent))

    def _number(self, properties: Properties) -> tuple[int, Element | None]:
        numbering = children(properties.get("numPr"))
        name = value(numbering.get("numId"))
        if not name or name == "0":
            return 0, None
        level = self.lists.get((name, value(numbering.get("ilvl"), default="0")))
        if level is None or value(level.find(f"{W}numFmt")) != "decimal" or value(level.find(f"{W}lvlText")) != "%1.":
            self.unsupported.add("a list other than 1. 2. 3.")
            return 0, None
        self.counted[name] += 1
        return self.counted[name], level.find(f"{W}pPr/{W}ind")

    def _inlines(self, paragraph: Element, properties: Properties) -> Iterator[Inline]:
        field: str | None = None
        for run in paragraph:
            if run.tag != f"{W}r":
                if run.tag != f"{W}pPr":
                    self._name(run)
                continue
            own = children(run.find(f"{W}rPr"))
            self._look_for(own, RUN_KNOWN)
            drawn = self.styles.run(properties, own)
            for piece in run:
                kind = value(piece, "fldCharType") if piece.tag == f"{W}fldChar" else ""
                if kind == "begin":
                    field = ""
                elif kind == "end" and field is not None:
                    yield from self._field(field.strip(), drawn)
                    field = None
                elif field is None:
                    yield from self._piece(piece, drawn)
                elif piece.tag == f"{W}instrText":
                    field += piece.text or ""

    def _field(self, name: str, drawn: Properties) -> Iterator[Inline]:
        if name in _NUMBERS:
            yield PageNumber(_NUMBERS[name], look(drawn))
        else:
            self.unsupported.add(f"the field {name or 'without a name'}")

    def _piece(self, piece: Element, drawn: Properties) -> Iterator[Inline]:
        kind = local(piece)
        if kind == "t":
            yield Text(piece.text or "", look(drawn))
        elif kind == "tab":
            yield Tab()
        elif kind == "br" and not value(piece, "type"):
            yield Break()
        elif kind == "noBreakHyphen":
            yield Text("\N{NON-BREAKING HYPHEN}", look(drawn))
        elif kind == "drawing":
            yield from self._picture(piece)
        elif kind != "rPr":
            self._name(piece)

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

    def _table(self, element: Element) -> Table:
        properties = children(element.find(f"{W}tblPr"))
        self._look_for(properties, _TABLE_KNOWN)
        borders = [side for side in properties.get("tblBorders", ()) if value(side) not in ("nil", "none")]
        margins = children(properties.get("tblCellMar"))
        return Table(
            widths=tuple(points(column, "w") for column in element.iter(f"{W}gridCol")),
            rows=tuple(self._row(row) for row in element.iter(f"{W}tr")),
            ruled=value(borders[0], "color", "000000") if borders else "",
            inset=(points(margins.get("top"), "w"), points(margins.get("left"), "w", 5.4)),
        )

    def _row(self, element: Element) -> Row:
        properties = children(element.find(f"{W}trPr"))
        self._look_for(properties, _ROW_KNOWN)
        return Row(tuple(self._cell(cell) for cell in element.iter(f"{W}tc")), heading="tblHeader" in properties)

    def _cell(self, element: Element) -> Cell:
        properties = children(element.find(f"{W}tcPr"))
        self._look_for(properties, _CELL_KNOWN)
        shade = value(properties.get("shd"), "fill").replace("auto", "")
        inner = [child for child in element if child.tag != f"{W}tcPr"]
        blocks = [block for block in self._blocks(inner) if isinstance(block, Paragraph) or self._nested()]
        middle = value(properties.get("vAlign")) == "center"
        return Cell(tuple(block for block in blocks if isinstance(block, Paragraph)), shade, middle)

    def _nested(self) -> bool:
        self.unsupported.add("a table inside a table")
        return False

    def _look_for(self, properties: Properties, known: frozenset[str]) -> None:
        self.unsupported |= properties.keys() - known

    def _name(self, element: Element) -> None:
        if local(element) not in _HARMLESS:
            self.unsupported.add(local(element))


def _lists(xml: bytes | None) -> dict[tuple[str, str], Element]:
    if xml is None:
        return {}
    root = etree.fromstring(xml)
    kinds = {value(kind, "abstractNumId"): kind for kind in root.iter(f"{W}abstractNum")}
    return {
        (value(one, "numId"), value(level, "ilvl")): level
        for one in root.iter(f"{W}num")
        for level in kinds[value(one.find(f"{W}abstractNumId"))].iter(f"{W}lvl")
    }


def _sheet(properties: Properties) -> Sheet:
    size, margins = properties["pgSz"], properties["pgMar"]
    edges = (points(margins, name) for name in ("top", "right", "bottom", "left", "header", "footer"))
    return Sheet(points(size, "w"), points(size, "h"), *edges)
