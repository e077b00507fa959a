"""The text strings of a PDF, decoded exactly: encodings, line ends, language escapes (ISO 32000-2, 7.9.2)."""

from __future__ import annotations

import re
from typing import NamedTuple

REPLACEMENT = "\ufffd"

_LANGUAGE = re.compile("\x1b[A-Za-z-]{2,8}\x1b")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Where PDFDocEncoding departs from Latin-1 (ISO 32000-2, Annex D.3); 0x7F, 0x9F and 0xAD have no character.
_ACCENTS = dict(zip(range(0x18, 0x20), "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc", strict=True))
_SIGNS = dict(
    zip(
        range(0x80, 0xA1),
        "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018"
        "\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac",
        strict=True,
    )
)
_PDF_DOC = {**_ACCENTS, **_SIGNS, 0x7F: REPLACEMENT, 0xAD: REPLACEMENT}
_ACCENT = re.compile(rb"[\x18-\x1f\x7f]")
_UNSURE = "It was saved in a way that leaves its characters unsure; it may have been meant as “{}”."
_LOST = "It holds characters that are no text; each is shown as \ufffd."


class Decoded(NamedTuple):
    """A text, always valid Unicode, and a sentence where decoding it left a doubt."""

    text: str
    doubt: str | None = None


def decode(raw: bytes) -> Decoded:
    """The text that the bytes of a PDF string stand for; what is no character becomes U+FFFD, with a doubt."""
    text, doubt = _characters(raw)
    return Decoded(text, doubt) if text.isprintable() and REPLACEMENT not in text else _cleaned(text, doubt)


def cleaned(text: str) -> str:
    """A text with line feeds for line ends, without language escapes, and U+FFFD for what is no character."""
    return _cleaned(text, None).text


def _cleaned(text: str, doubt: str | None) -> Decoded:
    text = _LANGUAGE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    clean = _SURROGATE.sub(REPLACEMENT, _CONTROL.sub(REPLACEMENT, text))
    return Decoded(clean, _LOST if REPLACEMENT in clean else doubt)


def _characters(raw: bytes) -> Decoded:
    if raw.startswith(b"\xfe\xff"):
        return Decoded(_utf16(raw[2:], "utf-16-be"))
    if raw.startswith(b"\xff\xfe"):
        return Decoded(_utf16(raw[2:], "utf-16-le"))
    if raw.startswith(b"\xef\xbb\xbf"):
        return Decoded(raw[3:].decode("utf-8", "replace"))
    if raw.isascii() and not _ACCENT.search(raw):
        return Decoded(raw.decode("ascii"))
    return Decoded(raw.decode("latin-1").translate(_PDF_DOC), _meant_as_utf8(raw))


def _utf16(raw: bytes, encoding: str) -> str:
    odd = REPLACEMENT if len(raw) % 2 else ""
    return raw[: len(raw) // 2 * 2].decode(encoding, "surrogatepass") + odd


def _meant_as_utf8(raw: bytes) -> str | None:
    """A doubt where bytes without a mark are also well-formed UTF-8, as programs write that forget the mark."""
    if raw.isascii():
        return None
    try:
        return _UNSURE.format(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return None
