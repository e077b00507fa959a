"""A Word letter, read: bytes -> `Writing`. What our values can't hold is named, never left out quietly."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from zipfile import BadZipFile

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from templates.blocks import (
    Block,
    Cell,
    Paragraph,
    Row,
    Sheet,
    Table,
    Writing,
)
from templates.package import contents
from templates.problems import LetterError, Problem
from templates.word_paragraphs import Paragraphs, lists
from templates.word_styles import (
    Element,
    Properties,
    W,
    children,
    points,
    styles,
    value,
)

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CREATED = "{http://purl.org/dc/terms/}created"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_TABLE_KNOWN = frozenset({"tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"})
_ROW_KNOWN = frozenset({"cantSplit", "tblHeader"})
_CELL_KNOWN = frozenset({"tcW", "shd", "vAlign"})
_SECTION_KNOWN = frozenset({"headerReference", "footerReference", "pgSz", "pgMar", "titlePg"})


def read(docx: bytes) -> Writing:
    """The letter as values.

    Raises:
        LetterError: when it is not a Word file.
    """
    try:
        return _Reader(contents(docx)).writing()
    except (BadZipFile, KeyError, etree.XMLSyntaxError) as wrong:
        problem = Problem("", "The letter", "it is not a whole Word file.", "Make it again, or save it again in Word.")
        raise LetterError([problem]) from wrong


class _Reader:
    """One pass over one file."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        numbered = lists(parts.get("word/numbering.xml"))
        self.paragraphs = Paragraphs(parts, styles(parts["word/styles.xml"]), numbered)

    def writing(self) -> Writing:
        """The whole letter."""
        self.paragraphs.relations = self._relations("word/document.xml")
        document = etree.fromstring(self.parts["word/document.xml"])
        body = document.find(f"{W}body")
        for beside in document:
            if beside is not body:
                self.paragraphs.name(beside)
        section = body.find(f"{W}sectPr")
        properties = children(section)
        self.paragraphs.hold(properties, _SECTION_KNOWN)
        core = etree.fromstring(self.parts.get("docProps/core.xml", b"<none/>"))
        first = "first" if "titlePg" in properties else "default"
        return Writing(
            title=core.findtext(f"{_DC}title", ""),
            language=core.findtext(f"{_DC}language", "en-US"),
            created=core.findtext(_CREATED, ""),
            sheet=_sheet(properties),
            first_header=self._edge(section, "header", first),
            header=self._edge(section, "header", "default"),
            footer=self._footer(section, first),
            body=tuple(self._blocks(body)),
            pictures=self.paragraphs.pictures,
            unsupported=tuple(sorted(map(_in_words, self.paragraphs.unsupported))),
        )

    def _footer(self, section: Element, first: str) -> tuple[Block, ...]:
        footer = self._edge(section, "footer", "default")
        if self._edge(section, "footer", first) != footer:
            self.paragraphs.unsupported.add("a foot of its own on the first page")
        return footer

    def _edge(self, section: Element, kind: str, which: str) -> tuple[Block, ...]:
        own = self._relations("word/document.xml")
        for reference in section.iter(f"{W}{kind}Reference"):
            if value(reference, "type") == which:
                return self._part(own[reference.get(f"{_R}id")])
        return ()

    def _part(self, name: str) -> tuple[Block, ...]:
        """The blocks of a head or foot; its pictures are found by its own relations."""
        outer, self.paragraphs.relations = self.paragraphs.relations, self._relations(name)
        blocks = tuple(self._blocks(etree.fromstring(self.parts[name])))
        self.paragraphs.relations = outer
        return blocks

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
                yield self.paragraphs.read(element)
            elif element.tag == f"{W}tbl":
                yield self._table(element)
            elif element.tag != f"{W}sectPr":
                self.paragraphs.name(element)

    def _table(self, element: Element) -> Table:
        properties = children(element.find(f"{W}tblPr"))
        self.paragraphs.hold(properties, _TABLE_KNOWN)
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
        self.paragraphs.hold(properties, _ROW_KNOWN)
        return Row(tuple(self._cell(cell) for cell in element.iter(f"{W}tc")), heading="tblHeader" in properties)

    def _cell(self, element: Element) -> Cell:
        properties = children(element.find(f"{W}tcPr"))
        self.paragraphs.hold(properties, _CELL_KNOWN)
        shade = value(properties.get("shd"), "fill").replace("auto", "")
        inner = [child for child in element if child.tag != f"{W}tcPr"]
        blocks = [block for block in self._blocks(inner) if isinstance(block, Paragraph) or self._nested()]
        middle = value(properties.get("vAlign")) == "center"
        return Cell(tuple(block for block in blocks if isinstance(block, Paragraph)), shade, middle)

    def _nested(self) -> bool:
        self.paragraphs.unsupported.add("a table inside a table")
        return False


def _sheet(properties: Properties) -> Sheet:
    size, margins = properties["pgSz"], properties["pgMar"]
    edges = (points(margins, name) for name in ("top", "right", "bottom", "left", "header", "footer"))
    return Sheet(points(size, "w"), points(size, "h"), *edges)


_WORDS = {
    "br": "a page break",
    "commentReference": "a comment",
    "contextualSpacing": "no space between paragraphs of one style",
    "del": "a tracked change",
    "footnoteReference": "a footnote",
    "gridSpan": "cells joined across columns",
    "highlight": "highlighted words",
    "hyperlink": "a link",
    "ins": "a tracked change",
    "pict": "a drawing",
    "sdt": "a content control",
    "sectPr": "several sections",
    "strike": "struck-out words",
    "tblStyle": "a table style",
    "u": "underlined words",
    "vMerge": "cells joined across rows",
    "vanish": "hidden words",
    "vertAlign": "raised or lowered letters",
}


def _in_words(name: str) -> str:
    """What a person calls it; what is no name of Word's is in words already."""
    return _WORDS.get(name, name if " " in name else f"Word’s “{name}”")
