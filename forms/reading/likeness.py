"""Whether a drawn text and a recorded one say the same, allowing for what programs do when they draw."""

from __future__ import annotations

import unicodedata
from collections import Counter

_CLIPPED = 8
"""Fewer characters than these are not taken for the visible part of a longer text: “60” is not “600”."""

_QUOTES = str.maketrans("\u2018\u2019`\u201c\u201d\u2010\xad", "'''\"\"--")
_STAND_INS = "?\ufffd\xb7\u2022\u25a1"
_FIRST_SHAPED = "\u0590"
"""From here on come the scripts that are written from right to left, or whose letters join and change places."""


def alike(recorded: str, drawn: str) -> bool:
    """Whether a drawing may well be that of the recorded text; False only where they plainly differ.

    Spaces and line ends do not count, nor do accents; a long text may be cut to what its box shows, characters that a
    font lacks may be left out or replaced, and letters of scripts that are shaped may come in another order.
    """
    if recorded == drawn or "".join(recorded.split()) == "".join(drawn.split()):
        return True
    wanted, found = _bare(recorded), _bare(drawn)
    if wanted == found or (len(found) >= _CLIPPED and found in wanted):
        return True
    return _drawn_with_gaps(wanted, found) or _shaped(wanted, found)


def _bare(text: str) -> str:
    """Letters, digits and signs, each as one character, without spaces, separate accents and controls."""
    composed = text.translate(_QUOTES)
    if composed.isascii():
        return "".join(composed.split())
    composed = unicodedata.normalize("NFKC", composed)
    return "".join(character for character in composed if unicodedata.category(character)[0] not in "CMZ")


def _drawn_with_gaps(wanted: str, found: str) -> bool:
    """Whether the drawing lacks, or replaces, only accents and characters that a simple font does not have."""
    at = 0
    for character in wanted:
        next_drawn = found[at : at + 1]
        if next_drawn == character or next_drawn == _letter(character):
            at += 1
        elif character.isascii():
            return False
        elif next_drawn and next_drawn in _STAND_INS:
            at += 1
    return at == len(found)


def _letter(character: str) -> str:
    """A letter without its accents."""
    return character if character.isascii() else unicodedata.normalize("NFKD", character)[0]


def _shaped(wanted: str, found: str) -> bool:
    """Whether most letters of a text in a shaped script are drawn, in whatever order and form."""
    if not any(character >= _FIRST_SHAPED for character in wanted):
        return False
    common = (Counter(wanted) & Counter(found)).total()
    return common >= 0.6 * len(wanted)
