"""Greek and Cyrillic names in Latin letters, loosely: as passports and certificates write them, each in its own way."""

# ruff: noqa: RUF001  # the tables are about letters of these scripts
from __future__ import annotations

import re
import unicodedata

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i", "ь": "", "э": "e",
    "ю": "iu", "я": "ia",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "i", "φ": "f",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | _GREEK)
_WAYS = (("ph", "f"), ("[yj]", "i"), ("w", "v"), (r"(.)\1+", r"\1"))
"""What is written in several ways -> one of them; a letter that is doubled is one."""


def is_written_otherwise(name: str) -> bool:
    """Whether a name is in one of these scripts."""
    return any("\u0370" <= sign <= "\u04ff" for sign in name)


def latin(text: str) -> str:
    """A text in Latin letters, in one of the ways to write it."""
    folded = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign)).replace("ου", "ou").translate(_LETTERS)
    for written, one in _WAYS:
        plain = re.sub(written, one, plain)
    return plain
