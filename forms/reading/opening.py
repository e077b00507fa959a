"""Opens the bytes of a PDF within limits, or refuses them in words."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pikepdf
from pikepdf import settings

from forms.limits import FORM_SIZE, MEBIBYTE
from forms.refusals import TOO_MANY_BYTES, refusal

# qpdf's own limits hold for the whole process, and all of its limits of memory are off by default.
settings.set_qpdf_limits(
    flate_max_memory=64 * MEBIBYTE,
    run_length_max_memory=64 * MEBIBYTE,
    png_max_memory=64 * MEBIBYTE,
    tiff_max_memory=64 * MEBIBYTE,
    dct_max_memory=64 * MEBIBYTE,
    parser_max_nesting=100,
    parser_max_container_size=100_000,
    max_stream_filters=4,
    doc_max_warnings=1_000,
)

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Excel file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"%FDF-", "form data without its form (FDF)"),
    (b"%!PS", "a print file (PostScript)"),
)
_HARMLESS = ("Resources is missing or invalid", "xref entry for the xref stream itself is missing")
"""What qpdf says of pages that show nothing but their fields, and of what pypdf adds: no file is worse for it."""
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(\?xml|!doctype html|html|head|body)", re.IGNORECASE | re.DOTALL)


@contextmanager
def opened(pdf: bytes, held: BinaryIO | None = None) -> Iterator[pikepdf.Pdf]:
    """The open PDF.

    Args:
        pdf: The file.
        held: The same bytes as a file in memory, where the caller has one.

    Raises:
        UnreadableFormError: The bytes are no PDF, want a password, are damaged or too many.
    """
    check_bytes(pdf)
    try:
        with _open(pdf, held) as form:
            yield form
    except pikepdf.PasswordError:
        raise refusal("password") from None
    except MemoryError:
        raise refusal("too_hungry") from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # qpdf and its binding raise all of these on one broken file or another.
        raise refusal("damaged") from None


def check_bytes(pdf: bytes) -> None:
    """Refuse what is too large or no PDF, before any library sees it."""
    if not pdf:
        raise refusal("not_pdf", guess="an empty file")
    if len(pdf) > FORM_SIZE.most:
        raise refusal("too_large", what=TOO_MANY_BYTES)
    if b"%PDF-" not in pdf[:1024]:
        raise refusal("not_pdf", guess=_guess(pdf))


def in_memory(pdf: bytes) -> BinaryIO:
    """The bytes as a file in memory, where the system has such files: qpdf reads it twice as fast as an object."""
    try:
        held = os.fdopen(os.memfd_create("form"), "r+b", buffering=0)
    except (AttributeError, OSError):
        return io.BytesIO(pdf)
    try:
        held.write(pdf)
        held.seek(0)
    except OSError:
        held.close()
        return io.BytesIO(pdf)
    return held


@contextmanager
def _open(pdf: bytes, held: BinaryIO | None) -> Iterator[pikepdf.Pdf]:
    with held or in_memory(pdf) as source, pikepdf.open(source, access_mode=pikepdf.AccessMode.mmap) as form:
        yield form


def was_repaired(warnings: Iterable[object]) -> bool:
    """Whether a file was not well formed, by what qpdf says of it; asked once, qpdf forgets."""
    return any(not any(words in str(warning) for words in _HARMLESS) for warning in warnings)


def _guess(pdf: bytes) -> str:
    """What a file that is no PDF may be, for people."""
    for beginning, words in _BEGINNINGS:
        if pdf.startswith(beginning):
            return words
    if _MARKUP.match(pdf[:4096]):
        return "a web page or XML file"
    if b"\x00" not in pdf[:4096] and _is_text(pdf[:4096]):
        return "plain text"
    return "another kind of file"


def _is_text(start: bytes) -> bool:
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as broken:
        return broken.start > len(start) - 4  # a character that is cut at the end
    return True
