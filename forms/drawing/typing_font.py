"""The font that viewers type in: Liberation Sans with the letters of WinAnsiEncoding, embedded whole in the form."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from typefaces import FACES

FONT = Name("/LiberationSans")
"""What the form's resources call it."""

SIZE = 9.5  # points, as in a value that the form was filled with
_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 1 << 5
_BLOCK = 100  # a character map takes no more in one block


def default_appearance(size: float = SIZE) -> pikepdf.String:
    """How a viewer draws what is typed in: the font, its size, its colour (the navy of the form)."""
    return pikepdf.String(f"{FONT} {size:g} Tf 0.063 0.129 0.227 rg")


def embedded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font as a simple TrueType font of this PDF."""
    font = _latin_subset()
    scale = 1000 / font["head"].unitsPerEm
    glyphs, widths = font.getBestCmap(), font["hmtx"].metrics
    file = io.BytesIO()
    font.save(file)
    head, os2 = font["head"], font["OS/2"]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=FONT,
        Flags=_NONSYMBOLIC,
        FontBBox=Array([round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        ItalicAngle=0,
        Ascent=round(font["hhea"].ascent * scale),
        Descent=round(font["hhea"].descent * scale),
        CapHeight=round(os2.sCapHeight * scale),
        StemV=80,
        FontFile2=pdf.make_indirect(pikepdf.Stream(pdf, file.getvalue(), Length1=len(file.getvalue()))),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=FONT,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array([round(widths[glyphs[ord(letter)]][0] * scale) for letter in _letters()]),
            FontDescriptor=pdf.make_indirect(descriptor),
            ToUnicode=pdf.make_stream(_meanings()),
        )
    )


def _meanings() -> bytes:
    """Which character each code is, for programs that read the text back."""
    pairs = [f"<{code:02X}> <{ord(letter):04X}>" for code, letter in enumerate(_letters(), start=_FIRST)]
    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CMapName /Letters def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar")) for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        )
    ).encode()


def _letters() -> list[str]:
    """What each code stands for; the five codes that stand for nothing count as a bullet, as PDF has it."""
    return [_letter(code) for code in range(_FIRST, _LAST + 1)]


def _letter(code: int) -> str:
    if code == 0x7F:
        return "\u2022"
    return bytes([code]).decode("cp1252", errors="replace").replace("\ufffd", "\u2022")


def _latin_subset() -> Any:
    """Without the letters that a viewer could not type in a simple font; nothing else is changed."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(FACES[0].path, recalcTimestamp=False)
    subsetter = Subsetter(
        Options(
            hinting=False,
            name_IDs=["*"],
            notdef_outline=True,
            layout_features=[],
            drop_tables=["FFTM", "GSUB", "GPOS", "GDEF"],
        )
    )
    subsetter.populate(text="".join(_letters()))
    subsetter.subset(font)
    return font
