"""The pages of our own blank form: what is printed on each and where its fields are, so that a page is known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from forms.drawing import layout
from forms.drawing.controls import Control, all_controls, mark
from forms.flattened.words import Point, Word
from validator.questions import Edition, edition

FILE = "carpos-1.json"
"""Written by `make form`, beside this module; a later edition has a file of its own."""
WIDTH, HEIGHT = 612.0, 792.0
"""Points: of each page of the form, a letter page."""

_ROWS = layout.ROWS_IN_PLACE + layout.MOST_ROW_PAGES * layout.ROWS_A_PAGE
_CONTINUATIONS = layout.MOST_CONTINUATION_PAGES * layout.CONTINUATIONS_A_PAGE


@dataclass(frozen=True, slots=True)
class Box:
    """Where a field is; its sides in points from the lower left of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, point: Point, slack: float = 1.0) -> bool:
        """Whether a point lies in it, or not further outside than the slack."""
        across = self.left - slack <= point.real <= self.right + slack
        return across and self.bottom - slack <= point.imag <= self.top + slack

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In points."""
        return self.top - self.bottom


@dataclass(frozen=True)
class Sheet:
    """One page of the blank form."""

    number: int
    """Counted from 1, in the longest form."""
    words: tuple[Word, ...]
    """What is printed, in the order in which it is drawn."""
    boxes: Mapping[str, Box]
    """Full name of a field -> its place; of a radio each button, as `name/value`."""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The different words that are printed."""
        return frozenset(word.text for word in self.words)

    @cached_property
    def anchors(self) -> Mapping[str, Point]:
        """Where each different word stands first."""
        return {word.text: word.start for word in reversed(self.words)}


@dataclass(frozen=True)
class Blank:
    """The longest form of one edition, page by page."""

    form: Edition
    sheets: tuple[Sheet, ...]

    @cached_property
    def controls(self) -> Mapping[str, Control]:
        """Every field by its full name, in the order of the form."""
        return {one.name: one for one in all_controls(self.form, _ROWS, _CONTINUATIONS)}

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """The fields that say which form it is, with what they say."""
        return {control.name: value for control, value in mark(self.form)}

    @cached_property
    def sheet_of(self) -> Mapping[str, Sheet]:
        """The page that shows a field."""
        return {name.partition("/")[0]: sheet for sheet in self.sheets for name in sheet.boxes}

    def prepare(self) -> None:
        """Work out now what is asked of every file."""
        self.sheet_of.get("")
        self.controls.get("")
        for sheet in self.sheets:
            len(sheet.vocabulary) + len(sheet.anchors)


@cache
def blank() -> Blank:
    """The blank form of the newest edition."""
    document = json.loads((files("forms.flattened") / FILE).read_text(encoding="utf-8"))
    sheets = (
        Sheet(
            number,
            tuple(Word(text, complex(x, y), complex(end, y), size) for text, x, y, end, size in page["words"]),
            {name: Box(*sides) for name, sides in page["boxes"].items()},
        )
        for number, page in enumerate(document["sheets"], start=1)
    )
    return Blank(edition(document["data_system"], document["edition"]), tuple(sheets))
