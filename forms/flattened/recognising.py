"""Which page of our blank form a page is: known by the words that are printed on it, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from forms.flattened.projecting import Pair
from forms.flattened.registering import Registration, register
from forms.flattened.sheets import Blank, Sheet
from forms.flattened.words import Word

_SHARE = 0.5
"""Of the words that are printed on a page of the form, so many must be on a page that is taken for it."""
_ALIKE = 0.02
_NEAR = 2.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page that was laid upon the page of the blank form that it is."""

    sheet: Sheet
    registration: Registration | None
    """None where it is too distorted to be laid upon it."""


def recognise(words: Sequence[Word], blank: Blank, *, share: float = _SHARE) -> Recognised | None:
    """The page of the blank form that a page with these words is; None where it is none of them.

    Args:
        words: All that is on the page.
        blank: The form.
        share: Of the different words that are printed on a page of the form, so many must be there.
    """
    here = {word.text for word in words}
    shares = [(len(sheet.vocabulary & here) / len(sheet.vocabulary), sheet) for sheet in blank.sheets]
    most = max(found for found, _ in shares)
    if most < share:
        return None
    alike = [sheet for found, sheet in shares if found >= most - _ALIKE]
    places: dict[str, Word] = {}
    for word in words:
        places.setdefault(word.text, word)
    tried = [Recognised(sheet, register(list(_pairs(places, sheet)))) for sheet in alike]
    return max(tried, key=lambda one: _agreeing(one, words)) if len(tried) > 1 else tried[0]


def _pairs(places: dict[str, Word], sheet: Sheet) -> Iterator[Pair]:
    for text, there in sheet.anchors.items():
        if text in places:
            yield places[text].start, there


def _agreeing(tried: Recognised, words: Sequence[Word]) -> int:
    """How many words stand where the blank form has the same: pages that go on differ in little but their numbers."""
    if tried.registration is None:
        return 0
    printed = {(word.text, _cell(word)) for word in tried.sheet.words}
    moved = (tried.registration.word(word) for word in words)
    return sum((word.text, _cell(word)) in printed for word in moved)


def _cell(word: Word) -> tuple[int, int]:
    return round(word.start.real / (2 * _NEAR)), round(word.start.imag / (2 * _NEAR))


def edition_on(words: Sequence[Word], sheet: Sheet) -> str | None:
    """The number that the page has where the blank form says its edition; None where nothing is there."""
    for before, after in pairwise(sheet.words):
        if before.text == "edition" and after.text.isdecimal():
            found = (word.text for word in words if abs(word.start - after.start) < _NEAR)
            return next((text for text in found if text.isdecimal()), None)
    return None
