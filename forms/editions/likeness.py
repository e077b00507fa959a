"""How alike the words beside a field and the words of a question are: whole words, the rare ones counting most."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_EMPTY = frozenset(
    {
        "a", "an", "and", "any", "are", "at", "be", "been", "box", "by", "check", "each", "enter", "field", "for",
        "form", "has", "have", "if", "in", "is", "it", "its", "list", "may", "of", "on", "or", "other", "please",
        "provide", "shall", "such", "text", "that", "the", "their", "this", "to", "used", "was", "which", "who", "will",
        "with", "you", "your",
    }
)  # fmt: skip
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")


@cache
def wording() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """Words that mean the same, and how else each of our answers is asked for."""
    held = tomllib.loads(files("forms.editions").joinpath("wording.toml").read_text(encoding="utf-8"))
    return held["same"], {name: tuple(phrases) for name, phrases in held["phrases"].items()}


def words_of(text: str) -> frozenset[str]:
    """The words of a text that tell something, in one form each; numbers are left out."""
    same, _ = wording()
    plain = unicodedata.normalize("NFKD", _CAMEL.sub(" ", text).casefold().replace("e-mail", "email"))
    found = (_stem(word) for word in re.findall(r"[^\W\d_]+", plain))
    told = frozenset(same.get(word, word) for word in found if word not in _EMPTY)
    return told or frozenset(same.get(word, word) for word in re.findall(r"[^\W\d_]+", plain))


class Likeness:
    """Weighs words by how few of the known phrases use them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        sets = [words_of(phrase) for phrase in phrases]
        often = Counter(word for words in sets for word in words)
        self._weight = {word: 1 + math.log((1 + len(sets)) / (1 + count)) for word, count in often.items()}

    def of(self, text: frozenset[str], phrase: frozenset[str]) -> float:
        """From 0, nothing in common, to 1, the same words; words that no phrase knows weigh little."""
        shared = self._sum(text & phrase)
        return 2 * shared / ((self._sum(text) + self._sum(phrase)) or 1)

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._weight.get(word, 0.6) for word in words)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
