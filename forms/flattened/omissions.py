"""Signs that a program left something out of an answer without drawing anything in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from forms.flattened.lines import lines_of
from forms.flattened.words import Word

_GAP = "Between “{before}” and “{after}” stands more than a space: a program may have left out a sign there."
_BARE = "“{found}” looks as if a program had left out what stood beside it."
_RUN = "“{found}” has many digits in a row: a program may have left out a dash or stroke between them."
_LIGATURE = "“{found}” is no word, unless a program left out “fi”, “fl” or “ff”, written as one sign."

_SPACE = 0.45
"""Parts of the size: more than one space of any proportional typeface, and less than two."""
_EQUAL_WIDTH = re.compile("cour|mono|consol|typewriter|fixed", re.IGNORECASE)
_MAY_GAPE = re.compile(r"[.!?:;…][\"'”’)]*$")
"""After the end of a sentence many people type two spaces."""

_BARE_SIGN = re.compile(r"[(\[“]\s*[)\]”]|\w\s[,;)\]](?=\s|$)|[(\[]\s(?=\w)|(?<=\d)[/–]{2}(?=\d)")
_BARE_END = re.compile(r"^[,;/)–](?=\s*\w)|\w\s*[-/(–]$")

_CODES = ("number", "phone", "postal_code", "_on", "_period")
"""Endings of the names of answers that are numbers and dates."""
_LONG_RUN, _LONGEST_RUN = re.compile(r"\d{6,}"), re.compile(r"\d{8,}")

_WITHOUT_LIGATURE = re.compile(
    r"\b(?:"
    "rst|nal|nally|nance|nances|nancial|ndings|scal|elds?|oces?|ocers?|ocials?|dened?|specic|specically|condential|"
    "condentiality|identied|deidentied|identication|verication|veried|certicates?|certied|certication|classication|"
    "modication|notication|scientic|signicant|signicantly|benets?|eects?|eective|dierent|dierences?|oenses?|oenders?|"
    "prots?|nonprots?|sheris?|conicts?|inuences?|rearms?"
    r")\b",
    re.IGNORECASE,
)
"""Words of such forms as they look without the sign."""


def omissions(text: str, words: Sequence[Word], *, name: str, prose: bool) -> Iterator[str]:
    """A sentence for each sign; a letter that is left out inside a word seldom leaves one.

    Args:
        text: The answer.
        words: Its words as they stand on the page.
        name: Of the field.
        prose: Whether it has several lines, where a line may begin with a dash.
    """
    for before, after in _gaps(words):
        yield _GAP.format(before=before.text, after=after.text)
        break
    if bare := _BARE_SIGN.search(text) or (None if prose else _BARE_END.search(text)):
        yield _BARE.format(found=bare[0].strip())
    if run := (_LONG_RUN if name.endswith(_CODES) else _LONGEST_RUN).search(text):
        yield _RUN.format(found=run[0])
    if word := _WITHOUT_LIGATURE.search(text):
        yield _LIGATURE.format(found=word[0])


def _gaps(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    for line in lines_of(words):
        for before, after in pairwise(line):
            equal = any(_EQUAL_WIDTH.search(typeface) for typeface in before.typefaces)
            wide = after.start.real - before.end.real > _SPACE * before.size
            if wide and not equal and not _MAY_GAPE.search(before.text):
                yield before, after
