"""A small form written byte by byte, and what is added to its end: by who fills and signs, and by who cheats."""

from __future__ import annotations

import re

TITLE, TITLE_DRAWN, NOTE, NOTE_DRAWN, PAGE, CONTENT, CATALOG, FORM = 6, 10, 7, 11, 3, 4, 1, 5
SIGNATURE, WITNESS, FIRST_FREE = 8, 12, 13

_BOXES = {"title": 210, "note": 180, "signature": 120, "witness": 60}


def text_field(name: str, value: str, drawn: int) -> bytes:
    """One text field, as it stands in the file."""
    bottom = _BOXES[name]
    return (
        f"<</Type/Annot/Subtype/Widget/FT/Tx/T({name})/TU({name.capitalize()})/V({value})/F 4/P {PAGE} 0 R"
        f"/Rect[20 {bottom} 220 {bottom + 20}]/DA(/Helv 10 Tf 0 g)/AP<</N {drawn} 0 R>>>>"
    ).encode()


def signature_field(name: str, signature: int | None = None) -> bytes:
    bottom = _BOXES[name]
    value = f"/V {signature} 0 R" if signature else ""
    return (
        f"<</Type/Annot/Subtype/Widget/FT/Sig/T({name})/TU({name.capitalize()})/F 4/P {PAGE} 0 R"
        f"/Rect[20 {bottom} 220 {bottom + 40}]{value}>>"
    ).encode()


def stream(content: str, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream".encode()


def drawing(text: str) -> bytes:
    """How a box draws its text."""
    entries = "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>>>"
    return stream(f"/Tx BMC BT /Helv 10 Tf 2 5 Td ({text}) Tj ET EMC", entries)


def small_form(*, title: str = "A study") -> bytes:
    """A form of one page: a filled title, an empty note, two empty signature fields."""
    objects = {
        CATALOG: b"<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</Helv 9 0 R>>>>"
        b"/Contents 4 0 R/Annots[6 0 R 7 0 R 8 0 R 12 0 R]>>",
        CONTENT: stream("BT /Helv 12 Tf 20 260 Td (Application) Tj ET"),
        FORM: b"<</Fields[6 0 R 7 0 R 8 0 R 12 0 R]/SigFlags 3/DA(/Helv 10 Tf 0 g)/DR<</Font<</Helv 9 0 R>>>>>>",
        TITLE: text_field("title", title, TITLE_DRAWN),
        NOTE: text_field("note", "", NOTE_DRAWN),
        SIGNATURE: signature_field("signature"),
        9: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        TITLE_DRAWN: drawing(title),
        NOTE_DRAWN: drawing(""),
        WITNESS: signature_field("witness"),
    }
    return _written(b"%PDF-1.7\n", objects, "", FIRST_FREE)


def added(pdf: bytes, objects: dict[int, bytes]) -> bytes:
    """The file with a new version of some objects at its end; what was there stays."""
    before = re.findall(rb"startxref\s+(\d+)", pdf)[-1].decode()
    start = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    sizes = [int(size) for size in re.findall(rb"/Size (\d+)", pdf)]
    return _written(start, objects, f"/Prev {before}", max(sizes))


def _written(start: bytes, objects: dict[int, bytes], more: str, size: int) -> bytes:
    out = bytearray(start)
    table = "0 1\n0000000000 65535 f \n"
    for number, content in sorted(objects.items()):
        table += f"{number} 1\n{len(out):010d} 00000 n \n"
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    at = len(out)
    size = max(size, *(number + 1 for number in objects))
    out += f"xref\n{table}trailer\n<</Size {size}/Root 1 0 R{more}>>\nstartxref\n{at}\n%%EOF\n".encode()
    return bytes(out)
