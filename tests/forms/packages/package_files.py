"""Packages made member by member, right and wrong."""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pikepdf

from tests.forms.attached_files import paper

Files = Mapping[str, bytes]


def zip_of(files: Files, *, packed: int = ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w", packed) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, packed)
        archive.comment = comment
    return written.getvalue()


def twice(name: str, called: str) -> bytes:
    """A ZIP file with two files of which the second gets another name afterwards."""
    shadow = "#" * len(called)
    return zip_of({name: b"one", shadow: b"two"}).replace(shadow.encode(), called.encode())


def renamed(name: str) -> bytes:
    """A ZIP file with one file whose name is written over after it was packed, so that nothing mends it."""
    shadow = "#" * len(name.encode())
    return zip_of({shadow: paper()}).replace(shadow.encode(), name.encode())


def locked(name: str = "cv.pdf", *, alone: bool = False) -> bytes:
    """A ZIP file whose first file says that it wants a password; another stands beside it, or none."""
    changed = bytearray(zip_of({name: paper()} if alone else {name: paper(), "other.pdf": paper()}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[changed.index(sign) + place] |= 1
    return bytes(changed)


def linked() -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        link = ZipInfo("cv.pdf")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("other.pdf", paper())
    return written.getvalue()


def lying(content: bytes, at: int, says: int) -> bytes:
    """A ZIP file whose table of contents says something else of its first file than is so."""
    changed = bytearray(content)
    line = changed.index(b"PK\x01\x02")
    changed[line + at : line + at + 4] = says.to_bytes(4, "little")
    return bytes(changed)


def carrying(files: Files, pdf: bytes | None = None, *, portfolio: bool = False) -> bytes:
    """A PDF that carries files; a portfolio says of itself that these are what it is about."""
    with pikepdf.open(io.BytesIO(pdf or paper())) as document:
        for name, content in files.items():
            document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)
        if portfolio:
            document.Root.Collection = pikepdf.Dictionary(Type=pikepdf.Name.Collection, View=pikepdf.Name.D)
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


def pinned(name: str, content: bytes) -> bytes:
    """A PDF with a file pinned to its page."""
    with pikepdf.open(io.BytesIO(paper())) as document:
        specification = pikepdf.AttachedFileSpec(document, content, filename=name).obj
        document.pages[0].Annots = pikepdf.Array(
            [
                document.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment,
                        Rect=pikepdf.Array([0, 0, 20, 20]), FS=specification,
                    )
                )
            ]
        )  # fmt: skip
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


def stored(files: Files) -> bytes:
    return zip_of(files, packed=ZIP_STORED)
