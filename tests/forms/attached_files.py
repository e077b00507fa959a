"""Documents of each kind that can be attached, right and wrong."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

from tests.forms.raw_pdf import HELVETICA, packed_often, pdf, stream


def picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    written = io.BytesIO()
    image = Image.new(mode, size)
    ImageDraw.Draw(image).line((0, 0, *size), fill=1)
    image.save(written, kind, **options)
    return written.getvalue()


def pages(kind: str, count: int, **options: Any) -> bytes:
    """Several pictures in one file."""
    several = [Image.new("RGB", (30, 20), (number * 10 % 256, 0, 0)) for number in range(count)]
    written = io.BytesIO()
    several[0].save(written, kind, save_all=True, append_images=several[1:], **options)
    return written.getvalue()


def paper(count: int = 1, words: str = "Curriculum vitae of Rosa Sampleton", catalog: bytes = b"") -> bytes:
    """A PDF with the same words on each page."""
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
            2: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count,
            3: HELVETICA,
            4: stream(b"BT /F 12 Tf 72 700 Td (" + words.encode("latin-1") + b") Tj ET"),
            **{10 + number: page for number in range(count)},
        }
    )


def bomb_paper(size: int) -> bytes:
    """A PDF whose page unpacks to `size` bytes."""
    piece = b"0 0 m " * 200_000
    packed = packed_often(piece, size // len(piece))
    content = b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
            4: content,
        }
    )


def locked(password: str) -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper())) as opened:
        opened.save(written, encryption=pikepdf.Encryption(owner="owner", user=password))
    return written.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""
    content = bytearray(picture("PNG"))
    header = struct.pack(">2L", width, height) + bytes(content[24:29])
    content[16:33] = header + struct.pack(">L", zlib.crc32(b"IHDR" + header))
    return bytes(content)


def tiff_that_says(width: int) -> bytes:
    """A TIFF that says it is that wide."""
    content = bytearray(picture("TIFF"))
    entry = content.index(struct.pack("<HH", 256, 4), content.index(b"II*"))
    struct.pack_into("<L", content, entry + 8, width)
    return bytes(content)


def jpeg_of_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan stands in it again and again."""
    content = picture("JPEG", (600, 400), progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * count + content[-2:]


def png_with_text(size: int) -> bytes:
    """A PNG with a packed text that unpacks to `size` bytes."""
    content = picture("PNG")
    piece = b" " * min(size, 4_000_000)
    data = b"Comment\x00\x00" + packed_often(piece, size // len(piece))
    chunk = struct.pack(">L", len(data)) + b"zTXt" + data + struct.pack(">L", zlib.crc32(b"zTXt" + data))
    return content[:33] + chunk + content[33:]
