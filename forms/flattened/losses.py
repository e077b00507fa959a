"""What a drawn text shows of letters that the program which drew it had lost, or exchanged for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from forms.flattened.words import Word

_UNREADABLE = "Some of its characters are no text; each is shown as \ufffd."
_LACKING = "“{sign}” stands where a program may have lacked the letter."
_PILED = "Letters of it lie on one another: the program that drew it lacked some of them, or took others."
_MIXED = "It is drawn in more than one typeface: the program lacked some letters, and may have left out others."
_ODD = "“{sign}” stands where people hardly write it: a program may have put it in place of another sign."
_SHAPED = "It holds letters that join or run from right to left; drawn, they may come in another order."
_SILENT = "Compare it with the page: programs leave out letters that they have no typeface for, and show no gap."

_COMMON = frozenset("".join(bytes(range(128, 256)).decode(f"cp{page}", "ignore") for page in range(1250, 1259)))
"""The letters of the single-byte alphabets: for each of these many programs find some typeface."""

_STAND_IN = re.compile(r"[?\u25a1\u25af](?=\w)|(?<=\w)[?\u25a1\u25af](?=\w)|\u25a1")
_USUAL = frozenset("§©®°±×÷µ½¼¾²³¹€£¥‰’‘“”–—·•…«»™\u00ad\u2032\u2033¿¡ªº¶†‡¢„\u201a")
_TAKEN_FOR_OTHERS = "•„\u201a†‡\u02c6\u02dc¡¿¨¢"
"""Signs that come out where a program mistakes one single-byte alphabet for another."""
_INSIDE = re.compile(f"[A-Za-z][{_TAKEN_FOR_OTHERS}]|[{_TAKEN_FOR_OTHERS}…][a-z]|[a-z][ŽŠŒŸ]|[¡¿](?![\\w¡¿])")
_LONE = re.compile(rf"(?:^|\s)([{_TAKEN_FOR_OTHERS.replace('•', '')}])(?=\s|$)|\d([…„])\d")
_SHAPED_LETTER = re.compile("[\u0590-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufeff]")


def losses(text: str, words: Sequence[Word]) -> Iterator[str]:
    """A sentence for each sign of a loss."""
    if "\ufffd" in text:
        yield _UNREADABLE
    if stand_in := _STAND_IN.search(text):
        yield _LACKING.format(sign=stand_in[0])
    if any(word.is_piled for word in words):
        yield _PILED
    if len(frozenset[str]().union(*(word.typefaces for word in words))) > 1:
        yield _MIXED
    if sign := _odd(text):
        yield _ODD.format(sign=sign)
    if _SHAPED_LETTER.search(text):
        yield _SHAPED


def is_loss(doubt: str) -> bool:
    """Whether a sentence tells that the program lacked letters, as it may have done in other answers."""
    return doubt in {_UNREADABLE, _PILED, _MIXED}


def silent_loss(text: str, *, is_name: bool, lossy: bool = False) -> str | None:
    """The sentence for a text that may have lost letters without a trace, as where a program lacked a typeface.

    Args:
        text: What is read.
        is_name: Whether it is the name of a person.
        lossy: Whether other answers of the file lack letters: then its numbers may, too.
    """
    foreign = any(letter.isalpha() and not letter.isascii() for letter in text)
    return _SILENT if text and (is_name or foreign or (lossy and any(letter.isdigit() for letter in text))) else None


def has_rare_letter(text: str) -> bool:
    """Whether a text has a letter of no single-byte alphabet: who draws that draws the letters of those, too."""
    return any(letter.isalpha() and not letter.isascii() and letter not in _COMMON for letter in text)


def _odd(text: str) -> str | None:
    for pattern in (_INSIDE, _LONE):
        if found := pattern.search(text):
            return found[0].strip()
    return next((sign for sign in text if not sign.isascii() and not _is_usual(sign)), None)


def _is_usual(sign: str) -> bool:
    return sign in _USUAL or sign == "\ufffd" or unicodedata.category(sign)[0] in "LMNZ"
