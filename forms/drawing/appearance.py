"""How the text of a field looks: shaped in every script, in its reading direction, broken and sized to its box."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from typefaces import advance, families, folders
from typefaces.coverage import clusters

if TYPE_CHECKING:
    import typst

WORD_JOINER = "\u2060"
"""Ends a part of an answer that was cut inside a word: what follows belongs to the same word."""

_LINE_SIZES = (9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6)
_LAST_SIZES = (5, 4, 3.5, 3)  # points; an answer of five hundred letters in a small box is still drawn whole
_PROSE_SIZES = (9.5, 9, 8.5, 8)  # points; whole paragraphs in less are no pleasure to read
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_WORD = re.compile(r"\S+\s*|\s+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]")
"""Scripts written without spaces: the typesetter knows where their lines may end."""
_MOST_LINES, _MOST_LETTERS = 80, 8000
"""More than any box of the form holds at the smallest size."""
_BLANKS = {0x09: "    ", 0x1F: " ", 0x1680: " "}
_CHUNK = 24  # letters of a word too long for its line, which are kept or carried over together
_STEADY = 0  # the date in a drawing, seconds since 1970: the same text is drawn as the same bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A text and the field it stands in; width and height in points."""

    text: str
    width: float
    height: float
    prose: bool
    """Prose starts at the top and runs over many lines; other text keeps to one line as long as it can."""


def room(boxes: Sequence[Box]) -> list[int]:
    """How many characters of each text its box holds, counted from the start and cut after a word where possible."""
    if not boxes:
        return []
    tried = [replace(box, text=_beginning(box.text)) for box in boxes]
    counts = json.loads(_compiler("room", tried).query("<answer>", field="value", one=True))
    return [sum(len(piece) for piece, _ in _pieces(box)[:count]) for box, count in zip(tried, counts, strict=True)]


def _beginning(text: str) -> str:
    """As much of a text as a box could hold at best: the rest need not be set to know that it does not fit."""
    return "\n".join(text.split("\n", _MOST_LINES)[:_MOST_LINES])[:_MOST_LETTERS]


def draw(boxes: Sequence[Box]) -> bytes:
    """A PDF with one page for each box, as large as the box; fonts are embedded, text can be read back."""
    drawn = _compiler("pages", boxes).compile(format="pdf", timestamp=_STEADY, pdf_tags=False)
    if not isinstance(drawn, bytes):
        raise TypeError("a PDF comes in one piece")
    return drawn


def _compiler(ask: str, boxes: Sequence[Box]) -> typst.Compiler:
    import typst

    source = (files("forms.drawing") / "appearance.typ").read_bytes()
    names = [family.lower() for family in families()]
    given = {"ask": ask, "families": names, "boxes": [_described(box) for box in boxes]}
    return typst.Compiler(source, font_paths=_fonts(), sys_inputs={"given": json.dumps(given)})


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders())


def _described(box: Box) -> dict[str, Any]:
    pieces = [drawn for _, drawn in _pieces(box)]
    lines = "".join(pieces).split("\n")
    return {
        "width": box.width,
        "height": box.height,
        "prose": box.prose,
        "sizes": _sizes(box),
        "last_sizes": () if box.prose else _LAST_SIZES,
        "paragraphs": [(line, _direction(line)) for line in lines],
        "pieces": pieces,
    }


def _sizes(box: Box) -> tuple[float, ...]:
    return _PROSE_SIZES if box.prose else _LINE_SIZES


def _pieces(box: Box) -> list[tuple[str, str]]:
    """The text, piece by piece, as it stands and as it is handed to the typesetter."""
    size = max(_sizes(box)) if box.prose else min(_sizes(box))
    return [piece for word in _WORD.findall(box.text) for piece in _broken(word, box, size)]


def _broken(word: str, box: Box, size: float) -> Iterator[tuple[str, str]]:
    """A word that fits its line is one piece; a longer one may break between any two letters."""
    if advance(word.rstrip(), size) <= 0.95 * box.width - 4:
        yield word, _plain(word, box)
        return
    letters = list(clusters(word))
    for start in range(0, len(letters), _CHUNK):
        chunk = letters[start : start + _CHUNK]
        yield "".join(chunk), _plain("".join(map(_breakable, chunk)), box)


def _breakable(letter: str) -> str:
    return letter if letter.isspace() or _UNSPACED.match(letter) else letter + "\u200b"


def _plain(text: str, box: Box) -> str:
    """Line ends as one character, in a single line none; tabs as spaces."""
    return _LINE_END.sub("\n" if box.prose else " ", text).translate(_BLANKS)


def _direction(text: str) -> str:
    """The direction of the first letter that has one (Unicode Bidirectional Algorithm, rules P2 and P3)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"
