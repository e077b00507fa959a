"""Word documents made part by part, right and wrong."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from functools import cache
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_OPEN = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_OPEN}/wordprocessingml/2006/main"'
_R = f"{_OPEN}/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{_OPEN}/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="{WORD}.document.main+xml"/></Types>"""
ROOT = f"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="{_OPEN}/package/2006/relationships"><Relationship Id="r1" Type="{_R}/officeDocument"
Target="word/document.xml"/></Relationships>"""


def body(inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W}><w:body>{inner}</w:body></w:document>'


def words(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def relationship(kind: str, target: str, mode: str = "External") -> str:
    inner = f'<Relationship Id="r9" Type="{_R}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{inner}</Relationships>'


def field(*instruction: str) -> str:
    """A field whose instruction stands in several runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in instruction)
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end"))
    return f"<w:p>{begin}{runs}{middle}<w:r><w:t>shown</w:t></w:r>{end}</w:p>"


PLAIN: Mapping[str, str | bytes] = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": ROOT,
    "word/document.xml": body(words("Curriculum vitae") + words("Rosa Sampleton")),
}


def docx(parts: Mapping[str, str | bytes | None] | None = None, *, packed: int = ZIP_DEFLATED) -> bytes:
    """The plain document with other parts; None leaves one out."""
    written = io.BytesIO()
    with ZipFile(written, "w", packed) as archive:
        for name, content in {**PLAIN, **(parts or {})}.items():
            if content is not None:
                archive.writestr(ZipInfo(name, (2026, 11, 22, 0, 0, 0)), content, packed)
    return written.getvalue()


def twice(name: str, content: str, called: str = "") -> bytes:
    """A document in which a part stands twice."""
    written = io.BytesIO(docx())
    shadow = name.replace("/", "#")  # ZipFile warns of a second part of the same name; written over below
    with ZipFile(written, "a", ZIP_DEFLATED) as archive:
        archive.writestr(shadow, content)
    return written.getvalue().replace(shadow.encode(), (called or name).encode())


PACKED, SIZE, CHECKSUM = 20, 24, 16
"""Where in the table of contents they stand, from the beginning of a part's line."""


def lying(content: bytes, name: str, *, at: int, says: int) -> bytes:
    """A document whose table of contents says something else of a part than is so."""
    changed = bytearray(content)
    line = changed.rindex(name.encode()) - 46
    struct.pack_into("<L", changed, line + at, says)
    return bytes(changed)


def two_names(content: bytes) -> bytes:
    """A document in which a part is called otherwise in its own header than in the table of contents."""
    changed = bytearray(content)
    place = changed.index(b"word/document.xml")
    changed[place : place + 4] = b"w0rd"
    return bytes(changed)


@cache
def bomb(size: int) -> bytes:
    """A document that unpacks to `size` blanks."""
    return docx({"word/blanks.xml": b"<a>" + b" " * size + b"</a>"})


def many_parts(count: int) -> bytes:
    return docx({f"word/media/{number}.png": b"" for number in range(count)}, packed=ZIP_STORED)


def deep(levels: int) -> bytes:
    return docx({"word/deep.xml": "<a>" * levels + "</a>" * levels})
