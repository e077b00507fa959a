"""Writes small PDFs object by object, so that a test can make exactly the oddity that it is about."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

OBJECTS = Mapping[int, bytes]

CATALOG, PAGES, PAGE, FORM = 1, 2, 3, 4
FIRST_FIELD = 10
EXTRA = 90
"""Numbers of the objects of `form`; a test puts its own from EXTRA on."""


def pdf(objects: OBJECTS, *, trailer: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF with a classic cross-reference table; the catalog is object 1."""
    written = bytearray(b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n")
    offsets: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(written)
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(written)
    size = max(objects) + 1
    rows = [b"0000000000 65535 f \n"]
    rows += [
        b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00000 f \n"
        for number in range(1, size)
    ]
    written += b"xref\n0 %d\n" % size + b"".join(rows)
    written += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(written)


def form(
    fields: Sequence[bytes],
    extra: OBJECTS | None = None,
    *,
    form_entries: bytes = b"",
    catalog: bytes = b"",
    page: bytes = b"",
    trailer: bytes = b"",
) -> bytes:
    """One page with a box for each field; a field is given by what its dictionary says besides its place."""
    return pdf(parts(fields, extra, form_entries=form_entries, catalog=catalog, page=page), trailer=trailer)


def parts(
    fields: Sequence[bytes],
    extra: OBJECTS | None = None,
    *,
    form_entries: bytes = b"",
    catalog: bytes = b"",
    page: bytes = b"",
) -> dict[int, bytes]:
    """The objects of `form`."""
    numbers = range(FIRST_FIELD, FIRST_FIELD + len(fields))
    references = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = {
        CATALOG: b"<</Type/Catalog/Pages 2 0 R/AcroForm 4 0 R" + catalog + b">>",
        PAGES: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>/Annots["
        + references
        + b"]"
        + page
        + b">>",
        FORM: b"<</Fields[" + references + b"]/DA(/Helv 9 Tf 0 g)" + form_entries + b">>",
    }
    for row, (number, field) in enumerate(zip(numbers, fields, strict=True)):
        objects[number] = box(field, row)
    return {**objects, **(extra or {})}


def packed_often(piece: bytes, times: int, *, before: bytes = b"", behind: bytes = b"") -> bytes:
    """`piece` again and again between two others, as zlib data; it is packed only once, so a bomb is made at once."""
    packer = zlib.compressobj(1, wbits=-15)
    first, again, last = (packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in (before, piece, behind))
    checksum = zlib.adler32(before)
    for _ in range(times):
        checksum = zlib.adler32(piece, checksum)
    checksum = zlib.adler32(behind, checksum)
    return b"\x78\x01" + first + again * times + last + packer.flush() + checksum.to_bytes(4, "big")


def box(field: bytes, row: int = 0) -> bytes:
    """A field that is its own box, in a row of the page counted from the top."""
    place = b"/Rect[50 %d 300 %d]" % (740 - 20 * row, 756 - 20 * row)
    return b"<</Type/Annot/Subtype/Widget/F 4/P 3 0 R" + (b"" if b"/Rect" in field else place) + field + b">>"


def stream(content: bytes, entries: bytes = b"", *, packed: int = 0) -> bytes:
    """A stream, packed by Flate as often as is said."""
    for _ in range(packed):
        content = zlib.compress(content, 1)
    filters = b"/Filter[" + b"/FlateDecode" * packed + b"]" if packed else b""
    return b"<</Length %d%s%s>>stream\n" % (len(content), filters, entries) + content + b"\nendstream"


def hexadecimal(content: bytes) -> bytes:
    """A string in hexadecimal, whatever its bytes."""
    return b"<" + content.hex().upper().encode() + b">"


def utf16(text: str) -> bytes:
    """A string in UTF-16 with its mark."""
    return hexadecimal(b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass"))


HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def drawn(content: bytes, font: int = EXTRA + 1) -> bytes:
    """An appearance with a font called Helv."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 250 16]/Resources<</Font<</Helv %d 0 R>>>>" % font
    return stream(b"/Tx BMC q BT /Helv 9 Tf 2 4 Td " + content + b" ET Q EMC", entries)


def text_field(value: bytes, shown: bytes | None, more: bytes = b"", font: bytes = HELVETICA, **rest: bytes) -> bytes:
    """A form of one text field with its value's entry, and the content that it is drawn by."""
    appearance = b"" if shown is None else b"/AP<</N 90 0 R>>"
    extra = {} if shown is None else {EXTRA: drawn(shown), EXTRA + 1: font}
    return form([b"/FT/Tx/T(a)" + value + appearance + more], extra, **rest)


def saved_again(base: bytes, number: int, body: bytes, size: int) -> bytes:
    """The file with one object replaced by an addition at its end, as viewers save."""
    start = base.rindex(b"startxref")
    before = int(base[start + 9 :].split()[0])
    added = b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(base))
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Prev %d>>\n" % (size, before)
    return base + added + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(base) + len(added))
