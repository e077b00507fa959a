"""Which characters can be drawn at all, and about how wide a line of them is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from typefaces.faces import Face, faces

UNDRAWN = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
    + "".join(chr(selector) for selector in range(0xFE00, 0xFE10))
    + "".join(chr(selector) for selector in range(0xE0100, 0xE01F0))
)
"""Joiners, direction marks and variation selectors: they steer what is drawn and are never drawn themselves."""

_UNKNOWN_WIDTH = 1.0  # em: as wide as a Han character


class _Metrics(NamedTuple):
    glyphs: dict[int, str]
    widths: dict[str, tuple[int, int]]
    units: int


@cache
def _metrics(face: Face) -> _Metrics:
    """A face's characters and widths; a font is opened when first asked for, and read once."""
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as font:
        return _Metrics(font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm)


def _chain() -> Iterator[_Metrics]:
    """The upright sans of each family: bold and italic have the same characters."""
    return (_metrics(face) for face in faces() if face.style == "Regular" and face.family != "Liberation Serif")


def clusters(text: str) -> Iterator[str]:
    """Split a text into base characters, each with the marks that sit on it."""
    cluster = ""
    for character in text:
        if cluster and not unicodedata.category(character).startswith("M"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _is_drawn(cluster: str) -> bool:
    """Whether one face has a base and all its marks together: a mark from another font would sit astray."""
    spellings = {cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster)}
    return any(all(ord(character) in face.glyphs for character in text) for face in _chain() for text in spellings)


def missing(text: str) -> str:
    """The characters no face can draw, in order, each once; empty when all can be.

    White space and what steers the drawing without being drawn is never missing.
    A mark is missing where no face has it together with the letter it sits on.
    """
    absent: dict[str, None] = {}
    for drawn in ("".join(c for c in cluster if c not in UNDRAWN and not c.isspace()) for cluster in clusters(text)):
        if not _is_drawn(drawn):
            alone = [character for character in drawn if not _is_drawn(character)]
            absent.update(dict.fromkeys(alone or drawn[1:]))
    return "".join(absent)


def advance(text: str, size: float) -> float:
    """About how wide a line is, in points, at a size in points: unshaped, by the chain of families."""
    return size * sum(_width(character) for character in text if character not in UNDRAWN)


@lru_cache(maxsize=4096)
def _width(character: str) -> float:
    for face in _chain():
        glyph = face.glyphs.get(ord(character))
        if glyph is not None:
            return face.widths[glyph][0] / face.units
    return _UNKNOWN_WIDTH
