"""Texts as the words that a search finds them by: without case, accents and signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 40
_WORD = re.compile(r"[^\W_]+")


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Every word of some texts, each once, in order; only the beginning of a very long one counts."""
    return tuple(sorted({word for text in texts for word in searched(text)}))


def searched(text: str) -> tuple[str, ...]:
    """The words of a text, in its order: "Núñez-O’Hara" is nunez, o and hara."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return tuple(word[:LONGEST] for word in _WORD.findall(plain.casefold()))
