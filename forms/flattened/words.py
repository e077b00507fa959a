"""The words of a page, each with where it stands: on its base line, in points, the origin at the lower left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pdfplumber.page

Point = complex
"""A place on a page: to the right, and i times upwards."""

_UNKNOWN = "(cid:"
_OVERLAP = 0.25
"""Parts of the size by which two letters of one word may overlap; more, and the page does not say how wide one is."""

_FOOT, _COUNTED = 45.0, 480.0
"""Points: on our form further down and to the right stands the number of the page, which differs from form to form."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters drawn without a gap."""

    text: str
    start: Point
    end: Point
    size: float
    """Of its type, in points."""
    typefaces: frozenset[str] = frozenset()
    is_piled: bool = False
    """Whether letters of it lie on one another, as where a typeface lacks one of them."""
    confidence: float = 1.0
    """From 0 to 1; below 1 for words that were read off a picture."""

    @property
    def middle(self) -> Point:
        """A point within its letters."""
        return (self.start + self.end) / 2 + 0.3j * self.size


def words_of(page: pdfplumber.page.Page) -> list[Word]:
    """The words in the order in which they are drawn, so that what was filled in comes after what is printed."""
    found = page.extract_words(use_text_flow=True, return_chars=True)
    return [_word(word["text"], word["chars"]) for word in found]


def is_leftward(text: str) -> bool:
    """Whether a text is read from right to left: by its first letter that has a direction."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def is_page_number(word: Word) -> bool:
    """Whether a word at its place on our form is part of the number of the page."""
    return word.start.imag < _FOOT and word.start.real > _COUNTED


def _word(text: str, letters: Sequence[dict[str, Any]]) -> Word:
    first, last = letters[0], letters[-1]
    size = float(first["size"])
    start = complex(first["matrix"][4], first["matrix"][5])
    end = complex(start.real + float(last["x1"] - first["x0"]), last["matrix"][5])
    typefaces = frozenset(letter["fontname"] for letter in letters)
    if _UNKNOWN in text or is_leftward(text):
        read = reversed(letters) if is_leftward(text) else letters
        text = "".join("\ufffd" if letter["text"].startswith(_UNKNOWN) else letter["text"] for letter in read)
    return Word(text, start, end, size, typefaces, any(_overlaps(letters, size)))


def _overlaps(letters: Sequence[dict[str, Any]], size: float) -> Iterator[bool]:
    for before, after in pairwise(letters):
        yield before["x1"] - after["x0"] > _OVERLAP * size
