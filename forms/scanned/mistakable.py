"""Words that look alike on a picture whatever they say: letters beside digits, strokes and rings alone, rare signs."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_LIKE_DIGITS = re.compile("[OoIlSBZ]")
_STROKES_AND_RINGS = re.compile("[OoIl01]*[OoIl][OoIl01]*")
_ALONE = frozenset("Ol")
"""Alone no word, but what is left of a sign; “I” and the Spanish “o” are words."""
_SIGNS = re.compile(r"[`^~@|\\]")


def is_mistakable(text: str) -> bool:
    """Whether a person can't know by the reading alone what stands there; the sign of an e-mail address is none."""
    words = _WORD.findall(text)
    return bool(_SIGNS.search(_MAIL.sub("", text))) or any(map(_may_be_another, words))


def _may_be_another(word: str) -> bool:
    if len(word) == 1:
        return word in _ALONE
    mixed = _DIGIT.search(word) and _LIKE_DIGITS.search(word)
    return bool(mixed or _STROKES_AND_RINGS.fullmatch(word))
