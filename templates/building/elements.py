"""WordprocessingML as text: runs, paragraphs, tables, pictures, their children in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TWIPS = 20
"""Twentieths of a point, Word's unit of length, in one point."""
EMU = 12_700
"""English Metric Units, a picture's unit of length, in one point."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading ("" for none) and its width in points."""

    heading: str
    width: float


def run(words: str, properties: str = "") -> str:
    """A run of text; tabs and ruled lines become tab elements, line breaks become breaks."""
    style = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = (_piece(piece) for piece in re.split(r"(\t|\n)", words) if piece)
    return f"<w:r>{style}{''.join(pieces)}</w:r>"


def runs(words: str) -> str:
    """Runs of text in which **two stars** make bold."""
    pieces = re.split(r"\*\*(.+?)\*\*", words)
    return "".join(run(piece, "<w:b/>" if index % 2 else "") for index, piece in enumerate(pieces) if piece)


def paragraph(content: str, style: str = "", *, tabs: str = "", extra: str = "") -> str:
    """A paragraph of runs, in a named style."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + tabs + extra
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def control(tag: str) -> str:
    """A paragraph that holds one Jinja tag and vanishes: `{%p if … %}`."""
    return paragraph(run("{%p " + tag + " %}"))


def field(name: str) -> str:
    """A field that the reader's program computes: PAGE or NUMPAGES."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(columns: Sequence[Column], cells: Sequence[str], *, each: str) -> str:
    """A ruled table with a heading row, and one row for each item of a Jinja loop."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A3A9B3"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 50), ("left", 115), ("bottom", 50), ("right", 115))
    )
    widths = [column.width for column in columns]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr>{grid(widths)}'
        + _row([(column.heading, column.width) for column in columns], "TableHead", heading=True)
        + _loop_row("for " + each, len(columns))
        + _row(list(zip(cells, widths, strict=True)), "TableText")
        + _loop_row("endfor", len(columns))
        + "</w:tbl>"
        + paragraph("", "AfterTable")
    )


def grid(widths: Iterable[float]) -> str:
    """The column widths of a table, in points."""
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths) + "</w:tblGrid>"


def cell(content: str, width: float, *, shade: str = "", middle: bool = False) -> str:
    """A cell of paragraphs; the width in points."""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{fill}{align}</w:tcPr>{content}</w:tc>'


def picture(relation: str, side: float, alternative: str) -> str:
    """A square picture in the line, with its alternative text."""
    size = round(side * EMU)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:docPr id="1" name="Mark" descr="{alternative}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="1" name="Mark" descr="{alternative}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece == "\n":
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(piece)}</w:t>'


def _row(cells: Sequence[tuple[str, float]], style: str, *, heading: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if heading else "") + "</w:trPr>"
    shade = "EAEEF4" if heading else ""
    drawn = "".join(cell(paragraph(runs(words), style), width, shade=shade) for words, width in cells)
    return f"<w:tr>{properties}{drawn}</w:tr>"


def _loop_row(tag: str, columns: int) -> str:
    tags = [run("{%tr " + tag + " %}")] + [""] * (columns - 1)
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(content)}</w:tc>" for content in tags) + "</w:tr>"


def _twips(points: float) -> int:
    return round(points * TWIPS)
