"""What kind of document a file is, by its content alone: neither its name nor what a browser calls it counts."""

from __future__ import annotations

from dataclasses import dataclass

from forms.attaching.attachment_refusals import refuse


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document that can be attached."""

    name: str
    """As people call it."""
    media_type: str
    suffixes: tuple[str, ...]
    """What the names of its files end in; the first one is given to a file that is called otherwise."""
    beginnings: tuple[bytes, ...]


PDF = Kind("PDF", "application/pdf", (".pdf",), (b"%PDF-",))
DOCX = Kind(
    "Word document (DOCX)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx",),
    (b"PK\x03\x04",),
)
PNG = Kind("PNG picture", "image/png", (".png",), (b"\x89PNG\r\n\x1a\n",))
JPEG = Kind("JPEG picture", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"), (b"\xff\xd8\xff",))
TIFF = Kind("TIFF picture", "image/tiff", (".tif", ".tiff"), (b"II*\x00", b"MM\x00*"))

KINDS = (PDF, DOCX, PNG, JPEG, TIFF)
BY_MEDIA_TYPE = {kind.media_type: kind for kind in KINDS}

_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    # where it stands, what stands there, what the file is then
    (0, b"\xd0\xcf\x11\xe0", "an older Word, Excel or PowerPoint file, or one with a password"),
    (0, b"GIF8", "a GIF picture"),
    (0, b"BM", "a BMP picture"),
    (0, b"{\\rtf", "a rich text file (RTF)"),
    (0, b"%!PS", "a print file (PostScript)"),
    (0, b"7z\xbc\xaf", "a packed file (7z)"),
    (0, b"Rar!", "a packed file (RAR)"),
    (0, b"\x1f\x8b", "a packed file (gzip)"),
    (0, b"MZ", "a program"),
    (0, b"\x7fELF", "a program"),
    (0, b"II+\x00", "a TIFF picture of a kind that few programs read (BigTIFF)"),
    (0, b"MM\x00+", "a TIFF picture of a kind that few programs read (BigTIFF)"),
    (4, b"ftyphei", "a photograph in the format of newer phones (HEIC)"),
    (4, b"ftyphe", "a photograph in the format of newer phones (HEIC)"),
    (4, b"ftypmif", "a photograph in the format of newer phones (HEIF)"),
    (4, b"ftypavif", "an AVIF picture"),
    (4, b"ftyp", "a film"),
    (8, b"WEBP", "a WebP picture"),
)
_JUNK = 1024
"""Bytes that may stand before the header of a PDF, as its readers allow."""


def kind_of(content: bytes) -> Kind:
    """The kind that a file says it is by its first bytes; whether it is one shows when it is read whole.

    Raises:
        UnreadableFormError: It is of no kind that can be attached.
    """
    if not content:
        raise refuse("empty")
    for kind in KINDS:
        if content.startswith(kind.beginnings):
            return kind
    for place, sign, words in _OTHERS:
        if content.startswith(sign, place):
            raise refuse("no_kind", guess=words)
    if PDF.beginnings[0] in content[:_JUNK]:
        return PDF
    raise refuse("no_kind", guess=_by_its_text(content[:4096]))


def _by_its_text(start: bytes) -> str:
    """What a file without any known sign may be."""
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "a web page"
    if text.startswith((b"<?xml", b"<svg", b"<")):
        return "an XML file"
    if b"\x00" in start or any(byte < 9 for byte in start):
        return "a file of another kind"
    return "plain text"
