"""Phrases as papers write them: in any case, over the end of a line, with the slips of reading a picture."""

from __future__ import annotations

import re
import unicodedata

_MISTAKEN = {
    "0": "[0o]", "1": "[1il|]", "5": "[5s]", "8": "[8b]",
    "o": "[o0]", "i": "[i1l|]", "l": "[l1i|]", "s": "[s5]", "b": "[b8]", "m": "(?:m|rn)", "w": "(?:w|vv)",
}  # fmt: skip
"""A letter or digit, and what it is often taken for."""
_BETWEEN = r"[\W_]{1,4}"
"""What may stand between two words of a phrase: a blank, the end of a line, a bracket, a dash."""
_SAME = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"})


def phrases(*plain: str) -> re.Pattern[str]:
    """A pattern for any of these phrases, each written plainly; a word that ends in * may go on, a|b is either word."""
    return re.compile("|".join(_pattern(one) for one in plain), re.IGNORECASE)


def plain(text: str) -> str:
    """A word without case, accents and marks, so that what is often mistaken for one another is the same."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in folded if sign.isalnum() or sign == "|").translate(_SAME).replace("rn", "m")


def _pattern(phrase: str) -> str:
    words = _BETWEEN.join(_word(word) for word in phrase.split())
    return rf"(?<!\w){words}"


def _word(words: str) -> str:
    each = [_one(word) for word in words.split("|")]
    return each[0] if len(each) == 1 else f"(?:{'|'.join(each)})"


def _one(word: str) -> str:
    goes_on = word.endswith("*")
    signs = "".join(_MISTAKEN.get(sign, re.escape(sign)) for sign in word.removesuffix("*").casefold())
    return signs + (r"\w*" if goes_on else r"(?!\w)")
